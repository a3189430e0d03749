import polars as pl
import pytest

from provaudit.pipeline import audit
from provaudit.resources import demo

ORIGINAL = "corvane-dam.md"
UNSEEN = "unseen:1"

# The truth of provaudit/demo/README.md: role, relation, credit, closest source.
TRUTH = {
    ORIGINAL: ("original", "independent", "own", None),
    "courier-dam.md": ("republication", "same", "named", ORIGINAL),
    "kestria-today-dam.md": ("republication", "same", "none-observed", ORIGINAL),
    "gazette-dam.md": ("republication", "same", "named", ORIGINAL),
    "star-dam.md": ("republication", "same", "misattributed", ORIGINAL),
    "echo-dam.md": ("rewrite", "edited", "named", ORIGINAL),
    "plover-bell.md": ("second-hand", "paraphrase", "none-observed", "echo-dam.md"),
    "lantern-tarn.md": ("own-reporting", "partial", "generic", ORIGINAL),
    "harbour-post-letter.md": ("rewrite", "edited", "generic", UNSEEN),
    "morning-sun-divers.md": ("rewrite", "edited", "none-observed", UNSEEN),
    "herald-dam.md": ("original", "independent", "own", None),
    "skimsack-dam.md": ("republication", "same", "named", "herald-dam.md"),
    "courier-opinion.md": ("own-reporting", "independent", "not-needed", None),
    "courier-library.md": ("own-reporting", "independent", "not-needed", None),
    "kestria-today-ferry.md": ("own-reporting", "independent", "not-needed", None),
    "kestria-today-eels.md": ("own-reporting", "independent", "not-needed", None),
}


@pytest.fixture(scope="module")
def audited():
    return audit(demo() / "articles", rules=[demo() / "rules"])


@pytest.fixture(scope="module")
def articles(audited):
    return {row["id"]: row for row in audited.articles.iter_rows(named=True)}


def test_every_article_of_the_demo_is_audited_and_has_its_truth(audited, articles):
    assert set(articles) == set(TRUTH)
    assert audited.problems.is_empty()


@pytest.mark.parametrize("name", TRUTH)
def test_each_article_is_told_for_what_it_is(articles, name):
    role, relation, credit, source = TRUTH[name]
    row = articles[name]
    closest = row["sources"][0]["id"] if row["sources"] else None
    assert (row["role"], row["relation"], row["credit"], closest) == (role, relation, credit, source)


@pytest.mark.parametrize(
    ("name", "agency", "mark"),
    [
        (ORIGINAL, "Corvane", "dateline"),
        ("courier-dam.md", "Corvane", "dateline"),
        ("gazette-dam.md", "Corvane", "byline"),
        ("echo-dam.md", "Corvane", "source-line"),
        ("star-dam.md", "Ostrel", "source-line"),
        ("kestria-today-dam.md", None, None),
        ("lantern-tarn.md", None, None),
        ("skimsack-dam.md", None, None),
    ],
)
def test_the_overlay_teaches_the_invented_agencies(articles, name, agency, mark):
    assert (articles[name]["agency"], articles[name]["agency_mark"]) == (agency, mark)


def test_a_source_that_is_not_there_joins_its_two_carriers(audited):
    assert audited.unseen["children"].to_list() == [["harbour-post-letter.md", "morning-sun-divers.md"]]


def test_the_press_quotation_is_no_copied_prose(audited, articles):
    shared = audited.passages.filter(pl.col("a").eq(ORIGINAL) & pl.col("b").eq("herald-dam.md"))
    assert shared["quoted"].to_list()
    assert all(shared["quoted"])
    assert articles["herald-dam.md"]["prose_share"] == 0


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "courier-library.md",
            "Tide Table, our morning letter: high water, ferries, the news before breakfast",
        ),
        ("courier-opinion.md", "More from the Tavermouth Courier: tides, fish prices, council papers"),
        ("courier-dam.md", "The Tavermouth Courier · Ropewalk 4 · news desk open at any hour"),
        ("kestria-today-dam.md", "Kestria Today is free to read because of our advertisers"),
        ("kestria-today-ferry.md", "Follow Kestria Today on your telephone"),
        ("kestria-today-eels.md", "Related stories, puzzles and horoscopes"),
    ],
)
def test_lines_that_an_outlet_repeats_are_furniture(audited, articles, name, line):
    start = articles[name]["text"].index(line)
    zones = audited.zones.filter(pl.col("id") == name, pl.col("start") <= start, pl.col("end") > start)
    assert zones["zone"].to_list() == ["furniture"]


def test_the_aggregator_is_known_by_its_furniture(audited):
    hits = audited.signals.filter(pl.col("id") == "skimsack-dam.md", pl.col("points") != 0)
    assert {"access", "carrier"} <= set(hits["dimension"])


def test_every_branch_of_the_story_hangs_together(audited):
    (story,) = [row for row in audited.stories.iter_rows(named=True) if ORIGINAL in row["members"]]
    assert story["root"] == ORIGINAL
    assert {name for name, truth in TRUTH.items() if truth[3] in (ORIGINAL, "echo-dam.md")} <= set(
        story["members"]
    )
