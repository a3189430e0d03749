"""Each input format, its usual column names, and the user's own."""

import json
from pathlib import Path

import polars as pl
import pytest

from provaudit.errors import InputError
from provaudit.ingest import Inputs, from_frame, pile, read
from provaudit.ingest.columns import USUAL

STORY = "The mayor of Harbour Falls closed the old bridge on Thursday."
FULL = {
    "id": "n-1",
    "title": "Bridge shut",
    "outlet": "Harbour Courier",
    "byline": "Ana Ruiz",
    "published": "2024-06-14",
    "language": "en",
    "url": "https://courier.example/bridge",
    "text": STORY,
}


def first(inputs: Inputs) -> dict[str, str]:
    return inputs.articles.select(list(FULL)).row(0, named=True)


@pytest.fixture
def reading(tmp_path: Path):
    def read_file(name: str, content: str | bytes, columns=None) -> Inputs:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read([path], columns)

    return read_file


def front_matter(meta: dict[str, str]) -> str:
    lines = [f"{key}: {value}" for key, value in meta.items() if key != "text"]
    return "\n".join(["---", *lines, "---", meta["text"]])


def test_every_format_states_the_same_article(reading, tmp_path):
    frame = pl.DataFrame([FULL])
    frame.write_parquet(tmp_path / "other.parquet")
    table = [",".join(FULL), ",".join(FULL.values())]
    read_back = [
        reading("a.md", front_matter(FULL)),
        reading("a.jsonl", json.dumps(FULL)),
        reading("a.ndjson", json.dumps(FULL) + "\n"),
        reading("a.json", json.dumps(FULL)),
        reading("b.json", json.dumps([FULL], indent=2)),
        reading("a.csv", "\n".join(table)),
        reading("a.tsv", "\n".join(table).replace(",", "\t")),
        reading("A.CSV", "\r\n".join(table).replace(",", ";")),
        read([tmp_path / "other.parquet"]),
        from_frame(frame),
    ]
    assert [first(inputs) for inputs in read_back] == [FULL] * len(read_back)
    assert all(inputs.problems.is_empty() for inputs in read_back)


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("text", "Body"), ("text", "CONTENT"), ("text", "maintext"), ("text", "article_text"), ("text",
        "article"),
        ("title", "Headline"), ("outlet", "source"), ("outlet", "Publisher"), ("outlet", "source_domain"),
        ("byline", "author"), ("byline", "Authors"), ("published", "Publish Date"), ("published", "pubDate"),
        ("published", "date_publish"), ("published", "timestamp"), ("url", "link"), ("language", "lang"),
        ("id", "news_id"), ("id", "_id"),
    ],
)  # fmt: skip
def test_usual_names_are_known_in_any_spelling(reading, field, column):
    row = {column if key == field else key: value for key, value in FULL.items()}
    assert first(reading("a.jsonl", json.dumps(row))) == FULL


def test_no_usual_name_stands_for_two_fields():
    names = [name for names in USUAL.values() for name in names.split()]
    assert len(names) == len(set(names))


def test_the_first_column_that_is_filled_in_counts(reading):
    got = reading("a.csv", f"content,text\n{STORY},\nunread,own words\n").articles["text"]
    assert got.to_list() == [STORY, "own words"]


def test_the_users_mapping_wins(reading):
    got = reading(
        "a.csv", f"text,Story,source,desk\nteaser,{STORY},feed,City\n", {"text": "story", "outlet": "desk"}
    )
    assert got.articles.select("text", "outlet").row(0) == (STORY, "City")


def test_a_mapped_column_that_is_not_there_is_named(reading):
    got = reading("a.csv", f"text,desk\n{STORY},City\n", {"outlet": "paper"})
    assert got.problems["message"].to_list() == [
        "has no column paper as named in --columns; there are: text, desk"
    ]
    assert (
        "has no column paper"
        in reading("a.jsonl", json.dumps(FULL), {"outlet": "paper"}).problems["message"][0]
    )
    assert (
        "has no column paper" in from_frame(pl.DataFrame([FULL]), {"outlet": "paper"}).problems["message"][0]
    )


@pytest.mark.parametrize(("field", "hint"), [("txt", "did you mean text"), ("zzzz", "there are: id, title")])
def test_a_field_that_does_not_exist_is_an_error(field, hint):
    with pytest.raises(InputError, match=hint):
        from_frame(pl.DataFrame([FULL]), {field: "x"})


def test_empty_strings_are_null(reading):
    got = first(reading("a.csv", f"text,title,byline,outlet\n{STORY},,  ,\n"))
    assert (got["title"], got["byline"], got["outlet"]) == (None, None, None)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("en-US", "en"), ("EN", "en"), ("English", "en"), ("deu", "de"), ("zh-Hans", "zh"), ("no", "no"),
        ("haw", "haw"), ("und", None), ("all of them", None), ("x", None),
    ],
)  # fmt: skip
def test_languages_are_iso_639(reading, stated, expected):
    assert first(reading("a.jsonl", json.dumps(FULL | {"language": stated})))["language"] == expected


def test_front_matter_values_stay_as_written(reading):
    text = (
        "---\ntitle: no\ndate: 2024-06-14\nlang: no\nauthors: [Ana Ruiz, Tom Becker]\n"
        "source: null\ntags:\n - {a: b}\n"
    )
    got = first(reading("a.md", f"{text}---\n\n{STORY}"))
    expected = {"title": "no", "published": "2024-06-14", "language": "no", "outlet": None}
    assert {key: got[key] for key in expected} == expected
    assert got["byline"] == "Ana Ruiz, Tom Becker"
    assert got["text"] == f"\n{STORY}"


def test_quoted_null_in_front_matter_is_a_word(reading):
    assert first(reading("a.md", f'---\ntitle: "null"\n---\n{STORY}'))["title"] == "null"


def test_front_matter_may_be_empty_or_end_in_dots(reading):
    assert first(reading("a.md", f"---\n---\n{STORY}"))["text"] == STORY
    assert first(reading("a.md", f"---\ntitle: A\n...\n{STORY}"))["text"] == STORY


@pytest.mark.parametrize(
    "text", [f"---\n{STORY}", f"--- \n\n{STORY}", f"----\n{STORY}\n----\n", f"{STORY}\n---\na: b\n---\n"]
)
def test_a_rule_of_dashes_is_text(reading, text):
    got = reading("a.txt", text)
    assert got.articles["text"].item() == text
    assert got.problems.is_empty()


def test_json_values_become_text(reading):
    row = {
        "text": ["First paragraph.", None, "Second."],
        "author": [{"name": "Ana Ruiz"}, {"name": "Tom Becker"}],
        "publisher": {"@type": "Organization", "name": "Harbour Courier"},
        "id": 7,
        "title": 3.5,
        "url": {"no": "name"},
        "language": True,
        "published": None,
    }
    got = first(reading("a.jsonl", json.dumps(row)))
    assert got["text"] == "First paragraph.\n\nSecond."
    assert (got["byline"], got["outlet"], got["id"]) == ("Ana Ruiz, Tom Becker", "Harbour Courier", "7")
    assert (got["title"], got["url"], got["language"], got["published"]) == ("3.5", None, None, None)


def test_a_list_of_numbers_is_joined(reading):
    assert first(reading("a.jsonl", json.dumps(FULL | {"title": [1, 2]})))["title"] == "1, 2"


def test_typed_columns_become_text():
    frame = pl.DataFrame(
        {
            "text": [["First paragraph.", None, "Second."]],
            "author": pl.Series([["Ana Ruiz", "Tom Becker"]], dtype=pl.Array(pl.String, 2)),
            "publisher": [{"name": "Harbour Courier"}],
            "id": [7],
            "title": pl.Series(["Bridge"], dtype=pl.Categorical),
            "url": pl.Series([object()], dtype=pl.Object),
            "language": [b"en"],
        }
    )
    got = first(from_frame(frame))
    assert got["text"] == "First paragraph.\n\nSecond."
    assert (got["byline"], got["outlet"], got["id"]) == ("Ana Ruiz, Tom Becker", "Harbour Courier", "7")
    assert (got["title"], got["url"], got["language"]) == ("Bridge", None, "en")


def test_bytes_that_are_no_utf8_cost_only_themselves():
    got = from_frame(pl.DataFrame({"text": [b"caf\xff", b"bridge", None]})).articles["text"]
    assert got.to_list() == ["caf\ufffd", "bridge"]


def test_columns_named_like_our_own_do_no_harm():
    frame = pl.DataFrame([FULL]).with_columns(key=1, path=pl.lit("x"), place=2, literal=3, published_at=None)
    assert first(from_frame(frame)) == FULL


def test_every_key_of_a_jsonl_is_seen_however_late(reading):
    rows = [{"text": f"{STORY} {n}"} for n in range(500)] + [{"body": "late", "headline": "Late"}]
    got = reading("a.jsonl", "\n".join(map(json.dumps, rows)))
    assert got.articles.select("text", "title").row(500) == ("late", "Late")


def test_a_line_separator_inside_a_json_string_ends_no_line(reading):
    assert first(reading("a.jsonl", '{"text": "one\u2028two\vthree"}'))["text"] == "one\u2028two\vthree"


@pytest.mark.parametrize("key", ["articles", "items", "data"])
def test_a_list_in_a_wrapper_is_unwrapped(reading, key):
    got = reading("a.json", json.dumps({"status": "ok", key: [FULL, FULL | {"id": None}]}))
    assert got.articles["id"].to_list() == ["n-1", "a.json#2"]


def test_one_json_flavour_under_the_others_suffix_is_read(reading):
    assert reading("a.jsonl", json.dumps([FULL], indent=1)).articles["id"].to_list() == ["n-1"]
    lines = "\n".join(json.dumps({"text": text}) for text in ("one", "two"))
    assert reading("a.json", lines).articles["id"].to_list() == ["a.json#1", "a.json#2"]


def test_cells_hold_line_breaks_quotes_and_separators(reading):
    got = reading("a.csv", 'id,text\n1,"One, ""two""\r\nthree"\n\n2,four,,\n')
    assert got.articles["text"].to_list() == ['One, "two"\nthree', "four"]
    assert got.problems.is_empty()


def test_after_an_open_quotation_mark_the_rest_is_still_read(reading):
    got = reading("a.csv", 'id,text\n1,one\n2,"two\n3,three\n4,four\n')
    assert got.articles["text"].to_list() == ["one", "three", "four"]
    assert got.problems["message"].to_list() == [
        "row 2 (line 3): a quotation mark is never closed; the line is left out"
    ]


def test_ever_more_open_quotation_marks_come_to_an_end(reading):
    got = reading("a.csv", "id,text\n0,zero\n" + 'a","b\n' * 60)
    assert got.articles["text"].to_list() == ["zero"]
    assert got.problems["message"][-1].endswith(
        "a quotation mark is never closed; lines 23 to 62 are left out"
    )


def test_a_parquet_is_read_in_its_order(tmp_path):
    texts = [f"Story number {n}" for n in range(5_000)]
    pl.DataFrame({"text": texts}).write_parquet(tmp_path / "a.parquet", row_group_size=300)
    got = read([tmp_path])
    assert got.articles["text"].to_list() == texts
    assert got.articles["id"][4_999] == "a.parquet#5000"


@pytest.mark.skipif(
    not (Path(__file__).parents[1].parent / "shared" / "data").is_dir(), reason="the shared data is not here"
)
def test_real_piles_are_read_whole():
    shared = Path(__file__).parents[1].parent / "shared"
    seeds = read([shared / "seeds"])
    assert [name[:4] for name in seeds.articles["id"]] == ["000_", "001_", "002_", "003_", "004_"]
    pairs = read([shared / "data" / "wirepairs" / "articles.jsonl"])
    assert (pairs.articles.height, pairs.problems.height) == (656, 0)


def test_a_table_of_nothing_but_short_lines_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("id,text\n" + "1,b\n" * 1_000_001, encoding="utf-8")
    (tmp_path / "b.txt").write_text("The upper weir was drained.", encoding="utf-8")
    found = read([tmp_path])
    assert found.articles.height == 1
    assert found.problems["message"].to_list() == [
        "has 1,000,002 lines, nearly all of them empty or as good as"
    ]


def test_misfits_of_a_table_are_counted_beyond_so_many(tmp_path):
    rows = "1,2,3\n" * 1500 + "a,The upper weir was drained.\n"
    (tmp_path / "a.csv").write_text(f"id,text\n{rows}", encoding="utf-8")
    found = read([tmp_path])
    assert found.articles["id"].to_list() == ["a"]
    told = found.problems["message"].to_list()
    assert (len(told), told[-1]) == (1001, "500 more rows like these")


def test_a_text_that_is_no_articles_is_left_out_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr(pile, "_LONGEST", 1_000_000)
    for name, words in (("a.txt", 200_001), ("b.txt", 200_000)):
        (tmp_path / name).write_text("word " * words, encoding="utf-8")
    found = read([tmp_path])
    assert found.articles["id"].to_list() == ["b.txt"]
    assert found.problems.rows() == [
        (f"{tmp_path}/a.txt", "the text has more than 1 MB, as no article has; it is left out")
    ]
