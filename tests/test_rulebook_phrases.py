import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provaudit.rulebook.condition import AtLeast, Name, Not, expression, holds, names, parse, positive
from provaudit.rulebook.phrases import PatternFault, glob_regex, phrase_regex


def hit(regex, text):
    return pl.Series([text]).str.extract(regex, 0).item()


def phrase(text):
    return phrase_regex(text, lambda _name, _at: r"(?:\b(?i:Harbour)\b|海岸)")


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("harbour bulletin", "the Harbour\n  BULLETIN says", "Harbour\n  BULLETIN"),
        ("harbour bulletin", "harbour\u00a0bulletin", "harbour\u00a0bulletin"),
        ("harbour", "harbours", None),
        ("caf", "café", None),
        ("AP", "the ap", None),
        ("AP", "the AP said", "AP"),
        ("AP", "据AP报道", "AP"),
        ("U.S. navy", "the U.S. Navy", "U.S. Navy"),
        ("U.S. navy", "the u.s. navy", None),
        ("A version", "a version", "a version"),
        ("and (news) agencies", "and agencies", "and agencies"),
        ("and (news) agencies", "and news agencies", "and news agencies"),
        ("(the) harbour", "harbour", "harbour"),
        ("(the) harbour", "the harbour", "the harbour"),
        ("harbour (said today) again", "harbour said today again", "harbour said today again"),
        ("harbour (office)", "harbour", "harbour"),
        ("source(s) said", "sources said", "sources said"),
        ("source(s) said", "source said", "source said"),
        ("(re)printed", "reprinted", "reprinted"),
        ("by|from sea", "from sea", "from sea"),
        ("wire|wire-desk", "the wire-desk", "wire-desk"),
        ("by|from sea", "by|from sea", "from sea"),
        (r"\(by sea\)", "(by sea)", "(by sea)"),
        (r"by\|sea", "by|sea", "by|sea"),
        ("don't", "don’t", "don’t"),
        ('"quoted"', "“quoted”", "“quoted”"),
        ("co-op", "co–op", "co–op"),
        ("新华", "据新华报", "新华"),
        ("сообщил", "Сообщил он", "Сообщил"),
        ("сообщил", "сообщила", None),
        ("from {agencies}", "From harbour", "From harbour"),
        ("from {agencies}", "from 海岸", "from 海岸"),
        ("by ((the) harbour)", "by the harbour", "by the harbour"),
        ("7 ships", "7 ships", "7 ships"),
    ],
)
def test_a_phrase_finds_what_its_reader_expects(pattern, text, found):
    assert hit(phrase(pattern), text) == found


@pytest.mark.parametrize("text", ["(a", "a)", "(a)", "a|", "|", "()", "a ()", "a " * 150])
def test_a_phrase_that_cannot_be_read_is_refused(text):
    with pytest.raises(PatternFault):
        phrase(text)


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=30))
def test_any_phrase_compiles_or_is_refused(text):
    try:
        regex = phrase_regex(text, lambda _name, _at: "x")
    except PatternFault:
        return
    assert hit(regex, "") is None


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("By *, Harbour", "By Ada Quill, harbour", "By Ada Quill, harbour"),
        ("By *", "Said By Ada", None),
        ("By *", "By Ada\nand more", None),
        ("HW-?", "HW–7", "HW–7"),
        ("HW-?", "hw-7", None),
        (r"what\?", "what?", "what?"),
    ],
)
def test_a_glob_covers_a_whole_stretch(pattern, text, found):
    assert hit(glob_regex(pattern), text) == found


@pytest.mark.parametrize("text", ["*", "**?", " * * "])
def test_a_glob_of_anything_is_refused(text):
    with pytest.raises(PatternFault, match="any text"):
        glob_regex(text)


SELECTIONS = ("a", "b", "x_one", "x_two", "x_three")


@pytest.mark.parametrize(
    ("text", "true", "expected"),
    [
        ("a and b", {"a"}, False),
        ("a or b and x_one", {"a"}, True),
        ("(a or b) and x_one", {"a"}, False),
        ("a and not b", {"a"}, True),
        ("not (a or b)", set(), True),
        ("1 of x_*", {"x_two"}, True),
        ("2 of x_*", {"x_two"}, False),
        ("2 of x_*", {"x_two", "x_one"}, True),
        ("all of x_*", {"x_one", "x_two", "x_three"}, True),
        ("all of them", {"a"}, False),
    ],
)
def test_a_condition_holds_alike_for_one_case_and_as_an_expression(text, true, expected):
    condition = parse(text, SELECTIONS)
    facts = {name: name in true for name in SELECTIONS}
    assert holds(condition, facts) is expected
    assert pl.DataFrame(facts).select(expression(condition, pl.col)).item() is expected


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", 0),
        ("a and", 5),
        ("a b", 2),
        ("(a", 2),
        ("a)", 1),
        ("c", 0),
        ("4 of x_*", 0),
        ("1 x_*", 2),
        ("1 of", 4),
        ("1 of (", 5),
        ("a & b", 2),
        ("a and " * 200, 0),
    ],
)
def test_a_wrong_condition_is_told_where_it_is_wrong(text, at):
    with pytest.raises(PatternFault) as fault:
        parse(text, SELECTIONS)
    assert fault.value.at == at


def test_what_speaks_for_a_hit_is_told_from_what_speaks_against():
    condition = AtLeast(2, (Name("a"), Not(Name("b")), Not(Not(Name("x_one")))))
    assert names(condition) == {"a", "b", "x_one"}
    assert positive(condition) == {"a", "x_one"}
