"""Cuts boxes with other stories' headlines out of the prose that they are stuck into.

Pages put such a box behind a person's name: the name once more and in full, headlines without a blank before the first
of them, and a closing MORE.
"""

import re

import polars as pl

from provaudit.model import Zone
from provaudit.zones.lines import part

_END = " MORE"
_BOX = re.compile(
    r"\b(?P<name>[^\W\d_a-z][\w'’.-]*[^\W\d_A-Z]) "
    r"(?P<box>(?:\(?[^\W\d_a-z][\w'’.-]*\)? |de |van |von ){0,5}?(?P=name)(?=[^\W_a-z]|[\"'“‘])[^\n]{10,900}?"
    rf"{_END}\b)"
)


def unboxed(pieces: pl.DataFrame) -> pl.DataFrame:
    """Return labelled LINES; boxes within prose are furniture and rows of their own."""
    prose = pl.col("zone").is_in([str(Zone.BODY), str(Zone.STANDFIRST)])
    boxed = pieces.select(
        (prose & pl.col("text").str.contains(_END, literal=True)).alias("boxed")
    ).to_series()
    cut = pieces.filter(boxed).with_columns(
        cut=pl.col("text").map_elements(_cuts, pl.List(pl.List(pl.Int64)))
    )
    cut = cut.explode("cut").with_columns(
        cut_from=pl.col("cut").list.get(0),
        cut_to=pl.col("cut").list.get(1),
        box=pl.col("cut").list.get(2) > 0,
    )
    zone = pl.when("box").then(pl.lit(str(Zone.FURNITURE))).otherwise("zone")
    rows = part(cut.with_columns(zone=zone), pl.col("cut_from"), pl.col("cut_to"))
    return pl.concat([pieces.filter(~boxed), rows.select(pieces.columns)])


def _cuts(text: str) -> list[list[int]]:
    """Return the stretches of a paragraph: first character, the one behind the last, whether it is a box."""
    cuts, done = list[list[int]](), 0
    for box in _BOX.finditer(text):
        start, end = box.span("box")
        cuts += [[done, start, 0], [start, end, 1]]
        done = end
    return [*cuts, [done, len(text), 0]]
