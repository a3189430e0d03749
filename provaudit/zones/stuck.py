"""Cuts a paragraph where a credit is stuck to its prose: caption, byline, dateline ahead of it, sign-off behind."""

from collections.abc import Iterable

import polars as pl

from provaudit.model import Zone
from provaudit.zones import cues, pictures, stock
from provaudit.zones.lines import BLANKS

_HEAD_LINES = 15  # chosen: datelines stand under menus, headline, byline and captions, not further down
_TAIL_LINES = 25  # chosen: comments and menus may follow a sign-off
_PLACE = 3  # characters: a shorter word in capitals is seldom a place
_DATELINE = 160  # characters: the longest dateline, with places, date and agency
_WINDOW = 900  # characters looked at, at either end: longer than any credit seen

# Null where nothing need be looked for: a null costs no search.
_HEAD = pl.when(pl.col("line") < _HEAD_LINES).then(pl.col("text").str.slice(0, _WINDOW))
_TAIL = pl.when(
    (pl.col("back") < _TAIL_LINES) & pl.col("text").str.contains(r"\)$|(?:--|—) ?[A-Z/, ]+$")
).then(pl.col("text").str.tail(_WINDOW))


def unstick(lines: pl.DataFrame) -> pl.DataFrame:
    """Return LINES with a column `zone`: stuck credits are rows of their own, labelled; the rest is null."""
    whole = lines.with_columns(zone=pl.lit(None, pl.String))
    stuck: dict[Zone, tuple[str, ...]] = {
        Zone.CAPTION: (pictures.STUCK,),
        Zone.FURNITURE: (stock.SUMMARY_STUCK,),
        Zone.BYLINE: (cues.BYLINE_STUCK,),
    }
    for zone, patterns in stuck.items():
        whole = _ahead(whole, _HEAD, patterns, _length(_HEAD, patterns), zone)
    patterns = (cues.DATELINE, cues.DATELINE_BARE, cues.HOUSE, *cues.DATELINE_OTHER)
    start = _HEAD.str.slice(0, _DATELINE)
    whole = _ahead(whole, start, patterns, _dateline(start), Zone.DATELINE)
    return _behind(whole).sort("article", "start")


def _length(text: pl.Expr, patterns: Iterable[str]) -> pl.Expr:
    """Return how many characters the first group of the first pattern that fits takes; null where none does."""
    return pl.coalesce(text.str.extract(pattern).str.len_chars() for pattern in patterns)


def _fits(lines: pl.DataFrame, text: pl.Expr, patterns: Iterable[str]) -> pl.Series:
    """Return, for each line, whether a pattern fits its text: much quicker to say than where."""
    # The text is a column of its own, since polars would slice it anew for every pattern.
    read = lines.select(text=pl.when(pl.col("zone").is_null()).then(text))
    return read.select(
        pl.any_horizontal(pl.col("text").str.contains(p).fill_null(value=False) for p in patterns)
    ).to_series()


def _dateline(text: pl.Expr) -> pl.Expr:
    """Return the length of the dateline at the head of the text, null where there is none."""
    full, bare = (
        text.str.extract_groups(cues.DATELINE).struct,
        text.str.extract_groups(cues.DATELINE_BARE).struct,
    )
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
    return (town == town.str.to_uppercase()) & (town.str.len_chars() >= _PLACE)


def _ahead(
    lines: pl.DataFrame, text: pl.Expr, patterns: Iterable[str], length: pl.Expr, zone: Zone
) -> pl.DataFrame:
    """Return the lines, the first `length` characters cut off as a row of the zone where a pattern fits."""
    fits = _fits(lines, text, patterns)
    marked = lines.filter(fits).with_columns(cut=length)
    stuck = marked.filter(pl.col("cut").is_not_null())
    head = _part(stuck, pl.lit(0), pl.col("cut")).with_columns(zone=pl.lit(str(zone)))
    rest = _part(stuck, pl.col("cut"), pl.col("chars"))
    left = marked.filter(pl.col("cut").is_null())
    return pl.concat([lines.filter(~fits), *(part.drop("cut") for part in (left, head, rest))])


def _behind(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the lines, sign-offs at the end of a paragraph cut off."""
    fits = _fits(lines, _TAIL, cues.SIGN_OFF_END)
    stuck = lines.filter(fits).with_columns(cut=pl.col("chars") - _length(_TAIL, cues.SIGN_OFF_END))
    off = _part(stuck, pl.col("cut"), pl.col("chars")).with_columns(zone=pl.lit(str(Zone.SIGN_OFF)))
    rest = _part(stuck, pl.lit(0), pl.col("cut"))
    return pl.concat([lines.filter(~fits), *(part.drop("cut") for part in (rest, off))])


def _part(lines: pl.DataFrame, start: pl.Expr, end: pl.Expr) -> pl.DataFrame:
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
