"""What a pair is, from what its texts share: the boundaries of CONTRACT.md, `relation`."""

from math import log10

import polars as pl

from provaudit.lineage.paraphrase import LEAST_FACTS
from provaudit.lineage.remnants import LEAST_KEPT, LEAST_WORDS
from provaudit.model import Relation

SAME = 0.73  # of the shorter text's prose; the codebook says "about 75 %", and alignment misses some
EDITED = 0.25  # of one text's prose; codebook
_SENTENCE = 12  # prose words in common that make a sentence, in a pile of two; chosen
_CHANCE = 2.0  # more of them for each power of ten of articles: chance finds more pairs to meet in; chosen
_RUN = 10  # of them unbroken, somewhere: titles and stock phrases run to nine; chosen
_MAINLY_SPEECH = 0.12  # below this share of prose it is a quotation with the clauses around it; chosen
_STATEMENT = 8  # quoted words in common; as long as the shortest passage
_PARAPHRASED = 0.55  # of the restating text's prose, in one order; chosen
_ORDER = 0.75  # of the matched sentences that keep one order; two reporters at one event keep less; chosen


def relate(pairs: pl.DataFrame, pile: int) -> pl.DataFrame:
    """Add relation and confidence to the pairs of a pile of so many articles.

    Columns in: those of `passages.reuse` and of `paraphrase.restated` (null where a pair has none). Columns out:
    the same, with relation (model.Relation) and confidence (0..1).
    """
    most = pl.max_horizontal("prose_containment_a", "prose_containment_b")
    shorter = (
        pl.when(pl.col("prose_a") <= pl.col("prose_b"))
        .then("prose_containment_a")
        .otherwise("prose_containment_b")
    )
    speech = 1 - pl.col("prose_shared") / pl.col("words_shared")
    enough = (pl.col("prose_shared") >= _SENTENCE + _CHANCE * log10(max(pile, 1))) & (
        pl.col("longest_prose") >= _RUN
    )
    copied = enough & ((speech <= 1 - _MAINLY_SPEECH) | (most >= EDITED))
    restates = (
        (pl.max_horizontal("restated_a", "restated_b") >= _PARAPHRASED)
        & (pl.col("order") >= _ORDER)
        & (pl.col("ordered") >= LEAST_FACTS)
    ).fill_null(value=False)
    keeps = (pl.col("kept_words") >= LEAST_WORDS + _CHANCE * log10(max(pile, 1))).fill_null(value=False)
    relation = (
        pl.when(copied & (shorter >= SAME)).then(pl.lit(Relation.SAME.value))
        .when(copied & (most >= EDITED)).then(pl.lit(Relation.EDITED.value))
        .when(restates).then(pl.lit(Relation.PARAPHRASE.value))
        .when(copied).then(pl.lit(Relation.PARTIAL.value))
        .when(keeps).then(pl.lit(Relation.PARAPHRASE.value))
        .when(pl.col("words_shared") - pl.col("prose_shared") >= _STATEMENT).then(pl.lit(Relation.QUOTES.value))
        .otherwise(pl.lit(Relation.INDEPENDENT.value))
    )  # fmt: skip
    return pairs.with_columns(relation=relation).with_columns(confidence=_confidence(most, shorter))


def _confidence(most: pl.Expr, shorter: pl.Expr) -> pl.Expr:
    """Grow with the distance from the nearest boundary of the relation, and with the prose it rests on."""
    margin = (
        pl.when(pl.col("relation") == Relation.SAME).then(shorter - SAME)
        .when(pl.col("relation") == Relation.EDITED).then(pl.min_horizontal(most - EDITED, (SAME - shorter).abs()))
        .when(pl.col("relation") == Relation.PARTIAL).then(pl.col("prose_shared") / 100)
        .when(pl.col("relation") == Relation.PARAPHRASE)
        .then(
            pl.max_horizontal(
                pl.max_horizontal("restated_a", "restated_b") - _PARAPHRASED,
                pl.max_horizontal("kept_a", "kept_b") - LEAST_KEPT,
            )
        )
        .otherwise(0.2)
    )  # fmt: skip
    return (0.6 + 1.2 * margin.clip(0, 0.3)).round(2)
