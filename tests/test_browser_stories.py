"""A story's card in Chromium: it counts as the sentence above it does, and names every original."""

import re

import polars as pl
import pytest
from browser import needs_chromium, opened

import provaudit

pytestmark = needs_chromium

CRACKS = (
    "The harbour board voted late on Monday to close the northern slip after divers found cracks in eleven piles.\n\n"
    "Chairman Odo Merriwell told the members that the repair would take nineteen weeks and cost four million."
)
RAILWAY = (
    "Passengers with season tickets can use the railway across the causeway free of charge until next spring.\n\n"
    "Its two green carriages were built in Tannenau and have carried nothing but herring for thirty years."
)
WORD = "ab" * 40_000
ROWS = [
    ("wire", "Mareline", "2031-05-05T12:00:00Z", f"QUILLPORT, May 5 (Mareline) - {CRACKS}"),
    ("rail", "Rail Gazette and Causeway Timetable", "2031-05-05T12:30:00Z", RAILWAY),
    ("one", "One Herald", "2031-05-05T15:00:00Z", f"{CRACKS}\n\nSource: Mareline"),
    ("both", "Both Courier", "2031-05-05T18:05:00Z", f"{CRACKS}\n\n{RAILWAY}"),
    ("tall", "Tall Mail", "2031-05-05T19:00:00Z", f"{CRACKS}\n\n{WORD}"),
]


@pytest.fixture(scope="module")
def audit():
    return provaudit.audit(pl.DataFrame(ROWS, schema=["id", "outlet", "published", "text"], orient="row"))


@pytest.fixture(scope="module")
def watched(audit, tmp_path_factory):
    with opened(audit, tmp_path_factory.mktemp("stories")) as one:
        yield one


def test_the_card_counts_as_the_sentence_does(watched):
    shown = watched.open("story/story:1").locator('[data-view="story"]').inner_text()
    counts = re.findall(r"(\d+) (?:articles )?took from it", shown)
    assert counts == ["3", "3"]


def test_the_card_names_further_originals(watched):
    card = watched.open("story/story:1").locator(".essentials section").first.inner_text()
    assert "1 further original: Rail Gazette and Causeway Timetable." in card


@pytest.mark.parametrize("view", ["article/tall", "edge/tall/wire"])
def test_a_word_without_an_end_scrolls_in_a_box(watched, view):
    page = watched.open(view)
    box = page.locator(f'[data-view="{view.split("/")[0]}"] .tall')
    assert page.evaluate("document.documentElement.scrollHeight") < 6_000
    assert WORD in box.inner_text()
    box.focus()
    assert box.evaluate("box => box === document.activeElement && box.scrollHeight > box.clientHeight")


@pytest.mark.parametrize("width", [240, 320, 1280])
def test_the_key_to_a_strip_shows_every_line(watched, width):
    watched.page.set_viewport_size({"width": width, "height": 800})
    key = watched.open("article/both").locator(".strip-legend")
    assert key.locator(".swatch").count() == 4
    assert key.evaluate("key => key.scrollHeight <= key.clientHeight")
