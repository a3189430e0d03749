"""Five central rules against what readers judged of articles of abp (tests/data/rule_sample)."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from .arithmetic import wilson
from .command import document
from .corpora import ABP, ROOT
from .finding import Figure, Finding

LABELS = ROOT / "tests" / "data" / "rule_sample" / "labels.csv"

# The rules that answer each question; a name that ends in `/` or `-` stands for all that begin so.
RULES: dict[str, tuple[str, ...]] = {
    "generic-credit": ("attribution/generic-agencies", "attribution/agencies-alone", "attribution/with-inputs-unnamed"),
    "anonymous-sourcing": ("sourcing/anonymous-", "sourcing/condition-of-anonymity", "sourcing/anonymity-other"),
    "correction-notice": (
        "accountability/correction", "accountability/correction-", "accountability/clarification",
        "accountability/earlier-version", "accountability/retraction",
    ),
    "furniture": (
        "access/", "form/page-furniture", "form/advertisement-label", "form/related-links", "form/share-and-follow",
        "form/player-text", "form/cookie-banner", "form/comment-rules",
    ),
}  # fmt: skip


DRAWS = {
    "first": "development: rules were mended on it",
    "second": "development since: tests/data/rule_sample/README.md",
    "third": "blind when labelled, development since",
    "fourth": "blind when labelled, development since",
    "fifth": "blind when labelled, development since",
    "sixth": "held out, but for one credit mended after it: tests/data/rule_sample/README.md",
    "seventh": "blind when labelled, development since",
    "eighth": "blind when labelled, development since",
    "ninth": "blind when labelled, each text by two readers, development since",
    "tenth": "blind when labelled, each text by two readers, development since",
    "eleventh": "blind when labelled, each text by two readers, development since",
    "twelfth": "blind when labelled; two exceptions of the rules come from it: tests/data/rule_sample/README.md",
}
"""What each draw may be taken for."""


def labels(draw: str) -> list[dict[str, str]]:
    """Return the labelled rows of a draw, one of DRAWS, without those that are unclear."""
    with LABELS.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["draw"] == draw and row["label"] != "unclear"]


def measure(folder: Path) -> list[Finding]:
    """Audit the labelled articles; return how well each question is answered, a finding for each draw."""
    rows = {draw: labels(draw) for draw in DRAWS}
    sample = folder / "rule_sample.parquet"
    ids = {row["id"] for drawn in rows.values() for row in drawn}
    pl.read_parquet(ABP).filter(pl.col("id").is_in(sorted(ids))).write_parquet(sample)
    audit = document([sample], folder / "rule_sample.json")
    found = {one["id"]: one for one in audit["articles"]}
    return [finding(draw, drawn, found) for draw, drawn in rows.items()]


def finding(draw: str, rows: list[dict[str, str]], found: Mapping[str, Mapping[str, Any]]) -> Finding:
    """Return precision and recall of each question over labelled rows, and the ids that are told wrong."""
    figures, wrong = {}, []
    for group in dict.fromkeys(row["group"] for row in rows):
        cases = [
            (row["id"], row["label"] == "yes", says(group, found[row["id"]]))
            for row in rows
            if row["group"] == group
        ]
        hits = sum(gold and said for _, gold, said in cases)
        for name, n in {
            "precision": sum(said for _, _, said in cases),
            "recall": sum(gold for _, gold, _ in cases),
        }.items():
            value = hits / n if n else float("nan")
            figures[f"{group} {name}"] = Figure(value, wilson(hits, n), n)
        wrong += [
            f"{group}: {'missed' if gold else 'false'} {name}" for name, gold, said in cases if gold != said
        ]
    return Finding(f"five central rules, {draw} draw of abp ({DRAWS[draw]})", figures, tuple(wrong))


def says(group: str, article: Mapping[str, Any]) -> bool:
    """Return whether the audit answers a question with yes."""
    if group == "agency-credit":
        return article["agency"] is not None
    rules = RULES[group]
    return any(
        signal["rule"] in rules or signal["rule"].startswith(tuple(r for r in rules if r[-1] in "-/"))
        for signal in article["signals"]
    )
