from collections import Counter
from types import SimpleNamespace

import polars as pl
import pytest
from rich.cells import cell_len
from test_report_view import agency_copy, changed

from provaudit.document import SCHEMAS
from provaudit.report.compare import print_pair
from provaudit.report.html import html
from provaudit.report.markdown import markdown
from provaudit.report.notebook import notebook
from provaudit.report.plain import ENCODE_TWINS
from provaudit.report.problems import broken_rules
from provaudit.report.sayso import _say_so
from provaudit.report.show import print_article
from provaudit.report.stories import _why, worst
from provaudit.report.terminal import Wanted, print_audit, print_problems

WIDTHS = (80, 120, 200)


def large(made, members):
    """Return the audit with a story of one original and so many copies of it."""
    ids = ["wire.txt", *(f"copy{n:03}" for n in range(members))]
    base = made.articles.filter(pl.col("id") == "portside.txt").drop("id")
    copies = pl.DataFrame({"id": ids[1:]}).join(base, how="cross").select(made.articles.columns)
    edge = made.edges.head(1).drop("child")
    edges = pl.DataFrame({"child": ids[1:]}).join(edge, how="cross").select(made.edges.columns)
    stories = pl.DataFrame([("story:1", ids, "wire.txt")], schema=SCHEMAS["stories"], orient="row")
    articles = pl.concat([made.articles.filter(pl.col("id") == "wire.txt"), copies])
    return changed(made, articles=articles, edges=edges, stories=stories)


@pytest.mark.parametrize("width", WIDTHS)
def test_an_audit_reads_the_same_as_ever(made, drawn, golden, width):
    golden(f"terminal/audit-{width}.txt", drawn(lambda to: print_audit(made, to, Wanted()), width))


@pytest.mark.parametrize("width", WIDTHS[:2])
@pytest.mark.parametrize("one", ["halden", "lakeview", "skimmr", "wire"])
def test_an_article_reads_the_same_as_ever(made, drawn, golden, one, width):
    golden(f"terminal/show-{one}-{width}.txt", drawn(lambda to: print_article(made, f"{one}.txt", to), width))


@pytest.mark.parametrize("width", WIDTHS[:2])
@pytest.mark.parametrize("one", ["halden", "skimmr"])
def test_a_pair_reads_the_same_as_ever(made, drawn, golden, one, width):
    shown = drawn(lambda to: print_pair(made, f"{one}.txt", "wire.txt", to), width)
    golden(f"terminal/compare-{one}-{width}.txt", shown)


def test_colours_are_as_ever(made, drawn, golden):
    shown = drawn(lambda to: print_audit(made, to, Wanted()), 120, "standard")
    golden("terminal/audit-120.ansi", shown)


@pytest.mark.parametrize("width", [60, *WIDTHS])
def test_no_line_is_wider_than_asked(made, drawn, width):
    lines = drawn(lambda to: print_audit(made, to, Wanted()), width).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_columns_align_under_wide_characters(made, drawn):
    lines = drawn(lambda to: print_audit(made, to, Wanted(stories=False)), 80).splitlines()
    credit = cell_len(lines[0].split("credit")[0])
    cells = [line.split("no credit")[0] for line in lines[:10] if "no credit" in line]
    assert [cell_len(cell) for cell in cells] == [credit, credit]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_columns_depend_on_the_width_alone(made, drawn, width):
    plain = changed(made, articles=made.articles.with_columns(outlet=pl.lit("x"), share=pl.lit(0.0)))
    heads = [
        drawn(lambda to, audit=audit: print_audit(audit, to, Wanted()), width).splitlines()[0]
        for audit in (made, plain)
    ]
    assert heads[0] == heads[1]


def test_a_decimal_tears_no_column_apart(made, drawn):
    halves = made.scores.with_columns(points=pl.col("points") - 4.5)
    lines = drawn(lambda to: print_audit(changed(made, scores=halves), to, Wanted()), 200).splitlines()
    where = lines[0].index("published")
    assert all(line[where - 2 : where] == "  " for line in lines[2:8])


def test_an_agency_s_copy_says_that_its_source_is_not_here(made, drawn):
    shown = drawn(lambda to: print_audit(agency_copy(made, "fernmark.txt"), to, Wanted(stories=False)))
    (line,) = [line for line in shown.splitlines() if line.startswith("Fernmark")]
    assert line.endswith("source named    Coastli…, not here")
    assert "? an agency’s, by its mark" in shown


def test_nothing_hostile_reaches_the_terminal(made, drawn):
    shown = drawn(lambda to: print_audit(made, to, Wanted()), 200)
    assert "[bold]Stuck![/bold]" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_an_ascii_pipe_gets_every_line(made, drawn):
    shown = drawn(lambda to: print_audit(made, to, Wanted()), 120)
    lines = shown.encode("ascii", errors=ENCODE_TWINS).decode().splitlines()
    assert [cell_len(line) for line in shown.splitlines()] == [len(line) for line in lines]


def test_a_long_pile_shows_the_first_forty_and_says_how_many_more(made, drawn):
    shown = drawn(lambda to: print_audit(large(made, 60), to, Wanted(stories=False)))
    assert "… and 21 more (--limit 0 shows all)" in shown
    assert shown.count("Cable c") == 40


@pytest.mark.parametrize(("limit", "lines"), [(3, 3), (0, 60)])
def test_a_limit_is_kept_and_zero_is_all(made, drawn, limit, lines):
    shown = drawn(lambda to: print_audit(large(made, 60), to, Wanted(limit=limit, stories=False)), 120)
    assert shown.split("\n\n")[0].count("00%") == lines


def test_a_large_story_shows_twelve_branches(made, drawn):
    shown = drawn(lambda to: print_audit(large(made, 60), to, Wanted(limit=1)))
    assert shown.count("100%  same") == 12
    assert "… and 48 more articles" in shown


def test_only_the_worst_stories_are_shown(made, drawn):
    many = pl.concat([made.stories.with_columns(id=pl.lit(f"story:{n}")) for n in range(1, 12)])
    shown = drawn(lambda to: print_audit(changed(made, stories=many), to, Wanted()))
    assert shown.count(", 3 without the right credit") == 8
    assert "… and 3 more stories" in shown


def test_a_story_hangs_each_article_under_its_main_source(made):
    (story,) = worst(made)
    assert [root.id for root in story.roots] == ["wire.txt", "unseen:1"]
    wire, unseen = story.roots
    assert [child.id for child in wire.children] == ["portside.txt", "halden.txt"]
    assert [child.id for child in wire.children[1].children] == ["skimmr.txt"]
    assert unseen.children[0].notes == ("+ 27% Tidewater Wire",)
    assert (story.articles, story.uncredited, story.left_out) == (6, 3, 0)


@pytest.mark.parametrize(
    ("published", "back"),
    [("2031-05-06T08:00:00Z", True), ("2031-05-05", True), ("2031-05-06", False), (None, False)],
)
def test_a_copy_that_is_dated_before_its_source_is_told(made, drawn, published, back):
    new = pl.DataFrame(
        {"id": ["portside.txt"], "published": [published]}, schema_overrides={"published": pl.String}
    )
    told = changed(made, articles=made.articles.update(new, on="id", include_nulls=True))
    shown = drawn(lambda to: print_audit(told, to, Wanted()), 200)
    assert ("dated before its source" in shown) is back


def test_an_unseen_source_can_be_the_root(made):
    (story,) = worst(changed(made, stories=made.stories.with_columns(root=pl.lit("unseen:1"))))
    assert [root.id for root in story.roots] == ["unseen:1", "wire.txt"]
    assert story.verdict.startswith(
        "Probably Coastline Press wrote it, in a text that is not in the pile (unseen source 1)."
    )


def test_an_unseen_source_that_nobody_surely_has_is_told_with_its_doubt(made, drawn):
    weak = made.edges.with_columns(
        confidence=pl.when(pl.col("parent") == "unseen:1").then(0.1).otherwise("confidence")
    )
    audit = changed(made, edges=weak, stories=made.stories.with_columns(root=pl.lit("unseen:1")))
    shown = drawn(lambda to: print_audit(audit, to, Wanted()), 200)
    assert "Perhaps Coastline Press wrote it" in shown
    assert "perhaps by Coastline Press · at least 44 words · " in shown
    assert "undetermined: only 10% sure" in " ".join(shown.replace("│", " ").split())
    for told in (shown, markdown(audit, Wanted()), notebook(audit)):
        assert "1 unseen source (perhaps)" in told
    assert "<b>1</b> <span>source perhaps missing from the pile</span>" in html(audit)


@pytest.mark.parametrize("first", ["portside.txt", "halden.txt"])
def test_equal_shares_hang_in_the_order_of_their_time(made, first):
    none = pl.lit([], dtype=made.articles.schema["sources"])
    day = pl.when(pl.col("id") == first).then(pl.lit("2031-05-07")).otherwise(pl.lit("2031-05-08"))
    articles = made.articles.with_columns(published=day, sources=none)
    (story,) = worst(changed(made, edges=made.edges.with_columns(share=0.9), articles=articles))
    assert story.roots[0].children[0].id == first


def test_an_unseen_source_hangs_where_it_came_from(made, drawn):
    line = made.edges.head(1).with_columns(child=pl.lit("unseen:1"), parent=pl.lit("wire.txt"))
    shown = drawn(lambda to: print_audit(changed(made, edges=made.edges.vstack(line)), to, Wanted()))
    assert "├─ unseen source 1 · not in the pile" in shown
    assert " 66%  same text   wrong source    │  ├─ Lakeview Herald" in shown


def seen_beside(made, **columns):
    """Return the audit with the unseen source as a second source only."""
    fewer = made.edges.with_columns(
        share=pl.when(pl.col("parent") == "unseen:1").then(0.08).otherwise("share"),
        parent=pl.when(pl.col("child") == "fernmark.txt").then(pl.lit("wire.txt")).otherwise("parent"),
        **columns,
    )
    second = fewer.filter(pl.col("child") == "fernmark.txt").with_columns(
        parent=pl.lit("unseen:1"), share=pl.lit(0.05)
    )
    none = pl.lit([], dtype=made.articles.schema["sources"])
    return changed(made, edges=fewer.vstack(second), articles=made.articles.with_columns(sources=none))


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_missing_is_seen_whole(made, drawn, width):
    shown = drawn(lambda to: print_audit(seen_beside(made), to, Wanted()), width)
    told = " ".join(shown.split("unseen source 1 · ")[-1].split("16 articles")[0].split())
    assert told.startswith("not in the pile, probably by Coastline Press · at least 44 words")
    assert "· makes up 8% of Lakeview Herald, 5% of Fernmark Post · " in told
    assert "that they have it from there · “A report by the valley’s safety …”" in told
    assert "+ 8% unseen source 1" in shown


def test_an_unseen_source_of_which_nothing_is_restored_has_no_snippet(made, drawn):
    bare = changed(made, unseen=made.unseen.with_columns(passages=made.unseen["passages"].list.head(0)))
    shown = drawn(lambda to: print_audit(bare, to, Wanted()), 200)
    assert "makes up 66% of Lakeview Herald, 34% of Fernmark Post" in shown
    assert "“" not in shown.split("makes up")[1].split("\n")[0]


def test_what_decides_a_relation_is_printed_where_the_share_says_another(made, drawn):
    low = made.edges.with_columns(
        share=pl.when(pl.col("child") == "portside.txt").then(0.4).otherwise("share")
    )
    none = pl.lit([], dtype=made.articles.schema["sources"])
    audit = changed(made, edges=low, articles=made.articles.with_columns(sources=none))
    assert "· 40% of Portside Daily, 100% of Tidewater Wire" in drawn(
        lambda to: print_audit(audit, to, Wanted()), 200
    )


@pytest.mark.parametrize(
    ("share", "relation", "of_it", "of_source", "of_its_prose", "told"),
    [
        (0.62, "partial", 0.62, 0.3, 0.2, "20% of the prose of y"),
        (0.5, "same", 0.5, 0.5, 0.8, "80% of the prose of y"),
        (0.2, "partial", 0.2, 0.1, 0.2, ""),
        (0.9, "edited", 0.9, 0.9, 0.6, "60% of the prose of y"),
    ],
)
def test_the_prose_decides_where_quotations_are_many(share, relation, of_it, of_source, of_its_prose, told):
    pair = {"containment_a": of_it, "containment_b": of_source, "prose_containment_a": of_its_prose,
            "prose_containment_b": of_source}  # fmt: skip
    assert _why({"share": share, "relation": relation}, pair, ("y", "x")) == told


def test_a_story_says_in_one_line_who_says_so(made):
    (story,) = worst(made)
    assert story.verdict == (
        "Tidewater Wire wrote it. 4 took from it: 1 says so, 2 do not; 1 names the wrong source. "
        "1 more took from another source: 1 says so vaguely."
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (["named"] * 2, "2 say so"),
        (["none-observed"], "1 does not say so"),
        (["generic"] * 3, "3 say so vaguely"),
        (["misattributed"] * 2, "2 name the wrong source"),
        (
            ["named", "own", "not-assessable"],
            "1 says so; 1 is a version of the outlet’s own; 1 is undetermined",
        ),
    ],
)
def test_the_verdict_counts_every_credit(found, told):
    assert _say_so(Counter(found)) == told


def test_an_agency_s_copy_as_root_is_no_author(made):
    (story,) = worst(changed(agency_copy(made, "fernmark.txt"), stories=made.stories.with_columns(
        root=pl.lit("fernmark.txt"))))  # fmt: skip
    assert story.verdict.startswith(
        "Coastline wrote it, in a text that is not in the pile; Fernmark Post carries it."
    )


def test_an_empty_audit_is_a_table_without_lines(made, drawn):
    empty = changed(made, **{name: frame.clear() for name, frame in made.frames().items()})
    shown = drawn(lambda to: print_audit(empty, to, Wanted()))
    assert "0 articles · 0 stories" in shown


def test_broken_rules_are_told_beside_the_totals_and_each_fault_once(made, drawn):
    rows = [("r/origin/x.yaml", "r/origin/x.yaml:1:1: no"), ("r/form/y.yaml", "r/form/y.yaml:1:1: no")] * 2
    broken = changed(made, problems=pl.DataFrame(rows, schema=made.problems.schema, orient="row"))
    shown = drawn(lambda to: print_audit(broken, to, Wanted()))
    assert "2 of your rules are not in force (provaudit rules check r)" in shown
    told = drawn(lambda to: print_problems(broken.problems, to)).splitlines()
    assert told == ["r/origin/x.yaml:1:1: no", "r/form/y.yaml:1:1: no"]


def test_the_first_problems_are_named_and_the_rest_counted(made, drawn):
    many = pl.concat([made.problems.with_columns(path=pl.lit(f"p{n}")) for n in range(13)])
    shown = drawn(lambda to: print_problems(many, to)).splitlines()
    assert shown == [*(f"p{n}: is not text" for n in range(10)), "… and 3 more problems"]


def test_a_pack_for_another_provaudit_is_told_with_its_reason():
    message = "mine/pack.yaml:6:11: the pack is for provaudit >=9, and this is 0.1.0"
    problems = pl.DataFrame({"path": ["mine/pack.yaml"], "message": [message]})
    told = broken_rules(SimpleNamespace(problems=problems))
    assert told == "the pack is for provaudit >=9, and this is 0.1.0"
