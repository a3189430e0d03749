"""The first carrier of a text that nobody credits is not accused: that there was a third one is only a guess."""

import csv
import io
import json

import pytest
from browser import needs_chromium, opened
from rich.console import Console

import provaudit
from provaudit.profiles import MAYBE_ORIGINAL, judged, traits
from provaudit.report.html_index import Pile
from provaudit.report.html_overview import overview
from provaudit.report.machine import write_csv
from provaudit.report.markdown import markdown
from provaudit.report.messages import signals_told
from provaudit.report.standards.dot import write_dot
from provaudit.report.standards.sarif import write_sarif
from provaudit.report.stories import worst
from provaudit.report.terminal import Wanted, print_audit
from provaudit.report.totals import totals, without_credit

TEXT = "\n\n".join(
    f"The {one} bridge of Pellgate was closed after engineer {two} had measured {number} cracks in its eastern pier. "
    f"Mayor {three} ordered {number + 3} wooden props and asked the harbour council for a ferry by the evening."
    for number, (one, two, three) in enumerate(
        [
            ("old", "Sarn", "Voss"),
            ("northern", "Tell", "Ruhl"),
            ("narrow", "Ibsen", "Okam"),
            ("late", "Merz", "Duun"),
        ],
        11,
    )
)
MORNING, LATER, NOON = (f"2031-03-01T{time}:00Z" for time in ("06:00", "06:20", "12:00"))


def audited(folder, *times, text=TEXT, last="", second="Paper 1"):
    rows = [
        {
            "id": f"a{place}",
            "outlet": second if place == 1 else f"Paper {place}",
            "title": f"Bridge {place}",
            "published": at,
            "text": text,
        }
        for place, at in enumerate(times)
    ]
    rows[-1]["text"] += last
    path = folder / "pile.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    return provaudit.audit(path)


def firsts(audit):
    return judged(audit).filter(MAYBE_ORIGINAL)["id"].to_list()


@pytest.fixture(scope="module")
def pile(tmp_path_factory):
    return audited(tmp_path_factory.mktemp("pile"), LATER, MORNING, NOON)


def test_the_document_stays_as_it_is_and_the_first_carrier_alone_may_be_the_original(pile):
    assert pile.articles["credit"].to_list() == ["none-observed"] * 3
    assert firsts(pile) == ["a1"]


@pytest.mark.parametrize("many", [2, 3, 5])
def test_of_those_that_no_time_tells_apart_each_may_be(tmp_path, many):
    found = audited(tmp_path, *["2031-03-01"] * many)
    assert firsts(found) == [f"a{place}" for place in range(many)]
    assert totals(found)["uncredited"] == 0


def test_of_three_one_that_is_known_to_be_later_is_not(tmp_path):
    assert firsts(audited(tmp_path, "2031-03-01", "2031-03-01", "2031-03-02T23:00:00Z")) == ["a0", "a1"]


@pytest.mark.parametrize(
    ("times", "found"),
    [
        ((MORNING, NOON), ["a0"]),
        ((NOON, MORNING), []),
        (("2031-03-01", NOON), []),  # perhaps in the evening
        (("2031-02-28", NOON), ["a0"]),
        (("2031-02-28", "2031-03-01"), ["a0"]),
        (("2031-03-01", "2031-03-01"), []),
    ],
)
def test_who_had_the_text_before_the_only_outlet_that_names_an_agency_is_not_accused(tmp_path, times, found):
    audit = audited(tmp_path, *times, last="\n\n(AP)")
    assert audit.unseen.height
    assert firsts(audit) == found


def test_what_a_third_outlet_has_too_is_believed_to_be_the_agencys(tmp_path):
    assert firsts(audited(tmp_path, MORNING, LATER, NOON, last="\n\n(AP)")) == []


def test_one_whom_another_carrier_names_as_its_source_may_be_the_original_too(tmp_path):
    found = audited(tmp_path, MORNING, LATER, NOON, last="\n\nAs first reported by the Lenn Courier.")
    assert firsts(found) == ["a0"]
    found = audited(
        tmp_path,
        MORNING,
        LATER,
        NOON,
        last="\n\nAs first reported by the Lenn Courier.",
        second="Lenn Courier",
    )
    assert found.articles["credit"].to_list() == ["none-observed", "none-observed", "named"]
    assert firsts(found) == ["a0", "a1"]


def test_many_that_may_be_are_counted_in_the_story_and_not_named(tmp_path):
    told = "it: one of 4 here, or one that is not in the pile (unseen source 1)."
    assert worst(audited(tmp_path, *["2031-03-01"] * 4))[0].verdict.endswith(told)


def test_where_a_carrier_names_an_agency_the_missing_text_is_no_guess(tmp_path):
    found = audited(tmp_path, MORNING, LATER, NOON, last="\n\n(Reuters)")
    assert found.unseen.height == 1
    assert firsts(found) == []


def test_totals_and_conditions_count_it_apart(pile):
    numbers = totals(pile)
    wanted = {
        "uncredited-copies": 2,
        "without-credit": 2,
        "uncredited": 2,
        "none-observed": 2,
        "maybe-originals": 1,
    }
    assert {name: numbers[name] for name in wanted} == wanted
    assert without_credit(numbers).endswith("2 uncredited copies; 1 may be the original")


def test_outlets_and_figures_do_not_count_it(pile):
    known = {
        one: (taken, open_) for one, taken, open_ in traits(pile).select("id", "taken", "uncredited").rows()
    }
    assert known == {"a0": (True, True), "a1": (None, None), "a2": (True, True)}


def test_the_story_names_it_as_perhaps_the_writer(pile):
    assert worst(pile)[0].uncredited == 2
    told = "it: Paper 1, or one that is not in the pile (unseen source 1). 2 took from it: 2 do not say so."
    assert worst(pile)[0].verdict.endswith(told)


def test_table_and_markdown_accuse_the_others_alone(pile):
    console = Console(width=120, record=True, file=None, quiet=False)
    with console.capture() as captured:
        print_audit(pile, console, Wanted())
    for told in (captured.get(), markdown(pile, Wanted())):
        lines = [line for line in told.splitlines() if "Bridge 1" in line]
        assert lines
        assert all("maybe original" in line and "none-observed" not in line for line in lines)


def test_the_html_overview_has_a_tile_of_it_and_does_not_list_it_among_the_worst(pile):
    seen = overview(Pile.of(pile))
    tiles = {tile.label: (tile.number, tile.href) for tile in seen["tiles"]}
    assert tiles["may be the original itself"] == (1, "#articles?credit=maybe%20original")
    assert tiles["of them, without the right credit"][0] == tiles["took text from another"][0] == 2
    assert [case.outlet for case in seen["worst"]] == ["Paper 0", "Paper 2"]


def test_what_a_rule_says_of_it_is_said_with_the_doubt(pile):
    said = {one: message for one, message, group in messages(pile) if group == "lineage-credit"}
    assert said["a1"] == f"Unless it is the original itself, as it may be: {said['a0']}"
    assert said["a0"] == said["a2"]


def messages(audit):
    return signals_told(audit).select("id", "message", "group").rows()


def test_sarif_has_it_reviewed_and_fails_the_others(pile):
    stream = io.BytesIO()
    write_sarif(pile, stream)
    results = json.loads(stream.getvalue())["runs"][0]["results"]
    found = {
        one["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]: (one["kind"], one["level"])
        for one in results
        if one["ruleId"] == "attribution/uncredited-copy"
    }
    assert found == {"a0": ("fail", "error"), "a1": ("review", "none"), "a2": ("fail", "error")}


def test_csv_flags_it_and_keeps_the_documents_credit(pile):
    stream = io.BytesIO()
    write_csv(pile, stream)
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(stream.getvalue().decode()))}
    assert {row["credit"] for row in rows.values()} == {"none-observed"}
    flagged = {one for one, row in rows.items() if "maybe-original" in row["flags"].split(", ")}
    assert flagged == {"a1"}
    assert "uncredited" in rows["a0"]["flags"]


def test_dot_does_not_draw_it_as_a_republication(pile):
    stream = io.BytesIO()
    write_dot(pile, stream)
    lines = [line for line in stream.getvalue().decode().splitlines() if "maybe original" in line]
    assert len(lines) == 1
    assert "republication" not in lines[0]


@pytest.fixture(scope="module")
def watched(pile, tmp_path_factory):
    with opened(pile, tmp_path_factory.mktemp("maybe")) as one:
        yield one


@needs_chromium
def test_the_picture_its_legend_and_its_list_tell_it_from_a_copy(watched):
    page = watched.open("story/story:1")
    assert page.locator(".lineage .node.maybe-original").count() == 1
    assert page.locator(".lineage .node.copy").count() == 2
    assert "maybe original: the first to carry" in page.locator(".legend:visible").inner_text()
    row = page.locator(".lineage-rows li", has_text="Paper 1").inner_text()
    assert "maybe original" in row
    assert "no credit seen" not in row
    titles = page.locator(".lineage title").all_text_contents()
    assert "Paper 1, maybe the original; or from unseen source 1: 100% same text" in titles
    assert "The original, perhaps" in page.locator(".essentials section").first.text_content()


@needs_chromium
def test_its_own_page_calls_it_no_republication(watched):
    told = watched.open("article/a1").locator(".verdict").inner_text()
    assert "maybe original" in told
    assert "republication" not in told
