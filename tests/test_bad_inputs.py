"""Invented bad inputs: each ends in a named problem or in the right article, and costs no other article."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from provaudit import audit
from provaudit.errors import InputError
from provaudit.ingest import from_frame, read
from provaudit.ingest.jsons import _NAMED

STORY = "The mayor of Harbour Falls closed the old bridge on Thursday."
DEEP = 50_000


@dataclass(frozen=True)
class Bad:
    """A file, the texts that must come of it, and words of each problem, in order."""

    name: str
    content: str | bytes
    texts: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


def bad(name: str, content: str | bytes, *problems: str, texts: tuple[str, ...] = ()) -> Bad:
    return Bad(name, content, texts, problems)


BAD = [
    bad("damaged-utf8.txt", b"A caf\xc3\xa9 \xff shut.", "line 1: 1 characters are not valid",
        texts=("A café \ufffd shut.",)),
    bad("one-odd-byte.txt", b"The mayor\x92s bridge.", texts=("The mayor’s bridge.",)),
    bad("noise.txt", bytes(range(256)) * 20, "is binary, not text"),
    bad("photo.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "is an image, not text"),
    bad("paper.txt", b"%PDF-1.7 \n", "is a PDF, not text"),
    bad("no-encoding.txt", bytes(range(0x80, 0x100)) * 3,
        "in no encoding that can be recognised; save it as UTF-8"),
    bad("empty.txt", b"", "the text is empty"),
    bad("blank.md", " \n\t\n\u200b", "the text is empty"),
    bad("only-front-matter.md", "---\ntitle: A\n---\n", "the text is empty"),
    bad("nul.txt", "The\0 mayor\0 said.", texts=("The mayor said.",)),
    bad("windows.txt", "One.\r\n\r\nTwo.\rThree.", texts=("One.\n\nTwo.\nThree.",)),
    bad("right-to-left.txt", "قالت العمدة إن الجسر مغلق.\u202e", texts=("قالت العمدة إن الجسر مغلق.\u202e",)),
    bad("one-long-line.txt", STORY * 20_000, texts=(STORY * 20_000,)),
    bad("list.md", f"---\n- a\n- b\n---\n{STORY}", "opens no front matter (expected lines like",
        texts=(f"---\n- a\n- b\n---\n{STORY}",)),
    bad("prose.md", f"---\njust words\n---\n{STORY}", "opens no front matter (expected lines like",
        texts=(f"---\njust words\n---\n{STORY}",)),
    bad("break.md", f"---\nThe clerk said: wait.\n\n{STORY}\n\n---\n", "the whole file is read as text",
        texts=(f"---\nThe clerk said: wait.\n\n{STORY}\n\n---\n",)),
    bad("nested.md", f"---\noutlet: {{town: Oakdale}}\nauthor: [[a]]\ntitle: {{a: {{b: c}}}}\n---\n{STORY}",
        "title in the front matter holds an object, expected text", "outlet in the front matter holds an object",
        "author in the front matter holds a nested list", texts=(STORY,)),
    bad("array.jsonl", '[{"text": "a"}, {"text": "b"}]', texts=("a", "b")),
    bad("array-over-lines.jsonl", '[\n{"text": "a"},\n{"text": "b"}\n]\n', texts=("a", "b")),
    bad("odd-cells.jsonl", '{"text": "a", "outlet": {"x": 1}}\n{"text": "b", "outlet": {"x": 2}, "lang": [[1]]}',
        "line 1 (and 1 more): outlet holds an object, expected text; it counts as unknown",
        "line 2: lang holds a nested list", texts=("a", "b")),
    bad("broken.md", f"---\ntitle: [a\nx: b\n---\n{STORY}", "it is not valid YAML (line 3", texts=(STORY,)),
    bad("no-yaml.md", f"---\ntitle: a\ufffe\n---\n{STORY}", "YAML forbids", texts=(STORY,)),
    bad("deep.md", f"---\na: {'[' * 15_000}\n---\n{STORY}", "it is not valid YAML", texts=(STORY,)),
    bad("bomb.md", f"---\na: &a [x]\nb: &b [*a, *a]\ntitle: *b\n---\n{STORY}", texts=(STORY,)),
    bad("twice.md", f"---\ntitle: A\ntitle: B\n---\n{STORY}", "line 3: the front matter has title twice",
        texts=(STORY,)),
    bad("odd-key.md", f"---\n? [a]\n: b\n---\n{STORY}", "line 2: a key of the front matter is no word",
        texts=(STORY,)),
    bad("open.md", f"---\ntitle: A\n{STORY}", "has no closing line `---`",
        texts=(f"---\ntitle: A\n{STORY}",)),
    bad("page.html", "<html><p>A", texts=("A",)),
    bad("page.html", '{"text": "A"}', "is no HTML page"),
    bad("pile.jsonl.gz", b"\x1f\x8b\x08", "is damaged after 0 unpacked bytes: it is cut off there"),
    bad("pile.jsonl.zst", b"(\xb5/\xfd", "is compressed in a way that is not supported; unpack it first"),
    bad("pile.docx", b"PK\x03\x04", "save it as .txt first"),
    bad("bad-line.jsonl", '{"text": "a"}\n{bad \x1b[31m\n{"text": "b"}', r"line 2: is not valid JSON",
        texts=("a", "b")),
    bad("no-object.jsonl", '["x"]\nnull\n3\n{"text": "a"}', "line 1: expected an object", "line 2:",
        "got 3", texts=("a",)),
    bad("no-text.jsonl", '{"title": "t"}\n{"text": "a"}\n{"text": " "}', "line 1: no text column",
        "line 3: the text is empty", texts=("a",)),
    bad("never-text.jsonl", '{"a": 1}\n{"b": 1}', "no text column (expected text, body, content, maintext"),
    bad("nested.jsonl", '{"text": {"a": 1}}\n{"text": [["a"]]}\n{"text": 12}',
        "line 1: text holds an object", "line 2: text holds a nested list", texts=("12",)),
    bad("deep.jsonl", '{"text": "a"}\n' + "[" * DEEP, "line 2: is JSON nested too deeply", texts=("a",)),
    bad("digits.jsonl", '{"text": "a"}\n{"id": ' + "9" * 5_000 + "}",
        "line 2: holds a number of more than 4,300 digits", texts=("a",)),
    bad("surrogate.jsonl", r'{"text": "a \ud800 b\u0000"}', texts=("a \ufffd b",)),
    bad("damaged.jsonl", b'{"text": "caf\xc3\xa9"}\n{"text": "\xff b"}', "line 2: 1 characters",
        texts=("café", "\ufffd b")),
    bad("cut.json", '[{"text": "a"}, {"te', "the file: is not valid JSON"),
    bad("number.json", "3", "the file: expected an object with a text, got 3"),
    bad("empty.json", "", "the file is empty"),
    bad("empty-list.json", "[]", "the file is empty"),
    bad("no-text.csv", "id,headline,\x1b[2J\n1,A,b\n",
        r"there are: id, headline, \x1b[2J; say which one holds the text with --columns text=NAME"),
    bad("ragged.csv", "id,text\n1,a,b\n2\n3,c\n",
        "row 1 (line 2): expected 2 cells as in the header, got 3", "row 2 (line 3):", texts=("c",)),
    bad("swallowed.csv", 'id,text\n1,"a\n2,b\n3,"c"\n4,d\n',
        "row 1 (line 2): quotation marks do not pair up; lines 2 to 4",
        texts=('a\n2,b\n3,c"', "d")),
    bad("loose.csv", 'id,text\n1,"a "b" c"\n2,"d\n', texts=('a b" c"', "d\n")),
    bad("double.csv", "text,text\na,b\n", "the header has text more than once", texts=("a",)),
    bad("header-only.csv", "id,text\n", "the file has a header and no rows"),
    bad("empty.csv", "\n\n", "the file is empty"),
    bad("no.parquet", b"PAR1 nonsense", "cannot be read as parquet"),
]  # fmt: skip


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_bad_input_is_named_or_read_right_and_costs_no_other(case, tmp_path):
    content = case.content if isinstance(case.content, bytes) else case.content.encode()
    (tmp_path / case.name).write_bytes(content)
    (tmp_path / "z.txt").write_text(STORY)
    got = read([tmp_path])
    assert got.articles["text"].to_list() == [*case.texts, STORY]
    assert got.problems["path"].unique().to_list() == [str(tmp_path / case.name)] * bool(case.problems)
    messages = got.problems["message"].to_list()
    assert len(messages) == len(case.problems)
    for message, words in zip(messages, case.problems, strict=True):
        assert words in message
        assert "\x1b" not in message


def test_a_mapping_with_a_name_is_that_name(tmp_path):
    (tmp_path / "a.md").write_text(f"---\noutlet: {{name: The Post}}\nauthor: [Ada Quill, ~]\n---\n{STORY}")
    (tmp_path / "b.jsonl").write_text(json.dumps({"outlet": {"name": "The Post"}, "text": STORY}))
    got = read([tmp_path])
    assert got.articles["outlet"].to_list() == ["The Post", "The Post"]
    assert got.articles["byline"][0] == "Ada Quill"
    assert got.problems.is_empty()


def test_a_column_of_objects_is_named_and_the_rows_are_read():
    got = from_frame(pl.DataFrame({"text": [STORY], "outlet": [{"town": "Oakdale"}]}))
    assert got.articles["outlet"].to_list() == [None]
    assert "expected text; outlet counts as unknown" in got.problems["message"].item()


@pytest.mark.parametrize(
    ("name", "problem"), [("nope.txt", "no such file"), ("empty.txt", "the text is empty")]
)
def test_one_bad_name_among_several_is_named(name, problem, tmp_path):
    (tmp_path / "ok.txt").write_text(STORY)
    (tmp_path / "empty.txt").touch()
    got = read([tmp_path / "ok.txt", tmp_path / name])
    assert got.articles["id"].to_list() == ["ok.txt"]
    assert got.problems["path"].to_list() == [str(tmp_path / name)]
    assert problem in got.problems["message"].item()


def test_a_link_out_of_a_folder_is_read_only_where_it_is_named_itself(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.txt").write_text(STORY)
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "a.txt").write_text(STORY)
    (pile / "again.txt").symlink_to(pile / "a.txt")
    (pile / "c.txt").symlink_to(tmp_path / "outside" / "b.txt")
    (pile / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (pile / "link").symlink_to(tmp_path / "outside")
    (pile / "loop").symlink_to(pile)
    got = read([pile])
    assert got.articles["id"].to_list() == ["a.txt"]
    assert (
        "links are not followed: link, c.txt, gone.txt; name a link itself" in got.problems["message"].item()
    )
    assert read([pile / "link"]).articles["id"].to_list() == ["b.txt"]
    assert read([pile / "c.txt"]).articles["id"].to_list() == ["c.txt"]


def test_of_many_problems_of_a_container_the_first_are_named_and_the_others_counted(tmp_path):
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as packed:
        for n in range(1500):
            packed.writestr(f"{n:04}.txt", "")
        packed.writestr("good.txt", STORY)
        packed.writestr("odd.bin", "")
    problems = read([tmp_path / "many.zip"]).problems
    assert problems.height == 1002
    own = problems.filter(pl.col("path").str.ends_with("many.zip"))["message"].to_list()
    assert own == ["left out as no articles: odd.bin", "500 more problems of the files in it"]


@pytest.mark.parametrize(
    ("source", "got"),
    [
        (None, "NoneType"),
        (5, "int"),
        (b"a.txt", "bytes"),
        ({"text": "a"}, "dict"),
        (["a.txt", 5], "int among"),
    ],
)
def test_what_is_no_source_is_refused_with_what_is_wanted(source, got):
    with pytest.raises(InputError, match=f"a path, several paths, or a polars frame .* got {got}"):
        audit(source)


def test_a_lazy_frame_is_collected():
    assert audit(pl.LazyFrame({"text": [STORY]})).articles["text"].to_list() == [STORY]


def json_line(text: str) -> str:
    return json.dumps({"text": text})


def csv_cell(text: str) -> str:
    return f'text\n"{text}"\n'


@pytest.mark.parametrize(("name", "written"), [("a.txt", str), ("a.jsonl", json_line), ("a.csv", csv_cell)])
def test_fifty_megabytes_on_one_line_are_one_article(
    name: str, written: Callable[[str], str], tmp_path: Path
):
    text = STORY * (50_000_000 // len(STORY))
    (tmp_path / name).write_text(written(text))
    assert read([tmp_path]).articles["text"].str.len_chars().to_list() == [len(text)]


def test_markup_and_escape_codes_in_metadata_are_data(tmp_path):
    title = "[bold]Bridge[/x] <script>alert(1)</script> \x1b[31mred"
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": title, "text": STORY}))
    assert read([tmp_path]).articles["title"].item() == title


def test_thousands_of_bad_lines_are_counted(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n' + "{bad\n" * (_NAMED + 5))
    got = read([tmp_path])
    assert got.articles.height == 1
    assert got.problems.height == _NAMED + 1
    assert got.problems["message"][-1] == "5 more rows like these are left out"
