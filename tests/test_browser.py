"""The HTML report in Chromium, as its readers use it: by pointer or keyboard, on a telephone, in the dark, on paper."""

import pytest
from browser import Watched, launched, needs_chromium

from provaudit.report.html import html

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = sync_api.expect

pytestmark = needs_chromium

VIEWS = ("overview", "stories", "story/story:1", "articles", "article/halden.txt", "edge/halden.txt/wire.txt",
         "outlets", "outlet/Halden%20Courier", "rules", "method")  # fmt: skip
PHONE = {"width": 380, "height": 760}


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        opened = launched(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def report(made, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(html(made), encoding="utf-8")
    return path


@pytest.fixture
def watched(browser, report, request):
    """Yield a page of the report; whatever goes wrong in it fails the test."""
    one = Watched(browser, report, **getattr(request, "param", {}))
    yield one
    one.context.close()
    assert one.faults == []


@pytest.mark.parametrize("watched", [{}, {"viewport": PHONE}, {"color_scheme": "dark"}], indirect=True)
def test_every_view_opens_and_none_is_wider_than_the_screen(watched):
    for view in VIEWS:
        page = watched.open(view)
        assert page.locator(".top").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view


@pytest.mark.parametrize("watched", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}], indirect=True)
def test_axe_finds_nothing_serious(watched):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    for view in VIEWS:
        page = watched.open(view)
        found = axe.run(page).response
        grave = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
        assert [(one["id"], one["nodes"][0]["html"]) for one in grave] == [], view


@pytest.mark.parametrize("watched", [{"viewport": PHONE}], indirect=True)
@pytest.mark.parametrize(("view", "label"), [("outlets", "Outlets"), ("rules", "Rules, one a row")])
def test_tables_are_stacked_on_a_telephone_and_stay_tables_to_screen_readers(watched, view, label):
    page = watched.open(view)
    region = page.get_by_role("region", name=label)
    assert region.evaluate("box => box.scrollWidth <= box.clientWidth")
    table = region.get_by_role("table")
    assert table.get_by_role("columnheader").count() == table.get_by_role("row").nth(1).locator("> *").count()
    numbers = table.get_by_role("row").nth(1).locator("td.n")
    labels = numbers.evaluate_all("cells => cells.map((one) => getComputedStyle(one, '::before').content)")
    assert all(told.strip('" /') not in ("", "none") for told in labels)


def test_from_story_to_article_to_edge_and_back(watched):
    page = watched.open("stories")
    page.locator(".story-card h2 a").click()
    watched.shown("story")
    page.locator(".lineage-rows a", has_text="Halden Courier").first.click()
    watched.shown("article")
    assert "Six hours over the gorge" in page.locator('[data-view="article"] h1').inner_text()
    page.locator("a.passage").first.click()
    watched.shown("edge")
    assert page.locator(".passage-cell").count() >= 2
    page.keyboard.press("Escape")
    watched.shown("article")
    page.go_back()
    watched.shown("story")


def test_an_edge_of_the_picture_opens_both_texts(watched):
    page = watched.open("story/story:1")
    page.locator("a.edge").first.dispatch_event("click")
    watched.shown("edge")
    assert "beside" in page.locator('[data-view="edge"] h1').inner_text()


def test_changes_between_two_texts_are_marked_and_told(watched):
    page = watched.open("edge/halden.txt/wire.txt")
    assert page.locator(".drift li").all_inner_texts() == [
        "d1 number six → two",
        "d2 quotation forgotten → abandoned",
    ]
    assert "forgotten" in page.locator("del").all_inner_texts()[-1]
    assert any("abandoned" in words for words in page.locator("ins").all_inner_texts())


def test_articles_are_searched_filtered_and_sorted(watched):
    page = watched.open("articles")
    rows = page.locator(".items .item")
    expect(rows).to_have_count(8)
    page.locator("#find").fill("gondola")
    expect(page.locator(".tally")).to_contain_text("of 8 articles")
    page.locator("#find").fill("")
    page.select_option('select[aria-label="any credit"]', "named")
    expect(page.locator(".tally")).to_contain_text("1 of 8")
    expect(page.locator(".items .credit")).to_have_text("✓ source named")
    assert "credit=named" in page.url
    page.select_option('select[aria-label="any credit"]', "")
    page.get_by_role("button", name="Article", exact=True).click()
    expect(page.locator('[aria-sort="ascending"]')).to_have_text("Article")
    expect(page.locator(".items .c-article b").first).to_have_text("Fernmark Post")
    expect(page.locator(".items .c-article b").last).to_have_text("Vesper Times")


def test_escape_takes_a_search_back_in_the_address_too(watched):
    page = watched.open("articles?q=gondola")
    page.locator("#find").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".items .item")).to_have_count(8)
    assert page.url.endswith("#articles")
    assert page.locator("#find").input_value() == ""
    page.locator("#find").focus()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "H1"  # the keys go on from there


def test_a_search_stays_behind_with_its_list(watched):
    page = watched.open("articles?q=gondola")
    assert page.locator("#find").input_value() == "gondola"
    watched.open("stories")
    assert page.locator("#find").input_value() == ""
    page.go_back()
    watched.shown("articles")
    expect(page.locator("#find")).to_have_value("gondola")


def test_words_are_found_in_the_texts_too(watched):
    page = watched.open("articles?q=hand+winch&in=text")
    expect(page.locator(".items")).to_contain_text("Tidewater Wire")


def test_a_rule_leads_to_the_articles_in_which_it_hit(watched):
    page = watched.open("rules")
    page.locator("tr", has_text="sourcing/anonymous").locator("a").click()
    watched.shown("articles")
    assert page.locator(".items .item").count() == 1


def test_the_keyboard_is_enough(watched):
    page = watched.open("overview")
    page.keyboard.press("/")
    page.keyboard.type("portside")
    watched.shown("articles")
    expect(page.locator(".items .item")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    watched.shown("article")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.classList.contains('passage')")
    page.keyboard.press("Enter")
    watched.shown("edge")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("2")
    watched.shown("stories")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_arrows_walk_through_a_story(watched):
    page = watched.open("story/story:1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    watched.shown("article")


def test_dark_and_light_change_places(watched):
    page = watched.open("overview")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark or light").click()
    assert page.evaluate(paper) != light
    page.keyboard.press("d")
    assert page.evaluate(paper) == light


def test_marks_in_a_text_are_switched_off(watched):
    page = watched.open("article/portside.txt")
    page.get_by_role("button", name="passages").click()
    assert page.locator("a.passage sup").first.is_hidden()


def test_a_signal_is_pointed_at_in_the_text(watched):
    page = watched.open("article/lakeview.txt")
    page.locator(".signals button", has_text="sourcing/anonymous").click()
    assert "".join(page.locator(".pointed").all_inner_texts()) == "two board members said"


def test_zero_points_stand_at_one_place_in_every_dimension(watched):
    page = watched.open("article/portside.txt")
    zeros = page.locator(".scores .zero").evaluate_all("lines => lines.map((one) => one.getAttribute('d'))")
    assert len(zeros) > 3
    assert len(set(zeros)) == 1
    assert "0" in page.locator(".scores text").all_text_contents()


def test_a_printed_story_breaks_between_rows(watched):
    page = watched.open("story/story:1")
    whole = page.locator(".lineage-rows li").all_text_contents()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".lineage-grid").count() == len(whole)
    assert page.locator(".lineage-rows li").all_text_contents() == whole
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".lineage-grid").count() == 1


def test_an_address_that_names_nothing_says_so(watched):
    for view in ("article/none.txt", "story/none", "edge/a/b", "outlet/None"):
        page = watched.open(view)
        assert "There is no" in page.locator("[data-view]:not([hidden]) h1").inner_text()


def test_a_browser_that_cannot_unpack_is_told_so(browser, report):
    one = Watched(browser, report)
    one.page.add_init_script("delete window.DecompressionStream")
    page = one.open("article/halden.txt")
    assert "cannot be shown" in page.locator('[data-view="article"] h1').inner_text()
    page.keyboard.press("1")
    one.shown("overview")
    one.context.close()


def test_it_prints_to_pages(watched):
    for view in ("overview", "articles", "edge/halden.txt/wire.txt"):
        page = watched.open(view)
        assert page.pdf(print_background=True).startswith(b"%PDF")


def test_a_printed_list_has_all_its_rows(watched):
    page = watched.open("articles")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".items .item").count() == 8
    assert not page.locator(".top").is_visible()


def test_excerpts_open_side_by_side_as_well(browser, made, tmp_path):
    path = tmp_path / "excerpts.html"
    path.write_text(html(made, excerpts=True), encoding="utf-8")
    one = Watched(browser, path)
    page = one.open("edge/portside.txt/wire.txt")
    assert "[…]" in page.locator(".beside").inner_text()
    one.context.close()
    assert one.faults == []
