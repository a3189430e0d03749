"""Cuts a paragraph where a credit is stuck to its prose: caption, byline, dateline ahead of it, sign-off behind."""

import polars as pl

from provaudit.model import Zone
from provaudit.zones import cues
from provaudit.zones.lines import BLANKS

_HEAD_LINES = 15  # chosen: datelines stand under menus, headline, byline and captions, not further down
_TAIL_LINES = 25  # chosen: comments and menus may follow a sign-off
_WINDOW = 900  # characters looked at, at either end: longer than any credit seen

# Null where nothing need be looked for: a null costs no search.
_HEAD = pl.when(pl.col("line") < _HEAD_LINES).then(pl.col("text").str.slice(0, _WINDOW))
_TAIL = pl.when((pl.col("back") < _TAIL_LINES) & pl.col("text").str.contains(r"\)$|(?:--|—) ?[A-Z/, ]+$")).then(
    pl.col("text").str.tail(_WINDOW)
)


def cut(lines: pl.DataFrame) -> pl.DataFrame:
    """Return LINES with a column `zone`: stuck credits are rows of their own, labelled; the rest is null."""
    whole = lines.with_columns(zone=pl.lit(None, pl.String))
    whole = _ahead(whole, _length(_HEAD, cues.CAPTION_STUCK), Zone.CAPTION)
    whole = _ahead(whole, _length(_HEAD, cues.SUMMARY_STUCK), Zone.FURNITURE)
    whole = _ahead(whole, _length(_HEAD, cues.BYLINE_STUCK), Zone.BYLINE)
    whole = _ahead(whole, _dateline(_HEAD.str.slice(0, 160)), Zone.DATELINE)
    return _behind(whole).sort("article", "start")


def _length(text: pl.Expr, *patterns: str) -> pl.Expr:
    """Return how many characters the first group of the first pattern that fits takes; null where none does."""
    return pl.coalesce(text.str.extract(pattern).str.len_chars() for pattern in patterns)


def _dateline(text: pl.Expr) -> pl.Expr:
    """Return the length of the dateline at the head of the text, null where there is none."""
    full, bare = text.str.extract_groups(cues.DATELINE).struct, text.str.extract_groups(cues.DATELINE_BARE).struct
    agency = pl.coalesce(full[2], full[3])
    set_off = (full[4] != "") | full[0].str.contains("[0-9]")
    known = agency.is_in(cues.AGENCIES) | agency.str.contains(r"^[^ ]+/[^ ]+$")
    found = pl.coalesce(
        pl.when((_shouted(full[1]) & set_off) | (known & (set_off | full[3].is_null()))).then(full[0]),
        text.str.extract(cues.HOUSE),
        pl.when(_shouted(bare[1]) & ~bare[1].is_in(cues.NOT_PLACES)).then(bare[0]),
        *(text.str.extract(pattern) for pattern in cues.DATELINE_OTHER),
    )
    return found.str.len_chars()


def _shouted(place: pl.Expr) -> pl.Expr:
    """Whether the place (without a country or state behind a comma) is in capitals."""
    town = place.str.extract("^([^,]+)")
    return (town == town.str.to_uppercase()) & (town.str.len_chars() >= 3)


def _ahead(lines: pl.DataFrame, length: pl.Expr, zone: Zone) -> pl.DataFrame:
    """Return the lines, the first `length` characters of each cut off as a row of the zone."""
    marked = lines.with_columns(cut=pl.when(pl.col("zone").is_null()).then(length))
    stuck = marked.filter(pl.col("cut").is_not_null())
    head = _part(stuck, pl.lit(0), pl.col("cut")).with_columns(zone=pl.lit(str(zone)))
    rest = _part(stuck, pl.col("cut"), pl.col("chars"))
    return pl.concat([marked.filter(pl.col("cut").is_null()), head, rest]).drop("cut")


def _behind(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the lines, sign-offs at the end of a paragraph cut off."""
    marked = lines.with_columns(
        cut=pl.when(pl.col("zone").is_null()).then(pl.col("chars") - _length(_TAIL, *cues.SIGN_OFF_END))
    )
    stuck = marked.filter(pl.col("cut").is_not_null())
    off = _part(stuck, pl.col("cut"), pl.col("chars")).with_columns(zone=pl.lit(str(Zone.SIGN_OFF)))
    rest = _part(stuck, pl.lit(0), pl.col("cut"))
    return pl.concat([marked.filter(pl.col("cut").is_null()), rest, off]).drop("cut")


def _part(lines: pl.DataFrame, start: pl.Expr, end: pl.Expr) -> pl.DataFrame:
    """Return the characters start..end of each line as rows, trimmed; parts left blank are dropped."""
    text = pl.col("text").str.slice(start, end - start)
    ahead = text.str.len_chars() - text.str.strip_chars_start(BLANKS).str.len_chars()
    return (
        lines.with_columns(text=text.str.strip_chars(BLANKS), start=(pl.col("start") + start + ahead).cast(pl.UInt32))
        .with_columns(chars=pl.col("text").str.len_chars())
        .with_columns(end=(pl.col("start") + pl.col("chars")).cast(pl.UInt32))
        .filter(pl.col("text") != "")
    )
