"""What lines that name writers look like, as Rust patterns.

Everything here is data, as in `cues`: further languages are further entries.
"""

from provaudit.zones.patterns import fast

_WORD = r"\p{Lu}[^ \t0-9()/,:;\"“”—–…!?]*"
_NAME = (
    r"\p{Lu}[^ \t0-9,;:!?()|/“”\"]*(?: (?:(?:de|van|von|der|den|al|bin|la|del|di|da|dos|"
    r"el) )?\p{Lu}[^ \t0-9,;:!?()|/“”\"]*)+"
)
_AND = r"(?:,|,? and|,? &|,? y|,? et|,? und|,? e)"
LINE = fast(
    r"^(?i:(?:written |story |words |posted |reported )?by|von|par|por|di|door|av|af|автор:?|από|text:|"
    r"author:|autor:) \p{L}[^!?:]+$",
    rf"^{_NAME}(?:{_AND} {_NAME})? (?:in|à|en|aus|em|a) \p{{Lu}}[^0-9,;:!?()]+$",
    rf"^{_NAME} ?(?:,|\||-|–) ?(?:[^ ,]+ )*(?:Correspondents?|Editor|Reporter|Writers?|Contributor|Staff|"
    rf"Press|"
    r"Reuters|AFP|Bloomberg|AP|TODAY|News|Service|dpa|Agency|Agencies|contributor|columnist|writer|"
    r"reporter)\b.*$",
    r"^\p{Hangul}+ (?:기자|특파원)(?: ?=)?$|^[（(]?(?:记者|記者)[:： ]?[\p{Han} ]+[)）]?$|^\p{Han}+(?:记者|記者)$",
)
"""Lines that name the writer."""

CLOSING = (
    r"^[(\[*_–— ]*(?i:(?:written |story |words |reported |text )?by|von|par|por|di|door|av|af) ?(?:: ?)?"
    rf"{_NAME}(?:{_AND} {_NAME})*[)\]*_ ]*$"
)
"""What names the writer below the text, and nothing else: a word that says so, and whole names."""

STUCK = (
    rf"^((?:By|BY) {_NAME}(?:{_AND} {_NAME})*)"
    r"(?:\s+[-–—|]\s+|\s{2,}|\s+\p{Lu}{2}[^()—]*(?:\([^()]+\) ?[-–—]|—|--))"
)
"""A byline at the head of a paragraph, set off from it by a dash, wide space or a dateline; group 1."""

_WORKERS = (
    r"(?i:staff(?: (?:writers?|reporters?|reports))?|correspondents?|reporters?|writers?|"
    r"(?:news |web |city )?desk|newsroom|(?:news |wire |press )?agencies|(?:news )?wires|newswires|agency reports|"
    r"(?:news|wire|press) (?:services?|reports))"
)
_UNNAMED = rf"(?i:(?:our|the|own|foreign|international|special|local) )*(?:{_WORD} )*{_WORKERS}"
_MAKER = rf"(?:{_UNNAMED}|{_NAME}|{_WORD})"
_SIGNED = rf"^((?i:by|from) (?:{_UNNAMED}(?:{_AND} {_MAKER})*|{_MAKER}(?:{_AND} {_MAKER})*{_AND} {_UNNAMED})"
_POSTED = rf"(?: in {_WORD}(?: {_WORD})*)?"
STAFF = (
    rf"{_SIGNED}{_POSTED}[.:]?)$",
    rf"{_SIGNED}{_POSTED}(?:\.|:|[ \t]*[-–—|]+))[ \t]+[\"“‘']?\p{{Lu}}",
    rf"^((?i:our )?(?:{_WORD} )*(?i:staff|correspondents|reporters)(?:,? and| &) {_UNNAMED}{_POSTED}\.?)$",
)
"""`By our staff and agencies.`: makers without a name, alone or at the head of a paragraph; group 1."""

NAMES = rf"^{_NAME}(?:{_AND} {_NAME})*$"
"""One or several personal names and nothing else."""
