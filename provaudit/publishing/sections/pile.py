"""What an audit says, held to the days and outlets that a report is about."""

from collections.abc import Iterator

import polars as pl

from provaudit.publishing.definition import Section
from provaudit.publishing.matter import Matter
from provaudit.report.drifted import SHOWN
from provaudit.report.markdown import (
    LEGEND,
    escaped,
    told_articles,
    told_drift,
    told_problems,
    told_story,
    told_totals,
)
from provaudit.report.stories import WORST, Branch, Story, worst
from provaudit.report.styles import count
from provaudit.report.terminal import ROWS
from provaudit.report.view import Row, ranked, rows


def totals(matter: Matter, _section: Section) -> Iterator[str]:
    """Yield the report's articles in a few numbers."""
    yield from told_totals(matter.about)
    others = matter.whole.articles.height - matter.about.articles.height
    if others:
        yield f"- beside {count(others, 'other article')} read as possible sources or to compare with"
    if matter.undated:
        yield f"- {count(matter.undated, 'article')} without a date left out"


def stories(matter: Matter, section: Section) -> Iterator[str]:
    """Yield the stories to which the report's articles belong, whole, whenever their other articles appeared."""
    if matter.beside.stories.is_empty():
        yield "No two articles share text."
        return
    told = worst(matter.beside, section.limit or WORST)
    ours = matter.about.articles["id"].implode()
    new = matter.beside.stories.select("id", pl.col("members").list.set_intersection(ours).list.len())
    about = dict(new.iter_rows())
    for story in told:
        yield from (
            "",
            f"### {escaped(_headline(story))}",
            "",
            _size(story, about[story.id], matter.span.told),
        )
        yield from ("", *told_story(story))
    left = matter.beside.stories.height - len(told)
    if left:
        yield from ("", f"… and {count(left, 'more story', 'more stories')}")


def _headline(story: Story) -> str:
    """Return the headline that a reader knows a story by: its original's, or the first copy's; else its id."""
    titles = (one.node.title for one in _nodes(story.roots) if isinstance(one.node, Row))
    return next(filter(None, titles), story.id)


def _nodes(branches: tuple[Branch, ...]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _nodes(branch.children)


def _size(story: Story, new: int, days: str) -> str:
    earlier = f", {new:,} of them of {days}" if new < story.articles else ""
    return f"{count(story.articles, 'article')}{earlier} · {escaped(story.id)}"


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
