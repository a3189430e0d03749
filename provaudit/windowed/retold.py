"""What an archive is to store after new articles were traced against it: theirs, and what has changed of others."""

from collections.abc import Sequence

import polars as pl

from provaudit.document import Audit
from provaudit.keeping import TOLD
from provaudit.windowed.naming import named
from provaudit.windowed.narrowed import Narrowed
from provaudit.windowed.shelf import Shelf

Tables = dict[str, pl.DataFrame]

_JUDGED = ("role", "relation", "credit", "story")
_OWNED = {
    "signals": "id",
    "scores": "id",
    "edges": "child",
    "drift": "child",
    "pairs": "owner",
    "passages": "owner",
}
"""The tables of which all rows of an article are told again with its verdict, and the column that names it."""


def batch(told: Narrowed, shelf: Shelf, new: Sequence[Tables], window: int) -> Tables:
    """Return the tables to store, each with `day`; `new` are those of `keeping.examined` of the parts that were read.

    `window` is the number of days within which they were traced.
    Archived articles whose sources, verdicts or stories have changed are told again, without their texts, but not where
    an old source of theirs lies beyond the window; those among them that were read anew, with what was found in them.
    Where none is new, there is nothing to store.
    """
    if not told.fresh:
        return {}
    known = told.store.whole("articles")
    found = named(told.audit(), known)
    paired = {name: _owned(getattr(found, name), known) for name in ("pairs", "passages")}
    again = _changed(found, shelf, known, paired["pairs"])
    mine = pl.col("id").is_in([*told.fresh, *again])
    own = {name: pl.concat(tables[name].filter(mine) for tables in new) for name in new[0]} if new else {}
    articles = _articles(found, shelf, own["articles"], again)
    days = articles.select("id", "day")
    wide = found.frames() | paired
    owned = {name: _dated(wide[name], column, days) for name, column in _OWNED.items()}
    groups = {
        name: _of_members(wide[name], column, days)
        for name, column in {"unseen": "children", "stories": "members"}.items()
    }
    kept = {name: own[name] for name in ("zones", "cited")}
    kept["prints"] = _traced(own["prints"], told.fresh, shelf, window)
    return {"articles": articles, **kept, **owned, **groups}


def _articles(found: Audit, shelf: Shelf, new: pl.DataFrame, again: pl.Series) -> pl.DataFrame:
    """Return all articles with their verdicts, those that were not read anew without their texts."""
    ids = pl.LazyFrame({"id": again.filter(~again.is_in(new["id"].implode()))})
    old = (
        shelf.archive.scan("articles")
        .join(ids, on="id", how="semi")
        .with_columns(text=pl.lit(None, pl.String))
    )
    both = pl.concat([new.select(_read(new)), old.select(_read(new)).collect()])
    return both.join(found.articles.select("id", *TOLD), on="id", maintain_order="left")


def _traced(prints: pl.DataFrame, fresh: frozenset[str], shelf: Shelf, window: int) -> pl.DataFrame:
    """Say within how many days each article was traced: of those that are told again beside new ones, as before."""
    before = shelf.archive.scan("prints").select("id", "window")
    had = before.join(prints.lazy().select("id"), on="id", how="semi").collect()
    now = pl.when(pl.col("id").is_in(list(fresh))).then(pl.lit(window, pl.UInt32)).otherwise("window")
    return prints.join(had, on="id", how="left", maintain_order="left").with_columns(window=now)


def _read(articles: pl.DataFrame) -> list[str]:
    """Return the columns that no verdict changes."""
    return [name for name in articles.columns if name not in TOLD]


def _changed(found: Audit, shelf: Shelf, known: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    """Return the ids of archived articles of which something else is to be told than the archive has."""
    archived = found.articles.filter(pl.col("id").is_in(list(found.archived)) & pl.col("story").is_not_null())
    ids = archived.lazy().select("id")
    was = shelf.archive.scan("verdicts").join(ids, on="id", how="semi").select("id", *_JUDGED).collect()
    edges = shelf.archive.scan("edges").join(ids, left_on="child", right_on="id", how="semi")
    before = edges.select("child", "parent").collect()
    after = found.edges.select("child", "parent")
    told = archived.select("id", *_JUDGED).join(was, on=["id", *_JUDGED], how="anti", nulls_equal=True)["id"]
    gone, come = (
        before.join(after, on=["child", "parent"], how="anti"),
        after.join(before, on=["child", "parent"], how="anti"),
    )
    fresh = pl.Series(list(set(found.articles["id"]) - found.archived), dtype=pl.String).implode()
    owning = pairs.filter(pl.col("a").is_in(fresh) | pl.col("b").is_in(fresh))["owner"]
    changed = pl.concat([told, gone["child"], come["child"], owning]).unique()
    beyond = gone.filter(
        ~pl.col("parent").is_in(known["id"].implode()) & ~pl.col("parent").str.starts_with("unseen:")
    )
    taken = come.filter(pl.col("parent").is_in(fresh))["child"]
    keep = beyond["child"].filter(~beyond["child"].is_in(taken.implode()))
    return changed.filter(changed.is_in(archived["id"].implode()) & ~changed.is_in(keep.implode()))


def _owned(pairs: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Say of each pair whose it is: the later one's."""
    place = known.sort("published_at", "id", nulls_last=True).select("id", place=pl.int_range(pl.len()))
    both = pairs
    for side in ("a", "b"):
        both = both.join(
            place.rename({"id": side, "place": f"place_{side}"}), on=side, how="left", maintain_order="left"
        )
    later = pl.when(pl.col("place_a") > pl.col("place_b")).then("a").otherwise("b")
    return both.with_columns(owner=later).drop("place_a", "place_b")


def _dated(table: pl.DataFrame, column: str, days: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the articles that are told, each with its day."""
    return table.join(days.rename({"id": column}), on=column, how="inner", maintain_order="left")


def _of_members(groups: pl.DataFrame, column: str, days: pl.DataFrame) -> pl.DataFrame:
    """Return the groups that have a member that is told, with the earliest day of those."""
    listed = groups.select("id", member=pl.col(column)).explode("member", empty_as_null=False)
    first = listed.join(days.rename({"id": "member"}), on="member").group_by("id").agg(pl.col("day").min())
    return groups.join(first, on="id", maintain_order="left")
