"""A report out of an archive: what comes in is traced and stored first, then the report's days are read from there.

What was published after the last of them counts for nothing, so that an edition of a past day stays what it was.
"""

from datetime import date, timedelta
from typing import Any

import polars as pl

from provaudit import outlets, pipeline, windowed
from provaudit.archive import Archive
from provaudit.document import SCHEMAS, Audit, RulebookInfo
from provaudit.frames import PROBLEMS, empty
from provaudit.ingest import stream
from provaudit.ingest.dates import day
from provaudit.publishing.asof import AsOf, as_of
from provaudit.publishing.definition import Days, Definition
from provaudit.rulebook import load

_OWNERS = {"edges": "child", "drift": "child", "pairs": "a", "passages": "a"}
"""The column by which a row belongs to an article, where it is not `id`."""

ORDER = {
    "zones": ("id", "start", "end", "zone"),
    "signals": ("id", "start", "rule", "end", "zone", "text"),
    "cited": ("id", "start", "cue_start", "end", "cue_end"),
    "scores": ("id", "dimension"),
    "pairs": ("a", "b"),
    "passages": ("a", "b", "a_start", "b_start", "a_end", "b_end", "kind"),
    "edges": ("child", "parent"),
    "drift": ("child", "parent", "child_start", "parent_start", "child_end", "parent_end", "kind"),
}
"""By what each table is sorted, down to rows that are the same: the order of an archive's rows is not stated."""


def audited(definition: Definition, on: date, progress: pipeline.Progress | None, workers: int) -> Audit:
    """Trace and store what the definition reads, if it reads anything; return what the archive has of the days."""
    given: dict[str, Any] = {"rules": definition.rules, "outlets": definition.outlets, "workers": workers}
    problems = _stored(definition, progress, given) if definition.paths else empty(PROBLEMS)
    archive = Archive.open(str(definition.archive))
    archive.refuse_damage()
    with archive.reading():
        archive.refresh()
        known = as_of(archive, definition.days(on), **given)
        return _read(known, definition, on, problems)


def _stored(
    definition: Definition, progress: pipeline.Progress | None, given: dict[str, Any]
) -> pl.DataFrame:
    """Trace and store what the definition reads; return PROBLEMS. Of a new archive nothing stays where that fails."""
    with Archive.filling(str(definition.archive)) as archive:
        pile = stream(definition.paths, definition.columns)
        with windowed.audited(pile, archive, progress=progress, **given) as found:
            archive.store(found.batch(), found.by("report"))
            return found.told.problems()


def _read(archive: AsOf, definition: Definition, on: date, problems: pl.DataFrame) -> Audit:
    """Return the articles of the days, and whatever else belongs to their stories, however old it is."""
    span = definition.days(on)
    days = _days(archive, span)
    since, until = days["day"].min(), _later(span.last, 1)
    tables = {name: _table(archive, name, days["id"], since, until) for name in ORDER}
    articles = archive.scan("articles").join(days.lazy().select("id"), on="id", how="semi").collect()
    traced = articles.filter(pl.col("role").is_not_null()).sort("published_at", "id", nulls_last=True)
    tables["articles"], ids = traced, traced["id"]
    told = pl.concat([ids, tables["edges"]["parent"]]).implode()
    tables["unseen"] = _groups(archive, "unseen", "children", ids).filter(pl.col("id").is_in(told))
    there = pl.concat([ids, tables["unseen"]["id"]]).implode()
    for name in ("edges", "drift"):  # an undated article may have been traced to what is of a later day
        tables[name] = tables[name].filter(pl.col("parent").is_in(there))
    root = pl.when(pl.col("root").is_in(there)).then("root").otherwise(pl.col("members").list.first())
    tables["stories"] = _groups(archive, "stories", "members", ids).with_columns(root=root)
    tables["problems"] = pl.concat(
        [problems, _untraced(str(definition.archive), articles.height - traced.height)]
    )
    tables["outlets"], said = _outlets(definition, traced)
    new = said.join(problems, on=["path", "message"], how="anti")
    tables["problems"] = pl.concat([tables["problems"], new])
    frames: dict[str, Any] = {name: tables[name].select(list(schema)) for name, schema in SCHEMAS.items()}
    return Audit(**frames, rulebook=_rulebook(archive.archive))


def _days(archive: AsOf, span: Days) -> pl.DataFrame:
    """Return id and day (UTC) of the articles of the days, and of those that share a story with them."""
    # The days of a zone reach into the archive's day before, or into the one behind.
    near = archive.scan("texts", _later(span.first, -1), _later(span.last, 1))
    ours = day(span.zone)
    within = pl.lit(value=True) if span.first is None else ours.is_between(span.first, span.last)
    inside = near.filter(within | pl.col("day").is_null()).select("id", "day").collect()
    members = (
        archive.scan("stories").select("id", "members").collect().explode("members", empty_as_null=False)
    )
    touched = members.filter(pl.col("members").is_in(inside["id"].implode()))["id"].unique()
    others = members.filter(pl.col("id").is_in(touched.implode()))["members"].unique()
    beside = archive.scan("texts").filter(pl.col("id").is_in(others.implode()))
    past = beside.filter(pl.col("day").is_null() | (ours <= (span.last or date.max)))
    return pl.concat([inside, past.select("id", "day").collect()]).unique().sort("id")


def _later(day_: date | None, days: int) -> date | None:
    return None if day_ is None else day_ + timedelta(days)


def _groups(archive: AsOf, table: str, column: str, ids: pl.Series) -> pl.DataFrame:
    """Return the stories or unseen sources that some of the articles belong to, with those of their members."""
    members = archive.scan(table).select("id", column).collect().explode(column, empty_as_null=False)
    ours = members.filter(pl.col(column).is_in(ids.implode())).group_by("id").agg(pl.col(column).sort())
    rows = archive.scan(table).select(pl.exclude(column)).join(ours.lazy(), on="id").collect()
    return rows.select(list(SCHEMAS[table])).sort("id")


def _table(archive: AsOf, name: str, ids: pl.Series, since: Any, until: date | None) -> pl.DataFrame:
    rows = archive.scan(name, since, until).select(list(SCHEMAS[name]))
    mine = rows.join(pl.LazyFrame({_OWNERS.get(name, "id"): ids}), on=_OWNERS.get(name, "id"), how="semi")
    if "b" in SCHEMAS[name]:
        mine = mine.join(pl.LazyFrame({"b": ids}), on="b", how="semi")
    return mine.collect().sort(ORDER[name])


def _outlets(definition: Definition, articles: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what the user's files say of the outlets of articles (LISTED), and what is wrong with them (PROBLEMS)."""
    files = outlets.load(definition.outlets)
    laid = outlets.joined(articles, files, load(definition.rules).agencies())
    said = [(fault.where, fault.said) for fault in files.faults]
    said += [("outlets", remark) for remark in laid.remarks]
    return laid.listed, pl.DataFrame(said, schema=PROBLEMS, orient="row")


def _untraced(where: str, number: int) -> pl.DataFrame:
    told = f"{number:,} of its articles of these days were added without a trace; provaudit archive reaudit traces them"
    return pl.DataFrame([(where, told)] if number else [], schema=PROBLEMS, orient="row")


def _rulebook(archive: Archive) -> RulebookInfo:
    """Return the rules of the last run that stored anything."""
    runs = archive.scan("runs").sort("at", "run").last().collect()
    name, version, digest = runs.select("rulebook", "version", "digest").row(0)
    return RulebookInfo(name, version, digest)
