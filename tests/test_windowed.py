"""Articles that are traced against an archive's window find what they would find in one pile with all of it."""

import json
from datetime import date
from functools import partial
from importlib.resources import files

import polars as pl
import pytest
from jsonschema import Draft202012Validator
from piles import edited, story

from provaudit import pipeline, windowed
from provaudit.archive import Archive, Run
from provaudit.archive.forgetting import forget_articles
from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.windowed import window

RUN = Run("audit", "provaudit", "1", "d1")
TOLD = ("verdicts", "edges", "pairs", "passages", "drift", "unseen", "stories", "signals", "scores")


def article(name, day, text, outlet=None, **more):
    published = f"2031-10-{day:02}T08:00"
    return {"id": name, "published": published, "outlet": outlet or f"Paper {name}", "text": text, **more}


def flow():
    """Return stories of five days, each carried, cut and edited: on the last day by two papers more."""
    rows = []
    for n in range(9):
        whole = story(n)
        first = edited(whole, n)
        rows += [
            article(f"{n}-a", 1 + n % 3, whole),
            article(f"{n}-b", 2 + n % 3, whole[: len(whole) * 2 // 3]),
            article(f"{n}-c", 4, first),
            article(f"{n}-d", 5, edited(first, n + 50)),
            article(f"{n}-e", 5, f"{story(n + 100)}\n\n{whole[: len(whole) // 4]}"),
        ]
    return pl.DataFrame(rows)


@pytest.fixture
def archive(tmp_path):
    return Archive.make(tmp_path / "archive")


@pytest.fixture
def kept(archive):
    """Audit rows against the archive and store what was found; return the audit."""

    def keep(rows, days=14):
        with windowed.audited(pl.DataFrame(rows), archive, days=days) as found:
            archive.store(found.batch(), RUN)
            return found.audit

    return keep


@pytest.fixture
def narrow(monkeypatch):
    """Let no archive be so small that all of it is brought."""
    monkeypatch.setattr(window, "SMALL", 0)


def told(archive):
    """Return all rows that an archive tells, by table."""
    return {name: sorted(map(str, archive.scan(name).collect().iter_rows())) for name in TOLD}


def steps(audit, ids):
    """Return child, parent, relation and share of the edges of some articles; an unseen source by its children."""
    mine = audit.edges.filter(pl.col("child").is_in(list(ids)))
    unseen = {
        name: ", ".join(sorted(children))
        for name, children in audit.unseen.select("id", "children").iter_rows()
    }
    return {
        (child, unseen.get(parent, parent), *how)
        for child, parent, *how in mine.select("child", "parent", "relation", "share").iter_rows()
    }


@pytest.mark.parametrize("small", [True, False])
def test_new_articles_have_the_parents_that_they_have_in_one_pile(kept, small, request):
    if not small:
        request.getfixturevalue("narrow")
    pile = flow()
    last = pl.col("published").str.starts_with("2031-10-05")
    one = pipeline.audit(pile)
    kept(pile.filter(~last))
    found = kept(pile.filter(last))
    ids = pile.filter(last)["id"]
    assert steps(found, ids) == steps(one, ids)
    assert set(found.audited["id"]) == set(ids)
    assert set(found.edges["parent"]) <= {*found.articles["id"], *found.unseen["id"]}


@pytest.mark.usefixtures("narrow")
def test_who_has_nothing_to_do_with_the_new_articles_is_not_brought(kept):
    kept(flow())
    with_one = kept([article("new", 6, story(3))])
    assert with_one.archived == {"3-a", "3-b", "3-c", "3-d", "3-e"}


def test_a_late_original_re_parents_its_copies(kept, archive):
    text = story(1)
    kept([article("x", 4, text), article("y", 5, edited(text, 3))])
    before = archive.scan("edges").collect()
    assert set(before.select("child", "parent").iter_rows()) != {("x", "agency"), ("y", "agency")}
    wire = f"{text}\n\n{story(2, 4)}"
    found = kept([article("agency", 1, wire, "Senn Agency")])
    assert found.archived == {"x", "y"}
    after = archive.scan("edges").collect()
    assert dict(after.select("child", "parent").iter_rows())["x"] == "agency"
    assert (
        "agency"
        in archive.scan("verdicts").filter(pl.col("id") == "x").collect()["sources"].item().struct["id"]
    )


def test_adding_an_article_twice_changes_nothing(kept, archive):
    pile = flow()
    kept(pile)
    once = told(archive)
    kept(pile.filter(pl.col("id").str.starts_with("3")))
    assert told(archive) == once
    assert archive.scan("texts").collect().height == pile.height


def test_a_window_reaches_as_far_as_asked(kept):
    kept([article("old", 1, story(1))])
    assert steps(kept([article("far", 25, story(1), url="far")]), ["far"]) == set()
    assert {parent for _, parent, *_ in steps(kept([article("wide", 25, story(1))], days=30), ["wide"])} & {
        "old",
        "far",
        "unseen:1",
    }


def test_articles_without_a_date_are_traced_against_the_last_days(kept):
    kept([article("old", 1, story(1)), article("late", 28, story(2))])
    undated = [{"id": "a", "text": story(1)}, {"id": "b", "text": story(2)}]
    found = kept(undated)
    assert found.archived == {"late"}


@pytest.mark.parametrize("days", [0, -3])
def test_a_window_has_a_day(archive, days):
    with pytest.raises(InputError, match=f"window={days}"), windowed.audited(flow(), archive, days=days):
        pass


def test_the_document_says_what_is_archived_and_is_read_back(kept):
    kept(flow().filter(pl.col("id").str.contains("[abc]")))
    found = kept(flow().filter(pl.col("id").str.contains("d")))
    document = json.loads(json.dumps(found.to_document()))
    schema = json.loads(files("provaudit").joinpath("schemas/audit.schema.json").read_text())
    Draft202012Validator(schema).validate(document)
    flagged = {one["id"] for one in document["articles"] if one.get("archived")}
    assert flagged == found.archived
    assert flagged
    assert Audit.from_document(document).archived == found.archived


def test_what_was_forgotten_does_not_come_back(kept, archive):
    kept(flow())
    forget_articles(archive, ["3-a"], RUN)
    found = kept(flow().filter(pl.col("id").str.starts_with("3")))
    assert "3-a" not in found.articles["id"]
    assert found.problems["message"].to_list() == ["3-a: forgotten for good by this archive, and left out"]
    with pytest.raises(InputError, match="nothing is left to audit"):
        kept(flow().filter(pl.col("id") == "3-a"))


def test_stories_and_unseen_sources_keep_their_names_as_they_grow(kept, archive):
    carried = [f"By Reuters\n\n{story(1)}\n\n{story(20 + n, 6)}" for n in range(3)]
    kept([article(f"p{n}", 1 + n, text) for n, text in enumerate(carried[:2])])
    before = {name: set(archive.scan(name).collect()["id"]) for name in ("unseen", "stories")}
    assert all(map(len, before.values()))
    kept([article("p2", 3, carried[2])])
    assert {name: set(archive.scan(name).collect()["id"]) for name in before} == before
    assert archive.scan("unseen").collect()["children"].list.sort().to_list() == [["p0", "p1", "p2"]]
    assert archive.scan("stories", date(2031, 10, 1)).collect()["members"].list.len().to_list() == [3]


def test_the_command_stores_and_says_so(run, tmp_path):
    where = tmp_path / "archive"
    audit = partial(
        run, "audit", "--archive", where, "--workers", 1, "--format", "json", "--out", tmp_path / "o"
    )
    pl.DataFrame([article("old", 1, story(1))]).write_ndjson(tmp_path / "old.jsonl")
    pl.DataFrame([article("new", 2, story(1))]).write_ndjson(tmp_path / "new.jsonl")
    first = audit(tmp_path / "old.jsonl").err
    assert f"1 new article stored in {where}; the archive was empty: nothing older to trace" in first
    assert f"1 new article stored in {where}; 1 older one told anew" in audit(tmp_path / "new.jsonl").err
    assert "0 new articles stored" in (again := audit(tmp_path / "new.jsonl").err)
    assert "1 of them were there already" in again or "1 of them was there already" in again
    table = run("audit", tmp_path / "new.jsonl", "--archive", where, "--workers", 1)
    assert "Paper old (archived)" in table.out
    assert "1 article ·" in table.out


def test_an_archive_lies_in_a_folder_of_its_own_and_a_window_wants_one(run, tmp_path):
    pl.DataFrame([article("old", 1, story(1))]).write_ndjson(tmp_path / "old.jsonl")
    foreign = run("audit", tmp_path / "old.jsonl", "--archive", tmp_path)
    assert (foreign.code, "the folder holds other files (old.jsonl)" in foreign.err) == (2, True)
    alone = run("audit", tmp_path / "old.jsonl", "--window", 3)
    assert (alone.code, "--window is for --archive" in alone.err) == (2, True)


def test_an_archived_outlet_that_is_said_to_be_an_agency_is_the_source_of_new_articles(archive, tmp_path):
    text = story(3)
    (tmp_path / "outlets.yaml").write_text(
        "outlets: [{name: Tidewire, agency: true}, {name: Quay Echo, licences: [Tidewire]}]", encoding="utf-8"
    )
    older = [article("tide", 1, text, "Tidewire"), article("ferry", 1, text, "Ferry Post")]
    new = pl.DataFrame([article("quay", 1, text, "Quay Echo")])
    with windowed.audited(pl.DataFrame(older), archive) as found:
        archive.store(found.batch(), RUN)
    with windowed.audited(new, archive) as found:
        assert set(found.audit.edges["parent"]) == {"unseen:1"}
    with windowed.audited(new, archive, outlets=[tmp_path / "outlets.yaml"]) as found:
        edges = found.audit.edges.select("child", "parent").rows()
        quay = found.audit.articles.row(by_predicate=pl.col("id") == "quay", named=True)
    assert sorted(edges) == [("ferry", "tide"), ("quay", "tide")]
    assert (quay["role"], quay["licence"]) == ("republication", "Tidewire")
