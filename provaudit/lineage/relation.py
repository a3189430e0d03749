"""What a pair is, from what its texts share: the boundaries of CONTRACT.md, `relation`."""

from math import log10

import polars as pl

from provaudit.lineage.calibration import fitted
from provaudit.lineage.paraphrase import LEAST_FACTS
from provaudit.lineage.remnants import LEAST_WORDS
from provaudit.model import DERIVED, Relation

SAME = 0.73  # of the shorter text's prose; the codebook says "about 75 %", and alignment misses some
EDITED = 0.25  # of one text's prose; codebook
_SENTENCE = 12  # prose words in common that make a sentence, in a pile of two; chosen
_CHANCE = 2.0  # more of them for each power of ten of articles: chance finds more pairs to meet in; chosen
_KNIT = 2  # sentences that run on unbroken, speech and prose: one choice, one order of both; chosen
_RUN = 10  # of them unbroken, somewhere: titles and stock phrases run to nine; chosen
_MAINLY_SPEECH = 0.12  # below this share of prose it is a quotation with the clauses around it; chosen
_STATEMENT = 8  # quoted words in common; as long as the shortest passage
_PARAPHRASED = 0.55  # of the restating text's prose, in one order; chosen
_ORDER = 0.75  # of the matched sentences that keep one order; two reporters at one event keep less; chosen


def relate(pairs: pl.DataFrame, pile: int) -> pl.DataFrame:
    """Add relation and confidence to the pairs of a pile of so many articles.

    Columns in: those of `passages.reuse` and of `paraphrase.restated` (null where a pair has none). Columns out:
    the same, with relation (model.Relation), restates (Boolean: facts in one order make it a paraphrase) and
    confidence (0..1, the probability that the relation is the right one).
    """
    most = pl.max_horizontal("covered_a", "covered_b")
    shorter = _of_shorter()
    speech = 1 - pl.col("prose_shared") / pl.col("words_shared")
    sentence = _sentence(pile)
    enough = (_told() >= sentence) & (pl.col("longest_prose") >= _RUN)
    copied = enough & ((speech <= 1 - _MAINLY_SPEECH) | (most >= EDITED))
    restates = (
        (pl.max_horizontal("restated_a", "restated_b") >= _PARAPHRASED)
        & (pl.col("order") >= _ORDER)
        & (pl.col("ordered") >= LEAST_FACTS)
    ).fill_null(value=False)
    keeps = (pl.col("kept_words") >= LEAST_WORDS + _by_chance(pile)).fill_null(value=False)
    relation = (
        pl.when(copied & (shorter >= SAME)).then(pl.lit(Relation.SAME.value))
        .when(copied & (most >= EDITED)).then(pl.lit(Relation.EDITED.value))
        .when(restates).then(pl.lit(Relation.PARAPHRASE.value))
        .when(copied).then(pl.lit(Relation.PARTIAL.value))
        .when(keeps).then(pl.lit(Relation.PARAPHRASE.value))
        .when(pl.col("words_shared") - pl.col("prose_shared") >= _STATEMENT).then(pl.lit(Relation.QUOTES.value))
        .otherwise(pl.lit(Relation.INDEPENDENT.value))
    )  # fmt: skip
    return pairs.with_columns(relation=relation, restates=restates).with_columns(confidence=_confidence())


def in_company(related: pl.DataFrame, pile: int) -> pl.DataFrame:
    """Add what pairs that are not derived would be, if the text of one of the two were the only one in the pile.

    Columns in: those of `relate`. Columns out: the same, with company (of how many carriers of one text the other has
    to be, for what both share to be proof; 1 in all rows that were there).
    """
    known = related.with_columns(company=pl.lit(1.0))
    alone = relate(related.filter(~pl.col("relation").is_in(DERIVED)), 1)
    carriers = (10.0 ** ((_sentence(pile) - _told()) / _CHANCE)).alias("company")
    would = alone.filter(pl.col("relation").is_in([Relation.SAME, Relation.EDITED, Relation.PARTIAL]))
    return pl.concat([known, would.with_columns(carriers)])


def features() -> dict[str, pl.Expr]:
    """Return what tells how sure a relation is: the larger share of prose that is covered, and the margin.

    The margin is the distance of the share that decides from the nearest boundary of the relation.
    """
    most = pl.max_horizontal("covered_a", "covered_b")
    shorter = _of_shorter()
    margin = (
        pl.when(pl.col("relation") == Relation.SAME).then(shorter - SAME)
        .when(pl.col("relation") == Relation.EDITED).then(pl.min_horizontal(most - EDITED, (SAME - shorter).abs()))
        .otherwise((EDITED - most).abs())
    )  # fmt: skip
    return {"most": most, "margin": margin}


def _told() -> pl.Expr:
    """Return the words of prose that speak for a copy; speech with prose in it, unbroken, counts for less."""
    return pl.max_horizontal("prose_shared", pl.col("knit") / _KNIT)


def _sentence(pile: int) -> float:
    """Return how many of them make a sentence in a pile of so many articles."""
    return _SENTENCE + _by_chance(pile)


def _by_chance(pile: int) -> float:
    return _CHANCE * log10(max(pile, 1))


def _of_shorter() -> pl.Expr:
    """Return which part (0..1) of the shorter text's prose stands in the other."""
    first = pl.col("prose_a") <= pl.col("prose_b")
    return pl.when(first).then("covered_a").otherwise("covered_b")


def _confidence() -> pl.Expr:
    """Return how likely (0..1) the relation is the right one: that the two are derived, times that they are so."""
    given, read = fitted("pairs"), features()
    derived = _logistic(given["derived"] + given["most"] * read["most"])
    this = _logistic(given["class"] + given["margin"] * read["margin"])
    likely = (
        pl.when(pl.col("relation") == Relation.PARAPHRASE).then(given["paraphrase"])
        .when(pl.col("relation").is_in([Relation.QUOTES, Relation.INDEPENDENT])).then(given["quotes"])
        .otherwise(derived * this)
    )  # fmt: skip
    return likely.round(2)


def _logistic(odds: pl.Expr) -> pl.Expr:
    return 1 / (1 + (-odds).exp())
