"""Rules that plainly fire on one of their own tests, told without running every rule over every test.

A rule that asks for nothing but words fires where its condition holds in one stretch of its zones: so each
pattern is tried on the rule's own few stretches alone, all of them in one query. Whatever asks for more
(metrics, metadata, exceptions, zones cut out) is left to `run_tests`.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import polars as pl

from provaudit.rulebook.condition import holds, names
from provaudit.rulebook.narrowing import narrowed
from provaudit.rulebook.outcomes import FindZones, laid_out
from provaudit.rulebook.rule import Rule, Rulebook, RuleTest, Vocabulary, Words
from provaudit.rulebook.stretches import stretches


def plainly_firing(rulebook: Rulebook, find_zones: FindZones) -> set[str]:
    """Return the ids of active rules that fire on a test of theirs that expects it, as far as words tell."""
    rules = [rule for rule in rulebook.active if _asks_for_words(rule)]
    cases = [(at, test) for at, rule in enumerate(rules) for test in rule.tests if _expects_hit(rule, test)]
    if not cases:
        return set()
    articles, zones = laid_out([test for _, test in cases], find_zones)
    shorter, _ = narrowed(articles, rules, _used(rulebook.vocabulary, rules))
    seen = [
        (shorter[cases[article][0]], text)
        for article, zone, text in stretches(
            articles, zones, sorted({z for rule in rules for z in rule.zones})
        )
        .select("article", "zone", "stretch")
        .iter_rows()
        if zone in rules[cases[article][0]].zones
    ]
    return {rule.id for rule, hits in _tried(seen) if holds(rule.condition, hits)}


def _used(vocabularies: Mapping[str, Vocabulary], rules: Sequence[Rule]) -> dict[str, Vocabulary]:
    """Return the vocabularies that stand in a pattern of the rules: taking the others apart costs time."""
    patterns = "\n".join(pattern for rule in rules for words in rule.words for pattern in words.patterns)
    return {name: found for name, found in vocabularies.items() if found.pattern in patterns}


def _asks_for_words(rule: Rule) -> bool:
    used = names(rule.condition)
    asked = [selection for selection in rule.selections if selection.name in used]
    plain = all(isinstance(one, Words) and not one.exceptions for one in asked)
    return plain and bool(rule.located) and not rule.ignore


def _expects_hit(rule: Rule, test: RuleTest) -> bool:
    language = test.article.get("language")
    return test.expect == "match" and (not rule.languages or language in (None, *rule.languages))


def _tried(seen: Sequence[tuple[Rule, str]]) -> Iterator[tuple[Rule, dict[str, bool]]]:
    """Return each rule with what its selections of words find in the stretch beside it."""
    asked = [(pl.lit(text), p) for rule, text in seen for words in rule.words for p in words.patterns]
    found = pl.select(text.str.contains(p).alias(str(at)) for at, (text, p) in enumerate(asked))
    hits = iter(found.row(0) if asked else ())
    for rule, _ in seen:
        yield rule, {words.name: True in tuple(islice(hits, len(words.patterns))) for words in rule.words}
