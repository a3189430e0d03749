"""What a writer meets: no library, others who come first, ids that are taken, a store of objects."""

import sys

import polars as pl
import pytest
from test_archive_store import RUN, article, rows
from test_archive_upkeep import ids, told

from provaudit.archive import Archive, TakenError, locks
from provaudit.archive.counting import holdings
from provaudit.archive.library import explained
from provaudit.archive.locks import alone, shared
from provaudit.archive.pieces import Piece
from provaudit.archive.proving import findings
from provaudit.archive.upkeep import compact, sweep
from provaudit.errors import InputError, StorageError
from provaudit.windowed import adding


@pytest.fixture
def archive(tmp_path):
    return Archive.make(tmp_path / "archive")


def test_without_the_library_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "deltalake", None)
    with pytest.raises(InputError, match=r"pip install 'provaudit\[archive\]'"):
        Archive.open(tmp_path)


def test_an_address_is_written_without_locks(tmp_path):
    far = Archive.make((tmp_path / "far").as_uri())
    far.store(told("a"), RUN)
    far.store(told("b"), RUN)
    assert ids(far) == ["a", "b"]
    assert list(findings(far)) == []
    assert compact(far).merged > 0
    assert ids(far) == ["a", "b"]


def test_others_that_never_leave_a_gap_are_named(archive, monkeypatch):
    monkeypatch.setattr("provaudit.archive.archive._BREATH", 0)
    with pytest.raises(StorageError, match="other writers were first 30 times"):
        archive.agreed(lambda: None)


def test_nothing_is_deleted_while_somebody_reads(archive):
    archive.store(told("a"), RUN)
    with archive.reading():
        assert sweep(archive, wait=False) is None
    assert sweep(archive, wait=False) == 0


def test_nothing_is_deleted_while_somebody_fills_an_archive(archive):
    archive.store(told("a"), RUN)
    with Archive.filling(archive.log.where) as filled:
        filled.store(told("b"), RUN)
        assert compact(Archive.open(archive.log.where)).swept is None
        left = holdings(Archive.open(archive.log.where))
        assert (left.strays > 0, left.stray_texts) == (True, 0)  # merged, and named by their commits
        assert ids(filled) == ["a", "b"]
    assert compact(archive).swept > 0


def test_who_began_before_others_tidied_up_is_told_so_and_of_no_damage(archive):
    archive.store(told("a"), RUN)
    archive.store(told("b"), RUN)
    stale = Archive.open(archive.log.where)
    assert compact(archive).swept > 0
    with (
        pytest.raises(
            StorageError, match=r"tidied the archive up .* Nothing is lost: run the same command again"
        ),
        stale.reading(),
    ):
        stale.scan("texts").collect()
    assert ids(stale) == ["a", "b"]


def test_a_folder_that_may_only_be_read_needs_no_lock(archive, monkeypatch):
    def refused(*_given):
        raise PermissionError

    monkeypatch.setattr(locks.os, "open", refused)
    with shared(archive.log.where), alone(archive.log.where, wait=False) as free:
        assert not free


def test_files_of_a_commit_that_came_second_are_taken_back(archive):
    stale = Archive.open(archive.log.where)
    archive.store(told("a"), RUN)
    late = Piece("forgotten", "undated", pl.DataFrame({"digest": ["d"], "of": [None], "turn": [1]}))
    assert not stale.log.append([late])
    assert archive.log.strays() == []
    assert stale.store(told("b"), RUN).articles == 1
    assert ids(Archive.open(archive.log.where)) == ["a", "b"]


def test_what_others_stored_meanwhile_is_not_left_over(archive):
    stale = Archive.open(archive.log.where)
    archive.store(told("a"), RUN)
    assert sweep(stale, wait=True) == 0
    assert ids(Archive.open(archive.log.where)) == ["a"]


def test_ids_that_are_taken_meanwhile_are_given_anew(archive):
    archive.store(told("a"), RUN)
    mine = told("a", "b")
    mine["articles"] = rows("articles", article("a", "Another text."), article("b", "The text of b."))
    with pytest.raises(TakenError):
        archive.store(mine, RUN)
    assert adding._stored(archive, mine, RUN) == 2  # noqa: SLF001 - what a race of two processes comes to
    assert len(ids(archive)) == 3
    assert [one for one in ids(archive) if one.startswith("a~")]
    assert [one.what for one in findings(archive)] == [
        "articles lie under another day than that of their publication"
    ]


CAUSE = "Connection refused (os error 111)"
DRAWN = f"Generic S3 error\n   \x1b[31m↳\x1b[0m Error performing GET\n     \x1b[31m↳\x1b[0m {CAUSE}\n"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            OSError(DRAWN),
            "s3://news: the archive cannot be read or written: Generic S3 error: Connection refused (os error 111)",
        ),
        (OSError("one line"), "s3://news: the archive cannot be read or written: one line"),
        (OSError(), "s3://news: the archive cannot be read or written: OSError"),
    ],
)
def test_what_lies_at_the_bottom_of_a_fault_is_told(fault, said):
    with pytest.raises(StorageError) as told, explained("s3://news"):
        raise fault
    assert str(told.value) == said
