"""Rules that look at who is cited: the zones of citations, from a rule's file to an audit's signals."""

import polars as pl
import pytest
from rulebook_fixture import articles, rule, rulebook

from provaudit import audit
from provaudit.authoring.corpus import find, read_corpus
from provaudit.authoring.shelf import Shelf
from provaudit.frames import SIGNALS
from provaudit.rulebook import late_signals, load, run_tests, text_signals, with_cited
from provaudit.sourcing import cited
from provaudit.zones import find_zones

CITED = rule(
    zone="[cited-anonymous]",
    match='{words: {phrase: ["aides"]}}',
    tests='[{text: "The pier is lost, aides said.", zone: body, expect: match, span: aides}, '
    '{text: "The aides slept while the mayor said nothing.", zone: body, expect: silent}]',
)


def signals(book, found):
    zones = find_zones(found)
    known = found.select("article")
    return late_signals(known, book, found, with_cited(zones, cited(found, zones)))


def test_a_citation_is_a_zone_from_the_source_to_the_words_that_attribute():
    found = articles(
        "The pier is lost, said one of the aides. According to the Courier, Una Quell has said it is not."
    )
    zones = find_zones(found)
    added = with_cited(zones, cited(found, zones)).filter(pl.col("zone").str.starts_with("cited-"))
    text = found["text"][0]
    spans = {zone: text[start:end] for zone, start, end in added.select("zone", "start", "end").iter_rows()}
    assert spans == {
        "cited-anonymous": "said one of the aides",
        "cited-medium": "According to the Courier",
        "cited-person": "Una Quell has said",
    }


def test_a_rule_finds_words_where_they_are_cited_and_nowhere_else(tmp_path):
    book = rulebook(tmp_path, CITED)
    found = articles("The aides slept on the pier.", "The pier is lost, aides said.")
    hits = signals(book, found)
    assert hits.select("article", "zone", "start", "text").rows() == [(1, "cited-anonymous", 18, "aides")]


def test_such_a_rule_waits_until_it_is_known_who_is_cited(tmp_path):
    book = rulebook(tmp_path, CITED)
    found = articles("The pier is lost, aides said.")
    assert text_signals(found, find_zones(found), book).is_empty()


def test_citations_can_be_cut_out(tmp_path):
    match = '{words: {phrase: ["aides"]}}'
    book = rulebook(tmp_path, rule(zone="[body, standfirst]", ignore="[cited-anonymous]", match=match))
    found = articles("The pier is lost, aides said.", "The aides slept on the pier.")
    assert signals(book, found)["article"].to_list() == [1]


def test_the_rule_s_own_tests_know_who_is_cited(tmp_path):
    outcomes = run_tests(rulebook(tmp_path, CITED), find_zones, cited)
    assert [(one.result, one.hits) for one in outcomes] == [("ok", ("aides",)), ("ok", ())]


def test_nobody_asks_who_is_cited_for_rules_that_do_not(tmp_path):
    def fail(*_):
        raise AssertionError

    assert [one.result for one in run_tests(rulebook(tmp_path, rule()), find_zones, fail)] == ["ok", "ok"]


@pytest.mark.parametrize("composed", ["café", "cafe\N{COMBINING ACUTE ACCENT}"])
def test_an_audit_shows_the_words_of_a_citation_where_they_stand(tmp_path, composed):
    text = f"The {composed} by the pier burned down on Monday. Nobody was hurt, one harbour aide said."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    told = audit(tmp_path / "a.txt")
    (hit,) = told.signals.filter(pl.col("rule") == "sourcing/anonymous-cited").to_dicts()
    assert text[hit["start"] : hit["end"]] == hit["text"] == "one harbour aide said"


def test_a_corpus_on_the_bench_is_asked_who_is_cited(tmp_path):
    (tmp_path / "a.txt").write_text("The pier is lost, one harbour aide said.", encoding="utf-8")
    kept = Shelf(load(), ())
    wanted = kept.rule("sourcing/anonymous-cited")
    found = find(read_corpus([tmp_path]), kept, [wanted]).signals
    assert found.columns == list(SIGNALS)
    assert found["text"].to_list() == ["one harbour aide said"]


def test_a_zone_of_citations_that_is_none_is_told(tmp_path):
    path = tmp_path / "sourcing" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(rule("sourcing/mine", zone="[cited-anonymus]"), encoding="utf-8")
    (fault,) = [one for one in load([tmp_path]).faults if "mine.yaml" in one.file]
    assert "cited-anonymous" in str(fault)
