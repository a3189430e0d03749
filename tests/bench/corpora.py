"""Where the corpora stand, what they are digested to, and samples and flows made out of them."""

from hashlib import sha256
from pathlib import Path

import polars as pl

from .command import script

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
DATA = SHARED / "data"
EVAL = SHARED / "eval"
WIREPAIRS = DATA / "wirepairs" / "articles.jsonl"
WIREPAIR_LABELS = DATA / "wirepairs" / "labels_dev.csv"
POLNEAR = DATA / "polnear" / "articles.jsonl"
ATTRIBUTIONS = DATA / "polnear" / "attributions_dev"
POLNEAR_LABELS = DATA / "polnear" / "wire_train_dev.csv"
CLOUGH = DATA / "clough_stevenson"
WEBIS = DATA / "paraphrase" / "Webis-CPC-11_1000_sample.json"
SEMEVAL = DATA / "paraphrase" / "semeval2022_t8_en_en_pairs.csv"
EXTRACTION = DATA / "html" / "extraction"
FUNDUS = DATA / "html" / "fundus"
ABP = DATA / "abp" / "articles.parquet"
SEEDS = SHARED / "seeds"
ONE_EVENT = ROOT / "tests" / "data" / "one_event" / "pairs.yaml"
DEMO = ROOT / "provaudit" / "demo"

PAIRS = (WIREPAIRS, WIREPAIR_LABELS)
WIRE = (POLNEAR, POLNEAR_LABELS)
FLOWS = (ABP, EVAL / "wireflow.py")


def answers() -> list[Path]:
    """Return the files of the Clough-Stevenson corpus that are texts: answers and their sources."""
    return sorted([*CLOUGH.glob("g*_task*.txt"), *CLOUGH.glob("orig_task*.txt")])


def seeds() -> list[Path]:
    """Return the seed articles."""
    return sorted(SEEDS.glob("*_*.txt"))


def digest(*paths: Path) -> str:
    """Return one SHA-256 of the files' bytes, in the order given; of one file it is that file's own."""
    total = sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()


def digests() -> dict[str, str]:
    """Return the digest of every corpus that is at hand, by name."""
    known = {
        "demo": sorted((DEMO / "articles").glob("*.md")),
        "one_event": [ONE_EVENT],
        "seeds": seeds(),
        "wirepairs": list(PAIRS),
        "polnear": list(WIRE),
        "sourcing": [POLNEAR, *sorted(ATTRIBUTIONS.glob("*.ann"))],
        "clough_stevenson": [*answers(), CLOUGH / "file_information.csv"],
        "webis": [WEBIS],
        "semeval": [SEMEVAL],
        "fundus": sorted([*FUNDUS.rglob("*.html.gz"), *FUNDUS.rglob("*.json")]),
        "extraction": [*sorted(EXTRACTION.rglob("*.html.gz")), EXTRACTION / "ground-truth.json"],
        "abp": [ABP],
        "wireflow.py": [EVAL / "wireflow.py"],
    }
    return {
        name: digest(*paths) for name, paths in known.items() if paths and all(p.is_file() for p in paths)
    }


def first_by_date(n: int, folder: Path) -> Path:
    """Write the first n dated articles of abp, by date and id, into the folder; return the file."""
    path = folder / f"abp_{n}.parquet"
    if not path.exists():
        dated = pl.read_parquet(ABP).filter(pl.col("published") != "")
        dated.sort("published", "id").head(n).write_parquet(path)
    return path


def flow(folder: Path, n: int, seed: int, *, undated: bool = False, fanout: int = 0) -> Path:
    """Make a flow with known lineage; return its folder, which holds articles.jsonl and truth.csv."""
    out = folder / f"flow_{n}_{seed}_{'undated' if undated else 'dated'}_{fanout}"
    if not out.exists():
        options = ["--n", str(n), "--seed", str(seed), "--fanout", str(fanout), *["--undated"] * undated]
        script(EVAL / "wireflow.py", ABP, out, *options)
    return out
