"""Articles of one outlet in one story: what tells one from the other, where its outlet's name does not."""

from collections.abc import Iterable

import polars as pl

from provaudit.document import Audit
from provaudit.report.names import Names
from provaudit.report.plain import clip
from provaudit.report.view import moment

_TITLE = 40  # cells of a title that stands in for a time; chosen


def apart(audit: Audit, names: Names, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of those `ids` that share one with another of their story, each with what tells it apart.

    That is the time, or the day, where all of them have one of their own; else the title; else the id.
    """
    facts = audit.articles.filter(pl.col("id").is_in(list(ids)) & pl.col("story").is_not_null())
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for one, story, published in facts.select("id", "story", "published").iter_rows():
        groups.setdefault((story, names.told(one)), {})[one] = moment(published)
    return {
        one: f"{name} {told}"
        for (_, name), moments in groups.items()
        if len(moments) > 1
        for one, told in _told(moments, names).items()
    }


def _told(moments: dict[str, str], names: Names) -> dict[str, str]:
    days = {one: moment.partition(" ")[0] for one, moment in moments.items()}
    hours = {one: moment.partition(" ")[2] for one, moment in moments.items()}
    one_day = [hours] if len(set(days.values())) == 1 else []
    titles = {one: f"“{clip(names.title(one), _TITLE)}”" for one in moments}
    for told in (*one_day, days, moments, titles):
        if len(set(told.values())) == len(told) and all(told.values()):
            return told
    return {one: clip(one, _TITLE) for one in moments}
