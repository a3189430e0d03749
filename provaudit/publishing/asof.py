"""An archive as it is known at the end of a day: what was published later counts for nothing."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from provaudit import windowed
from provaudit.archive import Archive
from provaudit.archive.tables import OWNERS, TABLES
from provaudit.frames import ARTICLES
from provaudit.ingest.dates import day
from provaudit.publishing.definition import Days

_TEXTS = ("texts", "articles")
_GROUPS = {"unseen": "children", "stories": "members"}
_TOLD = ("signals", "scores", "edges", "drift", "pairs", "passages", *_GROUPS)
_VERDICT = [name for name in TABLES["verdicts"] if name not in ("id", "known_as")]


@dataclass(frozen=True)
class AsOf:
    """An archive without the articles after the last of some days.

    `told` is what is told now of those that were traced again without these, as an archive would store it.
    """

    archive: Archive
    span: Days
    told: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def scan(self, table: str, since: date | None = None, until: date | None = None) -> pl.LazyFrame:
        """Return the rows of a table, as `Archive.scan` does."""
        rows = self.archive.scan(table, since, until)
        if table in _TEXTS and self.span.last is not None:
            rows = rows.filter((day(self.span.zone) <= self.span.last).fill_null(value=True))
        if not self.told or table not in (*_TOLD, "articles"):
            return rows
        mine = self._mine(table).fill_null(value=False)
        told = self.told[table].lazy()
        if table == "articles":  # the texts are the archive's
            told = rows.filter(mine).drop(_VERDICT).join(told.select("id", *_VERDICT), on="id")
        schema = rows.collect_schema()
        return pl.concat([rows.filter(~mine), told.select(_typed(name, schema[name]) for name in schema)])

    def _mine(self, table: str) -> pl.Expr:
        """Say which rows are told of articles that were traced again."""
        again = self.told["articles"]["id"]
        if table in _GROUPS:
            return pl.col(_GROUPS[table]).list.set_intersection(again.to_list()).list.len() > 0
        return pl.col(OWNERS.get(table, "id")).is_in(again.implode())

    def named(self, articles: pl.DataFrame) -> pl.DataFrame:
        """Name articles as the archive does."""
        return self.archive.named(articles)

    def reading(self) -> AbstractContextManager[None]:
        """Keep what is scanned from being deleted."""
        return self.archive.reading()


def as_of(archive: Archive, span: Days, **given: Any) -> AsOf:
    """Return an archive as it is known at the end of the last of some days.

    Traced again without what is later are the stories that the report is about, and those to which later articles
    belong; `given` are the settings of `pipeline.audited`. Others are told of as they are stored. Those that it is
    about are traced whether or not there is anything later: in what order articles came in shows in small things, such
    as whose words stand for an unseen source's.
    """
    known = AsOf(archive, span)
    if span.last is None:
        return known
    members = archive.scan("stories").select("id", member="members").explode("member", empty_as_null=False)
    meant = archive.scan("texts").filter(day(span.zone) >= (span.about or span.last)).select("id")
    touched = members.join(meant, left_on="member", right_on="id", how="semi").select("id").unique()
    kin = members.join(touched, on="id", how="semi").select(id="member").unique()
    texts = known.scan("articles").join(kin, on="id", how="semi").collect()
    if texts.is_empty():
        return known
    frame = texts.sort("published_at", "id").select(name for name in ARTICLES if name != "article")
    with windowed.audited(frame, known, **given) as found:
        return AsOf(archive, span, dict(found.batch()))


def _typed(name: str, dtype: pl.DataType) -> pl.Expr:
    return pl.col(name).cast(dtype)
