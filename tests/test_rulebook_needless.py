"""Warnings of selections, bounds and edges that nothing fulfils, or that another one makes needless."""

import pytest
from rulebook_fixture import AGENCIES
from test_rulebook_vain import warned


def test_a_phrase_that_a_vocabulary_covers_is_told(tmp_path):
    form = "Harbour Wire"
    assert form in AGENCIES
    told = ["the phrase finds nothing that `{agencies} says` does not find"]
    assert warned(tmp_path, f"{{words: {{phrase: ['{{agencies}} says', '{form} says']}}}}") == told
    assert warned(tmp_path, "{words: {phrase: ['{agencies} says', 'Delmar says']}}") == []


def test_a_phrase_that_holds_what_a_vocabulary_finds_is_told_unless_longer_hits_are_meant(tmp_path):
    told = ["the phrase holds what `{agencies} says` finds, so it finds nothing more"]
    match = "phrase: ['{agencies} says', 'Harbour Wire says so']"
    assert warned(tmp_path, f"{{words: {{{match}}}}}") == told
    assert warned(tmp_path, f"{{words: {{{match}, except: {{phrase: ['says so far']}}}}}}") == []


NEVER = "`when` can never hold"
APART = f"{NEVER}: `a` and `b` exclude each other"
LATER = "selection `b` finds nothing that `a` does not find"
NARROWER = "selection `a` finds nothing that `b` does not find"
METRIC = "{metric: {name: %s}}"
FIELD = "{meta: {field: outlet, %s}}"


@pytest.mark.parametrize(
    ("one", "other", "when", "told"),
    [
        ("{phrase: [quay]}", "{phrase: [quay]}", "a or b", LATER),
        ("{phrase: [the quay]}", "{phrase: [quay, pier]}", "a or b", NARROWER),
        ("{regex: quay}", "{regex: quay}", "a or b", LATER),
        ("{phrase: [quay]}", "{phrase: [quay]}", "a and not b", NEVER),
        ("{phrase: [the quay]}", "{phrase: [quay]}", "a and not b", NEVER),
        (FIELD % "present: true", FIELD % "absent: true", "a and b", APART),
        (FIELD % "equals: Courier", FIELD % "absent: true", "a and b", APART),
        ("{phrase: [quay]}", "{phrase: [the quay]}", "a and not b", None),
        ("{phrase: [quay]}", "{phrase: [pier]}", "a or b", None),
        ("{phrase: [quay]}", "{phrase: [quay], except: {regex: quayside}}", "a and not b", None),
        (FIELD % "equals: Courier", FIELD % "equals: Beacon", "a and b", APART),
        (FIELD % "equals: Courier", FIELD % "phrase: beacon", "a and b", APART),
        (FIELD % "equals: Courier", FIELD % "phrase: courier", "a or b", NARROWER),
        (METRIC % "words, over: 100", METRIC % "words, under: 50", "a and b", APART),
        (METRIC % "words, over: 100", METRIC % "words, over: 50", "a or b", NARROWER),
        (METRIC % "cited_person, over: 5", METRIC % "cited, under: 5", "a and b", APART),
        (METRIC % "cited_person, over: 3", METRIC % "cited, under: 5", "a and b", None),
        (METRIC % "cited, over: 1", METRIC % "cited, under: 3", "a and b", None),
        (FIELD % "equals: [Courier, Beacon]", FIELD % "phrase: beacon", "a and b", None),
        (FIELD % "present: true", FIELD % "equals: Courier", "a and not b", None),
        ("{phrase: [the quay, pier]}", "{phrase: [quay]}", "a or b", None),
    ],
)  # fmt: skip
def test_selections_that_settle_each_other_are_told(tmp_path, one, other, when, told):
    assert warned(tmp_path, f"{{a: {one}, b: {other}}}", when=when) == [told] * bool(told)


@pytest.mark.parametrize(
    ("bound", "can"),
    [
        ("name: quotation, over: 1", False),
        ("name: words, at-most: -1", False),
        ("name: words, under: 0", False),
        ("name: share, equals: 2", False),
        ("name: cited, equals: 1.5", False),
        ("name: cited, in: [1, 1.5]", False),
        ("name: uncredited, equals: true", True),
        ("name: cited, at-least: 1.5", True),
        ("name: quotation, at-least: 1", True),
        ("name: words, under: 1", True),
        ("name: coleman_liau_index, under: -1", True),
    ],
)
def test_a_bound_beyond_what_a_metric_can_be_is_told(tmp_path, bound, can):
    found = warned(tmp_path, f"{{a: {{metric: {{{bound}}}}}}}")
    assert any("can never hold for" in what for what in found) is not can


@pytest.mark.parametrize(
    ("tests", "told"),
    [
        ("over: 1, under: 2", "`over: 1` and `under: 2` never hold together"),
        ("over: 6, equals: 5", "`over: 6` and `equals: 5` never hold together"),
        ("over: 1, under: 3", None),
    ],
)
def test_comparisons_between_which_no_count_lies_are_told(tmp_path, tests, told):
    assert warned(tmp_path, f"{{a: {{metric: {{name: cited, {tests}}}}}}}") == [told] * bool(told)


@pytest.mark.parametrize(
    ("meta", "keys", "told"),
    [
        ("equals: fr", {"language": "[de]"}, "`fr` can never hold: the rule looks at articles in de alone"),
        ("absent: true", {"needs": "[language]"}, "`absent` can never hold: the rule needs the language to be known"),
        ("phrase: german", {}, "no language is called so: they are known by their codes"),
        ("equals: de", {"language": "[de, fr]"}, None),
        ("absent: true", {"language": "[de]"}, None),
        ("regex: '^d'", {}, None),
    ],
)  # fmt: skip
def test_a_language_that_the_rule_never_meets_is_told(tmp_path, meta, keys, told):
    match = f"{{a: {{meta: {{field: language, {meta}}}}}, b: {{phrase: [the harbour]}}}}"
    assert warned(tmp_path, match, **keys) == [told] * bool(told)


def test_a_language_that_is_no_code_is_told(tmp_path):
    stated = "{a: {meta: {field: language, equals: [de, german]}}}"
    assert warned(tmp_path, stated) == ["`german` can never hold: languages are known by their codes"]


@pytest.mark.parametrize(
    ("regex", "vain"),
    [
        ("^quay.*^pier", "pattern"),
        ("quay$.*pier", "pattern"),
        (r"(?i)quay.*\Apier", "pattern"),
        ("quay|pier$s", "part"),
        ("(?:quay^s)?pier", "part"),
        ("quay(?:,|^pier)", "part"),
        ("(?m)^quay.*^pier", None),
        ("(?:^|,)quay", None),
        ("quay(?:$|,)", None),
        ("(?:^quay)+", None),
        ("^(?:quay|pier)$", None),
        (r"[^$]?quay\^", None),
        (r"quay\b{end}$", None),
    ],
)
def test_an_edge_of_the_text_amid_a_pattern_is_told_whatever_lies_between(tmp_path, regex, vain):
    found = warned(tmp_path, f"{{a: {{regex: '{regex}'}}}}")
    assert [what.partition(" can never match")[0] for what in found] == {
        "pattern": ["the pattern"], "part": ["the part of the pattern around it"], None: []
    }[vain]  # fmt: skip


@pytest.mark.parametrize(
    ("regex", "told"),
    [
        (r"quay\B\b", True),
        (r"quay\b\B", True),
        ("(?i)quay|QUAY", True),
        ("(?i:quay|QUAY side)", True),
        (r"quay\\b\B", False),
        ("quay|QUAY", False),
        ("(?i:quay)|QUAY", False),
        ("(?i)(?-i:quay|QUAY)", False),
    ],
)
def test_edges_and_cases_that_take_nothing_are_told(tmp_path, regex, told):
    assert bool(warned(tmp_path, f"{{a: {{regex: '{regex}'}}}}")) is told


@pytest.mark.parametrize(
    ("phrase", "sign"),
    [
        (r"Beacon No \d+", r"\d+"),
        ("from .* harbour", ".*"),
        ("[A-Z] Beacon", "[A-Z]"),
        ("(?:the) harbour", "(?"),
        ("harbour (office)", None),
        ("[bulletin]", None),
        (r"harbour \(bulletin\)", None),
        ("H. B. staff", None),
        ("fee of $5", None),
    ],
)
def test_signs_of_regular_expressions_in_a_phrase_are_told(tmp_path, phrase, sign):
    told = f"`{sign}` is looked for as it stands: a phrase is no regular expression"
    assert (told in warned(tmp_path, f"{{a: {{phrase: '{phrase}'}}}}")) is (sign is not None)
