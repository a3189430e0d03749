import pytest

from provaudit.errors import InputError
from provaudit.report.conditions import condition
from provaudit.report.totals import totals


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("uncredited-copies>0", True),
        ("uncredited-copies > 1", False),
        ("uncredited_copies>0", True),
        ("Misattributed>=1 AND problems=1", True),
        ("articles<3 or stories==1", True),
        ("articles<3 and stories==1 or unseen!=1", False),
        ("pairs<=6.5", True),
        ("unseen-sources>0", True),
        ("not problems=0", True),
        ("not (articles<3 or stories=1)", False),
        ("articles>3 and (stories=7 or unseen=1)", True),
    ],
)
def test_a_condition_holds_or_not(made, expression, holds):
    assert condition(expression)(totals(made)).holds is holds


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("uncredited-copies>0 or articles>99", ("uncredited-copies is 1 (> 0)",)),
        ("uncredited-copies>0 and articles=8", ("uncredited-copies is 1 (> 0)", "articles is 8 (= 8)")),
        ("not problems=0", ("problems is 1 (not = 0)",)),
    ],
)
def test_a_condition_that_holds_says_why(made, expression, why):
    assert condition(expression)(totals(made)).why == why


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(
        InputError, match=r"'uncreditd' is counted; did you mean 'uncredited'\?\nCounted: articles,"
    ):
        condition("uncreditd>0")


@pytest.mark.parametrize(
    "expression",
    ["", "articles", "articles>", "articles>many", "articles>0 and", "articles>0 §", "(articles>0", "and>0",
     "articles>0)", "not", "7>articles", "articles 0 >"],
)  # fmt: skip
def test_what_is_no_condition_is_refused(expression):
    with pytest.raises(InputError, match=r"cannot read .* expected name>number"):
        condition(expression)


def test_a_name_like_no_other_gets_no_guess():
    with pytest.raises(InputError, match=r"nothing called 'zzz' is counted\n"):
        condition("zzz>0")
