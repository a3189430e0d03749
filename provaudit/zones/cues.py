"""What credit lines look like, as Rust patterns: dateline, sign-off, source-line.

Everything here is data. No outlet has an entry of its own; agencies appear only where their bare name is the
shape (`(dpa) -`), all others stand in `agencies`. Further languages are further entries. Sources: SIGNALS.md's
catalogue and the pages of many outlets.
"""

import re
from functools import cache

from provaudit.zones.patterns import fast
from provaudit.zones.vocabulary import forms

_WORD = r"\p{Lu}[^ \t0-9()/,:;\"“”—–…!?]*"
_PLACE = rf"{_WORD}(?:(?:[ /]|, ?| de | am | do ){_WORD})*"
_DATE = (
    r"(?:[^ \t0-9,()]{2,14} [0-9]{1,2}|[0-9]{1,2}(?:\.|er|º)?(?: de)?(?: [^ \t0-9,()]{2,14})?)"
    r"(?:,? (?:de )?[0-9]{4})?"
)
_DASH = r"(?:-|–|—|―|_|:|=|\.-|\.–|\.—)"

_REGION = r"(?: ?\[[^\[\]0-9]{2,30}\])?"

DATELINE = (
    rf"^(({_PLACE}){_REGION} ?(?:, ?{_DATE} ?)?(?:\(([^()0-9]+)\)|/([^/()0-9]+)/\.?)((?: ?{_DASH})*) ?)"
)
"""`PLACE [REGION], date (AGENCY) -`: groups are all, place, agency in brackets, agency between slashes, dash."""

DATELINE_BARE = rf"^(({_PLACE})(?: ?, ?{_DATE})?(?: ?—| ?–| ?--| -)(?: ?{_DASH})* ?)"
"""`PLACE, date —` without an agency: groups are all, place."""

DATELINE_OTHER = (
    r"^(\([^()0-9]{2,16}\) ?- ?\p{Lu}+(?: \p{Lu}+)*, ?[0-9]{1,2} \p{Lu}+ ?- ?)",  # (ANSA) - ROMA, 03 GIU -
    r"^(\p{Lu}[^0-9.,()]{2,40}[.,] [0-9]{1,2} [^ 0-9]{3,9} ?(?:/[^/]{2,20}/\.?|[—–-] ?[^.0-9]{2,30}\.) ?)",
    r"^(\p{Lu}[^0-9.,()]{2,40}\. [0-9]{1,2} [^ 0-9]{3,9} \p{Lu}[\p{Lu}.]+(?: ?[—–-] ?|\. ))",
    r"^(\p{Han}+[0-9]{1,2}月[0-9]{1,2}日(?:电|電|讯|訊)(?:[（(][^）)]{1,40}[）)])? ?)",
    r"^([［\[][^］\]]{0,20}[0-9０-９]{1,2}日[^］\]]{0,20}[］\]] ?[-－―—]* ?)",
    r"^(【[^】]{2,36}(?:共同|時事|AFP|ロイター|CNN|電|电)[^】]{0,12}】 ?)",
    r"^([(\[【]?\p{Hangul}+ ?= ?[^ ()=]{2,12}[)\]】] ?(?:[^0-9=()]{2,30}기자 ?=? ?)?)",
    r"^((?:dpa|AFP|APA|KNA|epd|SID|sda|EFE|ANSA)/ )\p{Lu}",  # AFP/ Text
    r"^(\p{Arabic}[\p{Arabic} ]*\([^()]{2,30}\) ?[-–—]+ ?)",
)
"""Datelines of other scripts and orders; group 1 is all of it."""

HOUSE = (
    r"^((?:\p{Lu}[^ \t0-9()]* ){0,3}(?:[0-9]{1,2} )?"
    r"\((?:CNN|CNN Business|CNNMoney|Reuters|AP|AFP|UPI)\) ?(?:-|–|—|_)* ?)"
)
"""`(CNN) --`, `Washington (CNN)`, `Dec 29 (Reuters) -`: without a place, or without a dash; group 1."""

NOT_PLACES = frozenset(
    [
        "UPDATE",
        "UPDATED",
        "BREAKING",
        "BREAKING NEWS",
        "EXCLUSIVE",
        "DEVELOPING",
        "WATCH",
        "VIDEO",
        "PHOTO",
        "PHOTOS",
        "OPINION",
        "ANALYSIS",
        "READ",
        "READ MORE",
        "MORE",
        "LIVE",
        "RELATED",
        "SPOILER",
        "CORRECTION",
        "CLARIFICATION",
        "NOTE",
        "EDITOR'S NOTE",
        "EDITOR’S NOTE",
        "JUST IN",
        "FACT",
        "CLAIM",
        "VERDICT",
        "MYTH",
        "POLL",
        "Q&A",
        "PS",
        "P.S.",
        "SEE ALSO",
        "ALSO",
        "NEW",
        "WARNING",
        "DISCLAIMER",
        "ADVERTISEMENT",
        "LISTEN",
        "TRANSCRIPT",
        "FILE",
        "THE",
        "AND",
        "BUT",
        "NOT",
        "GOP",
        "USA",
        "U.S.",
        "COVID",
        "FBI",
        "CIA",
        "GDP",
        "NATO",
        "HIV",
        "DNA",
        "ISIS",
        "NBA",
        "NFL",
    ]
)
"""Words in capitals before a dash that are no place."""

_MADE = r"(?:reporting|writing|editing|reported|written|edited|compiled|translated|produced)"
_WIRES = r"(?:ians|pti|ani|afp|ap|reuters|uni|xinhua|dpa|bernama|ansa|efe|nan|apa|sda)"
SIGN_OFF_CASED = (
    rf"^[(\[*•–— -]*(?i:(?:additional |with |with additional |further )?{_MADE}(?: and {_MADE})?"
    r"(?: for [^ .!?;:]+(?: [^ .!?;:]+)?)?)(?: by|:) ?(?:[Tt]he )?\p{Lu}"
)
"""`Reporting by Name`, whose capital tells it from a sentence that begins with the same words."""

SIGN_OFF = fast(
    r"^[(\[*–— -]*(?:with|mit|avec|con|com|met) (?:the )?(?:additional |further )?(?:inputs?|files?|"
    r"reporting|assistance|material|informaci[oó]n|informações|datos|les agences|agenc[a-z]+|agences|"
    r"agenzie|wire|reports|text|medewerking)\b(?: by| from| of| der| von| de| da| do|:| services?|"
    r" reports?|\)|\.|$)",
    rf"^[(\[*–— -]*(?:with|avec|mit|con|com|met) (?:l['’]|der |la |las |a |"
    rf"os )?{_WIRES}(?: et {_WIRES})?[.)]*$",
    r"^contribut(?:ing|ed|ors?)(?: by| to this [a-z]+)?: ?\p{L}",
    r"auto-?generated from (?:a |an )?(?:syndicated|agency) feed",
    r"\b(?:story|article|report) has (?:not been edited|been published).*(?:edited|feed|wire|staff)",
    r"^except for the headline\b|^only the headline\b",
    r"^[(\[*•–— -]*(?:this|a version of this) (?:article|story|post|piece|report|essay|column|commentary|"
    r"op-ed)(?: (?:was|is|has|been|also|originally|first|initially|which|by [^.]*))* (?:appeared|published|ran|"
    r"republished|reprinted|reproduced|adapted|syndicated|translated)\b",
    r"\bthis (?:article|story|piece|essay|column|commentary|op-ed) (?:was )?(?:originally|first) "
    r"(?:appeared|published)",
    r"^[(\[*•–— -]*the (?:article|story|post|piece|report|essay|column) (?:was )?(?:originally|first) ",
    r"^[^a-z]*(?:republished|reprinted|reproduced) (?:with|by|from|under)\b",
    r"^[^a-z]*(?:first|originally) (?:published|appeared) (?:by|at|in|on)\b",
    r"^this report by .+ was first published",
    rf"^[-–—]{{1,3}} ?{_WIRES}(?:[ /,].*)?$|^\({_WIRES}(?:/[a-z-]+)?\)\.?$",
    r"^[(\[]?(?:redigiert|bearbeitet|bericht|berichtet|geschrieben) von\b",
    r"^[(\[]?(?:reportage|édité|rédigé|version française|édition|service) (?:de|par|français)\b",
    r"^[(\[]?(?:reporte|reportado|editado|escrito|traducido|información|reportagem|edição|"
    r"tradução)(?: adicional)? (?:de|por)\b",
    r"^[(\[（]?(?:a cura di|redazione|责任编辑[:：]|責任編輯[:：]|编辑[:：]|編輯[:：]|редактор|перевод)",
    r"^[（(](?:完|了)[）)]$",
    r"기자 [a-z0-9_.+-]+@[a-z0-9.-]+$",
)
"""Lines that say who made or supplied the text, in small letters."""

CONTRIBUTED = fast(
    r"\bcontributed (?:reporting )?(?:to|from|in|for) (?:this|the|these) (?:report|story|article|piece|"
    r"post)",
    r"^[^.!?;:]+\bcontributed(?: reporting| research)?(?: from [^.!?;:]+)?\.?$",
    r"^(?:reporting|research) (?:was|were) contributed by\b",
)
"""Lines that say who contributed, in small letters; all hold that word."""

_CREDITS = (
    rf"(?:additional |with |with additional )?{_MADE}(?: and {_MADE})? by|with (?:inputs|files|agency|reporting)|"
    "con información de|com informações|avec|reportage de|édité par|rédigé par|editado por|reporte de|"
    "reportagem de|mit Material|Quelle:|Source:|Fuente:|Fonte:"
)
_SENTENCE_END = r"[.!?…。][\"”’»]* ?"
_HOUSE = r"(?:Agenc[ey]|Agentur|Ag[eê]ncia|Agenzia|News(?:wire)?|Press[e]?|Service|Wire)"
SIGN_OFF_END = (
    rf"(\((?i:{_CREDITS}) [^()]+\)?)$",
    r"([-–—]{2} ?(?:IANS|PTI|ANI)(?:[ /,][^.]*)?)$",
)
"""A sign-off behind the last sentence of a paragraph; group 1 is the sign-off."""

SIGN_OFF_LAST = (
    r"(\((?:AP|AFP|Reuters|PTI|ANI|IANS|dpa|UPI|ANSA|EFE|APA|Xinhua|KNA|epd|sda)(?:[/,][^()]{1,20})?\))$",
    # Whoever is on no list: capitals in brackets behind a sentence, or a name that says what it is.
    rf"{_SENTENCE_END}([(\[]\p{{Lu}}{{2,4}}(?:/\p{{L}}{{1,6}})?[)\]])$",
    rf"{_SENTENCE_END}((?:[(\[]|[-–—]{{1,2}} ?)(?:\p{{Lu}}[\p{{L}}'’&-]* ){{1,3}}{_HOUSE}(?: {_HOUSE})?[)\]]?)$",
)
"""The same, where no prose follows: in mid-article it is a party, a place or an abbreviation; group 1."""

_RIGHTS = fast(
    r"^© ?dpa-infocom\b",
    r"^[^\p{L}\p{N}]*(?:copyright\b|\(c\) ?[0-9]{4}|© ?(?:[0-9]{4}|copyright)|ⓒ|<저작권자)",
    r"\b(?:all rights reserved|alle rechte vorbehalten|tous droits r.serv.s|todos los derechos reservados|"
    r"todos os direitos reservados|tutti i diritti riservati|riproduzione riservata)\b|무단 ?전재|禁止转载|無断転載",
    r"\bthis material may not be published, broadcast\b",
    r"^our standards: the [a-z ]+ trust principles",
)
"""Lines that name a holder of rights, in small letters."""

_OF_PICTURES = frozenset(["credit"])
"""Labels that stand under pictures as often, so that place has to tell."""


@cache
def source_line() -> tuple[str, ...]:
    """Return what lines look like that name a source or a holder of rights, in small letters."""
    labels = {label.lower() for label in forms("source-labels")} - _OF_PICTURES
    return (rf"^[^\p{{L}}\p{{N}}]*(?:{'|'.join(map(re.escape, sorted(labels)))}) ?[:：]", *_RIGHTS)


SOURCE_CASED = r"^SOURCE:? [A-Z][A-Za-z0-9_ .,&'-]+$"
"""The same, where only capitals make it one."""

SENTENCES = r"[a-z0-9]{2}[.!?] \p{Lu}"
"""A sentence that ends inside a line: headlines have none."""
