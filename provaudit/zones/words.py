"""Labels what the words alone tell, wherever it stands: source-line, sign-off, caption, furniture."""

import polars as pl

from provaudit.model import Zone
from provaudit.zones import cues, pictures, stock
from provaudit.zones.patterns import fits

_SHORT = 420  # characters: credits and stock phrases are looked for in shorter lines only
_CAPTION = 700  # characters: the longest caption seen, with its credit
_CREDIT = 160  # characters: the longest photo credit
_TAIL = 40  # lines from the end: comments and menus may follow a sign-off
_SENTENCE = (
    100  # characters: a line as long that ends with a full stop may be prose, so it takes stronger proof
)


def by_words(pieces: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces, `zone` filled where it was null and the words tell.

    Columns in: zone, back, chars, text.
    """
    read = _read(pieces)
    small, caption = pl.col("small"), pl.col("caption")
    rules = [
        (Zone.FURNITURE, caption.str.contains(stock.RULE_LINE)),
        (Zone.SOURCE_LINE, fits(small, cues.SOURCE_LINE) | pl.col("short").str.contains(cues.SOURCE_CASED)),
        (
            Zone.SIGN_OFF,
            fits(pl.col("last"), cues.SIGN_OFF) | pl.col("late").str.contains(cues.SIGN_OFF_CASED),
        ),
        (Zone.CAPTION, pl.col("gallery")),
        (Zone.CAPTION, fits(caption, pictures.HEADS) | fits(pl.col("credit"), pictures.TAILS)),
        (Zone.FURNITURE, fits(small, stock.SURE) | fits(pl.col("label"), stock.LIKELY)),
    ]
    told = pl.coalesce("zone", *(pl.when(rule).then(pl.lit(str(zone))) for zone, rule in rules))
    return pieces.with_columns(zone=read.select(told).to_series())


def _read(pieces: pl.DataFrame) -> pl.DataFrame:
    """Return the texts that the patterns read, null where a pattern need not look.

    They are columns because polars would lower or cut an expression anew for every pattern that reads it.
    """
    text, size, late = pl.col("text"), pl.col("chars"), pl.col("back") < _TAIL
    sentence = (size >= _SENTENCE) & text.str.contains(r"\.[\"”’)]*$")
    read = pieces.select(
        "zone",
        late=late,
        sentence=sentence,
        gallery=pl.col("zone").is_null() & text.str.contains(pictures.GALLERY),
        caption=pl.when(pl.col("zone").is_null() & (size <= _CAPTION)).then(text),
    )
    read = read.with_columns(
        short=pl.when(pl.col("caption").str.len_chars() <= _SHORT).then(pl.col("caption")),
        credit=pl.col("caption").str.tail(_CREDIT),
    ).with_columns(small=pl.col("short").fill_null("").str.to_lowercase())
    return read.with_columns(
        late=pl.when("late").then(pl.col("short")),
        last=pl.when("late").then(pl.col("small")),
        label=pl.when(~pl.col("sentence")).then(pl.col("small")),
    )
