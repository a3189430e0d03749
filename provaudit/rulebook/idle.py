"""What a rule says in vain: a pattern or a condition that nothing fulfils, a pattern that another one covers."""

import re
from collections.abc import Mapping, Sequence
from itertools import product

import polars as pl

from provaudit.rulebook import condition as when
from provaudit.rulebook.covering import covered, readings
from provaudit.rulebook.unreached import unreached
from provaudit.written.source import Route, Source

MOST_SELECTIONS = 10
"""Selections up to which every case of a condition is tried (chosen: 1024 cases)."""

_LOWER, _UPPER = ("over", "at-least"), ("under", "at-most")
_OPENED = re.compile(r"\(\?[a-zA-Z-]*[:)]|\(\?P?<\w+>")
_ONE = r"(?:[\w\s,.;:!?\"'«»“”-]|\\[^bBAzZ]|\[(?:\\.|[^\]\\])+\])"
_MUST = rf"{_ONE}(?![?*{{])"
_IN_VAIN = (
    re.compile(rf"(?<!\\)(?:\$|\\z)\(*{_MUST}"),
    re.compile(rf"(?<![\[\\]){_ONE}\+?\)*(?:(?<!\\)\^|\\A)"),
    re.compile(r"(?<!\\)\w\\b\w|\[\^\\[sS]\\[sS]\]|\[\^\\[wW]\\[wW]\]|\[\^\\[dD]\\[dD]\]"),
)


def vain_parts(source: Source, match: Mapping[str, Mapping[str, object]]) -> None:
    """Add a warning to `source.faults` for every part of sound selections that can find nothing of its own."""
    for name, kinds in match.items():
        for kind, value in kinds.items():
            route: Route = ("match", name, kind)
            texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
            if kind == "regex":
                _never(source, route, texts)
                unreached(source, route, texts)
            elif kind == "phrase":
                covered(source, route, texts, longer_meant="except" in kinds)
            elif kind == "metric" and isinstance(value, dict):
                _apart(source, route, value)


def never_holds(condition: when.Condition) -> bool:
    """Say whether no case of hits and misses fulfils a condition."""
    names = sorted(when.names(condition))
    cases = product((True, False), repeat=len(names))
    return len(names) <= MOST_SELECTIONS and not any(
        when.holds(condition, dict(zip(names, case, strict=True))) for case in cases
    )


def takes_all(stated: str | Sequence[str], exceptions: Sequence[str]) -> bool:
    """Say whether every reading of these phrases holds one of the excepted patterns, so that none is a hit."""
    read = [readings(text) for text in ([stated] if isinstance(stated, str) else stated)]
    if not exceptions or not all(read):
        return False
    spelled = pl.Series([one for many in read for one in many])
    held = pl.any_horizontal(pl.lit(spelled).str.contains(pattern) for pattern in exceptions)
    return bool(pl.select(held.all()).item())


def _never(source: Source, route: Route, texts: Sequence[str]) -> None:
    for at, text in enumerate(texts):
        lines = re.search(r"\(\?[a-z]*[mx]", text)
        plain = _OPENED.sub(lambda opened: "(" * len(opened.group()), text)
        found = None if lines else next(filter(None, (sign.search(plain) for sign in _IN_VAIN)), None)
        if found:
            what = f"the pattern can never match: nothing is `{found.group()}`"
            expected = "`^` at its beginning, `$` at its end, `\\b` beside a word"
            warned = source.fault(
                source.part(route, at), what, offset=found.start(), expected=expected, warning=True
            )
            source.faults.append(warned)


def _apart(source: Source, route: Route, value: Mapping[str, object]) -> None:
    bounds = {key: wanted for key, wanted in value.items() if isinstance(wanted, int | float)}
    for low, high in product(_LOWER, _UPPER):
        if low in bounds and high in bounds:
            strict = low == "over" or high == "under"
            if bounds[low] > bounds[high] or (strict and bounds[low] == bounds[high]):
                what = f"`{low}: {bounds[low]}` and `{high}: {bounds[high]}` never hold together"
                expected = f"`{high}` above `{low}`, or two selections and `or`"
                source.faults.append(source.fault((*route, high), what, expected=expected, warning=True))
