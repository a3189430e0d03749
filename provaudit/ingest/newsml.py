"""NewsML-G2 (2.x, also many items in one message) and the NITF or HTML that its items hold: one article a text item."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from provaudit.ingest.batch import Markup, Problem, Row, Source, UnreadableError
from provaudit.ingest.clean import printable
from provaudit.ingest.fragments import as_html, markup, plain, readable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROOTS = frozenset({"newsItem", "newsMessage", "packageItem"})
"""Names of the elements that such a file is."""

_NITF = MappingProxyType(
    {
        "hl1": "h1", "hl2": "h2", "block": "div", "media": "figure", "media-caption": "figcaption",
        "media-producer": "p", "tagline": "p", "body.content": "div", "body.end": "div", "note": "aside",
    }
)  # fmt: skip
"""Elements of NITF that break a line, and what HTML calls them."""

_LISTED = 5
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_USABLE = "usable"


@dataclass
class Message:
    """A file as its items go by."""

    source: Source
    count: int = 0
    textless: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)

    def take(self, path: Sequence["Element"], element: "Element") -> Iterator[Row]:
        """Yield the item that ends here, if it has a text, and forget it."""
        name = _local(element)
        if name not in ("newsItem", "packageItem") or "newsItem" in map(_local, path[:-1]):
            return
        self.count += 1
        guid = element.get("guid") or str(self.count)
        try:
            text, nitf = _body(element)
        except UnreadableError as error:
            self.faults.append(self.source.problem(str(error), f"item {printable(guid)}"))
            return
        if text is None:
            self.textless.append(f"{printable(guid)} ({_kind(element)})")
        else:
            status = _status(element)
            if status != _USABLE:
                self.held.append(f"{printable(guid)} ({printable(status, 40)})")
            else:
                yield self._row(element, guid, text, nitf)
        element.clear()

    def _row(self, item: "Element", guid: str, text: str, nitf: "Element | None") -> Row:
        language = _at(item, "contentMeta", "language")
        return Row(
            self.source.shown,
            f"{self.source.key}#{printable(guid, 1000)}",
            f"item {self.count}",
            id=item.get("guid"),
            title=_headline(item) or _words(_found(nitf, "hl1")),
            outlet=_name(_at(item, "itemMeta", "provider"))
            or _name(_at(item, "rightsInfo", "copyrightHolder")),
            byline=_byline(item) or _words(_found(nitf, "byline")),
            published=next(filter(None, (_words(_at(item, *path)) for path in _DATES)), None),
            language=(language.get("tag") if language is not None else None) or item.get(_LANG),
            text=text,
            markup=_markup(item, nitf),
        )

    def problems(self) -> Iterator[Problem]:
        """Yield what is worth saying of the file."""
        yield from self.faults
        if not self.count:
            yield self.source.problem("the message holds no news items")
        for what, which in (
            ("hold no text", self.textless),
            ("are not usable, their provider says, and left out", self.held),
        ):
            if which:
                more = f" and {len(which) - _LISTED:,} more" if len(which) > _LISTED else ""
                yield self.source.problem(f"items that {what}: {', '.join(which[:_LISTED])}{more}")


_DATES = (("itemMeta", "firstCreated"), ("contentMeta", "contentCreated"), ("itemMeta", "versionCreated"))
"""When a text was first out: the version that lies here may be a later one (chosen as for pages)."""


def _body(item: "Element") -> tuple[str | None, "Element | None"]:
    """Return an item's text, and the NITF that it stands in, if it does."""
    content = _child(item, "contentSet")
    for inner in content if content is not None else ():
        if _local(inner) == "inlineXML":
            nitf = _found(inner, "nitf")
            text = readable(_article(inner, nitf))
        elif _local(inner) == "inlineData" and not inner.get("encoding"):
            words = "".join(inner.itertext())
            nitf, text = None, readable(words) if "html" in inner.get("contenttype", "") else words.strip()
        else:
            continue
        if text:
            return text, nitf
    return None, None


def _article(inner: "Element", nitf: "Element | None") -> str:
    """Return inline XML as HTML: of NITF what stands below its head, which the fields have."""
    if nitf is None:
        return "".join(as_html(child) for child in inner)
    parts = [part for name in ("body.content", "body.end") if (part := _found(nitf, name)) is not None]
    return "".join(as_html(part, _NITF) for part in parts)


def _markup(item: "Element", nitf: "Element | None") -> Markup | None:
    """Return what an item says of where it comes from, under the names of schema.org where those have one."""
    meta, rights = _child(item, "contentMeta"), _child(item, "rightsInfo")
    return markup(
        {
            "provider": _name(_at(item, "itemMeta", "provider")),
            "sourceOrganization": [_name(one) for one in _children(meta, "infoSource")],
            "creditText": [_words(one) for one in _children(meta, "creditline")],
            "contributor": [_name(one) for one in _children(meta, "contributor")],
            "copyrightHolder": [_name(one) for one in _children(rights, "copyrightHolder")],
            "copyrightNotice": [_words(one) for one in _children(rights, "copyrightNotice")],
            "usageInfo": [_words(one) for one in _children(rights, "usageTerms")],
            "dateline": _words(_child(meta, "dateline")) or _words(_found(nitf, "dateline")),
            "locationCreated": [_name(one) for one in _children(meta, "located")],
            "genre": [_name(one) for one in _children(meta, "genre")],
            "isBasedOn": [one.get("residref") or one.get("href") for one in _links(item)],
        }
    )


def _links(item: "Element") -> list["Element"]:
    """Return an item's links to what it was made from: not to its own earlier versions."""
    links = _children(_child(item, "itemMeta"), "link")
    return [one for one in links if (one.get("rel") or "").rpartition(":")[2] == "derivedFrom"]


def _headline(item: "Element") -> str | None:
    meta = _child(item, "contentMeta")
    listed = _children(meta, "headline")
    main = [one for one in listed if (one.get("role") or "main").endswith("main")]
    return next(filter(None, map(_words, [*main, *listed])), None) or _words(_at(item, "itemMeta", "title"))


def _byline(item: "Element") -> str | None:
    meta = _child(item, "contentMeta")
    written = [_words(one) for one in _children(meta, "by")]
    named = written if any(written) else [_name(one) for one in _children(meta, "creator")]
    return ", ".join(filter(None, named)) or None


def _kind(item: "Element") -> str:
    return printable(_code(_at(item, "itemMeta", "itemClass")) or _local(item), 40)


def _name(element: "Element | None") -> str | None:
    """Return the name of a party or a place, else what stands for it."""
    if element is None:
        return None
    return (
        _words(_child(element, "name"))
        or element.get("literal")
        or _code(element)
        or plain(element.text)
        or element.get("uri")
    )


def _code(element: "Element | None") -> str | None:
    """Return a code without its scheme: qcode="stat:usable" is "usable"."""
    code = element.get("qcode") if element is not None else None
    return code.rpartition(":")[2] if code else None


def _status(item: "Element") -> str:
    """Return whether an item may be used, as a code or as the end of an address (`…/pubstatusg2/usable`)."""
    stated = _at(item, "itemMeta", "pubStatus")
    uri = stated.get("uri") if stated is not None else None
    return _code(stated) or (uri or "").rstrip("/").rpartition("/")[2] or _USABLE


def _words(element: "Element | None") -> str | None:
    return None if element is None else plain(" ".join(element.itertext()))


def _local(element: "Element") -> str:
    return element.tag.rpartition("}")[2]


def _children(element: "Element | None", name: str) -> list["Element"]:
    return [] if element is None else [child for child in element if _local(child) == name]


def _child(element: "Element | None", name: str) -> "Element | None":
    return next(iter(_children(element, name)), None)


def _at(element: "Element", *path: str) -> "Element | None":
    found: Element | None = element
    for name in path:
        found = _child(found, name)
    return found


def _found(element: "Element | None", name: str) -> "Element | None":
    """Return the first element of a name at any depth."""
    return None if element is None else next((one for one in element.iter() if _local(one) == name), None)
