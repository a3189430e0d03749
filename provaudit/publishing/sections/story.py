"""One story in depth: who wrote it, who had it when, what each took from whom and on what evidence."""

from collections.abc import Iterator

import polars as pl

from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.ingest.dates import dated
from provaudit.publishing.definition import Section
from provaudit.publishing.matter import Matter, narrowed
from provaudit.report.markdown import escaped, told_drift, told_story
from provaudit.report.names import Names
from provaudit.report.plain import clip
from provaudit.report.stories import worst
from provaudit.report.styles import shared
from provaudit.report.taken import parents, taken
from provaudit.report.unseen import sure_told
from provaudit.report.view import rows
from provaudit.report.wording import told

_PASSAGE = 300  # cells of a passage that is quoted; chosen


def story(matter: Matter, section: Section) -> Iterator[str]:
    """Yield the story that is asked for, else the worst; raise InputError where there is none of the name."""
    members = _members(matter, section.of)
    if not members:
        yield "No two articles share text."
        return
    audit = narrowed(matter.whole, members)
    (one,) = worst(audit, 1)
    yield from (*told_story(one), "", "### When it appeared", "", *_timeline(audit))
    yield from ("", "### What each took, and how that is known", "")
    yield from _steps(audit)
    if audit.drift.height:
        yield from ("", "### What copies changed", "", *told_drift(audit))


def _members(matter: Matter, asked: str | None) -> set[str]:
    stories = (matter.beside if asked is None else matter.whole).stories
    if asked is None:
        best = [one.id for one in worst(matter.beside, 1)]
        chosen = stories.filter(pl.col("id").is_in(best))
    else:
        names = [asked, asked.replace(" ", ":", 1)]  # "story 1", as reports write it
        chosen = stories.filter(pl.col("id").is_in(names) | pl.col("members").list.contains(asked))
        if chosen.is_empty():
            raise InputError(
                f"there is no story {asked!r}, and no article of that id that shares text with another"
            )
    return set(chosen["members"].explode(empty_as_null=False))


def _timeline(audit: Audit) -> Iterator[str]:
    order = dated(audit.articles).sort("published_at", "id", nulls_last=True)["id"].to_list()
    yield from (
        "| published (UTC) | article | role | credit | own words that are others’ |",
        "|---|---|---|---|--:|",
    )
    for row in rows(audit, order, widths=()):
        share = row.shared
        cells = (
            row.published or "unknown",
            f"{row.name} · {row.title}",
            told(row.role),
            told(row.credit),
            share,
        )
        yield "| " + " | ".join(map(escaped, cells)) + " |"


def _steps(audit: Audit) -> Iterator[str]:
    """Yield each step of the lineage in the order of time, a child's largest first, each with its evidence."""
    edges = audit.edges.join(parents(audit).select("child", "parent", named="share"), on=["child", "parent"])
    times = dated(audit.articles.select("id", "published")).select("id", "published_at")
    edges = edges.join(times, left_on="child", right_on="id", how="left")
    order = ["published_at", "child", "named", "parent"]
    edges = edges.sort(order, descending=[False, False, True, False], nulls_last=True)
    names = Names.of(audit, {*edges["child"], *edges["parent"]})
    longest = _longest(audit)
    for edge in edges.iter_rows(named=True):
        child, parent = edge["child"], edge["parent"]
        how = f"{shared(edge['named'], edge['relation'])} {told(edge['relation'])}, {told(edge['direction'])}"
        how += f", {sure_told(edge['confidence'], edge['parent'])}"
        yield f"- **{escaped(names.told(child))}** from **{escaped(names.told(parent))}**: {how}"
        yield from (f"  - {escaped(sentence)}" for sentence in edge["evidence"])
        if passage := longest.get((child, parent)):
            yield f"  - “{escaped(clip(passage, _PASSAGE))}”"


def _longest(audit: Audit) -> dict[tuple[str, str], str]:
    """Return the longest passage that each article shares with each of its sources, in its own words."""
    found = taken(audit, audit.articles["id"].to_list()).with_columns(length=pl.col("end") - pl.col("start"))
    first = found.sort("id", "source", "length", "start", descending=[False, False, True, False]).unique(
        ["id", "source"], keep="first", maintain_order=True
    )
    texts = dict(audit.articles.select("id", "text").iter_rows())
    return {
        (one, source): (texts[one] or "")[start:end]
        for one, source, start, end in first.select("id", "source", "start", "end").iter_rows()
    }
