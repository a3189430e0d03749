import io
import json
from pathlib import Path

import jsonschema
import polars as pl
import pytest
import sarif_shape
from audit_fixture import TEXTS, span
from test_report_view import changed

from provaudit.report.standards.locations import address, message
from provaudit.report.standards.places import Base, bases, region
from provaudit.report.standards.sarif import write_sarif
from provaudit.rulebook import load


def run_of(audit):
    stream = io.BytesIO()
    write_sarif(audit, stream, load().rules)
    return json.loads(stream.getvalue())["runs"][0]


def results(audit, rule):
    return [one for one in run_of(audit)["results"] if one["ruleId"] == rule]


@pytest.fixture
def report(made, pile):
    assert pile == Path.cwd()
    return made


def physical(result):
    return result["locations"][0]["physicalLocation"]


def test_the_official_schema_holds(report):
    stream = io.BytesIO()
    write_sarif(report, stream, load().rules)
    sarif_shape.official().validate(json.loads(stream.getvalue()))


def test_the_official_schema_refuses_what_is_no_sarif(report):
    wrong = run_of(report)
    wrong["results"][0]["level"] = "severe"
    told = [
        fault.message for fault in sarif_shape.official().iter_errors({"version": "2.1.0", "runs": [wrong]})
    ]
    assert any("'severe' is not one of" in message for message in told)


def test_the_log_has_the_shape_of_the_standard(report):
    stream = io.BytesIO()
    write_sarif(report, stream, load().rules)
    jsonschema.Draft7Validator(sarif_shape.LOG).validate(json.loads(stream.getvalue()))


def test_every_result_names_its_rule_twice_and_each_rule_has_help(report):
    run = run_of(report)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [
        one["ruleId"] for one in run["results"]
    ]
    (byline,) = [rule for rule in rules if rule["id"] == "attribution/generic-agencies"]
    assert "False positives" in byline["help"]["markdown"]


def test_a_rule_that_is_no_longer_in_the_rulebook_is_told_by_its_message(report):
    (rule,) = [one for one in run_of(report)["tool"]["driver"]["rules"] if one["id"] == "form/short"]
    assert rule["shortDescription"] == {"text": "Under 100 words."}


def test_a_result_stands_where_its_words_are(report):
    (result,) = results(report, "attribution/generic-agencies")
    place = physical(result)
    lines = (Path("pile") / "fernmark.txt").read_text(encoding="utf-8").split("\n")
    where = place["region"]
    assert lines[where["startLine"] - 1][where["startColumn"] - 1 : where["endColumn"] - 1] == "news agencies"
    assert place["artifactLocation"] == {
        "uri": "pile/fernmark.txt", "uriBaseId": "%SRCROOT%", "index": 3,
    }  # fmt: skip


def test_the_level_follows_the_points(report):
    levels = {one["ruleId"]: (one["kind"], one["level"]) for one in run_of(report)["results"]}
    assert levels["access/paywall"] == ("fail", "warning")
    assert levels["attribution/source-line"] == ("informational", "none")
    dear = report.signals.with_columns(points=pl.lit(-4.0))
    assert results(changed(report, signals=dear), "form/short")[0]["level"] == "error"


def test_what_is_about_a_whole_article_stands_at_its_first_line_and_names_its_sources(report):
    hits = report.signals.filter(pl.col("rule") == "form/short").with_columns(
        id=pl.lit("lakeview.txt"), rule=pl.lit("attribution/uncredited-copy")
    )
    (result,) = results(changed(report, signals=hits), "attribution/uncredited-copy")
    assert physical(result)["region"] == {"startLine": 1}
    unseen, wire = result["relatedLocations"]
    assert unseen["logicalLocations"][0]["kind"] == "unseen source"
    assert wire["physicalLocation"]["artifactLocation"]["uri"] == "pile/wire.txt"
    assert wire["message"]["text"].startswith(
        "27% of its words, partial, 77% sure that it has them from there"
    )


def test_drift_is_a_warning_with_the_source_beside_it(report):
    (result,) = results(report, "drift/number")
    assert (result["level"], result["message"]["text"]) == (
        "warning",
        "Changed from its source: “six” → “two”",
    )
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["snippet"] == {"text": "six"}


def test_problems_are_told(report):
    told = run_of(report)["invocations"][0]["toolExecutionNotifications"]
    assert told[0]["message"]["text"] == "pile/broken.bin: is not text"
    quiet = changed(report, problems=report.problems.clear())
    assert run_of(quiet)["invocations"] == [{"executionSuccessful": True}]


def test_files_that_are_gone_are_named_without_a_line(made, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (result,) = results(made, "access/paywall")
    assert "region" not in physical(result)
    nowhere = made.articles.with_columns(path=pl.lit(None, pl.String))
    (result,) = results(changed(made, articles=nowhere), "access/paywall")
    assert "physicalLocation" not in result["locations"][0]


def test_article_text_makes_no_links_and_no_placeholders():
    assert message("a [x](http://e) {0} \\ \x1b[1mb") == "a \\[x\\](http://e) {{0}} \\\\ b"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("a b/ü.txt", {"uri": "a%20b/%C3%BC.txt", "uriBaseId": "%SRCROOT%"}),
        ("../a.txt", {"uri": "../a.txt"}),
        ("/a b.txt", {"uri": "file:///a%20b.txt"}),
    ],
)
def test_an_address_is_a_uri(path, told):
    assert address(path) == told


def placed(made, rows):
    """Return where articles begin, of rows (id, path, text)."""
    some = made.articles.head(len(rows)).with_columns(
        pl.Series("id", [one for one, *_ in rows]),
        pl.Series("path", [path for _, path, _ in rows]),
        pl.Series("text", [text for *_, text in rows]),
    )
    return bases(changed(made, articles=some))


def test_a_text_below_front_matter_begins_where_it_begins(made, tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes("---\r\ntitle: x\r\n---\r\nÉine\r\nzwei drei\r\n".encode())
    text = "Éine\nzwei drei\n"
    base = placed(made, [("a", str(path), text)])["a"]
    assert base == Base(4, 1)
    assert region(base, text, *(text.index("drei"), text.index("drei") + 4)) == (5, 6, 5, 10)
    assert region(base, text, 1, 7) == (4, 2, 5, 3)


def test_texts_of_one_file_are_found_one_behind_the_other(made, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,outlet\nsame words,A\nsame words,B\n", encoding="utf-8")
    found = placed(
        made, [("1", str(path), "same words"), ("2", str(path), "same words"), ("3", str(path), "gone")]
    )
    assert found == {"1": Base(2, 1), "2": Base(3, 1)}


def test_a_row_of_json_has_a_line(made, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "one"}\nnot json\n[1]\n{"n": 1, "text": "two\\nlines"}\n', encoding="utf-8")
    rows = [("a.jsonl#1", str(path), "one"), ("named", str(path), "two\nlines")]
    found = placed(made, rows)
    assert found == {"a.jsonl#1": Base(1, None), "named": Base(4, None)}
    assert region(found["named"], "two\nlines", 0, 5) == (4, None, 4, None)


def test_what_is_no_text_or_too_large_is_not_searched(made, tmp_path, monkeypatch):
    (tmp_path / "a.bin").write_bytes(b"\0words")
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    rows = [(name, str(tmp_path / name), "words") for name in ("a.bin", "a.txt", "b.txt")]
    assert set(placed(made, rows)) == {"a.txt"}
    monkeypatch.setattr("provaudit.report.standards.places.MOST", 3)
    assert placed(made, rows) == {}


def test_a_place_is_the_words_it_claims(report):
    for result in run_of(report)["results"]:
        where = physical(result)["region"]
        if "snippet" in where and where["startLine"] == where["endLine"]:
            text = Path(physical(result)["artifactLocation"]["uri"]).read_text(encoding="utf-8")
            line = text.split("\n")[where["startLine"] - 1]
            assert line[where["startColumn"] - 1 : where["endColumn"] - 1] == where["snippet"]["text"]
    assert span("wire.txt", "(Tidewater)")[0] == TEXTS["wire.txt"].index("(Tidewater)")
