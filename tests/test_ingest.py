"""Files, folders, patterns and standard input; ids; what a reader of `Inputs` can rely on."""

import io
import json
import os
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provaudit.errors import InputError
from provaudit.frames import ARTICLES, PROBLEMS
from provaudit.ingest import Inputs, from_frame, read
from provaudit.ingest.paths import FORMATS

STORY = "The mayor of Harbour Falls closed the old bridge on Thursday."


def ids(inputs: Inputs) -> list[str]:
    return inputs.articles["id"].to_list()


def messages(inputs: Inputs) -> str:
    return "\n".join(inputs.problems["message"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{STORY} {name}")
    return tmp_path


@pytest.fixture
def stdin(monkeypatch):
    def feed(data: bytes) -> Inputs:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return read(["-"])

    return feed


def test_a_folder_is_read_in_order_without_hidden_files(folder):
    got = read([folder])
    assert ids(got) == ["a.md", "b.txt", "sub/c.txt"]
    assert got.articles["path"].to_list()[2] == str(folder / "sub" / "c.txt")
    assert got.problems.is_empty()


def test_the_tables_have_their_schemas_and_number_the_articles(folder):
    got = read([folder])
    assert got.articles.schema == ARTICLES
    assert got.problems.schema == PROBLEMS
    assert got.articles["article"].to_list() == [0, 1, 2]


def test_a_file_goes_by_its_name(folder):
    assert ids(read([folder / "sub" / "c.txt"])) == ["c.txt"]
    assert ids(read(str(folder / "sub" / "c.txt"))) == ["c.txt"]


def test_a_pattern_gives_ids_below_its_fixed_part(folder):
    assert ids(read([f"{folder}/*.txt"])) == ["b.txt"]
    assert ids(read([f"{folder}/**/*.txt"])) == ["b.txt", "sub/c.txt"]
    assert ids(read([f"{folder}/su*"])) == ["sub/c.txt"]


def test_a_file_named_like_a_pattern_is_the_file(tmp_path):
    (tmp_path / "a[1].txt").write_text(STORY)
    assert ids(read([tmp_path / "a[1].txt"])) == ["a[1].txt"]


def test_a_file_reached_twice_is_read_once(folder):
    (folder / "link.txt").symlink_to(folder / "b.txt")
    got = read([folder / "b.txt", folder, folder / "sub", folder / "b.txt"])
    assert sorted(ids(got)) == ["a.md", "b.txt", "sub/c.txt"]
    assert got.problems.is_empty()


def test_a_loop_of_links_ends(folder):
    (folder / "sub" / "loop").symlink_to(folder)
    assert ids(read([folder])) == ["a.md", "b.txt", "sub/c.txt"]


def test_files_about_a_folder_are_left_out_and_named(folder):
    (folder / "README.md").write_text("These articles are invented.")
    (folder / "photo.bin").write_bytes(b"1")
    got = read([folder])
    assert ids(got) == ["a.md", "b.txt", "sub/c.txt"]
    assert "left out as no articles: README.md, photo.bin;" in messages(got)


def test_many_left_out_files_are_counted(folder):
    for number in range(7):
        (folder / f"{number}.bin").write_text("x")
    assert "0.bin, 1.bin, 2.bin, 3.bin, 4.bin and 2 more" in messages(read([folder]))


def test_any_suffix_is_text_when_the_file_itself_is_named(tmp_path):
    (tmp_path / "README.wire").write_text(STORY)
    assert ids(read([tmp_path / "README.wire"])) == ["README.wire"]


def test_an_unreadable_folder_is_named(folder, monkeypatch):
    scan = os.scandir

    def denied(path):
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", denied)
    got = read([folder])
    assert ids(got) == ["a.md", "b.txt"]
    assert got.problems.row(0) == (str(folder / "sub"), "cannot be read: Permission denied")


def test_an_unreadable_file_is_named(folder, monkeypatch):
    opened = Path.open

    def denied(path, *args, **kwargs):
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", denied)
    got = read([folder])
    assert ids(got) == ["a.md", "sub/c.txt"]
    assert messages(got) == "cannot be read: Permission denied"


def test_a_pipe_is_not_waited_for(folder):
    os.mkfifo(folder / "pipe.txt")
    assert "no regular file" in messages(read([folder]))


def test_a_link_to_nothing_is_named(folder):
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    assert messages(read([folder])).startswith("links are not followed: gone.txt; name")
    assert messages(read([folder, folder / "gone.txt"])).endswith("\nno such file or folder")


def test_a_folder_without_articles_is_named(folder):
    (folder / "void").mkdir()
    got = messages(read([folder / "sub", folder / "void"]))
    assert got.startswith("the folder holds no articles (expected .html")


@pytest.mark.parametrize("missing", ["nowhere", "nowhere/*.txt", "nul\0"])
def test_a_missing_path_is_a_problem_beside_others_and_an_error_alone(folder, missing):
    assert messages(read([folder, missing])).startswith("no ")
    with pytest.raises(InputError, match=r"no (such file or folder|file matches)"):
        read([missing])


def test_without_an_article_the_error_repeats_the_first_problems(tmp_path):
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(" ")
    with pytest.raises(
        InputError, match=r"(?s)no article could be read:.*0\.txt: the text is empty.*and 2 more"
    ):
        read([tmp_path])
    with pytest.raises(InputError, match=r"^no article to audit: name a file"):
        read([])


def test_control_characters_of_a_file_name_reach_neither_id_nor_path(tmp_path):
    (tmp_path / "a\x1b[31m\n.txt").write_text(STORY)
    row = read([tmp_path]).articles.row(0, named=True)
    assert row["id"] == r"a\x1b[31m\n.txt"
    assert row["path"].endswith(r"a\x1b[31m\n.txt")


def test_rows_without_an_id_go_by_file_and_number(tmp_path):
    (tmp_path / "pile.csv").write_text(f"id,text\n7,{STORY}\n,{STORY}\n")
    assert ids(read([tmp_path])) == ["7", "pile.csv#2"]


def test_of_equal_ids_the_later_are_renamed_and_named(tmp_path):
    rows = [{"id": "x", "text": f"{STORY} {n}"} for n in range(3)] + [{"id": "x~2", "text": STORY}]
    (tmp_path / "pile.jsonl").write_text("\n".join(map(json.dumps, rows)))
    got = read([tmp_path])
    assert ids(got) == ["x", "x~3", "x~4", "x~2"]
    assert "line 2: the id x stands before; this article is audited as x~3" in messages(got)


def test_files_of_one_name_are_both_kept(folder):
    (folder / "sub" / "b.txt").write_text(STORY)
    got = read([folder / "b.txt", folder / "sub" / "b.txt"])
    assert ids(got) == ["b.txt", "b.txt~2"]
    assert messages(got).startswith("the id b.txt stands before")


def test_ids_lose_control_characters(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": " a\x1b[2J\u202eb\n", "text": STORY}))
    assert ids(read([tmp_path])) == ["a[2Jb"]


def test_reading_order_is_the_order_given_across_formats(tmp_path):
    for name, text in {
        "1.txt": "one",
        "2.csv": "text\ntwo",
        "3.txt": "three",
        "4.json": '{"text": "four"}',
    }.items():
        (tmp_path / name).write_text(text)
    assert read([tmp_path]).articles["text"].to_list() == ["one", "two", "three", "four"]


def test_a_plain_article_comes_through_a_pipe(stdin):
    got = stdin(f"---\ntitle: Bridge\n---\n{STORY}".encode())
    assert got.articles.select("id", "path", "title", "text").row(0) == ("stdin", "-", "Bridge", STORY)


@pytest.mark.parametrize(
    "data",
    [
        '{"text": "one"}\n{"text": "two"}',
        '{"text": "one"}\n{"text": "two"}\n{bad',
        '[{"text": "one"},\n {"text": "two"}]',
        "id,text\n1,one\n2,two\n",
        "text;title\none;a\ntwo;b\n",
        "\n\ttext\tid\n\tone\t1\n\ttwo\t2\n",
    ],
)
def test_a_pipe_is_recognised_by_what_comes(stdin, data):
    assert stdin(data.encode()).articles["text"].to_list() == ["one", "two"]


def test_parquet_and_a_single_object_come_through_a_pipe(stdin):
    buffer = io.BytesIO()
    pl.DataFrame({"text": [STORY]}).write_parquet(buffer)
    assert ids(stdin(buffer.getvalue())) == ["stdin#1"]
    assert ids(stdin(json.dumps({"text": STORY}, indent=1).encode())) == ["stdin"]


@pytest.mark.parametrize(
    "text",
    [
        "[Harbour Falls] The text, it said.",
        "a" * 200_000 + "\nb",
        "Text, by all means, was lost.\nAll of it.",
        "a\nb",
    ],
)
def test_prose_in_a_pipe_is_prose(stdin, text):
    assert stdin(text.encode()).articles["text"].to_list() == [text]


def test_nothing_or_binary_in_a_pipe_is_an_error(stdin):
    with pytest.raises(InputError, match="-: the text is empty"):
        stdin(b"")
    with pytest.raises(InputError, match="-: is an image"):
        stdin(b"\x89PNG\r\n")
    with pytest.raises(InputError, match="-: is in no encoding"):
        stdin(bytes(range(0x80, 0x100)) * 3)


def test_a_frame_is_read_like_a_file():
    got = from_frame(pl.DataFrame({"body": [STORY, None], "source": ["Courier", "Post"]}))
    assert ids(got) == ["frame#1"]
    assert got.articles["outlet"].to_list() == ["Courier"]
    assert got.problems.rows() == [("frame", "row 2: the text is empty; there is nothing to audit")]


@pytest.mark.parametrize(
    "frame", [{"a": [STORY]}, {"text": [{"a": 1}]}, {"text": [[{"a": 1}]]}, {"text": []}, {}]
)
def test_a_frame_without_text_is_an_error(frame):
    with pytest.raises(InputError, match=r"^frame: (no text column|column text holds|the table has no rows)"):
        from_frame(pl.DataFrame(frame))


@settings(max_examples=80, deadline=None)
@given(
    data=st.binary(max_size=400) | st.text(max_size=200).map(str.encode),
    suffix=st.sampled_from(sorted(FORMATS)),
)
def test_any_bytes_are_read_or_named(data, suffix, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    (folder / f"any{suffix}").write_bytes(data)
    (folder / "good.txt").write_text(STORY)
    got = read([folder])
    assert STORY in got.articles["text"].to_list()
    assert got.articles["id"].is_unique().all()
    for text in [*got.articles["text"], *got.problems["message"]]:
        assert not set(text) & set("\0\ufeff\r")
    assert not set(messages(got)) & set("\x1b\x07\u202e")
