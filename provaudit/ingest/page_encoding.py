"""A page's bytes to text: as its transfer, its mark or its `<meta charset>` says, unless the bytes tell otherwise."""

import codecs
import re
from collections.abc import Iterable

from provaudit.ingest.encoding import decode

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_SENT = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 8192
"""Bytes in which the encoding is declared: browsers look at 1,024, and many pages are late (chosen)."""

_NO_CHARSETS = frozenset({"unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined"})
"""Codecs of Python that no page is in."""

_AS_BROWSERS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}
"""What browsers take a declared encoding for (WHATWG Encoding Standard)."""


def page_text(data: bytes, content_type: str | None) -> tuple[str, str | None]:
    """Return a page as text, and a note where bytes had to be replaced. Raise UnreadableError where it is no text."""
    return declared_text(data, content_type, (hit.decode() for hit in _DECLARED.findall(data[:_HEAD])))


def declared_text(data: bytes, content_type: str | None, stated: Iterable[str]) -> tuple[str, str | None]:
    """Return bytes as text by the encoding that their transfer tells, or that they state themselves, and a note.

    Bytes that are valid UTF-8 are UTF-8, whatever is declared; a declared encoding that does not fit is not believed.
    """
    if not data.isascii():
        for encoding in filter(None, map(_known, [*_SENT.findall(content_type or ""), *stated])):
            try:
                data.decode()
            except UnicodeDecodeError:
                try:
                    return data.decode(encoding), None
                except UnicodeDecodeError:
                    continue
    return decode(data)


def _known(name: str) -> str | None:
    """Return the codec of a text encoding; null for what Python does not know, and for UTF-8, which is tried anyway."""
    try:
        "".encode(name)  # a codec that makes no bytes of a text, such as rot13, is none
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return None if found.startswith("utf-") or found in _NO_CHARSETS else _AS_BROWSERS.get(found, found)
