"""What a codebook prints of a long regular expression: words that a reader knows, and not more than a few lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.authoring.gist import LONG, MOST, gist
from provaudit.rulebook import load
from provaudit.rulebook.rule import Words

NEVER = "z" * LONG
"""A last alternative that makes a pattern long."""


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (r"(?i)\bnotice\s+on\b", r"(?i)\bnotice\s+on\b"),
        (rf"(?i:\b(?:the|a|our)\s+(?:new )?piers?\b)|{NEVER}", f"[the | a | our] (new) pier(s) | {NEVER}"),
        (rf"\b(?:a|b|c|d|e|f|g|h|i)\b {NEVER}", f"[a | b | c | d | e | f | … 3 more] {NEVER}"),
        (rf"\b(?:a|b|c|d|e|f|g) {NEVER}", f"[a | b | c | d | e | f | g] {NEVER}"),
        (rf"^\W{{0,4}}[Aa]ccording to (?P<outlet>[^\n]{{1,30}}) {NEVER}", f"…According to … {NEVER}"),
        (rf"(?:(?:is|was)\s+)?{{agencies}}\.?[-–]?\s*{NEVER}", f"(is | was) {{agencies}} {NEVER}"),
        (rf"(?x) spaced   out {NEVER}", f"(?x) spaced   out {NEVER}"),
    ],
)  # fmt: skip
def test_a_long_pattern_is_told_in_words(pattern, told):
    assert gist(pattern) == told


def test_no_gist_is_longer_than_a_few_lines():
    words = "|".join(f"(?:pier {number}|quay {number} (?:north|south))" for number in range(90))
    told = gist(rf"(?:{words})\s+" * 6)
    assert (len(told) <= MOST + 2, told[-1]) == (True, "…")
    assert gist("x" * 1_000) == "x" * MOST + " …"


@given(st.text(r"ab|()?*+[]\pWsd{}1,.^$- ", min_size=LONG + 1, max_size=200))
def test_whatever_the_pattern_a_gist_is_short_and_no_error(pattern):
    assert 0 < len(gist(pattern)) <= MOST + 2


def test_what_the_shipped_rules_look_for_can_be_read():
    regexes = {
        text
        for rule in load().rules
        for one in rule.selections
        if isinstance(one, Words)
        for text in _listed(rule.document["match"][one.name].get("regex"))
    }
    told = {one: gist(one) for one in regexes if len(one) > LONG}
    assert len(told) > 100
    assert max(map(len, told.values())) <= MOST + 2
    wordless = [one for one, said in told.items() if said.startswith(one[:20])]
    assert len(wordless) < 5
    assert not [said for one, said in told.items() if ("(?" in said or "\\" in said) and one not in wordless]


def _listed(stated):
    return [stated] if isinstance(stated, str) else stated or []
