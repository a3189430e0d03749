"""What a report says of each article, decided once for every form: order, rounding, labels."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from provaudit.choices import SORTS
from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.model import DERIVED, OWN_ZONES, Credit, Dimension, Zone
from provaudit.profiles import MAYBE_ORIGINAL, judged
from provaudit.report.concerns import AGENCY_COPY, CREDIT_TOLD, LICENSED, UNCREDITED, concerns
from provaudit.report.drifted import flagged
from provaudit.report.names import Names
from provaudit.report.plain import plain
from provaudit.report.strip import Cell, Part, Stretch, strip
from provaudit.report.styles import shared
from provaudit.report.taken import descendants, parents, taken
from provaudit.text.tokens import tokenize

_ISO = re.compile(r"^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d).*$")

STRIP = 20
"""Cells of the longest strip; a narrower one is computed anew, not cut."""


class Source(NamedTuple):
    """One source of an article: its id, its short name, its share of the article's own words (0..1), its relation."""

    id: str
    name: str
    share: float
    relation: str  # "" where only the article names it

    @property
    def shared(self) -> str:
        """How much of the article stands in it, in words of it or, with `~`, retold."""
        return shared(self.share, self.relation)


@dataclass(frozen=True)
class Row:
    """One article, ready to print; every string is plain."""

    id: str
    short: str  # its shortest name
    name: str  # the outlet, else the shortest id that tells it from others; and whose text it is
    title: str
    published: str
    role: str
    relation: str  # "" where it has no source
    sources: tuple[Source, ...]
    heirs: int  # of an article without a source: articles that took from it, at any remove
    absent: str  # the agency whose text it marks itself as, where that is not in the pile, else ""
    share: float
    strips: dict[int, tuple[Cell, ...]]  # by width
    credit: str  # "undetermined" where no source is likely enough
    points: dict[str, float | None]
    flags: tuple[str, ...]
    story: str | None

    @property
    def shared(self) -> str:
        """How much of it stands in its sources, with `~` of a paraphrase."""
        return shared(self.share, self.relation) if self.sources else ""


def ranked(audit: Audit, sort: str = "concern") -> pl.DataFrame:
    """Return `id` and `concern` (a name of `concerns`, or null) of every article audited, in the order to print.

    Ties go by share (largest first), outlet and id. Raise InputError for an order that is not in SORTS.
    """
    if sort not in SORTS:
        raise InputError(f"--sort: there is no {sort!r}; there are {', '.join(SORTS)}")
    points = audit.scores.filter(pl.col("dimension") == Dimension.ATTRIBUTION).select("id", "points")
    mine = judged(audit).drop("text").filter(~pl.col("id").is_in(list(audit.archived)))
    frame = mine.join(points, on="id", how="left", maintain_order="left")
    classes = concerns(pl.col("id").is_in(_lines(audit)["parent"].unique().to_list()))
    first = (pl.when(holds).then(place) for place, holds in enumerate(classes.values()))
    keys = {"concern": [pl.col("rank")], "share": []}.get(sort, [pl.col(sort)])
    named = pl.col("rank").replace_strict(dict(enumerate(classes)), default=None, return_dtype=pl.String)
    return (
        frame.with_columns(rank=pl.coalesce(*first))
        .sort(*keys, -pl.col("share"), "outlet", "id", nulls_last=True)
        .select("id", concern=named)
    )


def _lines(audit: Audit) -> pl.DataFrame:
    """Return the edges along which prose went."""
    return audit.edges.filter(pl.col("relation").is_in([str(relation) for relation in DERIVED]))


def rows(audit: Audit, ids: list[str], widths: tuple[int, ...] = (STRIP,)) -> list[Row]:
    """Return what is printed of the articles `ids`, in their order, with a strip for each of the widths."""
    sources = _sources(audit, ids)
    names = Names.of(audit, {*ids, *(one for group in sources.values() for one, *_ in group)})
    found = judged(audit).drop("text").filter(pl.col("id").is_in(ids))
    found = found.with_columns(absent=pl.when(AGENCY_COPY).then("agency"), credit=CREDIT_TOLD)
    heirs = descendants(_lines(audit), [one for one in ids if one not in sources])
    facts = {fact["id"]: fact for fact in found.to_dicts()}
    strips = _strips(audit, ids, widths)
    points, flags = _points(audit, ids), flags_of(audit, ids)
    return [
        Row(
            id=plain(one),
            short=names.short(one),
            name=names.told(one),
            title=names.title(one),
            published=moment(fact["published"]),
            role=fact["role"],
            relation=fact["relation"] if sources.get(one) else "",
            sources=tuple(
                Source(name, names.told(name), share, relation or "")
                for name, relation, share in sources.get(one, [])
            ),
            heirs=len(heirs.get(one, ())),
            absent=plain(fact["absent"]),
            share=fact["share"] or 0.0,
            strips=_unknown(strips.get(one, {})) if fact["absent"] else strips.get(one, {}),
            credit=fact["credit"],
            points=points.get(one, {}),
            flags=flags.get(one, ()),
            story=fact["story"],
        )
        for one in ids
        for fact in [facts[one]]
    ]


def _unknown(strips: dict[int, tuple[Cell, ...]]) -> dict[int, tuple[Cell, ...]]:
    """Return the strips of a text that is an agency's by its mark: its prose came from what is not here."""
    return {
        width: tuple(Cell(Part.UNKNOWN, None) if cell.part is Part.OWN else cell for cell in cells)
        for width, cells in strips.items()
    }


def moment(published: str | None) -> str:
    """Return a time to the minute, of a stated zone in UTC; whatever else an input states stays as it is."""
    stated = plain(published)
    if not _ISO.match(stated):
        return stated
    try:
        at = datetime.fromisoformat(stated)
        return (at.astimezone(UTC) if at.tzinfo else at).strftime("%Y-%m-%d %H:%M")
    except (
        ValueError,
        OverflowError,
    ):  # the latter at the calendar's ends, as programs write that know no date
        return _ISO.sub(r"\1 \2", stated)


def _sources(audit: Audit, ids: list[str]) -> dict[str, list[tuple[str, str | None, float]]]:
    found = parents(audit).filter(pl.col("child").is_in(ids))
    groups = found.group_by("child", maintain_order=True).agg("parent", "relation", "share")
    return {child: list(zip(*columns, strict=True)) for child, *columns in groups.iter_rows()}


def _strips(audit: Audit, ids: list[str], widths: tuple[int, ...]) -> dict[str, dict[int, tuple[Cell, ...]]]:
    own = _spans(audit, ids, [str(zone) for zone in OWN_ZONES])
    quotes = _spans(audit, ids, [Zone.QUOTE])
    stretches: dict[str, list[Stretch]] = {}
    columns = ("id", "start", "end", "source", "kind", "quoted", "rank")
    for one, *stretch in taken(audit, ids).select(columns).iter_rows():
        stretches.setdefault(one, []).append(Stretch(*stretch))
    words = _words(audit, list(own)) if widths else {}
    return {
        one: {
            width: strip(spans, quotes.get(one, []), stretches.get(one, []), width, words.get(one))
            for width in widths
        }
        for one, spans in own.items()
    }


def _words(audit: Audit, ids: list[str]) -> dict[str, NDArray[np.uint32]]:
    """Return where the words of each article begin whose text is known."""
    texts = audit.articles.filter(pl.col("id").is_in(ids) & pl.col("text").is_not_null()).select("id", "text")
    found = tokenize(texts["text"].to_list())
    bounds = np.searchsorted(found.article, np.arange(texts.height + 1))
    return {one: found.start[bounds[place] : bounds[place + 1]] for place, one in enumerate(texts["id"])}


def _spans(audit: Audit, ids: list[str], zones: list[str]) -> dict[str, list[tuple[int, int]]]:
    here = audit.zones.filter(pl.col("id").is_in(ids) & pl.col("zone").is_in(zones))
    groups = here.group_by("id", maintain_order=True).agg("start", "end")
    return {one: list(zip(starts, ends, strict=True)) for one, starts, ends in groups.iter_rows()}


def _points(audit: Audit, ids: list[str]) -> dict[str, dict[str, float | None]]:
    found: dict[str, dict[str, float | None]] = {}
    for one, dimension, points, *_ in audit.scores.filter(pl.col("id").is_in(ids)).iter_rows():
        found.setdefault(one, {})[dimension] = points
    return found


def flags_of(audit: Audit, ids: list[str]) -> dict[str, tuple[str, ...]]:
    """Return, for each article, the access and carrier rules that hit, heaviest first, then the verdicts."""
    told = pl.col("dimension").is_in([Dimension.ACCESS, Dimension.CARRIER]) & (pl.col("points") != 0)
    hits = audit.signals.filter(told & pl.col("id").is_in(ids))
    hits = hits.sort("id", pl.col("points").abs(), "rule", descending=[False, True, False])
    word = pl.col("rule").str.split("/").list.last()
    groups = hits.group_by("id", maintain_order=True).agg(word.unique(maintain_order=True))
    found = {one: tuple(plain(flag) for flag in flags) for one, flags in groups.iter_rows()}
    told_of = {**_VERDICTS, "drift": pl.col("id").is_in(flagged(audit, ids))}
    verdicts = judged(audit).filter(pl.col("id").is_in(ids)).select("id", **told_of)
    return {
        one: found.get(one, ()) + tuple(flag for flag, holds in zip(told_of, held, strict=True) if holds)
        for one, *held in verdicts.iter_rows()
    }


_VERDICTS = {
    "uncredited": UNCREDITED,
    "licensed": LICENSED,
    "misattributed": pl.col("credit") == Credit.MISATTRIBUTED,
    "maybe-original": MAYBE_ORIGINAL,
    "several-sources": pl.col("sources").list.len() > 1,
    "no-text": pl.col("words").fill_null(0) == 0,
}
