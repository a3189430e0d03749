"""Looks into parts of a rule that have no sound shape: one mistake must not hide the next.

A selection with a blank item or a misspelt key is no selection; what stands beside the mistake is still tried.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from provaudit.rulebook.metrics import METRICS
from provaudit.rulebook.patterns import TEXT_KINDS
from provaudit.written.faults import nearest
from provaudit.written.source import Route

_KINDS = (*TEXT_KINDS, "metric", "meta", "except")

Try = Callable[[Route, str, str], None]
"""Tries one text of a kind (phrase, glob, regex) that stands at a place, and reports what is wrong with it."""


def texts(route: Route, kinds: Any) -> Iterator[tuple[Route, str, str]]:
    """Return place, kind and text of whatever a selection says in words, be it under a key that is misspelt."""
    for key, value in kinds.items() if isinstance(kinds, Mapping) else ():
        kind = _meant(key)
        if kind in TEXT_KINDS:
            yield from ((place, kind, text) for place, text in listed((*route, key), value))
        elif kind in ("meta", "except"):
            yield from texts((*route, key), value)


def listed(route: Route, value: Any) -> Iterator[tuple[Route, str]]:
    """Return place and text of each text of a value that is one or a list of them; blanks and others are left out."""
    if isinstance(value, str):
        yield from [(route, value)] if value.strip() else []
    elif isinstance(value, Sequence):
        yield from (
            ((*route, at), text) for at, text in enumerate(value) if isinstance(text, str) and text.strip()
        )


def metrics(route: Route, kinds: Any) -> Iterator[tuple[Route, str]]:
    """Return place and name of an unknown metric of a selection that has no sound shape otherwise."""
    for key, value in kinds.items() if isinstance(kinds, Mapping) else ():
        kind = _meant(key)
        name = value.get("name") if kind == "metric" and isinstance(value, Mapping) else None
        if isinstance(name, str) and name not in METRICS:
            yield (*route, key, "name"), name


def _meant(key: Any) -> str:
    return str(key) if key in _KINDS else (nearest(str(key), _KINDS) or "").strip("`")
