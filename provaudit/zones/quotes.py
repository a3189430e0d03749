"""Finds the quoted stretches inside the body: between marks, and in posts, transcripts and block quotes."""

import polars as pl

from provaudit.frames import ZONES
from provaudit.model import OWN_ZONES, Zone
from provaudit.text.quotations import each_quotation
from provaudit.zones import voices

_TURNS = 4  # chosen: fewer `NAME: text` lines are labels or captions, not a transcript
_REPEATED = 3  # chosen: a lone short line that often repeated in one article is a speaker's name
_SPEAKER = 40  # characters: the longest such line
_BLOCK_BYTES = 60  # chosen: a shorter paragraph behind a colon is a list entry or a sub-head


def quoted(pieces: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return ZONES rows of zone quote: each inside one body or standfirst row, none touching another's text.

    Columns in: of the pieces article, zone, start, end, chars, text; of the articles article, text.
    """
    own = pieces.filter(pl.col("zone").is_in(list(OWN_ZONES)))
    spans = pl.concat([_marked(articles, own), _unmarked(own)]).sort("article", "start", "end")
    reach = pl.col("end").cum_max().shift().over("article")
    group = ((pl.col("start") >= reach) | reach.is_null()).cum_sum().over("article")
    return (
        spans.group_by("article", group.alias("group"), maintain_order=True)
        .agg(zone=pl.lit(str(Zone.QUOTE)), start=pl.col("start").first(), end=pl.col("end").max())
        .select(list(ZONES))
    )


def _marked(articles: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """Return article, start, end of what stands between quotation marks, line by line, in own rows."""
    found = list(each_quotation(articles["text"].fill_null("")))
    numbers = {"row": pl.UInt32, "start": pl.UInt32, "end": pl.UInt32}
    spans = pl.DataFrame(found, schema=numbers, orient="row")
    spans = spans.with_columns(article=articles["article"].cast(own.schema["article"]).gather(spans["row"]))
    rows = own.select("article", row_start="start", row_end="end").sort("article", "row_start")
    met = spans.sort("article", "start").join_asof(
        rows, left_on="start", right_on="row_start", by="article", check_sortedness=False
    )
    inside = met.filter(pl.col("start") < pl.col("row_end"))
    return inside.select("article", "start", end=pl.min_horizontal("end", "row_end"))


def _unmarked(own: pl.DataFrame) -> pl.DataFrame:
    """Return article, start, end of quotations without marks: posts, transcripts, announced paragraphs."""
    text, size = pl.col("text"), pl.col("chars")
    post = pl.when(
        text.str.contains("(@", literal=True) | text.str.contains("pic.twitter.com/", literal=True)
    ).then(text)
    posted = pl.coalesce(post.str.extract(f"(?s)^(.*{pattern})") for pattern in voices.POST)
    marks = own.with_columns(
        posted=posted.str.len_chars(),
        signed=(size <= 120) & text.str.contains(voices.POST_SIGNATURE),  # noqa: PLR2004 - a name, handle and date
        speaker=pl.when(size > _SPEAKER).then(text.str.extract(voices.SPEAKER)),
        label=pl.when((size <= _SPEAKER) & ~text.str.contains(r"[.!?…:;]\W*$")).then(text),
        announces=text.str.tail(200).str.contains(voices.INTRODUCES)
        & ~text.str.tail(200).str.contains(voices.EXCERPTS),
    )
    marks = marks.with_columns(
        turn=pl.col("speaker").is_not_null()
        & (pl.col("speaker").count().over("article") >= _TURNS)
        & (pl.col("speaker").n_unique().over("article") < pl.col("speaker").count().over("article")),
        named=pl.col("label").is_not_null() & (pl.len().over("article", "label") >= _REPEATED),
    )
    before = (pl.col("named") | pl.col("announces")).shift().over("article")
    after = pl.col("signed").shift(-1).over("article")
    block = (
        before.fill_null(value=False)
        & (text.str.len_bytes() >= _BLOCK_BYTES)
        & ~text.str.contains(voices.RETOLD)
    )
    whole = pl.col("signed") | after.fill_null(value=False) | pl.col("turn") | block
    length = pl.when(whole).then(size).otherwise("posted")
    return (
        marks.with_columns(end=pl.col("start") + length)
        .filter(pl.col("end") > pl.col("start"))
        .select("article", "start", pl.col("end").cast(pl.UInt32))
    )
