import json

import pytest
from rulebook_fixture import articles

from provaudit.frames import ZONES, empty
from provaudit.ingest import read
from provaudit.ingest.html import read_page
from provaudit.model import MARKUP
from provaudit.resources import schema
from provaudit.rulebook import load, text_signals
from provaudit.zones import find_zones

PROSE = "The ferry drifted for six hours before a tug from Tarnby reached it late on Monday evening."


def stated(**names):
    return [[{"name": name.replace("_", "-"), "value": value} for name, value in names.items()]]


def fired(pile):
    found = text_signals(pile, empty(ZONES), load())
    rows = (row for row in found.to_dicts() if "markup" in row["rule"])
    return {row["rule"]: (row["article"], row["zone"], row["text"], row["source"]) for row in rows}


def test_rules_may_ask_for_all_that_markup_states():
    names = json.loads(schema("rule").read_text("utf-8"))["$defs"]["meta"]["properties"]["field"]["enum"]
    assert set(MARKUP) < set(names)


def test_markup_fires_the_rules_that_ask_for_it():
    pile = articles(
        PROSE,
        outlet="Orleva Courier",
        byline="Ana Ruiz",
        markup=stated(
            sourceOrganization="Reuters", isAccessibleForFree="false", canonical_elsewhere="https://t.example"
        ),
    )
    assert fired(pile) == {
        "origin/agency-markup": (0, "meta", "Reuters", "Reuters"),
        "access/markup-closed": (0, "meta", "false", None),
        "attribution/markup-source": (0, "meta", "https://t.example", None),
    }


def test_what_is_stated_twice_is_read_as_one():
    twice = [[{"name": "isBasedOn", "value": "a"}, {"name": "isBasedOn", "value": "b"}]]
    pile = articles(PROSE, outlet="Orleva Courier", byline="Ana Ruiz", markup=twice)
    assert fired(pile) == {"attribution/markup-source": (0, "meta", "a, b", None)}


def test_markup_of_one_article_says_nothing_of_another():
    pile = articles(
        PROSE, PROSE, byline="Ana Ruiz", outlet="Orleva Courier", markup=[None, *stated(isBasedOn="a")]
    )
    assert fired(pile) == {"attribution/markup-source": (1, "meta", "a", None)}


def zones_of(text, *mains, **known):
    pile = articles(text, main=[[{"start": a, "end": b} for a, b in mains]], **known)
    return [
        (zone, text[start:end]) for zone, start, end in find_zones(pile).select("zone", "start", "end").rows()
    ]


def test_prose_outside_the_main_stretches_is_furniture():
    other = PROSE.replace("ferry", "balloon")
    text = f"{other}\n\n{PROSE}\n\n{other}"
    first = len(other) + 2
    assert zones_of(text, (first, first + len(PROSE))) == [
        ("furniture", other),
        ("body", PROSE),
        ("furniture", other),
    ]


def test_credits_outside_the_main_stretches_stay_what_they_are():
    text = f"Ferry adrift for six hours\n\nBy Ana Ruiz\n\n{PROSE}\n\n{PROSE}\n\nReuters\n\nSource: Corvane\n\nMore News"
    first = text.index(PROSE)
    found = zones_of(text, (first, first + 2 * len(PROSE) + 2), title="Ferry adrift for six hours")
    assert [zone for zone, _ in found] == [
        "headline", "byline", "body", "body", "furniture", "source-line", "furniture",
    ]  # fmt: skip


def test_an_agencys_name_right_below_the_article_signs_it():
    prose = "\n\n".join([PROSE] * 3)
    found = zones_of(f"{prose}\n\nReuters\n\nHome\n\nNews\n\nSport\n\nAP", (0, len(prose)))
    assert [words for zone, words in found if zone == "sign-off"] == ["Reuters"]


def test_names_above_the_headline_sign_nothing():
    text = f"Rolf Dane\n\nFerry adrift for six hours\n\n{PROSE}"
    first = text.index(PROSE)
    assert zones_of(text, (first, len(text)), title="Ferry adrift for six hours", byline="Rolf Dane")[0] == (
        "furniture",
        "Rolf Dane",
    )


def test_a_sign_off_is_found_however_long_the_page_goes_on():
    menu = "\n\n".join(f"Menu entry {n}" for n in range(90))
    article = f"{PROSE}\n\n{PROSE}\n\nReporting by Ana Ruiz; editing by Ida Rask"
    found = zones_of(f"{menu}\n\n{article}\n\n{menu}", (len(menu) + 2, len(menu) + 2 + len(article)))
    assert ("sign-off", "Reporting by Ana Ruiz; editing by Ida Rask") in found
    assert {zone for zone, words in found if words.startswith("Menu")} == {"furniture"}


def test_other_inputs_have_no_main_stretches(tmp_path):
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    assert read([tmp_path]).articles["main"].to_list() == [None]


@pytest.mark.parametrize("named", [False, True], ids=["in its place", "by its id"])
def test_the_policies_of_the_publisher_hold_for_the_article(named):
    house = {
        "@id": "#house",
        "@type": "NewsMediaOrganization",
        "noBylinesPolicy": "https://courier.example/names",
    }
    article = {
        "@type": "NewsArticle",
        "headline": "Piers",
        "publisher": {"@id": "#house"} if named else house,
    }
    graph = json.dumps({"@context": "https://schema.org", "@graph": [article, *([house] if named else [])]})
    page = f'<html><head><script type="application/ld+json">{graph}</script></head><p>{PROSE}</p></html>'
    stated = read_page(page.encode(), "p.html").row.markup
    assert {"name": "noBylinesPolicy", "value": "https://courier.example/names"} in stated


def test_markup_tells_of_accountability_and_of_the_agency_of_the_dateline():
    names = {
        "correction": "The pier is 90 metres long.",
        "backstory": "Our reporter read four years of minutes.",
        "digitalSourceType": "trainedAlgorithmicMedia",
        "publishingPrinciples": "https://courier.example/principles",
        "noBylinesPolicy": "https://courier.example/bylines",
        "citation": "https://harbour.example/survey.pdf",
        "dateline": "DELMAR (Reuters)",
    }
    known = {"outlet": "Orleva Courier", "byline": "Ana Ruiz"}
    piles = {name: articles(PROSE, markup=stated(**{name: value}), **known) for name, value in names.items()}
    assert {name: list(fired(pile)) for name, pile in piles.items()} == {
        "correction": ["accountability/markup-correction"],
        "backstory": ["accountability/markup-backstory"],
        "digitalSourceType": ["accountability/markup-machine-made"],
        "publishingPrinciples": ["accountability/markup-standards"],
        "noBylinesPolicy": ["accountability/markup-no-bylines"],
        "citation": ["sourcing/markup-citation"],
        "dateline": ["origin/agency-markup"],
    }
