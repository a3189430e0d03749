"""Agencies that a user's files on outlets name, found by the rules as those of the vocabulary are, for one audit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from provaudit.rulebook.patterns import pattern
from provaudit.rulebook.phrases import PatternFault
from provaudit.rulebook.proving import prove_size
from provaudit.rulebook.rule import AGENCIES, Entry, Meta, Metric, Rule, Rulebook, Selection, Vocabulary
from provaudit.written.faults import Fault, Place

SHORTEST = 2
"""Letters and digits from which a name is one (chosen: `AP`)."""

LONGEST = 100
"""Characters up to which it is one (chosen)."""

_SIGNS = re.compile(r"[\\(){}|]")


def with_agencies(rulebook: Rulebook, stated: Iterable[Sequence[str]]) -> Rulebook:
    """Return the rulebook with more agencies, each given by all its names, of which the first is what it is called.

    One that the vocabulary has already gets the names that are new. Name, version and digest stay those of the files.
    A rule whose patterns would become too large to search with looks for the agencies that it knew; a fault says so.
    """
    before = rulebook.vocabulary.get(AGENCIES)
    after = before and _longer(before, rulebook.agencies(), stated)
    if before is None or after is None or after == before:
        return rulebook
    rules, faults = [], list(rulebook.faults)
    for rule in rulebook.rules:
        try:
            rules.append(_looking(rule, before.pattern, after.pattern))
        except PatternFault as fault:
            rules.append(rule)
            what = f"{fault.what}: it does not look for the agencies that files on outlets state"
            faults.append(Fault(rule.source, Place(1, 1), what, expected="fewer of them"))
    vocabulary = {**rulebook.vocabulary, AGENCIES: after}
    return replace(rulebook, rules=tuple(rules), vocabulary=vocabulary, faults=tuple(faults))


def _longer(before: Vocabulary, known: dict[str, str], stated: Iterable[Sequence[str]]) -> Vocabulary:
    entries = {entry.name: entry for entry in before.entries}
    for names in stated:
        called = next((known[name.casefold()] for name in names if name.casefold() in known), names[0])
        entry = entries.get(called, Entry(called, "agency", (), ()))
        new = [name for name in names if known.get(name.casefold()) is None and _is_name(name)]
        patterns = [pattern("phrase", _SIGNS.sub(r"\\\g<0>", name), {}) for name in new]
        if new:
            entries[called] = replace(
                entry, forms=(*entry.forms, *new), patterns=(*entry.patterns, *patterns)
            )
    return replace(before, entries=tuple(entries.values()))


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST and sum(map(str.isalnum, text)) >= SHORTEST


def _looking(rule: Rule, before: str, after: str) -> Rule:
    """Return a rule in whose patterns one list of names stands for the other, which is how they were compiled."""

    def rewritten(patterns: tuple[str, ...]) -> tuple[str, ...]:
        found = tuple(one.replace(before, after) for one in patterns)
        for one in set(found) - set(patterns):
            prove_size(one)
        return found

    def with_names(selection: Selection) -> Selection:
        if isinstance(selection, Metric) or (isinstance(selection, Meta) and selection.test != "words"):
            return selection
        if isinstance(selection, Meta):
            return replace(selection, values=rewritten(selection.values))
        return replace(
            selection, patterns=rewritten(selection.patterns), exceptions=rewritten(selection.exceptions)
        )

    selections = tuple(map(with_names, rule.selections))
    return rule if selections == rule.selections else replace(rule, selections=selections)
