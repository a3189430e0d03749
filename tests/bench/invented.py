"""The project's own texts: twenty pairs about invented events, and the demo. At hand wherever the project is."""

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from .arithmetic import wilson
from .command import audit_command, document, typical
from .corpora import DEMO, ONE_EVENT
from .finding import Figure, Finding
from .wirepairs import DERIVED, by_ids

TITLE = "one event: reworded copies against independent reports"


def one_event(folder: Path) -> Finding:
    """Audit the pairs in one pile; return how many are told right, and what is said of articles never paired."""
    if not ONE_EVENT.is_file():
        return Finding(TITLE, lines=(f"not measured: {ONE_EVENT.name} is not there",))
    pairs = yaml.safe_load(ONE_EVENT.read_text(encoding="utf-8"))
    articles = [{"id": f"{pair['id']}-{side}", "text": pair[side]} for pair in pairs for side in "ab"]
    pl.DataFrame(articles).write_ndjson(folder / "one_event.jsonl")
    audit = document([folder / "one_event.jsonl"], folder / "one_event.json")
    relation = {ids: pair["relation"] for ids, pair in by_ids(audit).items()}
    wrong = [line for pair in pairs if (line := _fault(pair, relation))]
    right = len(pairs) - len(wrong)
    apart = {frozenset(ids) for ids in combinations((one["id"] for one in articles), 2)}
    apart -= {frozenset((f"{pair['id']}-a", f"{pair['id']}-b")) for pair in pairs}
    crossed = sum(relation.get(tuple(ids), "independent") in DERIVED for ids in apart)
    figures = {
        "pairs told right": Figure(right / len(pairs), wilson(right, len(pairs)), len(pairs)),
        "false accusations between pairs": Figure(crossed, n=len(apart)),
    }
    return Finding(TITLE, figures, tuple(wrong))


def _fault(pair: Mapping[str, Any], relation: Mapping[tuple[str, str], str]) -> str | None:
    """Return what is wrong with the relation of a pair, None where it is right."""
    said = relation.get((f"{pair['id']}-a", f"{pair['id']}-b"), "independent")
    right = (said in DERIVED) == (pair["kind"] == "reworded")
    return None if right else f"{pair['id']}: {said} ({pair['note']})"


def demo(folder: Path, runs: int) -> Finding:
    """Audit the demo's sixteen articles; return what it costs."""
    out = folder / "demo"
    command = audit_command([DEMO / "articles"], "parquet", out, "--rules", DEMO / "rules")
    cost = typical(command, runs)
    edges = pl.read_parquet(out / "edges.parquet")
    figures = {
        "articles": Figure(pl.read_parquet(out / "articles.parquet").height),
        "edges": Figure(edges.height),
        "seconds": Figure(cost.seconds),
    }
    return Finding("demo", figures, (f"median of {runs}: {cost}",))
