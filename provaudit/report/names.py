"""What a reader calls an article or a source: its outlet, its title, or the shortest thing known."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Self

import polars as pl

from provaudit.document import Audit
from provaudit.model import Zone
from provaudit.report.plain import clip, plain
from provaudit.report.taken import UNSEEN

_OPENING = 200  # characters of a text that can stand in for its title; chosen
_SHORT_ID = 24  # cells of an id that stands in for an outlet; chosen


@dataclass(frozen=True)
class Names:
    """Outlets and titles of the articles asked for, by id; a source that is not in the pile keeps its id."""

    outlets: dict[str, str]
    titles: dict[str, str]

    @classmethod
    def of(cls, audit: Audit, ids: Iterable[str]) -> Self:
        """Return the names of these articles; title: the input's, the headline zone or the opening."""
        wanted = set(ids)
        headlines = audit.zones.filter((pl.col("zone") == Zone.HEADLINE) & pl.col("id").is_in(wanted))
        first = headlines.unique("id", keep="first", maintain_order=True)
        spans = {name: (start, end) for name, _, start, end in first.iter_rows()}
        chosen = audit.articles.filter(pl.col("id").is_in(wanted)).select("id", "outlet", "title", "text")
        titles = {}
        for name, _, title, text in chosen.iter_rows():
            start, end = spans.get(name, (0, _OPENING))
            titles[name] = plain(title) or plain((text or "")[start:end]) or plain(name)
        return cls({name: plain(outlet) for name, outlet, *_ in chosen.iter_rows()}, titles)

    def outlet(self, name: str) -> str:
        """Return the outlet of an article, "" where it is not known."""
        return self.outlets.get(name, "")

    def short(self, name: str) -> str:
        """Return the shortest name that tells an article or source from others at a glance."""
        return self.outlet(name) or short_id(name)

    def title(self, name: str) -> str:
        """Return the title of an article, or what stands in for it."""
        return self.titles.get(name, plain(name))


def short_id(name: str) -> str:
    """Return the last part of an id, without a file's suffix, in few cells."""
    if name.startswith(UNSEEN):
        return name
    return clip(plain(PurePosixPath(name).stem or name), _SHORT_ID)
