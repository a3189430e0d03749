"""Warnings of what finds nothing of its own: true ones only, for a warning that is wrong is soon not read."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulebook_fixture import rule, rulebook

from provaudit.rulebook import load
from provaudit.rulebook.covering import readings
from provaudit.rulebook.phrases import phrase_regex
from provaudit.rulebook.pieces import read_pieces
from provaudit.rulebook.unreached import _pairs


def warned(folder, match, **keys):
    """Return what the rulebook of one rule with these selections is warned of."""
    return [fault.what for fault in rulebook(folder, rule(match=match, **keys)).faults]


@pytest.mark.parametrize(
    ("phrases", "covering"),
    [
        (
            ["(according to the) harbour bulletin", "harbour bulletin staff"],
            "(according to the) harbour bulletin",
        ),
        (["the harbour bulletin", "bulletin"], "bulletin"),
        (["harbour bulletin", "“Harbour Bulletin”"], "harbour bulletin"),
        (["harbour", "the harbour-master"], "harbour"),
        (["海岸通信", "据海岸通信报道"], "海岸通信"),
        (["harbour bulletin|paper", "our harbour bulletin", "their harbour paper"], "harbour bulletin|paper"),
    ],
)
def test_a_phrase_that_holds_another_one_finds_nothing_more(tmp_path, phrases, covering):
    stated = ", ".join(f"'{phrase}'" for phrase in phrases)
    found = warned(tmp_path, f"{{words: {{phrase: [{stated}, harbour bulletin of the day]}}}}")
    assert any(f"the phrase holds what `{covering}` finds" in what for what in found)


@pytest.mark.parametrize(
    "phrases",
    [
        ["harbour bulletin", "harbour master"],
        ["harbour bulletin", "bulletins of the day"],
        ["HB", "hb news"],  # capitals match as such only
        ["harbour (bulletin) staff", "bulletin staff of"],
        ["bulletin of the day", "harbour bulletin of (the) day"],
        ["{agencies}", "{agencies} staff"],
        ["harbour bulletin", r"harbour \(bulletin\)"],
    ],
)
def test_a_phrase_that_may_stand_without_the_others_is_not_warned_of(tmp_path, phrases):
    stated = ", ".join(f"'{phrase}'" for phrase in phrases)
    assert warned(tmp_path, f"{{words: {{phrase: [{stated}]}}}}") == []


@pytest.mark.parametrize(
    "keys",
    [
        {
            "match": "{words: {phrase: [harbour bulletin, harbour bulletin staff], except: {regex: 'x staff'}}}"
        },
        {
            "match": "{words: {phrase: [harbour bulletin, harbour bulletin staff]}}",
            "tests": "[{text: the harbour bulletin staff, span: harbour bulletin staff, expect: match},"
            " {text: the harbour master, expect: silent}]",
        },
    ],
)
def test_a_longer_hit_that_is_meant_is_not_warned_of(tmp_path, keys):
    assert warned(tmp_path, **keys) == []


@pytest.mark.parametrize(
    ("regex", "alternatives"),
    [
        ("HB|HB News", ("HB", "HB News")),
        (r"\b(?:HB|HB News)\b", ("HB", "HB News")),
        (r"(?i)from (?P<outlet>quay|quay-side)\W*$|x", None),
        (r"(?i)from (?P<outlet>quay|quay-side)\W{0,3}", ("quay", "quay-side")),
        (r"the (?:(?:quay|quay office)|pier)\b", ("quay", "quay office")),
        ("(?:quay|pier|quay) office", ("quay", "quay")),
        (r"a(?:H\.B\.|H\.B\. News)?x?", ("H.B.", "H.B. News")),
        ("quay|quays?", ("quay", "quays?")),
        ("(?:HB|HB News) said", None),
        (r"\b(?:HB|HBN)\b", None),
        ("(?:HB|HB News)$", None),
        ("(?:HB|HB News)+", None),
        ("(?:HB News|HB)", None),
        ("(?:HB?|HB News)", None),
        ("(?:[H]B|HB News)", None),
        ("HB|by HB", None),
        (r"(?x) HB | HB\ News", None),
        (r"\bquay|quay-side", None),
        ("(?i:HB)|HB News", None),
        (r"(?:quay\b|quay-side)", (r"quay\b", "quay-side")),
        (r"(?:quay\b|quays)", None),
        (r"\bHB\b|\bHB News\b", (r"\bHB\b", r"\bHB News\b")),
        (r"\bHB\b|\bHBs\b", None),
    ],
)
def test_an_alternative_is_warned_of_only_where_it_is_never_reached(tmp_path, regex, alternatives):
    tests = "[{text: HB quay a H.B. bulletin, expect: match}, {text: '1', expect: silent}]"
    found = [
        fault.what
        for fault in rulebook(
            tmp_path, rule(match=f"{{words: {{regex: '(?:1|{regex})'}}}}", tests=tests)
        ).faults
    ]
    told = "the alternative `{1}` is never reached: `{0}` in front of it is taken first"
    assert found == ([told.format(*alternatives)] if alternatives else [])


@pytest.mark.parametrize(
    ("phrase", "warned_of"),
    [("report (HB)", True), (r"report \(HB\)", False), ("report (by) HB", False), ("(the) report", False)],
)
def test_brackets_that_stand_in_the_text_are_told_from_words_that_may_be_absent(tmp_path, phrase, warned_of):
    tests = "[{text: the report (HB), expect: match}, {text: 'the (quiet) harbour', expect: silent}]"
    if phrase == "report (by) HB":
        tests = tests.replace("(HB)", "HB")
    found = warned(tmp_path, f"{{words: {{phrase: ['{phrase}']}}}}", tests=tests)
    assert [what.startswith("`(HB)` stands in a test with its brackets") for what in found] == [
        True
    ] * warned_of


@pytest.mark.parametrize(
    ("regex", "never"),
    [
        (r"^\b\(HB\)", True),
        (r"HB:\b$", True),
        (r"HB\b\w", True),
        (r"H\b\bB", True),
        (r"HB\B ", True),
        (r"HB\B\s", True),
        (r"\w+\B,", True),
        (r", \BHB", True),
        (r"HB\B", False),
        (r"HB\Bx", False),
        (r"HB\B ?x", False),
        (r"HB \B,", False),
        (r"HB[ ]?\Bx", False),
        (r"HB\s*\Bx", False),
        (r"^\b\(?HB", False),
        (r"HB:?\b$", False),
        (r"HB\b\w*", False),
        (r"H\bB?", False),
        (r"\x20\bHB", False),
        (r"\pZ\bHB", False),
        (r"(?:HB\b$)", False),
    ],
)
def test_an_edge_of_a_word_where_none_can_be_is_told_and_no_other(tmp_path, regex, never):
    tests = "[{text: the HB, expect: match}, {text: the harbour, expect: silent}]"
    found = warned(tmp_path, f"{{words: {{regex: '{regex}'}}}}", tests=tests)
    assert [what.startswith("the pattern can never match") for what in found] == [True] * never


WORDS = st.lists(
    st.sampled_from(["a", "ab", "a b", "b", "b a", r"a\.", "aB", r"\ba\b", r"\bab\b", r"\ba b", r"a\b"]),
    min_size=2,
    max_size=4,
)


@given(
    words=WORDS, around=st.sampled_from(["({})", r"\b({})\b", "(({})b?)", "({})?a*", "({}) a", "(x({})|a)"])
)
def test_without_an_unreached_alternative_a_pattern_hits_the_same(words, around):
    pattern = around.format("|".join(words))
    texts = pl.Series(
        [f"{one} {two}" for one in ("a", "b", "ab", "a.", "xa b") for two in ("a", "b a", "ab", "aB")]
    )
    pairs = list(_pairs(read_pieces(pattern), "end", 0))
    for _, second in pairs:
        at = second[0].at
        length = sum(len(item.text) + (item.text == ".") for item in second)
        without = pattern[: at - 1] + pattern[at + length :]
        assert texts.str.extract(without, 0).to_list() == texts.str.extract(pattern, 0).to_list()


@given(
    phrase=st.lists(
        st.sampled_from(["quay", "(old) quay", "quay|pier", "the", "(the old)", "o(l)d"]), min_size=1
    )
)
def test_every_reading_of_a_phrase_is_hit_by_it(phrase):
    text = " ".join([*phrase, "office"])
    found = readings(text)
    if found:
        assert pl.Series(found).str.contains(rf"\A(?:{phrase_regex(text, lambda *_: '')})\z").all()


def test_the_shipped_rules_are_warned_of_nothing():
    assert [str(fault) for fault in load().faults] == []
