"""What comparisons leave of a metric: whether any value fulfils all of them, and whether some entail others."""

from collections.abc import Callable, Mapping, Sequence
from math import ceil, floor, inf
from operator import ge, gt, le, lt
from typing import Any

from provaudit.rulebook.metrics import METRICS, MetricInfo

Comparison = tuple[str, Any]
"""`over`, `at-least`, `under`, `at-most`, `equals` or `in`, and what it compares with."""

LOWER, UPPER = ("over", "at-least"), ("under", "at-most")

_HOLDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "over": gt, "at-least": ge, "under": lt, "at-most": le,
    "equals": lambda value, wanted: bool(value == wanted),
    "in": lambda value, wanted: value in wanted,
}  # fmt: skip
_OPPOSITE = {"over": "at-most", "at-least": "under", "under": "at-least", "at-most": "over"}


def comparisons(stated: Mapping[str, Any]) -> list[Comparison]:
    """Return the comparisons of a `metric` selection, without those whose kind the metric cannot be compared with."""
    info = METRICS.get(str(stated["name"]))
    kinds = (str,) if info and info.words else (int, float)

    def fits(key: str, wanted: Any) -> bool:
        each = wanted if key == "in" else [wanted]
        return all(isinstance(one, kinds) for one in each) and (kinds != (str,) or key in ("equals", "in"))

    return [(key, wanted) for key, wanted in stated.items() if key != "name" and fits(key, wanted)]


def never(info: MetricInfo, tests: Sequence[Comparison]) -> bool:
    """Say whether no value that the metric can have fulfils all comparisons."""
    listed = _listed(tests)
    if listed is None and info.words:
        listed = info.words
    if listed is not None:
        return not any(_can_be(info, value) and _fulfils(value, tests) for value in listed)
    low, high = _bound(info.least, tests, LOWER), _bound(info.most, tests, UPPER)
    if info.whole:
        least = floor(low[0]) + 1 if low[1] and low[0] > -inf else _rounded(ceil, low[0])
        most = ceil(high[0]) - 1 if high[1] and high[0] < inf else _rounded(floor, high[0])
        return least > most
    return low[0] > high[0] or (low[0] == high[0] and (low[1] or high[1]))


def apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Say whether no article fulfils both `metric` selections: of one metric, or of a part and its whole."""
    info, whole = (METRICS.get(str(stated["name"])) for stated in (one, other))
    if info is None or whole is None:
        return False
    if one["name"] == other["name"]:
        return never(info, [*comparisons(one), *comparisons(other)])
    if info.part_of != other["name"]:
        return False
    least, strict = _bound(info.least, _at_least(comparisons(one)), LOWER)
    return never(whole, [("over" if strict else "at-least", least), *comparisons(other)])


def entails(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Say whether each value that fulfils the one `metric` selection fulfils the other, of the same metric."""
    info = METRICS.get(str(one["name"]))
    if info is None or one["name"] != other["name"]:
        return False
    tests = comparisons(one)
    listed = _listed(tests)
    if listed is not None:
        return all(_fulfils(value, comparisons(other)) for value in listed if _fulfils(value, tests))
    return all(
        key in _OPPOSITE and never(info, [*tests, (_OPPOSITE[key], wanted)])
        for key, wanted in comparisons(other)
    )


def _fulfils(value: Any, tests: Sequence[Comparison]) -> bool:
    return all(_HOLDS[key](value, wanted) for key, wanted in tests)


def _can_be(info: MetricInfo, value: Any) -> bool:
    if info.words:
        return value in info.words
    low, high = info.least, info.most
    inside = (low is None or value >= low) and (high is None or value <= high)
    return inside and (not info.whole or value == floor(value))


def _listed(tests: Sequence[Comparison]) -> Sequence[Any] | None:
    """Return the values that a comparison lists, null where none does."""
    for key, wanted in tests:
        if key in ("equals", "in"):
            return wanted if isinstance(wanted, list) else [wanted]
    return None


def _at_least(tests: Sequence[Comparison]) -> list[Comparison]:
    """Return comparisons from below that hold wherever these do."""
    listed = _listed(tests)
    least = [("at-least", min(listed))] if listed else []
    return [*least, *(one for one in tests if one[0] in LOWER)]


def _bound(own: float | None, tests: Sequence[Comparison], keys: tuple[str, str]) -> tuple[float, bool]:
    """Return the bound on one side that the metric and the comparisons leave, and whether it is itself outside."""
    low = keys == LOWER
    found = ((-inf if low else inf) if own is None else float(own), False)
    for key, wanted in tests:
        nearer = wanted > found[0] if low else wanted < found[0]
        if key in keys and (nearer or (wanted == found[0] and key == keys[0])):
            found = (wanted, key == keys[0])
    return found


def _rounded(way: Callable[[float], int], bound: float) -> float:
    return bound if bound in (inf, -inf) else way(bound)
