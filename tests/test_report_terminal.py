import polars as pl
import pytest
from rich.cells import cell_len
from test_report_view import changed

from provaudit.document import SCHEMAS
from provaudit.report.compare import print_pair
from provaudit.report.plain import ENCODE_TWINS
from provaudit.report.show import print_article
from provaudit.report.stories import worst
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
@pytest.mark.parametrize("one", ["lakeview", "skimmr", "wire"])
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
    role = cell_len(lines[0].split("role")[0])
    cells = [line.split("own-reporting")[0] for line in lines if "own-reporting  –" in line]
    assert {cell_len(cell) for cell in cells} == {role}


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
    assert shown.count("Cable car") == 40


@pytest.mark.parametrize(("limit", "lines"), [(3, 3), (0, 61)])
def test_a_limit_is_kept_and_zero_is_all(made, drawn, limit, lines):
    shown = drawn(lambda to: print_audit(large(made, 60), to, Wanted(limit=limit, stories=False)), 120)
    assert shown.count("Cable car") == lines


def test_a_large_story_shows_twelve_branches(made, drawn):
    shown = drawn(lambda to: print_audit(large(made, 60), to, Wanted(limit=1)))
    assert shown.count("─ 100% same") == 12
    assert "… and 48 more articles" in shown


def test_only_the_worst_stories_are_shown(made, drawn):
    many = pl.concat([made.stories.with_columns(id=pl.lit(f"story:{n}")) for n in range(1, 12)])
    shown = drawn(lambda to: print_audit(changed(made, stories=many), to, Wanted()))
    assert shown.count("without the right credit") == 8
    assert "… and 3 more stories" in shown


def test_a_story_hangs_each_article_under_its_main_source(made):
    (story,) = worst(made)
    assert [root.id for root in story.roots] == ["wire.txt", "unseen:1"]
    wire, unseen = story.roots
    assert [child.id for child in wire.children] == ["portside.txt", "halden.txt"]
    assert [child.id for child in wire.children[1].children] == ["skimmr.txt"]
    assert unseen.children[0].also == ("Tidewater Wire",)
    assert (story.articles, story.uncredited, story.left_out) == (6, 3, 0)


def test_an_unseen_source_can_be_the_root(made):
    (story,) = worst(changed(made, stories=made.stories.with_columns(root=pl.lit("unseen:1"))))
    assert [root.id for root in story.roots] == ["unseen:1", "wire.txt"]


def test_an_unseen_source_hangs_where_it_came_from(made, drawn):
    line = made.edges.head(1).with_columns(child=pl.lit("unseen:1"), parent=pl.lit("wire.txt"))
    shown = drawn(lambda to: print_audit(changed(made, edges=made.edges.vstack(line)), to, Wanted()))
    assert "├─ unseen:1 · a source that is not in the pile" in shown
    assert "│  ├─  66% same       misattributed  Lakeview Herald" in shown


def test_an_empty_audit_is_a_table_without_lines(made, drawn):
    empty = changed(made, **{name: frame.clear() for name, frame in made.frames().items()})
    shown = drawn(lambda to: print_audit(empty, to, Wanted()))
    assert "0 articles · 0 stories" in shown


def test_the_first_problems_are_named_and_the_rest_counted(made, drawn):
    many = pl.concat([made.problems] * 13)
    shown = drawn(lambda to: print_problems(changed(made, problems=many), to)).splitlines()
    assert shown == ["pile/broken.bin: is not text"] * 10 + ["… and 3 more problems"]
