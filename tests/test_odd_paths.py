"""Folders whose names are no UTF-8, as old file servers and zips leave them: read, written, or refused in one line."""

import os
import shutil
import sys

import polars as pl
import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is UTF-8")


@pytest.fixture
def odd(tmp_path):
    folder = tmp_path / os.fsdecode(b"M\xe4rz")
    folder.mkdir()
    (folder / "weir.txt").write_text("The upper weir was drained on Monday.", encoding="utf-8")
    pl.DataFrame({"id": ["eels"], "text": ["Two pupils counted the eels below it."]}).write_parquet(
        tmp_path / "e.parquet"
    )
    shutil.move(tmp_path / "e.parquet", folder / "e.parquet")
    return folder


@pytest.mark.parametrize("form", ["json", "csv", "html", "md", "sarif"])
def test_what_lies_there_is_read_and_written(run, odd, form):
    done = run("audit", odd, "--format", form, "--out", odd / "out", "--workers", "1", "--quiet")
    assert (done.code, done.err) == (0, "")
    written = odd / "out" / "articles.csv" if form == "csv" else odd / "out"
    assert written.read_bytes().count(b"eels") > 0


def test_an_archive_takes_and_forgets_what_lies_there(run, odd, tmp_path):
    where = tmp_path / "days"
    assert run("archive", "add", odd, "--archive", where, "--workers", "1").out.endswith("2 articles added\n")
    gone = run("archive", "forget", odd, "--archive", where, "--yes")
    assert gone.code == 2
    assert run("archive", "forget", "--outlet", odd.name, "--archive", where, "--yes").code == 2
    assert run("archive", "verify", "--archive", where).code == 0


def test_a_report_is_published_there(run, odd):
    assert run("report", "daily", odd / "weir.txt", "--to", odd / "r", "--date", "2031-03-15").code in (0, 1)
    assert (odd / "r" / "daily" / "2031-03-15" / "report.md").is_file()


def test_temporary_files_do_not_lie_there(run, odd, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(odd))
    done = run("audit", odd / "weir.txt", "--workers", "1")
    assert (done.code, "which is no UTF-8; choose another folder" in done.err) == (2, True)
