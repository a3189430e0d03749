"""The truth of ../shared/seeds/README.md. Files are named by number; none of their text stands here."""

from pathlib import Path

import pytest

from provaudit.pipeline import audit

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"

pytestmark = [
    pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared, which is not part of the project"),
]


@pytest.fixture(scope="module")
def seeds():
    return audit(sorted(SEEDS.glob("*.txt"))).to_document()


@pytest.fixture
def article(seeds):
    return lambda number: next(a for a in seeds["articles"] if short(a["id"]) == number)


@pytest.fixture
def pair(seeds):
    def find(one, other):
        return next((p for p in seeds["pairs"] if {short(p["a"]), short(p["b"])} == {one, other}), None)

    return find


def short(name):
    return Path(name).name.split("_")[0]


def test_004_is_the_agency_s_original(article):
    found = article("004")
    verdict = (found["role"], found["agency"], found["agency_mark"], found["credit"])
    assert verdict == ("original", "Reuters", "dateline", "own")


def test_001_is_an_uncredited_version_of_it(article, pair, seeds):
    parents = {short(e["parent"]) for e in seeds["edges"] if short(e["child"]) == "001"}
    assert pair("001", "004")["relation"] in ("same", "edited")
    assert parents & {"004", "unseen:1"}
    assert article("001")["credit"] == "none-observed"


def test_000_is_edited_from_agencies_it_does_not_name(article):
    assert article("000")["relation"] in ("partial", "edited")
    assert article("000")["credit"] == "generic"


def test_an_unseen_source_joins_000_and_001(seeds):
    joined = [{short(child) for child in node["children"]} for node in seeds["unseen"]]
    assert any({"000", "001"} <= children for children in joined)


def test_002_retells_000_at_second_hand(article):
    found = article("002")
    verdict = (found["role"], found["relation"], found["credit"], short(found["sources"][0]["id"]))
    assert verdict == ("second-hand", "paraphrase", "none-observed", "000")


def test_003_is_own_reporting_with_one_borrowed_sentence(article, pair):
    assert article("003")["role"] == "own-reporting"
    assert article("003")["agency"] is None
    assert pair("003", "004")["relation"] == "partial"


def test_003_quotes_what_everybody_could_quote(article, pair):
    zones = [z for z in article("003")["zones"] if z["zone"] == "quote"]
    passages = pair("003", "004")["passages"]
    assert {passage["quoted"] for passage in passages} == {True, False}
    for passage in passages:
        start, end = passage["a"]
        inside = sum(max(0, min(end, z["end"]) - max(start, z["start"])) for z in zones)
        assert passage["quoted"] == (inside > (end - start) / 2)


def test_003_came_through_an_aggregator_s_paywall(article):
    hits = {s["dimension"] for s in article("003")["signals"] if s["points"]}
    assert {"access", "carrier"} <= hits
