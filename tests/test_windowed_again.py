"""Articles that an archive has are not stored again, and what is stored of stories stays whole."""

import polars as pl
import pytest
from piles import edited, story
from test_archive_store import DAY, RUN, article, rows
from test_windowed import TOLD, told
from test_windowed import article as published

from provaudit import windowed
from provaudit.archive import Archive
from provaudit.archive.counting import outdated
from provaudit.archive.proving import Finding, findings
from provaudit.windowed import window
from provaudit.windowed.adding import add
from provaudit.windowed.reaudit import reaudit

# Tracing takes a third of the time; the floor of coverage holds without these.
pytestmark = pytest.mark.no_cover


@pytest.fixture
def archive(tmp_path):
    return Archive.make(tmp_path / "archive")


@pytest.fixture
def fed(archive, monkeypatch):
    """Audit rows as the command does, by the window alone; return what was stored and the audit."""
    monkeypatch.setattr(window, "SMALL", 0)

    def feed(pile, days=14):
        with windowed.audited(pl.DataFrame(pile), archive, days=days) as found:
            return archive.store(found.batch(), found.by("audit")), found.audit

    return feed


CHAIN = [published("a", 1, story(1)), published("b", 2, edited(story(1), 1)), published("other", 2, story(9))]
CHAIN += [published("c", 3, edited(edited(story(1), 1), 2))]


def whole(archive):
    """Return the members of each story, by its name, after holding them against the verdicts."""
    assert list(findings(archive)) == []
    told_of = archive.scan("verdicts").drop_nulls("story").select("story", "id").sort("id").collect()
    named = dict(told_of.group_by("story").agg("id").iter_rows())
    listed = {
        one: sorted(some)
        for one, some in archive.scan("stories").select("id", "members").collect().iter_rows()
    }
    assert named == listed
    return listed


def test_a_past_that_is_fed_in_again_changes_nothing_though_the_window_is_another(fed, archive):
    for day in range(3):
        fed([one for one in CHAIN if one["published"].startswith(f"2031-10-0{day + 1}")])
    before, turn = told(archive), archive.log.turn
    stored, audit = fed(CHAIN[:2], days=1)
    assert (stored.articles, stored.told, archive.log.turn) == (0, 0, turn)
    assert set(audit.audited["id"]) == {"a", "b"}
    assert told(archive) == before


def test_beside_a_new_article_only_those_are_told_anew_that_it_changes(fed, archive):
    fed(CHAIN[:3])
    before = told(archive)
    stored, _ = fed([*CHAIN[:3], published("copy", 3, story(9))])
    assert (stored.articles, stored.told) == (1, 2)
    for table in TOLD:
        others = [row for row in before[table] if "'other'" not in row]
        assert set(others) <= set(told(archive)[table])
    assert sorted(whole(archive).values()) == [["a", "b"], ["copy", "other"]]


def test_what_was_examined_by_other_rules_or_never_traced_is_stored_anew(fed, archive):
    add(archive, pl.DataFrame(CHAIN[:1]))
    assert fed(CHAIN[:1])[0].told == 1
    with windowed.audited(pl.DataFrame(CHAIN[:1]), archive) as found:
        archive.store(found.batch(anew=True), RUN)
    assert fed(CHAIN[:1])[0].told == 1
    assert fed(CHAIN[:1])[0].told == 0


def test_a_story_is_stored_whole_of_which_a_window_sees_a_part(fed, archive):
    for one in CHAIN:
        fed([one], days=1)
    assert list(whole(archive).values()) == [["a", "b", "c"]]


def batch(*ids, edges, **told_of):
    """Return what is stored of articles, of one story each, and of their edges."""
    when = pl.lit(DAY).cast(pl.Datetime("us")).alias("published_at")
    given = [article(one, f"The text of {one}.", story=told_of.get(one), role="any") for one in ids]
    stories = [
        {"id": name, "members": [one for one in told_of if told_of[one] == name], "root": "a"}
        for name in sorted(set(told_of.values()))
    ]
    return {
        "articles": rows("articles", *given).with_columns(when),
        "prints": rows("prints", *({"id": one} for one in ids)),
        "signals": rows("signals", *({"id": one, "rule": "x/y"} for one in ids)),
        "edges": rows("edges", *({"child": child, "parent": parent} for child, parent in edges)),
        "stories": rows("stories", *stories),
    }


def test_members_that_nothing_is_told_of_follow_those_whom_they_were_traced_to(archive):
    chain = [("b", "a"), ("c", "b"), ("d", "c")]
    archive.store(batch(*"abcd", edges=chain, a="s", b="s", c="s", d="s"), RUN)
    archive.store(batch("b", "n", edges=[("b", "n")], b="t", n="t"), RUN)  # b was traced to another one
    ((name, members),) = whole(archive).items()
    assert members == ["b", "c", "d", "n"]
    assert name not in {"s", "t"}  # called after its first member
    assert archive.scan("verdicts").filter(pl.col("id") == "a").collect()["story"].to_list() == [None]
    assert sorted(archive.scan("signals").collect()["id"]) == ["a", "b", "c", "d", "n"]
    assert sorted(archive.scan("edges").select("child", "parent").collect().iter_rows()) == [
        ("b", "n"),
        *chain[1:],
    ]


def test_children_of_an_unseen_source_are_those_whose_edges_lead_to_it(archive):
    first = batch(*"abc", edges=[(one, "unseen:1") for one in "abc"], a="s", b="s", c="s")
    archive.store(first | {"unseen": rows("unseen", {"id": "unseen:1", "children": ["a", "b", "c"]})}, RUN)
    archive.store(batch("a", "n", edges=[("a", "n")], a="t", n="t"), RUN)
    assert list(whole(archive).values()) == [["a", "b", "c", "n"]]
    assert archive.scan("unseen").collect()["children"].to_list() == [["b", "c"]]
    more = batch("m", "c", edges=[("m", "unseen:1"), ("c", "unseen:1")], c="s", m="s")
    archive.store(more | {"unseen": rows("unseen", {"id": "unseen:1", "children": ["c", "m"]})}, RUN)
    assert archive.scan("unseen").collect()["children"].to_list() == [["b", "c", "m"]]


def test_verify_finds_articles_whose_story_does_not_list_them(archive):
    given = batch("a", "b", edges=[("b", "a")], a="s", b="s")
    archive.store(given | {"stories": rows("stories", {"id": "s", "members": ["b"], "root": "a"})}, RUN)
    (found,) = findings(archive)
    assert found == Finding("articles name a story that does not list them", 1, "a", mendable=True)


def test_a_wider_window_is_stored_and_a_narrower_one_takes_nothing_back(fed, archive):
    fed([published("a", 1, story(1))])
    late = [published("late", 25, story(1))]
    assert fed(late)[1].articles["relation"].to_list() == ["independent"]
    assert fed(late, days=40)[0].told == 2  # it, and who is its source now
    wide = told(archive)
    assert archive.scan("edges").select("child", "parent").collect().rows() == [("late", "a")]
    assert fed(late)[0].told == 0
    assert told(archive) == wide


def test_days_that_were_traced_within_a_narrower_window_are_not_up_to_date(fed, archive):
    fed([published("a", 1, story(1))])
    fed([published("late", 25, story(1))])
    by = archive.scan("prints").select("rulebook", "engine").unique().collect().row(0)
    assert outdated(archive, *by).is_empty()
    assert outdated(archive, *by, window=14).is_empty()
    days = outdated(archive, *by, window=40)["day"]
    assert len(days) == 2
    for again in reaudit(archive, days, window=40):
        assert again.told >= 1
    archive.refresh()
    assert outdated(archive, *by, window=40).is_empty()
    assert archive.scan("edges").select("child", "parent").collect().rows() == [("late", "a")]
    wide = told(archive)
    list(reaudit(archive, days))  # within what the days were traced before
    archive.refresh()
    assert told(archive) == wide
