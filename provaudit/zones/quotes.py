"""Finds the quoted stretches inside the body: between marks, and in posts, transcripts and block quotes."""

import polars as pl

from provaudit.frames import ZONES
from provaudit.model import OWN_ZONES, Zone
from provaudit.text.quotations import each_quotation
from provaudit.zones import voices
from provaudit.zones.patterns import looked_at
from provaudit.zones.steps import after, before

_TURNS = 4  # chosen: fewer `NAME: text` lines are labels or captions, not a transcript
_AGAIN = 2  # chosen: so many of them by somebody who spoke before
_REPEATED = 3  # chosen: a lone short line that often repeated in one article is a speaker's name
_SPEAKER = 40  # characters: the longest such line
_SIGNATURE = 120  # characters: a name, a handle and a date
_END = 200  # characters of a paragraph that tell whether it announces the next
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
    size, size_bytes = pl.col("chars"), pl.col("text").str.len_bytes()
    marks = _said(_posted(own.select("article", "start", "chars", "text")))
    signed = pl.col("signed") | after("signed").fill_null(value=False)
    announced = before(pl.col("named") | pl.col("announces")).fill_null(value=False)
    marks = looked_at(
        marks,
        announced & (size_bytes >= _BLOCK_BYTES),
        block=~pl.col("text").str.contains(voices.RETOLD),
    )
    whole = signed | pl.col("turn") | pl.col("block")
    length = pl.when(whole).then(size).otherwise("posted")
    return marks.select("article", "start", end=(pl.col("start") + length).cast(pl.UInt32)).filter(
        pl.col("end") > pl.col("start")
    )


def _posted(own: pl.DataFrame) -> pl.DataFrame:
    """Add `posted` (characters of a post at the head of the paragraph) and `signed` (it is a post's signature)."""
    text = pl.col("text")
    posts = pl.coalesce(text.str.extract(f"(?s)^(.*{pattern})") for pattern in voices.POST)
    signed = (pl.col("chars") <= _SIGNATURE) & text.str.contains(voices.POST_SIGNATURE)
    return looked_at(own, text.str.contains(voices.POST_HINT), posted=posts.str.len_chars(), signed=signed)


def _said(own: pl.DataFrame) -> pl.DataFrame:
    """Add `turn` (a speaker's in a transcript), `named` (a speaker's name alone), `announces` (somebody's words)."""
    text, size, end = pl.col("text"), pl.col("chars"), pl.col("text").str.tail(_END)
    announces = end.str.contains(voices.INTRODUCES) & ~end.str.contains(voices.EXCERPTS)
    read = looked_at(own, text.str.ends_with(":"), announces=announces)
    read = looked_at(read, size > _SPEAKER, speaker=text.str.extract(voices.SPEAKER))
    read = looked_at(read, size <= _SPEAKER, label=~text.str.contains(r"[.!?…:;]\W*$"))
    # Hashes, since polars takes equal strings in several buffers for different ones when it counts them in groups.
    turns, speakers = pl.len().over("article"), pl.col("speaker").hash().n_unique().over("article")
    turn = (turns >= _TURNS) & (turns - speakers >= _AGAIN)
    read = looked_at(read, pl.col("speaker").is_not_null(), turn=turn)
    return looked_at(read, pl.col("label"), named=pl.len().over("article", "text") >= _REPEATED)
