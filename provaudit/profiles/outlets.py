"""PROFILES out of TRAITS: every measure of every outlet, with its interval, beside the pile."""

from collections.abc import Iterable, Iterator

import numpy as np
import polars as pl

from provaudit.document import Audit
from provaudit.estimates import FEWEST, Floats, Grouped, Pile, medians, rates, shares
from provaudit.frames import as_schema
from provaudit.profiles.measures import PROFILES, Measure
from provaudit.profiles.traits import traits

SEED = 1
"""What is drawn at random for the intervals: the same audit has the same profiles."""

_PER_WORDS = 1_000
_SHARES = {
    Measure.WIRE: ("wire", "wire"),
    Measure.WIRE_UNCREDITED: ("wire_uncredited", "wire"),
    Measure.TAKEN: ("taken", "taken"),
    Measure.UNCREDITED: ("uncredited", "uncredited"),
    Measure.CORRECTED: ("corrected", "corrected"),
}
"""The articles of which something holds, among those of which something is known."""

_RATES = {
    Measure.CITED: (pl.col("cited") * _PER_WORDS, pl.col("words")),
    Measure.NAMED: (pl.col("named"), pl.col("cited")),
}
"""What is summed up over articles, and what that is divided by."""


def profiles(audit: Audit, seed: int = SEED) -> pl.DataFrame:
    """Return PROFILES of all outlets of an audit."""
    return profiled(traits(audit), seed)


def profiled(articles: pl.DataFrame, seed: int = SEED) -> pl.DataFrame:
    """Return PROFILES of TRAITS; the same rows in any order give the same profiles."""
    if articles.is_empty():
        return pl.DataFrame(schema=PROFILES)
    outlets = articles.group_by("outlet").agg(articles=pl.len())
    order = -pl.col("articles").cast(pl.Int64)
    outlets = outlets.sort(order, "outlet", nulls_last=True).with_row_index("group")
    known = articles.sort("id").with_columns(wire_uncredited=pl.col("wire") & pl.col("uncredited"))
    known = known.join(outlets, on="outlet", nulls_equal=True, maintain_order="left")
    group, story = (known[name].to_numpy().astype(np.int64) for name in ("group", "story"))
    rows = pl.concat(_measured(known, Pile(group, outlets.height, story, seed), outlets))
    places = {str(measure): place for place, measure in enumerate(Measure)}
    return as_schema(rows.sort("group", pl.col("measure").replace_strict(places)), PROFILES)


def _measured(known: pl.DataFrame, pile: Pile, outlets: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield the rows of PROFILES of one measure after the other, with `group`."""
    holds = [pl.col(part).fill_null(value=False) for part, _ in _SHARES.values()]
    among = [pl.col(whole).is_not_null() for _, whole in _SHARES.values()]
    parts, wholes = zip(*_RATES.values(), strict=True)
    found = (
        (list(_SHARES), shares(_floats(known, holds), _floats(known, among), pile)),
        (list(_RATES), rates(_floats(known, parts), _floats(known, wholes), pile)),
        ([Measure.HOURS], medians(_floats(known, [pl.col("hours")])[:, 0], pile)),
    )
    for measures, figures in found:
        for place, measure in enumerate(measures):
            yield _table(measure, figures, place, outlets)


def _floats(known: pl.DataFrame, columns: Iterable[pl.Expr]) -> Floats:
    """Return the columns as one array, a row an article; what is null is NaN."""
    named = [column.cast(pl.Float64).alias(str(place)) for place, column in enumerate(columns)]
    return known.select(named).fill_null(float("nan")).to_numpy()


def _table(measure: Measure, found: Grouped, place: int, outlets: pl.DataFrame) -> pl.DataFrame:
    """Return one measure's rows of PROFILES, with `group`; what does not say anything is null."""
    value, n, stories = found.value[:, place], found.n[:, place], found.stories[:, place]
    said, pile = stories >= FEWEST, found.pile[place]
    ends = {"low": found.low, "high": found.high}
    against = {"difference_low": found.difference_low, "difference_high": found.difference_high}
    compared = said & (outlets.height > 1)
    figures = {
        "value": value,
        **{name: np.where(said, end[:, place], np.nan) for name, end in ends.items()},
        "difference": np.where(compared, value - pile, np.nan),
        **{name: np.where(compared, end[:, place], np.nan) for name, end in against.items()},
        "pile": np.full(len(n), pile),
    }
    columns = pl.DataFrame(figures).fill_nan(None)
    counts = columns.with_columns(n=n, stories=stories, too_few=~said, measure=pl.lit(str(measure)))
    return pl.concat([outlets, counts], how="horizontal")
