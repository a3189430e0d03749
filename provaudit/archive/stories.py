"""Stories and unseen sources as they are stored: whole, though only some of their articles were traced again.

An audit sees a window of the archive, and of a large one only what has to do with the new articles. What it finds of a
story is joined here with the members that it did not see, by what is stored of these.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Protocol

import polars as pl

from provaudit.archive.tables import HEADS, OWNERS, TABLES

_DIGITS = 12  # hexadecimal: of a million names, two are alike in one archive of five hundred
_UNSEEN = "unseen:"
_WITH_VERDICTS = ("verdicts", *(table for table, head in HEADS.items() if head == "verdicts"))


class Stored(Protocol):
    """What is asked of an archive."""

    def scan(self, table: str, since: date | None = None, until: date | None = None) -> pl.LazyFrame:
        """Return the rows of a table, of some days and of none."""


def called_after(member: str, kind: str) -> str:
    """Return the name of a story, or of an unseen source: after its earliest member."""
    return f"{kind}:{sha256(member.encode()).hexdigest()[:_DIGITS]}"


def completed(archive: Stored, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the tables of a commit, so that every story that they touch is stored whole.

    `tables` are as `batch.as_tables` returns them. Members that nothing is told of stay with those to whom their stored
    edges lead; where their story has another name then, or none, their verdicts come into the commit.
    """
    if "stories" not in tables or "verdicts" not in tables:
        return dict(tables)
    rest = _rest(archive, tables)
    if rest.is_empty():
        return dict(tables)
    family = _Family(archive, tables, rest)
    stories = family.stories()
    names = stories.select("members", now="id").explode("members", empty_as_null=False)
    names = names.rename({"members": "id"})
    found = dict(tables) | {"stories": stories, "unseen": family.unseen()}
    moved = rest.join(names, on="id", how="left").filter(~pl.col("story").eq_missing(pl.col("now")))
    for table in _WITH_VERDICTS if moved.height else ():
        owner = OWNERS.get(table, "id")
        rows = archive.scan(table, *_span(moved)).join(
            moved.lazy().select("id"), left_on=owner, right_on="id", how="semi"
        )
        found[table] = _concat(found.get(table), rows.collect())
    verdicts = found["verdicts"].join(names, on="id", how="left", maintain_order="left")
    found["verdicts"] = verdicts.with_columns(story="now").drop("now")
    return found


def _rest(archive: Stored, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return id, story and day of the members of touched stories that nothing is told of."""
    told, stories = tables["verdicts"]["id"], tables["stories"]
    named = archive.scan("verdicts").filter(pl.col("story").is_not_null()).select("id", "story", "day")
    stored = named.collect()
    met = pl.concat([told, stories["members"].explode(empty_as_null=False).rename("id")])
    theirs = stored.filter(pl.col("id").is_in(met.implode()))["story"]
    lists = archive.scan("stories").select("members", story="id").explode("members", empty_as_null=False)
    was = lists.filter(pl.col("members").is_in(told.implode())).collect()["story"]
    touched = pl.concat([theirs, was, stories["id"].rename("story")]).unique()
    mine = pl.col("story").is_in(touched.implode()) & ~pl.col("id").is_in(told.implode())
    return stored.filter(mine)


class _Family:
    """The articles of touched stories, those that are told and the rest, with the steps of their lineage."""

    def __init__(self, archive: Stored, tables: Mapping[str, pl.DataFrame], rest: pl.DataFrame) -> None:
        self._archive, self._tables = archive, tables
        told = tables["verdicts"].select("id", "story", "day")
        theirs = _steps(archive, rest)
        new = tables["edges"].select("child", "parent") if "edges" in tables else theirs.clear()
        self._steps = pl.concat([new, theirs])
        self._sources = theirs["parent"].filter(theirs["parent"].str.starts_with(_UNSEEN)).unique()
        # who was traced to another source, and shared an unseen one with some of the rest, is still their kin
        was = _steps(archive, told).filter(pl.col("parent").is_in(self._sources.implode()))
        heads = told.drop_nulls("story").select(child="id", parent=pl.concat_str(pl.lit("\0"), "story"))
        self._taking, self._carried = set(self._steps["child"]), Counter(self._steps["parent"])
        self._links = pl.concat([heads, self._steps, was])
        self._ids = self._in_order(pl.concat([told.select("id", "day"), rest.select("id", "day")]))
        self._place = {name: place for place, name in enumerate(self._ids["id"])}

    def _in_order(self, ids: pl.DataFrame) -> pl.DataFrame:
        times = [self._archive.scan("texts", *_span(ids)).select("id", "published_at").collect()]
        if "texts" in self._tables:
            times.append(self._tables["texts"].select("id", "published_at"))
        known = ids.join(pl.concat(times, how="vertical_relaxed").unique("id"), on="id", how="left")
        return known.sort("published_at", "id", nulls_last=True)

    def stories(self) -> pl.DataFrame:
        """Return the stories, each with all its members; as they were found where nobody is added."""
        given = self._tables["stories"]
        found = {frozenset(row["members"]): row for row in given.iter_rows(named=True)}
        days = dict(self._ids.select("id", "day").iter_rows())
        rows = []
        for nodes in _together(self._links.iter_rows()):
            members = sorted((n for n in nodes if n in self._place), key=self._place.__getitem__)
            if not members:
                continue
            day = min((days[one] for one in members if days[one] is not None), default=None)
            new = {"id": called_after(members[0], "story"), "root": self._root(nodes), "members": members}
            rows.append(found.get(frozenset(members), new | {"day": day}))
        return pl.DataFrame(rows, schema={**TABLES["stories"], "day": pl.Date()})

    def _root(self, nodes: Iterable[str]) -> str:
        """Return the source that most descends from, as an audit does: of those who have none themselves."""
        own = [n for n in nodes if n in self._place or n.startswith(_UNSEEN)]
        tops = [n for n in own if n not in self._taking] or own
        return max(tops, key=lambda n: (self._carried[n], n in self._place, -self._place.get(n, 0)))

    def unseen(self) -> pl.DataFrame:
        """Return the unseen sources that are told, and those of the rest, with whom their edges name as children."""
        schema = {**TABLES["unseen"], "day": pl.Date()}
        rows = self._tables.get("unseen", pl.DataFrame(schema=schema)).select(list(schema))
        older = self._sources.filter(~self._sources.is_in(rows["id"].implode()))
        if len(older):
            kept = self._archive.scan("unseen").filter(pl.col("id").is_in(older.implode())).collect()
            rows = _concat(rows, kept)
        ordered = self._steps.join(
            self._ids.select(child="id"), on="child", how="right", maintain_order="right"
        )
        taking = ordered.group_by("parent", maintain_order=True).agg(taking="child")
        told = rows.join(taking, left_on="id", right_on="parent", how="left", maintain_order="left")
        return told.with_columns(children=pl.coalesce("taking", "children")).drop("taking")


def _steps(archive: Stored, some: pl.DataFrame) -> pl.DataFrame:
    """Return the stored edges of some children."""
    edges = archive.scan("edges", *_span(some)).select("child", "parent")
    return edges.join(some.lazy().select(child="id"), on="child", how="semi").collect()


def _span(some: pl.DataFrame) -> tuple[Any, Any]:
    """Return the first and the last day of some articles; undated ones are in every span."""
    return some["day"].min(), some["day"].max()


def _concat(one: pl.DataFrame | None, other: pl.DataFrame) -> pl.DataFrame:
    return other if one is None else pl.concat([one, other.select(one.columns)], how="vertical_relaxed")


def _together(links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the nodes of each part that links connect."""
    head: dict[str, str] = {}

    def first(node: str) -> str:
        while (above := head.setdefault(node, node)) != node:
            head[node] = head[above]
            node = head[node]
        return node

    for one, other in links:
        head[first(other)] = first(one)
    parts: dict[str, list[str]] = {}
    for node in list(head):
        parts.setdefault(first(node), []).append(node)
    return list(parts.values())
