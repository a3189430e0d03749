"""Articles that arrive at an archive: named as it names them, without those that it is not to take."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from provaudit.examine import articles_of
from provaudit.frames import METADATA, PROBLEMS, empty
from provaudit.store import TEXTS, Store
from provaudit.text.tokens import Int
from provaudit.windowed.shelf import Archived

_MORE = pl.when(pl.len() > 1).then(pl.format(" and {} more", pl.len() - 1)).otherwise(pl.lit(""))


@dataclass(frozen=True)
class Arrived:
    """How many articles are left, how many the archive has, and which it is never to have again (PROBLEMS)."""

    articles: int
    known: int
    problems: pl.DataFrame


def arrive(store: Store, archive: Archived, *, only_new: bool = False) -> Arrived:
    """Name the articles of a store as the archive does; leave out those that come twice or were forgotten for good.

    With `only_new`, those that the archive has are left out, too. The store's parts are what is left.
    """
    problems = [empty(PROBLEMS)]
    lengths: list[Int] = []
    firsts, known, first = pl.DataFrame(schema={"key": pl.String, "first": pl.String}), 0, 0
    for part in range(store.parts):
        articles = articles_of(store, part)
        named = archive.named(articles)
        again = named["again"] | named["key"].is_in(firsts["key"].implode())
        firsts = pl.concat([firsts, named.select("key", first=articles["id"])]).unique(
            "key", keep="first", maintain_order=True
        )
        unwanted = again | named["forgotten"]
        problems.append(_forgotten(articles.filter(named["forgotten"])))
        told = articles.select("path", "url", "id", key=named["key"]).filter(again & ~named["forgotten"])
        problems.append(_alike(told.join(firsts, on="key", maintain_order="left")))
        known += int((named["known"] & ~unwanted).sum())
        kept = articles.with_columns(named["id"]).filter(~unwanted & ~(named["known"] & only_new))
        if kept.height:
            kept = kept.drop("article").with_row_index("article", first)
            store.save("known", len(lengths), kept.select(list(METADATA)))
            lengths.append(store.keep_texts(len(lengths), kept["text"]))
            first += kept.height
    _cut(store, lengths)
    return Arrived(first, known, pl.concat(problems))


def _alike(articles: pl.DataFrame) -> pl.DataFrame:
    """Name once a file the articles without an address that are left out as others before them."""
    files = articles.filter(pl.col("url").is_null()).group_by("path", maintain_order=True)
    said = pl.format(
        "the archive takes {}{} for what stands before ({}): the same words, and no address, id, outlet or date tells "
        "them apart; state one of these, or name the folder above, so that the names of files differ",
        pl.col("id").first(),
        _MORE,
        pl.col("first").first(),
    )
    return files.agg(message=said)


def _forgotten(articles: pl.DataFrame) -> pl.DataFrame:
    """Name once a file the articles that were forgotten for good."""
    files = articles.group_by(pl.coalesce("path", "id").alias("path"), maintain_order=True)
    said = pl.format("{}{}: forgotten for good by this archive, and left out", pl.col("id").first(), _MORE)
    return files.agg(message=said)


def _cut(store: Store, lengths: list[Int]) -> None:
    """Measure the parts that are left; the files of others go."""
    for path in store.tables("known")[len(lengths) :]:
        path.unlink()
    store.cut([len(some) for some in lengths])
    store.measure(TEXTS, np.concatenate([np.zeros(0, np.int64), *lengths]))
