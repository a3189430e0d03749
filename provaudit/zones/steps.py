"""The few moves of labelling by place: fill an open zone, look at the neighbour."""

import polars as pl

from provaudit.model import Zone


def fill(pieces: pl.DataFrame, where: pl.Expr | pl.Series, zone: Zone) -> pl.DataFrame:
    """Return the pieces; those without a zone for which the condition holds are of this zone now."""
    chosen = pl.col("zone").is_null() & where
    return pieces.with_columns(zone=pl.when(chosen).then(pl.lit(str(zone))).otherwise("zone"))


def after(what: pl.Expr | str) -> pl.Expr:
    """Return the value for the next piece of the article, null at its end; the pieces are in reading order."""
    return _neighbour(what, -1)


def before(what: pl.Expr | str) -> pl.Expr:
    """Return the value for the piece above in the article, null at its start; the pieces are in reading order."""
    return _neighbour(what, 1)


def _neighbour(what: pl.Expr | str, step: int) -> pl.Expr:
    value = pl.col(what) if isinstance(what, str) else what
    same = pl.col("article") == pl.col("article").shift(step)  # many times faster than a window over articles
    return pl.when(same).then(value.shift(step))
