import csv
import io
import json

import polars as pl
import pytest
from profile_fixture import HOSTILE, empty, invented, spread
from rich.cells import cell_len

from provaudit.profiles import PROFILES, Measure, profiled, profiles
from provaudit.report.machine import write_json
from provaudit.report.outlets import ABOVE, BELOW, SHOWN, TOO_FEW, legend, print_profiles, profiles_markdown

NAMES = ["Portside", "Halden", HOSTILE]


@pytest.fixture(scope="module")
def audit(made):
    return spread(made, NAMES, 12)


@pytest.fixture(scope="module")
def found(audit):
    return profiles(audit)


@pytest.fixture
def document(audit, tmp_path):
    path = tmp_path / "audit.json"
    with path.open("wb") as stream:
        write_json(audit, stream)
    return path


def table(drawn, rows, width=80, limit=None):
    return drawn(lambda console: print_profiles(rows, {}, console, limit), width)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_asked(drawn, found, width):
    assert max(map(cell_len, table(drawn, found, width).splitlines())) <= width


def test_narrow_there_are_figures_wider_their_intervals_then_the_differences(drawn, found):
    lines = [next(line for line in table(drawn, found, width).splitlines() if line.startswith("Portside"))
             for width in (80, 120, 200)]  # fmt: skip
    assert lines[0].split()[:3] == ["Portside", "24", "50%"]
    assert lines[1].split()[2:4] == ["50%", "30–71%"]
    assert lines[2].split()[2:5] == ["50%", "30–71%", "0"]


def test_all_outlets_stand_below(drawn, found):
    last = next(line for line in table(drawn, found).splitlines() if line.startswith("all outlets"))
    assert last.split()[2:4] == ["73", "50%"]


def test_every_column_is_explained(drawn, found):
    out = table(drawn, found, 200)
    assert all(f"{shown.head:<9}{shown.told}" in out for shown in SHOWN.values())
    assert legend() in " ".join(out.split())


def test_a_figure_beyond_chance_is_marked(drawn):
    none = [False] * 600
    rows = invented(600, 6, wire=none, taken=none)
    odd = rows.with_columns(wire=(pl.col("outlet") == "Outlet 003"), taken=(pl.col("outlet") != "Outlet 004"))
    out = table(drawn, profiled(odd)).splitlines()
    line = {line.split()[1]: line for line in out if line.startswith("Outlet ")}
    assert f"100%{ABOVE}" in line["003"]
    assert f"0%{BELOW}" in line["004"]


def test_too_few_are_said_to_be_and_nothing_is_a_dash(drawn, made):
    few = next(
        line
        for line in table(drawn, profiles(spread(made, ["Portside"], 2))).splitlines()
        if "Portside" in line
    )
    assert few.split()[2:] == [TOO_FEW] * 3 + [TOO_FEW, TOO_FEW, TOO_FEW, "–"]


def test_outlets_of_which_nothing_can_be_said_are_counted_unless_asked_for(drawn, made):
    rows = profiles(spread(made, ["Portside", "Portside", "Halden"], 4))
    assert "… and 2 more outlets (--limit 0 shows all)" in table(drawn, rows)
    assert "more outlet" not in table(drawn, rows, limit=0)
    assert "Halden" in table(drawn, rows, limit=2)


def test_nothing_is_said_of_nothing(drawn, made):
    assert table(drawn, profiles(empty(made))) == "No articles, no outlets.\n"


def test_the_command_reads_an_audit_document_without_its_texts(run, document):
    out = run("outlets", document).out
    assert out.startswith("outlet ")
    assert "Portside" in out


@pytest.mark.usefixtures("piped")
def test_the_command_audits_what_is_no_document(run):
    done = run("outlets", "pile")
    assert done.code == 0
    assert "Halden Courier" in done.out
    assert done.err == "pile/broken.bin: is not text\n"


def test_json_has_every_measure_of_every_outlet(run, document):
    told = json.loads(run("outlets", document, "--format", "json").out)
    one = next(outlet for outlet in told["outlets"] if outlet["outlet"] == "Portside")
    assert list(one["measures"]) == list(Measure)
    assert one["measures"]["wire"]["value"] == 0.5
    assert told["fewest_stories"] == 10


def test_csv_is_the_table_of_profiles(run, document, found):
    rows = list(csv.DictReader(io.StringIO(run("outlets", document, "--format", "csv").out)))
    assert list(rows[0]) == list(PROFILES)
    assert len(rows) == found.height


def test_parquet_is_a_file(run, document, tmp_path, found):
    assert run("outlets", document, "--format", "parquet", "--out", tmp_path / "o.parquet").code == 0
    assert pl.read_parquet(tmp_path / "o.parquet").equals(found)
    missing = run("outlets", document, "--format", "parquet")
    assert (missing.code, missing.err) == (2, "provaudit: --format parquet needs --out FILE\n")


def test_markdown_is_a_table_in_which_no_name_is_markup(found):
    text = profiles_markdown(found, {}, 0)
    assert "| Portside | 24 | 50% 30–71% 0 |" in text
    assert "\\<script\\>" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_a_file_holds_what_stdout_would_say(run, document, tmp_path, form):
    said = run("outlets", document, "--format", form).out
    run("outlets", document, "--format", form, "--out", tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == said
    assert "\x1b" not in said


def test_a_document_that_is_damaged_is_named(run, tmp_path):
    (tmp_path / "audit.json").write_text('{"format": "provaudit.audit/1", ', encoding="utf-8")
    done = run("outlets", tmp_path / "audit.json")
    assert done.code == 2
    assert "the audit document is damaged" in done.err
