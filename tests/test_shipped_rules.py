"""The rules that ship: enough of them, documented, each true to its own tests on texts that are zoned for real."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from bench import corpora, rule_sample
from rule_catalogue import catalogue

from provaudit.ingest import read
from provaudit.model import Dimension
from provaudit.resources import shipped
from provaudit.rulebook import load, run_tests, text_signals
from provaudit.rulebook.metrics import METRICS
from provaudit.sourcing import cited
from provaudit.zones import find_zones

RULES = shipped("rules")
FILES = sorted(path for path in RULES.glob("*/*.yaml") if path.parent.name != "vocabulary")
WORDS_OF_MEANING = (
    "Shows", "Hides", "Half hides", "Misleads", "Names", "Credits", "Says", "Points to", "Carried", "Closed",
    "Half closed", "Answers", "Speaks", "Can be asked", "Discloses", "States", "Labels", "Describes",
)  # fmt: skip


@pytest.fixture(scope="module")
def rulebook():
    return load()


@pytest.fixture(scope="module")
def outcomes(rulebook):
    return run_tests(rulebook, find_zones, cited)


def vocabulary(name):
    entries = yaml.safe_load((RULES / "vocabulary" / f"{name}.yaml").read_text("utf-8"))["entries"]
    return {entry["name"]: entry["forms"] for entry in entries}


def test_every_shipped_file_is_a_sound_rule(rulebook):
    assert [str(fault) for fault in rulebook.faults] == []
    assert {rule.id for rule in rulebook.rules} == {f"{p.parent.name}/{p.stem}" for p in FILES}


def test_there_are_at_least_110_rules_over_all_dimensions(rulebook):
    stable = Counter(rule.dimension for rule in rulebook.rules if rule.status == "stable")
    assert set(stable) == set(Dimension)
    assert sum(stable.values()) >= 110
    assert min(stable.values()) >= 5


def test_the_catalogue_tells_of_the_rules_as_they_are(rulebook, request):
    page = RULES / "CATALOGUE.md"
    if request.config.getoption("--update-golden"):
        page.write_text(catalogue(rulebook), encoding="utf-8")
    assert catalogue(rulebook) == page.read_text("utf-8")


def test_at_least_forty_agencies_are_known_and_none_twice():
    agencies = vocabulary("agencies")
    assert len(agencies) >= 40
    forms = Counter(form for forms in agencies.values() for form in forms)
    assert [form for form, times in forms.items() if times > 1] == []


def test_at_least_twenty_agencies_are_credited_by_the_rules_own_tests(outcomes):
    credited = {source for outcome in outcomes for source in outcome.sources}
    assert len(credited & set(vocabulary("agencies"))) >= 20


def test_unambiguous_names_are_forms_of_the_same_agency():
    agencies = vocabulary("agencies")
    for name, forms in vocabulary("agency-names").items():
        assert set(forms) <= set(agencies[name])
        assert not {"PA", "UNI", "MENA", "TT", "CP", "APA", "SDA", "ANI", "AP"} & set(forms)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_rule_is_documented_and_tested(path: Path):
    rule = yaml.safe_load(path.read_text("utf-8"))
    for key in ("summary", "message", "why", "false_positives", "references", "codebook"):
        assert rule.get(key), key
    assert {"variable", "definition", "include", "exclude", "borderline"} == set(rule["codebook"])
    expected = Counter(test["expect"] for test in rule["tests"])
    assert expected["match"] >= 2
    assert expected["silent"] >= 2
    assert rule["message"].startswith(WORDS_OF_MEANING)


def test_related_rules_exist(rulebook):
    known = {rule.id for rule in rulebook.rules}
    assert {other for rule in rulebook.rules for other in rule.related} <= known


SCRIPTS = {
    "ar": "[\u0600-\u06ff]", "fa": "[\u0600-\u06ff]", "el": "[\u0370-\u03ff]", "hi": "[\u0900-\u097f]",
    "ja": "[\u3040-\u30ff\u4e00-\u9fff]", "ko": "[\uac00-\ud7af]", "ru": "[\u0400-\u04ff]", "th": "[\u0e00-\u0e7f]",
    "uk": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]",
}  # fmt: skip


def test_a_rule_in_other_scripts_only_is_tested_in_them_only(rulebook):
    for rule in rulebook.rules:
        if rule.languages and set(rule.languages) <= set(SCRIPTS):
            written = "|".join(SCRIPTS[code] for code in rule.languages)
            assert all(re.search(written, test.text) for test in rule.tests), rule.id


def test_a_test_in_a_named_language_is_written_in_its_script(rulebook):
    for rule in rulebook.rules:
        for test in rule.tests:
            script = SCRIPTS.get(test.article.get("language", ""), "")
            assert re.search(script, test.text + test.article.get("title", "")), (rule.id, test.text)


def test_at_least_fifteen_languages_have_rules_that_match_a_text_of_theirs(rulebook):
    matched = {
        test.article["language"]
        for rule in rulebook.rules
        for test in rule.tests
        if test.expect == "match" and "language" in test.article
    }
    assert len(matched) >= 15
    assert matched >= {
        "ar",
        "de",
        "el",
        "hi",
        "ja",
        "ko",
        "nl",
        "pl",
        "pt",
        "ru",
        "sv",
        "th",
        "tr",
        "uk",
        "zh",
    }


def test_every_rule_passes_its_own_tests(outcomes):
    assert [o for o in outcomes if not o.ok] == []


def test_form_describes_and_scores_nothing(rulebook):
    assert {rule.points for rule in rulebook.rules if rule.dimension == Dimension.FORM} == {0}


def test_an_agencys_mark_never_costs_points(rulebook):
    origin = [rule for rule in rulebook.rules if rule.dimension == Dimension.ORIGIN]
    assert [rule.id for rule in origin if rule.points < 0] == []


def example(first):
    """Return the YAML block of the rules' README that begins with these words."""
    text = (RULES / "README.md").read_text("utf-8")
    block = next(part for part in text.split("```yaml\n") if part.startswith(first))
    return block.split("```")[0]


def test_the_readmes_example_is_a_rule_that_passes_its_tests(tmp_path):
    (tmp_path / "attribution").mkdir()
    (tmp_path / "attribution" / "harbour-wire.yaml").write_text(
        example("id: attribution/harbour-wire"), "utf-8"
    )
    overlaid = load([tmp_path])
    alone = tuple(rule for rule in overlaid.rules if rule.id == "attribution/harbour-wire")
    results = run_tests(replace(overlaid, rules=alone), find_zones, cited)
    assert [str(fault) for fault in overlaid.faults] == []
    assert [outcome.result for outcome in results] == ["ok"] * 4


def test_the_readmes_vocabulary_makes_an_agency_known(tmp_path):
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "agencies.yaml").write_text(example("name: agencies"), "utf-8")
    overlaid = load([tmp_path])
    assert [str(fault) for fault in overlaid.faults] == []
    assert "Skerry Wire" in {entry.name for entry in overlaid.vocabulary["agencies"].entries}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("ORLEVA (CNN) - The harbour board closed two piers on Monday after cracks were found.", set()),
        ("The pier (Una Quell, Harbour Pool Photo via AP)", set()),
        ("The board closed two piers.\n\nThe Associated Press contributed to this report.", {("AP", "contributed")}),
        ("The harbour board closed two piers, its chair told Reuters on Monday.", {("Reuters", "mention")}),
        ("The harbour board closed two piers.\n\nCopyright 2031 Orleva Courier. All rights reserved.", set()),
    ],
)  # fmt: skip
def test_what_looks_like_wire_copy_and_is_not(text, marks, rulebook, tmp_path):
    (tmp_path / "article.txt").write_text(text, "utf-8")
    articles = read([tmp_path]).articles
    signals = text_signals(articles, find_zones(articles), rulebook)
    assert set(signals.select("source", "mark").drop_nulls().rows()) == marks


def test_the_labels_of_five_central_rules_hold_ids_and_no_text():
    rows = [row for draw in rule_sample.DRAWS for row in rule_sample.labels(draw)]
    assert {row["group"] for row in rows} == {"agency-credit", *rule_sample.RULES}
    assert {row["label"] for row in rows} == {"yes", "no"}
    assert all(re.fullmatch(r"[A-Za-z0-9]{16}", row["id"]) for row in rows)
    assert len({row["id"] for row in rows if row["draw"] == "first" and row["drawn_for"] == "random"}) == 150


def test_a_question_is_answered_by_any_of_its_rules():
    article = {"agency": None, "signals": [{"rule": "sourcing/anonymous-close"}, {"rule": "form/very-short"}]}
    said = {group for group in ("agency-credit", *rule_sample.RULES) if rule_sample.says(group, article)}
    assert said == {"anonymous-sourcing"}
    assert rule_sample.says("agency-credit", {"agency": "AP", "signals": []})


@pytest.mark.acceptance
@pytest.mark.skipif(not corpora.SHARED.is_dir(), reason="needs ../shared, which is not part of the project")
def test_five_central_rules_find_what_a_reader_found(tmp_path):
    hits, cases = Counter(), Counter()
    for found in rule_sample.measure(tmp_path):
        for name, one in found.figures.items():
            hits[name] += round(one.value * one.n) if one.n else 0
            cases[name] += one.n
    short = {name: hits[name] / n for name, n in cases.items() if hits[name] / n < 0.9}
    assert short == {}


def test_the_readme_names_every_metric():
    told = re.search(
        r"^\*\*Metrics\.\*\* .*?\n\n", (RULES / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert set(re.findall(r"`(\w+)`", told[0])) == set(METRICS)
