import json
import re
import shutil
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from provaudit import publishing, resources
from provaudit.archive import Archive
from provaudit.errors import InputError
from provaudit.publishing import archived
from provaudit.publishing.archived import audited

DEMO = resources.demo()
DAYS = {
    date(2025, 3, 12): ("corvane-dam.md", "courier-dam.md", "courier-library.md"),
    date(2025, 3, 13): ("kestria-today-dam.md", "star-dam.md", "courier-opinion.md"),
}
OUTLETS = "outlets: [{name: Kestria Today, licences: [Corvane], owner: Kestria Holdings}]"


def pile(folder, names):
    folder.mkdir()
    for name in names:
        shutil.copy(DEMO / "articles" / name, folder)
    return str(folder)


@pytest.fixture(scope="module")
def definition(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archived")
    (folder / "outlets.yaml").write_text(OUTLETS, encoding="utf-8")
    found = publishing.read_definition(resources.shipped("reports") / "daily.yaml")
    stated = {"formats": ("md", "json"), "rules": (DEMO / "rules",), "outlets": (folder / "outlets.yaml",)}
    return replace(found, archive=str(folder / "archive"), to=folder / "out", **stated)


@pytest.fixture(scope="module")
def outcome(definition, tmp_path_factory):
    """Make the report of two days, each from the articles that came in that day."""
    for on, names in DAYS.items():
        paths = (pile(tmp_path_factory.mktemp("in") / str(on), names),)
        made = publishing.run(replace(definition, paths=paths), on)
    return made


def told(outcome):
    return (outcome.folder / "report.md").read_text(encoding="utf-8")


def test_rows_are_in_one_order_whatever_order_an_archive_has_them_in():
    places = {"a_start": 423, "b_start": 182, "kind": "edited", "quoted": False}
    rows = pl.DataFrame(
        [{"a": "p", "b": "q", **places, "a_end": 423 + n, "b_end": 256 + n} for n in range(20)]
    )
    order = archived.ORDER["passages"]
    assert (
        rows.sample(fraction=1, shuffle=True, seed=1)
        .sort(order)
        .equals(rows.sample(fraction=1, shuffle=True).sort(order))
    )


def test_sources_of_days_before_are_found_in_the_archive(outcome):
    assert outcome.alarms == ("Copies that name the wrong source: misattributed is 1 (> 0)",)
    assert "Corvane wrote it. 3 took from it: 1 says so, 1 does not; 1 names the wrong source." in told(
        outcome
    )


def test_a_story_is_headed_by_its_original_and_says_how_much_of_it_is_new(outcome):
    heading, _, size, *_ = told(outcome).partition("### ")[2].splitlines()
    assert heading == "Dam gate fails above Tavermouth, thousands told to leave homes"
    assert re.fullmatch(r"4 articles, 2 of them of 2025-03-12 · story:\w{12}", size)


def test_a_licence_of_the_archive_is_told(outcome):
    assert "| none, licensed | Corvane 100% | same text |" in told(outcome)
    assert outcome.audit.outlets["owner"].to_list() == ["Kestria Holdings"]


def test_the_same_day_again_is_the_same_without_anything_new(definition, outcome):
    before = {path.name: path.read_bytes() for path in outcome.folder.iterdir()}
    again = publishing.run(definition, date(2025, 3, 13))
    assert not again.changed
    assert {path.name: path.read_bytes() for path in again.folder.iterdir()} == before


def test_a_story_is_told_whole_though_it_began_before_the_days_that_are_read(definition, outcome):
    narrow = replace(definition, back=definition.back * 0)
    found = audited(narrow, date(2025, 3, 13), None, 1)
    assert outcome.audit.articles.height == 5
    assert sorted(found.articles["id"]) == sorted(
        ["corvane-dam.md", "courier-dam.md", "kestria-today-dam.md", "star-dam.md"]
    )


@pytest.mark.usefixtures("outcome")
def test_later_members_of_a_story_are_left_out(definition):
    found = audited(definition, date(2025, 3, 12), None, 1)
    assert found.stories["members"].to_list() == [["corvane-dam.md", "courier-dam.md"]]


@pytest.mark.usefixtures("outcome")
def test_articles_that_were_never_traced_are_a_problem(definition, monkeypatch):
    scan = Archive.scan
    blank = pl.when(pl.col("id") != "courier-library.md").then(pl.col("role")).alias("role")

    def untraced(archive, table, *days):
        rows = scan(archive, table, *days)
        return rows.with_columns(blank) if table == "articles" else rows

    monkeypatch.setattr(Archive, "scan", untraced)
    found = audited(definition, date(2025, 3, 13), None, 1)
    assert "courier-library.md" not in found.articles["id"].to_list()
    assert found.problems["message"][0].startswith(
        "1 of its articles of these days were added without a trace"
    )


def test_no_archive_is_an_error(definition, tmp_path):
    with pytest.raises(InputError, match="archive"):
        audited(replace(definition, archive=str(tmp_path)), date(2025, 3, 13), None, 1)


def test_a_path_that_is_not_there_leaves_no_archive_behind(definition, tmp_path):
    wanted = replace(definition, archive=str(tmp_path / "none"), paths=(str(tmp_path / "nowhere.jsonl"),))
    with pytest.raises(InputError, match=r"nowhere\.jsonl"):
        audited(wanted, date(2025, 3, 12), None, 1)
    assert not (tmp_path / "none").exists()


def test_days_without_an_article_make_a_report_too(run, tmp_path):
    text = (DEMO / "articles" / "courier-dam.md").read_text(encoding="utf-8")
    rows = [
        {"id": "a", "outlet": "Bay Post", "published": "2031-03-05T08:00:00Z", "text": text},
        {"id": "b", "outlet": "Hill News", "text": f"{text} More soon."},
    ]
    (tmp_path / "pile.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    where = ("--archive", tmp_path / "days", "--to", tmp_path / "out")
    assert run("report", "daily", tmp_path / "pile.jsonl", "--date", "2031-03-30", *where).code == 1
    assert (tmp_path / "out" / "daily" / "2031-03-30" / "report.md").is_file()


@pytest.mark.parametrize("day", ["0001-01-02", "1599-12-31", "2201-01-01", "yesterday"])
def test_a_day_that_no_newspaper_had_is_refused(run, day):
    done = run("report", "daily", DEMO, "--date", day)
    assert (done.code, f"--date: cannot read '{day}'; expected a day such as" in done.err) == (2, True)


def test_who_may_be_the_original_is_told_among_the_whole_story(run, tmp_path):
    """The first of a day is not the first of a story that began days before: it is a copy, and an alarm."""
    text = "\n\n".join(
        f"The pier at Orleva was closed at {hour} on Monday after a keeper found the {what} split from end to end, the "
        f"harbour office wrote, and nobody may walk on it before the {what} is forged anew in the yard."
        for hour, what in (("noon", "east hinge"), ("dusk", "long beam"), ("dawn", "iron ring"))
    )
    rows = [
        {"id": outlet, "outlet": outlet, "published": f"2031-03-{day}T08:00:00Z", "text": text}
        for outlet, day in (("Bay Post", 10), ("Hill News", 11), ("Moor Echo", 12))
    ]
    (tmp_path / "pile.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for place in ((), ("--archive", tmp_path / "days")):
        done = run(
            "report",
            "daily",
            tmp_path / "pile.jsonl",
            "--date",
            "2031-03-13",
            "--to",
            tmp_path / "out",
            *place,
        )
        assert (done.code, "uncredited-copies is 1" in done.err) == (1, True)
        told = (tmp_path / "out" / "daily" / "2031-03-13" / "report.md").read_text(encoding="utf-8")
        assert "1 without the right credit: 1 uncredited copy" in told


def test_an_undated_copy_of_what_is_of_a_later_day_makes_an_edition(run, tmp_path):
    """In Auckland the original is of the day behind the report's."""
    text = (
        (DEMO / "articles" / "courier-dam.md")
        .read_text(encoding="utf-8")
        .partition("---\n")[2]
        .partition("---\n")[2]
    )
    rows = [
        {
            "id": "a",
            "outlet": "Corvane",
            "published": "2031-03-05T11:24Z",
            "text": f"TAVER (Corvane) -- {text}",
        },
        {"id": "b", "outlet": "Hill News", "text": f"{text}\n\n(Corvane)"},
        {
            "id": "c",
            "outlet": "Moor Echo",
            "published": "2031-03-05T03:00Z",
            "text": "The eels were counted on Friday.",
        },
    ]
    (tmp_path / "pile.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    where = ("--archive", tmp_path / "days", "--workers", "1")
    assert run("audit", tmp_path / "pile.jsonl", "--rules", DEMO / "rules", *where).code == 0
    assert Archive.open(tmp_path / "days").scan("edges").select("child", "parent").collect().rows() == [
        ("b", "a")
    ]
    (tmp_path / "far.yaml").write_text(
        "title: Far\nread: {since: 1 day, back: 2 days, undated: true, zone: Pacific/Auckland}\n"
        "show: [{section: totals}, {section: stories}, {section: articles}, {section: trend}]\n",
        encoding="utf-8",
    )
    to = ("--date", "2031-03-06", "--to", tmp_path / "out", *where)
    assert run("report", tmp_path / "far.yaml", "--rules", DEMO / "rules", *to).code == 0
    told = json.loads((tmp_path / "out" / "far" / "2031-03-06" / "audit.json").read_text(encoding="utf-8"))
    assert sorted(one["id"] for one in told["articles"]) == ["b", "c"]
    assert told["edges"] == []
