"""An archive as it is known at the end of a day: what was published later counts for nothing."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from provaudit import windowed
from provaudit.archive import Archive
from provaudit.frames import ARTICLES
from provaudit.ingest.dates import day
from provaudit.keeping import TOLD
from provaudit.publishing.definition import Days
from provaudit.windowed.naming import named

_TEXTS = ("texts", "articles")
_GROUPS = {"unseen": "children", "stories": "members"}
_TOLD = ("signals", "scores", "edges", "drift", "pairs", "passages", *_GROUPS)


@dataclass(frozen=True)
class AsOf:
    """An archive without the articles after the last of some days.

    `told` is what is told now of those that were traced again without these, `fresh`, and of those in their stories.
    """

    archive: Archive
    span: Days
    told: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    fresh: pl.Series = field(default_factory=lambda: pl.Series("id", [], pl.String))

    def scan(self, table: str, since: date | None = None, until: date | None = None) -> pl.LazyFrame:
        """Return the rows of a table, as `Archive.scan` does."""
        rows = self.archive.scan(table, since, until)
        if table in _TEXTS and self.span.last is not None:
            rows = rows.filter((day(self.span.zone) <= self.span.last).fill_null(value=True))
        if not self.told or table not in (*_TOLD, "articles"):
            return rows
        mine = self._mine(table).fill_null(value=False)
        told = self.told[table].lazy().filter(mine)
        if table == "articles":  # the texts are the archive's
            told = rows.filter(mine).drop(TOLD).join(told.select("id", *TOLD), on="id")
        schema = {
            name: dtype for name, dtype in rows.collect_schema().items() if name in told.collect_schema()
        }
        others = rows.filter(~mine).select(list(schema))
        return pl.concat([others, told.select(_typed(name, dtype) for name, dtype in schema.items())])

    def _mine(self, table: str) -> pl.Expr:
        """Say which rows are of articles that were traced again, or of those in their stories."""
        kin = self.told["articles"]["id"]
        if table in _GROUPS:
            return pl.col(_GROUPS[table]).list.set_intersection(kin.to_list()).list.len() > 0
        if table in ("pairs", "passages"):
            ends = [
                (pl.col(end).is_in(self.fresh.implode()), pl.col(end).is_in(kin.implode())) for end in "ab"
            ]
            return ends[0][0] | ends[1][0] | (ends[0][1] & ends[1][1])
        return pl.col({"edges": "child", "drift": "child"}.get(table, "id")).is_in(kin.implode())

    def named(self, articles: pl.DataFrame) -> pl.DataFrame:
        """Name articles as the archive does."""
        return self.archive.named(articles)

    def reading(self) -> AbstractContextManager[None]:
        """Keep what is scanned from being deleted."""
        return self.archive.reading()


def as_of(archive: Archive, span: Days, **given: Any) -> AsOf:
    """Return an archive as it is known at the end of the last of some days.

    Traced again without what is later are the articles that the report is about, with the stories that they belong to,
    and those of the days before, with which these are compared, of which a later one shares the story; the others of
    the days before are told of as they are stored. `given` are the settings of `pipeline.audited`. What the report is
    about is traced whether or not there is anything later: in what order articles came in shows in small things, such
    as whose words stand for an unseen source's.
    """
    known = AsOf(archive, span)
    if span.last is None:
        return known
    ours = day(span.zone)
    about = (ours >= (span.about or span.last)).fill_null(value=False)
    before = (ours >= (span.first or span.last)) & pl.col("id").is_in(_touched(archive, span).implode())
    read = known.scan("articles").filter(about | before.fill_null(value=False)).with_columns(about=about)
    texts = read.collect()
    if texts.is_empty():
        return known
    # those of the days before stand as they do where the window brings them: behind, by their ids
    placed = texts.sort(~pl.col("about"), pl.when("about").then("published_at"), "id")
    frame = placed.select(name for name in ARTICLES if name != "article")
    with windowed.audited(frame, known, **given) as found:
        audit = named(found.audit, found.told.store.whole("articles"))
    fresh = texts["id"]
    kin = pl.concat([fresh, audit.stories["members"].explode(empty_as_null=False)]).unique()
    told = audit.frames() | {"articles": audit.articles.filter(pl.col("id").is_in(kin.implode()))}
    return AsOf(archive, span, told, fresh)


def _touched(archive: Archive, span: Days) -> pl.Series:
    """Return the ids of all who share a stored story with an article that was published after the days."""
    later = archive.scan("texts").filter(day(span.zone) > span.last).select(member="id")
    listed = archive.scan("stories").select("id", member="members").explode("member", empty_as_null=False)
    theirs = listed.join(later, on="member", how="semi").select("id").unique()
    return listed.join(theirs, on="id", how="semi").collect()["member"].unique()


def _typed(name: str, dtype: pl.DataType) -> pl.Expr:
    return pl.col(name).cast(dtype)
