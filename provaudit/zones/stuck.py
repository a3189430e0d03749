"""Cuts a paragraph where a credit is stuck to its prose: caption, byline, dateline ahead of it, sign-off behind."""

from collections.abc import Callable, Iterable

import polars as pl

from provaudit.model import Zone
from provaudit.zones import agencies, bylines, cues, pictures, stock
from provaudit.zones.lines import part
from provaudit.zones.patterns import fits, looked_at
from provaudit.zones.vocabulary import forms

_HEAD_LINES = 15  # chosen: datelines stand under menus, headline, byline and captions, not further down
_TAIL_LINES = 25  # chosen: comments and menus may follow a sign-off
_PLACE = 3  # characters: a shorter word in capitals is seldom a place
_TOWN = 4  # words: more in capitals are a sub-head
_DATELINE = 160  # characters: the longest dateline, with places, date and agency
_PROSE = 90  # characters: as long a line may be prose; chosen, as in `place`
_BRIEF = 60  # characters: and as long a line with a full stop; chosen
_SENTENCE = 20  # characters, chosen: fewer behind a dateline are no sentence
_INITIALS = range(2, 6)  # words of a body that goes by its initials; chosen
_WORD = r"\p{Lu}[\p{L}’'-]+"
_WINDOW = 900  # characters looked at, at either end: longer than any credit seen

_HIGH = pl.col("ahead") < _HEAD_LINES
_HEAD = pl.when(_HIGH).then(pl.col("text").str.slice(0, _WINDOW))
_CLOSED = pl.col("text").str.contains(
    r"[)\]]$|(?:--|—) ?[A-Z/, ]+$|[-–—] ?\p{Lu}[\p{L}'’&-]*(?: \p{Lu}[\p{L}'’&-]*){1,4}$"
)
_LOW = (pl.col("back") < _TAIL_LINES) & _CLOSED
_TAIL = pl.when(_LOW).then(pl.col("text").str.tail(_WINDOW))
_TAIL_LAST = pl.when("last").then(_TAIL)
_DATELINES = (cues.DATELINE, cues.DATELINE_BARE, cues.HOUSE, *cues.DATELINE_OTHER)
_BYLINES = (bylines.STUCK, *bylines.STAFF)
_STUCK = (stock.SUMMARY_STUCK, *_BYLINES, *_DATELINES)

Measure = Callable[[pl.DataFrame], pl.Series]
"""How many characters of `read` the credit takes, for each line; null where it is none after all."""


def unstick(lines: pl.DataFrame) -> pl.DataFrame:
    """Return LINES with a column `zone`: stuck credits are rows of their own, labelled; the rest is null."""
    top = pl.col("text").str.slice(0, _WINDOW)
    prose = (pl.col("chars") >= _PROSE) | ((pl.col("chars") >= _BRIEF) & pl.col("text").str.ends_with("."))
    place = pl.when(pl.col("inside") & prose).then(pl.col("line"))
    lines = lines.with_columns(last=(pl.col("line") >= place.max().over("article")).fill_null(value=True))
    read = looked_at(lines, _HIGH, stuck=fits(top, _STUCK), hinted=top.str.contains(pictures.STUCK_HINT))
    read = read.with_columns(pl.any_horizontal("stuck", "hinted", _LOW).alias("stuck")).drop("hinted")
    # Whatever a caption ends with is of the picture.
    caption = pl.col("text").str.contains(pictures.LABEL)
    read = looked_at(read, pl.col("chars") <= pictures.LONGEST, labelled=caption)
    label = pl.when("labelled").then(pl.lit(str(Zone.CAPTION)))
    read = read.with_columns(pl.col("stuck") & ~pl.col("labelled"), zone=label).drop("labelled")
    rest = read.filter(~pl.col("stuck")).drop("stuck")
    cut = _cut(read.filter("stuck").drop("stuck"))
    return pl.concat([rest, cut]).sort("article", "start").drop("last")


def _cut(whole: pl.DataFrame) -> pl.DataFrame:
    """Return the few lines that something may be stuck to, taken apart."""
    whole = _ahead(whole, _HEAD, (pictures.STUCK,), _first_group(pictures.STUCK), Zone.CAPTION)
    whole = _ahead(whole, _HEAD, (stock.SUMMARY_STUCK,), _first_group(stock.SUMMARY_STUCK), Zone.FURNITURE)
    whole = _ahead(whole, _HEAD, _BYLINES, _first_group(*_BYLINES), Zone.BYLINE)
    whole = _ahead(whole, _HEAD.str.slice(0, _DATELINE), _DATELINES, _dateline, Zone.DATELINE)
    return _behind(_behind(whole, _TAIL, cues.SIGN_OFF_END), _TAIL_LAST, cues.SIGN_OFF_LAST)


def _first_group(*patterns: str) -> Measure:
    """Return the length of the first group of the first pattern that fits."""
    found = pl.coalesce(pl.col("read").str.extract(pattern).str.len_chars() for pattern in patterns)
    return lambda lines: lines.select(found).to_series()


def _dateline(lines: pl.DataFrame) -> pl.Series:
    """Return the length of the dateline at the head of each line, null where there is none."""
    read = pl.col("read")
    # Columns, since polars would search anew for every group that is asked for.
    parts = lines.select(
        "read", full=read.str.extract_groups(cues.DATELINE), bare=read.str.extract_groups(cues.DATELINE_BARE)
    )
    full, bare = pl.col("full").struct, pl.col("bare").struct
    agency = pl.coalesce(full[2], full[3])
    own = _spelled(agency, read.str.slice(full[0].str.len_chars()))
    set_off = (full[4] != "") | full[0].str.contains("[0-9]")
    known = agency.is_in(agencies.names()) | agency.str.contains(r"^[^ ]+/[^ ]+$")
    found = pl.coalesce(
        pl.when((_shouted(full[1]) & set_off) | (known & (set_off | full[3].is_null()))).then(
            pl.when(~own).then(full[0])
        ),
        read.str.extract(cues.HOUSE),
        pl.when(_shouted(bare[1]) & ~bare[1].is_in(cues.NOT_PLACES)).then(bare[0]),
        *(read.str.extract(pattern) for pattern in cues.DATELINE_OTHER),
    )
    size = parts.select(found.str.len_chars()).to_series()
    # A last line without a sentence behind it dates nothing: `(AP)` there is a sign-off.
    closing = lines.select((pl.col("back") == 0) & (pl.col("chars") < size + _SENTENCE)).to_series()
    return lines.select(pl.when(~closing).then(size)).to_series()


def _spelled(agency: pl.Expr, behind: pl.Expr) -> pl.Expr:
    """Whether the brackets hold the initials of the body that the text opens with: `(AA) - American Airlines`.

    Not of a person, whose initials are an agency's by chance, nor of the agency itself.
    """
    name = pl.coalesce(
        pl.when(agency.str.len_chars() == words).then(
            behind.str.extract(rf"^((?:{_WORD} ){{{words - 1}}}{_WORD})")
        )
        for words in _INITIALS
    )
    same = name.str.replace_all(r"(\p{Lu})[\p{L}’'-]* ?", "$1") == agency
    body = name.str.extract(r"(\S+)$").is_in(forms("institution-words"))
    return (same & body & ~name.is_in(agencies.names())).fill_null(value=False)


def _shouted(place: pl.Expr) -> pl.Expr:
    """Whether the place (without a country or state behind a comma) is in capitals."""
    town = place.str.extract("^([^,]+)")
    short = town.str.count_matches(" ", literal=True) < _TOWN
    return short & (town == town.str.to_uppercase()) & (town.str.len_chars() >= _PLACE)


def _ahead(
    lines: pl.DataFrame, text: pl.Expr, patterns: Iterable[str], measure: Measure, zone: Zone
) -> pl.DataFrame:
    """Return the lines, the credit at the head of each cut off as a row of the zone."""
    rest, stuck = _parted(lines, text, patterns)
    if stuck.is_empty():
        return lines
    size = stuck.with_columns(cut=measure(stuck)).drop("read")
    stuck = size.filter(pl.col("cut").is_not_null())
    credit = part(stuck, pl.lit(0), pl.col("cut")).with_columns(zone=pl.lit(str(zone)))
    prose = part(stuck, pl.col("cut"), pl.col("chars"))
    return pl.concat(
        [rest, *(part.drop("cut") for part in (size.filter(pl.col("cut").is_null()), credit, prose))]
    )


def _behind(lines: pl.DataFrame, text: pl.Expr, patterns: Iterable[str]) -> pl.DataFrame:
    """Return the lines, sign-offs at the end of each cut off."""
    rest, stuck = _parted(lines, text, patterns)
    if stuck.is_empty():
        return lines
    size = _first_group(*patterns)(stuck)
    stuck = stuck.with_columns(cut=pl.col("chars") - size).drop("read")
    credit = part(stuck, pl.col("cut"), pl.col("chars")).with_columns(zone=pl.lit(str(Zone.SIGN_OFF)))
    prose = part(stuck, pl.lit(0), pl.col("cut"))
    return pl.concat([rest, credit.drop("cut"), prose.drop("cut")])


def _parted(lines: pl.DataFrame, text: pl.Expr, patterns: Iterable[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the lines in which no pattern fits, and the others with the text that was `read`."""
    read = lines.with_columns(read=pl.when(pl.col("zone").is_null()).then(text))
    found = read.select(fits(pl.col("read"), patterns).fill_null(value=False)).to_series()
    return lines.filter(~found), read.filter(found)
