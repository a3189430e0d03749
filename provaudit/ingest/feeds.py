"""RSS (0.9x, 1.0, 2.0) and Atom: one article an item; the full text where the feed has it, else the summary."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from email.utils import parsedate
from types import MappingProxyType
from typing import TYPE_CHECKING

from provaudit.ingest.batch import Markup, Problem, Row, Source, UnreadableError
from provaudit.ingest.clean import printable
from provaudit.ingest.dates import ZONES
from provaudit.ingest.fragments import as_html, markup, plain, readable
from provaudit.ingest.links import joined

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROOTS = frozenset({"rss", "RDF", "feed"})
"""Names of the elements that a feed is."""

_ITEMS = frozenset({"item", "entry"})

_PREFIXES = MappingProxyType(
    {
        "http://purl.org/dc/elements/1.1/": "dc:",
        "http://purl.org/dc/terms/": "dcterms:",
        "http://purl.org/rss/1.0/modules/content/": "content:",
        "http://search.yahoo.com/mrss/": "media:",
        "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    }
    | dict.fromkeys(
        (
            "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/",
            "http://my.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        ), "",
    )
)  # fmt: skip
"""Namespaces whose elements are read; any other keeps its address, so that itunes:title is no title."""

NAMESPACES = MappingProxyType(
    {prefix.removesuffix(":"): space for space, prefix in _PREFIXES.items() if prefix}
)
"""What the usual prefixes stand for, where a feed does not say it."""

_XML = "{http://www.w3.org/XML/1998/namespace}"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_EMAIL = re.compile(r"^\S+@\S+\s*\((.+)\)$")
_RFC = re.compile(
    r"\s*(?:[a-z]{3,9}\.?,?\s+)?\d{1,2}\s+[a-z]{3,9}\.?\s+(?P<year>(?:\d\d)?\d\d)(?P<clock>\s+\d{1,2}:\d\d(?P<seconds>:\d\d)?)?"
    r"\s*(?P<zone>[a-z]{1,5}|[+-]\d{4})?\s*$",
    re.IGNORECASE | re.ASCII,
)
_SHORT = 2  # digits of a year that says no century
_MARKED_UP = ("html", "text/html")


@dataclass
class Feed:
    """A feed as its elements go by: what it says of itself, and how many items had no more than a summary."""

    source: Source
    about: dict[str, str] = field(default_factory=dict)
    count: int = 0
    summaries: int = 0
    faults: list[Problem] = field(default_factory=list)

    def take(self, path: Sequence["Element"], element: "Element") -> Iterator[Row]:
        """Yield an item that ends here, and forget it; keep what the feed says of itself."""
        name, above = _name(element.tag), [_name(one.tag) for one in path[:-1]]
        if not _ITEMS.isdisjoint(above):
            return
        if name in _ITEMS:
            self.count += 1
            try:
                yield self._row(_Item(element), path)
            except UnreadableError as error:
                self.faults.append(self.source.problem(str(error), f"item {self.count}"))
            element.clear()
        elif not above or above[-1] in {"channel", *ROOTS}:
            self._keep(name, element)
        elif above[-1] == "author" and name == "name":
            self._keep("author:name", element)

    def _keep(self, name: str, element: "Element") -> None:
        leads = (
            element.get("href") if name == "link" and element.get("rel", "alternate") == "alternate" else None
        )
        if said := (leads or element.text or "").strip():
            self.about.setdefault(name, said)

    def _row(self, item: "_Item", path: Sequence["Element"]) -> Row:
        about = self.about.get
        text = item.content()
        if text is None:
            text = item.summary()
            self.summaries += text is not None
        url = item.link()
        if url and not _SCHEME.match(url):
            url = joined(_base(path, about("link") or self.source.url), url)
        key = printable(url or item.first("guid", "id") or str(self.count), 1000)
        return Row(
            self.source.shown,
            f"{self.source.key}#{key}",
            f"item {self.count}",
            title=plain(item.first("title", "media:title")),
            outlet=plain(about("title")),
            byline=item.byline() or plain(about("author:name")),
            published=_iso(
                item.first("pubDate", "published", "dc:date", "issued", "dcterms:issued", "updated")
            ),
            language=item.first("dc:language", "language")
            or _language(path)
            or about("language")
            or about("dc:language"),
            url=url,
            text=text,
            markup=item.stated(about("copyright") or about("rights") or about("dc:rights")),
        )

    def problems(self) -> Iterator[Problem]:
        """Yield what is worth saying of the feed."""
        yield from self.faults
        if not self.count:
            yield self.source.problem("the feed holds no items")
        if self.summaries:
            many = f"{self.summaries:,} of {self.count:,} items hold" if self.count > 1 else "the item holds"
            yield self.source.problem(f"{many} only a summary, which is audited in place of the article")


@dataclass(frozen=True)
class _Item:
    element: "Element"

    def first(self, *names: str) -> str | None:
        """Return the text of the first of the names that has one."""
        return next(filter(None, (text for name in names for text in self.all(name))), None)

    def all(self, name: str) -> list[str]:
        """Return the texts of all children of a name."""
        return ["".join(child.itertext()).strip() for child in self.element if _name(child.tag) == name]

    def content(self) -> str | None:
        """Return the full text, null where the feed has none."""
        encoded = self.first("content:encoded")
        if encoded:
            return readable(encoded) or None
        return self._construct("content")

    def summary(self) -> str | None:
        """Return the summary, null where the feed has none."""
        return (
            self._construct("summary")
            or readable(self.first("description", "media:description") or "")
            or None
        )

    def _construct(self, name: str) -> str | None:
        """Return the text of an element of Atom, which says itself whether it is plain, HTML or XHTML."""
        for child in self.element:
            if _name(child.tag) == name:
                text = _said(child)
                if text:
                    return text
        return None

    def link(self) -> str | None:
        """Return the address of the article."""
        for child in self.element:
            if (
                _name(child.tag) == "link"
                and child.get("rel", "alternate") == "alternate"
                and child.get("href")
            ):
                return child.get("href")
        guid = next((child for child in self.element if _name(child.tag) == "guid"), None)
        permanent = guid is not None and guid.get("isPermaLink", "true") != "false" and guid.text
        return self.first("feedburner:origLink", "link") or (
            permanent.strip() if permanent and permanent.strip().startswith("http") else None
        )

    def byline(self) -> str | None:
        """Return who wrote it: names, never an address of mail."""
        named = [name for tag in ("dc:creator", "author") for name in self._people(tag)]
        return ", ".join(dict.fromkeys(named)) or None

    def _people(self, tag: str) -> Iterator[str]:
        for child in self.element:
            if _name(child.tag) == tag:
                names = [part.text for part in child if _name(part.tag) == "name"] or [child.text]
                for name in names:
                    bare = plain(_EMAIL.sub(r"\1", (name or "").strip()))
                    if bare and "@" not in bare:
                        yield bare

    def stated(self, rights: str | None) -> Markup | None:
        """Return what the item says of where it comes from."""
        origin = next((child for child in self.element if _name(child.tag) == "source"), None)
        titles = (
            []
            if origin is None
            else [part.text for part in origin if _name(part.tag) == "title"] or [origin.text]
        )
        return markup(
            {
                "syndication-source": [plain(title) for title in titles],
                "isBasedOnUrl": None if origin is None else origin.get("url"),
                "isBasedOn": [plain(one) for one in self.all("dc:source")],
                "publisher": [plain(one) for one in self.all("dc:publisher")],
                "contributor": [
                    plain(one) for one in [*self.all("dc:contributor"), *self.all("contributor")]
                ],
                "copyrightNotice": plain(self.first("rights", "dc:rights", "media:copyright") or rights),
            }
        )


def _iso(stated: str | None) -> str | None:
    """Return a date of RFC 2822 as ISO 8601 has it, as finely as it was stated; any other as it is."""
    found = _RFC.match(stated or "")
    parts = parsedate(f"{stated} {'' if found['clock'] else '00:00'}") if found else None
    if not found or not parts or (parts[0] != int(found["year"]) and len(found["year"]) > _SHORT):
        return stated  # of the year 0001, which programs write that know no date, the library makes 2001
    zone = (found["zone"] or "").lower()
    minutes = (
        ZONES.get(zone) if not zone or zone.isalpha() else int(zone[:-2]) * 60 + int(zone[0] + zone[-2:])
    )
    if zone and minutes is None:  # then only the day is certain, and whoever reads dates knows
        return stated
    try:
        east = timezone(timedelta(minutes=minutes)) if minutes is not None else None
        moment = datetime(*parts[:6], tzinfo=east)
    except ValueError:
        return stated
    if not found["clock"]:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds" if found["seconds"] else "minutes")


def _said(element: "Element") -> str | None:
    kind = element.get("type", "text")
    if kind == "xhtml":
        return readable(as_html(element)) or None
    words = "".join(element.itertext())
    if kind in _MARKED_UP:
        return readable(words) or None
    return words.strip() or None if kind.startswith("text") else None


def _language(path: Sequence["Element"]) -> str | None:
    """Return the language that an element states, or the nearest one around it."""
    return next(filter(None, (one.get(f"{_XML}lang") for one in reversed(path))), None)


def _base(path: Sequence["Element"], site: str | None) -> str | None:
    """Return from where the addresses of an item lead: as xml:base says, else from the site that the feed is of."""
    for one in path:
        if stated := one.get(f"{_XML}base"):
            site = joined(site, stated)
    return site


def _name(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    return _PREFIXES.get(space[1:], f"{space}}}" if space else "") + local
