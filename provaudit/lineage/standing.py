"""Where each article of a pile stands: slim rows, of which a pile of any size can be ranked at once."""

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import polars as pl

from provaudit.lineage.facts import HOUSE_LEAD, Agencies, Facts, core
from provaudit.text.tokens import Int

_CLIENTS = 2  # outlets that credit another with their text before it counts as an agency; chosen
_NEVER = datetime(1, 1, 1)  # noqa: DTZ001 - times are UTC without saying so
_SCHEMA = pl.Schema(
    {
        "article": pl.UInt32(),
        "id": pl.String(),
        "time": pl.Datetime("us"),
        "house": pl.String(),  # core of the outlet's name
        "nameless": pl.Boolean(),  # the outlet is not known
        "owns_agency": pl.Boolean(),
        "is_wire": pl.Boolean(),
        "words": pl.UInt32(),
        "credited": pl.List(pl.String()),  # cores of the names that it credits
    }
)


def standing(facts: Iterable[Facts]) -> pl.DataFrame:
    """Return one slim row an article. Columns out: those above."""
    rows = [
        (
            *(f.article, f.id, f.time, core(f.outlet), f.outlet is None),
            *(f.owns_agency, f.is_wire, f.words, sorted(map(core, f.credited))),
        )
        for f in facts
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def acting_agencies(rows: pl.DataFrame) -> frozenset[str]:
    """Return the outlets that act as agencies in this pile: two others or more credit them with their text."""
    naming = rows.select("house", name="credited").explode("name", empty_as_null=False)
    named = naming.filter(
        (pl.col("name") != "") & (pl.col("house") != "") & (pl.col("name") != pl.col("house"))
    )
    clients = named.group_by("name").agg(pl.col("house").n_unique())
    return frozenset(clients.filter(pl.col("house") >= _CLIENTS)["name"])


def likely_order(rows: pl.DataFrame, agencies: Agencies) -> Int:
    """Rank all articles, likely sources first: by time, then an agency's own, then marked, then the longest.

    Columns in: `standing`, by article. Without a time an agency's own text goes first, all others last.
    """
    house = pl.col("house")
    owns = (pl.col("owns_agency") & ~house.is_in(list(agencies.denied))) | house.is_in(list(agencies.known))
    original = owns | (pl.col("is_wire") & pl.col("nameless"))
    time = pl.when(owns).then(pl.col("time") - HOUSE_LEAD).otherwise("time").fill_null(_NEVER)
    late = pl.col("time").is_null() & ~original
    first = rows.select(
        pl.arg_sort_by(late, time, ~owns, ~pl.col("is_wire"), -pl.col("words").cast(pl.Int64), "id")
    )
    rank = np.empty(rows.height, np.int64)
    rank[first.to_series().to_numpy()] = np.arange(rows.height)
    return rank


def days(rows: pl.DataFrame) -> Int:
    """Return each article's day of publication, counted like `date.toordinal`; -1 where unknown."""
    since = rows["time"].dt.epoch("d").cast(pl.Int64) + 719_163  # the ordinal of 1970-01-01
    return np.asarray(since.fill_null(-1).to_numpy())
