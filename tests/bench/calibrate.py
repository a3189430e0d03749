"""`python -m bench.calibrate`: fit what stated confidences rest on, and say how far they hold on data not fitted on.

Fitted on made flows and on one half of wirepairs dev, whole events by their hash; held to other flows and the other
half. The coefficients, with the digests of what they were fitted on, are `provaudit/lineage/calibration.json`.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from provaudit.lineage.relation import features
from provaudit.lineage.support import Ground, measures
from provaudit.model import DERIVED, Relation

from . import confidence, corpora, supported
from .finding import Finding
from .logistic import Numbers, fit, stated

STORED = corpora.ROOT / "provaudit" / "lineage" / "calibration.json"
FITTED, HELD = (11, 12), (13, 14)  # seeds of flows
SIZE = 3_000  # articles of a flow
_EDGE = ("share", "words", "alone")
_GROUNDS = [
    ground for ground in Ground if ground != Ground.GUESS
]  # guesses are too few to fit, see `support`
_PAIR = ("most",)
_COPIED = (Relation.SAME, Relation.EDITED, Relation.PARTIAL)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print the reliability of both kinds of confidence on fitted and on held-out data, write on request."""
    parser = argparse.ArgumentParser(prog="bench.calibrate", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"store the coefficients in {STORED.name}")
    parser.add_argument("--size", type=int, default=SIZE, help="articles of each flow (default: %(default)s)")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="provaudit-bench-") as folder:
        found, findings = calibrated(Path(folder), asked.size)
    for finding in findings:
        sys.stdout.write(f"{finding.text()}\n\n")
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    if asked.write:
        STORED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def calibrated(folder: Path, size: int) -> tuple[dict[str, Any], list[Finding]]:
    """Return the fitted coefficients with their source, and the reliability tables."""
    flows = {seeds: _flows(folder, size, seeds) for seeds in (FITTED, HELD)}
    steps, judged = supported.wirepairs()
    labelled = (_grounded(steps), judged)
    halves = [[table.filter(pl.col("half") == half) for table in labelled] for half in (0, 1)]
    edges = _edges(pl.concat([flows[FITTED][0], halves[0][0]], how="diagonal"))
    paraphrases = supported.paraphrases(folder)
    pairs = _pairs(flows[FITTED][1], halves[0][1], paraphrases)
    findings = []
    for name, seeds, half in (("fitted", FITTED, halves[0]), ("held out", HELD, halves[1])):
        for what, table in (("flows", flows[seeds][0]), ("wirepairs", half[0])):
            findings.append(
                _told(f"edges, {name}, {what}", table, stated(edge_matrix(table), ordered(edges)))
            )
        findings.append(_told(f"pairs, {name}, wirepairs", half[1], pair_stated(half[1], pairs)))
        copied = flows[seeds][1].filter(pl.col("relation").is_in(_COPIED))
        findings.append(_told(f"pairs derived, {name}, flows", copied, _derived(copied, pairs)))
    source = {
        "made": datetime.now(UTC).date().isoformat(),
        "fitted on": f"flows of {size} articles, seeds {FITTED}, dated and undated; wirepairs dev, half of the events",
        "held to": f"flows, seeds {HELD}; the other half",
        "SHA-256": {
            k: v
            for k, v in corpora.digests().items()
            if k in {"abp", "wireflow.py", "wirepairs", "one_event"}
        },
    }
    return {"source": source, "edges": edges, "pairs": pairs}, findings


def _flows(folder: Path, size: int, seeds: Sequence[int]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the edges and pairs of flows, dated and undated ones."""
    made = [
        supported.flow(corpora.flow(folder, size, seed, undated=undated))
        for seed, undated in product(seeds, (False, True))
    ]
    return _grounded(pl.concat([edges for edges, _ in made])), pl.concat([pairs for _, pairs in made])


def _grounded(edges: pl.DataFrame) -> pl.DataFrame:
    return edges.filter(pl.col("ground") != Ground.GUESS)


def edge_matrix(edges: pl.DataFrame) -> Numbers:
    """Return what each edge is judged by, one row an edge, in the order of `ordered`. Columns in: `tables.supports`."""
    grounds = [(edges["ground"] == str(ground)).to_numpy() for ground in _GROUNDS]
    sizes = [measures(words, share) for words, share in edges.select("words", "share").iter_rows()]
    measured = [[one[name] for one in sizes] for name in _EDGE[:2]]
    return np.column_stack([*grounds, *measured, edges["alone"].to_numpy()]).astype(np.float64)


def _edges(edges: pl.DataFrame) -> dict[str, float]:
    names = (*map(str, _GROUNDS), *_EDGE)
    return _named(names, fit(edge_matrix(edges), edges["right"].to_numpy()))


def ordered(coefficients: dict[str, float]) -> list[float]:
    """Return the coefficients of edges in the order of the columns of `edge_matrix`."""
    return [coefficients[name] for name in (*map(str, _GROUNDS), *_EDGE)]


def _pairs(flows: pl.DataFrame, labelled: pl.DataFrame, paraphrases: Sequence[bool]) -> dict[str, float]:
    """Fit that a pair is derived on flows, that its relation is the right one of the derived on labels."""
    copied = flows.filter(pl.col("relation").is_in(_COPIED))
    derived = fit(_pair_matrix(copied, _PAIR), copied["right"].to_numpy())
    true = labelled.filter(pl.col("relation").is_in(_COPIED) & pl.col("gold").is_in(list(map(str, DERIVED))))
    this = fit(_pair_matrix(true, ("margin",)), true["right"].to_numpy())
    quotes = labelled.filter(pl.col("relation") == Relation.QUOTES)["right"].to_list()
    return {
        **_named(("derived", *_PAIR), derived),
        **_named(("class", "margin"), this),
        "paraphrase": _rate(paraphrases),
        "quotes": _rate(quotes),
    }


def _pair_matrix(pairs: pl.DataFrame, names: Sequence[str]) -> Numbers:
    read = pairs.select(pl.lit(1.0), *(features()[name].alias(name) for name in names))
    return read.to_numpy().astype(np.float64)


def _derived(pairs: pl.DataFrame, given: dict[str, float]) -> Numbers:
    return stated(_pair_matrix(pairs, _PAIR), [given[name] for name in ("derived", *_PAIR)])


def pair_stated(pairs: pl.DataFrame, given: dict[str, float]) -> Numbers:
    """Return what the coefficients say (0..1) of each pair's relation, as `relation.relate` does."""
    copied = _derived(pairs, given) * stated(
        _pair_matrix(pairs, ("margin",)), [given["class"], given["margin"]]
    )
    relation = pairs["relation"].to_numpy()
    fixed = np.where(relation == str(Relation.PARAPHRASE), given["paraphrase"], given["quotes"])
    return np.where(np.isin(relation, list(map(str, _COPIED))), copied, fixed)


def _rate(right: Sequence[bool]) -> float:
    """Return the share of right ones with one right and one wrong added (Laplace's rule), for a few cases."""
    return round((sum(right) + 1) / (len(right) + 2), 3)


def _named(names: Sequence[str], values: Numbers) -> dict[str, float]:
    return {name: round(float(value), 3) for name, value in zip(names, values, strict=True)}


def _told(title: str, table: pl.DataFrame, said: Numbers) -> Finding:
    right = table["right"].to_list()
    before = confidence.told("", list(zip(table["confidence"].to_list(), right, strict=True))).figures
    finding = confidence.told(f"reliability: {title}", list(zip(said.tolist(), right, strict=True)))
    was = {f"{name}, as stated now": before[name] for name in ("Brier score", "expected calibration error")}
    return Finding(finding.title, finding.figures | was, finding.lines)


if __name__ == "__main__":
    main()
