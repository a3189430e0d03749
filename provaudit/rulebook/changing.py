"""A rule that changes another in part: `change: attribution/x` and the keys that are to be different."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from provaudit.rulebook.ids import closest_rules
from provaudit.written.faults import either, nearest, one_of
from provaudit.written.source import Route, Source

CHANGE = "change"
"""The key that makes a file a change of the rule of the same path beneath it."""

NULLS: frozenset[Route] = frozenset({("capture", "agency")})
"""Where `null` is a value, nobody by name, and takes nothing out."""


def laid_over(
    below: Mapping[str, Source], identity: str, source: Source, renamed: Callable[[], Mapping[str, str]]
) -> Source | None:
    """Return the rule's file as it is in force over those below: itself, or the one below with its changes.

    Where it changes a rule that is not there, its faults say so; where there is none of this path, null is returned,
    and its data is what can be judged without that rule.
    A name may be taken by chance: a file that replaces a rule as a whole is told of. `renamed` returns the ids of
    renamed rules by the ids that they had before.
    """
    base = below.get(identity)
    if not isinstance(source.data, dict) or CHANGE not in source.data:
        if base is not None:
            what = f"replaces the rule `{identity}` of {base.name} as a whole"
            expected = f"another id, or `{CHANGE}: {identity}` and only what is to be different"
            source.faults.append(source.fault(("id",), what, expected=expected, warning=True))
        return source
    stated = source.data[CHANGE]
    if stated != identity:
        what = f"`{CHANGE}` differs from the file's path"
        source.faults.append(source.fault((CHANGE,), what, expected=f"`{identity}`", got=f"`{stated}`"))
    elif base is None:
        what, expected = f"there is no rule `{identity}` to change", "the id of a rule in a folder beneath"
        now = renamed().get(identity)
        near = [] if now else closest_rules(identity, below)
        if now:
            what, expected = f"{what}: it is called `{now}` now", f"`{CHANGE}: {now}`, in a file `{now}.yaml`"
        hint = either(near) if near else None
        source.faults.append(source.fault((CHANGE,), what, expected=expected, hint=hint))
    changes = {key: value for key, value in source.data.items() if key != CHANGE}
    if base is None or not isinstance(base.data, dict):
        source.data = _said(changes, ())
        return None
    for route, known in _taken_in_vain(base.data, changes, ()):
        what, hint = f"there is no `{route[-1]}` beneath to take out", nearest(route[-1], known)
        expected = one_of(known) if known else "nothing to take out"
        source.faults.append(source.fault(route, what, key=True, expected=expected, hint=hint, warning=True))
    source.data = _merged(base.data, changes, ())
    source.under = base
    source.faults = [*base.faults, *source.faults]
    return source


def taken_out(source: Source, route: Route) -> dict[str, str]:
    """Return the keys of a mapping that a change takes out, each with the name of the file that does."""
    below = source.under
    if below is None:
        return {}
    here, there = (_mapping_at(data, route) for data in (source.data, below.data))
    return taken_out(below, route) | {key: source.name for key in there if key not in here}


def _said(changes: Mapping[str, Any], route: Route) -> dict[str, Any]:
    """Return what changes say by themselves: not what they take out, nor parts of selections."""
    return {
        key: _said(value, (*route, key)) if isinstance(value, dict) else value
        for key, value in changes.items()
        if (value is not None or (*route, key) in NULLS)
        and not (route == ("match",) and isinstance(value, dict) and value.keys() <= {"except"})
    }


def _mapping_at(data: Any, route: Route) -> Mapping[str, Any]:
    for step in route:
        data = data.get(step) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def _taken_in_vain(
    below: Mapping[str, Any], above: Mapping[str, Any], route: Route
) -> Iterator[tuple[Route, list[str]]]:
    """Yield where `null` takes out what is not there, and the keys that are."""
    for key, value in above.items():
        inside = (*route, key)
        known = below.get(key)
        if value is None and inside not in NULLS and key not in below:
            yield inside, list(below)
        elif isinstance(value, dict) and isinstance(known, dict):
            yield from _taken_in_vain(known, value, inside)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any], route: Route) -> dict[str, Any]:
    """Return both mappings as one: the upper one's values, and mappings in mappings in the same way."""
    merged = dict(below)
    for key, value in above.items():
        inside = (*route, key)
        known = merged.get(key)
        if value is None and inside not in NULLS:
            merged.pop(key, None)
        elif isinstance(known, dict) and isinstance(value, dict):
            merged[key] = _merged(known, value, inside)
        else:
            merged[key] = value
    return merged
