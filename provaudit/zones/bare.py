"""Labels credits that are nothing but names: a last line `Reuters`, `Text: KNA` or `(kna/ab)`, a first `Reuters Staff`.

By shape alone they are menu entries, and an outlet repeats them under every agency story. So place tells: they
stand alone, right behind the prose, with nothing but furniture below.
"""

import re

import polars as pl

from provaudit.model import Zone
from provaudit.zones import cues
from provaudit.zones.patterns import looked_at
from provaudit.zones.steps import after, before, fill

_SHORT = 40  # characters, chosen: longer lines of names are tags or teasers
_HEAD = 3  # lines, chosen: a credit by name alone stands above or right below the headline
_BEYOND = 3  # lines, chosen: names further below the article's last line are a page's menus
_PROSE = 3  # chosen: under fewer paragraphs a short line is as soon the end of a teaser
_STOPPED = r"[.!?…。！？:;,؟।][\"'”’»«“)\]]*$"

_PLAIN = r"[\p{Lu}\p{Lo}][\p{L}\p{M}0-9'’&]*"  # \p{Lo}: of a script that has no capitals
_NAME = rf"{_PLAIN}(?: {_PLAIN})?(?: {_PLAIN})?"
_KNOWN = (
    r"(?:(?i:(?:news |wire |press )?agenc(?:ies|y)|wire services?|wires|news services|agences|agenturen|agencias|"
    r"agências|agenzie)|Thomson Reuters|REUTERS|"
    + "|".join(re.escape(name) for name in sorted(cues.AGENCIES, key=lambda name: (-len(name), name)))
    + ")"
)
_LABEL = (
    r"(?:(?i:text|texte|texto|testo|tekst|teksti|текст|metin|bericht|meldung|report|story|copy|redaktion|"
    r"text (?:und|&|and|et|y|e) (?:bild(?:er)?|fotos?|images?|photos?)) ?: ?)?"
)
_BY = _LABEL + r"(?:(?i:with|via|by|from|mit|von|avec|par|con|por|com|met) (?:(?i:the) )?)?"
_AND = r"(?: ?[/,|–—-] ?| (?i:and|und|et|y|e|en|&) )"
_OPEN, _CLOSE = r"^[(\[*_–— -]*", r"[)\]*_ ]*$"
_NAMES = rf"{_OPEN}{_BY}(?:{_KNOWN}|{_NAME})(?:{_AND}(?:{_KNOWN}|{_NAME})){{0,2}}{_CLOSE}"
_AGENCIES = rf"{_OPEN}{_BY}{_KNOWN}(?:{_AND}{_KNOWN}){{0,2}}\.?{_CLOSE}"
_INITIALS = (
    r"^(?:[(\[] ?\p{L}{2,6}(?: ?[/+,-] ?\p{L}{1,6}){0,3} ?[)\]]|/ ?\p{L}{2,6} ?/|\p{L}{2,6}(?: ?/ ?\p{L}{1,6}){1,3})"
    r"\.?$"
)
_STAFF = rf"^(?:By )?{_NAME} (?:Staff|Newsroom|Desk)$"
_NO_NAMES = (
    r"(?i)^\W*(?:follow|more|read|related|see|share|subscribe|view|watch) |"
    r"^\W*(?:(?:about|accessibility|account|ads?|advertise|advertisement|advertising|also|anzeige|app|archive|"
    r"articles?|back|business|careers?|categories|category|close|comments?|contact|cookies?|copy|coverage|crime|"
    r"culture|discussion|donate|down|economy|editors?|education|e-?mail|end|ends|entertainment|environment|events|"
    r"facebook|faq|features?|filed|finis|follow|food|for|games?|gallery|health|help|hide|home|in|instagram|jobs|"
    r"keywords?|latest|law|like|linkedin|links?|live|load|local|log|login|mehr|menu|money|more|most|music|national|"
    r"news|newsletters?|next|no|note|notes|now|on|opinion|our|page|photos?|pinterest|politics|popular|posts?|"
    r"previous|print|privacy|promoted|read|reddit|references|register|related|replies|reply|report|reprints?|save|"
    r"science|search|sections?|see|share|sign|sources?|sponsored|sports?|start|stories|story|style|subscribe|tags?|"
    r"teilen|technology|tech|terms|the|themen|this|to|top|topics?|travel|trending|tweet|twitter|under|up|us|video|"
    r"videos|view|watch|weather|werbung|whatsapp|world|write|x|you|youtube)\b\W*)+$"
)
"""Lines that begin as a button does, or whose every word is a page's own: buttons, sections, labels (chosen)."""

_BELOW = [str(zone) for zone in (Zone.FURNITURE, Zone.SOURCE_LINE, Zone.SIGN_OFF, Zone.CAPTION)]


def by_bare_names(pieces: pl.DataFrame, repeated: pl.Series) -> pl.DataFrame:
    """Return the pieces, sign-offs and bylines that are bare names filled in.

    Columns in: LINES and zone. `repeated` says which lines the pile shows to be furniture: of those, only names
    of agencies are credits.
    """
    known_zones = pieces["zone"]
    # `REUTERS` credits a picture as well, but not where prose stands above it.
    caption = (pl.col("zone") == Zone.CAPTION) & (pl.col("chars") <= _SHORT)
    first = caption & (before("zone") != Zone.CAPTION).fill_null(value=True)
    pieces = looked_at(pieces, first, credit=pl.col("text").str.contains(_AGENCIES))
    pieces = pieces.with_columns(zone=pl.when(~pl.col("credit")).then("zone")).drop("credit")
    read = _read(pieces.with_columns(repeated=repeated))
    alone = ~before("bare").fill_null(value=False) & ~after("bare").fill_null(value=False)
    announced = before(pl.col("text").str.ends_with(":")).fill_null(value=False)
    free = read.select(
        known=pl.col("known") & alone & ~announced,
        other=pl.col("bare") & alone & ~announced & ~pl.col("repeated") & pl.col("inside"),
        below=pl.col("below"),
        tail=pl.col("line") > pl.col("close"),
        above=pl.col("above") >= _PROSE,
        head=(pl.col("line") < pl.col("lead")) & (pl.col("ahead") < _HEAD),
        staff=pl.col("staff") & alone,
    )
    near = pieces["inside"] | (pieces["back"] <= _BEYOND)
    last = near & pl.col("tail") & pl.col("above") & (pl.col("known") | (pl.col("other") & pl.col("below")))
    first = pl.col("head") & (pl.col("known") | pl.col("staff"))
    signed = fill(pieces, free.select(last).to_series(), Zone.SIGN_OFF)
    return fill(
        signed.with_columns(zone=pl.coalesce("zone", known_zones)),
        free.select(first).to_series(),
        Zone.BYLINE,
    )


def _read(pieces: pl.DataFrame) -> pl.DataFrame:
    """Add what each line is and where it stands.

    bare, known, staff: names, an agency's, with `Staff` behind; lead, close: first and last line of prose; above:
    paragraphs of prose up to here; below: whether only furniture and credits follow.
    """
    text, own = pl.col("text"), pl.col("zone").is_null()
    prose = (own | (pl.col("zone") == Zone.BODY)) & text.str.contains(_STOPPED) & (pl.col("chars") > _SHORT)
    prose &= ~pl.col("repeated") & pl.col("inside")
    place = pl.when(prose).then(pl.col("line"))
    named = text.str.contains(f"{_NAMES}|{_INITIALS}") & ~text.str.contains(_NO_NAMES)
    shaped = looked_at(
        pieces,
        own & (pl.col("chars") <= _SHORT),
        known=text.str.contains(_AGENCIES),
        staff=text.str.contains(_STAFF),
        named=named,
    ).with_columns(
        prose=prose,
        bare=pl.col("named") | pl.col("known"),
        past=pl.col("zone").is_in(_BELOW).fill_null(value=False) | pl.col("repeated") | ~pl.col("inside"),
        lead=place.min().over("article").fill_null(0),
        close=place.max().over("article").fill_null(pl.col("line").max()),
    )
    open_line = pl.when(~pl.col("past")).then(pl.col("line")).max().over("article")
    return shaped.with_columns(
        above=pl.col("prose").cum_sum().over("article"),
        below=(open_line <= pl.col("line")).fill_null(value=True),
    )
