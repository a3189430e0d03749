"""Reports under kill -9, and whether the trial would see a loss. `bench.killed` is the longer trial."""

import shutil
import subprocess
import sys

import pytest
from bench.killed import ARCHIVE, ON, broken, command, killed, lost

from provaudit import resources
from provaudit.archive import Archive
from provaudit.windowed.adding import add

DEMO = resources.demo()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize("archive", [False, True], ids=["paths", "archive"])
def test_a_killed_run_leaves_no_half_report(tmp_path, archive):
    (tmp_path / "pile").mkdir()
    for name in ("corvane-dam.md", "kestria-today-dam.md"):
        shutil.copy(DEMO / "articles" / name, tmp_path / "pile")
    told, ended = killed(tmp_path / "pile", 1, seed=4, folder=tmp_path, archive=archive)
    assert told == [""] * (ended + 2)


def test_a_loss_would_be_seen(tmp_path):
    (tmp_path / "pile").mkdir()
    shutil.copy(DEMO / "articles" / "corvane-dam.md", tmp_path / "pile")
    Archive.make(tmp_path / ARCHIVE)
    add(Archive.open(tmp_path / ARCHIVE), [tmp_path / "pile"])
    held = {"corvane-dam.md"}
    assert lost(tmp_path, held) == ""
    assert lost(tmp_path, {*held, "more.md"}) == ""  # nothing is published yet
    assert "it has ['corvane-dam.md']" in lost(tmp_path, set())
    (tmp_path / "daily" / ON).mkdir(parents=True)
    assert "published, but lost: ['more.md']" in lost(tmp_path, {*held, "more.md"})
    next((tmp_path / ARCHIVE).glob("table=verdicts/*/*")).unlink()
    assert "files are gone or damaged" in lost(tmp_path, held)


def test_a_half_report_would_be_seen(tmp_path):
    reference, day = tmp_path / "reference", tmp_path / "scene" / "daily" / ON
    for folder in (reference, day):
        folder.mkdir(parents=True)
        (folder / "report.md").write_text("whole", encoding="utf-8")
    assert broken(day.parents[1], reference) == ""
    (day / "report.md").write_text("ha", encoding="utf-8")
    assert "differs in ['report.md']" in broken(day.parents[1], reference)
    (day.parent / "2025-03-1").mkdir()
    assert "there is" in broken(day.parents[1], reference)


def test_the_bench_runs_the_command_of_this_installation(tmp_path):
    words = command(tmp_path / "gone", tmp_path / "out")
    assert subprocess.run(words, capture_output=True, check=False).returncode == 2
