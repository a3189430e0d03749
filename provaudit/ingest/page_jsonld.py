"""The JSON-LD of a page: its nodes, the one that is the article, and the values in it as text."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

Node = dict[str, Any]

_ARTICLE = re.compile(
    r"(?:article|report|posting|blogpost|newsbrief|claimreview|creativework)$", re.IGNORECASE
)
"""How the types of articles end: NewsArticle, OpinionNewsArticle, ReportageNewsArticle, LiveBlogPosting …"""

_PAGE = re.compile(r"(?:page|videoobject|audioobject|podcastepisode|imagegallery)$", re.IGNORECASE)
"""Types that stand for the article where a page states no other."""

_STRICT_NO_MORE = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_DECODER = json.JSONDecoder(strict=False)  # raw line breaks in strings are common
_DEEPEST = 12
"""Levels that nodes are looked for (chosen; graphs of real pages have four or five)."""

_NAMES = ("name", "headline", "@id", "url", "legalName", "text", "@value")


def nodes(scripts: Sequence[str]) -> list[Node]:
    """Return every object with a type in a page's JSON-LD, outermost first; what is no JSON is passed over."""
    found: list[Node] = []
    for script in scripts:
        level: list[Any] = [_parsed(script)]
        for _ in range(_DEEPEST):
            found.extend(one for one in level if isinstance(one, dict) and "@type" in one)
            level = [child for one in level for child in _children(one)]
    return found


def article(found: Sequence[Node], address: str | None, title: str | None) -> Node:
    """Return the node of the article that the page is about; {} where none is."""
    wanted = [node for node in found if is_article(node)]
    about = [node for node in wanted if _fits(node, address, title)]
    pages = [node for node in found if _is(node, _PAGE) and ("datePublished" in node or "author" in node)]
    return next(iter([*about, *wanted, *pages]), {})


def is_article(node: Node) -> bool:
    """Return whether a node stands for an article, by its type and what it states."""
    return _is(node, _ARTICLE) and ("headline" in node or "datePublished" in node)


def names(value: Any, found: Sequence[Node] = ()) -> list[str]:
    """Return the names in a value: of people or organisations, in a list or alone, here or by reference."""
    listed = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(name for one in listed[:100] if (name := _name(one, found))))


def text(value: Any, found: Sequence[Node] = ()) -> str | None:
    """Return a value as one text, null where it has none: `false` for False, names joined."""
    if isinstance(value, bool):
        return json.dumps(value)
    return ", ".join(names(value, found)) or None


def _parsed(script: str) -> Any:
    bare = _STRICT_NO_MORE.sub("", script).strip().rstrip(";")
    for attempt in (bare, _TRAILING_COMMA.sub(r"\1", bare)):
        try:
            return _DECODER.raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _children(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from (child for child in value.values() if isinstance(child, dict | list))
    elif isinstance(value, list):
        yield from value


def _is(node: Node, types: re.Pattern[str]) -> bool:
    kind = node["@type"]
    stated = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and types.search(one) for one in stated)


def _fits(node: Node, address: str | None, title: str | None) -> bool:
    headline = node.get("headline")
    if title and isinstance(headline, str) and (headline.strip() in title or title in headline):
        return True
    stated = {text(node.get(key)) for key in ("url", "mainEntityOfPage", "@id")} - {None}
    return address is not None and address in stated


def _name(value: Any, found: Sequence[Node]) -> str | None:
    if isinstance(value, dict):
        if "@id" in value and set(value) <= {"@id", "@type"}:
            wanted = value.get("@id")
            value = next(
                (node for node in found if node.get("@id") == wanted and len(node) > len(value)), value
            )
        value = next((value[key] for key in _NAMES if value.get(key)), None)
        if isinstance(value, list | dict):
            value = next(iter(names(value)), None)
    if isinstance(value, bool) or value is None:
        return None
    return str(value).strip() or None if isinstance(value, str | int | float) else None
