"""A rule that changes another in part: `change: attribution/x` and the keys that are to be different."""

from collections.abc import Mapping
from typing import Any

from provaudit.rulebook.ids import closest_rules
from provaudit.written.faults import either
from provaudit.written.source import Source

CHANGE = "change"
"""The key that makes a file a change of the rule of the same path beneath it."""


def laid_over(below: Mapping[str, Source], identity: str, source: Source) -> Source | None:
    """Return the rule's file as it is in force over those below: itself, or the one below with its changes.

    Where it changes a rule that is not there, its faults say so, and it is null where there is none of this path.
    """
    if not isinstance(source.data, dict) or CHANGE not in source.data:
        return source
    base, stated = below.get(identity), source.data[CHANGE]
    if stated != identity:
        what = f"`{CHANGE}` differs from the file's path"
        source.faults.append(source.fault((CHANGE,), what, expected=f"`{identity}`", got=f"`{stated}`"))
    elif base is None:
        what, near = f"there is no rule `{identity}` to change", closest_rules(identity, below)
        expected = "the id of a rule in a folder beneath"
        hint = either(near) if near else None
        source.faults.append(source.fault((CHANGE,), what, expected=expected, hint=hint))
    if base is None or not isinstance(base.data, dict):
        return None
    changes = {key: value for key, value in source.data.items() if key != CHANGE}
    kept = {key: value for key, value in base.data.items() if changes.get(key, value) is not None}
    source.data = _merged(kept, {key: value for key, value in changes.items() if value is not None})
    source.under = base
    source.faults = [*base.faults, *source.faults]
    return source


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return both mappings as one: the upper one's values, and mappings in mappings in the same way."""
    merged = dict(below)
    for key, value in above.items():
        known = merged.get(key)
        both = isinstance(known, dict) and isinstance(value, dict)
        merged[key] = _merged(known, value) if both and isinstance(known, dict) else value
    return merged
