"""The first carrier of a text that nobody credits is not accused: that there was a third one is only a guess."""

import json

import pytest
from rich.console import Console

import provaudit
from provaudit.profiles import MAYBE_ORIGINAL, judged, traits
from provaudit.report.html_index import Pile
from provaudit.report.html_overview import overview
from provaudit.report.markdown import markdown
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


def audited(folder, *times, text=TEXT, last=""):
    rows = [
        {
            "id": f"a{place}",
            "outlet": f"Paper {place}",
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


def test_of_two_that_no_time_tells_apart_either_may_be_and_of_three_each_is_most_likely_a_copy(tmp_path):
    assert firsts(audited(tmp_path, "2031-03-01", "2031-03-01")) == ["a0", "a1"]
    assert firsts(audited(tmp_path, "2031-03-01", "2031-03-01", "2031-03-01")) == []


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
    told = "it: Paper 1, or one that is not in the pile (unseen:1). 2 took from it: 2 do not say so."
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
    assert tiles["without the right credit"][0] == tiles["took text from another"][0] == 2
    assert [case.outlet for case in seen["worst"]] == ["Paper 0", "Paper 2"]
