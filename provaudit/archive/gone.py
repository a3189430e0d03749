"""What was forgotten for good: asked when articles come in, and once more in the moment in which a batch is stored."""

from typing import Protocol

import polars as pl

from provaudit.archive.batch import Batch
from provaudit.archive.keys import gone_by
from provaudit.errors import StorageError

_MENTIONED = {"pairs": ("a", "b"), "stories": ("members",), "unseen": ("children",)}
_READ = ("id", "url", "outlet", "published", "text", "known_by", "stated_outlet")


class ForgottenError(StorageError):
    """Articles that a batch tells of were forgotten since it was begun."""


class Rows(Protocol):
    """What is asked of an archive."""

    def days(self, table: str) -> pl.LazyFrame:
        """Return all rows of a table, as they lie on disk."""


def forgotten(archive: Rows, digests: pl.DataFrame) -> pl.Series:
    """Say of each row of digests whether one of them was forgotten."""
    lost = archive.days("forgotten").select("digest").collect()["digest"].implode()
    return digests.select(pl.any_horizontal(pl.all().is_in(lost)).fill_null(value=False)).to_series()


def refuse_forgotten(archive: Rows, batch: Batch, where: str) -> None:
    """Raise ForgottenError where a batch holds or mentions articles that were forgotten since it was begun.

    What comes in was asked for before; a writer that takes hours must not put back what went meanwhile.
    """
    if "forgotten" in batch or archive.days("forgotten").limit(1).collect().is_empty():
        return
    articles = batch.get("articles", pl.DataFrame(schema=dict.fromkeys(_READ, pl.String)))
    given = articles.filter(pl.col("text").is_not_null())
    asked = _mentioned(batch, articles, given)
    there = archive.days("texts").select(_READ).join(asked.lazy(), on="id", how="semi").collect()
    gone = [
        *given.filter(forgotten(archive, gone_by(given)))["id"],
        *there.filter(forgotten(archive, gone_by(there)))["id"],
        *asked.join(there, on="id", how="anti")["id"],
    ]
    if gone:
        raise ForgottenError(
            f"{where}: since this began, articles that it tells of were forgotten ({min(gone)}); nothing was stored: "
            "run it again"
        )


def _mentioned(batch: Batch, articles: pl.DataFrame, given: pl.DataFrame) -> pl.DataFrame:
    """Return the articles of the archive that a batch tells of. Columns out: id."""
    named = [articles.filter(pl.col("text").is_null())["id"]]
    for table, columns in _MENTIONED.items():
        for column in columns if table in batch else ():
            ids = batch[table][column]
            named.append(ids.explode(empty_as_null=False) if ids.dtype == pl.List else ids)
    every = pl.concat([one.cast(pl.String) for one in named]).drop_nulls().unique().to_frame("id")
    return every.join(given.select("id"), on="id", how="anti")
