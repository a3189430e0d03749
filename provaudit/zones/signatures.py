"""What lines look like that are nothing but names, as Rust patterns: `Reuters`, `(AP/dpa)`, `Text: KNA`, `Ada Quill`.

Data, like `cues`, but for the agencies' names: so many would take long to compile, so lines are taken apart.
"""

from functools import partial

import polars as pl

from provaudit.zones import agencies

_PLAIN = r"[\p{Lu}\p{Lo}][\p{L}\p{M}0-9'’&]*"  # \p{Lo}: of a script that has no capitals
_NAME = rf"{_PLAIN}(?: {_PLAIN})?(?: {_PLAIN})?"
_LABEL = (
    r"(?i:door|text|texte|texto|testo|tekst|teksti|текст|metin|bericht|meldung|report|story|copy|redaktion|credit|"
    r"text (?:und|&|and|et|y|e) (?:bild(?:er)?|fotos?|images?|photos?)) ?[:：] ?"
)
_RIGHTS = r"(?:©|\([cC]\)|(?i:copyright) ?(?:©|\([cC]\))?) ?"
_WITH = r"(?i:with|via|by|from|mit|von|avec|par|con|por|com|met|source) (?:(?i:the) |l['’])?"
_SMALL = r"(?:de|da|do|du|la|le|les|el|los|der|die|das|et|y|e|und|of|the|web|[dl]['’][^ .!?:;,]*)"
_HOUSE_WITH = (
    rf"(?:[\p{{L}}0-9][^ .!?:;,]*(?: (?:{_SMALL}|[\p{{Lu}}0-9][^ .!?:;,]*))* (?:with|mit|avec|con|com|met) "
    r"(?:l['’])?)"
)
_DESK = r"\p{Ll}{2,5} ?/ ?"  # a desk or a writer in small letters: photographers have a capital
_LEAD = rf"^[(\[（【*_–— -]*(?:{_LABEL})?(?:{_WITH})?"
_LEAD_KNOWN = rf"^(?:{_RIGHTS}|[(\[（【*/_–— -])*(?:{_LABEL})?(?:{_WITH}|{_HOUSE_WITH})?"
_TAIL = r"[)\]）】*_ ]*$"
_TAIL_KNOWN = rf"(?: ?/ ?\p{{L}}\p{{L}}?\p{{L}}?)?(?:,? (?:19|20)[0-9]{{2}})?\.?{_TAIL}"
_AND = r" ?[/,|–—-] ?| (?i:and|und|et|y|e|en|&) "
_MOST = 3  # chosen: more names in a row are tags

_INITIALS = (
    r"^(?:[(\[] ?\p{L}{2,6}(?: ?[/+,-] ?\p{L}{1,6}){0,3} ?[)\]]|/ ?\p{L}{2,6} ?/|\p{L}{2,6}(?: ?/ ?\p{L}{1,6}){1,3})"
    r"\.?$"
)

STAFF = rf"^(?:By )?{_NAME} (?:Staff|Newsroom|Desk)$"

_NO_NAMES = (
    r"(?i)^\W*(?:follow|more|read|related|see|share|subscribe|view|watch) |"
    r"^\W*(?:(?:about|accessibility|account|ads?|advertise|advertisement|advertising|also|anzeige|app|archive|"
    r"articles?|back|business|careers?|categories|category|close|comments?|contact|cookies?|copy|coverage|crime|"
    r"culture|discussion|donate|down|economy|editors?|education|e-?mail|end|ends|entertainment|environment|events|"
    r"facebook|faq|features?|filed|finis|follow|food|for|games?|gallery|health|help|hide|home|in|instagram|jobs|"
    r"keywords?|latest|law|like|linkedin|links?|live|load|local|log|login|map|mehr|menu|money|more|most|music|"
    r"national|news|newsletters?|next|no|note|notes|now|on|opinion|our|page|photos?|pinterest|politics|popular|posts?|"
    r"previous|print|privacy|promoted|read|reddit|references|register|related|replies|reply|report|reprints?|save|"
    r"science|search|sections?|see|share|sign|sources?|spa|sponsored|sports?|start|stories|story|style|subscribe|"
    r"tags?|tap|teilen|technology|tech|terms|the|themen|this|to|top|topics?|travel|trending|tweet|twitter|under|up|us|video|"
    r"videos|view|watch|weather|werbung|whatsapp|world|write|x|you|youtube)\b\W*)+$"
)
RIGHTS = rf"^[(\[* ]*(?:{_RIGHTS}|(?i:credit) ?[:：])"
"""How a line begins that names the holder of rights: under a picture it is the picture's."""

SET_OFF = rf"^(?:[(\[（【/–—-]|{_RIGHTS}|{_DESK}|(?i:source|with|via|mit|avec|con|com|met) |{_LABEL})"
"""How a name begins that no menu, tag or teaser shows so."""


def names_agencies(line: pl.Expr, more: frozenset[str] = agencies.SHIPPED) -> pl.Expr:
    """Return whether a line is nothing but agencies' names, an outlet beside them or none: `dpa/Courier`."""
    known = partial(agencies.known, more=more)
    named = line.str.replace(_LEAD_KNOWN, "")
    core = named.str.replace(_TAIL_KNOWN, "")
    # Whole first, since `Thomson/Reuters` and `dpa-AFX` are one name.
    desk = known(core.str.extract(rf"^([^/]+)/{_NAME}$"))
    return (
        known(core)
        | known(core + ".")
        | desk.fill_null(value=False)
        | known(named.str.replace(rf"^{_DESK}", "").str.replace(_TAIL_KNOWN, ""))
        | _all_are(core, known(pl.element()))
    )


def names_anybody(line: pl.Expr) -> pl.Expr:
    """Return whether a line is nothing but names or a desk's initials."""
    core = line.str.replace(_LEAD, "").str.replace(_TAIL, "")
    named = _all_are(core, agencies.known(pl.element()) | pl.element().str.contains(rf"^{_NAME}$"))
    return (named | line.str.contains(_INITIALS)) & ~is_button(line)


def is_button(line: pl.Expr) -> pl.Expr:
    """Return whether a line begins as a button does, or each of its words is a page's own (chosen)."""
    return line.str.contains(_NO_NAMES)


def _all_are(names: pl.Expr, test: pl.Expr) -> pl.Expr:
    parts = names.str.replace_all(_AND, "\n").str.split("\n")
    return (parts.list.len() <= _MOST) & parts.list.eval(test).list.all()
