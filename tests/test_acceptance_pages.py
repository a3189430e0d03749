"""Pages of outlets, held to the floors of what was reached; see tests/test_acceptance.py."""

import pytest
from bench import corpora, pages

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(
        not corpora.FUNDUS.is_dir(), reason="needs ../shared/data/html, which is not part of the project"
    ),
]
SECONDS = 0.05  # of a core, a page; chosen: measured were .011 to .02

FLOORS = {
    pages.metadata: {
        "title, its letters and digits": 0.88,
        "title, or the same worded twice": 0.95,
        "all authors": 0.95,
        "date, as precise as it is stated": 0.97,
    },
    pages.body: {"body F1": 0.955},
    pages.credit: {"lines": 0.995},
}
DIGESTS = {
    "fundus": "c13ea99783b1fa7779cfacd3107fda6366f895f8434841779680f9863026697a",
    "extraction": "8bb9f9175e876d84773f3d816b493da2e251acb731c538a5ac40dbad9324cfff",
}


@pytest.mark.parametrize("name", DIGESTS)
def test_the_pages_are_those_that_were_measured(name):
    assert corpora.digests()[name] == DIGESTS[name], "other pages: measure them, then pin what was reached"


@pytest.mark.parametrize("measure", FLOORS)
def test_nothing_is_told_worse_than_it_was(measure):
    finding = measure()
    print(finding.text())
    reached = {name: finding.figures[name].value for name in FLOORS[measure]}
    assert {name: value for name, value in reached.items() if value < FLOORS[measure][name]} == {}


def test_a_page_takes_milliseconds():
    finding = pages.cost()
    print(finding.text())
    assert finding.figures["ms of a core"].value < 1000 * SECONDS
