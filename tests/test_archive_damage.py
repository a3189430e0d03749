"""A damaged archive is named by every command, with the file and what can be done; nothing panics."""

import errno
import json
import os
from pathlib import Path

import polars as pl
import pytest
from test_archive_cli import COPY, FIRST, OTHER
from test_archive_store import RUN
from test_archive_upkeep import told

from provaudit.archive import Archive, places
from provaudit.archive.library import explained
from provaudit.errors import StorageError


@pytest.fixture
def where(tmp_path):
    """Return an archive of two articles on one day."""
    archive = Archive.make(tmp_path / "archive")
    archive.store(told("a"), RUN)
    archive.store(told("b"), RUN)
    return archive.log.where


def part(where, table):
    return min(Path(where, f"table={table}").glob("*/*.parquet"))


def zeroed(file, first=0):
    """Overwrite a file from a place on, as disks do that lose power."""
    held = file.read_bytes()
    file.write_bytes(held[:first] + bytes(len(held) - first))


HARMS = {
    "empty": lambda file: os.truncate(file, 0),
    "half": lambda file: os.truncate(file, file.stat().st_size // 2),
    "zeros": zeroed,
    "footer": lambda file: file.write_bytes(file.read_bytes()[:-60] + bytes(52) + file.read_bytes()[-8:]),
}
COMMANDS = {
    "status": ("status",),
    "compact": ("compact",),
    "reaudit": ("reaudit", "--workers", "1"),
    "forget": ("forget", "a", "--yes"),
}


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_names_the_file_and_who_knows_more(run, where, command, harm):
    HARMS[harm](part(where, "texts"))
    done = run("archive", *COMMANDS[command], "--archive", where)
    assert (done.code, done.out) == (2, "")
    assert f"{where}: the archive is damaged: table=texts/" in done.err
    assert f"`provaudit archive verify --archive {where}` says what is to be put back from a copy" in done.err


@pytest.mark.parametrize("harm", HARMS)
def test_nothing_is_added_to_a_damaged_archive(run, where, tmp_path, harm):
    HARMS[harm](part(where, "texts"))
    (tmp_path / "new.jsonl").write_text(json.dumps(FIRST))
    done = run("archive", "add", tmp_path / "new.jsonl", "--archive", where, "--workers", "1")
    assert done.code == 2
    assert f"{where}: the archive is damaged: table=texts/" in done.err


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_damaged_is_not_exported_and_no_fault_of_out(run, where, tmp_path, harm):
    HARMS[harm](part(where, "texts"))
    out = tmp_path / "out"
    done = run("archive", "export", "--archive", where, "--out", out)
    assert done.code == 2
    assert f"{where}: the archive is damaged: table=texts/" in done.err
    assert "Not written, for they are read from what is damaged: articles;" in done.err
    assert not (out / "articles.parquet").exists()
    assert pl.read_parquet(out / "runs.parquet").height == 2
    assert run("archive", "export", "--archive", where, "--out", out, "--since", "2026-12-01").code == 0


def test_what_is_whole_is_exported_beside_what_is_damaged(run, where, tmp_path):
    HARMS["half"](part(where, "prints"))
    out = tmp_path / "out"
    done = run("archive", "export", "--archive", where, "--out", out)
    assert done.code == 2
    assert "Not written, for they are read from what is damaged: zones, cited;" in done.err
    assert pl.read_parquet(out / "articles.parquet").height == 2


def test_a_panic_of_a_library_is_told_as_what_it_is(where):
    archive = Archive.open(where)
    with pytest.raises(StorageError, match="a reader gave up: broken"), archive.naming_damage():
        raise pl.exceptions.PanicException("broken")


def test_a_fault_that_has_other_reasons_stays_what_it_is(where):
    archive = Archive.open(where)
    with pytest.raises(pl.exceptions.ColumnNotFoundError), archive.naming_damage():
        raise pl.exceptions.ColumnNotFoundError("a bug")


def commits(where):
    return sorted(Path(where, "_delta_log").glob("*.json"))


def without_end(commit):
    lines = commit.read_bytes().splitlines(keepends=True)
    commit.write_bytes(b"".join(lines[: len(lines) // 2]))


LOGS = {
    "emptied": (lambda where: os.truncate(commits(where)[-1], 0), "2.json: it is cut off"),
    "emptied amid others": (lambda where: os.truncate(commits(where)[1], 0), "1.json: it is cut off"),
    "cut behind a line": (lambda where: without_end(commits(where)[-1]), "2.json: it is cut off"),
    "cut off": (lambda where: os.truncate(commits(where)[-1], 100), "2.json: it is cut off"),
    "a gap": (lambda where: commits(where)[1].unlink(), "1.json: it is not there"),
}


@pytest.mark.parametrize("harm", LOGS)
@pytest.mark.parametrize("command", [("status",), ("verify",), ("verify", "--repair"), ("compact",)])
def test_a_damaged_log_is_named_with_what_can_be_done(run, where, harm, command):
    damage, said = LOGS[harm]
    damage(where)
    done = run("archive", *command, "--archive", where)
    assert done.code == 2
    assert f"{where}: the archive's log is damaged: _delta_log/" in done.err
    assert said in done.err
    assert f"provaudit archive add {where}/table=texts --archive NEW" in done.err


def test_a_log_goes_on_without_a_checkpoint_that_is_damaged(run, where):
    archive = Archive.open(where)
    archive.log.merge_files()
    before = archive.scan("texts").sort("id").collect()
    (checkpoint,) = Path(where, "_delta_log").glob("*.checkpoint.parquet")
    os.truncate(checkpoint, 300)
    done = run("archive", "status", "--archive", where)
    assert done.code == 2
    assert f"`provaudit archive verify --repair --archive {where}` goes on without it" in done.err
    mended = run("archive", "verify", "--repair", "--archive", where)
    assert f"{where}: the log goes on without" in mended.err
    assert Archive.open(where).scan("texts").sort("id").collect().equals(before)


@pytest.mark.parametrize("command", [("status",), ("verify",), ("add", "new.jsonl")])
def test_an_archive_without_its_log_is_no_other_files(run, where, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    Path("new.jsonl").write_text(json.dumps(FIRST))
    for commit in Path(where, "_delta_log").iterdir():
        commit.unlink()
    done = run("archive", *command, "--archive", where)
    assert done.code == 2
    assert f"{where}: the archive has lost its log" in done.err


def test_texts_that_are_whole_make_a_new_archive(run, where, tmp_path):
    Path(where, "_delta_log").rename(tmp_path / "lost")
    HARMS["half"](part(where, "texts"))
    done = run("archive", "add", f"{where}/table=texts", "--archive", tmp_path / "new", "--workers", "1")
    assert done.out == f"{tmp_path / 'new'}: 1 article added\n"
    assert "cannot be read as parquet" in done.err


def test_a_mistyped_path_leaves_no_archive_behind(run, tmp_path):
    where, own = tmp_path / "archive", tmp_path / "own"
    own.mkdir()
    for command in (("archive", "add"), ("audit",)):
        assert run(*command, tmp_path / "none.jsonl", "--archive", where).code == 2
        assert not where.exists()
    assert run("archive", "add", tmp_path / "none.jsonl", "--archive", own).code == 2
    assert list(own.iterdir()) == []


def test_a_mistyped_path_takes_nothing_from_an_archive(run, where, tmp_path):
    assert run("archive", "add", tmp_path / "none.jsonl", "--archive", where).code == 2
    assert Archive.open(where).scan("texts").collect().height == 2


def test_who_may_not_write_is_told_before_the_work_and_what_to_do(run, where, tmp_path, monkeypatch):
    monkeypatch.setattr(places.os, "access", lambda *_: False)  # root may write everywhere
    (tmp_path / "new.jsonl").write_text(json.dumps(FIRST))
    done = run("archive", "add", tmp_path / "new.jsonl", "--archive", where)
    assert done.code == 2
    assert f"{where}: the archive may not be written" in done.err
    assert "copy the archive to a folder that you may write to" in done.err


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_system_that_lets_nobody_write_is_understood(code):
    with pytest.raises(StorageError, match=r"may not be (read or )?written \(.+\)"), explained("here"):
        raise OSError(code, os.strerror(code))


def test_after_forgetting_it_is_said_what_remains_to_be_done(run, tmp_path):
    where, pile = str(tmp_path / "archive"), tmp_path / "pile.jsonl"
    pile.write_text("".join(json.dumps(one) + "\n" for one in (FIRST, COPY, OTHER)))
    assert run("audit", pile, "--archive", where, "--workers", "1").code == 0
    done = run("archive", "forget", "gate", "--yes", "--archive", where)
    assert f"`provaudit archive reaudit --archive {where}` traces them" in done.err
    assert f"`provaudit archive compact --archive {where}`" in done.err
