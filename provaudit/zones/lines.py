"""Articles to paragraphs with character offsets: the table every other file of this room works on.

LINES, one row a paragraph that is not blank: article, line (0 from the top), inside (it is of the article's main
stretches, where those are known), ahead and back (lines from the article's first and from its last one, also to
those of the page that stand above and below it), gap (a blank line, or nothing, stands above), start, end, chars,
text (trimmed).
"""

import polars as pl

from provaudit.frames import ARTICLES

BLANKS = (
    "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\u200e\u200f\ufeff\u2060"
)
"""White space as Python sees it, and the marks without width that pages leave on empty lines."""

_BROKEN_OFF = r"[\p{L}\p{N},;][ \t]*\n[ \t]*\p{Ll}"  # a line break inside a sentence
_BREAK = r"(\S[ \t]*)\n([ \t]*\S)"  # a line break that is not a blank line
_WRAPPED = 0.25  # chosen: prose wrapped by hand breaks most of its sentences, a list hardly any


def paragraphs(articles: pl.DataFrame) -> pl.DataFrame:
    """Return LINES of every article, in reading order. Columns in: article, text, main.

    A line is a paragraph, except in texts wrapped by hand at a fixed width: there, blank lines part them.
    """
    rows = (
        _rows(articles).filter(~pl.col("blank")).with_columns(text=pl.col("text").str.strip_chars_end(BLANKS))
    )
    rows = rows.with_columns(
        chars=pl.col("text").str.len_chars(),
        line=pl.int_range(pl.len(), dtype=pl.Int64).over("article"),
        inside=_inside(rows, articles),
    )
    held = pl.when("inside").then("line")
    first, last = held.min().over("article"), held.max().over("article")
    return rows.select(
        "article",
        pl.col("line").cast(pl.UInt32),
        "inside",
        (pl.col("line") - first).abs().cast(pl.UInt32).alias("ahead"),
        (last - pl.col("line")).abs().cast(pl.UInt32).alias("back"),
        "gap",
        "start",
        (pl.col("start") + pl.col("chars")).alias("end"),
        "chars",
        "text",
    )


def _inside(rows: pl.DataFrame, articles: pl.DataFrame) -> pl.Series:
    """Return whether each row begins in a main stretch of its article; yes where none are known."""
    known = articles.select("article", "main").filter(pl.col("main").list.len() > 0)
    if known.is_empty():
        return pl.repeat(value=True, n=rows.height, eager=True)
    spans = known.explode("main").unnest("main").rename({"end": "until"}).sort("article", "start")
    placed = rows.select("article", "start").join_asof(
        spans, on="start", by="article", strategy="backward", check_sortedness=False
    )
    unknown = ~pl.col("article").is_in(known["article"].implode())
    return placed.select((unknown | (pl.col("start") < pl.col("until"))).fill_null(value=False)).to_series()


def _rows(articles: pl.DataFrame) -> pl.DataFrame:
    """Return every line: article, start (of its first character that is not blank), gap, blank, text."""
    fresh = pl.col("article") != pl.col("article").shift()
    return (
        articles.select(pl.col("article").cast(ARTICLES["article"]), _unwrapped().alias("text"))
        .with_columns(text=pl.col("text").str.split("\n"))
        .explode("text")
        .with_columns(size=pl.col("text").str.len_chars().cast(pl.Int64) + 1)
        .with_columns(start=pl.col("size").cum_sum() - pl.col("size"))
        .with_columns(start=pl.col("start") - pl.col("start").first().over("article"))
        .with_columns(text=pl.col("text").str.strip_chars_start(BLANKS))
        .with_columns(
            start=(pl.col("start") + pl.col("size") - 1 - pl.col("text").str.len_chars()).cast(pl.UInt32),
            blank=pl.col("text") == "",
        )
        .with_columns(gap=(fresh | pl.col("blank").shift()).fill_null(value=True))
    )


def _unwrapped() -> pl.Expr:
    """Return the text, with blanks for line breaks where it is wrapped by hand: no offset moves."""
    text = pl.col("text").fill_null("")
    broken, breaks = text.str.count_matches(_BROKEN_OFF), text.str.count_matches(_BREAK)
    wrapped = pl.col("main").is_null() & (broken >= 3) & (broken >= _WRAPPED * breaks)  # noqa: PLR2004 - chosen: twice may be chance
    # Twice, since two breaks around a single character share it.
    joined = text.str.replace_all(_BREAK, "$1 $2").str.replace_all(_BREAK, "$1 $2")
    return pl.when(wrapped).then(joined).otherwise(text)


def part(lines: pl.DataFrame, start: pl.Expr, end: pl.Expr) -> pl.DataFrame:
    """Return the characters start..end of each line as rows, trimmed; parts left blank are dropped."""
    text = pl.col("text").str.slice(start, end - start)
    ahead = text.str.len_chars() - text.str.strip_chars_start(BLANKS).str.len_chars()
    return (
        lines.with_columns(
            text=text.str.strip_chars(BLANKS), start=(pl.col("start") + start + ahead).cast(pl.UInt32)
        )
        .with_columns(chars=pl.col("text").str.len_chars())
        .with_columns(end=(pl.col("start") + pl.col("chars")).cast(pl.UInt32))
        .filter(pl.col("text") != "")
    )
