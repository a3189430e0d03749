"""What a rule says in vain: a pattern or a condition that nothing fulfils, a phrase that another one covers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import polars as pl

from provaudit.rulebook import condition as when
from provaudit.rulebook.phrases import acronym
from provaudit.written.source import Route, Source

MOST = 64
"""Readings of a phrase up to which it is compared with others (chosen: the longest shipped one has 48)."""

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
_BRACKETS = re.compile(r"\(([^()]*)\)")
_ALIKE = str.maketrans("‘’‚‛ʼ`´“”„«»‐‑‒–—―−", "'" * 7 + '"' * 5 + "-" * 7)


def vain_parts(source: Source, match: Mapping[str, Mapping[str, object]]) -> None:
    """Add a warning to `source.faults` for every part of sound selections that can find nothing of its own."""
    for name, kinds in match.items():
        for kind, value in kinds.items():
            route: Route = ("match", name, kind)
            texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
            if kind == "regex":
                _never(source, route, texts)
            elif kind == "phrase":
                _shadowed(source, route, texts)
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


def readings(phrase: str) -> list[str]:
    """Return every way in which a phrase can read, `(word)` there or not and `a|b` as either.

    None where it has a vocabulary or a sign that stands for itself, or too many.
    """
    if "\\" in phrase or "{" in phrase:
        return []
    bracket = _BRACKETS.search(phrase)
    if bracket is None:
        words = [word.split("|") for word in phrase.split()]
        few = 1
        for word in words:
            few *= len(word)
        return [" ".join(one) for one in product(*words)] if few <= MOST else []
    inside = ["", *readings(bracket[1])]
    found = [
        one
        for text in inside
        for one in readings(f"{phrase[: bracket.start()]}{text}{phrase[bracket.end() :]}")
    ]
    return found if len(found) <= MOST else []


def _never(source: Source, route: Route, texts: Sequence[str]) -> None:
    for at, text in enumerate(texts):
        lines = re.search(r"\(\?[a-z]*[mx]", text)
        plain = _OPENED.sub(lambda opened: "(" * len(opened.group()), text)
        found = None if lines else next(filter(None, (sign.search(plain) for sign in _IN_VAIN)), None)
        if found:
            what = f"the pattern can never match: nothing is `{found.group()}`"
            place = (*route, at) if (*route, at) in source.home(route).values else route
            expected = "`^` at its beginning, `$` at its end, `\\b` beside a word"
            warned = source.fault(place, what, offset=found.start(), expected=expected, warning=True)
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


def _shadowed(source: Source, route: Route, texts: Sequence[str]) -> None:
    if len(texts) < 2:  # noqa: PLR2004 - one phrase has no other
        return
    spelled = [frozenset(map(_folded, readings(text))) for text in texts]
    holders: dict[str, set[int]] = {}
    for at, forms in enumerate(spelled):
        for form in forms:
            holders.setdefault(form, set()).add(at)
    for at, other in _covered(spelled, holders):
        what = f"the phrase finds nothing that `{texts[other]}` does not find"
        expected = "it left out"
        source.faults.append(source.fault((*route, at), what, expected=expected, warning=True))


def _covered(spelled: Sequence[frozenset[str]], holders: Mapping[str, set[int]]) -> Iterator[tuple[int, int]]:
    """Yield each phrase that another covers, and that one; of two that are equal the later is covered."""
    for at, forms in enumerate(spelled):
        covering = [holders[form] | holders.get(form.casefold(), set()) for form in forms]
        others = set.intersection(*covering) - {at} if covering else set()
        wider = [other for other in others if other < at or not spelled[other] <= forms]
        if wider:
            yield at, min(wider)


def _folded(text: str) -> str:
    """Return a reading as it is compared: small letters, but for words in capitals, which match only so."""
    words = text.translate(_ALIKE).split()
    return " ".join(word if acronym(word) else word.casefold() for word in words)
