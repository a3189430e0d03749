import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rulebook_fixture import all_body, articles, rule, rulebook, zones

from provaudit.rulebook import readability, run_tests, score, text_signals
from provaudit.rulebook.facts import find_facts
from provaudit.sourcing import cited

LONG = "Ships came in. " * 30


def scores(book, found):
    zoned = all_body(found)
    return score(found, zoned, text_signals(found, zoned, book), book)


def words(text):
    return f"{{words: {{phrase: [{text}]}}}}"


def test_points_add_up_once_a_rule_and_only_the_best_of_a_group(tmp_path):
    book = rulebook(
        tmp_path,
        rule("origin/alone", match=words("ships"), points="1"),
        rule("origin/good", match=words("ships"), points="2", group="mark"),
        rule("origin/better", match=words("boats"), points="-3", group="mark"),
        rule("origin/worse", match=words("planes"), points="-1", group="mark"),
        rule("origin/draft", match=words("ships"), points="5", status="draft"),
    )
    found = scores(book, articles("ships\nships", "ships and boats", "nothing"))
    assert found.select("article", "points", "min", "max").rows() == [
        (0, 3, -3, 3),
        (1, -2, -3, 3),
        (2, 0, -3, 3),
    ]


def test_a_dimension_s_cap_bounds_points_and_what_could_have_been(tmp_path):
    rules = [rule(f"attribution/r{n}", match=words("ships"), points="2") for n in range(3)]
    (row,) = scores(rulebook(tmp_path, *rules), articles("ships")).to_dicts()
    assert (row["points"], row["min"], row["max"]) == (3, 0, 3)


def test_a_dimension_of_which_nothing_can_be_assessed_has_no_points(tmp_path):
    book = rulebook(tmp_path, rule(needs="[tail]"), rule("attribution/x", language="[de]"))
    found = scores(book, articles(LONG + "and then the", language="fr"))
    assert found.select("dimension", "points", "max").rows() == [
        ("attribution", None, None),
        ("origin", None, None),
    ]


def test_a_hit_makes_its_rule_assessable(tmp_path):
    book = rulebook(tmp_path, rule(needs="[tail]"))
    (row,) = scores(book, articles("harbour bulletin")).to_dicts()
    assert (row["points"], row["max"]) == (2, 2)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.integers(-10, 10), st.sampled_from(["a", "b", None])), min_size=1, max_size=6))
def test_points_lie_between_what_is_possible_and_the_cap(tmp_path_factory, given_rules):
    rules = [
        rule(f"origin/r{n}", match=words("ships" if n % 2 else "boats"), points=str(points), group=group)
        for n, (points, group) in enumerate(given_rules)
    ]
    book = rulebook(tmp_path_factory.mktemp("rules"), *rules)
    for row in scores(book, articles("ships", "boats", "ships boats", "none")).to_dicts():
        assert -5 <= row["min"] <= row["points"] <= row["max"] <= 5


@pytest.mark.parametrize(
    ("text", "head", "tail"),
    [
        (LONG, True, True),
        ("Too short to say.", False, False),
        (LONG + "and then the", True, False),
        (LONG + "And then…", True, False),
        (LONG + "Continue reading", True, False),
        (LONG + "And then [+1200 chars]", True, False),
        (LONG + "He said “no.”", True, True),
        ("…came in. " + LONG, False, True),
        ("came in. " + LONG, False, True),
        ("船が港に入った。" * 30, True, True),
    ],
)
def test_a_cut_text_lacks_its_head_or_tail(text, head, tail):
    found = articles(text)
    (facts,) = find_facts(found, all_body(found)).to_dicts()
    assert (facts["head"], facts["tail"], facts["body"]) == (head, tail, head or tail)


def test_an_own_text_that_something_follows_is_not_cut():
    found = articles(LONG + "list of ports\nHW")
    zoned = zones((0, "body", 0, len(LONG) + 13), (0, "sign-off", len(LONG) + 14, len(LONG) + 16))
    assert find_facts(found, zoned)["tail"].to_list() == [True]


def test_facts_tell_what_is_known_of_an_article():
    found = articles(LONG, LONG, byline=["Ada Quill", None], language=[None, "de"])
    facts = find_facts(found, zones((0, "body", 0, 40)))
    assert facts["byline"].to_list() == [True, False]
    assert facts["metadata"].to_list() == [True, False]
    assert facts["language"].to_list() == [False, True]
    assert facts["lineage"].to_list() == [True, True]
    assert facts["body"].to_list() == [True, False]


LIX = "{hard: {metric: {name: lix, over: 60}}}"
HARD = "Administrative responsibilities notwithstanding, intergovernmental organisations systematically communicated. "


def test_readability_is_measured_where_a_rule_asks_and_the_language_allows(tmp_path):
    book = rulebook(
        tmp_path,
        rule("form/hard", match=LIX),
        rule("form/rix", match="{r: {metric: {name: rix, over: 9}}}", status="retired"),
    )
    found = articles(HARD * 20, HARD * 20, HARD * 20, HARD, language=["en", "ja", None, "en"])
    measured = readability(found, all_body(found), book)
    assert measured.columns == ["article", "lix"]
    assert measured["lix"].is_null().to_list() == [False, True, True, True]
    assert measured["lix"][0] > 60


def test_readability_costs_nothing_where_no_rule_asks(tmp_path):
    found = articles(HARD * 20, language="en")
    assert readability(found, all_body(found), rulebook(tmp_path, rule())).columns == ["article"]


def test_only_the_head_of_a_long_text_is_measured(tmp_path):
    book = rulebook(tmp_path, rule("form/hard", match=LIX))
    found = articles(LONG * 10, LONG * 10 + HARD * 100, language="en")
    first, second = readability(found, all_body(found), book)["lix"]
    assert first == second


def outcomes(folder, tests, **keys):
    return [one.result for one in run_tests(rulebook(folder, rule(tests=tests, **keys)), all_body, cited)]


def test_a_rule_s_tests_tell_what_went_wrong(tmp_path):
    tests = """
  - {text: the harbour bulletin, expect: match, span: harbour bulletin}
  - {text: the harbour master, expect: match}
  - {text: the harbour bulletin, expect: silent}
  - {text: the harbour bulletin, expect: match, span: the harbour}
  - {text: the harbour bulletin, expect: match, agency: Harbour Wire}
  - {text: the harbour bulletin, expect: match, agency: null}
  - {text: the harbour master, expect: silent}"""
    expected = ["ok", "missing", "noisy", "wrong-span", "wrong-agency", "ok", "ok"]
    assert outcomes(tmp_path, tests) == expected


def test_a_test_can_force_a_zone_and_state_metadata(tmp_path):
    tests = """
  - {text: harbour bulletin, zone: sign-off, expect: match}
  - {text: harbour bulletin, expect: silent}
  - {text: harbour bulletin, zone: sign-off, outlet: The Quay, expect: silent}
  - {expect: silent}"""
    keys = {"match": "{words: {phrase: [harbour bulletin]}, home: {meta: {field: outlet, present: true}}}"}
    assert outcomes(tmp_path, tests, zone="[sign-off]", when="words and not home", **keys) == ["ok"] * 4


def test_a_test_states_metrics_or_has_its_readability_measured(tmp_path):
    tests = f"""
  - {{text: "{HARD * 20}", language: en, expect: match}}
  - {{text: "{LONG * 10}", language: en, expect: silent}}
  - {{text: short, metrics: {{lix: 70}}, expect: match}}"""
    assert outcomes(tmp_path, tests, match=LIX) == ["ok"] * 3


def test_tests_teach_each_other_nothing(tmp_path):
    seen = []

    def find_zones(found):
        seen.append(found)
        return all_body(found)

    tests = """
  - {text: harbour bulletin, outlet: The Quay, expect: match}
  - {text: harbour, outlet: The Quay, expect: silent}"""
    assert all(one.ok for one in run_tests(rulebook(tmp_path, rule(tests=tests)), find_zones, cited))
    assert seen[0]["outlet"].n_unique() == 2
    assert seen[0]["article"].to_list() == [0, 1]


def test_a_rulebook_without_rules_has_no_outcomes(tmp_path):
    assert run_tests(rulebook(tmp_path), all_body, cited) == []


def test_scores_of_no_article_are_a_table_without_rows(tmp_path):
    book = rulebook(tmp_path, rule())
    assert scores(book, articles()).is_empty()
    assert text_signals(articles(), zones(), book).schema["start"] == pl.UInt32
