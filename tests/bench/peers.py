"""Beside the peers that are installed: the time for the same articles, and the derived pairs found."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from .command import Cost, typical
from .corpora import WIREPAIRS, seeds
from .finding import Figure, Finding, table
from .wirepairs import DERIVED, Judged, labels, stem

PEERS = ("datasketch", "rensa")
THRESHOLDS = (0.8, 0.5)
# Of the seeds, by number: who has text from whom, or from the same third text. Retelling included.
SEED_PAIRS = (("001", "004"), ("000", "001"), ("000", "004"), ("000", "002"), ("003", "004"))


def measure(folder: Path, runs: int, sample: Path, own: Cost, judged: Sequence[Judged]) -> Finding:
    """Run MinHash-LSH of each peer over the sample, the labelled articles and the seeds; return the ratios."""
    derived = [one for one in judged if one.gold in DERIVED]
    recall = f"{sum(one.said in DERIVED for one in derived)} of {len(derived)}"
    rows = [_row("provaudit, all it does", own, own, recall, _own_seeds(folder))]
    figures, lines = {}, []
    for peer in PEERS:
        if find_spec(peer) is None:
            lines.append(f"{peer}: not installed (pip install 'provaudit[bench]')")
            continue
        for threshold in THRESHOLDS:
            name = f"{peer} MinHash-LSH, J >= {threshold}"
            cost = typical(_command(peer, sample, threshold, folder), runs)
            figures[f"provaudit's seconds against {name}"] = Figure(own.seconds / cost.seconds)
            labelled = _hits(_derived_labels(), _pairs(peer, WIREPAIRS, threshold, folder))
            seeded = _hits(SEED_PAIRS, _pairs(peer, _seeds(folder), threshold, folder))
            rows.append(_row(name, cost, own, labelled, seeded))
    head = ("2,000 articles of abp", "seconds", "CPU seconds", "ratio", "wirepairs found", "seeds found")
    return Finding(f"peers, whole command, median of {runs}", figures, (*table(head, rows), *lines))


def _row(name: str, cost: Cost, own: Cost, *found: str) -> tuple[str, ...]:
    ratio = own.seconds / cost.seconds
    return (name, f"{cost.seconds:.1f}", f"{cost.processor:.1f}", f"{ratio:.2f}", *found)


def _hits(wanted: Sequence[tuple[str, str]], found: AbstractSet[frozenset[str]]) -> str:
    return f"{sum(frozenset(ids) in found for ids in wanted)} of {len(wanted)}"


def _seeds(folder: Path) -> Path:
    texts = [{"id": path.stem.split("_")[0], "text": path.read_text(encoding="utf-8")} for path in seeds()]
    pl.DataFrame(texts).write_ndjson(folder / "seeds.jsonl")
    return folder / "seeds.jsonl"


def _derived_labels() -> list[tuple[str, str]]:
    return [(row["a"], row["b"]) for row in labels() if row["relation"] in DERIVED]


def _own_seeds(folder: Path) -> str:
    """Return how many of the seeds' pairs the audit that `articles.seeds_truth` left behind calls derived."""
    audit = json.loads((folder / "seeds.json").read_text(encoding="utf-8"))
    return _hits(SEED_PAIRS, derived_pairs(audit["pairs"]))


def derived_pairs(pairs: Iterable[Mapping[str, str]]) -> set[frozenset[str]]:
    """Return the pairs called derived, each by the numbers of its two articles."""
    return {
        frozenset(stem(pair[side]).split("_")[0] for side in "ab")
        for pair in pairs
        if pair["relation"] in DERIVED
    }


def _command(peer: str, source: Path, threshold: float, folder: Path) -> list[str | Path]:
    script = Path(__file__).with_name("minhash.py")
    return [sys.executable, script, peer, source, str(threshold), folder / "peer.json"]


def _pairs(peer: str, source: Path, threshold: float, folder: Path) -> set[frozenset[str]]:
    typical(_command(peer, source, threshold, folder), 1)
    return {frozenset(pair) for pair in json.loads((folder / "peer.json").read_text(encoding="utf-8"))}
