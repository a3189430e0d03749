"""What a page states of itself: in JSON-LD, Open Graph, microdata, `<meta>` and, last, in its own words."""

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from provaudit.ingest import page_jsonld as jsonld
from provaudit.ingest import page_microdata as microdata
from provaudit.ingest.batch import Markup
from provaudit.ingest.links import joined
from provaudit.ingest.page_text import first_line
from provaudit.ingest.page_titles import best_title, fold
from provaudit.ingest.page_words import BY
from provaudit.model import MARKUP

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_AUTHORS = (
    "author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "byl", "cxenseparse:author", "citation_author", "og:article:author", "twitter:data1",
)  # fmt: skip
_DATES = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "parsely-pub-date", "publish-date", "publish_date", "publication_date", "pubdate", "published_time",
    "cxenseparse:recs:publishtime", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date",
    "citation_publication_date", "date", "article.published", "originalpublicationdate", "rnews:datepublished",
)  # fmt: skip
_OUTLETS = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher", "publisher")
_CREDITS = {
    "syndication-source": ("syndication-source",),
    "original-source": ("original-source",),
    "copyright": ("copyright", "dcterms.rightsholder", "dc.rights", "rights", "copyright-holder"),
    "publisher": ("article:publisher", "dc.publisher", "publisher"),
    "isAccessibleForFree": ("article:content_tier", "content_tier"),
    "articleSection": ("article:section",),
}
"""Names of markup, and of the `<meta>` elements that state it."""

_OF_THE_HOUSE = ("publishingPrinciples", "noBylinesPolicy")
"""Names of markup that schema.org has of publishers, too: what the publisher states holds for the article."""

_BYLINES = (
    "[rel~=author]", "[itemprop~=author]", "[class*=byline i] a", "[class*=author i] a", "[class*=byline i]",
    "[class*=author-name i]", "[class*=authorname i]", "[class*=author i]",
)  # fmt: skip
_DATED = (
    "[itemprop~=datePublished]",
    "time[pubdate]",
    "article time[datetime]",
    "main time[datetime]",
    "time[datetime]",
)
_NAME = re.compile(r"^[^\W\d_][^()<>{}|@:/]*$")
_LETTER = re.compile(r"[^\W\d_]")  # a number is the key of a database, and nobody's name
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|2[01])\d\d")
_ADDRESS = re.compile(r"^(?:https?:)?//|^/|@|^www\.")
_SEVERAL = 20  # elements of a kind that are looked at (chosen)
_LONGEST_NAME = 80  # characters of a name (chosen)
_LANGUAGES = ("og:locale", "content-language", "dc.language", "language", "inlanguage")


class Metadata(NamedTuple):
    """What a page states. Names are joined with a comma; a date stands as it was stated."""

    title: str | None
    byline: str | None
    published: str | None
    outlet: str | None
    language: str | None
    url: str | None
    markup: Markup | None


def read_metadata(tree: "LexborHTMLParser", address: str | None) -> Metadata:
    """Return what a page states; `address` is where it was found, if that is known. The tree stays as it is."""
    page = _Page(tree, address)
    canonical = page.link("canonical")
    url = address or canonical or page.meta("og:url") or page.address()
    outlet = page.outlet()
    return Metadata(
        title=page.title(outlet),
        byline=page.byline(outlet),
        published=page.published(),
        outlet=outlet or _host(url),
        language=page.language(),
        url=url,
        markup=list(page.markup(url, canonical)) or None,
    )


class _Page:
    """A page's statements, looked up by name."""

    def __init__(self, tree: "LexborHTMLParser", address: str | None) -> None:
        self.tree = tree
        self.metas: dict[str, list[str]] = {}
        for node in tree.css("meta[content]"):
            have = node.attributes
            name = (
                have.get("property")
                or have.get("name")
                or have.get("itemprop")
                or have.get("http-equiv")
                or ""
            )
            if value := (have.get("content") or "").strip():
                self.metas.setdefault(name.strip().lower(), []).append(unescape(value))
        scripts = [node.text() for node in tree.css("script[type*='ld+json' i]")]
        stated, marked = jsonld.nodes(scripts), microdata.nodes(tree)
        self.nodes = [*stated, *marked]
        self.article = jsonld.article(stated, address or self.link("canonical"), self.meta("og:title"))
        headline = jsonld.text(self.article.get("headline"))
        self.marked = microdata.article(marked, headline, self._titles())

    def meta(self, *names: str) -> str | None:
        """Return the first value of the first of the `<meta>` names that is there."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    def link(self, relation: str) -> str | None:
        """Return the address that a `<link>` names; a relative one by the page's own."""
        node = self.tree.css_first(f"link[rel~={relation}][href]")
        href = (node.attributes.get("href") or "").strip() if node else ""
        return joined(self.meta("og:url"), href) if href else None

    def address(self) -> str | None:
        """Return the address that JSON-LD gives the article, or the page that is mainly about it."""
        stated = (
            jsonld.text(self.article.get(key), self.nodes) for key in ("url", "mainEntityOfPage", "@id")
        )
        return next((one for one in stated if one and one.startswith(("http://", "https://"))), None)

    def _titles(self) -> list[str]:
        headings = self.tree.css("h1, head > title")[:_SEVERAL]
        return [self.meta(*_TITLES) or "", *(node.text() for node in headings)]

    def title(self, outlet: str | None) -> str | None:
        """Return the title."""
        headline, marked = (jsonld.text(node.get("headline")) for node in (self.article, self.marked))
        stated = [unescape(headline) if headline else None, self.meta(*_TITLES)]
        stated = stated if any(stated) else [marked]
        headings = [first_line(node) for node in self.tree.css("h1")[:_SEVERAL]]
        element = self.tree.css_first("head > title")
        return best_title(stated, headings, element.text().strip() if element else None, outlet)

    def byline(self, outlet: str | None) -> str | None:
        """Return the writers' names: of JSON-LD, else of `<meta>`, of microdata, as the page shows them."""
        sources = (
            self._stated_authors(self.article),
            self._meta_authors(),
            self._stated_authors(self.marked),
            self._shown_authors(),
        )
        house: list[str] = []
        for source in sources:
            names = list(dict.fromkeys(source))
            # Pages without an author's field in their system state themselves, and name the writer in the text.
            if names and not (outlet and fold(names[0]) == fold(outlet)):
                return ", ".join(names)
            house = house or names
        return ", ".join(house) or None

    def _stated_authors(self, node: jsonld.Node) -> Iterator[str]:
        for key in ("author", "creator"):
            listed = (unescape(one) for one in jsonld.names(node.get(key), self.nodes))
            found = [BY.sub("", one) for one in listed if not _ADDRESS.search(one)]
            if found:
                yield from found
                return

    def _meta_authors(self) -> Iterator[str]:
        for name in _AUTHORS:
            found = [BY.sub("", value).strip() for value in self.metas.get(name, ())]
            if names := [name for name in found if _NAME.search(name)]:
                yield from names
                return

    def _shown_authors(self) -> Iterator[str]:
        for selector in _BYLINES:
            named = [
                (node, name) for node in self.tree.css(selector)[:_SEVERAL] if (name := _shown_name(node))
            ]
            if named:
                home = _home(named[0][0])  # what stands elsewhere signs a teaser
                yield from (name for node, name in named if _home(node) == home)
                return

    def published(self) -> str | None:
        """Return the date as stated: of JSON-LD, else of `<meta>`, of microdata, of the article's first `<time>`."""
        found = self._dates_of(self.article)
        found += [value for name in _DATES for value in self.metas.get(name, ())[:1]]
        found += self._dates_of(self.marked)
        found = [one for one in found if _YEAR.search(one)]  # 0001-01-01 fills a field that nobody filled
        if not found:
            shown = (_date(node) for selector in _DATED for node in self.tree.css(selector)[:1])
            found += [date for date in shown if date]
        if not found:
            return None
        # A day alone is made out by the hour that another field states for the same day.
        fuller = [one for one in found if one.startswith(found[0]) and len(one) > len(found[0])]
        return (fuller or found)[0].strip()

    @staticmethod
    def _dates_of(node: jsonld.Node) -> list[str]:
        stated = node.get("datePublished")
        return [stated] if isinstance(stated, str) and stated.strip() else []

    def outlet(self) -> str | None:
        """Return the outlet's name: of JSON-LD, else of `<meta>`, else of microdata."""
        return self._publisher(self.article) or self.meta(*_OUTLETS) or self._publisher(self.marked)

    def _publisher(self, node: jsonld.Node) -> str | None:
        for key in ("publisher", "isPartOf"):
            for name in jsonld.names(node.get(key), self.nodes):
                if _LETTER.search(name) and not _ADDRESS.search(name):
                    return unescape(name)
        return None

    def _by_publisher(self, publisher: Any, name: str) -> str | None:
        """Return what the publisher's own node states by this name, be it named by its `@id` alone."""
        listed = publisher if isinstance(publisher, list) else [publisher]
        known = {one["@id"] for one in listed if isinstance(one, dict) and isinstance(one.get("@id"), str)}
        named = (node for node in self.nodes if isinstance(node.get("@id"), str) and node["@id"] in known)
        nodes = (*(one for one in listed if isinstance(one, dict)), *named)
        return next((value for node in nodes if (value := jsonld.text(node.get(name), self.nodes))), None)

    def language(self) -> str | None:
        """Return the language, as stated."""
        root = self.tree.css_first("html")
        have = root.attributes if root else {}
        stated = have.get("lang") or have.get("xml:lang") or ""
        return stated.strip() or jsonld.text(self.article.get("inLanguage")) or self.meta(*_LANGUAGES)

    def markup(self, url: str | None, canonical: str | None) -> Iterator[dict[str, str]]:
        """Yield what else is stated of whose the text is, what it rests on, and who may read it."""
        stated = self.marked | self.article
        for name in MARKUP:
            value = jsonld.text(stated.get(name), self.nodes)
            if value is None and name in _OF_THE_HOUSE:
                value = self._by_publisher(stated.get("publisher"), name)
            if value:
                yield {"name": name, "value": unescape(value)}
        for name, metas in _CREDITS.items():
            if name not in stated and (value := self.meta(*metas)):
                yield {"name": name, "value": value}
        if canonical:
            yield {"name": "canonical", "value": canonical}
            if any(_are_strangers(canonical, home) for home in (url, self.meta("og:url"))):
                yield {"name": "canonical-elsewhere", "value": canonical}


def _shown_name(node: "LexborNode") -> str | None:
    name = BY.sub("", " ".join(node.text(separator=" ").split())).strip(" ,|")
    return name if 0 < len(name) <= _LONGEST_NAME and _NAME.search(name) else None


def _home(node: "LexborNode") -> int:
    """Return the number of the element two steps above."""
    above = node.parent.parent if node.parent and node.parent.parent else node
    return above.mem_id


def _date(node: "LexborNode") -> str | None:
    have = node.attributes
    return (have.get("content") or have.get("datetime") or node.text()).strip()[:_LONGEST_NAME] or None


def _are_strangers(one: str, other: str | None) -> bool:
    """Whether two addresses lie with hosts of which neither is a part of the other."""
    hosts = _host(one), _host(other)
    return None not in hosts and not any(f".{a}".endswith(f".{b}") for a, b in (hosts, hosts[::-1]))


def _host(url: str | None) -> str | None:
    """Return the host of an address, without `www.`; null where it has none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
