"""Labels credits that are nothing but names: a last line `Reuters`, `Text: KNA` or `(kna/ab)`, a first `Reuters Staff`.

By shape alone they are menu entries, and an outlet repeats them under every agency story. So place tells: they
stand alone, right behind the prose, with nothing but furniture below.
"""

import polars as pl

from provaudit.model import Zone
from provaudit.zones import bylines, signatures
from provaudit.zones.agencies import SHIPPED
from provaudit.zones.patterns import looked_at
from provaudit.zones.steps import after, before, fill

_SHORT = 40  # characters, chosen: longer lines of names are tags or teasers
_LONG = 70  # characters: the longest name of an agency, with an outlet's before it or a year behind
_HEAD = 3  # lines, chosen: a credit by name alone stands above or right below the headline
_BEYOND = 3  # lines, chosen: names further below the article's last line are a page's menus
_PROSE = 3  # chosen: under fewer paragraphs a short line is as soon the end of a teaser
_BRIEF = 200  # characters of prose, chosen: teasers are shorter
_STOPPED = r"[.!?…。！？:;,؟।][\"'”’»«“)\]]*$"

_BELOW = [str(zone) for zone in (Zone.FURNITURE, Zone.SOURCE_LINE, Zone.SIGN_OFF, Zone.CAPTION)]


def by_bare_names(
    pieces: pl.DataFrame, repeated: pl.Series, agencies: frozenset[str] = SHIPPED
) -> pl.DataFrame:
    """Return the pieces, sign-offs, source lines and bylines that are bare names filled in.

    Columns in: LINES and zone. `repeated` says which lines the pile shows to be furniture: of those, only names
    of agencies are credits. `agencies` are names beyond those that ship.
    """
    known_zones = pieces["zone"]
    # `REUTERS` or `© AFP` credits a picture as well, but not where prose stands above it.
    caption = (pl.col("zone") == Zone.CAPTION) & (pl.col("chars") <= _LONG)
    first = caption & (before("zone") != Zone.CAPTION).fill_null(value=True)
    pieces = looked_at(pieces, first, credit=signatures.names_agencies(pl.col("text"), agencies))
    pieces = pieces.with_columns(zone=pl.when(~pl.col("credit")).then("zone")).drop("credit")
    read = _read(pieces.with_columns(repeated=repeated), agencies).with_columns(
        alone=~before("bare").fill_null(value=False) & ~after("bare").fill_null(value=False)
    )
    announced = before(pl.col("text").str.ends_with(":")).fill_null(value=False)
    behind = before(pl.col("prose") | pl.col("zone").is_in(_BELOW)).fill_null(value=False)
    free = read.select(
        "rights",
        known=pl.col("known") & pl.col("alone") & ~announced & _enough(behind),
        other=pl.col("named") & pl.col("alone") & ~announced & ~pl.col("repeated") & pl.col("inside"),
        below=pl.col("below") & (pl.col("above") >= _PROSE),
        tail=(pl.col("line") > pl.col("close")) & (pl.col("inside") | (pl.col("back") <= _BEYOND)),
        head=(pl.col("line") < pl.col("lead")) & (pl.col("ahead") < _HEAD),
        signs=(pl.col("known") & ~announced | pl.col("staff")) & pl.col("alone"),
    )
    held = free.select(pl.col("tail") & pl.col("known") & pl.col("rights")).to_series()
    last = free.select(pl.col("tail") & (pl.col("known") | (pl.col("other") & pl.col("below")))).to_series()
    signed = fill(fill(pieces, held, Zone.SOURCE_LINE), last, Zone.SIGN_OFF)
    return fill(
        signed.with_columns(zone=pl.coalesce("zone", known_zones)),
        free.select(pl.col("head") & pl.col("signs")).to_series(),
        Zone.BYLINE,
    )


def _enough(behind: pl.Expr) -> pl.Expr:
    """Whether so much prose stands above an agency's name, and so little below, that it credits that prose.

    A holder of rights stands right `behind` it: anywhere else there may be a picture.
    """
    brief = (pl.col("above") > 0) & (pl.col("set_off") | (pl.col("letters") >= _BRIEF)) & pl.col("below")
    plain = (pl.col("above") >= _PROSE) | brief
    return pl.when("rights").then(brief & behind).otherwise(plain)


def _read(pieces: pl.DataFrame, agencies: frozenset[str]) -> pl.DataFrame:
    """Add what each line is and where it stands.

    bare, known, staff: names, an agency's, with `Staff` behind; rights, set_off: how it begins; lead, close: first and
    last line of prose; above, letters: paragraphs and characters of prose up to here; below: whether only furniture
    and credits follow.
    """
    text, own = pl.col("text"), pl.col("zone").is_null()
    prose = (own | (pl.col("zone") == Zone.BODY)) & text.str.contains(_STOPPED) & (pl.col("chars") > _SHORT)
    prose &= ~pl.col("repeated") & pl.col("inside")
    place = pl.when("prose").then(pl.col("line"))
    shaped = pieces.with_columns(prose=prose).with_columns(
        past=pl.col("zone").is_in(_BELOW).fill_null(value=False) | pl.col("repeated") | ~pl.col("inside"),
        lead=place.min().over("article").fill_null(0),
        close=place.max().over("article").fill_null(pl.col("line").max()),
    )
    # What stands amid the prose signs nothing, whatever it is.
    around = own & ((pl.col("line") < pl.col("lead")) | (pl.col("line") > pl.col("close")))
    set_off = text.str.contains(signatures.SET_OFF)
    known = signatures.names_agencies(text, agencies) & (set_off | ~signatures.is_button(text))
    shaped = looked_at(shaped, around & (pl.col("chars") <= _LONG), known=known)
    shaped = looked_at(
        shaped,
        around & (pl.col("chars") <= _SHORT),
        staff=text.str.contains(signatures.STAFF),
        named=signatures.names_anybody(text) & ~text.str.contains(bylines.CLOSING),  # that says who wrote it
    )
    shaped = looked_at(shaped, pl.col("known"), rights=text.str.contains(signatures.RIGHTS), set_off=set_off)
    shaped = shaped.with_columns(bare=pl.col("named") | pl.col("known"))
    open_line = pl.when(~pl.col("past")).then(pl.col("line")).max().over("article")
    return shaped.with_columns(
        above=pl.col("prose").cum_sum().over("article"),
        letters=pl.when("prose").then("chars").otherwise(0).cum_sum().over("article"),
        below=(open_line <= pl.col("line")).fill_null(value=True),
    )
