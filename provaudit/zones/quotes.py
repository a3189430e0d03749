"""Finds the quoted stretches inside the body: between marks, and in posts, transcripts and block quotes."""

import polars as pl

from provaudit.frames import ZONES
from provaudit.model import OWN_ZONES, Zone
from provaudit.text.quotations import each_quotation


def quotes(pieces: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return ZONES rows of zone quote, inside body and standfirst rows."""
    own = pieces.filter(pl.col("zone").is_in(list(OWN_ZONES)))
    return _inside(_marked(articles), own)


def _marked(articles: pl.DataFrame) -> pl.DataFrame:
    """Return article, q_start, q_end of what stands between quotation marks."""
    found = list(each_quotation(articles["text"].fill_null("")))
    spans = pl.DataFrame(found, schema={"row": pl.UInt32, "q_start": pl.UInt32, "q_end": pl.UInt32}, orient="row")
    return spans.with_columns(article=articles["article"].gather(spans["row"])).drop("row")


def _inside(spans: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """Return the spans cut to the own pieces they meet."""
    pieces = own.select("article", "start", "end").sort("article", "start")
    first = spans.sort("article", "q_start").join_asof(pieces.with_columns(q=pl.col("start")), left_on="q_start", right_on="start", by="article", check_sortedness=False)
    return first.filter(pl.col("q_start") < pl.col("end")).select(
        "article", pl.lit(str(Zone.QUOTE)).alias("zone"), pl.col("q_start").alias("start"), pl.min_horizontal("q_end", "end").alias("end")
    ).select(list(ZONES))
