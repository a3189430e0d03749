"""Made flows whose lineage is known: derived or not, the direct parent, sources that are not in the pile."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from .arithmetic import share
from .command import document, script
from .corpora import EVAL, flow
from .finding import Figure, Finding


@dataclass(frozen=True)
class Traced:
    """A scored flow: its figures by name, the scorer's lines, and each stated edge as (confidence, right)."""

    figures: dict[str, Figure]
    lines: tuple[str, ...]
    parents: list[tuple[float, bool]]
    kin: list[tuple[float, bool]]


def measure(
    folder: Path, n: int, seeds: Sequence[int], *, undated: bool = False, fanout: int = 0
) -> tuple[Finding, list[Traced]]:
    """Make flows of n articles, audit and score them; return the mean figures and what each flow held."""
    traced = [trace(flow(folder, n, seed, undated=undated, fanout=fanout)) for seed in seeds]
    lines = [f"| seed {seed}: {line}" for seed, one in zip(seeds, traced, strict=True) for line in one.lines]
    dates = "undated" if undated else "dated"
    copies = f", one story with {fanout:,} copies" if fanout else ""
    title = f"wireflow, {n:,} articles, {dates}{copies}: mean of {len(seeds)} seeds [lowest, highest]"
    return Finding(title, spread([one.figures for one in traced]), tuple(lines)), traced


def trace(flowed: Path) -> Traced:
    """Audit a flow's folder and score what was found."""
    out = flowed.with_suffix(".json")
    audit = document([flowed / "articles.jsonl"], out)
    with (flowed / "truth.csv").open(encoding="utf-8", newline="") as stream:
        truth = list(csv.DictReader(stream))
    lines = script(EVAL / "score_flow.py", out, flowed / "truth.csv").splitlines()
    parents, kin = judged_edges(audit["edges"], truth)
    return Traced(figures(audit, truth), tuple(lines), parents, kin)


def figures(audit: Mapping[str, Any], truth: Sequence[Mapping[str, str]]) -> dict[str, Figure]:
    """Return a flow's figures as `score_flow.py` defines them.

    The only child of a source that is not in the pile cannot be told from an own text: it is left out.
    """
    children = {edge["child"] for edge in audit["edges"]}
    closest = {one["id"]: one["sources"][0]["id"] if one["sources"] else "" for one in audit["articles"]}
    family = Counter(row["parent"] for row in truth if row["parent"])
    alone = {row["id"] for row in truth if row["parent_seen"] == "0" and family[row["parent"]] == 1}
    rows = [row for row in truth if row["parent"] and row["id"] not in alone]
    derived, said = {row["id"] for row in rows}, children - alone
    right = len(derived & said)
    seen = [closest.get(row["id"]) == row["parent"] for row in rows if row["parent_seen"] == "1"]
    orphans = defaultdict(list)
    for row in rows:
        if row["parent_seen"] == "0":
            orphans[row["parent"]].append(closest.get(row["id"], ""))
    named = [name.startswith("unseen:") for names in orphans.values() for name in names]
    joined = [len(set(names)) == 1 for names in orphans.values()]
    return {
        "derived F1": Figure(2 * right / max(1, len(derived) + len(said)), n=len(derived)),
        "derived recall": Figure(right / max(1, len(derived)), n=len(derived)),
        "direct parent where seen": Figure(share(seen), n=len(seen)),
        "unseen source named": Figure(share(named), n=len(named)),
        "unseen siblings joined": Figure(share(joined), n=len(joined)),
        "largest story's copies found": _largest(truth, children),
    }


def _largest(truth: Sequence[Mapping[str, str]], children: AbstractSet[str]) -> Figure:
    """Return how many copies of the story with most of them, copies of copies included, have a source."""
    root = roots(truth)
    sizes = Counter(root[row["id"]] for row in truth if row["parent"])
    largest = max(sizes, key=lambda name: sizes[name])
    found = [row["id"] in children for row in truth if row["parent"] and root[row["id"]] == largest]
    return Figure(share(found), n=len(found))


def roots(truth: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return for each article the one at the head of its chain of parents, be it in the pile or not."""
    parent = {row["id"]: row["parent"] for row in truth}

    def root(name: str) -> str:
        while parent.get(name):
            name = parent[name]
        return name

    return {name: root(name) for name in parent}


def spread(flows: Sequence[Mapping[str, Figure]]) -> dict[str, Figure]:
    """Return each figure's mean over the flows, with the lowest and the highest as its interval."""
    found = {}
    for name in flows[0]:
        values = [one[name].value for one in flows]
        interval = (min(values), max(values)) if len(values) > 1 else None
        found[name] = Figure(mean(values), interval, sum(one[name].n or 0 for one in flows))
    return found


def judged_edges(
    edges: Iterable[Mapping[str, Any]], truth: Sequence[Mapping[str, str]]
) -> tuple[list[tuple[float, bool]], list[tuple[float, bool]]]:
    """Return every stated edge as (confidence, right), by two readings of right.

    First: the parent is the direct one, and an unseen source stands where the parent was removed. Second, milder:
    child and parent come from one source at all, so nobody is accused who took nothing.
    """
    parent = {row["id"]: row["parent"] for row in truth}
    seen = {row["id"]: row["parent_seen"] == "1" for row in truth}
    root = roots(truth)
    direct, kin = [], []
    for edge in edges:
        child, said = edge["child"], edge["parent"]
        unseen = said.startswith("unseen:")
        removed = bool(parent[child]) and not seen[child]
        direct.append((edge["confidence"], removed if unseen else said == parent[child]))
        kin.append((edge["confidence"], bool(parent[child]) if unseen else root[child] == root.get(said)))
    return direct, kin
