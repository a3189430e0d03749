"""Whom a rule's hits credit, as its file states it: checked against the lists and the groups that there are."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from provaudit.rulebook.covering import readings
from provaudit.rulebook.patterns import groups
from provaudit.rulebook.rule import Capture, Selection, Vocabulary, Words
from provaudit.written.faults import nearest, one_of
from provaudit.written.source import Source


def capture_of(
    source: Source,
    data: Mapping[str, Any],
    selections: Mapping[str, Selection],
    vocabulary: Mapping[str, Vocabulary],
) -> Capture | None:
    """Return what `capture` states, null where it is not there; what is wrong with it adds to `source.faults`."""
    stated = data.get("capture")
    if stated is None:
        return None
    found = [text for s in selections.values() if isinstance(s, Words) for text in s.patterns]
    known = sorted(set().union(*map(groups, found)))
    agency = stated.get("agency")
    name = _within(agency, "{}")
    group = _within(stated.get("outlet"), "<>")
    if len(selections) == len(data.get("match") or "?"):  # else a group may stand in what could not be read
        if group and group not in known:
            _no_group(source, group, known)
        if other := _within(agency, "<>"):
            _group_as_agency(source, other, known)
    if name and name not in vocabulary:
        what, hint = f"unknown vocabulary `{name}`", nearest(name, vocabulary)
        expected = one_of(sorted(vocabulary))
        source.faults.append(source.fault(("capture", "agency"), what, expected=expected, hint=hint))
    elif name and _names_none(data.get("match") or {}, vocabulary[name]):
        what = f"no phrase holds a name on the list `{name}`, so a hit credits nobody by name"
        expected = f"`{{{name}}}` in a phrase, or the name itself as `agency`"
        source.faults.append(source.fault(("capture", "agency"), what, expected=expected, warning=True))
    return Capture(
        vocabulary=name,
        constant=None if name else agency,
        generic="agency" in stated and agency is None,
        group=group,
        mark=stated.get("mark"),
    )


def _names_none(match: Mapping[str, Any], vocabulary: Vocabulary) -> bool:
    """Say whether all selections are plain phrases, which read in no way that holds a form of the vocabulary."""
    phrases = [kinds.get("phrase", ()) if isinstance(kinds, dict) else () for kinds in match.values()]
    lists = ([one] if isinstance(one, str) else one for one in phrases)
    stated = [text for one in lists if isinstance(one, list) for text in one]
    read = [readings(text) if isinstance(text, str) else [] for text in stated]
    if not (read and all(phrases) and all(read)) or not vocabulary.entries:
        return False
    # In any case, for a phrase hits in any where a form in capitals may be what it holds.
    held = pl.Series([one for many in read for one in many]).str.contains(f"(?i:{vocabulary.pattern})")
    return not held.any()


def _within(text: str | None, signs: str) -> str | None:
    """Return what stands between the two signs, null where the text is not wholly between them."""
    return text[1:-1] if text and len(text) > len(signs) and (text[0], text[-1]) == (*signs,) else None


def _no_group(source: Source, group: str, known: Sequence[str]) -> None:
    what = f"no regex has the group `{group}`"
    expected = one_of(known) if known else f"`(?P<{group}>…)` in a regex"
    hint = nearest(group, known)
    source.faults.append(source.fault(("capture", "outlet"), what, expected=expected, hint=hint))


def _group_as_agency(source: Source, group: str, known: Sequence[str]) -> None:
    """Tell that `agency` is a name or a list of names; what a group of a regex holds is `outlet`."""
    there = "is a group of a regex" if group in known else "names no group of any regex"
    meant = [group] if group in known else [one.strip("`") for one in [nearest(group, known)] if one]
    hint = f'`outlet: "<{meant[0]}>"`' if meant else '`"{agencies}"`'
    what = f"`<{group}>` {there}, and `agency` takes a name"
    expected = '`"{agencies}"` for a name on that list, the name itself, or `outlet` for what a group holds'
    source.faults.append(source.fault(("capture", "agency"), what, expected=expected, hint=hint))
