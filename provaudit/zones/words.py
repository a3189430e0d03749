"""Labels what the words alone tell, wherever it stands: source-line, sign-off, caption, furniture."""

import polars as pl

from provaudit.model import Zone
from provaudit.zones import cues, pictures, stock
from provaudit.zones.patterns import fits, looked_at

_SHORT = 420  # characters: credits and stock phrases are looked for in shorter lines only
_CREDIT = 160  # characters: the longest photo credit
_ENDED = r"[^)\]][.!?][\"”’]*$"
_TAIL = 40  # lines from the end: comments and menus may follow a sign-off
_OPENING = 160  # characters in which a long line must say that it is furniture; chosen
_SENTENCE = (
    100  # characters: a line as long that ends with a full stop may be prose, so it takes stronger proof
)


def by_words(pieces: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces, `zone` filled where it was null and the words tell.

    Columns in: zone, back, chars, text.
    """
    read = _credits(_pictures(pieces.select("zone", "back", "chars", "text")))
    rules = [
        (Zone.FURNITURE, "ruled"),
        (Zone.SOURCE_LINE, "source"),
        (Zone.SIGN_OFF, "signed"),
        (Zone.CAPTION, "pictured"),
        (Zone.FURNITURE, "stock"),
    ]
    told = pl.coalesce("zone", *(pl.when(rule).then(pl.lit(str(zone))) for zone, rule in rules))
    return pieces.with_columns(zone=read.select(told).to_series())


def _pictures(pieces: pl.DataFrame) -> pl.DataFrame:
    """Add `ruled` (a rule across the page) and `pictured` (a caption or a photo credit)."""
    text, free = pl.col("text"), pl.col("zone").is_null()
    credit = text.str.tail(_CREDIT)
    short = free & (pl.col("chars") <= pictures.LONGEST)
    read = looked_at(
        pieces,
        short,
        ruled=text.str.contains(stock.RULE_LINE),
        heads=fits(text, pictures.HEADS),
        tails=fits(credit, pictures.TAILS),
        ended=text.str.contains(_ENDED),
    )
    read = looked_at(read, short & ~pl.col("ended"), opened=fits(credit, pictures.TAILS_OPEN))
    barred = text.str.contains("|", literal=True)
    read = looked_at(read, short & barred, barred=credit.str.contains(pictures.TAIL_BARRED))
    named = text.str.contains(pictures.NAMED_HINT)
    read = looked_at(read, short & named, named=credit.str.contains(pictures.TAIL_NAMED))
    hinted = free & text.str.contains(pictures.GALLERY_HINT)
    read = looked_at(read, hinted, gallery=text.str.contains(pictures.GALLERY))
    return read.with_columns(
        pictured=pl.any_horizontal("heads", "tails", "opened", "barred", "named", "gallery")
    )


def _credits(pieces: pl.DataFrame) -> pl.DataFrame:
    """Add `source`, `signed` and `stock`: lines that are a source-line, a sign-off, a phrase of furniture."""
    text, small = pl.col("text"), pl.col("small")
    short = pl.col("zone").is_null() & (pl.col("chars") <= _SHORT)
    # A column, because polars would lower the text anew for every pattern that reads it.
    read = looked_at(pieces, short, small=text.str.to_lowercase())
    sentence = (pl.col("chars") >= _SENTENCE) & text.str.contains(r"\.[\"”’)]*$")
    read = looked_at(
        read,
        short,
        source=fits(small, cues.source_line()) | text.str.contains(cues.SOURCE_CASED),
        sure=fits(small, stock.SURE),
        hinted=small.str.contains(stock.POLICY_HINT),
        label=~sentence,
    )
    late = short & (pl.col("back") < _TAIL)
    read = looked_at(read, late, signed=fits(small, cues.SIGN_OFF) | text.str.contains(cues.SIGN_OFF_CASED))
    contributed = late & small.str.contains("contributed", literal=True)
    read = looked_at(read, contributed, helped=fits(small, cues.CONTRIBUTED))
    read = looked_at(read, pl.col("hinted"), policy=small.str.contains(stock.POLICY))
    read = _forms(looked_at(read, pl.col("label"), likely=fits(small, stock.LIKELY)))
    return read.with_columns(
        pl.col("signed") | pl.col("helped"), stock=pl.any_horizontal("sure", "policy", "likely", "form")
    )


def _forms(pieces: pl.DataFrame) -> pl.DataFrame:
    """Add `form`: a longer line that is furniture from its first words to its last, as sign-up forms are.

    The list of countries in such a form would be the longest run that its readers' pages share.
    """
    long, text = pl.col("zone").is_null() & (pl.col("chars") > _SHORT), pl.col("text")
    read = looked_at(pieces, long, opens=fits(text.str.slice(0, _OPENING).str.to_lowercase(), stock.SURE))
    end = text.str.tail(_SHORT).str.to_lowercase()
    closes = fits(end, stock.INSIDE) | (end.str.contains(stock.POLICY_HINT) & end.str.contains(stock.POLICY))
    return looked_at(read, pl.col("opens"), form=closes)
