"""What a rule looks for, in the words of somebody who reads rules and does not write them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from provaudit.rulebook import METRICS, RuleTest

_SEARCHED = {
    "phrase": "any of the words",
    "glob": "a whole stretch of the form",
    "regex": "text that fits the pattern",
}
_COMPARED = {"at-least": "at least", "at-most": "at most", "equals": "equal to", "in": "one of"}
_TESTED = {
    "phrase": "holds any of the words",
    "glob": "has the form",
    "regex": "fits the pattern",
    "equals": "is",
    "present": "is stated",
    "absent": "is not stated",
}


class Wanted(NamedTuple):
    """A part of what a rule looks for: what it is, and the rule's own patterns for it."""

    told: str
    patterns: tuple[str, ...]
    regex: bool = False  # the patterns are regular expressions


def selection(kinds: Mapping[str, Any]) -> list[Wanted]:
    """Return what one selection of a rule wants, then what its hits must not hold."""
    kind, stated = next((kind, stated) for kind, stated in kinds.items() if kind != "except")
    if kind == "metric":
        return [Wanted(f"{stated['name']} {compared(stated)}: {METRICS[stated['name']].meaning}", ())]
    if kind == "meta":
        test, value = next((key, value) for key, value in stated.items() if key != "field")
        told = f"the metadata field {stated['field']} {_TESTED[test]}"
        return [Wanted(told, () if value is True else lines(value), test == "regex")]
    excepted = kinds.get("except", {}).items()
    return [
        Wanted(_SEARCHED[kind], lines(stated), kind == "regex"),
        *(
            Wanted(f"but not where the hit holds {_SEARCHED[key]}", lines(value), key == "regex")
            for key, value in excepted
        ),
    ]


def compared(metric: Mapping[str, Any]) -> str:
    """Return a metric's comparisons: `over 9, at most 100`."""
    tests = ((key, wanted) for key, wanted in metric.items() if key != "name")
    return ", ".join(f"{_COMPARED.get(key, key)} {value(wanted)}" for key, wanted in tests)


def value(stated: object) -> str:
    """Return a value as a reader writes it: a list as its parts, truth as yes and no."""
    if isinstance(stated, list):
        return ", ".join(map(value, stated))
    if isinstance(stated, bool):
        return "yes" if stated else "no"
    return f"{stated:g}" if isinstance(stated, float) else str(stated)


def lines(stated: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return a text, or a list of texts, as its parts; nothing: none."""
    return (stated,) if isinstance(stated, str) else tuple(stated or ())


def about(test: RuleTest) -> str:
    """Return what a test's article has besides its text: `zone sign-off, byline Ada`."""
    known = {"zone": test.zone, **test.article, **test.metrics}
    return ", ".join(f"{key} {value(stated)}" for key, stated in known.items() if stated is not None)
