"""Pages of outlets (fundus) and of the extraction benchmark: metadata, main text, credit lines, cost."""

import gzip
import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from statistics import mean
from time import process_time

import polars as pl

import provaudit
from provaudit.ingest.dates import dated
from provaudit.ingest.html import read_page

from .arithmetic import bootstrap, share, wilson
from .corpora import EXTRACTION, FUNDUS
from .finding import Figure, Finding
from .visible import credit_lines, squeezed

SIMILAR = 0.8  # of difflib's ratio, from which two titles are one, worded twice (chosen)
OWN = ("standfirst", "body")
_TOKEN = re.compile(r"\w+")
_SHINGLE = 4  # tokens, as scrapinghub's own scorer counts them


def expected() -> Iterator[tuple[Path, dict[str, object]]]:
    """Yield fundus's pages and what is expected of each: its versions are in the order of the pages' dates."""
    for file in sorted(FUNDUS.glob("*/*.json")):
        versions = json.loads(file.read_text(encoding="utf-8"))
        pages = (page for page in file.parent.glob("*.html.gz") if page.name.rsplit("_", 3)[0] == file.stem)
        for version, page in zip(sorted(versions), sorted(pages), strict=True):
            yield page, versions[version]


@cache
def audited(folder: Path) -> tuple[pl.DataFrame, dict[str, str]]:
    """Return the articles of the pages in a folder by file name, and of each the text that lineage compares."""
    audit = provaudit.audit(folder)
    articles = audit.articles.with_columns(pl.col("id").str.split("/").list.last().alias("name"))
    own = audit.zones.filter(pl.col("zone").is_in(OWN)).join(articles.select("id", "name", "text"), on="id")
    spans = own.sort("id", "start").with_columns(
        words=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    )
    bodies = spans.group_by("name", maintain_order=True).agg(pl.col("words").str.join("\n"))
    return articles, dict(bodies.iter_rows())


def metadata() -> Finding:
    """Compare title, authors and date of fundus's pages with what is expected of them."""
    articles, _ = audited(FUNDUS)
    rows = {row["name"]: row for row in dated(articles).to_dicts()}
    wanted = [(rows[page.name], expectation) for page, expectation in expected()]
    titles = [(one["title"] or "", str(e["title"])) for one, e in wanted if e.get("title")]
    equal = [squeezed(said) == squeezed(gold) for said, gold in titles]
    alike = [_alike(said, gold) for said, gold in titles]
    authors = [_authors(one["byline"], e["authors"]) for one, e in wanted if e.get("authors")]
    dates = [_same_time(one, str(e["publishing_date"])) for one, e in wanted if e.get("publishing_date")]
    figures = {
        "title, its letters and digits": equal,
        "title, or the same worded twice": alike,
        "all authors": authors,
        "date, as precise as it is stated": dates,
    }
    notes = (
        "pages give several titles (search, sharing, heading); two of them agree, or the first stated counts",
        f"worded twice: one holds the other, or difflib's ratio is {SIMILAR} at least",
    )
    return Finding("fundus: what pages state", {name: _share(hits) for name, hits in figures.items()}, notes)


def body() -> Finding:
    """Score the own text of the extraction benchmark's pages, as its scorer does: the mean over pages."""
    gold = json.loads((EXTRACTION / "ground-truth.json").read_text(encoding="utf-8"))
    _, own = audited(EXTRACTION / "html")
    scores = [
        overlap(one["articleBody"], own.get(f"{name}.html.gz", "")) for name, one in sorted(gold.items())
    ]
    interval = bootstrap([[score] for score in scores], _f1)
    figures = {
        "body F1": Figure(_f1(scores), interval, len(scores)),
        "precision": Figure(mean(p for p, _ in scores)),
        "recall": Figure(mean(r for _, r in scores)),
    }
    return Finding("extraction benchmark: the text that lineage compares", figures)


def credit() -> Finding:
    """Look for the credit, source and paywall lines that lxml sees on the pages in the texts that rules run on."""
    hits: list[bool] = []
    lost: list[str] = []
    for folder in (FUNDUS, EXTRACTION / "html"):
        texts = dict(audited(folder)[0].select("name", "text").iter_rows())
        for page in sorted(folder.rglob("*.html.gz")):
            text = squeezed(texts.get(page.name) or "")
            for line in credit_lines(gzip.decompress(page.read_bytes())):
                hits.append(squeezed(line) in text)
                lost += [] if hits[-1] else [f"{page.name[:30]}: {line[:80]}"]
    note = "a line: the words of one block as lxml sees it, shown, of at most 300 characters, worded like a credit"
    return Finding(
        "credit, source and paywall lines that reach the rules", {"lines": _share(hits)}, (note, *lost)
    )


def cost() -> Finding:
    """Read every page once, in this process, and return the time of a core that one takes."""
    files = sorted([*FUNDUS.rglob("*.html.gz"), *EXTRACTION.rglob("*.html.gz")])
    pages = [gzip.decompress(file.read_bytes()) for file in files]
    read_page(pages[0], "warm-up")
    start = process_time()
    for page in pages:
        read_page(page, "page")
    each = (process_time() - start) / len(pages)
    size = mean(len(page) for page in pages)
    return Finding(
        "pages: one by one",
        {"ms of a core": Figure(1000 * each, n=len(pages))},
        (f"mean {size / 1e3:.0f} KB",),
    )


def overlap(gold: str, said: str) -> tuple[float, float]:
    """Return precision and recall of the shingles of tokens, each 0..1."""
    right, found = _shingles(gold), _shingles(said)
    common = (right & found).total()
    precision = common / found.total() if found else float(not right)
    return precision, common / right.total() if right else float(not found)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    if len(tokens) < _SHINGLE:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(zip(*(tokens[at:] for at in range(_SHINGLE)), strict=False))


def _f1(scores: Sequence[tuple[float, float]]) -> float:
    precision, recall = mean(p for p, _ in scores), mean(r for _, r in scores)
    return 2 * precision * recall / (precision + recall)


def _alike(said: str, gold: str) -> bool:
    one, other = squeezed(said), squeezed(gold)
    held = bool(one) and (one in other or other in one)
    return held or SequenceMatcher(None, one, other, autojunk=False).ratio() >= SIMILAR


def _authors(byline: str | None, gold: object) -> bool:
    return (
        all(squeezed(str(name)) in squeezed(byline or "") for name in gold)
        if isinstance(gold, list)
        else False
    )


def _same_time(row: dict[str, object], gold: str) -> bool:
    wanted = datetime.fromisoformat(html.unescape(gold)).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    said, precision = row["published_at"], row["precision"]
    if not isinstance(said, datetime):
        return False
    cut = {"day": {"hour": 0, "minute": 0, "second": 0}, "minute": {"second": 0}}.get(str(precision), {})
    return said.replace(microsecond=0) == wanted.replace(**cut)


def _share(hits: Sequence[bool]) -> Figure:
    return Figure(share(hits), wilson(sum(hits), len(hits)), len(hits))
