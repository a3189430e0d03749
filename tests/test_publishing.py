import errno
import json
import os
import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from provaudit import publishing, resources
from provaudit.errors import InputError, ProvauditError, StorageError
from provaudit.publishing import checkpoint, edition, forms, reading
from provaudit.publishing.edition import Edition
from provaudit.publishing.exchange import exchanged
from provaudit.publishing.matter import matter
from provaudit.publishing.zone import today

DEMO = resources.demo()
MADE = date(2031, 5, 8)
SMALL = """title: Small
read: {since: 1 day, back: 3 days}
show: [{section: totals}, {section: stories}]
formats: [md, html, json, csv, parquet]
keep: 2
"""


@pytest.fixture
def definition(tmp_path):
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text("A line.", encoding="utf-8")
    found = publishing.read_definition(tmp_path / "small.yaml")
    return replace(found, to=tmp_path / "out", paths=(str(tmp_path / "pile"),))


@pytest.fixture
def audits(made, monkeypatch):
    """Let every audit be the made one; return the dates on which it was asked for."""
    asked = []

    def audited(_definition, on, _progress, _workers):
        asked.append(on)
        return made

    monkeypatch.setattr("provaudit.publishing.making.audited", audited)
    return asked


def content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def entries(definition):
    return sorted(path.name for path in (definition.to / "small").iterdir())


@pytest.mark.usefixtures("audits")
def test_a_report_is_published_whole(definition):
    lines = []
    outcome = publishing.run(definition, MADE, say=lines.append)
    assert outcome.folder == definition.to / "small" / "2031-05-08"
    names = sorted(path.name for path in outcome.folder.iterdir())
    assert names == [
        *("audit.html", "audit.json", "csv", "edition.json"),
        *("figures.json", "parquet", "report.html", "report.md"),
    ]
    assert (outcome.folder.parent / "latest").resolve() == outcome.folder.resolve()
    assert entries(definition) == [".lock", "2031-05-08", "latest", "log.txt"]
    steps = [re.fullmatch(r"\S+Z small 2031-05-08 (\w+): .*", line)[1] for line in lines]
    assert steps == ["auditing", "audited", "about", *["written"] * 5, "published", "done"]
    assert (outcome.folder.parent / "log.txt").read_text(encoding="utf-8").splitlines() == lines


@pytest.mark.parametrize(
    ("zone", "of_the_sixth", "of_the_seventh"),
    [
        (None, ["a", "b", "d"], ["c"]),
        ("Pacific/Auckland", ["a", "d"], ["b", "c"]),
        ("America/Lima", ["b", "d"], ["c"]),
    ],
)
@pytest.mark.parametrize("kept_in", [None, "archive"])
def test_the_day_of_a_report_ends_at_midnight_of_its_zone(
    definition, tmp_path, zone, of_the_sixth, of_the_seventh, kept_in
):
    times = {"a": "06T00:30Z", "b": "06T23:30Z", "c": "07T05:30Z", "d": "06"}
    rows = [
        {"id": name, "outlet": name, "published": f"2031-05-{at}", "text": f"The harbour {name} closed."}
        for name, at in times.items()
    ]
    pile = tmp_path / "pile.jsonl"
    pile.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    archive = kept_in and str(tmp_path / kept_in)
    asked = replace(definition, paths=(str(pile),), zone=zone, archive=archive, back=timedelta())
    found = []
    for day in (7, 8):
        on = date(2031, 5, day)
        found.append(sorted(matter(asked, on, reading.audited(asked, on, None, 1)).about.articles["id"]))
    assert found == [of_the_sixth, of_the_seventh]


@pytest.mark.parametrize(("zone", "day"), [("UTC", 6), ("Pacific/Auckland", 7)])
def test_today_is_that_of_the_zone(monkeypatch, zone, day):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2031, 5, 6, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr("provaudit.publishing.zone.datetime", Clock)
    assert today(zone) == date(2031, 5, day)


@pytest.mark.usefixtures("audits")
def test_a_second_run_changes_no_byte_and_touches_no_file(definition):
    first = publishing.run(definition, MADE)
    before, inode = content(first.folder), first.folder.stat().st_ino
    second = publishing.run(definition, MADE)
    assert (first.changed, second.changed) == (True, False)
    assert (content(first.folder), first.folder.stat().st_ino) == (before, inode)


@pytest.mark.usefixtures("audits")
def test_a_changed_report_takes_the_place_of_the_old_one(definition):
    publishing.run(definition, MADE)
    outcome = publishing.run(replace(definition, title="Other", formats=("md",)), MADE)
    assert outcome.changed
    assert content(outcome.folder)["report.md"].startswith(b"# Other\n")
    assert sorted(content(outcome.folder)) == ["edition.json", "report.md"]


@pytest.mark.usefixtures("audits")
def test_the_last_ones_are_kept_and_latest_is_the_newest(definition):
    for day in (6, 8, 9):
        publishing.run(replace(definition, formats=("md",)), date(2031, 5, day))
    assert entries(definition) == [".lock", "2031-05-08", "2031-05-09", "latest", "log.txt"]
    assert Path(definition.to / "small" / "latest").readlink() == Path("2031-05-09")


@pytest.mark.usefixtures("audits")
def test_days_that_are_caught_up_stay_until_as_many_were_made_since(definition):
    for day in (8, 9, 5, 4):
        assert publishing.run(replace(definition, formats=("md",)), date(2031, 5, day)).folder.is_dir()
    assert dated(definition) == [4, 5, 8, 9]
    for day in (10, 11):
        publishing.run(replace(definition, formats=("md",)), date(2031, 5, day))
    assert dated(definition) == [10, 11]
    assert publishing.run(replace(definition, formats=("md",), keep=1), date(2031, 5, 2)).folder.is_dir()


def dated(definition):
    return [int(name[-2:]) for name in entries(definition) if name.startswith("2031-")]


@pytest.mark.usefixtures("audits")
def test_what_no_report_made_is_left_alone_and_named(definition, tmp_path):
    small = replace(definition, formats=("md",), keep=1)
    for day in (3, 4):
        publishing.run(replace(small, keep=9), date(2031, 5, day))
    folder = small.to / "small"
    (folder / "2031-05-03" / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "2031-05-04" / ".DS_Store").write_text("nobody's", encoding="utf-8")
    (folder / "2020-01-01").mkdir()
    (folder / "2099-01-01").symlink_to(tmp_path, target_is_directory=True)
    said = []
    publishing.run(small, MADE, say=said.append)
    assert [line.partition(" left alone: ")[2] for line in said if "left alone" in line] == [
        "2020-01-01: no report made it: it has no edition.json of that date",
        "2031-05-03: it holds what no report wrote: notes.txt",
        "2099-01-01: it is no folder that a report made",
    ]
    assert (dated(small), (folder / "latest").readlink()) == ([3, 8], Path(str(MADE)))


@pytest.mark.parametrize("made_before", [True, False])
def test_no_folder_of_somebody_else_is_replaced(definition, audits, made_before):
    if made_before:
        publishing.run(definition, MADE)
    mine = definition.to / "small" / str(MADE) / "notes.txt"
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(
        InputError, match=r"2031-05-08: cannot take the place of what is there: .*; move that"
    ):
        publishing.run(replace(definition, title="Other"), MADE)
    assert (mine.exists(), len(audits)) == (True, made_before)


@pytest.mark.usefixtures("audits")
def test_two_runs_at_once_are_refused(definition):
    running = Edition(definition.to / "small", MADE)
    with (
        running.locked(),
        pytest.raises(InputError, match=rf"by another run \(process {os.getpid()}\); wait"),
    ):
        publishing.run(definition, MADE)


def exchanges(folder):
    """Say whether two folders can change places there; afterwards `one` and `other` are there, changed or not."""
    one, other = folder / "one", folder / "other"
    (one / "inside").mkdir(parents=True)
    other.mkdir()
    return exchanged(one, other)


def test_two_folders_change_places_or_stay_as_they_are(tmp_path):
    swapped = exchanges(tmp_path)
    assert [(tmp_path / name / "inside").exists() for name in ("one", "other")] == [not swapped, swapped]
    assert not exchanged(tmp_path / "one", tmp_path / "nowhere")
    assert (tmp_path / "one").exists()


class Killed(BaseException):
    """What no code catches: the process is gone."""


CALLS = [
    (os, "rename"),
    (os, "replace"),
    (os, "mkdir"),
    (os, "symlink"),
    (os, "fsync"),
    (os, "unlink"),
    (os, "rmdir"),
]


def dying(monkeypatch, after):
    """Let the process die at a call that changes files; return the count of calls so far."""
    counted = []

    def mortal(call):
        def wrapped(*given, **named):
            counted.append(call)
            if len(counted) == after:
                raise Killed
            return call(*given, **named)

        return wrapped

    for module, name in CALLS:
        monkeypatch.setattr(module, name, mortal(getattr(module, name)))
    return counted


@pytest.mark.parametrize("one_step", [True, False], ids=["exchanged", "two-renames"])
def test_a_run_that_dies_anywhere_is_taken_up(definition, audits, tmp_path, monkeypatch, one_step):
    one_step = one_step and exchanges(tmp_path)
    if not one_step:
        monkeypatch.setattr(edition, "exchanged", lambda *_names: False)
    old, new = (replace(definition, formats=("md",), title=title, keep=1) for title in ("Old", "New"))
    expected = [
        content(publishing.run(replace(one, to=tmp_path / one.title), MADE).folder) for one in (old, new)
    ]
    publishing.run(old, date(2031, 5, 7))
    publishing.run(old, MADE)
    before, day = tmp_path / "before", definition.to / "small" / str(MADE)
    definition.to.rename(before)
    for deaths in range(100):
        shutil.rmtree(definition.to, ignore_errors=True)
        shutil.copytree(before, definition.to, symlinks=True)
        with monkeypatch.context() as patched:
            dying(patched, deaths + 1)
            try:
                publishing.run(new, MADE)
                break
            except Killed:
                assert content(day) in expected or (not one_step and not day.exists())
        publishing.run(new, MADE)
        assert content(day) == expected[1]
        assert entries(definition) == [".lock", "2031-05-08", "latest", "log.txt"]
    assert deaths > 10
    assert len(audits) < 2 * deaths  # most of the second runs took the audit of the first


def test_an_audit_is_taken_up_only_if_its_inputs_are_the_same(definition, made, tmp_path):
    named = checkpoint.key(definition, MADE)
    checkpoint.keep(tmp_path, made, named)
    assert checkpoint.kept(tmp_path, named).to_document() == made.to_document()
    (tmp_path / "pile" / "b.txt").write_text("Another.", encoding="utf-8")
    assert checkpoint.kept(tmp_path, checkpoint.key(definition, MADE)) is None


def test_what_cannot_be_compared_is_never_taken_up(definition, made, tmp_path):
    elsewhere = replace(definition, paths=("https://herald.example/feed",))
    checkpoint.keep(tmp_path, made, checkpoint.key(elsewhere, MADE))
    assert checkpoint.kept(tmp_path, checkpoint.key(elsewhere, MADE)) is None
    assert not (tmp_path / "audit").exists()


def test_the_making_of_another_date_is_thrown_away(tmp_path):
    other = Edition(tmp_path, date(2031, 5, 7))
    other.making.mkdir()
    Edition(tmp_path, MADE).tidy()
    assert not other.making.exists()


@pytest.mark.usefixtures("audits")
def test_a_folder_that_cannot_be_written_is_an_error(definition, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match=r"cannot be written: .*; nothing was published\. Make room"):
        publishing.run(replace(definition, to=tmp_path / "file"), MADE)


@pytest.mark.usefixtures("audits")
def test_a_full_disk_while_a_page_is_written_is_told_as_the_report_s(definition, monkeypatch):
    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(forms, "write_html", full)
    with pytest.raises(
        StorageError, match=r"small: the report cannot be written: .*No space left.*Make room"
    ) as told:
        publishing.run(replace(definition, formats=("html",)), MADE)
    assert "--out" not in str(told.value)


def test_nothing_to_read_is_an_error(definition):
    with pytest.raises(
        InputError, match=r"the report small names nothing to read: name it \(provaudit report small PATH…"
    ):
        publishing.run(replace(definition, paths=()), MADE)
    assert not definition.to.exists()


def demo(name, **other):
    found = publishing.read_definition(resources.shipped("reports") / f"{name}.yaml")
    return replace(found, paths=(str(DEMO / "articles"),), rules=(DEMO / "rules",), **other)


def test_articles_of_the_date_and_later_are_not_read():
    found = reading.audited(demo("daily"), date(2025, 3, 12), None, 1)
    assert max(filter(None, found.articles["published"])) == "2025-03-11T21:20:00+01:00"


def test_days_that_hold_nothing_are_an_error():
    with pytest.raises(InputError, match="the newest is of 2025-03-13"):
        reading.audited(
            replace(demo("daily"), paths=(str(DEMO / "articles" / "courier-opinion.md"),)),
            date(2020, 1, 1),
            None,
            1,
        )


def test_the_command_lists_and_checks(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    assert run("report", "check").out == "4 definitions are sound\n"
    assert run("report", "check", "daily").out == "1 definition is sound\n"
    (tmp_path / "reports" / "mine.yaml").write_text("title: A\n", encoding="utf-8")
    listed = run("report", "list").out.splitlines()
    assert listed[0].startswith("daily    Yesterday’s stories, uncredited copies first")
    assert listed[1] == "mine     has faults: provaudit report check mine (reports/mine.yaml)"
    checked = run("report", "check")
    assert checked.code == 2
    assert "reports/mine.yaml:1:1: key `read` is missing" in checked.err


NAMING = """title: A
read: {paths: [later, soon/*.html, reports]}
rules: [nowhere, odd]
outlets: [gone.yaml, ragged.csv]
show: [{section: totals}]
"""


def test_a_check_looks_at_what_a_definition_names(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("reports", "odd"):
        (tmp_path / folder).mkdir()
    (tmp_path / "odd" / "stray.yaml").write_text("title: no rule\n", encoding="utf-8")
    (tmp_path / "ragged.csv").write_text("name,owner\nThe Gull,One,Two\n", encoding="utf-8")
    (tmp_path / "reports" / "mine.yaml").write_text(NAMING, encoding="utf-8")
    checked = run("report", "check", "mine")
    assert checked.code == 2
    for told in (
        "mine.yaml:2:16: warning: later: no such file or folder, as seen from here today",
        "mine.yaml:2:23: warning: soon/*.html: no file matches this pattern, as seen from here today",
        "mine.yaml:3:9: nowhere: expected a folder of rules",
        "mine.yaml:3:18: warning: odd/stray.yaml:1:1: is not where rules are read",
        "mine.yaml:4:11: gone.yaml: no such file",
        "mine.yaml:4:22: warning: ragged.csv:2:1: the row has 3 cells",
    ):
        assert told in checked.err
    sound = NAMING.replace("[nowhere, odd]", "[odd]").replace("[gone.yaml, ", "[")
    (tmp_path / "reports" / "mine.yaml").write_text(sound, encoding="utf-8")
    checked = run("report", "check", "mine")
    assert (checked.code, checked.out) == (0, "1 definition is sound\n")
    assert checked.err.count("warning: ") == 4


def test_a_check_tells_of_all_at_once_whatever_the_schema_refuses(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("reports", "mine"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "reports" / "odd.yaml").write_text(
        "title: A\nread: {paths: [later, 5], archive: mine, sinse: x}\nrules: [nowhere, {a: 1}]\noutlets: x\n"
        "to: mine/notes.txt/out\nshow: [{section: stories, of: x}]\n",
        encoding="utf-8",
    )
    checked = run("report", "check", "odd")
    assert checked.code == 2
    for told in (
        "odd.yaml:2:16: warning: later: no such file or folder",
        "odd.yaml:2:23: an item of `paths` is of the wrong kind",
        "odd.yaml:2:36: mine: the folder holds other files (notes.txt)",
        "odd.yaml:2:42: unknown key `sinse`",
        "odd.yaml:3:9: nowhere: expected a folder of rules",
        "odd.yaml:4:10: `outlets` is of the wrong kind",
        "odd.yaml:5:5: mine/notes.txt: this is a file, and editions are folders",
        "odd.yaml:6:27: a section `stories` has no `of`",
    ):
        assert told in checked.err


def test_the_log_tells_why_a_run_stopped(definition):
    stopping = replace(definition, rules=(Path("nowhere"),))
    with pytest.raises(ProvauditError, match="nowhere: expected a folder of rules"):
        publishing.run(stopping, MADE)
    (told,) = (definition.to / "small" / "log.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert " small 2031-05-08 stopped: nowhere: expected a folder of rules" in told


@pytest.mark.usefixtures("piped")
def test_the_command_makes_a_report_and_exits_with_1_on_an_alarm(run, pile):
    made_ = run("report", "daily", pile, "--date", "2031-05-08", "--to", "out")
    assert (made_.code, made_.out) == (1, "out/daily/2031-05-08\n")
    assert "alarm: Copies that name the wrong source: misattributed is 1 (> 0)" in made_.err
    assert "pile/broken.bin: is not text" in made_.err
    quiet = run("report", "outlets", pile, "--date", "2031-05-08", "--to", "out", "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "out/outlets/2031-05-08\n", "")


@pytest.mark.usefixtures("piped")
def test_the_command_tells_of_the_story_that_is_asked_for(run, pile):
    assert run("report", "story", pile, "--of", "skimmr.txt", "--to", "out").code == 0
    assert run("report", "story", pile, "--of", "gone", "--to", "out").code == 2
    refused = run("report", "daily", pile, "--of", "skimmr.txt")
    assert refused.err == "provaudit: --of: the report daily shows no single story\n"


def test_a_date_that_is_none_is_an_error(run):
    refused = run("report", "daily", "pile", "--date", "8 May")
    assert (refused.code, refused.err) == (
        2,
        "provaudit: --date: cannot read '8 May'; expected a day such as 2025-03-12\n",
    )
