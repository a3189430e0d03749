"""What is left to say of articles whose lineage is open again, until they are traced anew."""

import polars as pl

from provaudit.archive.archive import Archive
from provaudit.archive.tables import TABLES

_TRACED = ("role", "relation", "credit", "story", "share", "prose_share", "quote_share", "sources")


def untraced(archive: Archive, ids: pl.Series) -> dict[str, pl.DataFrame]:
    """Return what an archive is to store of articles whose lineage is open again: their marks, signals and scores."""
    mine = pl.col("id").is_in(ids.implode())
    articles = archive.scan("articles").filter(mine).collect()
    schema = TABLES["verdicts"]
    blank = articles.with_columns(
        pl.lit(None, pl.String).alias("text"), *(pl.lit(None, schema[name]).alias(name) for name in _TRACED)
    )
    told = {table: archive.scan(table).filter(mine).collect() for table in ("signals", "scores")}
    return {"articles": blank} | told
