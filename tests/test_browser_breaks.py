"""No number and no word of the report's own is cut in two by the end of a line, on any screen and on paper."""

import random

import polars as pl
import pytest
from browser import needs_chromium, opened

import provaudit

pytestmark = needs_chromium

PAIRS = 13  # so that counts have two digits
LONGEST = 15  # letters of the report's own words; what is longer is a name or an id, which may be cut

CUT = """(longest) => {
  const found = [];
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text; (text = texts.nextNode()); ) {
    if (!text.parentElement.checkVisibility()) continue;
    for (const word of text.data.matchAll(/[\\p{L}]+|[+−-]?\\d[\\d.,]*%?/gu)) {
      if (word[0].length < 2 || word[0].length > longest) continue;
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const tops = [...range.getClientRects()].map((box) => box.top);
      if (Math.max(...tops) - Math.min(...tops) > 8) found.push(word[0]);
    }
  }
  return found;
}"""


def _pile():
    draw = random.Random(7)  # noqa: S311 - no secret
    words = [
        "quay",
        "harbour",
        "lantern",
        "ferry",
        "miller",
        "bridge",
        "winter",
        "council",
        "meadow",
        "engine",
    ]
    rows = []
    for pair in range(PAIRS):
        text = " ".join(f"{draw.choice(words)}{draw.randrange(999)}" for _ in range(90)).capitalize() + "."
        for outlet, hour in (("Tarn Dispatch", 8), ("Moor Mail", 9)):
            day = f"2031-03-{pair + 1:02}T0{hour}:00:00Z"
            rows.append((f"{outlet[0]}{pair}", f"Number {pair} of the winter", outlet, day, text))
    return pl.DataFrame(rows, schema=["id", "title", "outlet", "published", "text"], orient="row")


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    with opened(provaudit.audit(_pile()), tmp_path_factory.mktemp("breaks")) as one:
        yield one


VIEWS = ["overview", "outlets", "outlet/Moor Mail", "article/M1", "story/story:1", "edge/M1/T1", "articles"]


@pytest.mark.parametrize("screen", [340, 380, 480, 768, 1024, 1150, 1280])
def test_no_word_is_cut_on_a_screen(watched, screen):
    watched.page.set_viewport_size({"width": screen, "height": 900})
    cut = {view: watched.open(view).evaluate(CUT, LONGEST) for view in VIEWS}
    assert {view: words for view, words in cut.items() if words} == {}


@pytest.mark.parametrize("screen", [340, 1001, 1024, 1150])
def test_the_points_and_their_scale_stay_within_their_column(watched, screen):
    watched.page.set_viewport_size({"width": screen, "height": 900})
    page = watched.open("article/M1")
    feet = page.locator(".scores").evaluate("one => one.parentElement.getBoundingClientRect().right")
    parts = page.locator(".scores, .scores svg, .scores text, .scores td, .scores th")
    rights = parts.evaluate_all("all => all.map((one) => one.getBoundingClientRect().right)")
    assert len(rights) > 10
    assert max(rights) <= feet + 6  # half a figure at the scale's end


def test_no_word_is_cut_on_paper(watched):
    watched.page.set_viewport_size({"width": 687, "height": 971})
    cut = {}
    for view in VIEWS:
        page = watched.open(view)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        cut[view] = page.evaluate(CUT, LONGEST)
        page.emulate_media(media="screen")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert {view: words for view, words in cut.items() if words} == {}
