"""A rulebook that was read is there for the next process, as long as nothing changed and nobody else wrote it."""

import sys
from pathlib import Path

import pytest

from provaudit.rulebook import load, remembered
from provaudit.rulebook.loading import _as_before
from provaudit.rulebook.rule import Rulebook


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(remembered, "folder", lambda: tmp_path / "kept")
    return tmp_path / "kept"


class Reader:
    """Reads a rulebook whose name says how often it was read."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Rulebook:
        self.times += 1
        return Rulebook(str(self.times), "1", "digest", (), {}, {}, ())


def test_it_is_read_once_as_long_as_nothing_changed(kept: Path) -> None:
    read = Reader()
    assert [remembered.remembered(state, read).name for state in ("a", "a", "b", "a")] == ["1", "1", "2", "1"]
    assert len(list(kept.iterdir())) == 2


@pytest.mark.usefixtures("kept")
def test_a_changed_reader_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Reader()
    remembered.remembered("a", read)
    (tmp_path / "rulebook").mkdir()
    (tmp_path / "rulebook" / "build.py").write_text("")
    monkeypatch.setattr(remembered, "_PACKAGE", tmp_path)
    monkeypatch.setattr(remembered, "_READERS", ("rulebook",))
    assert remembered.remembered("a", read).name == "2"


@pytest.mark.parametrize("broken", [b"", b"\x80\x05", b"not a pickle", b"\x80\x05K\x01."])
def test_a_broken_file_counts_as_none(kept: Path, broken: bytes) -> None:
    read = Reader()
    remembered.remembered("a", read)
    (file,) = kept.iterdir()
    file.write_bytes(broken)
    assert [remembered.remembered("a", read).name for _ in range(2)] == ["2", "2"]


@pytest.mark.skipif(sys.platform == "win32", reason="files there have no such mode")
def test_a_file_that_others_may_write_is_not_trusted(kept: Path) -> None:
    read = Reader()
    remembered.remembered("a", read)
    (file,) = kept.iterdir()
    file.chmod(0o666)
    assert remembered.remembered("a", read).name == "2"


def test_where_nothing_can_be_written_it_is_read_each_time(kept: Path) -> None:
    kept.write_text("a file where the folder should be")
    read = Reader()
    assert [remembered.remembered("a", read).name for _ in range(2)] == ["1", "2"]


def test_those_used_last_are_kept(kept: Path) -> None:
    read = Reader()
    for number in range(remembered.KEPT + 3):
        remembered.remembered(number, read)
        assert remembered.remembered(0, read).name == "1"
    assert len(list(kept.iterdir())) == remembered.KEPT


@pytest.mark.usefixtures("kept")
def test_what_is_remembered_is_the_rulebook_that_was_read(tmp_path: Path) -> None:
    overlay = tmp_path / "mine"
    (overlay / "access").mkdir(parents=True)
    (overlay / "access" / "broken.yaml").write_text("status: nowhere\n")
    books = []
    for _ in range(2):
        _as_before.cache_clear()
        books.append(load([overlay]))
    _as_before.cache_clear()
    assert books[0] is not books[1]
    assert books[0] == books[1]
    assert any("broken.yaml" in fault.file for fault in books[1].faults)
