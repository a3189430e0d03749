import csv
import io
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import polars as pl
import pytest
from audit_fixture import TEXTS
from test_report_terminal import large
from test_report_view import agency_copy, changed

from provaudit.document import SCHEMAS
from provaudit.errors import InputError
from provaudit.report.beside import write_beside
from provaudit.report.machine import write_csv, write_json, write_tables
from provaudit.report.markdown import escaped, markdown
from provaudit.report.standards.tidy import LONG, PACKAGE
from provaudit.report.terminal import Wanted


def written(write, *arguments, **settings):
    stream = io.BytesIO()
    write(*arguments, stream, **settings)
    return stream.getvalue().decode()


def _text(path):
    return io.StringIO(path.read_bytes().decode(), newline="")


def test_json_is_the_document(made):
    assert json.loads(written(write_json, made)) == made.to_document()


def test_json_says_which_articles_stand_in_an_archive_and_only_of_those(made):
    hostile = made.articles.with_columns(title=pl.lit(',"archived":null}'))
    some = replace(made, articles=hostile, archived=frozenset({"wire.txt"}))
    document = json.loads(written(write_json, some))
    assert document == some.to_document()
    assert [one["id"] for one in document["articles"] if "archived" in one] == ["wire.txt"]
    assert {one["title"] for one in document["articles"]} == {',"archived":null}'}


def test_json_obeys_no_terminal_and_loses_nothing(made):
    text = written(write_json, made)
    assert not {"\x1b", "\u202e", "\x9b"} & set(text)
    assert "\x1b[31min \u202eOrvan" in json.loads(text)["articles"][5]["title"]


def test_an_article_is_a_line_of_json(made):
    lines = written(write_json, made).splitlines()
    first = lines.index('"articles": [') + 1
    assert json.loads(lines[first].rstrip(",]"))["id"] == "wire.txt"


def test_an_empty_audit_is_a_document_too(made):
    empty = changed(made, **{name: frame.clear() for name, frame in made.frames().items()})
    assert json.loads(written(write_json, empty)) == empty.to_document()


def test_json_of_many_articles_takes_no_time(made):
    many = large(made, 3_000)
    start = time.perf_counter()
    written(write_json, many)
    assert time.perf_counter() - start < 3  # a hundredth of it here; slow machines differ


def test_csv_has_a_row_an_article_and_lists_as_json(made):
    rows = list(csv.DictReader(io.StringIO(written(write_csv, made))))
    assert [row["id"] for row in rows] == made.articles["id"].to_list()
    assert json.loads(rows[4]["sources"])[0] == {"id": "unseen:1", "share": 0.66}
    assert rows[5]["title"] == "[bold]Stuck![/bold] Gondola drama in Orvan"
    assert "text" not in rows[0]


def test_csv_says_what_the_table_says(made):
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(written(write_csv, made)))}
    lakeview, radio = rows["lakeview.txt"], rows["radio.txt"]
    assert (lakeview["source"], lakeview["source_share"]) == ("unseen:1", "0.66")
    assert (lakeview["flags"], lakeview["sourcing"]) == ("misattributed, several-sources", "-1.5")
    assert (radio["source"], radio["sourcing"]) == ("", "")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ('=HYPERLINK("http://evil.example","x")', '\'=HYPERLINK("http://evil.example","x")'),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("\r=1", "'=1"),
        ("\x1b[31m\x00=1\x1b[0m", "'=1"),
        ("＝1", "'＝1"),
        ("-12.5", "-12.5"),
        ("+3,000", "+3,000"),
        ("- a dash", "'- a dash"),
        ("1=1", "1=1"),
        ("\x1b]0;owned\x07Bridge\x1b]8;;http://evil.example\x1b\\ shut\x1b(B", "Bridge shut"),
    ],
)
def test_no_cell_runs_in_a_spreadsheet_and_escape_codes_go_whole(made, tmp_path, said, shown):
    hostile = changed(
        made,
        articles=made.articles.with_columns(
            pl.lit(said).alias(one) for one in ("title", "outlet", "byline", "url")
        ),
        edges=made.edges.with_columns(evidence=pl.lit([said])),
        signals=made.signals.with_columns(text=pl.lit(said), message=pl.lit(said)),
    )
    write_tables(hostile, tmp_path, "csv")
    read = {name: list(csv.DictReader(_text(tmp_path / f"{name}.csv"))) for name in SCHEMAS | LONG}
    told = [row[one] for row in read["articles"] for one in ("title", "outlet", "byline", "url")]
    told += [row["reason"] for row in read["evidence"]]
    told += [row[one] for row in read["signals"] for one in ("text", "message")]
    assert set(told) == {shown}
    assert [json.loads(row["evidence"]) for row in read["edges"]] == [[said]] * len(read["edges"])


def test_numbers_below_zero_stay_numbers_and_parquet_is_untouched(made, tmp_path):
    hostile = changed(made, articles=made.articles.with_columns(title=pl.lit("=1")))
    for kind in ("csv", "parquet"):
        write_tables(hostile, tmp_path / kind, kind)
    assert pl.read_csv(tmp_path / "csv" / "scores.csv")["points"].min() < 0
    assert set(pl.read_parquet(tmp_path / "parquet" / "articles.parquet")["title"]) == {"=1"}
    told = [json.loads((tmp_path / kind / PACKAGE).read_text()) for kind in ("csv", "parquet")]
    assert "apostrophe" in told[0]["description"]
    assert "description" not in told[1]


def test_text_is_kept_where_asked(made):
    rows = list(csv.DictReader(io.StringIO(written(write_csv, made, with_text=True))))
    assert rows[0]["text"] == TEXTS["wire.txt"]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_folder_gets_one_file_a_table(made, tmp_path, kind):
    files = write_tables(made, tmp_path / "new" / "out", kind)
    assert [file.name for file in files] == [f"{name}.{kind}" for name in (*SCHEMAS, *LONG)]
    there = {path.name for path in (tmp_path / "new" / "out").iterdir()}
    assert there == {PACKAGE, *(file.name for file in files)}


def test_parquet_comes_back_as_it_was(made, tmp_path):
    write_tables(made, tmp_path, "parquet", with_text=True)
    for name, frame in made.frames().items():
        assert frame.equals(pl.read_parquet(tmp_path / f"{name}.parquet"))


def test_a_file_is_whole_or_as_before(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("before")

    def fail(stream):
        stream.write(b"half")
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own, without a message
        write_beside(path, fail)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["before"]


def test_a_place_that_cannot_be_written_is_named(made, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"--out .*file: cannot be written: File exists"):
        write_tables(made, tmp_path / "file", "csv")
    with pytest.raises(InputError, match="No such file"):
        write_beside(tmp_path / "none" / "a.json", print)


def test_markdown_reads_the_same_as_ever(made, golden):
    golden("terminal/audit.md", markdown(made, Wanted()).replace("0+source", "0.1.0"))


def test_a_link_stays_and_its_target_is_written(tmp_path):
    target, link = tmp_path / "a.json", tmp_path / "b.json"
    target.touch()
    link.symlink_to(target)
    write_beside(link, lambda stream: stream.write(b"{}"))
    assert link.is_symlink()
    assert target.read_bytes() == b"{}"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_bytes)
        write_beside(pipe, lambda stream: stream.write(b"{}"))
        assert read.result(10) == b"{}"
    assert pipe.is_fifo()


def test_markdown_counts_what_it_leaves_out(made):
    many = pl.concat([made.stories.with_columns(id=pl.lit(f"story:{n}")) for n in range(1, 12)])
    told = markdown(changed(large(made, 60), problems=made.problems.clear()), Wanted(limit=2))
    assert "… and 59 more" in told
    assert "- … and 48 more articles" in told
    assert "## Problems" not in told
    assert "… and 3 more stories" in markdown(changed(made, stories=many), Wanted(limit=0))
    assert "## story" not in markdown(made, Wanted(stories=False))


def test_markdown_names_rules_that_are_not_in_force(made):
    rule = pl.DataFrame(
        [("r/origin/x.yaml", "r/origin/x.yaml:1:1: no")], schema=made.problems.schema, orient="row"
    )
    assert "- 1 of your rules is not in force (provaudit rules check r)" in markdown(
        changed(made, problems=rule), Wanted()
    )


def test_markdown_names_an_agency_that_is_not_here(made):
    assert "| Coastline, not here |" in markdown(agency_copy(made, "fernmark.txt"), Wanted())


def test_a_title_that_is_an_opening_is_cut_between_words(made):
    bare = made.articles.with_columns(title=pl.lit(None, pl.String))
    assert "for two hours. From the terrace … |" in markdown(changed(made, articles=bare), Wanted())


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("a|b\n# c", r"a\|b \# c"),
        ("<script>[x](y)</script>", r"\<script\>\[x\](y)\</script\>"),
        ("*b* _i_ `c` ~s~ &amp;", r"\*b\* \_i\_ \`c\` \~s\~ \&amp;"),
        ("https://evil.example", "https:\u2060//evil.example"),
        (None, ""),
    ],
)
def test_article_text_is_no_markdown(hostile, harmless):
    assert escaped(hostile) == harmless
