"""The microdata of a page, as nodes of the shape that JSON-LD has: properties by name, types without vocabulary."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from provaudit.ingest.page_jsonld import Node, is_article
from provaudit.ingest.page_titles import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST = 2_000
"""Items, and properties, that are read of a page (chosen: articles have some dozens, lists of them hundreds)."""

_LONGEST = 1_000  # characters of a value that stands in the page's text (chosen)
_BODY = "articleBody"  # holds the article, which is read elsewhere

_LINKS = frozenset({"a", "area", "link"})


def nodes(tree: "LexborHTMLParser") -> list[Node]:
    """Return every item with a type, in the order of the page."""
    items: dict[int, Node] = {}
    for node in tree.css("[itemscope]")[:_MOST]:
        have = node.attributes
        kind = (have.get("itemtype") or "").split()
        name = {"@id": have["itemid"]} if have.get("itemid") else {}
        items[node.mem_id] = {"@type": kind[0].rstrip("/").rpartition("/")[2] if kind else ""} | name
    owners: dict[int, Node | None] = {}
    for node in tree.css("[itemprop]")[:_MOST]:
        owner = _owner(node, items, owners)
        inner = items.get(node.mem_id)
        if inner is not None and not set(inner) - {"@type", "@id"}:
            _nameless(node, inner)
        if owner is not None:
            names = (node.attributes.get("itemprop") or "").split()
            value = inner or (True if _BODY in names else _value(node))
            if value and names:
                _add(owner, names, value)
    return [item for item in items.values() if item["@type"]]


def article(found: Sequence[Node], headline: str | None, titles: Sequence[str]) -> Node:
    """Return the item of the page's article, {} where none is: teasers are marked as articles, too.

    `headline` is what the page states elsewhere, and binds; else an item that has one of the page's titles is the
    article, or one that holds a text, or the only one.
    """
    wanted = [item for item in found if is_article(item)]
    titled = [item for item in wanted if _is_called(item, [headline] if headline else titles)]
    bare = [item for item in wanted if _BODY in item or len(wanted) == 1]
    return next(iter(titled if headline else [*titled, *bare]), {})


def _is_called(item: Node, titles: Sequence[str]) -> bool:
    own = fold(str(item.get("headline", "")))
    return bool(own) and any(own in fold(title) for title in titles)


def _owner(node: "LexborNode", items: dict[int, Node], owners: dict[int, Node | None]) -> Node | None:
    """Return the item around an element, which is sought once for each parent."""
    passed: list[int] = []
    found: Node | None = None
    above = node.parent
    while above is not None:
        if above.mem_id in owners:
            found = owners[above.mem_id]
            break
        passed.append(above.mem_id)
        if above.mem_id in items:
            found = items[above.mem_id]
            break
        above = above.parent
    owners |= dict.fromkeys(passed, found)
    return found


def _nameless(node: "LexborNode", item: Node) -> None:
    """Give an item without properties, such as a writer in plain words, its words for a name."""
    if node.css_first("[itemprop]:not([itemscope])") is None and (words := _words(node)):
        item["name"] = words


def _add(owner: Node, names: list[str], value: Any) -> None:
    """Add a value to a property: the second one makes a list of it."""
    for name in names:
        if name not in owner:
            owner[name] = value
        elif isinstance(have := owner[name], list):
            have.append(value)
        else:
            owner[name] = [have, value]


def _value(node: "LexborNode") -> str:
    """Return what a property without an item is: an attribute where its element has one, else its words."""
    have = node.attributes
    stated = have.get("content") or have.get("datetime") or have.get("value")
    if stated is None and node.tag in _LINKS:
        stated = have.get("href")
    return stated.strip() if stated else _words(node)


def _words(node: "LexborNode") -> str:
    return " ".join(node.text(separator=" ").split())[:_LONGEST]
