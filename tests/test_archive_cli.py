"""The commands of `provaudit archive`, as their user sees them."""

import io
import json
from dataclasses import replace
from datetime import date, datetime

import polars as pl
import pytest
from test_archive_store import RUN, rows

from provaudit.archive import Archive, delta
from provaudit.archive.counting import Holdings
from provaudit.archive.proving import Finding
from provaudit.commands import archive_changes
from provaudit.report.holdings import print_holdings, size
from provaudit.report.proof import print_proof

LEDE = "The warden of the lower harbour closed the east gate on Monday after a barge struck its hinge. "
REST = "Nobody was hurt, and the gate will be lifted out by crane before the spring tide, the warden said. "
REST += "Boats under nine metres may use the mill cut until the hinge is forged anew in the town's own yard."
FIRST = {"id": "gate", "outlet": "The Heron", "published": "2026-11-20T08:00", "text": LEDE + REST}
COPY = {
    "id": "copy",
    "outlet": "Canal Post",
    "published": "2026-11-21T09:00",
    "text": f"{LEDE}\n\n{REST}",
}
OTHER = {
    "id": "eels",
    "outlet": "The Heron",
    "text": "Eels were counted in the upper pond by two pupils on Friday.",
}


@pytest.fixture
def where(tmp_path):
    return str(tmp_path / "archive")


@pytest.fixture
def added(run, where, tmp_path):
    """Return a command that adds articles and the archive's place."""

    def add(*articles):
        path = tmp_path / "some.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in articles))
        return run("archive", "add", path, "--archive", where, "--workers", "1")

    return add


def test_what_is_added_is_told_and_added_once(run, added, where):
    assert added(FIRST, OTHER).out == f"{where}: 2 articles added\n"
    assert added(FIRST, OTHER).out == f"{where}: 0 articles added, 2 it had already\n"
    assert added(FIRST, COPY).out == f"{where}: 1 article added, 1 it had already\n"
    assert run("archive", "verify", "--archive", where).code == 0


def test_an_article_that_a_pile_has_twice_is_stored_once(added, where):
    given = FIRST | {"url": "https://heron.example/gate"}
    assert added(given, given | {"id": "again"}).out == f"{where}: 1 article added\n"


def test_status_says_what_there_is_and_what_to_do(run, added, where):
    added(FIRST, OTHER)
    said = run("archive", "status", "--archive", where).out
    assert "2 articles of 1 outlet, 2026-11-20" in said
    assert "undated" in said
    assert "2 articles not traced yet: `provaudit archive reaudit" in said
    assert max(len(line) for line in said.splitlines() if where not in line) <= 80
    told = json.loads(run("archive", "status", "--format", "json", "--archive", where).out)
    assert (told["articles"], told["untraced"], told["runs"][0]["command"]) == (2, 2, "archive add")


def test_reaudit_traces_what_was_only_added(run, added, where):
    added(FIRST, COPY, OTHER)
    done = run("archive", "reaudit", "--archive", where, "--workers", "1")
    assert done.out == f"{where}: 3 days brought up to date\n"
    assert "undated: 1 article, 1 told anew" in done.err
    edges = Archive.open(where).scan("edges").select("child").collect()
    assert "copy" in edges["child"]
    assert run("archive", "reaudit", "--archive", where).out == f"{where}: 0 days brought up to date\n"
    assert run("archive", "verify", "--archive", where).code == 0
    assert "superseded rows dropped" in run("archive", "compact", "--archive", where).out
    assert run("archive", "verify", "--archive", where).code == 0


@pytest.mark.parametrize(("days", "code"), [("100000", 0), ("100001", 2), ("99999999999999", 2), ("0", 2)])
def test_a_window_is_as_wide_as_a_calendar_at_most(run, added, where, tmp_path, days, code):
    added(FIRST)
    done = run(
        "audit", tmp_path / "some.jsonl", "--archive", where, "--window", days, "--workers", "1", "--quiet"
    )
    assert done.code == code
    assert run("archive", "reaudit", "--archive", where, "--window", days, "--workers", "1").code == code


def test_forgetting_asks_and_stays(run, added, where, monkeypatch):
    added(FIRST, COPY, OTHER)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert run("archive", "forget", "gate", "--archive", where).code == 130
    done = run("archive", "forget", "gate", "--archive", where, "--yes")
    assert done.out.startswith(f"{where}: 1 article forgotten, ")
    again = added(FIRST, OTHER)
    assert again.out == f"{where}: 0 articles added, 1 it had already\n"
    assert "some.jsonl: gate: forgotten for good by this archive" in again.err
    assert run("archive", "forget", "--outlet", "canal post", "--archive", where, "--yes").code == 0
    assert Archive.open(where).scan("texts").collect()["id"].to_list() == ["eels"]
    assert run("archive", "verify", "--archive", where).code == 0


def test_what_to_forget_must_be_said(run, added, where):
    added(OTHER)
    assert "name what to forget" in run("archive", "forget", "--archive", where).err
    assert (
        "no article with the id or address nil"
        in run("archive", "forget", "nil", "--archive", where, "--yes").err
    )


def test_exported_articles_can_be_added_elsewhere(run, added, where, tmp_path):
    added(FIRST, OTHER)
    out = tmp_path / "out"
    words = ("archive", "export", "--archive", where, "--out", out)
    assert (
        run(*words, "--format", "jsonl", "--with-text").out
        == f"{out}: {len(archive_changes.EXPORTED)} tables, one file each\n"
    )
    assert run("archive", "add", out / "articles.jsonl", "--archive", tmp_path / "other").out.endswith(
        "2 articles added\n"
    )
    run(*words, "--since", "2026-11-21")
    assert pl.read_parquet(out / "articles.parquet")["id"].to_list() == ["eels"]
    assert "text" not in pl.read_parquet(out / "articles.parquet").columns


def test_bad_settings_are_explained(run, added, where, tmp_path):
    added(OTHER)
    assert (
        "expected a day: 2026-11-22"
        in run("archive", "export", "--archive", where, "--out", "x", "--since", "now").err
    )
    (tmp_path / "file").write_text("")
    assert (
        "cannot be written"
        in run("archive", "export", "--archive", where, "--out", tmp_path / "file" / "x").err
    )
    assert run("archive", "status", "--archive", tmp_path / "none").code == 2


def test_verify_names_what_is_wrong(run, where):
    archive = Archive.make(where)
    broken = {
        "articles": rows(
            "articles",
            {
                "id": "a",
                "text": "One.",
                "published_at": datetime.fromisoformat("2026-11-19"),
                "story": "none",
            },
        ),
        "zones": rows("zones", {"id": "b", "zone": "body", "start": 0, "end": 9}),
        "edges": rows("edges", {"child": "a", "parent": "b"}),
        "signals": rows("signals", {"id": "a", "rule": "x/y", "start": 0, "end": 99}),
    }
    archive.store(broken, RUN)
    found = run("archive", "verify", "--archive", where)
    assert found.code == 1
    for fault in (
        "articles lie under another day than that of their publication; for example a",
        "articles have no row of prints; for example a",
        "names in edges.parent are of nothing that is there; for example b",
        "articles name a story that is not there; for example a",
        "spans in signals end behind their text; for example a",
    ):
        assert fault in " ".join(found.out.split())
    told = json.loads(run("archive", "verify", "--format", "json", "--archive", where).out)
    assert {one["number"] for one in told["findings"]} == {1}


def test_an_archive_of_another_format_is_refused(run, where, monkeypatch):
    monkeypatch.setattr(delta, "FORMAT", "provaudit.archive/9")
    Archive.make(where)
    monkeypatch.undo()
    assert (
        "its format is provaudit.archive/9, expected provaudit.archive/2"
        in run("archive", "status", "--archive", where).err
    )


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 bytes"), (1200, "1 kB"), (1_250_000, "1.2 MB"), (7.1e15, "7100.0 TB")]
)
def test_sizes_are_told_as_people_read_them(number, said):
    assert size(number) == said


HELD = Holdings(
    where="/news",
    days=pl.DataFrame(
        {
            "day": pl.date_range(date(2026, 11, 1), date(2026, 11, 20), eager=True),
            "articles": range(1, 21),
        }
    ),
    outlets=3,
    untraced=0,
    examined=pl.DataFrame({"rulebook": ["old"], "engine": ["0.0"], "articles": [7]}),
    runs=pl.DataFrame(schema={"command": pl.String}),
    bytes=10**9,
    files=10,
    superseded=5,
    strays=2,
    stray_texts=0,
)


def test_a_long_past_is_summed_and_old_rules_are_named(drawn):
    said = drawn(lambda console: print_holdings(HELD, console, "new", "1.0"), width=80)
    assert "earlier            21  in 6 days" in said
    assert "7 articles examined by other rules" in said
    assert "5 rows superseded, 10 files" in said
    assert "2 files in the folder that no row needs" in said


def test_leftovers_are_no_fault(drawn):
    said = drawn(lambda console: print_proof("/news", [], HELD, None, console), width=80)
    assert "every count, digest and reference is right" in " ".join(said.split())
    assert "harmless" in said


def test_of_what_is_to_be_forgotten_nothing_is_to_be_put_back(drawn):
    found = [Finding("articles are to be forgotten and are still there: run …", 1, "a", advised=True)]
    said = " ".join(drawn(lambda console: print_proof("/news", found, None, None, console), width=80).split())
    assert "Nothing was changed." in said
    assert "back from a copy" not in said
    worse = [*found, Finding("files are gone or damaged", 1, "x")]
    assert "back from a copy" in drawn(
        lambda console: print_proof("/news", worse, None, None, console), width=80
    )


def test_leftover_texts_may_be_those_of_a_lost_commit(drawn):
    held = replace(HELD, stray_texts=1)
    said = " ".join(drawn(lambda console: print_proof("/news", [], held, None, console), width=80).split())
    assert "1 file with texts that no commit names. Harmless where no article is missing" in said
    assert "put the folder's _delta_log back from a copy first" in said


@pytest.mark.parametrize("inside", ["", "tables", "_delta_log"])
def test_nothing_is_exported_into_the_archive_itself(run, added, where, tmp_path, inside):
    added(FIRST)
    done = run("archive", "export", "--archive", where, "--out", tmp_path / "archive" / inside)
    assert done.code == 2
    assert "lies in the archive's own folder" in done.err


@pytest.mark.parametrize("cut", [0, 100])
def test_nothing_is_traced_against_a_damaged_archive(run, added, where, tmp_path, cut):
    added(FIRST)
    (file,) = (tmp_path / "archive").glob("table=texts/*/*.parquet")
    file.write_bytes(file.read_bytes()[:cut]) if cut else file.unlink()
    (tmp_path / "new.json").write_text(json.dumps(COPY), encoding="utf-8")
    done = run("audit", tmp_path / "new.json", "--archive", where, "--workers", "1")
    assert done.code == 2
    fault = f"it has {cut} bytes, and had" if cut else "it is not there"
    assert f"{where}: the archive is damaged: table=texts/" in done.err
    assert fault in done.err
    assert f"`provaudit archive verify --archive {where}` says what is to be put back" in done.err
