"""Article text is hostile: what stands between it and another format's own marks, or a terminal's."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

NAMESPACE = "urn:provaudit:ns:"
"""Where our own terms live: no standard has a word for them. A URN names, it asks no network."""

_OBEYED = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f"
_IN_JSON = re.compile(f"[{_OBEYED}]")
_IN_XML = re.compile(f"[\t\n\r{_OBEYED}]")
_NO_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # XML 1.0 has no way to write them
_WEB = ("http", "https")


def as_json(value: Any) -> str:
    """Return the value as JSON on one line; what a terminal obeys is escaped, and reads back as it was."""
    return harmless(json.dumps(value, ensure_ascii=False, allow_nan=False))


def harmless(written: str) -> str:
    """Return JSON with escapes for what a terminal obeys: it reads back as it was."""
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def items(values: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the values of a JSON list, one a line, as they are made: what stands between its brackets."""
    return listed(map(as_json, values))


def listed(lines: Iterable[str]) -> Iterator[str]:
    """Yield what stands between the brackets of a JSON list whose values are these."""
    return ((",\n" if place else "\n") + line for place, line in enumerate(lines))


def as_xml(text: str) -> str:
    """Return the text as XML's character data or attribute value; what XML cannot hold becomes U+FFFD."""
    marked = escape(_NO_XML.sub("\ufffd", text), {'"': "&quot;"})
    return _IN_XML.sub(lambda found: f"&#{ord(found[0])};", marked)


def urn(kind: str, name: str) -> str:
    """Return the name of one thing of a kind (article, source, agent), which is as unique as `name` is."""
    return f"urn:provaudit:{kind}:{encoded(name)}"


def encoded(name: str) -> str:
    """Return a name with all but letters, digits and `-._~` percent-encoded."""
    return quote(name, safe="", errors="replace")


def web_address(url: str | None) -> str | None:
    """Return an address of the web as it may stand in a link; None for every other (`javascript:`, a path)."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if parts.scheme not in _WEB or not parts.netloc:
        return None
    return quote(url or "", safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
