"""Articles whose source is not in the pile, in a script read from the right, one of them undated; in Chromium."""

import polars as pl
import pytest
from browser import needs_chromium, opened

import provaudit
from provaudit.report.html_details import CARRIERS
from provaudit.report.styles import percent

pytestmark = needs_chromium

STORY = (
    "أعلنت بلدية الميناء أن الرافعة القديمة سقطت في الحوض فجر الثلاثاء بعد عاصفة استمرت ليلتين كاملتين.\n\n"
    "وقال مدير المرفأ إن سبع سفن صغيرة غرقت وإن الغواصين يبحثون عن حارس لم يعد إلى بيته منذ مساء الاثنين.\n\n"
    "وستبقى الطريق الساحلية مغلقة أمام الشاحنات حتى يفحص المهندسون الجدار الذي بني قبل سبعين عاما."
)
OWN = "وقالت صاحبة المقهى المجاور إنها سمعت صوتا يشبه الرعد ثم رأت الماء يدخل من الباب قبل طلوع الشمس بقليل ({})."
CARRIED = CARRIERS + 3
UNDATED, LONG = 1, 2
ROWS = [
    (
        f"n{place}",
        " – ".join(["سقوط رافعة في الميناء"] * (5 if place == LONG else 1)),
        f"جريدة المرفأ {place}",
        None if place == UNDATED else f"2031-02-0{place + 1}T08:00:00Z",
        STORY if place < 2 else f"{STORY}\n\n{OWN.format(place)}",
    )
    for place in range(CARRIED)
]

FIRST_LETTERS = """[...document.querySelectorAll('.zone .words')].map((box) => {
  const own = (node) => (node.parentElement.closest('sup') ? 2 : 1);
  const first = document.createTreeWalker(box, NodeFilter.SHOW_TEXT, own).nextNode();
  const range = document.createRange();
  range.setStart(first, 0);
  range.setEnd(first, 1);
  const [letter, whole] = [range.getBoundingClientRect(), box.getBoundingClientRect()];
  return letter.left > (whole.left + whole.right) / 2;
})"""  # of each paragraph, whether its first letter stands in the right half


@pytest.fixture(scope="module")
def audit():
    schema = ["id", "title", "outlet", "published", "text"]
    return provaudit.audit(pl.DataFrame(ROWS, schema=schema, orient="row"))


@pytest.fixture(scope="module")
def watched(audit, tmp_path_factory):
    with opened(audit, tmp_path_factory.mktemp("unseen")) as one:
        yield one


def test_they_have_a_source_that_is_not_here(audit):
    assert audit.unseen["children"].list.len().to_list() == [CARRIED]


def test_text_read_from_the_right_begins_at_the_right(watched):
    page = watched.open("article/n3")
    sides = page.evaluate(FIRST_LETTERS)
    assert sides
    assert all(sides)


def test_a_date_behind_a_name_read_from_the_right_stays_whole(watched):
    page = watched.open("article/n3")
    lefts = page.evaluate(
        "[...document.querySelectorAll('.facts bdi')].map((one) => one.getBoundingClientRect().left)"
    )
    assert len(lefts) > 3
    assert lefts == sorted(lefts)


def test_every_pair_of_siblings_is_compared(watched):
    for child in range(1, CARRIED):
        page = watched.open(f"edge/n{child}/n0")
        assert page.locator(".passage-cell").count() >= 2, child
        assert "0 passages" not in page.locator('[data-view="edge"] h2').all_inner_texts()


def test_neither_sibling_is_called_the_source(watched):
    page = watched.open("edge/n4/n0")
    assert "which is not in the pile" in page.locator(".lead:visible").inner_text()
    assert "the source" not in "".join(page.locator(".beside-head .small").all_inner_texts())


def test_an_edge_from_an_unseen_source_opens_the_article_that_attests_it(watched):
    page = watched.open("story/story:1")
    links = page.locator("a.edge")
    assert links.count() == CARRIED
    links.last.dispatch_event("click")
    watched.shown("edge")
    assert "beside" in page.locator('[data-view="edge"] h1').inner_text()
    assert page.locator(".passage-cell").count() >= 2


def test_a_reason_that_names_a_sibling_leads_to_it(watched):
    page = watched.open("article/n3")
    page.locator(".sources .why a").first.click()
    watched.shown("edge")


def test_an_article_without_a_date_is_marked_on_the_axis(watched):
    page = watched.open("story/story:1")
    assert page.locator(".lineage .undated").count() == 1
    assert "no date" in "".join(page.locator(".lineage text").all_text_contents())
    assert "its place tells no time" in page.locator(".legend:visible").inner_text()


def test_a_narrow_column_of_both_says_both(watched):
    watched.page.set_viewport_size({"width": 380, "height": 800})
    heads = watched.open("story/story:1").locator(".lineage .axis text").all_text_contents()
    assert {"not here", "no date"} <= set(heads)


@pytest.mark.parametrize("view", ["story/story:1", "article/n4", "edge/n4/n0", "edge/n4/unseen:1"])
def test_every_page_of_a_source_that_is_not_here_says_how_sure_it_is(watched, audit, view):
    sure = audit.edges.filter((pl.col("child") == "n4") & (pl.col("parent") == "unseen:1"))["confidence"]
    watched.open(view)
    assert f"{percent(sure[0])}" in watched.page.locator("[data-view]:not([hidden])").inner_text()
    assert "sure that" in watched.page.locator("[data-view]:not([hidden])").inner_text()


WHOLE = """all => all.every((one) =>
  one.scrollHeight <= one.clientHeight + 1 && one.scrollWidth <= one.clientWidth + 1)"""


@pytest.mark.parametrize("screen", [1280, 1001, 1000, 768, 380])
def test_a_row_on_a_screen_is_as_high_as_its_words(watched, screen):
    watched.page.set_viewport_size({"width": screen, "height": 900})
    page = watched.open("story/story:1")
    page.wait_for_timeout(100)  # for the drawing anew that a change of width asks for
    assert page.locator(".lineage-rows li").count() == CARRIED + 1
    assert page.locator(".lineage-rows li, .lineage-rows li > *").evaluate_all(WHOLE)
    drawn, rows = (page.locator(f".lineage-grid > {part}").bounding_box() for part in ("svg", "ol"))
    feet = [box["y"] + box["height"] for box in (drawn, rows)]
    assert feet[0] == pytest.approx(feet[1], abs=2)


@pytest.mark.parametrize("paper", [687, 710], ids=["A4", "Letter"])
def test_a_row_on_paper_is_as_high_as_its_words(watched, paper):
    watched.page.set_viewport_size({"width": paper, "height": 971})
    page = watched.open("story/story:1")
    page.wait_for_timeout(100)  # for the drawing anew that a change of width asks for
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    ends = [0]
    for row in page.locator(".lineage-rows li").all():
        box, *words = (one.bounding_box() for one in (row, *row.locator("> *").all()))
        assert box["y"] >= ends[-1] - 1
        ends.append(box["y"] + box["height"])
        assert all(one["y"] >= box["y"] + 3 and one["y"] + one["height"] <= ends[-1] - 3 for one in words)
        assert row.locator("> *").evaluate_all(
            "all => all.every((one) => one.scrollHeight <= one.clientHeight + 1)"
        )
    assert len(ends) == CARRIED + 2
    parts = page.locator(".lineage-grid").evaluate_all(
        "all => all.map((one) => [one, one.firstChild].map((part) => part.getBoundingClientRect().height))"
    )
    assert all(drawn == pytest.approx(whole, abs=2) for whole, drawn in parts)
    feet = "all => scrollY + Math.max(...all.map((one) => one.getBoundingClientRect().bottom))"
    lowest = page.locator("main *").evaluate_all(feet)
    assert page.evaluate("document.documentElement.scrollHeight") <= max(lowest + 2, 971)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
