"""Rules that plainly fire on a test of theirs: what is told of them without a full run is true."""

from dataclasses import replace

import pytest
from rulebook_fixture import rule, rulebook

from provaudit.authoring.unfired import unfired
from provaudit.rulebook import load, plainly_firing, run_tests
from provaudit.sourcing import cited
from provaudit.zones import find_zones

SILENT = "{text: the harbour master, expect: silent}"


def test_of_the_shipped_rules_those_said_to_fire_do_so():
    book = load()
    plainly = plainly_firing(book, find_zones)
    kept = replace(book, rules=tuple(rule for rule in book.rules if rule.id in plainly))
    fired = {
        found.rule for found in run_tests(kept, find_zones, cited) if found.expect == "match" and found.hits
    }
    assert plainly - fired == set()
    assert len(plainly) > len(book.active) / 2


@pytest.mark.parametrize(
    ("keys", "plainly"),
    [
        ({}, True),
        ({"match": '{words: {phrase: ["{agencies}"]}}'}, False),
        ({"match": "{words: {phrase: [harbour bulletin]}, day: {phrase: [on Monday]}}"}, False),
        ({"match": "{words: {phrase: [harbour bulletin]}, day: {phrase: [the]}}"}, True),
        (
            {
                "match": "{words: {phrase: [harbour bulletin]}, day: {phrase: [the]}}",
                "when": "words and not day",
            },
            False,
        ),
        ({"zone": "[headline]"}, False),
        ({"status": "retired"}, False),
        ({"language": "[de]"}, True),
        (
            {
                "language": "[de]",
                "tests": f"[{{text: the harbour bulletin, language: en, expect: match}}, {SILENT}]",
            },
            False,
        ),
    ],
)
def test_it_takes_the_words_in_the_zone_and_language_of_the_rule(tmp_path, keys, plainly):
    book = rulebook(tmp_path, rule(**keys))
    assert plainly_firing(book, find_zones) == ({"origin/bulletin"} if plainly else set())
    warned = [fault.what for fault in unfired(book, book.files)]
    assert bool(warned) == (not plainly and book.rules[0].active)


@pytest.mark.parametrize(
    ("keys", "plainly"),
    [
        ({"match": "{words: {phrase: [harbour bulletin], except: {phrase: [a bulletin]}}}"}, True),
        ({"match": "{words: {phrase: [harbour bulletin], except: {phrase: [bulletin]}}}"}, False),
        ({"zone": "[body]", "ignore": "[quote]"}, True),
        (
            {
                "match": "{long: {metric: {name: words, over: 9}}}",
                "tests": f"[{{text: a, metrics: {{words: 10}}, expect: match}}, {SILENT}]",
            },
            True,
        ),
        (
            {
                "match": "{long: {metric: {name: words, over: 9}}}",
                "tests": f"[{{text: a, metrics: {{words: 9}}, expect: match}}, {SILENT}]",
            },
            False,
        ),
        (
            {
                "match": "{at: {meta: {field: outlet, phrase: [harbour]}}}",
                "tests": f"[{{text: a, outlet: The Harbour, expect: match}}, {SILENT}]",
            },
            True,
        ),
        (
            {
                "match": "{at: {meta: {field: isBasedOn, absent: true}}}",
                "tests": f"[{{text: a, markup: {{isBasedOn: b}}, expect: match}}, {SILENT}]",
            },
            False,
        ),
    ],
)
def test_it_takes_exceptions_and_what_a_test_states_of_its_article(tmp_path, keys, plainly):
    book = rulebook(tmp_path, rule(**keys))
    assert plainly_firing(book, find_zones) == ({"origin/bulletin"} if plainly else set())
    assert bool(unfired(book, book.files)) == (not plainly)


@pytest.mark.parametrize(
    "keys",
    [
        # The second hit holds no exception.
        {
            "match": "{words: {phrase: [bulletin], except: {regex: BULLETIN}}}",
            "tests": f"[{{text: the BULLETIN and the bulletin, expect: match}}, {SILENT}]",
        },
        # The quotation is cut out, and the words stand beside it.
        {
            "zone": "[body]",
            "ignore": "[quote]",
            "tests": "[{text: 'the harbour bulletin said “it was late and it rained”.', expect: match}, "
            f"{SILENT}]",
        },
        # Not known from the test, but measured.
        {
            "match": "{hard: {metric: {name: lix, over: 1}}}",
            "tests": f"[{{text: '{'The harbour was closed on the day. ' * 20}', language: en, expect: match}}, "
            f"{SILENT}]",
        },
    ],
)
def test_a_rule_that_asks_for_more_is_run_in_full(tmp_path, keys):
    book = rulebook(tmp_path, rule(**keys))
    assert plainly_firing(book, find_zones) == set()
    assert unfired(book, book.files) == []


def test_a_denied_selection_with_exceptions_is_not_plain(tmp_path):
    keys = {
        "match": "{words: {phrase: [harbour]}, late: {phrase: [bulletin], except: {regex: BULLETIN}}}",
        "when": "words and not late",
        "tests": f"[{{text: the BULLETIN and the harbour bulletin, expect: match}}, {SILENT}]",
    }
    book = rulebook(tmp_path, rule(**keys))
    assert plainly_firing(book, find_zones) == set()
    assert len(unfired(book, book.files)) == 1
