import polars as pl
import pytest

from provaudit.choices import NAMES
from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.report.colours import palette
from provaudit.report.markdown import markdown
from provaudit.report.names import Names, short_id
from provaudit.report.show import print_article
from provaudit.report.styles import CREDIT, HUES, percent, signed
from provaudit.report.terminal import Wanted
from provaudit.report.totals import totals, without_credit
from provaudit.report.view import moment, ranked, rows


def changed(audit, **frames):
    return Audit(**(audit.frames() | frames), rulebook=audit.rulebook)


def test_what_matters_comes_first(made):
    order = ranked(made)
    assert order.rows()[:7] == [
        ("lakeview.txt", "copies-without-credit"),
        ("halden.txt", "copies-without-credit"),
        ("skimmr.txt", "second-hand"),
        ("fernmark.txt", "generic"),
        ("portside.txt", "credited-copies"),
        ("wire.txt", "originals"),
        ("vesper/adler.txt", None),
    ]


def test_equal_shares_go_by_outlet(made):
    alike = changed(made, articles=made.articles.with_columns(relation=pl.lit("same"), share=pl.lit(1.0)))
    outlets = made.articles.filter(pl.col("credit") == "none-observed")["outlet"].to_list()
    uncredited = ranked(alike).join(made.articles, on="id", maintain_order="left")
    uncredited = uncredited.filter(pl.col("credit") == "none-observed")["outlet"].to_list()
    assert uncredited == sorted(outlets)


def agency_copy(made, one):
    """Return the audit with one article that marks itself as an agency's, whose text is not in the pile."""
    lone = pl.col("id") == one
    none = pl.lit([], dtype=made.articles.schema["sources"])
    articles = made.articles.with_columns(
        agency=pl.when(lone).then(pl.lit("Coastline")).otherwise("agency"),
        agency_mark=pl.when(lone).then(pl.lit("sign-off")).otherwise("agency_mark"),
        credit=pl.when(lone).then(pl.lit("named")).otherwise("credit"),
        relation=pl.when(lone).then(pl.lit("independent")).otherwise("relation"),
        sources=pl.when(lone).then(none).otherwise("sources"),
    )
    return changed(made, articles=articles, edges=made.edges.filter(pl.col("child") != one))


def test_an_agency_s_copy_without_its_source_is_told_apart(made):
    audit = agency_copy(made, "fernmark.txt")
    (row,) = rows(audit, ["fernmark.txt"], (10,))
    assert (row.absent, row.sources) == ("Coastline", ())
    assert {cell.part for cell in row.strips[10]} == {"?"}
    concerns = dict(ranked(audit).iter_rows())
    assert concerns["fernmark.txt"] == "agency-copies"


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("id", "fernmark.txt", "wire.txt"),
        ("outlet", "fernmark.txt", "radio.txt"),
        ("published", "halden.txt", "radio.txt"),
        ("share", "portside.txt", "radio.txt"),
        ("points", "fernmark.txt", "radio.txt"),
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
    assert [source.name for source in row.sources] == ["unseen source 1", "Tidewater Wire"]
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


def test_an_id_goes_by_its_first_part_where_that_is_its_own(made):
    ids = pl.Series(["001_aa.txt", "d/002_bb.txt", "002_cc.txt", *made.articles["id"][3:]])
    bare = changed(made, articles=made.articles.with_columns(id=ids, outlet=pl.lit(None, pl.String)))
    names = Names.of(bare, ids)
    assert [names.short(one) for one in ids[:3]] == ["001", "002_bb", "002_cc"]
    assert names.told("001_aa.txt") == "001 (Tidewater)"


def test_an_agency_in_the_outlet_s_name_is_not_repeated(made):
    assert Names.of(made, ["wire.txt"]).told("wire.txt") == "Tidewater Wire"


def test_an_article_without_an_outlet_goes_by_its_short_id(made):
    assert Names.of(made, ["radio.txt"]).short("radio.txt") == "radio"
    assert short_id("unseen:1") == "unseen source 1"
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


def test_a_source_keeps_its_colour_and_none_is_credit_s(made):
    colours = palette(made)
    assert set(colours) == {"wire.txt", "halden.txt", "unseen:1"}
    assert len(set(colours.values())) == 3
    assert not set(HUES) & {style.removeprefix("bold ") for style in CREDIT.values()}


def test_the_source_of_most_articles_chooses_its_colour_first(made):
    assert palette(made)["wire.txt"] == HUES[0]


def test_the_seventh_source_of_a_story_shares_a_colour(made):
    edges = pl.concat(
        [made.edges.head(1).with_columns(parent=pl.lit(f"unseen:{n}")) for n in range(len(HUES) + 1)]
    )
    articles = made.articles.with_columns(sources=pl.lit([], dtype=made.articles.schema["sources"]))
    colours = palette(changed(made, edges=edges, articles=articles))
    assert colours["unseen:0"] == colours[f"unseen:{len(HUES)}"]
    assert set(colours.values()) == set(HUES)


def test_totals_count_what_conditions_name(made):
    numbers = totals(made)
    assert set(NAMES) == set(numbers)
    assert numbers["uncredited"] == 2
    assert numbers["uncredited-copies"] == 1
    assert numbers["own-reporting"] == 2
    assert numbers["problems"] == 1
    assert numbers["without-credit"] == 3


def test_notes_are_no_problems_and_broken_rules_are_counted_by_file(made):
    rows = [
        ("pile", "left out as no articles: README.md"),
        ("r/origin/x.yaml", "r/origin/x.yaml:1:1: key `match` is missing"),
        ("r/origin/x.yaml", "r/origin/x.yaml:3:1: unknown key `foo`"),
    ]
    found = totals(changed(made, problems=pl.DataFrame(rows, schema=made.problems.schema, orient="row")))
    assert (found["notes"], found["problems"], found["broken-rules"]) == (1, 2, 1)


def test_what_lacks_the_right_credit_adds_up(made):
    numbers = totals(made)
    assert without_credit(numbers) == (
        "3 without the right credit: 1 uncredited copy, 1 uncredited paraphrase, 1 misattributed"
    )
    assert without_credit(dict.fromkeys(NAMES, 0)) == "none without the right credit"


@pytest.fixture
def undetermined(made):
    """The audit in which nobody can tell where halden.txt has its words from."""
    halden = pl.col("id") == "halden.txt"
    unsure = made.edges.with_columns(
        confidence=pl.when(pl.col("child") == "halden.txt").then(0.2).otherwise("confidence")
    )
    credit = pl.when(halden).then(pl.lit("not-assessable")).otherwise("credit")
    return changed(made, articles=made.articles.with_columns(credit=credit), edges=unsure)


def test_who_has_an_undetermined_source_is_counted_apart_and_accused_of_nothing(made, undetermined):
    before, numbers = totals(made), totals(undetermined)
    assert numbers["undetermined"] == 1
    assert numbers["without-credit"] == before["without-credit"] - 1
    assert without_credit(numbers).endswith("; 1 undetermined")
    assert ("halden.txt", "undetermined") in ranked(undetermined).rows()
    assert without_credit(dict.fromkeys(NAMES, 0) | {"undetermined": 2}).endswith("; 2 undetermined")


def test_reports_say_undetermined_in_words(undetermined, drawn):
    (row,) = rows(undetermined, ["halden.txt"])
    shown = drawn(lambda to: print_article(undetermined, "halden.txt", to), 120)
    assert row.credit == "undetermined"
    assert "credit" in shown
    assert "edited, time says which way; undetermined: only 20% sure" in " ".join(shown.split())
    assert "| undetermined |" in markdown(undetermined, Wanted())


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("2031-03-14T23:30:00-02:00", "2031-03-15 01:30"),
        ("0001-01-01T00:00:00+01:00", "0001-01-01 00:00"),  # what .NET writes for no date
        ("9999-12-31T23:59:59-05:00", "9999-12-31 23:59"),
        ("2031-99-14T23:30", "2031-99-14 23:30"),
    ],
)
def test_a_moment_is_told_in_utc_where_there_is_one(stated, told):
    assert moment(stated) == told
