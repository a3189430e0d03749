"""What a reader sees first, in Chromium: nobody who took text is left out, names leave headlines their room."""

import polars as pl
import pytest
from browser import needs_chromium, opened

import provaudit

pytestmark = needs_chromium

STORY = (
    "The harbour board voted late on Monday to close the northern slip after divers found cracks in eleven piles.\n\n"
    "Chairman Odo Merriwell told the members that the repair would take nineteen weeks and cost four million.\n\n"
    "Ferries to the outer islands will leave from the coal quay until the last pile has been driven in again."
)
LONG = "The Evening Gazette and Weekly Advertiser of Portside"
ROWS = [
    (
        "wire",
        "Reuters",
        "Slip shut",
        "2031-05-05T12:00:00Z",
        f"QUILLPORT, May 5 (Reuters) - {STORY}\n\n(Reporting by Ada Quell)",
    ),
    ("copy", LONG, "w" * 1_000_000, "2031-05-05T15:00:00Z", STORY),
    ("late", LONG, "Slip stays shut for nineteen weeks", "2031-05-06T15:00:00Z", STORY),
    ("says", "One Herald", "Board shuts slip", "2031-05-05T16:00:00Z", f"{STORY}\n\nSource: Reuters"),
    ("vague", "Vague Courier", "Piles cracked", "2031-05-05T18:05:00Z", f"{STORY}\n\nSource: agencies"),
]
TOOK = {"copy", "late", "says", "vague"}


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    schema = ["id", "outlet", "title", "published", "text"]
    audit = provaudit.audit(pl.DataFrame(ROWS, schema=schema, orient="row"))
    with opened(audit, tmp_path_factory.mktemp("glance")) as one:
        yield one


@pytest.fixture(autouse=True)
def desk(watched):
    watched.page.set_viewport_size({"width": 1280, "height": 900})


def test_the_first_screen_names_everybody_who_took_text(watched):
    card = watched.open().locator("#overview-stories .essentials section").nth(1)
    links = card.locator('a[href^="#article/"]').evaluate_all("all => all.map(one => one.hash.split('/')[1])")
    assert set(links) == TOOK
    assert "Credit “agencies” only" in card.inner_text()


def test_a_headline_without_an_end_takes_three_lines_of_a_card(watched):
    heads = watched.open().locator(".essentials p > a:visible")
    lines = heads.evaluate_all(
        "all => all.map(one => one.clientHeight / parseFloat(getComputedStyle(one).lineHeight))"
    )
    assert max(lines) < 3.5


def test_a_long_name_and_its_headline_are_both_whole(watched):
    row = watched.open("story/story:1").locator(".lineage-rows li", has_text="Slip stays shut")
    whole, said = (row.locator(part).bounding_box() for part in ("a[data-row]", "p"))
    foot = whole["y"] + whole["height"]
    for part in ("a[data-row] b", ".headline"):
        box = row.locator(part).bounding_box()
        assert box["y"] + box["height"] <= foot + 2, part
    assert said["y"] >= foot
    assert "2031-05-06 15:00" in row.inner_text()


@pytest.mark.parametrize("address", ["garbage", "constructor", "story%2"])
def test_an_address_of_no_view_is_told(watched, address):
    watched.page.goto(f"{watched.url}#{address}")
    watched.page.wait_for_selector("#lost:not([hidden])")
    assert f"no view #{address}" in watched.page.locator("#lost").inner_text()
    assert watched.open("stories").locator("#lost").is_hidden()


def test_a_narrow_screen_sorts_by_what_has_no_column(watched):
    watched.page.set_viewport_size({"width": 380, "height": 800})
    page = watched.open("articles")
    page.get_by_label("Sort by").select_option("published down")
    page.wait_for_function("location.hash.includes('way=down')")
    assert "Slip stays shut" in page.locator(".items .item").first.inner_text()


def test_pictures_fit_a_narrow_screen(watched):
    watched.page.set_viewport_size({"width": 380, "height": 800})
    page = watched.open()
    for box in page.locator("figure svg:visible").all():
        assert box.bounding_box()["width"] <= 340
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_an_outlets_numbers_add_up(watched):
    row = watched.open("outlets").locator("tbody tr", has_text="The Evening Gazette")
    articles, took, *ways = (int(cell) for cell in row.locator("td").all_inner_texts()[:5])
    assert (articles, took) == (2, 2)
    assert sum(ways) == took


def test_back_leads_to_the_link_that_was_followed(watched):
    page = watched.open()
    link = page.locator('#overview-stories .essentials section a[href^="#article/"]').nth(2)
    name = link.get_attribute("href")
    link.click()
    watched.shown("article")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.go_back()
    watched.shown("overview")
    page.wait_for_function("document.activeElement.tagName === 'A'")
    assert page.evaluate("document.activeElement.getAttribute('href')") == name
    page.keyboard.press("2")
    watched.shown("stories")
    page.keyboard.press("1")
    page.wait_for_function("document.activeElement.tagName === 'H1'")  # a way forward begins at the head


def test_what_is_folded_is_open_on_paper(watched):
    page = watched.open("story/story:1")
    page.evaluate("document.querySelector('[data-view=story]').append(document.createElement('details'))")
    folded = page.locator('[data-view="story"] details:not([open])')
    before = folded.count()
    assert before
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folded.count() == before


@pytest.mark.parametrize("width", [720, 768, 794, 900])
def test_all_columns_of_the_outlets_stand_on_a_tablet_and_on_paper(watched, width):
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    watched.open("outlets")
    room = "(table) => [table.parentNode.scrollWidth, table.parentNode.clientWidth]"
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        needed, given = page.eval_on_selector('[data-view="outlets"] table.sortable', room)
        assert needed <= given, medium
    told = "(heads) => heads.map((head) => getComputedStyle(head, '::before').content)"
    heads = page.eval_on_selector_all('[data-view="outlets"] table.sortable thead th', told)
    page.emulate_media(media="screen")
    assert heads[-1] == '"Taken by others"'
