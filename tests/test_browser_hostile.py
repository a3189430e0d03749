"""A pile that wants to run, to link, to hide and to break the page; in Chromium, from input to screen."""

import re

import polars as pl
import pytest
from browser import Watched, launched, needs_chromium

import provaudit
from provaudit.report.html import html

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

pytestmark = needs_chromium

RUN = "document.title='run'"
SCRIPT = f"</script><script>{RUN}</script><img src=x onerror={RUN}><svg onload=alert(1)>"
TURNED = "abc\u202edrow\u2066 \x1b[31mred\x07 \u2028 \x9b"
STORY = (
    "Nineteen barges broke loose above Vell lock on Monday when a mooring post that had stood since the salt war "
    "gave way in the night.\n\nThe harbour master, Ilse Tarrow, counted seven of them against the old toll bridge "
    "before dawn and had the road closed to carts and buses.\n\nDivers will look at the second pier once the river "
    "falls below the green mark, which the weather office expects on Thursday.\n\nTwo tug crews from Marren were "
    "asked to stay until the grain from the broken barges has been pumped out of the basin."
)
ROWS = [
    ("<b>a</b>&'\"", SCRIPT, SCRIPT, SCRIPT, f"javascript:{RUN}", f"{STORY}\n\n{SCRIPT} {TURNED}"),
    ("b/../c?x=1#y", TURNED, TURNED, TURNED, "JaVaScRiPt:alert(1)//http://a.example", f"{STORY}\n\n{TURNED}"),
    ("{{7*7}}", "{{ 7*7 }}{% raw %}", "W" * 200_000, "x", 'http://evil.example/" onclick=alert(1)', "W" * 1_000_000),
    ("d" * 3_000, "T" * 50_000, "O" * 50_000, "B" * 50_000, "data:text/html,<script>", STORY + " \u0301" * 9_000),
]  # fmt: skip
COLUMNS = ("id", "title", "outlet", "byline", "url", "text")
TALLEST = 9_000  # pixels of a view of four articles on a phone; the method is some 3,000
CLEAN_VIEWS = ("overview", "stories", "articles", "outlets", "rules", "method")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "report.html"
    audit = provaudit.audit(pl.DataFrame(ROWS, schema=list(COLUMNS), orient="row"))
    path.write_text(html(audit), encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=[380, 1280])
def page(request, report):
    with sync_api.sync_playwright() as playwright:
        browser = launched(playwright)
        watched = Watched(browser, report, viewport={"width": request.param, "height": 800})
        yield watched.open("overview"), watched
        assert watched.faults == []
        browser.close()


def calm(page):
    """Tell that nothing ran and nothing is wider than the screen."""
    assert "run" not in page.title().split()
    assert page.locator("main script, main img, main [onload], main [onerror], main [onclick]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not re.search(r"\b49\b", page.locator("main").inner_text()[:2_000])  # a digest may hold the digits


def test_no_view_runs_what_the_pile_says(page):
    opened, watched = page
    for view in CLEAN_VIEWS:
        watched.open(view)
        calm(opened)


def test_no_name_drowns_a_view(page):
    opened, watched = page
    for view in (*CLEAN_VIEWS, "story/story%3A1"):
        watched.open(view)
        assert opened.evaluate("document.documentElement.scrollHeight") < TALLEST, view


def test_every_article_and_story_opens_and_stays_text(page):
    opened, watched = page
    told = opened.evaluate("JSON.parse(document.getElementById('data').textContent)")
    views = [("article", [name]) for name in told["articles"]["id"]]
    views += [("story", [story["id"]]) for story in told["stories"]]
    names = dict(enumerate(told["articles"]["id"]))  # an unseen source has no text to lay beside another
    views += [("edge", [names[node] for node in edge[:2]]) for edge in told["edges"] if edge[1] in names]
    assert len(views) > len(ROWS)
    for view, names in views:
        opened.evaluate(
            "([view, names]) => { location.hash = '#' + [view, ...names.map(encodeURIComponent)].join('/') }",
            [view, names],
        )
        watched.shown(view)
        assert "There is no" not in opened.locator(f'[data-view="{view}"] h1').inner_text()
        calm(opened)


def test_no_link_leads_anywhere_but_to_views_and_the_web(page):
    opened, watched = page
    watched.open("articles")
    links = opened.evaluate(
        "[...document.querySelectorAll('a')]"
        ".map((link) => new URL(link.href.baseVal ?? link.href, location.href).protocol)"  # baseVal: in a picture
    )
    assert set(links) <= {"file:", "http:", "https:"}


def test_characters_that_turn_text_stand_as_marks(page):
    opened, watched = page
    opened.evaluate("location.hash = '#article/' + encodeURIComponent('b/../c?x=1#y')")
    watched.shown("article")
    marks = opened.locator(".text .odd").all_inner_texts()
    assert {"U+202E", "U+2066", "U+001B", "U+009B"} <= set(marks)
    assert "\u202e" not in opened.locator("main").inner_text()
