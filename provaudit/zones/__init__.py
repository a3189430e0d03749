"""Zones: which stretch of an article is headline, credit, prose, quotation, caption or furniture."""

import polars as pl

from provaudit.frames import ZONES, require
from provaudit.model import Zone
from provaudit.zones.bare import by_bare_names
from provaudit.zones.furniture import learned
from provaudit.zones.lines import paragraphs
from provaudit.zones.place import by_place
from provaudit.zones.quotes import quoted
from provaudit.zones.steps import fill
from provaudit.zones.stuck import unstick
from provaudit.zones.words import by_words

__all__ = ["find_zones"]


def find_zones(articles: pl.DataFrame) -> pl.DataFrame:
    """Return ZONES of a pile of ARTICLES; furniture is learned from the whole pile.

    Every paragraph that is not blank lies in exactly one row (or, where a credit is stuck to it, in a few that
    follow each other); rows of zone quote lie inside body and standfirst rows.
    """
    pieces = by_words(unstick(paragraphs(articles)))
    repeated = learned(pieces, articles)
    pieces = fill(by_bare_names(pieces, repeated), repeated, Zone.FURNITURE)
    placed = by_place(pieces, articles)
    found = pl.concat([placed.select(list(ZONES)), quoted(placed, articles)])
    return require(found.sort("article", "start", "end", "zone"), ZONES, "zones")
