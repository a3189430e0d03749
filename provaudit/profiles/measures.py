"""What an outlet is measured by, and the table that the measures come in."""

from enum import StrEnum

import polars as pl


class Measure(StrEnum):
    """One figure of an outlet's profile. Shares are 0..1; all are over the outlet's articles in the pile."""

    WIRE = "wire"  # share of its articles that are an agency's text
    WIRE_UNCREDITED = "wire-uncredited"  # share of its articles that are that, and do not say so
    TAKEN = "taken"  # share of its articles that have another's prose, an agency's or an outlet's
    UNCREDITED = "uncredited"  # of those, the share that credits nobody, or the wrong source
    HOURS = "hours"  # median hours from an agency's text to its copy
    CITED = "cited"  # cited sources per 1,000 words of its articles in English
    NAMED = "named"  # share of those sources that are named, not "officials"
    CORRECTED = "corrected"  # share of its articles that bear a correction


PROFILES = pl.Schema(
    {
        "outlet": pl.String(),  # null: articles whose outlet is not known
        "articles": pl.UInt32(),  # of the outlet, in the pile
        "measure": pl.String(),  # Measure
        "value": pl.Float64(),  # null: nothing that it could be measured on
        "low": pl.Float64(),  # 95 % interval; null where `too_few`
        "high": pl.Float64(),
        "n": pl.UInt32(),  # articles that the value rests on
        "stories": pl.UInt32(),  # in so many stories; an article that stands alone is one
        "too_few": pl.Boolean(),  # fewer stories than `estimates.FEWEST`: the value is no figure of the outlet
        "pile": pl.Float64(),  # the same over all articles of the pile
        "difference": pl.Float64(),  # value - pile; null where `too_few`, or where the pile is this outlet
        "difference_low": pl.Float64(),  # 95 % interval; where it leaves 0 out, the outlet is not as the pile is
        "difference_high": pl.Float64(),
    }
)
"""One row an outlet and measure: outlets with most articles first, then by name; measures in Measure's order."""
