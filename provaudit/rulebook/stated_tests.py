"""The tests that a rule's file states, checked for what the JSON Schema cannot know."""

from collections.abc import Mapping
from typing import Any

from provaudit.rulebook.metrics import METRICS
from provaudit.rulebook.rule import RuleTest
from provaudit.written.faults import nearest, one_of
from provaudit.written.source import Route, Source

_ARTICLE_FIELDS = ("title", "byline", "outlet", "url", "language", "published")


def tests_of(source: Source, data: Mapping[str, Any], wrong: set[Route]) -> tuple[RuleTest, ...]:
    """Return the tests of a rule's file that have a sound shape; what is wrong with them adds to `source.faults`."""
    sound = [(at, test) for at, test in enumerate(data.get("tests", ())) if ("tests", at) not in wrong]
    for expect in ("match", "silent") if len(sound) == len(data.get("tests") or "?") else ():
        if not any(test["expect"] == expect for _, test in sound):
            what = f"no test that expects `{expect}`"
            source.faults.append(
                source.fault(("tests",), what, expected=f"at least one with `expect: {expect}`")
            )
    every = source.data.get("tests")
    for at, test in enumerate(every if isinstance(every, list) else ()):
        stated = test.get("metrics") if isinstance(test, Mapping) else None
        for name in stated if isinstance(stated, Mapping) else ():
            if name not in METRICS:
                what, hint = f"unknown metric `{name}`", nearest(name, METRICS)
                route = ("tests", at, "metrics", name)
                source.faults.append(source.fault(route, what, key=True, expected=one_of(METRICS), hint=hint))
    for at, test in sound:
        _check_span(source, at, test)
    return tuple(_test(source, at, test) for at, test in sound)


def _check_span(source: Source, at: int, test: Mapping[str, Any]) -> None:
    """Warn of a span that stands in none of the texts that the test states: no hit can be these words."""
    stated = (test.get("text", ""), *(test.get(key, "") for key in _ARTICLE_FIELDS))
    span = test.get("span")
    if span is None or any(span in text for text in (*stated, *test.get("markup", {}).values())):
        return
    what = f"the span `{span}` does not stand in the test's text"
    expected = "words that stand in it as they are written there"
    source.faults.append(source.fault(("tests", at, "span"), what, expected=expected, warning=True))


def _test(source: Source, at: int, test: Mapping[str, Any]) -> RuleTest:
    home = source.home(("tests", at))
    return RuleTest(
        number=at + 1,
        line=home.line_of(("tests", at)),
        text=test.get("text", ""),
        expect=test["expect"],
        span=test.get("span"),
        zone=test.get("zone"),
        article={key: test[key] for key in _ARTICLE_FIELDS if key in test},
        markup=test.get("markup", {}),
        metrics=test.get("metrics", {}),
        agency=test.get("agency"),
        checks_agency="agency" in test,
        file=home.name,
        stated=home.lines[home.line_of(("tests", at)) - 1],
    )
