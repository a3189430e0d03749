"""Proving that an archive is whole: what is counted, what is read, what refers to what."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import polars as pl

from provaudit.archive.archive import Archive
from provaudit.archive.damage import unreadable
from provaudit.archive.keys import digests, gone_by
from provaudit.archive.tables import OWNERS, TABLES, UNDATED

_READ = (
    *("id", "url", "outlet", "published", "text", "known_by", "stated_outlet"),
    *("key", "of", "run", "published_at"),
)
_REFERENCES = {
    "edges": ("parent",),
    "drift": ("parent",),
    "pairs": ("a", "b"),
    "passages": ("a", "b"),
    "unseen": ("children",),
    "stories": ("members", "root"),
}
"""The columns, besides a row's owner, that name articles or unseen sources."""

_LOOKED_AT = pl.Schema(
    {
        **dict.fromkeys(("id", "key", "run"), pl.String()),
        "length": pl.UInt32(),
        **dict.fromkeys(("altered", "misowned", "misplaced", "forgotten"), pl.Boolean()),
    }
)
"""What is seen of each text."""

_OFFSETS = {"zones": "end", "signals": "end", "cited": "cue_end"}


class Finding(NamedTuple):
    """Something that is wrong: what, how many, one example; whether `mending.mend` heals it, or `what` says how."""

    what: str
    number: int
    example: str
    mendable: bool = False
    advised: bool = False


def findings(archive: Archive) -> Iterator[Finding]:
    """Yield everything that is wrong with an archive; all files are read, one at a time.

    Where files are gone or damaged, that is all that can be said.
    """
    broken = list(unreadable(archive.log))
    if broken:
        what = "files are gone or damaged: put them back from a copy of the archive"
        yield Finding(what, len(broken), broken[0])
        return
    files = list(_text_files(archive))
    texts = pl.concat(_looked_at(archive, *file) for file in files) if files else _LOOKED_AT.to_frame()
    checks = (_runs, _owned, _referred, _within)
    found = chain(_own(texts), *(check(archive, texts) for check in checks))
    yield from (one for one in found if one.number)


def _found(what: str, examples: pl.Series, *, mendable: bool = False) -> Finding:
    return Finding(what, len(examples), str(examples.sort()[0]) if len(examples) else "", mendable)


def _text_files(archive: Archive) -> Iterator[tuple[str, str]]:
    files = archive.log.files().filter(pl.col("table") == "texts")
    yield from files.select("path", "day").sort("path").iter_rows()


def _looked_at(archive: Archive, path: str, day: str) -> pl.DataFrame:
    """Return what one file of texts shows of each of them: whether key, owner and day are right, and how long it is."""
    rows = archive.log.read(path, _READ)
    gone = gone_by(rows)
    lost = archive.days("forgotten").select("digest").collect()["digest"].implode()
    stated = pl.col("published_at").dt.date().cast(pl.String).fill_null(UNDATED)
    return rows.select(
        *("id", "key", "run"),
        pl.col("text").str.len_chars().alias("length"),
        (pl.col("key") != gone["key"]).alias("altered"),
        (pl.col("of") != digests(rows["id"])).alias("misowned"),
        (stated != day).alias("misplaced"),
        gone.select(pl.any_horizontal(pl.all().is_in(lost)).fill_null(value=False))
        .to_series()
        .alias("forgotten"),
    )


def _own(texts: pl.DataFrame) -> Iterator[Finding]:
    told = {
        "altered": "texts are not what their digest says",
        "misowned": "articles lie under the digest of another id",
        "misplaced": "articles lie under another day than that of their publication",
        "forgotten": "articles are to be forgotten and are still there: run `provaudit archive forget` again",
    }
    for column, what in told.items():
        yield _found(what, texts.filter(column)["id"])._replace(advised=column == "forgotten")
    for column in ("id", "key"):
        yield _found(
            f"articles share the {column} of another", texts.filter(~pl.col(column).is_first_distinct())["id"]
        )


def _runs(archive: Archive, texts: pl.DataFrame) -> Iterator[Finding]:
    """Hold the articles of each run against what it stated; fewer are right only where some were forgotten."""
    stated = archive.scan("runs").group_by("run").agg(pl.col("articles").sum()).collect()
    held = texts.group_by("run").agg(held=pl.len())
    both = stated.join(held, on="run", how="full", coalesce=True).with_columns(
        pl.col("articles", "held").fill_null(0)
    )
    yield _found(
        "runs have more articles than they stated", both.filter(pl.col("held") > pl.col("articles"))["run"]
    )
    if archive.scan("forgotten").limit(1).collect().is_empty():
        fewer = both.filter(pl.col("held") < pl.col("articles"))["run"]
        yield _found("runs have fewer articles than they stated", fewer)


def _owned(archive: Archive, texts: pl.DataFrame) -> Iterator[Finding]:
    """Look for rows of articles that there are not, and for articles without the rows that each must have."""
    for table, strange in strangers(archive, texts.lazy()):
        yield _found(f"rows of {table} belong to articles that are not there", strange, mendable=True)
    for table in ("verdicts", "prints"):
        rows = archive.scan(table).select("id").collect()
        yield _found(f"articles have no row of {table}", texts.join(rows, on="id", how="anti")["id"])
        yield _found(
            f"articles have several rows of {table}", rows.filter(~pl.col("id").is_first_distinct())["id"]
        )


def strangers(archive: Archive, texts: pl.LazyFrame) -> Iterator[tuple[str, pl.Series]]:
    """Yield each table that has owners, and those of its rows that are not among the texts. Columns in: id."""
    for table in TABLES:
        if table in ("texts", "unseen", "stories", "runs", "forgotten"):
            continue
        rows = archive.scan(table).select(id=OWNERS.get(table, "id"))
        yield table, rows.join(texts, on="id", how="anti").collect()["id"]


def _referred(archive: Archive, texts: pl.DataFrame) -> Iterator[Finding]:
    """Look for names of articles, unseen sources and stories that there are not."""
    for table, column, strange in dangling(archive, texts.lazy()):
        what = f"names in {table}.{column} are of nothing that is there"
        yield _found(what, strange["name"], mendable=True)
    for what, articles in torn(archive):
        yield _found(what, articles["id"], mendable=True)


def dangling(archive: Archive, texts: pl.LazyFrame) -> Iterator[tuple[str, str, pl.DataFrame]]:
    """Yield table, column, and the names there of what is not there. Columns in: id; out: owner, name."""
    nodes = pl.concat([texts.select("id"), archive.scan("unseen").select("id")])
    for table, columns in _REFERENCES.items():
        for column in columns:
            rows = archive.scan(table).select(owner=OWNERS.get(table, "id"), name=column)
            if isinstance(TABLES[table][column], pl.List):
                rows = rows.explode("name", empty_as_null=False)
            strange = rows.drop_nulls().join(nodes, left_on="name", right_on="id", how="anti")
            yield table, column, strange.collect()


def torn(archive: Archive) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield what is wrong between articles and their stories, and of whom. Columns out: id, story."""
    stories = archive.scan("stories")
    told = archive.scan("verdicts").select("id", "story").drop_nulls("story")
    here = told.join(stories.select(story="id"), on="story", how="semi")
    yield "articles name a story that is not there", told.join(here, on="id", how="anti").collect()
    listed = stories.explode("members", empty_as_null=False).select(id="members", story="id")
    left_out = here.join(listed, on=["id", "story"], how="anti")
    yield "articles name a story that does not list them", left_out.collect()
    elsewhere = listed.join(told.rename({"story": "own"}), on="id").filter(pl.col("story") != pl.col("own"))
    yield "articles are listed in a story and name another", elsewhere.select("id", "story").collect()


def _within(archive: Archive, texts: pl.DataFrame) -> Iterator[Finding]:
    """Look for spans that end behind their text."""
    lengths = texts.lazy().select("id", "length")
    for table, end in _OFFSETS.items():
        behind = archive.scan(table).join(lengths, on="id").filter(pl.col(end) > pl.col("length"))
        yield _found(f"spans in {table} end behind their text", behind.select("id").collect()["id"])
