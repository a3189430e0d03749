"""Runs the tests that every rule carries, all in one go, each text as its own article of its own outlet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from provaudit.frames import ARTICLES, ZONES
from provaudit.rulebook.citing import with_cited
from provaudit.rulebook.metrics import METRICS
from provaudit.rulebook.readability import readability
from provaudit.rulebook.rule import WHOLE_TEXT, Rule, Rulebook, RuleTest
from provaudit.rulebook.signals import run

FindZones = Callable[[pl.DataFrame], pl.DataFrame]
"""From ARTICLES to ZONES."""

FindCited = Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame]
"""From ARTICLES and ZONES to CITED."""


@dataclass(frozen=True)
class Outcome:
    """What one test of one rule came to."""

    rule: str
    number: int  # of the test in its file, from 1
    line: int
    source: str  # the file that states the test
    text: str
    expect: str
    result: str  # ok | missing | noisy | wrong-span | wrong-agency
    hits: tuple[str, ...]  # the words that hit
    sources: tuple[str | None, ...]  # the source that each hit credits
    wanted: str | None = None  # the span or agency that should have been there
    apart: tuple[str, ...] = ()  # zones of the text, where the rule looks at none of them
    looked_at: tuple[str, ...] = ()  # zones that the rule looks at
    language: str = ""  # of the text, where the rule is about none that has it
    languages: tuple[str, ...] = ()  # that the rule is about

    @property
    def ok(self) -> bool:
        """Whether the rule did what the test expects."""
        return self.result == "ok"


def run_tests(rulebook: Rulebook, find_zones: FindZones, find_cited: FindCited) -> list[Outcome]:
    """Return one outcome per test of every active rule, in the order of rules and tests.

    A test that forces a zone has its whole text in it; the others are zoned by `find_zones`, each as the only
    article of its outlet, so that no test teaches another what furniture is; who is cited in them is asked of
    `find_cited` where a rule wants it. Needs count as met: a test shows
    what a rule finds, and its text is too short to be judged on what it lacks.
    """
    rules = [rule for rule in rulebook.active if rule.tests]
    cases = [(rule, test) for rule in rules for test in rule.tests]
    if not cases:
        return []
    articles, zones = laid_out([test for _, test in cases], find_zones)
    metrics = _metrics(articles, zones, [test for _, test in cases], rulebook)
    if any(rule.cites for rule in rules):
        zones = with_cited(zones, find_cited(articles, zones))
    signals = run(articles, zones, rules, rulebook, None, metrics)
    found: dict[tuple[int, str], list[tuple[str, str | None]]] = {}
    for article, rule, text, source in signals.select("article", "rule", "text", "source").iter_rows():
        found.setdefault((article, rule), []).append((text, source))
    within = {
        at: tuple(many) for at, many in zones.group_by("article").agg(pl.col("zone").unique()).iter_rows()
    }
    return [
        _outcome(rule, test, found.get((at, rule.id), []), within.get(at, ()))
        for at, (rule, test) in enumerate(cases)
    ]


def laid_out(tests: Sequence[RuleTest], find_zones: FindZones) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return ARTICLES, numbered as the tests are, and their ZONES as `run_tests` has them."""
    articles = _articles(tests)
    return articles, _zones(articles, tests, find_zones)


def _articles(tests: Sequence[RuleTest]) -> pl.DataFrame:
    rows = [
        {
            "article": at,
            "id": str(at),
            "path": str(at),
            "text": test.text,
            **test.article,
            "markup": _markup(test),
        }
        for at, test in enumerate(tests)
    ]
    return pl.DataFrame(rows, schema=ARTICLES)


def _markup(test: RuleTest) -> list[dict[str, str]] | None:
    return [{"name": name, "value": value} for name, value in test.markup.items()] or None


def _zones(articles: pl.DataFrame, tests: Sequence[RuleTest], find_zones: FindZones) -> pl.DataFrame:
    forced = _forced(tests)
    free = [at for at, test in enumerate(tests) if test.zone in (None, WHOLE_TEXT) and test.text.strip()]
    if not free:
        return forced
    alone = articles.filter(pl.col("article").is_in(free)).with_columns(outlet="id")
    numbered = alone.with_columns(article=pl.int_range(pl.len(), dtype=pl.UInt32))
    keys = numbered.select("article", original=alone["article"])
    zoned = find_zones(numbered).join(keys, on="article", maintain_order="left")
    zoned = zoned.with_columns(article="original").select(list(ZONES))
    return pl.concat([zoned, forced]).sort("article", "start", maintain_order=True)


def _forced(tests: Sequence[RuleTest]) -> pl.DataFrame:
    """Return ZONES of the tests that say which zone their text is: the whole of it is that one."""
    rows = [
        (at, test.zone, len(test.text) - len(test.text.lstrip()), len(test.text.rstrip()))
        for at, test in enumerate(tests)
        if test.zone not in (None, WHOLE_TEXT) and test.text.strip()
    ]
    return pl.DataFrame(rows, schema=ZONES, orient="row")


def _metrics(
    articles: pl.DataFrame, zones: pl.DataFrame, tests: Sequence[RuleTest], rulebook: Rulebook
) -> pl.DataFrame:
    """Return the metrics that each test states, and the readability of its text where it states none."""
    columns: dict[str, Any] = {name: [test.metrics.get(name) for test in tests] for name in METRICS}
    kinds = {name: pl.String if info.words else pl.Float64 for name, info in METRICS.items()}
    stated = articles.select("article").with_columns(
        pl.Series(name, values, dtype=kinds[name], strict=False) for name, values in columns.items()
    )
    measured = readability(articles, zones, rulebook)
    return stated.join(measured, on="article", how="left", suffix=" measured", maintain_order="left").select(
        "article",
        *(
            pl.coalesce(name, f"{name} measured") if name in measured.columns else pl.col(name)
            for name in METRICS
        ),
    )


def _outcome(
    rule: Rule, test: RuleTest, found: Sequence[tuple[str, str | None]], within: Sequence[str]
) -> Outcome:
    hits, sources = tuple(text for text, _ in found), tuple(source for _, source in found)
    result, wanted = "ok", None
    if test.expect == "silent":
        result = "noisy" if found else "ok"
    elif not found:
        result = "missing"
    elif test.span is not None and test.span not in hits:
        result, wanted = "wrong-span", test.span
    elif test.checks_agency and test.agency not in sources:
        result, wanted = "wrong-agency", test.agency
    written = test.article.get("language") or ""
    foreign = written if rule.languages and written not in ("", *rule.languages) else ""
    met = WHOLE_TEXT in rule.zones or not rule.words or not set(rule.zones).isdisjoint(within)
    return Outcome(
        rule.id, test.number, test.line, test.file, test.text, test.expect, result, hits, sources, wanted,
        () if met else tuple(sorted(within)), rule.zones, foreign, rule.languages,
    )  # fmt: skip
