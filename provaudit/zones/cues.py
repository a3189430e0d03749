"""What credit lines, captions and posts look like, as Rust patterns by zone; `stock.py` has page furniture.

Everything here is data. No outlet has an entry of its own; agencies appear only where their bare name is the
shape (`(dpa) -`, `/Getty Images`). Further languages are further entries. Sources: SIGNALS.md's catalogue and
the pages of many outlets.

Written for speed over hundreds of megabytes: many small patterns instead of one alternation, counted repeats
only of ASCII classes (Rust unrolls a counted Unicode class into that many large tables), and word boundaries
that know ASCII only (a Unicode one drops the engine to its slowest mode at the first curly quotation mark).
"""


def fast(*patterns: str) -> tuple[str, ...]:
    r"""Return the patterns with ASCII word boundaries for `\b`."""
    return tuple(pattern.replace(r"\b", r"(?-u:\b)") for pattern in patterns)


_WORD = r"\p{Lu}[^ \t0-9()/,:;\"“”—–…!?]*"
_PLACE = rf"{_WORD}(?:(?:[ /]|, ?| de | am | do ){_WORD})*"
_DATE = r"(?:[^ \t0-9,()]{2,14} [0-9]{1,2}|[0-9]{1,2}(?:\.|er|º)?(?: de)?(?: [^ \t0-9,()]{2,14})?)(?:,? (?:de )?[0-9]{4})?"
_DASH = r"(?:-|–|—|―|_|:|=|\.-|\.–|\.—)"

DATELINE = rf"^(({_PLACE}) ?(?:, ?{_DATE} ?)?(?:\(([^()0-9]+)\)|/([^/()0-9]+)/\.?)((?: ?{_DASH})*) ?)"
"""`PLACE, date (AGENCY) -`: groups are all, place, agency in brackets, agency between slashes, dash."""

DATELINE_BARE = rf"^(({_PLACE})(?: ?, ?{_DATE})?(?: ?—| ?–| ?--| -)(?: ?{_DASH})* ?)"
"""`PLACE, date —` without an agency: groups are all, place."""

DATELINE_OTHER = (
    r"^(\([^()0-9]{2,16}\) ?- ?\p{Lu}+(?: \p{Lu}+)*, ?[0-9]{1,2} \p{Lu}+ ?- ?)",  # (ANSA) - ROMA, 03 GIU -
    r"^(\p{Lu}[^0-9.,()]{2,40}[.,] [0-9]{1,2} [^ 0-9]{3,9} ?(?:/[^/]{2,20}/\.?|[—–-] ?[^.0-9]{2,30}\.) ?)",
    r"^(\p{Lu}[^0-9.,()]{2,40}\. [0-9]{1,2} [^ 0-9]{3,9} \p{Lu}[\p{Lu}.]+ ?[—–-] ?)",
    r"^(\p{Han}+[0-9]{1,2}月[0-9]{1,2}日(?:电|電|讯|訊)(?:[（(][^）)]{1,40}[）)])? ?)",
    r"^([［\[][^］\]]{0,20}[0-9０-９]{1,2}日[^］\]]{0,20}[］\]] ?[-－―—]* ?)",
    r"^(【[^】]{2,36}(?:共同|時事|AFP|ロイター|CNN|電|电)[^】]{0,12}】 ?)",
    r"^([(\[【]?\p{Hangul}+ ?= ?[^ ()=]{2,12}[)\]】] ?(?:[^0-9=()]{2,30}기자 ?=? ?)?)",
    r"^(\p{Arabic}[\p{Arabic} ]*\([^()]{2,30}\) ?[-–—]+ ?)",
)
"""Datelines of other scripts and orders; group 1 is all of it."""

HOUSE = r"^((?:\p{Lu}[^ \t0-9()]* ){0,3}\((?:CNN|CNN Business|CNNMoney|Reuters|AP|AFP|UPI)\) ?(?:-|–|—|_)* ?)"
"""`(CNN) --`, `Washington (CNN)`: a dateline without a place, or without a dash; group 1."""

AGENCIES = frozenset(
    [
        "Reuters",
        "Thomson Reuters Foundation",
        "AP",
        "Associated Press",
        "The Associated Press",
        "AFP",
        "dpa",
        "dpa-AFX",
        "DPA",
        "APA",
        "sda",
        "SDA",
        "SID",
        "sid",
        "epd",
        "KNA",
        "EFE",
        "ANSA",
        "Adnkronos",
        "AGI",
        "LaPresse",
        "ITALPRESS",
        "Lusa",
        "Agência Brasil",
        "Europa Press",
        "EUROPA PRESS",
        "TASS",
        "ТАСС",
        "Xinhua",
        "Yonhap",
        "Kyodo",
        "Kyodo News",
        "Jiji",
        "UPI",
        "PTI",
        "ANI",
        "IANS",
        "UNI",
        "PA",
        "PA Media",
        "AAP",
        "CP",
        "Bloomberg",
        "CNN",
        "CNN Business",
        "CNNMoney",
        "CBS",
        "CBS News",
        "NBC",
        "ABC",
        "BBC",
        "RIA",
        "Interfax",
        "Anadolu",
        "AA",
        "PAP",
        "ČTK",
        "CTK",
        "MTI",
        "Belga",
        "ANP",
        "NTB",
        "TT",
        "Ritzau",
        "STT",
        "Sputnik",
        "MENA",
        "SANA",
        "IRNA",
        "NAN",
        "VOA",
        "RNS",
        "JTA",
        "BUSINESS WIRE",
        "Business Wire",
        "GLOBE NEWSWIRE",
        "PRNewswire",
        "Bernama",
        "Antara",
        "WAFA",
    ]
)
"""What may stand in a dateline's brackets after a place in small letters."""

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
SIGN_OFF = fast(
    rf"^[(\[*•–— -]*(?:additional |with |with additional |"
    rf"further )?{_MADE}(?: and {_MADE})?(?: for [^.!?;:]+)?"
    r"(?: by|:) ?\p{L}",
    r"^[(\[*–— -]*(?:with|mit|avec|con|com|met) (?:the )?(?:additional |further )?(?:inputs?|files?|"
    r"reporting|assistance|"
    r"material|informaci[oó]n|informações|datos|les agences|agenc[a-z]+|agences|agenzie|wire|reports|text|"
    r"medewerking)\b"
    r"(?: by| from| of| der| von| de| da| do|:| services?| reports?|\)|\.|$)",
    rf"^[(\[*–— -]*(?:with|avec|mit|con|com|met) (?:l['’]|der |la |las |a |"
    rf"os )?{_WIRES}(?: et {_WIRES})?[.)]*$",
    r"\bcontributed (?:reporting )?(?:to|from|in|for) (?:this|the|these) (?:report|story|article|piece|post)",
    r"^[^.!?;:]+\bcontributed(?: reporting| research)?(?: from [^.!?;:]+)?\.?$",
    r"^(?:reporting|research) (?:was|were) contributed by\b",
    r"^contribut(?:ing|ed|ors?)(?: by| to this [a-z]+)?: ?\p{L}",
    r"auto-?generated from (?:a |an )?(?:syndicated|agency) feed",
    r"\b(?:story|article|report) has (?:not been edited|been published).*(?:edited|feed|wire|staff)",
    r"^except for the headline\b|^only the headline\b",
    r"^[(\[*•–— -]*(?:this|the|a version of this) (?:article|story|post|piece|report|essay|column|"
    r"commentary|op-ed)\b"
    r"[^.]*\b(?:appeared|published|ran|republished|reprinted|reproduced|adapted|syndicated|translated)\b",
    r"^[^a-z]*(?:republished|reprinted|reproduced) (?:with|by|from|under)\b",
    r"^[^a-z]*(?:first|originally) (?:published|appeared) (?:by|at|in|on)\b",
    r"^this report by .+ was first published",
    rf"^[-–—]{{1,3}} ?{_WIRES}(?:[ /,].*)?$|^\({_WIRES}(?:/[a-z-]+)?\)\.?$",
    r"^[(\[]?(?:redigiert|bearbeitet|bericht|berichtet|geschrieben) von\b",
    r"^[(\[]?(?:reportage|édité|rédigé|version française|édition|service) (?:de|par|français)\b",
    r"^[(\[]?(?:reporte|reportado|editado|escrito|traducido|información|reportagem|edição|"
    r"tradução)(?: adicional)? "
    r"(?:de|por)\b",
    r"^[(\[（]?(?:a cura di|redazione|责任编辑[:：]|責任編輯[:：]|编辑[:：]|編輯[:：]|редактор|перевод)|^[（(](?:完|了)[）)]$",
    r"기자 [a-z0-9_.+-]+@[a-z0-9.-]+$",
)
"""Lines that say who made or supplied the text, in small letters."""

SIGN_OFF_END = (
    rf"(\((?i:(?:additional |with |with additional )?{_MADE}(?: and {_MADE})? by|with (?:inputs|files|"
    rf"agency|reporting)|"
    r"con información de|com informações|avec|reportage de|édité par|rédigé par|editado por|reporte de|"
    r"reportagem de|"
    r"mit Material|Quelle:|Source:|Fuente:|Fonte:) [^()]+\)?)$",
    r"([-–—]{2} ?(?:IANS|PTI|ANI)(?:[ /,][^.]*)?)$",
    r"(\((?:AP|AFP|Reuters|PTI|ANI|IANS|dpa|UPI|ANSA|EFE|APA|Xinhua|KNA|epd|sda)(?:[/,][^()]{1,20})?\))$",
)
"""A sign-off behind the last sentence of a paragraph; group 1 is the sign-off."""

SOURCE_LINE = fast(
    r"^[^\p{L}\p{N}]*(?:sources?|quellen?|fuentes?|fontes?|fonti|πηγ(?:ή|ές)|출처|источники?|来源|來源|出典|"
    r"bron(?:nen)?|källa|kilder?|"
    r"źródł[oa]|kaynak|المصدر|zdroj|lähde|forrás|sursa|извор|джерело|מקור) ?[:：]",
    r"^[^\p{L}\p{N}]*(?:copyright\b|\(c\) ?[0-9]{4}|© ?(?:[0-9]{4}|copyright)|ⓒ|<저작권자)",
    r"\b(?:all rights reserved|alle rechte vorbehalten|tous droits r.serv.s|todos los derechos reservados|"
    r"todos os direitos reservados|tutti i diritti riservati|riproduzione riservata)\b|무단 ?전재|禁止转载|無断転載",
    r"\bthis material may not be published, broadcast\b",
    r"^our standards: the [a-z ]+ trust principles",
)
"""Lines that name a source or a holder of rights, in small letters."""

SOURCE_CASED = r"^SOURCE:? [A-Z][A-Za-z0-9_ .,&'-]+$"
"""The same, where only capitals make it one."""

_PHOTO = (
    r"(?:AP Photo|Photo|PHOTO|Photograph|Photos|Foto|Fotos|Bild|Getty|REUTERS|Reuters|via AP|AFP|EPA|"
    r"EPA-EFE|Images|"
    r"Shutterstock|iStock|Alamy|Screenshot|Screengrab|Screen grab|Image|Courtesy|Pool|AP|Archivo|Archiv|"
    r"Credit|Handout)"
)
_STOCK = r"(?:AP|AFP|Reuters|REUTERS|EPA|PA|Getty|Getty Images|Shutterstock|Alamy|iStock|Flickr|Bloomberg|Newscom|Polaris|SIPA)"
GALLERY = r"(?i)hide caption [0-9]+ of [0-9]+|[0-9]+ of [0-9]+ photos: "
"""What only a gallery of pictures says; its captions may run to thousands of characters."""

CAPTION_HEADS = fast(
    r"^(?i:enlarge this image|hide caption|toggle caption|(?:image|media|video|photo) (?:caption|copyright|"
    r"credit|source)|"
    r"media playback is unsupported|play video)",
    r"^CLOSE \p{Lu}|^FILE(?: PHOTO| IMAGE)? ?[-–—:]|^© ?\p{L}[^.]+$",
    r"^(?:prev |next )?Image [0-9]+ of [0-9]+|^Slideshow ?\(|^[0-9]+ of [0-9]+$|^Photos?:|^(?:Photo|Video|"
    r"Image|Foto)s?$",
    r"^(?:Getty|Shutterstock|Alamy|Rex|iStock|AP Photo|REUTERS)(?: Images)?\b[^.]*$",
    r"^(?i:credits?|foto|fotos|bild|imagen|crédit(?: photo)?|immagine|фото) ?:",
)
"""How captions and photo credits begin."""

CAPTION_TAILS = fast(
    rf"[(\[](?:[^()\[\]]*[^A-Za-z()\[\]])?{_PHOTO}(?:[^A-Za-z()\[\]][^()\[\]]*)?[)\]]\.?$",
    r"\bPhotograph(?:er|s)?: ?[^.!?]+$",
    r"\b(?:[Pp]hoto|PHOTO|[Ii]mage|[Pp]icture|[Pp]ic)(?: [Cc]redits?| [Cc]ourtesy| [Ii]llustration)?"
    r"(?:: ?\p{Lu}| by \p{Lu}| courtesy of )[^.!?]+\)?$",
    rf"(?:[/|] ?|\b(?:via|by|courtesy of) ){_STOCK}(?: Photo| Images)?$",
    r"(?:Getty Images|AFP/Getty|Shutterstock(?:\.com)?|Alamy(?: Stock Photo)?|iStock(?:photo)?|AP Photo|"
    r"Zuma Press|ZUMA|"
    r"Press Association Images|AP Images|USA TODAY Sports|(?:REUTERS|AP Photo|AP|EPA)/[^0-9()\[\].]+)\)?\.?$",
    rf"\| ?{_STOCK}\b[^0-9|]*$",
)
"""How they end."""

CAPTION_STUCK = (
    r"^([^\n]*?[(\[](?:[^()\[\]]*[^A-Za-z()\[\]])?(?:AP Photo|Photo|Getty|REUTERS|Photograph|via AP|"
    r"Image)[^()\[\]]*[)\]])"
    r"\s+\p{Lu}[\p{Lu}., ’'-]+(?:\(|—|--)"
)
"""A caption that leaked into the paragraph of the dateline; group 1 is the caption."""

SUMMARY_STUCK = r"^((?:Story|Article|Key) (?:[Hh]ighlights|[Pp]oints|[Tt]akeaways):? )[\p{L}\"“‘]"
"""The label of a page's summary, stuck to its first point; group 1. The points are a standfirst."""

SUMMARY = (
    r"(?i)^(?:(?:story|article|key) )?(?:highlights|key points|takeaways|at a glance|in short|the gist):?$"
)
"""The same label on a line of its own."""

LISTED = r"^(?:[•▪►▶*·‣–—-] ?|[0-9]{1,3}[.):] |[A-Za-z][.)] )\S"
"""An entry of a list inside the prose."""

SENTENCES = r"[a-z0-9]{2}[.!?] \p{Lu}"
"""A sentence that ends inside a line: headlines have none."""

_NAME = (
    r"\p{Lu}[^ \t0-9,;:!?()|/“”\"]*(?: (?:(?:de|van|von|der|den|al|bin|la|del|di|da|dos|el) )?"
    r"\p{Lu}[^ \t0-9,;:!?()|/“”\"]*)+"
)
_AND = r"(?:,|,? and|,? &|,? y|,? et|,? und|,? e)"
BYLINE = fast(
    r"^(?i:(?:written |story |words |posted |reported )?by|von|par|por|di|door|av|af|автор:?|από|text:|"
    r"author:|autor:) "
    r"\p{L}[^!?:]+$",
    rf"^{_NAME}(?:{_AND} {_NAME})? (?:in|à|en|aus|em|a) \p{{Lu}}[^0-9,;:!?()]+$",
    rf"^{_NAME} ?(?:,|\||-|–) ?(?:[^ ,]+ )*(?:Correspondents?|Editor|Reporter|Writers?|Contributor|Staff|"
    rf"Press|"
    r"Reuters|AFP|Bloomberg|AP|TODAY|News|Service|dpa|Agency|Agencies|contributor|columnist|writer|"
    r"reporter)\b.*$",
    r"^\p{Hangul}+ (?:기자|특파원)(?: ?=)?$|^[（(]?(?:记者|記者)[:： ]?[\p{Han} ]+[)）]?$|^\p{Han}+(?:记者|記者)$",
)
"""Lines that name the writer."""

BYLINE_STUCK = (
    rf"^((?:By|BY) {_NAME}(?:{_AND} {_NAME})*)"
    r"(?:\s+[-–—|]\s+|\s{2,}|\s+\p{Lu}{2}[^()—]*(?:\([^()]+\) ?[-–—]|—|--))"
)
"""A byline at the head of a paragraph, set off from it by a dash, wide space or a dateline; group 1."""

NAMES = rf"^{_NAME}(?:{_AND} {_NAME})*$"
"""One or several personal names and nothing else."""

_HANDLE = r"\(@[A-Za-z0-9_]+\)(?:,? on)? ?[A-Z][a-z]+\.? [0-9]{1,2}"
POST_LINK = r"pic\.twitter\.com/[A-Za-z0-9]+"
POST = (rf"(?:—|–|-) ?[^—\n]*{_HANDLE},? [0-9]{{4}}", POST_LINK)
"""An embedded post: its signature, or a picture link that only posts carry."""

POST_SIGNATURE = rf"^(?:(?:—|–|--|-) ?)?[^—\n]+{_HANDLE}(?:,? [0-9]{{4}})?$"
"""A line that is only a post's signature: the post is the paragraph above it."""

SPEAKER = (
    r"^(?:\[?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\]? )?"
    r"(\p{Lu}[\p{Lu}.'’ -]+(?:\([^()]+\))?|\p{Lu}[^ \t0-9:.]+(?: \p{Lu}[^ \t0-9:]*){0,2}|Q|A) ?: ?\S"
)
"""`NAME: text` in a transcript; group 1 is the name."""

INTRODUCES = fast(
    r"(?i)\b(?:statement|said|says|wrote|tweet|tweets|tweeted|posted|reads?|added|adds|continued|continues|"
    r"transcript|letter|"
    r"remarks|follows|following|email|memo|replied|responded|declared|stated|states|message|rebuttal|"
    r"response|answer|"
    r"answered|asked|asks|testified|told|in full|erklärte|schrieb|teilte|sagte|a écrit|a déclaré|escribió|"
    r"dijo|scrive|"
    r"ha scritto|escreveu|disse)\b[^.!?:]*:$"
)[0]
"""A paragraph that announces the words of a person: the next paragraph is quoted."""

EXCERPTS = fast(
    r"(?i)\b(?:story|article|reports?|reported|reporting|column|op-ed|via|excerpts?|piece|blog)\b[^.!?]*:$"
)[0]
"""A paragraph that announces the prose of another outlet: taken over, marked or not, it stays prose."""

RETOLD = r"[\"“”]"
"""What a speaker's words seldom hold, and a reporter's often: quotation marks."""
