"""IPTC ninjs (1.x to 3.x, and what Superdesk calls so) to a record with the usual names.

1.x appends roles to its keys (`body_xhtml`, `headline_short`), 2.x lists them (`bodies`, `headlines`), 3.x writes the
same keys in camel case: without their case they are the keys of 2.x.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from provaudit.ingest.batch import Markup, UnreadableError
from provaudit.ingest.clean import printable
from provaudit.ingest.fragments import markup, plain, readable

_CERTAIN = frozenset({"bodies", "versioncreated", "representationtype", "pubstatus", "copyrightholder"})
"""Keys that nothing but ninjs has, beside `uri` (Superdesk: `guid`)."""

_USABLE = "usable"
_MARKED_UP = ("html", "xml", "richtext")


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Return whether a JSON object is a news item in ninjs."""
    keys = {key.lower() for key in record}
    named = bool(keys & {"uri", "guid"})
    return named and (not keys.isdisjoint(_CERTAIN) or any(key.startswith("body_") for key in keys))


def flattened(record: Mapping[str, Any]) -> tuple[dict[str, Any], Markup | None]:
    """Return a news item with the names that columns go by, its own keys behind them, and what else it states.

    Raises UnreadableError for an item that its sender took back, or a body that is no honest markup.
    """
    item = {key.lower(): value for key, value in record.items()}
    status = _string(item.get("pubstatus"))
    if status and status.lower().rpartition(":")[2] != _USABLE:
        raise UnreadableError(f"is {printable(status, 40)}, its sender says (pubstatus), and left out")
    dates = (item.get(key) for key in ("firstcreated", "contentcreated", "versioncreated"))
    name = _string(item.get("uri")) or _string(item.get("guid"))
    fields = {
        "id": name,
        "title": _headline(item),
        "outlet": _outlet(item),
        "byline": _byline(item),
        "published": next(filter(None, map(_string, dates)), None),
        "url": name if name and name.startswith(("http://", "https://")) else None,
        "text": _body(item),
    }
    return {name: value for name, value in fields.items() if value} | _others(record, fields), _markup(item)


def _outlet(item: Mapping[str, Any]) -> str | None:
    """Return who an item is from; where only its sources of information are named, the one that sent more than that."""
    stated = (", ".join(_names(item, key)) for key in ("source", "copyrightholder", "provider"))
    senders = [one for one in _objects(item.get("infosources")) if not _told(one)]
    return next(filter(None, stated), None) or (_named(senders[0]) if len(senders) == 1 else None)


def _told(party: Mapping[str, Any]) -> bool:
    """Whether a source only told something that stands in the item (IPTC's role `originfo`)."""
    return (_string(party.get("role")) or "").lower().endswith("originfo")


def _byline(item: Mapping[str, Any]) -> str | None:
    """Return who wrote an item: as one line has it, or else the lines and persons that are listed."""
    listed = [value for _, value in _written(item, "byline", "bylines")]
    names = dict.fromkeys(_names(item, "by") or listed or _names(item, "byline", "bylines"))
    return ", ".join(names) or None


def _others(record: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what has the usual names already, and what a mapping of the user may name: never an object of ninjs."""
    taken = {*fields, "uri", "guid"}
    return {key: value for key, value in record.items() if key not in taken and isinstance(value, str)}


def _body(item: Mapping[str, Any]) -> str | None:
    """Return the main text: with markup, which has its paragraphs, before the same without."""
    bodies = sorted(_written(item, "body", "bodies"), key=_rank)
    texts = (readable(value) if _is_marked(kind) else value.strip() for kind, value in bodies)
    return next(filter(None, texts), None)


def _rank(body: tuple[str, str]) -> tuple[bool, int]:
    """Order bodies: the main text before a teaser or a caption; HTML, plain text, other markup; else as they stand."""
    kind = body[0]
    return not _is_main(kind), 0 if "html" in kind or "richtext" in kind else 2 if _is_marked(kind) else 1


def _is_main(kind: str) -> bool:
    """Whether a role and type say no other role than the main one."""
    role = next(iter(kind.split()), "main")
    return role in ("main", "text") or "/" in role or _is_marked(role)


def _is_marked(kind: str) -> bool:
    return any(mark in kind for mark in _MARKED_UP)


def _headline(item: Mapping[str, Any]) -> str | None:
    headlines = list(_written(item, "headline", "headlines"))
    main = [value for kind, value in headlines if kind.split()[:1] in ([], ["main"])]
    return plain(next(iter([*main, *(value for _, value in headlines)]), None) or _string(item.get("title")))


def _written(item: Mapping[str, Any], single: str, several: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a kind with its role and type, in lower case: `main text/html`, `xhtml`, "" for neither."""
    if value := _string(item.get(single)):
        yield "", value
    for key, value in item.items():
        if key.startswith(f"{single}_") and (text := _string(value)):
            yield key.removeprefix(f"{single}_"), text
    for one in _objects(item.get(several)):
        if text := _string(one.get("value")):
            yield f"{one.get('role') or ''} {one.get('contenttype') or ''}".strip().lower(), text


def _markup(item: Mapping[str, Any]) -> Markup | None:
    """Return what an item says of where it comes from, under the names of schema.org where those have one."""
    text = {key: _string(value) for key, value in item.items()}
    return markup(
        {
            "provider": _names(item, "provider"),
            "sourceOrganization": _names(item, "infosources", "infosource"),
            "creditText": text.get("creditline"),
            "copyrightHolder": _names(item, "copyrightholder"),
            "copyrightNotice": text.get("copyrightnotice"),
            "usageInfo": text.get("usageterms"),
            "dateline": text.get("dateline"),
            "locationCreated": text.get("located"),
            "genre": _names(item, "genres", "genre"),
            "digitalSourceType": _names(item, "digitalsourcetype"),
        }
    )


def _names(item: Mapping[str, Any], *keys: str) -> list[str]:
    """Return the names of whom or what the keys hold: a text, an object or a list of them, as senders write any."""
    held = (item.get(key) for key in keys)
    each = (one for value in held for one in (value if isinstance(value, list) else [value]))
    return [name for one in each if (name := _named(one))]


def _named(one: Any) -> str | None:
    """Return a text, or the name, literal or address of an object."""
    if not isinstance(one, Mapping):
        return _string(one)
    party = {key.lower(): part for key, part in one.items()}
    return next(filter(None, (_string(party.get(key)) for key in ("name", "literal", "uri"))), None)


def _objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list, their keys in lower case; none for anything else."""
    listed = value if isinstance(value, list) else []
    return [{key.lower(): part for key, part in one.items()} for one in listed if isinstance(one, Mapping)]


def _string(value: Any) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return (value.strip() or None) if isinstance(value, str) else None
