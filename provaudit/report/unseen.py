"""A source that is not in the pile: what it said at least, who carries it, whose it probably is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from provaudit.document import Audit
from provaudit.report.names import Names
from provaudit.report.plain import plain
from provaudit.report.styles import count, percent
from provaudit.report.taken import UNSEEN, parents, taken

_WORDS = 6  # of a passage that stand for it; chosen
_KNOWN = 0.5  # of a passage that stands in a known source: then it says nothing of the unseen one; chosen

Span = tuple[int, int]


@dataclass(frozen=True)
class Unseen:
    """An unseen source, ready to print."""

    id: str
    words: int  # at least
    agency: str  # "" where nothing names it
    carriers: tuple[tuple[str, float], ...]  # short names and shares of their own words, largest first
    snippet: str  # the first words of the longest passage; "" where no text is known
    passages: int
    evidence: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """What is known of it, its name first, in pieces none of which may be cut."""
        said = f", its carriers say {self.agency}" if self.agency else ""
        see = ", ".join(f"{name} {percent(share)}" for name, share in self.carriers)
        more = f" (+ {count(self.passages - 1, 'passage')})" if self.passages > 1 else ""
        pieces = (
            self.id,
            f"not in the pile{said}",
            f"at least {count(self.words, 'word')}",
            f"see {see}" if see else "",
            f"“{self.snippet} …”{more}" if self.snippet else "",
        )
        return tuple(piece for piece in pieces if piece)


def unseen_sources(audit: Audit, ids: Iterable[str]) -> dict[str, Unseen]:
    """Return what is known of each of the unseen sources `ids`, by its id."""
    found = audit.unseen.filter(pl.col("id").is_in(list(ids))).to_dicts()
    lines = parents(audit).filter(pl.col("parent").is_in([one["id"] for one in found]))
    shares = {(child, parent): share for child, parent, _, share in lines.iter_rows()}
    children = {child for one in found for child in one["children"]}
    names = Names.of(audit, children)
    shared = _shared(audit, sorted(children))
    told = {}
    for one in found:
        carriers = [(names.short(child), shares.get((child, one["id"]), 0.0)) for child in one["children"]]
        text, passages = _passages(
            audit, {child: shared.get((child, one["id"]), []) for child in one["children"]}
        )
        told[one["id"]] = Unseen(
            id=plain(one["id"]),
            words=one["words"],
            agency=_agency(audit, one["id"], one["children"], one["evidence"]),
            carriers=tuple(sorted(carriers, key=lambda carrier: (-carrier[1], carrier[0]))),
            snippet=" ".join(plain(text).split()[:_WORDS]),
            passages=passages,
            evidence=tuple(map(plain, one["evidence"])),
        )
    return told


def _agency(audit: Audit, one: str, children: list[str], evidence: list[str]) -> str:
    """Return the agency that the evidence names, else the one that most of its children mark."""
    reasons = audit.edges.filter(pl.col("parent") == one)["evidence"].explode(empty_as_null=False)
    said = " ".join([*evidence, *reasons.drop_nulls()])
    marked = audit.articles["agency"].drop_nulls().unique().sort(descending=True).to_list()
    named = Counter({agency: said.count(agency) for agency in marked if agency in said})
    marks = audit.articles.filter(pl.col("id").is_in(children))["agency"].drop_nulls()
    votes = named or Counter(sorted(marks))
    return plain(votes.most_common(1)[0][0]) if votes else ""


def _shared(audit: Audit, children: list[str]) -> dict[tuple[str, str], list[Span]]:
    """Return, for each child and unseen source, the stretches that no known source explains."""
    stretches = taken(audit, children).select("id", "source", "start", "end")
    unseen = stretches["source"].str.starts_with(UNSEEN)
    known: dict[str, list[Span]] = {}
    for child, _, start, end in stretches.filter(~unseen).iter_rows():
        known.setdefault(child, []).append((start, end))
    found: dict[tuple[str, str], list[Span]] = {}
    for child, source, start, end in stretches.filter(unseen).sort("start", "end").iter_rows():
        inside = sum(max(0, min(end, stop) - max(start, here)) for here, stop in known.get(child, ()))
        if inside < _KNOWN * (end - start):
            _join(found.setdefault((child, source), []), (start, end))
    return found


def _join(spans: list[Span], span: Span) -> None:
    """Add a span that begins no earlier than the last one; where they overlap they are one."""
    if spans and span[0] < spans[-1][1]:
        spans[-1] = (spans[-1][0], max(spans[-1][1], span[1]))
    else:
        spans.append(span)


def _passages(audit: Audit, spans: dict[str, list[Span]]) -> tuple[str, int]:
    """Return the longest stretch of the child that carries most, "" without its text, and how many it has."""
    most = max(spans, key=lambda child: sum(end - start for start, end in spans[child]), default=None)
    if most is None or not spans[most]:
        return "", 0
    start, end = max(spans[most], key=lambda span: span[1] - span[0])
    (text,) = audit.articles.filter(pl.col("id") == most)["text"]
    return (text or "")[start:end], len(spans[most])
