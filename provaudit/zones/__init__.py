"""Zones: which stretch of an article is headline, credit, prose, quotation, caption or furniture."""

from collections.abc import Iterable
from itertools import chain

import polars as pl

from provaudit.frames import ARTICLES, ZONES, empty, require
from provaudit.model import Zone
from provaudit.zones.agencies import SHIPPED
from provaudit.zones.bare import by_bare_names
from provaudit.zones.boxes import unboxed
from provaudit.zones.furniture import Furniture, Lines, keyed, learned, lines_of
from provaudit.zones.lines import paragraphs
from provaudit.zones.place import by_place
from provaudit.zones.quotes import quoted
from provaudit.zones.steps import fill
from provaudit.zones.stuck import unstick
from provaudit.zones.words import by_words

__all__ = ["Furniture", "Lines", "find_zones", "learn_furniture", "read_lines"]


def read_lines(articles: pl.DataFrame) -> Lines:
    """Return what `learn_furniture` needs of a batch of a pile: hashes and counts, no text.

    Columns in: ARTICLES, with their numbers in the whole pile, and every article whole in one batch.
    """
    return lines_of(keyed(unstick(paragraphs(articles)), articles))


def learn_furniture(batches: Iterable[Lines]) -> Furniture:
    """Return what the outlets of a pile repeat. However a pile is cut, the furniture is that of the whole."""
    return learned(chain([read_lines(empty(ARTICLES))], batches))  # a pile without a batch is a pile too


def find_zones(
    articles: pl.DataFrame, furniture: Furniture | None = None, agencies: frozenset[str] = SHIPPED
) -> pl.DataFrame:
    """Return ZONES of a pile of ARTICLES, or of a batch of it where the pile's furniture was learned before.

    Without `furniture`, it is learned from these articles; `agencies` are names beyond those that ship,
    which are credits where one stands alone. Every paragraph that is not blank lies in exactly one
    row (or, where a credit or a box is stuck to it, in a few that follow each other); rows of zone quote lie inside
    body and standfirst rows.
    """
    pieces = by_words(unstick(paragraphs(articles)))
    read = keyed(pieces, articles)
    repeated = (furniture or learned([lines_of(read)])).holds(read)
    pieces = fill(by_bare_names(pieces, repeated, agencies), repeated, Zone.FURNITURE)
    placed = unboxed(by_place(pieces, articles))
    found = pl.concat([placed.select(list(ZONES)), quoted(placed, articles)])
    return require(found.sort("article", "start", "end", "zone"), ZONES, "zones")
