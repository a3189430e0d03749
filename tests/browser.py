"""A Chromium of the distribution, driven by Playwright; where there is none, tests say so and are skipped."""

import shutil
from contextlib import contextmanager

import pytest

from provaudit.report.html import html

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""The browser's path, or None."""

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
"""Skips a test where no browser is."""


def launched(playwright):
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


class Watched:
    """A page that opens a report and keeps what goes wrong in it: errors, requests, dialogs."""

    def __init__(self, browser, path, **context):
        self.context = browser.new_context(reduced_motion="reduce", **context)
        self.page = self.context.new_page()
        self.faults = []
        self.page.on(
            "console", lambda said: said.type in ("error", "warning") and self.faults.append(said.text)
        )
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        self.page.on("request", self._asked)
        self.url = path.as_uri()

    def _asked(self, request):
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.faults.append(f"asked for {request.url}")

    def open(self, view="overview"):
        """Go to a view and wait until it is drawn."""
        self.page.goto(f"{self.url}#{view}")
        return self.shown(view.split("/")[0].split("?")[0])

    def shown(self, view):
        self.page.wait_for_selector(f'[data-view="{view}"]:not([hidden]) h1')
        return self.page


@contextmanager
def opened(audit, folder):
    """Yield the report of an audit, open in a browser of its own; what went wrong in it fails at the end."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = folder / "report.html"
    path.write_text(html(audit), encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = launched(playwright)
        one = Watched(browser, path)
        yield one
        assert one.faults == []
        browser.close()
