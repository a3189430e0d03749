"""What tells an article from others of the same words: only what its input states, before a run changes anything."""

import polars as pl

from provaudit.ingest.clean import id_column

_ROW = r"#\d+$"  # behind the name of a file of many articles; another order of them gives other numbers


def identified(articles: pl.DataFrame) -> pl.DataFrame:
    """Say what each article is known by, and which outlet it states.

    Columns in: RAW without text, cleaned. Columns out: the same; `known_by` is null where an address says it.

    Without an address it is the id, the outlet and the date that the input states; where that is neither id nor
    outlet, the name of the file stands for them, with the folders below the one that was named. What `ids.named` makes
    of equal ids is no part of it, nor what a file on outlets calls the outlet: another order of the inputs, or another
    such file, makes no article new. Rows of an archive's export bring what they were known by.
    """
    brought = pl.col("known_by").is_not_null()
    outlet = pl.when(brought).then("stated_outlet").otherwise(pl.coalesce("stated_outlet", "outlet"))
    stated, house = id_column(pl.col("id")), _folded(outlet)
    file = pl.when(pl.col("place").is_null()).then("key").otherwise(pl.col("key").str.replace(_ROW, ""))
    name = pl.when(stated.is_null() & house.is_null()).then(id_column(file)).otherwise(stated)
    parts = [part.fill_null("") for part in (name, house, pl.col("published"))]
    known_by = pl.coalesce("known_by", pl.concat_str(parts, separator="\n"))
    return articles.with_columns(
        known_by=pl.when(pl.col("url").is_null()).then(known_by), stated_outlet=outlet
    )


def _folded(names: pl.Expr) -> pl.Expr:
    """Return names without case, their white space single."""
    return names.str.replace_all(r"\s+", " ").str.strip_chars().str.to_lowercase()
