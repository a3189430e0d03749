"""Labels the head of an article: headline, byline, the points of a summary."""

import string

import polars as pl

from provaudit.model import Zone
from provaudit.zones import bylines, cues, stock
from provaudit.zones.patterns import fits
from provaudit.zones.steps import before, fill

_HEADLINE = 420  # characters
_TITLE = 12  # characters, folded: shorter ones stand in too many lines by chance
_SUFFIX = 30  # characters, folded: what a page adds to a title, such as the outlet's name
_NAME = 5  # characters, folded: a shorter line stands in a byline by chance
_FAIR = 30  # bytes: the first line as long is taken for the headline, else the longest
_LEAST = 12  # bytes: a shorter line is a label
_PUNCTUATION = [*string.punctuation, *string.whitespace, *"‘’‚‛“”„‟«»‹›–—―−…·•\u00a0\u2009\u202f"]


def named(articles: pl.DataFrame) -> pl.DataFrame:
    """Return article, its_title, its_byline, its_outlet: what the input knows, folded for comparison."""
    known = (_fold(pl.col(name)).alias(f"its_{name}") for name in ("title", "byline", "outlet"))
    return articles.select("article", *known)


def head(pieces: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces up to just behind the first prose, headline, byline and summary labelled.

    Columns in: LINES, zone, loose, lead and those of `named`, which are dropped.
    """
    pieces = pieces.with_columns(folded=_fold(pl.col("text").str.slice(0, _HEADLINE)))
    # "Video: …" may be the headline itself.
    exact = (pl.col("zone") == Zone.CAPTION) & (pl.col("folded") == pl.col("its_title"))
    pieces = pieces.with_columns(zone=pl.when(exact.fill_null(value=False)).then(None).otherwise("zone"))
    pieces = fill(pieces, _titled(), Zone.HEADLINE)
    pieces = fill(pieces, _signed(), Zone.BYLINE)
    pieces = _bylines(_guessed(_summary(pieces)))
    return pieces.drop("folded", "its_title", "its_byline", "its_outlet")


def _fold(text: pl.Expr) -> pl.Expr:
    """Return the text in small letters without spaces and punctuation: all quotation marks and dashes are equal."""
    return text.str.to_lowercase().str.replace_many(_PUNCTUATION, [""])


def _titled() -> pl.Expr:
    """Whether the line is the known title, a line of it, or it with a little more."""
    line, title = pl.col("folded"), pl.col("its_title")
    part = (line.str.len_chars() >= _TITLE) & title.str.contains(line, literal=True)
    longer = (title.str.len_chars() >= _TITLE) & line.str.starts_with(title)
    more = longer & (line.str.len_chars() <= title.str.len_chars() + _SUFFIX)
    return (pl.col("chars") <= _HEADLINE) & (part | more | (line == title))


def _signed() -> pl.Expr:
    """Whether the line names the writer, by its words or because the input knows that writer."""
    line = pl.col("folded")
    known = (line.str.len_chars() >= _NAME) & pl.col("its_byline").str.contains(line, literal=True)
    # Where the title is known and this line is not it, two capitalised words are a name; of a page's menus they are
    # entries.
    other = (
        pl.col("its_title").is_not_null()
        & _above()
        & pl.col("inside")
        & pl.col("text").str.contains(bylines.NAMES)
    )
    return pl.col("loose") & (fits(pl.col("text"), bylines.LINE) | known.fill_null(value=False) | other)


def _above() -> pl.Expr:
    return pl.col("line") < pl.col("lead")


def _summary(pieces: pl.DataFrame) -> pl.DataFrame:
    """Points under a label like "Story highlights" are the standfirst."""
    label = (pl.col("zone") == Zone.FURNITURE) & pl.col("text").str.contains(stock.SUMMARY)
    under = label.fill_null(value=False).cum_max().over("article")
    return fill(pieces, under & pl.col("loose") & _above(), Zone.STANDFIRST)


def _guessed(pieces: pl.DataFrame) -> pl.DataFrame:
    """Where no title was found: the first loose line above the prose that is long enough for a headline."""
    size = pl.col("text").str.len_bytes()
    # A known title that stands nowhere makes every short line a poor guess.
    least = pl.when(pl.col("its_title").is_null()).then(_LEAST).otherwise(_FAIR)
    none = ~(pl.col("zone") == Zone.HEADLINE).any().over("article")
    free = none & _above() & pl.col("loose") & pl.col("zone").is_null() & (size >= least)
    free &= ~pl.col("text").str.contains(cues.SENTENCES) & pl.col("inside")  # else it may be a menu's entry
    rank = pl.when(free).then(pl.min_horizontal(size, _FAIR))
    best = rank == rank.max().over("article")
    return fill(
        pieces, pl.col("line") == pl.when(best).then(pl.col("line")).min().over("article"), Zone.HEADLINE
    )


def _bylines(pieces: pl.DataFrame) -> pl.DataFrame:
    """Lone names right below the headline, and the outlet's name right below a byline, belong to the byline."""
    above = pl.col("loose") & _above()
    top = before("zone").is_null() | (before("zone") == Zone.HEADLINE)
    pieces = fill(pieces, above & top & pl.col("text").str.contains(bylines.NAMES), Zone.BYLINE)
    outlet = (before("zone") == Zone.BYLINE) & (pl.col("folded") == pl.col("its_outlet"))
    return fill(pieces, above & outlet, Zone.BYLINE)
