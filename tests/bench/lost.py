"""How much of a source that is not in the pile its carriers give back: originals taken out of a made flow.

Of what is taken out the text is known, which of a flow's own unseen sources it is not.
"""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

from .arithmetic import bootstrap, share, wilson
from .command import document
from .corpora import flow
from .finding import Figure, Finding

_RUN = 4  # words in a row that count as the source's (chosen: fewer are common by chance)
_WORD = re.compile(r"\w+")


class Lost(NamedTuple):
    """What became of one source: shares of words, 0..1."""

    attested: float  # of its words, that two of its copies have
    restored: float  # of those, that the audit gives back
    own: float  # of what the audit gives back, that the source has


def measure(folder: Path, n: int, seed: int) -> Finding:
    """Take every original that two articles or more have copied out of a flow; return how much comes back."""
    flowed = flow(folder, n, seed)
    with (flowed / "articles.jsonl").open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    texts = {one["id"]: one["text"] for one in articles}
    with (flowed / "truth.csv").open(encoding="utf-8", newline="") as stream:
        families = _families(csv.DictReader(stream), texts)
    left = flowed / "left.jsonl"
    kept = (json.dumps(one, ensure_ascii=False) for one in articles if one["id"] not in families)
    left.write_text("\n".join(kept) + "\n", encoding="utf-8")
    audit = document([left], flowed / "left.json")
    said = {source: named(children, audit["unseen"]) for source, children in families.items()}
    found = [_lost(texts[s], [texts[c] for c in families[s]], one) for s, one in said.items() if one]
    found = [one for one in found if one.attested]
    return Finding(f"originals taken out of a flow of {n:,} (seed {seed})", _figures(said, found))


def _figures(said: Mapping[str, Any], found: Sequence[Lost]) -> dict[str, Figure]:
    hits = [one is not None for one in said.values()]
    figures = {
        "inferred from two copies or more": Figure(share(hits), wilson(sum(hits), len(hits)), len(hits))
    }
    for name, values in {
        "of such a source's words, in two copies": [one.attested for one in found],
        "of the words that two copies have, given back": [one.restored for one in found],
        "of what is given back, the source's": [one.own for one in found],
    }.items():
        figures[name] = Figure(mean(values), bootstrap([[value] for value in values], mean), len(values))
    return figures


def _families(truth: Iterable[Mapping[str, str]], texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the articles of the flow that nobody's words are in but their own, with two direct copies or more."""
    copies, derived = defaultdict[str, list[str]](list), set()
    for row in truth:
        if row["parent"]:
            copies[row["parent"]].append(row["id"])
            derived.add(row["id"])
    return {one: found for one, found in copies.items() if one in texts and one not in derived and found[1:]}


def named(children: Sequence[str], unseen: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the unseen source that most of the copies are traced to, two at least; null where none is."""
    best = max(unseen, key=lambda one: len({*children} & {*one["children"]}), default=None)
    return best if best and len({*children} & {*best["children"]}) > 1 else None


def _lost(source: str, copies: Sequence[str], said: Mapping[str, Any]) -> Lost:
    words = _words(source)
    held = [_covered(words, _runs(_words(copy))) for copy in copies]
    twice = {at for at in range(len(words)) if sum(at in one for one in held) > 1}
    given = [_words(passage["text"]) for passage in said.get("passages", ())]
    back = _covered(words, {run for passage in given for run in _runs(passage)})
    runs = _runs(words)
    ours = sum(len(_covered(passage, runs)) for passage in given)
    return Lost(
        len(twice) / max(1, len(words)),
        len(back & twice) / max(1, len(twice)),
        ours / max(1, sum(map(len, given))),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[at:] for at in range(_RUN)), strict=False))


def _covered(words: Sequence[str], runs: AbstractSet[tuple[str, ...]]) -> set[int]:
    """Return the places of the words that stand in one of the runs."""
    firsts = (
        at for at, run in enumerate(zip(*(words[at:] for at in range(_RUN)), strict=False)) if run in runs
    )
    return {at + more for at in firsts for more in range(_RUN)}
