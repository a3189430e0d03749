"""Selections of one rule that settle each other: what follows for the cases that its condition can meet."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations, product
from typing import Any

import polars as pl

from provaudit.rulebook import condition as when
from provaudit.rulebook.covering import spoken, within
from provaudit.rulebook.ranges import apart, entails

MOST_SELECTIONS = 10
"""Selections up to which every case of a condition is tried (chosen: 1024 cases)."""

Case = Mapping[str, bool]

Tie = tuple[str, str, bool]
"""Where the first selection holds, the second does (true) or does not (false)."""


def ties(
    match: Mapping[str, Mapping[str, Any]], used: set[str], fields: Mapping[str, Sequence[str]]
) -> list[Tie]:
    """Return what is sure of each two of the used selections. Of words: where one hits in a stretch, so does the other.

    Told are equal selections, phrases that hold another one's, what asks whether a field is there, and comparisons
    of one metric, or values of one field, that have none or all in common. `fields` are the patterns of the
    selections that look for words in a field.
    """
    asked = {name: kinds for name, kinds in match.items() if name in used}
    if len(asked) < 2:  # noqa: PLR2004 - one selection has no other
        return []
    phrases = {name: kinds["phrase"] for name, kinds in asked.items() if list(kinds) == ["phrase"]}
    few = len(phrases) < 2  # noqa: PLR2004 - nothing to compare it with
    spelled = {} if few else {name: spoken(_listed(texts)) for name, texts in phrases.items()}
    found: list[Tie] = []
    for first, second in permutations(asked, 2):
        ours, theirs = asked[first], asked[second]
        if ours == theirs or (
            first in spelled and second in spelled and within(spelled[first], spelled[second])
        ):
            found.append((first, second, True))
        elif "meta" in ours and "meta" in theirs and ours["meta"].get("field") == theirs["meta"].get("field"):
            found += _of_field(first, second, ours["meta"], theirs["meta"], fields.get(second, ()))
        elif "metric" in ours and "metric" in theirs:
            found += _of_metric(first, second, ours["metric"], theirs["metric"])
    return found


def _listed(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def _of_field(
    first: str, second: str, ours: Mapping[str, Any], theirs: Mapping[str, Any], patterns: Sequence[str]
) -> Iterator[Tie]:
    if "absent" in ours:
        yield first, second, False
    elif "present" in theirs or "absent" in theirs:
        yield first, second, "present" in theirs
    elif "equals" in ours and "equals" in theirs:
        one, other = (set(_listed(stated["equals"])) for stated in (ours, theirs))
        if one <= other or one.isdisjoint(other):
            yield first, second, one <= other
    elif "equals" in ours and patterns:
        values = pl.Series(_listed(ours["equals"]))
        held = pl.select(pl.any_horizontal(pl.lit(values).str.contains(one) for one in patterns)).to_series()
        if held.all() or not held.any():
            yield first, second, held.all()


def _of_metric(first: str, second: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[Tie]:
    if apart(ours, theirs):
        yield first, second, False
    elif entails(ours, theirs):
        yield first, second, True


def never_holds(condition: when.Condition, known: Sequence[Tie] = ()) -> bool:
    """Say whether no case of hits and misses fulfils a condition."""
    names = sorted(when.names(condition))
    return len(names) <= MOST_SELECTIONS and not any(
        when.holds(condition, case) for case in _cases(names, known)
    )


def excluding(known: Sequence[Tie]) -> tuple[str, str] | None:
    """Return the first two selections of which one never holds where the other does, null where there are none."""
    return next(((one, other) for one, other, both in known if not both), None)


def holds_without(condition: when.Condition, located: set[str]) -> bool:
    """Say whether a condition can hold where none of the selections that give its hits their span does."""
    others = sorted(when.names(condition) - located)
    if not located or len(others) > MOST_SELECTIONS:
        return False
    absent = dict.fromkeys(located, False)
    return any(when.holds(condition, {**absent, **case}) for case in _cases(others, ()))


def needless(condition: when.Condition, known: Sequence[Tie]) -> Iterator[tuple[str, str]]:
    """Yield each selection without which an `or` would hold as often, and the one that holds wherever it does.

    Of two that are equal the later is told.
    """
    names = sorted(when.names(condition))
    if len(names) > MOST_SELECTIONS:
        return
    told: set[str] = set()
    for narrow, wide, both in known:
        equal = (wide, narrow, True) in known
        if not both or {narrow, wide} & told or (equal and narrow == _first(known, narrow, wide)):
            continue
        if all(
            when.holds(condition, case) == when.holds(condition, {**case, narrow: False})
            for case in _cases(names, known)
        ):
            told.add(narrow)
            yield narrow, wide


def _first(known: Sequence[Tie], one: str, other: str) -> str:
    """Return which of two selections stands first in the file."""
    return next(first for first, _, _ in known if first in (one, other))


def _cases(names: Sequence[str], known: Sequence[Tie]) -> Iterator[Case]:
    for values in product((True, False), repeat=len(names)):
        case = dict(zip(names, values, strict=True))
        if all(case[then] is both for one, then, both in known if case[one]):
            yield case
