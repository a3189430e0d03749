import errno
import os
import pickle

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.errors import StorageError
from provaudit.store import TEXTS, Store, scratch

RECORD = np.dtype([("key", "<u8"), ("place", "<u4")])
WORDS = ["", "a", "né", "長い", "🜁 fire", "plain words"]


@pytest.fixture
def store():
    with scratch() as opened:
        yield opened


def ragged(store, parts):
    """Keep runs of records, part by part: parts hold the length of each article's run."""
    lengths = np.array([length for part in parts for length in part], np.int64)
    store.cut([len(part) for part in parts])
    store.measure("runs", lengths)
    flat, low = np.arange(lengths.sum(), dtype=np.uint32), 0
    for number, part in enumerate(parts):
        store.keep("runs", number, flat[low : low + sum(part)])
        low += sum(part)
    ends = np.cumsum(lengths)
    return [flat[end - length : end] for end, length in zip(ends, lengths, strict=True)]


@given(
    st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=6), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_any_articles_are_taken_as_if_sliced(parts, pick):
    with scratch() as store:
        runs = ragged(store, parts)
        some = sorted(pick.sample(range(len(runs)), pick.randint(0, len(runs))))
        taken = store.take("runs", np.dtype(np.uint32), np.array(some, np.int64))
        assert taken.tolist() == [value for one in some for value in runs[one]]


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=1, max_size=4),
    st.sets(st.integers(0, 19)),
)
def test_texts_come_back_whatever_the_script(parts, wanted):
    with scratch() as store:
        store.cut([len(part) for part in parts])
        lengths = [store.keep_texts(number, pl.Series(part)) for number, part in enumerate(parts)]
        store.measure(TEXTS, np.concatenate(lengths))
        flat = [text for part in parts for text in part]
        some = sorted(one for one in wanted if one < len(flat))
        assert store.texts(np.array(some, np.int64)) == [flat[one] for one in some]


@given(
    st.lists(
        st.lists(st.sampled_from([*WORDS, "long " * 40]), min_size=1, max_size=9), min_size=1, max_size=4
    ),
    st.integers(1, 6),
)
def test_an_even_cut_keeps_every_text_in_its_place(parts, wanted):
    with scratch() as store:
        store.cut([len(part) for part in parts])
        lengths = [store.keep_texts(number, pl.Series(part)) for number, part in enumerate(parts)]
        store.measure(TEXTS, np.concatenate(lengths))
        flat = [text for part in parts for text in part]
        store.cut_evenly(wanted)
        assert store.texts(np.arange(len(flat))) == flat
        assert store.bounds()[0] == 0
        assert store.bounds()[-1] == len(flat)
        assert 1 <= store.parts <= wanted
        assert (np.diff(store.bounds()) > 0).all()


def test_an_even_cut_leaves_no_part_much_longer_than_the_rest(store):
    texts = [pl.Series(["word " * 20] * 90), pl.Series(["word " * 20] * 10)]
    store.cut([90, 10])
    store.measure(TEXTS, np.concatenate([store.keep_texts(n, some) for n, some in enumerate(texts)]))
    store.cut_evenly(4)
    assert np.diff(store.bounds()).tolist() == [25, 25, 25, 25]


@given(st.lists(st.lists(st.integers(0, 2**40), max_size=30), min_size=1, max_size=4))
def test_a_bucket_gathers_what_all_parts_scattered_to_it(parts):
    with scratch() as store:
        store.put("buckets", np.array(4))
        for number, keys in enumerate(parts):
            records = np.array([(key, number) for key in keys], RECORD)
            store.scatter("prints", number, records, (records["key"] % 4).astype(np.uint16))
        for bucket in range(4):
            expected = [
                (key, number) for number, keys in enumerate(parts) for key in keys if key % 4 == bucket
            ]
            assert store.gather("prints", RECORD, bucket).tolist() == expected


def test_tables_come_back_part_by_part_and_whole(store):
    parts = [pl.DataFrame({"a": [1, 2]}), pl.DataFrame({"a": [3]})]
    for number in (1, 0):  # whoever is first
        store.save("known", number, parts[number])
    assert store.load("known", 1).equals(parts[1])
    assert store.whole("known")["a"].to_list() == [1, 2, 3]


def test_what_is_dropped_is_gone_and_nothing_else(store):
    for name in ("prints", "prints-kept"):
        store.save(name, 0, pl.DataFrame({"a": [1]}))
    store.drop("prints")
    assert [path.name for path in store.folder.glob("*.arrow")] == ["prints-kept.000000.arrow"]


def test_another_process_reads_what_was_shared(store):
    store.share("settings", {"rules": ("a", "b")})
    again = pickle.loads(pickle.dumps(store))  # noqa: S301 - how a store is sent
    assert again == Store(store.folder)
    assert again.shared("settings") == {"rules": ("a", "b")}


WRITES = {
    "save": ("polars.DataFrame.write_ipc", lambda store: store.save("a", 0, pl.DataFrame({"a": [1]}))),
    "put": ("numpy.save", lambda store: store.put("a", np.zeros(1))),
    "cut": ("numpy.save", lambda store: store.cut([1])),
    "share": ("pathlib.Path.write_bytes", lambda store: store.share("a", 1)),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_full_disk_is_explained(store, monkeypatch, name):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    written, write = WRITES[name]
    monkeypatch.setattr(written, full)
    with pytest.raises(StorageError) as fault:
        write(store)
    assert str(fault.value) == (
        f"no room to work in {store.folder}: No space left on device. An audit keeps about eight times the size "
        "of its texts there; set TMPDIR to a folder on a larger disk"
    )


def test_a_folder_that_is_gone_is_explained(store):
    store.put("buckets", np.array(2))
    records = np.zeros(3, RECORD)
    gone = Store(store.folder / "gone")
    with pytest.raises(StorageError, match=r"gone: No such file or directory\. An audit keeps"):
        gone.keep("a", 0, records)
    (store.folder / "a.000000.bin").mkdir()
    with pytest.raises(StorageError, match="Is a directory"):
        store.scatter("a", 0, records, np.zeros(3, np.uint16))


@pytest.mark.parametrize("name", ["absent", "a file"])
def test_a_tmpdir_that_cannot_be_used_is_named_and_not_passed_over(tmp_path, monkeypatch, name):
    (tmp_path / "a file").touch()
    monkeypatch.setenv("TMPDIR", str(tmp_path / name))
    with pytest.raises(StorageError, match=f"no room to work in {tmp_path / name}: No"), scratch():
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write where nobody may")
def test_a_read_only_tmpdir_is_named(tmp_path, monkeypatch):
    tmp_path.chmod(0o500)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with pytest.raises(StorageError, match=f"{tmp_path}: Permission denied"), scratch():
        pass


@pytest.mark.parametrize("end", [None, ValueError, KeyboardInterrupt, StorageError])
def test_the_folder_goes_however_the_audit_ends(tmp_path, monkeypatch, end):
    def work():
        with scratch() as store:
            store.put("a", np.zeros(3))
            assert store.folder.parent == tmp_path
            if end:
                raise end

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    if end:
        with pytest.raises(end):
            work()
    else:
        work()
    assert list(tmp_path.iterdir()) == []
