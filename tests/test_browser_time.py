"""A story's time axis in Chromium: what is dated before its source, at the same minute, on a day, or not at all."""

import polars as pl
import pytest
from browser import needs_chromium, opened

import provaudit

pytestmark = needs_chromium

STORY = (
    "The harbour board voted late on Monday to close the northern slip after divers found cracks in eleven piles.\n\n"
    "Chairman Odo Merriwell told the members that the repair would take nineteen weeks and cost four million.\n\n"
    "Passengers with season tickets can use the railway across the causeway free of charge until spring."
)
CREDITED = f"{STORY}\n\nSource: Mareline"
ROWS = [
    ("wire", "Mareline", "2031-05-05T12:00:00Z", f"QUILLPORT, May 5 (Mareline) - {STORY}"),
    ("early", "Early Post", "2031-05-05T09:30:00Z", CREDITED),
    ("eve", "Eve Mail", "2031-05-04", CREDITED),
    ("same", "Same Herald", "2031-05-05T12:00:00Z", STORY),
    ("minute", "Minute Gazette", "2031-05-05T12:00:00Z", CREDITED),
    ("late", "Late Courier", "2031-05-05T18:05:00Z", STORY),
    ("day", "Day Sentinel", "2031-05-05", STORY),
    ("none", "Nodate News", None, STORY),
]

PLACES = """Object.fromEntries([...document.querySelectorAll('.lineage g[transform] > title')].map((told) => [
  told.textContent.split(": ").pop().split(",")[0],
  new DOMMatrix(getComputedStyle(told.parentElement).transform).e]))"""
# of each article, how far right its node stands


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    audit = provaudit.audit(pl.DataFrame(ROWS, schema=["id", "outlet", "published", "text"], orient="row"))
    assert audit.stories["root"].to_list() == ["wire"]
    with opened(audit, tmp_path_factory.mktemp("time")) as one:
        yield one


@pytest.mark.parametrize("width", [1280, 380])
def test_every_dated_article_stands_at_its_own_time(watched, width):
    watched.page.set_viewport_size({"width": width, "height": 800})
    places = watched.open("story/story:1").evaluate(PLACES)
    source = places["Mareline"]
    assert places["Same Herald"] == places["Minute Gazette"] == source
    assert places["Nodate News"] < places["Eve Mail"] < places["Early Post"] < source < places["Late Courier"]
    assert places["Eve Mail"] < places["Day Sentinel"] <= places["Late Courier"]


def test_an_edge_that_runs_back_says_so_on_it_in_the_list_and_in_the_legend(watched):
    watched.page.set_viewport_size({"width": 1280, "height": 800})
    page = watched.open("story/story:1")
    assert page.locator(".on-edge", has_text="before its source").count() == 2
    rows = page.locator(".lineage-rows li", has_text="dated before its source").all_inner_texts()
    assert sorted(told.split()[0] for told in rows) == ["Early", "Eve"]
    assert "dated before its source" in page.locator(".legend:visible").inner_text()
    assert "dated before its source" in " ".join(page.locator("a.edge title").all_text_contents())


def test_what_has_no_date_has_a_column_of_its_own_that_says_so(watched):
    page = watched.open("story/story:1")
    assert "no date" in page.locator(".lineage .axis text").all_text_contents()
    edge = page.locator(".lineage .timeless").evaluate("box => box.getBBox().width")
    places = page.evaluate(PLACES)
    assert [name for name, x in places.items() if x < edge] == ["Nodate News"]


def test_a_day_is_drawn_as_long_as_it_is(watched):
    watched.page.set_viewport_size({"width": 1280, "height": 800})
    page = watched.open("story/story:1")
    assert page.locator(".lineage .spread").count() == 2
    assert "only the day is known" in page.locator(".legend:visible").inner_text()


@pytest.mark.parametrize("width", [1280, 768, 380])
def test_a_row_of_the_list_is_as_high_as_what_it_says(watched, width):
    watched.page.set_viewport_size({"width": width, "height": 800})
    rows = watched.open("story/story:1").locator(".lineage-rows li")
    assert rows.count() == len(ROWS)
    assert rows.evaluate_all("rows => rows.every((row) => row.scrollHeight <= row.clientHeight)")
    facts = rows.locator("p").evaluate_all(
        "all => all.every((one) => one.scrollHeight <= one.clientHeight + 1)"
    )
    assert facts


@pytest.mark.parametrize("width", [1280, 380])
def test_no_line_runs_through_a_node_that_it_does_not_join(watched, width):
    watched.page.set_viewport_size({"width": width, "height": 800})
    page = watched.open("story/story:1")
    source = page.evaluate("""() => [...document.querySelectorAll('.lineage .trunk')].map((line) => {
      const end = line.getPointAtLength(line.getTotalLength());
      return end.x;
    })""")
    nodes = page.evaluate(PLACES)
    assert all(abs(line - x) > 10 for line in source for name, x in nodes.items() if name != "Mareline")


def test_a_narrow_column_says_what_stands_in_it(watched):
    watched.page.set_viewport_size({"width": 380, "height": 800})
    heads = watched.open("story/story:1").locator(".lineage .axis text").all_text_contents()
    assert "no date" in heads
    assert "not here" not in heads
