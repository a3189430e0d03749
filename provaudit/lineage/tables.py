"""The lineage of some families as tables: the pedigree becomes rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from provaudit.frames import EDGES, PAIRS, STORIES, UNSEEN, VERDICTS, as_schema
from provaudit.lineage.attested import wording
from provaudit.lineage.pedigree import Step
from provaudit.lineage.restored import Stretch
from provaudit.lineage.ties import Span, beyond, merged, size
from provaudit.lineage.verdicts import Reading, credit, pair_direction, relation, role
from provaudit.text.tokens import Bool, Int

_SUPPORTS = pl.Schema(
    {
        **{end: pl.UInt32() for end in ("child", "parent")},
        "ground": pl.String(),
        "words": pl.UInt32(),
        "share": pl.Float64(),
        "alone": pl.Float64(),
    }
)
_UNNAMED = pl.Schema({name: dtype for name, dtype in UNSEEN.items() if name != "id"})


@dataclass(frozen=True)
class OwnText:
    """What the tables say of each article's own words: `first[i]:first[i + 1]` are those of article i."""

    first: Int
    quoted: Bool
    sentences: Int


def pairs(related: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Return PAIRS of derived pairs, with the direction that the lineage gives them."""
    directions = [str(pair_direction(reading, a, b)) for a, b in related.select("a", "b").iter_rows()]
    return as_schema(related.with_columns(direction=pl.Series(directions, dtype=pl.String)), PAIRS)


def edges(reading: Reading) -> pl.DataFrame:
    """Return EDGES, by child, its best source first."""
    rows = [
        (
            *(s.child, s.parent, str(s.relation), s.support.confidence),
            *(str(s.direction), s.share, list(s.support.evidence)),
        )
        for s in _steps(reading)
    ]
    return pl.DataFrame(rows, schema=EDGES, orient="row")


def supports(reading: Reading) -> pl.DataFrame:
    """Return what the edges' confidences were made of, in the order of `edges`.

    Columns out: child, parent; and of `support.Support` ground, words, share (what is covered), alone.
    """
    rows = [
        (s.child, s.parent, str(s.support.reason.ground), s.support.words, s.support.covered, s.support.alone)
        for s in _steps(reading)
    ]
    return pl.DataFrame(rows, schema=_SUPPORTS, orient="row")


def _steps(reading: Reading) -> list[Step]:
    return [s for child in sorted(reading.pedigree.steps) for s in reading.pedigree.steps[child]]


def unseen(reading: Reading, said: Mapping[int, Sequence[Stretch]]) -> pl.DataFrame:
    """Return UNSEEN without the ids: each missing source with what its children attest of it.

    `said` has the stretches of each that are `restored`.
    """
    rows = []
    for node, carriers in sorted(reading.pedigree.unseen.items()):
        children = sorted(carriers)
        words = max(size(_only_from(reading, child, node)) for child in children)
        agencies = sorted(
            {a for c in children if reading.family.facts[c].is_wire and (a := reading.family.facts[c].agency)}
        )
        evidence = [f"credited by its carriers: {', '.join(agencies)}"] if agencies else []
        several = f"at least two of its {len(children):,} carriers"
        who = several if children[2:] else "both of its carriers"
        evidence.append(
            f"what {who} share, and none of their known sources has, adds up to {words:,} words or more"
        )
        place = {child: at for at, child in enumerate(children)}
        passages = [s._asdict() | {"children": [place[child] for child in s.children]} for s in said[node]]
        rows.append((node, children, words, evidence, passages))
    return pl.DataFrame(rows, schema=_UNNAMED, orient="row")


def _only_from(reading: Reading, child: int, node: int) -> list[Span]:
    """Return where the child has words of this unseen source that no other of its sources has."""
    family, pedigree = reading.family, reading.pedigree
    others = [
        s for p in pedigree.parents(child) if p != node for s in wording(family.ties, pedigree, child, p)
    ]
    return beyond(wording(family.ties, pedigree, child, node), others)


def verdicts(reading: Reading, own: OwnText) -> pl.DataFrame:
    """Return VERDICTS, one row an article; a story has the number of its first member."""
    quoted = np.concatenate(([0], np.cumsum(own.quoted)))
    speech = quoted[own.first[1:]] - quoted[own.first[:-1]]
    story = {member: members[0] for members, _ in _stories(reading) for member in members}
    rows = []
    for facts in reading.family.facts:
        spans = [
            s
            for p in reading.pedigree.parents(facts.article)
            for s in wording(reading.family.ties, reading.pedigree, facts.article, p)
        ]
        shares = _shares(facts.article, spans, own.first, quoted)
        verdict = (
            role(reading, facts.article),
            relation(reading, facts.article),
            credit(reading, facts.article),
        )
        marked = (facts.agency, str(facts.agency_mark) if facts.agency_mark else None)
        text = (
            facts.words,
            int(own.sentences[facts.article]),
            _part(int(speech[facts.article]), facts.words),
        )
        rows.append((facts.article, *text, *marked, *map(str, verdict), *shares, story.get(facts.article)))
    return pl.DataFrame(rows, schema=VERDICTS, orient="row")


def stories(reading: Reading) -> pl.DataFrame:
    """Return STORIES: what hangs together by edges, with the source that most descends from.

    A story has the number of its first member.
    """
    rows = []
    for members, nodes in _stories(reading):
        roots = [n for n in nodes if not reading.pedigree.parents(n)]
        root = max(roots, key=lambda n: (len(reading.children.get(n, ())), n < len(reading.family.facts), -n))
        rows.append((members[0], members, root))
    return pl.DataFrame(rows, schema=STORIES, orient="row")


def _shares(article: int, spans: list[Span], first: Int, quoted: Int) -> tuple[float, float, float]:
    """Return the reused shares (0..1) of all own words, of those outside, of those inside quotations."""
    start, end = int(first[article]), int(first[article + 1])
    covered = merged(spans)
    reused = sum(e - s for s, e in covered)
    spoken = sum(int(quoted[e] - quoted[s]) for s, e in covered)
    total, speech = end - start, int(quoted[end] - quoted[start])
    parts = ((reused, total), (reused - spoken, total - speech), (spoken, speech))
    whole, prose, quotes = (_part(p, w) for p, w in parts)
    return whole, prose, quotes


def _part(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _stories(reading: Reading) -> list[tuple[list[int], list[int]]]:
    """Return (articles, all nodes) of each connected part of the lineage, by its first article."""
    near: dict[int, set[int]] = {}
    for child in reading.pedigree.steps:
        for parent in reading.pedigree.parents(child):
            near.setdefault(child, set()).add(parent)
            near.setdefault(parent, set()).add(child)
    seen: set[int] = set()
    found = []
    for start in sorted(near):
        if start in seen:
            continue
        nodes, open_ = set(), [start]
        while open_:
            node = open_.pop()
            if node not in nodes:
                nodes.add(node)
                open_ += near[node]
        seen |= nodes
        found.append((sorted(n for n in nodes if n < len(reading.family.facts)), sorted(nodes)))
    return found
