"""What an audit says, held to the days and outlets that a report is about."""

from collections.abc import Iterator

from provaudit.publishing.definition import Section
from provaudit.publishing.matter import Matter
from provaudit.report.drifted import SHOWN
from provaudit.report.markdown import (
    LEGEND,
    told_articles,
    told_drift,
    told_problems,
    told_stories,
    told_totals,
)
from provaudit.report.stories import WORST
from provaudit.report.styles import count
from provaudit.report.terminal import ROWS
from provaudit.report.view import ranked, rows


def totals(matter: Matter, _section: Section) -> Iterator[str]:
    """Yield the report's articles in a few numbers."""
    yield from told_totals(matter.about)
    others = matter.whole.articles.height - matter.about.articles.height
    if others:
        yield f"- beside {count(others, 'other article')} that were read as possible sources or to compare with"
    if matter.undated:
        yield f"- {count(matter.undated, 'article')} without a date left out"


def stories(matter: Matter, section: Section) -> Iterator[str]:
    """Yield the stories to which the report's articles belong, whole, whenever their other articles appeared."""
    if matter.beside.stories.is_empty():
        yield "No two articles share text."
        return
    for line in told_stories(matter.beside, section.limit or WORST):
        yield f"#{line}" if line.startswith("## ") else line


def articles(matter: Matter, section: Section) -> Iterator[str]:
    """Yield the table of the report's articles; their sources have names, also those of other days."""
    order = ranked(matter.about, section.sort)["id"].to_list()
    shown = rows(matter.whole, order[: section.limit or ROWS], widths=())
    yield from told_articles(shown)
    if len(order) > len(shown):
        yield from ("", f"… and {len(order) - len(shown):,} more")
    yield from ("", LEGEND)


def drift(matter: Matter, section: Section) -> Iterator[str]:
    """Yield what the report's articles changed of what their sources say."""
    if matter.about.drift.is_empty():
        yield "No change was found of what a source says."
        return
    yield from told_drift(matter.beside, section.limit or SHOWN)


def problems(matter: Matter, _section: Section) -> Iterator[str]:
    """Yield what could not be read."""
    yield from told_problems(matter.whole)
    if matter.whole.problems.is_empty():
        yield "Everything could be read."
