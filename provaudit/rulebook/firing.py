"""Rules that plainly fire on one of their own tests, told without running every rule over every test.

A rule that asks for nothing but words fires where its condition holds in one stretch of its zones: so each
pattern is tried on the rule's own few stretches alone, all of them in one query. One that asks for no words fires
where the metrics and metadata that a test states fulfil it. Whatever asks for more is left to `run_tests`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

import polars as pl

from provaudit.frames import ZONES, empty
from provaudit.rulebook.condition import denied, holds, names
from provaudit.rulebook.hits import holding
from provaudit.rulebook.metrics import METRICS
from provaudit.rulebook.narrowing import narrowed_apart
from provaudit.rulebook.outcomes import FindZones, laid_out
from provaudit.rulebook.proving import seen_to_hit
from provaudit.rulebook.rule import WHOLE_TEXT, Meta, Metric, Rule, Rulebook, RuleTest, Vocabulary, Words
from provaudit.rulebook.stretches import stretches

Case = tuple[Rule, RuleTest]

Asked = tuple[str, tuple[str, ...]]
"""A pattern and its exceptions."""


def plainly_firing(rulebook: Rulebook, find_zones: FindZones) -> set[str]:
    """Return the ids of active rules that fire on a test of theirs that expects it, as far as that is plain."""
    expected = {
        rule.id: [test for test in rule.tests if _expects_hit(rule, test)] for rule in rulebook.active
    }
    cases = [(rule, test) for rule in rulebook.active if _asks_for_words(rule) for test in expected[rule.id]]
    without = [(rule, test) for rule in rulebook.active if not rule.words for test in expected[rule.id]]
    fired = _fired(cases, rulebook.vocabulary, lambda _: empty(ZONES))
    left = [case for case in cases if case[1].zone in (None, WHOLE_TEXT) and case[0].id not in fired]
    fired |= _fired(left, rulebook.vocabulary, find_zones)  # last, for finding zones is slow
    return fired | (_fulfilled(without) if without else set())


def _fired(cases: Sequence[Case], vocabularies: Mapping[str, Vocabulary], find_zones: FindZones) -> set[str]:
    if not cases:
        return set()
    rules = list({rule.id: rule for rule, _ in cases}.values())
    articles, zones = laid_out([test for _, test in cases], find_zones)
    wanted = sorted({zone for rule in rules for zone in rule.zones})
    within = dict(zones.group_by("article").agg("zone").iter_rows())
    texts: dict[str, list[str]] = {rule.id: [] for rule in rules}
    found = stretches(articles, zones, wanted).select("article", "zone", "stretch")
    for article, zone, text in found.iter_rows():
        rule = cases[article][0]
        if zone in rule.zones and not set(rule.ignore) & set(within.get(article, ())):
            texts[rule.id].append(text)
    return set(
        _holding(narrowed_apart([(rule, texts[rule.id]) for rule in rules if texts[rule.id]], vocabularies))
    )


def _asks_for_words(rule: Rule) -> bool:
    used, against = names(rule.condition), denied(rule.condition)
    asked = [selection for selection in rule.selections if selection.name in used]
    # A hit with an exception in it is none, and the search goes on: that no other follows is not told here.
    plain = all(isinstance(one, Words) and not (one.exceptions and one.name in against) for one in asked)
    return plain and bool(rule.located) and not rule.cites and not (rule.ignore and WHOLE_TEXT in rule.zones)


def _expects_hit(rule: Rule, test: RuleTest) -> bool:
    language = test.article.get("language")
    return test.expect == "match" and (not rule.languages or language in (None, *rule.languages))


def _fulfilled(cases: Sequence[Case]) -> set[str]:
    """Return the ids of the rules, none of which asks for words, that a test fulfils by what it states."""
    rules = {rule.id: rule for rule, _ in cases}
    asked = {
        _asked(one): one
        for rule in rules.values()
        for one in rule.selections
        if one.name in names(rule.condition) and not isinstance(one, Words)
    }
    stated = {
        name: pl.Series([_value(test, one) for _, test in cases], dtype=_kind(one), strict=False)
        for name, one in asked.items()
    }
    held = pl.DataFrame(stated).select(holding(rule).alias(identity) for identity, rule in rules.items())
    return {rule.id for at, (rule, _) in enumerate(cases) if held[rule.id][at]}


def _asked(selection: Metric | Meta) -> str:
    return selection.metric if isinstance(selection, Metric) else selection.field


def _value(test: RuleTest, selection: Metric | Meta) -> Any:
    if isinstance(selection, Metric):
        return test.metrics.get(selection.metric)
    return {**test.article, **test.markup}.get(selection.field)


def _kind(selection: Metric | Meta) -> type[pl.DataType]:
    words = isinstance(selection, Meta) or METRICS[selection.metric].words
    return pl.String if words else pl.Float64


def _holding(seen: Sequence[tuple[Rule, list[str]]]) -> Iterator[str]:
    """Yield the ids of the rules whose condition holds in one of the stretches beside them."""
    asked: dict[Asked, list[str]] = {}  # a pattern is compiled once, for all rules that have it
    for rule, texts in seen:
        for one in _patterns(rule):
            asked.setdefault(one, []).extend(texts)
    found = {one: iter(many) for one, many in _tried(asked)}
    for rule, texts in seen:
        own = {one: list(islice(found[one], len(texts))) for one in _patterns(rule)}
        held = {
            words.name: [own[pattern, words.exceptions] for pattern in words.patterns] for words in rule.words
        }
        cases = (
            {name: any(many[at] for many in lists) for name, lists in held.items()}
            for at in range(len(texts))
        )
        if any(holds(rule.condition, case) for case in cases):
            yield rule.id


def _tried(asked: Mapping[Asked, list[str]]) -> Iterator[tuple[Asked, list[bool]]]:
    """Yield each pattern with its exceptions, and whether it hits in each of the texts beside it."""
    with_exceptions = {one: texts for one, texts in asked.items() if one[1]}
    hits = (
        _hits(pl.lit(pl.Series(texts)), *one).implode().alias(str(at))
        for at, (one, texts) in enumerate(with_exceptions.items())
    )
    if with_exceptions:
        yield from zip(with_exceptions, pl.select(hits).row(0), strict=True)
    # Patterns of all others as a column: an expression for each takes as long again as compiling it.
    plain = {}
    for one, texts in asked.items():
        known = seen_to_hit(one[0])
        if not one[1] and all(text in known for text in texts):
            yield one, [known[text] for text in texts]
        elif not one[1]:
            plain[one] = texts
    rows = pl.DataFrame(
        {
            "pattern": [pattern for (pattern, _), texts in plain.items() for _ in texts],
            "text": [*chain(*plain.values())],
        },
        schema={"pattern": pl.String, "text": pl.String},
    )
    half = rows.height // 2
    parts = (
        part.lazy().select(pl.col("text").str.contains(pl.col("pattern")))
        for part in (rows[:half], rows[half:])
    )
    hit = chain(*(found.to_series() for found in pl.collect_all(parts)))
    for one, texts in plain.items():
        yield one, list(islice(hit, len(texts)))


def _patterns(rule: Rule) -> Iterator[Asked]:
    yield from dict.fromkeys(
        (pattern, words.exceptions) for words in rule.words for pattern in words.patterns
    )


def _hits(stretch: pl.Expr, pattern: str, exceptions: Collection[str]) -> pl.Expr:
    """Return whether the pattern hits; where it has exceptions, whether its first hit holds none of them."""
    if not exceptions:
        return stretch.str.contains(pattern)
    first = stretch.str.extract(pattern, 0)
    excepted = pl.any_horizontal(first.str.contains(one) for one in exceptions)
    return first.is_not_null() & ~excepted
