"""Zones and rules share their word lists: whatever a vocabulary has is zoned as a credit, and a rule finds it there."""

import polars as pl
import pytest
from test_zones import LAST, LEAD, MORE, pile

from provaudit.rulebook import load, text_signals
from provaudit.zones import find_zones
from provaudit.zones.signatures import is_button

BODY = f"{LEAD}\n\n{MORE}\n\n{LAST}"
BOOK = load()


def closings(lines):
    """The zone of each line as an article's last, and the rules that hit there."""
    rows = pile(*(f"{BODY}\n\n{line}" for line in lines))
    found = find_zones(rows)
    hits = text_signals(rows, found, BOOK).group_by("article").agg("rule")
    last = found.sort("article", "start").group_by("article").agg(pl.col("zone").last())
    seen = last.join(hits, on="article", how="left").sort("article")
    rules = (set(rules or ()) for rules in seen["rule"].to_list())
    return list(zip(lines, seen["zone"], rules, strict=True))


def forms(vocabulary):
    return [form for entry in BOOK.vocabulary[vocabulary].entries for form in entry.forms]


@pytest.mark.parametrize("shape", ["{}: Reuters", "({}: Reuters)", "{}：Reuters"])
def test_each_label_of_a_source_line_is_zoned_as_one_and_reaches_its_rule(shape):
    for line, zone, rules in closings([shape.format(label) for label in forms("source-labels")]):
        assert zone in {"source-line", "sign-off"}, line
        assert "origin/agency-source-line" in rules, line


@pytest.mark.parametrize("shape", ["({})", "{}", "© {}", "— {}"])
def test_each_form_of_an_agency_as_the_last_line_is_a_credit_that_a_rule_finds(shape):
    lines = [shape.format(form) for form in forms("agencies")]
    buttons = pl.Series(lines).to_frame("line").filter(is_button(pl.col("line")))["line"].to_list()
    for line, zone, rules in closings([line for line in lines if shape != "{}" or line not in buttons]):
        assert zone in {"source-line", "sign-off"}, line
        assert any(rule.startswith("origin/agency-") for rule in rules), line
    assert len(buttons) < len(lines) / 50
