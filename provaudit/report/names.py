"""What a reader calls an article or a source: its outlet, its title, or the shortest thing known."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Self

import polars as pl

from provaudit.document import Audit
from provaudit.model import Role, Zone
from provaudit.report.plain import clip, plain
from provaudit.report.taken import UNSEEN
from provaudit.report.wording import numbered

_OPENING = 120  # characters of a text that can stand in for its title; chosen
_SHORT_ID = 24  # cells of an id that stands in for an outlet; chosen
_FIRST_PART = r"^([^_]+)_.*$"  # of an id like 004_2a05a7462af3be4a


@dataclass(frozen=True)
class Names:
    """Outlets, titles and agencies of the articles asked for, by id; a source not in the pile keeps its id.

    `stems` has the shortest beginning of each id that no other article of the pile has.
    """

    outlets: dict[str, str]
    titles: dict[str, str]
    agencies: dict[str, str]  # of those that are an agency's own text
    stems: dict[str, str]
    archived: frozenset[str] = frozenset()

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
            start, end = spans.get(name, (0, 0))
            titles[name] = plain(title) or plain((text or "")[start:end]) or _opening(text) or plain(name)
        return cls(
            outlets={name: plain(outlet) for name, outlet, *_ in chosen.iter_rows()},
            titles=titles,
            agencies=_agencies(audit, wanted),
            stems=_stems(audit, wanted),
            archived=audit.archived,
        )

    def outlet(self, name: str) -> str:
        """Return the outlet of an article, "" where it is not known."""
        return self.outlets.get(name, "")

    def short(self, name: str) -> str:
        """Return the shortest name that tells an article or source from others at a glance."""
        return self.outlet(name) or self.stems.get(name) or short_id(name)

    def told(self, name: str) -> str:
        """Return the short name; with the agency whose text it is, where the name does not say so; and if archived."""
        short, agency = self.short(name), self.agencies.get(name, "")
        added = [agency] if agency and agency.lower() not in short.lower() else []
        added += ["archived"] if name in self.archived else []
        return f"{short} ({', '.join(added)})" if added else short

    def title(self, name: str) -> str:
        """Return the title of an article, or what stands in for it."""
        return self.titles.get(name, plain(name))


def _opening(text: str | None) -> str:
    """Return the first words of a text, whole, that stand in for its title."""
    whole = (text or "").strip()
    opening = plain(whole[:_OPENING])
    if len(whole) <= _OPENING:
        return opening
    between_words = any(character.isspace() for character in whole[_OPENING - 1 : _OPENING + 1])
    return f"{opening if between_words else opening.rpartition(' ')[0] or opening} …"


def _agencies(audit: Audit, wanted: set[str]) -> dict[str, str]:
    """Return the agency of each original that is an agency's own text."""
    owned = (pl.col("role") == Role.ORIGINAL) & pl.col("agency").is_not_null()
    found = audit.articles.filter(pl.col("id").is_in(wanted) & owned).select("id", "agency")
    return {name: plain(agency) for name, agency in found.iter_rows()}


def _stems(audit: Audit, wanted: set[str]) -> dict[str, str]:
    """Return the ids' part before the first underscore, where it is one article's only."""
    last = pl.col("id").str.split("/").list.last()
    firsts = audit.articles.select("id", first=last.str.extract(_FIRST_PART)).drop_nulls()
    alone = firsts.filter(pl.col("first").is_unique() & pl.col("id").is_in(wanted))
    return {name: clip(plain(first), _SHORT_ID) for name, first in alone.iter_rows()}


def short_id(name: str) -> str:
    """Return the last part of an id, without a file's suffix, in few cells."""
    if name.startswith(UNSEEN):
        return numbered(name)
    return clip(plain(PurePosixPath(name).stem or name), _SHORT_ID)
