"""The HTML report as its reader feels it: how long until it can be used, and whether it ever stands still.

`PYTHONPATH=tests python -m bench.reading [ARTICLES]` takes the first articles of abp by date, 2,000 unless told.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from browser import launched
from playwright.sync_api import CDPSession, Page, expect, sync_playwright

import provaudit
from provaudit.report.html import html

from .corpora import first_by_date
from .finding import Figure, Finding

ROUNDS = 3
"""Times that the report is opened and used; the best counts, as other programs take turns on the processor."""

_WATCH = """window.tasks = []; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) tasks.push(one.duration);
}).observe({ type: "longtask", buffered: true });
window.drawn = 0; new MutationObserver((seen, watch) => {
  if (!document.querySelector("#overview-stories h2")) return;
  drawn = performance.now();
  watch.disconnect();
}).observe(document, { childList: true, subtree: true });"""
_NOTES = (
    f"milliseconds: best of {ROUNDS} rounds",
    "processor: of the page's thread, the dearest step; no task on an idle machine can take longer",
    "longest task: by the clock, so that on a busy machine others' turns are in it",
)
_PAINTED = """new Promise((resume) => new PerformanceObserver((list) => {
  if (list.getEntriesByName("first-contentful-paint").length) resume();
}).observe({ type: "paint", buffered: true }))"""
"""Waits in the page: a condition that Playwright tries again is evaluated, which the page's policy forbids."""
_USABLE = "Math.max(drawn, performance.getEntriesByName('first-contentful-paint')[0].startTime)"


def measure(folder: Path, articles: int) -> Finding:
    """Write the report, open it in Chromium, scroll, type, filter, sort, look into texts."""
    audit = provaudit.audit(first_by_date(articles, folder))
    began = time.perf_counter(), time.process_time()
    page = html(audit)
    wrote = time.perf_counter() - began[0], time.process_time() - began[1]
    report = folder / "report.html"
    report.write_text(page, encoding="utf-8")
    rounds = list(_rounds(report))
    best = {name: Figure(round(min(one[name] for one in rounds))) for name in rounds[0]}
    figures = {
        "written, seconds beyond the audit": Figure(round(wrote[0], 2)),
        "of them of the processor": Figure(round(wrote[1], 2)),
        "MB": Figure(round(report.stat().st_size / 1e6, 2)),
        **best,
    }
    return Finding(f"HTML report of {articles:,} articles", figures, _NOTES)


def _rounds(report: Path) -> Iterator[dict[str, float]]:
    """Yield what each round took: until usable, then, for each thing that a reader does, its dearest step, in ms."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for _ in range(ROUNDS):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.add_init_script(_WATCH)
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            page.goto(report.as_uri())
            page.wait_for_selector("#overview-stories h2")
            page.evaluate(_PAINTED)  # the paint can come after what it paints
            took = {
                "first view usable, ms": float(page.evaluate(_USABLE)),
                "processor: opening, ms": _spent(session),
            }
            page.evaluate("tasks.length = 0")
            took |= {f"processor: {name}, ms": _dearest(page, session, act) for name, act in _ACTS.items()}
            yield took | {"longest task after opening, ms": max(page.evaluate("tasks"), default=0.0)}
            page.close()
        browser.close()


def _spent(session: CDPSession) -> float:
    """Return the processor's time that the page's tasks have had so far, in ms."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def _dearest(page: Page, session: CDPSession, act: Callable[[Page], Iterator[None]]) -> float:
    """Return the processor's time of the dearest step of what a reader does, in ms."""
    dearest, before = 0.0, _spent(session)
    for _ in act(page):
        page.wait_for_timeout(100)
        after = _spent(session)
        dearest, before = max(dearest, after - before), after
    return dearest


def _listed(page: Page) -> Iterator[None]:
    page.keyboard.press("3")
    page.wait_for_selector(".items .item")
    yield


def _scrolled(page: Page) -> Iterator[None]:
    for _ in range(40):
        yield page.mouse.wheel(0, 1500)


def _typed(page: Page) -> Iterator[None]:
    for letter in "president":
        yield page.locator("#find").press_sequentially(letter)
    yield page.locator("#find").fill("")


def _filtered(page: Page) -> Iterator[None]:
    for kind in ("copy", "own", ""):
        page.select_option('select[aria-label="any kind"]', kind)
        yield


def _sorted(page: Page) -> Iterator[None]:
    for head in ("Article", "Published", "Taken", "Credit", "From"):
        yield page.get_by_role("button", name=head, exact=True).click()


def _sought(page: Page) -> Iterator[None]:
    """Look into the texts; that is many short tasks, so that its processor's time is not one task's."""
    page.locator(".filters input").check()
    page.locator("#find").fill("supreme court")
    expect(page.locator(".tally")).to_contain_text(" of ", timeout=60_000)
    yield


def _told(page: Page) -> Iterator[None]:
    page.locator("#find").blur()
    yield page.keyboard.press("2")


_ACTS: dict[str, Callable[[Page], Iterator[None]]] = {
    "the list opens": _listed,
    "scrolling": _scrolled,
    "typing": _typed,
    "filtering": _filtered,
    "sorting": _sorted,
    "searching the texts, all of it": _sought,
    "stories": _told,
}

if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="provaudit-reading-") as made:
        print(measure(Path(made), int(sys.argv[1]) if len(sys.argv) > 1 else 2_000).text())
