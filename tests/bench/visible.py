"""The credit, source and paywall lines of a page as another parser sees them: a check that none is lost on the way."""

import html
import re
from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.etree import _Element

_NAMES = """address article aside blockquote body button caption dd div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hr html label legend li main nav ol p pre section summary table tbody tfoot thead tr ul"""
_BLOCKS = frozenset(_NAMES.split())
_HIDDEN = """script style noscript template svg math canvas iframe object audio video head select datalist textarea"""
_UNSHOWN = frozenset(_HIDDEN.split())
_LONGEST = 300  # characters: a longer line is prose (chosen)
_CREDIT = re.compile(
    r"""\((?:AP|Reuters|AFP|dpa|PTI|IANS|ANI|UPI|CNN)\)|^(?:additional\s)?(?:reporting|writing|editing)\sby
    |^(?:with\s)?(?:files|inputs?|reporting)\sfrom|contributed\sto\sthis\s(?:report|story|article)
    |^(?:source|quelle|fuente|fonte)s?:|^(?:by|von|par|por)\s[A-Z]|first\s(?:published|appeared)|originally\s(?:published
    |appeared)|republished|©|\(c\)\s?\d{4}|copyright|all\srights\sreserved|may\snot\sbe\spublished
    |(?:photo|image|picture|credit)s?(?:\sby)?:|getty\simages|via\s(?:AP|Reuters|Getty)|trust\sprinciples
    |subscribe|subscriber|already\sa\s(?:member|subscriber)|sign\sin\sto|log\sin\sto|create\s(?:a|your)\s(?:free\s)?account
    |to\scontinue\sreading|register\s(?:to|for)|this\sarticle\sis\sfor""",
    re.IGNORECASE | re.VERBOSE,
)


def credit_lines(data: bytes) -> list[str]:
    """Return the shown lines of a page that are worded like a credit, a source, a right or a wall."""
    text = data.decode("utf-8", "replace")
    body = lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8")).find(
        "body"
    )
    if body is None:
        return []
    return [line for line in _lines(body) if len(line) <= _LONGEST and _CREDIT.search(line)]


def squeezed(text: str) -> str:
    """Return the letters and digits of a text in small letters."""
    return re.sub(r"[\W_]+", "", html.unescape(text)).casefold()


def _lines(body: _Element) -> Iterator[str]:
    words: list[str] = []
    for sign in _texts(body):
        if sign is not None:
            words.append(sign)
        elif words:
            yield " ".join("".join(words).split())
            words.clear()
    yield " ".join("".join(words).split())


def _texts(node: _Element) -> Iterator[str | None]:
    """Yield the shown texts of a tree, and None where a line ends."""
    tag = node.tag if isinstance(node.tag, str) else "script"  # a comment
    shown = tag not in _UNSHOWN and "hidden" not in node.attrib
    shown &= "display:none" not in (node.get("style") or "").replace(" ", "").lower()
    ends = tag in _BLOCKS or tag == "br"
    if shown:
        if ends:
            yield None
        yield node.text or ""
        for child in node:
            yield from _texts(child)
        if ends:
            yield None
    yield node.tail or ""
