import polars as pl
import pytest

from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.report.names import Names, short_id
from provaudit.report.styles import palette, percent, signed
from provaudit.report.totals import NAMES, condition, totals
from provaudit.report.view import ranked, rows


def changed(audit, **frames):
    return Audit(**(audit.frames() | frames), rulebook=audit.rulebook)


def test_what_matters_comes_first(made):
    order = ranked(made)
    assert order["id"].to_list()[:5] == [
        "lakeview.txt", "halden.txt", "skimmr.txt", "fernmark.txt", "portside.txt",
    ]  # fmt: skip
    assert order["concern"].to_list()[:5] == [
        "misattributed-copies", "uncredited-copies", "second-hand", "generic", "derived",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("id", "fernmark.txt", "wire.txt"),
        ("outlet", "fernmark.txt", "radio.txt"),
        ("published", "halden.txt", "skimmr.txt"),
        ("share", "portside.txt", "wire.txt"),
        ("points", "wire.txt", "skimmr.txt"),
    ],
)
def test_every_order_is_an_order(made, sort, first, last):
    order = ranked(made, sort)["id"].to_list()
    assert (order[0], order[-1]) == (first, last)


def test_another_order_is_refused_with_the_known_ones():
    with pytest.raises(InputError, match=r"no 'truth'; there are concern, id, outlet"):
        ranked(None, "truth")


def test_a_row_says_what_the_article_is(made):
    (row,) = rows(made, ["lakeview.txt"], (10,))
    assert [source.name for source in row.sources] == ["unseen:1", "Tidewater Wire"]
    assert "".join(cell.part for cell in row.strips[10]) == "████···▓▓▓"
    assert row.flags == ("misattributed", "several-sources")
    assert row.points["accountability"] is None


def test_rows_keep_the_order_asked_for(made):
    assert [row.id for row in rows(made, ["wire.txt", "halden.txt"])] == ["wire.txt", "halden.txt"]


def test_flags_come_from_access_and_carrier_rules_heaviest_first(made):
    assert rows(made, ["skimmr.txt"])[0].flags == ("paywall", "aggregator", "uncredited")


def test_an_article_without_own_words_is_flagged(made):
    empty = changed(made, articles=made.articles.with_columns(words=pl.lit(0, pl.UInt32)))
    assert "no-text" in rows(empty, ["radio.txt"])[0].flags


def test_a_source_that_only_the_article_names_counts(made):
    found = rows(changed(made, edges=made.edges.clear()), ["skimmr.txt"])
    assert found[0].sources[0].id == "halden.txt"


def test_a_title_is_the_inputs_or_the_headline_or_the_opening(made):
    headline = made.zones.vstack(
        pl.DataFrame([("radio.txt", "headline", 0, 10)], schema=made.zones.schema, orient="row")
    )
    assert Names.of(made, ["radio.txt"]).title("radio.txt") == "Line shut. More at nine."
    assert Names.of(changed(made, zones=headline), ["radio.txt"]).title("radio.txt") == "Line shut."
    assert Names.of(made, []).title("radio.txt") == "radio.txt"


def test_an_article_without_an_outlet_goes_by_its_short_id(made):
    assert Names.of(made, ["radio.txt"]).short("radio.txt") == "radio"
    assert short_id("unseen:1") == "unseen:1"
    assert short_id("a/b/" + "c" * 40 + ".txt") == "c" * 23 + "…"


@pytest.mark.parametrize(
    ("share", "shown"), [(0.0, "0%"), (0.004, "<1%"), (0.006, "1%"), (0.126, "13%"), (1.0, "100%")]
)
def test_shares_round_once(share, shown):
    assert percent(share) == shown


@pytest.mark.parametrize(
    ("points", "shown"), [(None, "–"), (0.0, "0"), (-0.01, "0"), (2.0, "+2"), (-1.5, "-1.5")]
)
def test_points_carry_their_sign(points, shown):
    assert signed(points) == shown


def test_the_ninth_source_shares_a_colour():
    colours = palette([*"abcdefgh", None, "i"])
    assert colours["a"] == colours["i"]
    assert len(set(colours.values())) == 8


def test_totals_count_what_conditions_name(made):
    numbers = totals(made)
    assert set(NAMES) == set(numbers)
    assert numbers["uncredited"] == 2
    assert numbers["uncredited-copies"] == 1
    assert numbers["own-reporting"] == 2
    assert numbers["problems"] == 1


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("uncredited-copies>0", True),
        ("uncredited-copies > 1", False),
        ("Misattributed>=1 AND problems=1", True),
        ("articles<3 or stories==1", True),
        ("articles<3 and stories==1 or unseen!=1", False),
        ("pairs<=6.5", True),
    ],
)
def test_a_condition_holds_or_not(made, expression, holds):
    assert condition(expression)(totals(made)) is holds


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(
        InputError, match=r"'uncreditd' is counted; did you mean 'uncredited'\?\nCounted: articles,"
    ):
        condition("uncreditd>0")


@pytest.mark.parametrize("expression", ["", "articles", "articles>", "articles>many", "articles>0 and"])
def test_what_is_no_condition_is_refused(expression):
    with pytest.raises(InputError, match=r"cannot read .* expected name>number"):
        condition(expression)


def test_a_name_like_no_other_gets_no_guess():
    with pytest.raises(InputError, match=r"nothing called 'zzz' is counted\n"):
        condition("zzz>0")
