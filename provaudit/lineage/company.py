"""Company: how many carry a text says how likely it is that somebody else's few words are from there.

In a pile of which a quarter is one story, every fourth article may have its words from it before anything of it was
read; so less has to be read. What counts is a text that is carried as a whole, before the one that has words of it, and
words that its carriers share: what one of them put in says nothing of the others.
"""

import numpy as np
import polars as pl

from provaudit.lineage.grouping import families
from provaudit.text.tokens import Int

_MANY = 12  # carriers of a text up to which its words need as much proof as any; chosen
_SEVERAL = 3  # of them have to share the words; chosen


def accompanied(found: pl.DataFrame, order: Int) -> pl.DataFrame:
    """Return the pairs that hold for the company that one side keeps.

    `order` ranks the articles of the pile, likely sources first. Columns in: a, b, company, whole, as `compare` returns
    them, of the whole pile. Columns out: a, b.
    """
    sure = found.filter(pl.col("company") <= 1)
    family, text = families(sure, order), families(sure.filter("whole"), order)
    carriers = np.bincount(text, minlength=1)
    asking = found.filter(pl.col("company") > 1).select("a", "b", "company")
    sides = pl.concat([asking.with_columns(copy=s, of=o) for s, o in (("a", "b"), ("b", "a"))])
    copy, of = (sides[side].to_numpy() for side in ("copy", "of"))
    return (
        sides.with_columns(
            text=pl.Series(text[of]),
            carriers=pl.Series(carriers[text[of]]),
            before=pl.Series(order[of] < order[copy]),
        )
        .filter(pl.Series(family[copy] != family[of]))
        .filter((pl.col("carriers") > _MANY) & (pl.col("carriers") >= pl.col("company")))
        .filter((pl.len().over("copy", "text") >= _SEVERAL) & pl.col("before").any().over("copy", "text"))
        .select("a", "b")
        .unique(maintain_order=True)
    )
