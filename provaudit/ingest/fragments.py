"""Stretches of HTML that are no page, as feeds and agencies send them, to text."""

from collections.abc import Mapping, Sequence
from html import escape, unescape
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from provaudit.ingest.batch import Markup
from provaudit.ingest.clean import normal, sound
from provaudit.ingest.html import refuse_excess, require_web
from provaudit.ingest.page_text import shown_lines

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_AS_THEY_ARE: Mapping[str, str] = MappingProxyType({})


def readable(markup: str) -> str:
    """Return the text that a browser would show, a blank line between its blocks; "" for none.

    Raises UnreadableError for markup on which the parser would spend minutes.
    """
    require_web()
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 -- an extra, and not needed for --help

    source = normal(sound(markup))
    refuse_excess(source)
    tree = LexborHTMLParser(source)
    return "\n\n".join(line.text for line in shown_lines(tree))


def as_html(element: "Element", names: Mapping[str, str] = _AS_THEY_ARE) -> str:
    """Return an element of XML as HTML without attributes; `names` are those that HTML has for its elements."""
    local = element.tag.rpartition("}")[2]
    name = names.get(local, local)
    inner = "".join(as_html(child, names) + escape(child.tail or "") for child in element)
    return f"<{name}>{escape(element.text or '')}{inner}</{name}>"


def plain(words: str | None) -> str | None:
    """Return a title or a name on one line, without the markup that feeds put even there; null for none."""
    if words and ("<" in words or "&" in words):
        words = readable(words) if "<" in words else unescape(words)
    return " ".join((words or "").split()) or None


def markup(values: Mapping[str, str | Sequence[str | None] | None]) -> Markup | None:
    """Return the names of `model.MARKUP` that have a value, once for each value; null if there are none."""
    listed = ((name, [value] if isinstance(value, str | None) else value) for name, value in values.items())
    pairs = chain.from_iterable(((name, one) for one in dict.fromkeys(some)) for name, some in listed)
    return [{"name": name, "value": sound(one)} for name, one in pairs if one] or None
