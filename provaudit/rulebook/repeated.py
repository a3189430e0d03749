"""What a vocabulary says twice: a name that two entries have, a form that stands more than once for one kind."""

from collections.abc import Iterator
from typing import Any

from provaudit.rulebook.salvage import listed
from provaudit.written.source import Route, Source

_Said = tuple[tuple[str, ...], Route]
"""What is said, as it is compared, its last part as it is shown; and where."""


def repeated(source: Source) -> None:
    """Add a warning to `source.faults` for each name and form of a vocabulary's file that stood there before.

    A form may stand for two kinds: `berichtet` is a verb's present and its participle.
    """
    entries = source.data.get("entries")
    first: dict[tuple[str, ...], Route] = {}
    for at, entry in enumerate(entries if isinstance(entries, list) else ()):
        for said, route in _said(("entries", at), entry if isinstance(entry, dict) else {}):
            if first.setdefault(said, route) == route:
                continue
            what = f"the {said[0]} `{said[-1]}` stands twice"
            expected = f"it once (first on line {source.line_of(first[said])})"
            source.faults.append(source.fault(route, what, expected=expected, warning=True))


def _said(route: Route, entry: dict[str, Any]) -> Iterator[_Said]:
    if isinstance(entry.get("name"), str):
        yield ("name", entry["name"]), (*route, "name")
    for place, form in listed((*route, "forms"), entry.get("forms")):
        yield ("form", str(entry.get("kind")), form), place
