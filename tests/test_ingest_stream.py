"""A pile read part by part gives what it gives when it is read whole."""

import io
import json
import tracemalloc
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from provaudit.errors import InputError
from provaudit.frames import METADATA, PROBLEMS
from provaudit.ingest import Inputs, Stream, encoding, from_frame, read, stream, stream_frame

STORY = "The mayor of Harbour Falls closed the old bridge on Thursday, said the café’s owner."
RECORDS = [
    {"id": f"n-{n % 30}", "date": "soon" if n % 9 == 4 else f"2024-06-{1 + n % 28:02}", "lang": "EN"}
    | {
        "text": "" if n % 7 == 3 else f"{n} {STORY}\r\n" * (n % 5 + 1),
        "source": {"x": 1} if n % 11 == 5 else "Post",
    }
    for n in range(40)
]
LINES = "\n".join(json.dumps(row, ensure_ascii=False) for row in RECORDS)
PLAIN = [row | {"source": "Post"} for row in RECORDS]
CELLS = pl.DataFrame(PLAIN).write_csv()
PILES: dict[str, bytes] = {
    "a.jsonl": LINES.encode(),
    "marked.jsonl": LINES.encode("utf-8-sig"),
    "bad.jsonl": f'{LINES}\n{{bad\n\n[1]\n{{"title": "t"}}\n{LINES}'.encode(),
    "damaged.jsonl": LINES.encode() + b'\n{"text": "caf\xff"}\n' + LINES.encode() + b"\xe2\x80",
    "cp1252.jsonl": LINES.encode("cp1252"),
    "utf16.jsonl": LINES.encode("utf-16"),
    "textless.jsonl": b'{"title": "t"}\n' * 40,
    "object.jsonl": json.dumps({"articles": RECORDS}, indent=1).encode(),
    "list.jsonl": f"\n[\n{LINES},\n{LINES}\n]".replace("}\n{", "},\n{").encode(),
    "ends-in-a-line.jsonl": f"[1,\n2\n{LINES}".encode(),
    "empty.jsonl": b"\n \n",
    "a.json": json.dumps(RECORDS).encode(),
    "lines.json": LINES.encode(),
    "a.csv": CELLS.encode(),
    "open.csv": (CELLS[:900] + '\n"' + CELLS[900:]).encode(),
    "a.txt": f"---\ntitle: A\n---\n{STORY}".encode(),
    "b.md": b" ",
    "c.txt": STORY.encode("utf-16"),
}  # fmt: skip


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    for name, data in PILES.items():
        (tmp_path / name).write_bytes(data)
    frame = pl.DataFrame(PLAIN)
    frame.write_parquet(tmp_path / "a.parquet", row_group_size=7)
    frame.drop("text").write_parquet(tmp_path / "no-text.parquet")
    frame.clear().write_parquet(tmp_path / "no-rows.parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 nonsense")
    return tmp_path


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch):
    monkeypatch.setattr(encoding, "_BLOCK", 700)


def assert_same(parts: Stream, whole: Inputs) -> None:
    texts = list(parts.texts())
    rest = parts.finished()
    assert len(texts) > 1
    assert pl.concat(texts).to_list() == whole.articles["text"].to_list()
    assert {series.name for series in texts} == {"text"}
    assert all(series.len() for series in texts)
    assert_frame_equal(rest.articles, whole.articles.drop("text"))
    assert_frame_equal(rest.problems, whole.problems)


def test_a_pile_in_tiny_parts_is_the_pile(pile):
    whole = read([pile])
    assert whole.articles["path"].n_unique() == 16
    assert_same(stream([pile], part=3000), whole)


@pytest.mark.parametrize("name", ["a.jsonl", "damaged.jsonl", "a.csv", "a.parquet", "object.jsonl"])
def test_one_file_is_cut_too(pile, name):
    parts = [text.len() for text in stream([pile / name], part=1000).texts()]
    assert sum(parts) == read([pile / name]).articles.height
    assert max(parts) < 15


@pytest.mark.parametrize("lazy", [False, True])
def test_a_frame_is_read_in_slices(lazy):
    frame = pl.DataFrame(PLAIN).with_columns(unread=1)
    parts = stream_frame(frame.lazy() if lazy else frame, {"title": "desk"}, part=1000)
    assert_same(parts, from_frame(frame, {"title": "desk"}))


def test_what_is_passed_over_still_counts(pile):
    given = stream([pile / "a.jsonl"], part=1000)
    next(given.texts())
    rest = given.finished()
    assert rest.articles.schema == METADATA
    assert rest.problems.schema == PROBLEMS
    assert rest.articles.height == read([pile / "a.jsonl"]).articles.height
    assert list(given.texts()) == []


def test_where_nothing_can_be_read_the_end_is_an_error(pile):
    given = stream([pile / "b.md"])
    assert list(given.texts()) == []
    with pytest.raises(InputError, match=r"b\.md: the text is empty"):
        given.finished()


def test_a_wrong_mapping_is_an_error_at_once(pile):
    with pytest.raises(InputError, match="did you mean text"):
        stream([pile], {"txt": "x"})
    with pytest.raises(InputError, match="did you mean text"):
        stream_frame(pl.DataFrame(PLAIN), {"txt": "x"})


def test_a_frame_without_text_is_an_error_with_its_first_part():
    with pytest.raises(InputError, match="frame: no text column"):
        next(stream_frame(pl.LazyFrame({"a": [STORY]})).texts())


def test_of_a_long_file_no_more_than_a_part_is_held(tmp_path):
    line = json.dumps({"text": STORY * 50}) + "\n"
    (tmp_path / "long.jsonl").write_text(line * 500)
    given = stream([tmp_path / "long.jsonl"], part=100_000)
    tracemalloc.start()
    try:
        assert sum(text.len() for text in given.texts()) == 500
        assert tracemalloc.get_traced_memory()[1] < len(line) * 500 / 4
    finally:
        tracemalloc.stop()


def test_after_a_disk_has_failed_what_was_read_stays(pile, monkeypatch):
    opened, times = Path.open, iter(range(9))

    def failing(path, *args, **kwargs):
        file = opened(path, *args, **kwargs)
        if (
            path.name == "a.jsonl" and next(times) == 3
        ):  # after its first bytes, its head, and the pass over all
            monkeypatch.setattr(encoding, "refuse_binary", lambda _head: None)
            return Failing(file)
        return file

    monkeypatch.setattr(Path, "open", failing)
    got = read([pile / "a.jsonl"])
    assert got.articles["text"][0].startswith("0 The mayor")
    assert f"{pile / 'a.jsonl'}: cannot be read: Input/output error" in map(": ".join, got.problems.rows())


class Failing(io.BytesIO):
    """A file on a disk that fails after its first block."""

    def __init__(self, file):
        with file:
            super().__init__(file.read())

    def readline(self, *_):
        if self.tell() > 1500:
            raise OSError(5, "Input/output error")
        return super().readline()
