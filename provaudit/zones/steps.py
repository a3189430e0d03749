"""The few moves of labelling by place: fill an open zone, look at the neighbour."""

import polars as pl

from provaudit.model import Zone


def fill(pieces: pl.DataFrame, where: pl.Expr | pl.Series, zone: Zone) -> pl.DataFrame:
    """Return the pieces; those without a zone for which the condition holds are of this zone now."""
    chosen = pl.col("zone").is_null() & where
    return pieces.with_columns(zone=pl.when(chosen).then(pl.lit(str(zone))).otherwise("zone"))


def after(name: str) -> pl.Expr:
    """Return the column of the next piece of the article, null at its end."""
    return pl.col(name).shift(-1).over("article")


def before(name: str) -> pl.Expr:
    """Return the column of the piece above in the article, null at its start."""
    return pl.col(name).shift().over("article")
