"""What a report says of each article, decided once for every form: order, rounding, labels."""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl

from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.model import DERIVED, OWN_ZONES, Credit, Dimension, Relation, Role, Zone
from provaudit.report.names import Names
from provaudit.report.plain import plain
from provaudit.report.strip import Cell, Stretch, strip
from provaudit.report.taken import parents, taken

_ISO = re.compile(r"^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d).*$")
_COPY = pl.col("relation").is_in([Relation.SAME, Relation.EDITED])
_MISATTRIBUTED = pl.col("credit") == Credit.MISATTRIBUTED
_DERIVED = pl.col("relation").is_in([str(relation) for relation in DERIVED])
_UNCREDITED = _DERIVED & (pl.col("credit") == Credit.NONE_OBSERVED)

CONCERNS = {
    "misattributed-copies": _MISATTRIBUTED & _COPY,
    "uncredited-copies": _UNCREDITED & _COPY,
    "second-hand": pl.col("role") == Role.SECOND_HAND,
    "misattributed": _MISATTRIBUTED,
    "uncredited": _UNCREDITED,
    "generic": pl.col("credit") == Credit.GENERIC,
    "derived": _DERIVED,
}
"""What a newsroom wants to see first, worst first; the order is chosen. An article counts under the first
that holds; within one, what took the larger share comes first."""

SORTS = ("concern", "id", "outlet", "published", "share", "points")
"""What `--sort` knows; shares and points sort from the largest down, the others upwards, nulls last."""

STRIP = 20
"""Cells of the longest strip; a narrower one is computed anew, not cut."""


class Source(NamedTuple):
    """One source of an article: its id, its short name, its share of the article's own words (0..1)."""

    id: str
    name: str
    share: float


@dataclass(frozen=True)
class Row:
    """One article, ready to print; every string is plain."""

    id: str
    title: str
    outlet: str
    published: str
    role: str
    relation: str  # "" where it has no source
    sources: tuple[Source, ...]
    share: float
    strips: dict[int, tuple[Cell, ...]]  # by width
    credit: str
    points: dict[str, float | None]
    flags: tuple[str, ...]
    story: str | None


def ranked(audit: Audit, sort: str = "concern") -> pl.DataFrame:
    """Return `id` and `concern` (a name of CONCERNS, or null) of every article, in the order to print.

    Raise InputError for an order that is not in SORTS.
    """
    if sort not in SORTS:
        raise InputError(f"--sort: there is no {sort!r}; there are {', '.join(SORTS)}")
    points = audit.scores.group_by("id").agg(pl.col("points").sum())
    rank = pl.coalesce(
        *(pl.when(holds).then(place) for place, holds in enumerate(CONCERNS.values())), pl.lit(len(CONCERNS))
    )
    frame = audit.articles.join(points, on="id", how="left", maintain_order="left").with_columns(rank=rank)
    largest = -pl.col(sort) if sort in ("share", "points") else None
    keys = (
        [pl.col("rank"), -pl.col("share")]
        if sort == "concern"
        else [pl.col(sort) if largest is None else largest]
    )
    named = pl.col("rank").replace_strict(dict(enumerate(CONCERNS)), default=None, return_dtype=pl.String)
    return frame.sort(*keys, "id", nulls_last=True).select("id", concern=named)


def rows(audit: Audit, ids: list[str], widths: tuple[int, ...] = (STRIP,)) -> list[Row]:
    """Return what is printed of the articles `ids`, in their order, with a strip for each of the widths."""
    sources = _sources(audit, ids)
    names = Names.of(audit, {*ids, *(one for group in sources.values() for one, _ in group)})
    strips = _strips(audit, ids, widths)
    points, flags = _points(audit, ids), _flags(audit, ids)
    found = audit.articles.drop("text").filter(pl.col("id").is_in(ids))
    facts = {fact["id"]: fact for fact in found.to_dicts()}
    return [
        Row(
            id=plain(one),
            title=names.title(one),
            outlet=names.outlet(one),
            published=_moment(fact["published"]),
            role=fact["role"],
            relation=fact["relation"] if sources.get(one) else "",
            sources=tuple(Source(name, names.short(name), share) for name, share in sources.get(one, [])),
            share=fact["share"] or 0.0,
            strips=strips.get(one, {}),
            credit=fact["credit"],
            points=points.get(one, {}),
            flags=flags.get(one, ()) + _verdict_flags(fact),
            story=fact["story"],
        )
        for one in ids
        for fact in [facts[one]]
    ]


def _moment(published: str | None) -> str:
    """Return a time to the minute, without the zone; whatever else an input states stays as it is."""
    return _ISO.sub(r"\1 \2", plain(published))


def _sources(audit: Audit, ids: list[str]) -> dict[str, list[tuple[str, float]]]:
    found = parents(audit).filter(pl.col("child").is_in(ids))
    groups = found.group_by("child", maintain_order=True).agg("parent", "share")
    return {child: list(zip(names, shares, strict=True)) for child, names, shares in groups.iter_rows()}


def _strips(audit: Audit, ids: list[str], widths: tuple[int, ...]) -> dict[str, dict[int, tuple[Cell, ...]]]:
    own = _spans(audit, ids, [str(zone) for zone in OWN_ZONES])
    quotes = _spans(audit, ids, [Zone.QUOTE])
    stretches: dict[str, list[Stretch]] = {}
    columns = ("id", "start", "end", "source", "kind", "quoted", "rank")
    for one, *stretch in taken(audit, ids).select(columns).iter_rows():
        stretches.setdefault(one, []).append(Stretch(*stretch))
    return {
        one: {width: strip(spans, quotes.get(one, []), stretches.get(one, []), width) for width in widths}
        for one, spans in own.items()
    }


def _spans(audit: Audit, ids: list[str], zones: list[str]) -> dict[str, list[tuple[int, int]]]:
    here = audit.zones.filter(pl.col("id").is_in(ids) & pl.col("zone").is_in(zones))
    groups = here.group_by("id", maintain_order=True).agg("start", "end")
    return {one: list(zip(starts, ends, strict=True)) for one, starts, ends in groups.iter_rows()}


def _points(audit: Audit, ids: list[str]) -> dict[str, dict[str, float | None]]:
    found: dict[str, dict[str, float | None]] = {}
    for one, dimension, points, *_ in audit.scores.filter(pl.col("id").is_in(ids)).iter_rows():
        found.setdefault(one, {})[dimension] = points
    return found


def _flags(audit: Audit, ids: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the names, without their folder, of the access and carrier rules that hit, heaviest first."""
    told = pl.col("dimension").is_in([Dimension.ACCESS, Dimension.CARRIER]) & (pl.col("points") != 0)
    hits = audit.signals.filter(told & pl.col("id").is_in(ids))
    hits = hits.sort("id", pl.col("points").abs(), "rule", descending=[False, True, False])
    word = pl.col("rule").str.split("/").list.last()
    groups = hits.group_by("id", maintain_order=True).agg(word.unique(maintain_order=True))
    return {one: tuple(plain(flag) for flag in flags) for one, flags in groups.iter_rows()}


def _verdict_flags(fact: dict[str, Any]) -> tuple[str, ...]:
    uncredited = fact["relation"] in DERIVED and fact["credit"] == Credit.NONE_OBSERVED
    told = {
        "uncredited": uncredited,
        "misattributed": fact["credit"] == Credit.MISATTRIBUTED,
        "several-sources": len(fact["sources"] or ()) > 1,
        "no-text": not fact["words"],
    }
    return tuple(flag for flag, holds in told.items() if holds)
