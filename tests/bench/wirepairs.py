"""Hand-labelled pairs of real articles: relation, direction and credit; intervals drawn by event."""

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import isnan
from pathlib import Path, PurePosixPath
from typing import Any

from .arithmetic import bootstrap, connected, f1, macro_f1, share
from .command import document, script
from .corpora import EVAL, WIREPAIR_LABELS, WIREPAIRS
from .finding import Figure, Finding

DERIVED = {"same": "wholly", "edited": "partially", "partial": "partially", "paraphrase": "partially"}
FIVE = ("same", "edited", "partial", "quotes", "independent")
THREE = ("wholly", "partially", "not")
FLIPPED = {"a_from_b": "b_from_a", "b_from_a": "a_from_b"}
# The codebook's words for a credit, and which of the contract's words say the same.
CREDITS = {
    "named": {"named"},
    "generic": {"generic"},
    "none": {"none-observed", "misattributed"},
    "own": {"own", "not-needed"},
}

FOLDS = 5
"""Folds of whole events (chosen: some twenty pairs each)."""


@dataclass(frozen=True)
class Judged:
    """One labelled pair beside what the audit says of it; direction and credits only where derived and labelled."""

    event: str
    gold: str
    said: str
    confidence: float | None
    direction: bool | None
    credits: tuple[bool, ...]


def measure(folder: Path) -> tuple[Finding, list[Judged]]:
    """Audit the articles of wirepairs; return the figures, and the judged pairs for the reliability table."""
    out = folder / "wirepairs.json"
    audit = document([WIREPAIRS], out)
    judged = judge(audit, labels())
    scorer = script(EVAL / "score_pairs.py", out, WIREPAIR_LABELS).splitlines()
    lines = ["intervals: 95 %, whole events (labelled pairs joined by an article) drawn with replacement"]
    return Finding(
        "wirepairs dev", figures(judged), (*lines, *in_folds(judged), *(f"| {line}" for line in scorer))
    ), judged


def labels() -> list[dict[str, str]]:
    """Return the rows of the label file."""
    with WIREPAIR_LABELS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def half(event: str) -> int:
    """Return the half (0 or 1) to which an event belongs: confidences are fitted on 0 and held to 1."""
    return sha256(event.encode()).digest()[0] % 2


def in_folds(judged: Sequence[Judged]) -> tuple[str, ...]:
    """Return how each figure differs between folds of whole events.

    Relations and directions rest on no figure that was fitted to labels, so there is nothing to fit anew for a fold:
    what is left of cross-validation is how much a figure hangs on the events that happened to be labelled.
    """
    folds = [[one for one in judged if _fold(one.event) == fold] for fold in range(FOLDS)]
    told = []
    for name, measure in MEASURES.items():
        values = [value for fold in folds if not isnan(value := measure(fold))]
        told.append(f"{name} in {len(values)} folds: {', '.join(f'{value:.2f}' for value in sorted(values))}")
    return (f"{FOLDS} folds of whole events hold {', '.join(str(len(fold)) for fold in folds)} pairs", *told)


def _fold(event: str) -> int:
    return sha256(event.encode()).digest()[1] % FOLDS


def judge(audit: Mapping[str, Any], rows: Sequence[Mapping[str, str]]) -> list[Judged]:
    """Return each labelled pair beside what the audit document says of it."""
    event = connected((row["a"], row["b"]) for row in rows)
    pairs = by_ids(audit)
    credit = {stem(article["id"]): article["credit"] for article in audit["articles"]}
    return [_judged(row, event[row["a"]], pairs.get((row["a"], row["b"]), {}), credit) for row in rows]


def _judged(row: Mapping[str, str], event: str, pair: Mapping[str, Any], credit: Mapping[str, str]) -> Judged:
    gold = "independent" if row["relation"] == "boilerplate" else row["relation"]
    derived = gold in DERIVED
    directed = derived and row["direction"] in {"a_from_b", "b_from_a", "common"}
    labelled = [(row[f"credit_{side}"], credit[row[side]]) for side in "ab"] if derived else []
    return Judged(
        event=event,
        gold=gold,
        said=pair.get("relation", "independent"),
        confidence=pair.get("confidence"),
        direction=pair.get("direction", "none") == row["direction"] if directed else None,
        credits=tuple(said in CREDITS[label] for label, said in labelled if label in CREDITS),
    )


def stem(name: str) -> str:
    """Return an article's id without folders and the endings that texts have."""
    path = PurePosixPath(name)
    return path.stem if path.suffix in {".txt", ".json", ".html", ".md"} else path.name


def by_ids(audit: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the document's pairs by their two ids, both ways round."""
    found = {}
    for pair in audit["pairs"]:
        a, b = stem(pair["a"]), stem(pair["b"])
        found[a, b] = pair
        found[b, a] = pair | {"direction": FLIPPED.get(pair["direction"], pair["direction"])}
    return found


def figures(judged: Sequence[Judged]) -> dict[str, Figure]:
    """Return the figures of issue 3, each with its interval, and the counts of false accusations."""
    events = defaultdict(list)
    for one in judged:
        events[one.event].append(one)
    clusters = list(events.values())
    sizes = {
        "direction accuracy": sum(one.direction is not None for one in judged),
        "credit accuracy": sum(len(one.credits) for one in judged),
    }
    found = {
        name: Figure(measure(list(judged)), bootstrap(clusters, measure), sizes.get(name, len(judged)))
        for name, measure in MEASURES.items()
    }
    innocent = [one.said for one in judged if one.gold not in DERIVED]
    return found | {
        "false same or edited": Figure(sum(said in {"same", "edited"} for said in innocent), n=len(innocent)),
        "false partial or paraphrase": Figure(
            sum(said in {"partial", "paraphrase"} for said in innocent), n=len(innocent)
        ),
        "events": Figure(len(clusters)),
    }


def three_class(judged: Sequence[Judged]) -> float:
    """Return METER's macro-F1: wholly, partially, not derived."""
    gold, said = ([DERIVED.get(word, "not") for word in words] for words in _columns(judged))
    return macro_f1(gold, said, THREE)


def five_class(judged: Sequence[Judged]) -> float:
    """Return the macro-F1 of the five relations that the labels hold; paraphrase, which they lack, counts as wrong."""
    return macro_f1(*_columns(judged), FIVE)


def derived_or_not(judged: Sequence[Judged]) -> float:
    """Return the F1 of being derived; NaN where nothing is and nothing is said to be."""
    gold, said = ([word in DERIVED for word in words] for words in _columns(judged))
    value = f1(gold, said, label=True)
    return float("nan") if value is None else value


def direction(judged: Sequence[Judged]) -> float:
    """Return how often the direction of a derived pair is right."""
    return share([one.direction for one in judged if one.direction is not None])


def credit(judged: Sequence[Judged]) -> float:
    """Return how often the credit of an article in a derived pair is right."""
    return share([right for one in judged for right in one.credits])


def _columns(judged: Sequence[Judged]) -> tuple[list[str], list[str]]:
    return [one.gold for one in judged], [one.said for one in judged]


MEASURES: Mapping[str, Callable[[Sequence[Judged]], float]] = {
    "three-class macro-F1": three_class,
    "five relations macro-F1": five_class,
    "derived-or-not F1": derived_or_not,
    "direction accuracy": direction,
    "credit accuracy": credit,
}
