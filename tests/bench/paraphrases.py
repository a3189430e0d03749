"""Paraphrase corpora read as pairs of articles: what the audit accuses in them, and what it lets pass."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from .arithmetic import wilson
from .command import document
from .corpora import SEMEVAL, WEBIS
from .finding import Figure, Finding, table
from .wirepairs import DERIVED, by_ids

SIDES = ("original", "paraphrase")
TOGETHER = 6  # passages of about 40 words that make one article, so that there is an order to follow; chosen


def webis(folder: Path) -> Finding:
    """Audit articles made of Webis-CPC-11's accepted passages; return how many rewordings are found."""
    items = json.loads(WEBIS.read_text(encoding="utf-8"))
    accepted = [one for one in items if one["is_paraphrased"] == "Yes"]
    starts = range(0, len(accepted) - TOGETHER + 1, TOGETHER)
    groups = [accepted[start : start + TOGETHER] for start in starts]
    pairs = [tuple("\n\n".join(_joined(one[side]) for one in group) for side in SIDES) for group in groups]
    relations = _relations(folder, "webis", pairs)
    found = sum(relation in DERIVED for relation in relations)
    figure = Figure(found / len(pairs), wilson(found, len(pairs)), len(pairs))
    note = (
        f"{TOGETHER} passages of books after one another as one article, against their rewordings by as many"
        " crowd-workers in the same order, undated; refused rewordings are left out, and so is MSRP:"
        " a single sentence is no article"
    )
    said = ", ".join(f"{relation} {n}" for relation, n in Counter(relations).most_common())
    return Finding("Webis-CPC-11: book passages reworded", {"reworded articles found": figure}, (note, said))


def _joined(sentences: Iterable[Mapping[str, Any]]) -> str:
    return " ".join(sentence["text"] for sentence in sentences)


def semeval(folder: Path) -> Finding:
    """Audit SemEval-2022 task 8's pairs; return by graded similarity how many are called derived."""
    with SEMEVAL.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    relations = _relations(folder, "semeval", [(row["text1"], row["text2"]) for row in rows])
    grades = defaultdict(list)
    for row, relation in zip(rows, relations, strict=True):
        grades[min(3, int(float(row["Overall"])))].append(relation)
    head = ("similarity", "pairs", "derived", "quotes", "independent")
    lines = table(head, [_graded(grade, grades[grade]) for grade in sorted(grades)])
    far = [relation in DERIVED for relation in grades[3]]
    figure = Figure(sum(far) / len(far), wilson(sum(far), len(far)), len(far))
    note = "no label of reuse: similar articles may or may not share a text; unlike ones (grade 3 to 4) should not"
    return Finding(
        "SemEval-2022 task 8: similarity of news", {"unlike pairs called derived": figure}, (note, *lines)
    )


def _graded(grade: int, relations: Sequence[str]) -> tuple[str, ...]:
    derived = sum(relation in DERIVED for relation in relations)
    name = {1: "1 to 2 (alike)", 2: "2 to 3", 3: "3 to 4 (unlike)"}[grade]
    counts = (len(relations), derived, relations.count("quotes"), relations.count("independent"))
    return (name, *map(str, counts))


def _relations(folder: Path, name: str, pairs: Sequence[tuple[str, ...]]) -> list[str]:
    """Audit all pairs in one pile; return each pair's relation."""
    articles = [{"id": f"{n}-{side}", "text": pair[side]} for n, pair in enumerate(pairs) for side in (0, 1)]
    pl.DataFrame(articles).write_ndjson(folder / f"{name}.jsonl")
    found = by_ids(document([folder / f"{name}.jsonl"], folder / f"{name}.json"))
    said = (found.get((f"{n}-0", f"{n}-1"), {}) for n in range(len(pairs)))
    return [pair.get("relation", "independent") for pair in said]
