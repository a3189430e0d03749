"""Where an article cites somebody, as zones that rules can name: `cited-anonymous` and its like."""

import polars as pl

from provaudit.frames import ZONES
from provaudit.rulebook.rule import CITED_ZONES


def with_cited(zones: pl.DataFrame, cited: pl.DataFrame) -> pl.DataFrame:
    """Return the zones and one more for each citation: the source with the words that attribute.

    Columns in: ZONES; CITED, offsets into the same texts. Columns out: ZONES; the added ones are named by CITED_ZONES
    and lie within others, as quotations do: `aides have said`, `according to one of the divers`.
    """
    names = {kind: zone for zone, kind in CITED_ZONES.items()}
    spans = cited.select(
        "article",
        zone=pl.col("kind").replace_strict(names, return_dtype=pl.String),
        start=pl.min_horizontal("start", "cue_start"),
        end=pl.max_horizontal("end", "cue_end"),
    )
    return pl.concat([zones, spans.select(list(ZONES)).cast(ZONES)])
