"""An edition of a past day is made of what was published up to its end, whatever the archive has learned since."""

import shutil
from dataclasses import replace
from datetime import date

import pytest
from test_archive_identity import file
from test_archive_outlets import LONG

from provaudit import publishing, resources
from provaudit.archive import Archive
from provaudit.windowed.adding import add

# Tracing takes a third of the time; the floor of coverage holds without these.
pytestmark = pytest.mark.no_cover

EELS = "Eels were counted in the upper pond by two pupils on Friday. " * 3
FIRST, SECOND, THIRD = (date(2026, 11, day) for day in (21, 22, 23))


@pytest.fixture
def definition(tmp_path):
    found = publishing.read_definition(resources.shipped("reports") / "daily.yaml")
    return replace(found, archive=str(tmp_path / "archive"), to=tmp_path / "out", formats=("md", "json"))


@pytest.fixture
def piles(tmp_path):
    """What comes in on three mornings: the second day's paper carries the first day's text, the third's another."""
    stated = {
        FIRST: (("The Gull", "2026-11-20T09:00", LONG), ("The Gull", "2026-11-20T10:00", EELS)),
        SECOND: (("The Wren", "2026-11-21T09:00", LONG),),
        THIRD: (("The Plover", "2026-11-22T09:00", f"{LONG} The mill stays shut."),),
    }
    for on, articles in stated.items():
        for number, (outlet, published, text) in enumerate(articles):
            file(tmp_path / str(on), f"{on}-{number}.md", text, outlet=outlet, published=published)
    return {on: (str(tmp_path / str(on)),) for on in stated}


def edition(definition, on, paths=()):
    made = publishing.run(replace(definition, paths=paths), on)
    return {path.name: path.read_bytes() for path in made.folder.iterdir()}


def test_editions_of_past_days_stay_what_they_were(definition, piles):
    made = {on: edition(definition, on, paths) for on, paths in piles.items()}
    articles = Archive.open(definition.archive).scan("articles").collect()
    assert articles.filter(articles["story"].is_not_null()).height == 3  # what came later touched the first
    for on in piles:
        shutil.rmtree(definition.to)
        assert edition(definition, on) == made[on]


def test_an_edition_takes_in_what_arrived_late_of_its_days(definition, piles, tmp_path):
    before = edition(definition, FIRST, piles[FIRST])
    late = file(tmp_path, "late.md", LONG, outlet="The Heron", published="2026-11-20T08:00")
    add(Archive.open(definition.archive), late)
    publishing.run(replace(definition, paths=(str(late),)), SECOND)
    after = edition(definition, FIRST)
    assert after != before
    assert b"The Heron" in after["report.md"]


def test_the_days_before_are_compared_with_as_they_were_known_then(definition, tmp_path):
    here = replace(definition, paths=())
    for number, (outlet, text) in enumerate((("The Gull", LONG), ("The Wren", LONG), ("The Heron", EELS))):
        file(tmp_path / "first", f"{number}.md", text, outlet=outlet, published="2026-11-20")
    file(tmp_path / "second", "x.md", f"{EELS} The pond is deep.", outlet="The Wren", published="2026-11-21")
    edition(here, FIRST, (str(tmp_path / "first"),))
    made = edition(here, SECOND, (str(tmp_path / "second"),))
    before = verdicts(here)
    more = (("The Plover", f"{LONG}\n\nSource: The Gull"), ("The Wren", f"{EELS}\n\nSource: The Heron"))
    for number, (outlet, text) in enumerate(more):
        file(tmp_path / "third", f"y{number}.md", text, outlet=outlet, published="2026-11-22")
    edition(here, THIRD, (str(tmp_path / "third"),))
    assert verdicts(here) != before
    shutil.rmtree(here.to)
    assert edition(here, SECOND) == made


def verdicts(definition):
    """Return what the archive says of the first day."""
    rows = Archive.open(definition.archive).scan("articles", date(2026, 11, 20), date(2026, 11, 20))
    told = ("id", "role", "relation", "credit", "story", "share")
    return sorted(rows.select(told).collect().iter_rows())
