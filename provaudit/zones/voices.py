"""How a page shows the words of others without quotation marks, as Rust patterns: posts, transcripts, blocks."""

from provaudit.zones.patterns import fast

_HANDLE = r"\(@[A-Za-z0-9_]+\)(?:,? on)? ?[A-Z][a-z]+\.? [0-9]{1,2}"
POST_HINT = r"\(@|pic\.twitter\.com/"
POST_LINK = r"pic\.twitter\.com/[A-Za-z0-9]+"
POST = (rf"(?:—|–|-) ?[^—\n]*{_HANDLE},? [0-9]{{4}}", POST_LINK)
"""An embedded post: its signature, or a picture link that only posts carry."""

POST_SIGNATURE = rf"^(?:(?:—|–|--|-) ?)?[^—\n]+{_HANDLE}(?:,? [0-9]{{4}})?$"
"""A line that is only a post's signature: the post is the paragraph above it."""

SPEAKER = (
    r"^(?:\[?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\]? )?(\p{Lu}[\p{Lu}.'’ -]+(?:\([^()]+\))?|"
    r"\p{Lu}[^ \t0-9:.]+(?: \p{Lu}[^ \t0-9:]*){0,2}|Q|A) ?: ?\S"
)
"""`NAME: text` in a transcript; group 1 is the name."""

INTRODUCES = fast(
    r"(?i)\b(?:statement|said|says|wrote|tweet|tweets|tweeted|posted|reads?|added|adds|continued|"
    r"continues|transcript|letter|remarks|follows|following|email|memo|replied|responded|declared|stated|"
    r"states|message|rebuttal|response|answer|answered|asked|asks|testified|told|in full|erklärte|schrieb|"
    r"teilte|sagte|a écrit|a déclaré|escribió|dijo|scrive|ha scritto|escreveu|disse)\b[^.!?:]*:$"
)[0]
"""A paragraph that announces the words of a person: the next paragraph is quoted."""

EXCERPTS = fast(
    r"(?i)\b(?:story|article|reports?|reported|reporting|column|op-ed|via|excerpts?|piece|blog)\b[^.!?]*:$"
)[0]
"""A paragraph that announces the prose of another outlet: taken over, marked or not, it stays prose."""

RETOLD = r"[\"“”]"
"""What a speaker's words seldom hold, and a reporter's often: quotation marks."""
