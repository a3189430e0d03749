"""One batch of pairs, compared word by word: what they share, and what that makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from provaudit.frames import PAIRS, PASSAGES, as_schema
from provaudit.lineage.align import runs
from provaudit.lineage.fingerprint import Postings, chosen_prints, share
from provaudit.lineage.grams import OwnWords
from provaudit.lineage.kept import recall
from provaudit.lineage.paraphrase import retold
from provaudit.lineage.passages import passages, reuse
from provaudit.lineage.prints import without_known_stock
from provaudit.lineage.rarity import Rarity
from provaudit.lineage.relation import in_company, relate
from provaudit.lineage.stretches import restatements, taken_runs, with_characters
from provaudit.lineage.wording import kept_wording, with_wording
from provaudit.model import DERIVED, PairDirection, Relation
from provaudit.store import Store
from provaudit.text.tokens import Int

_STALE = 14  # days after which nobody re-words a news story, as far as the days are known; chosen
_PAIR_BITS = 32  # of a pair's number; those above number its batch


@dataclass(frozen=True)
class Batch:
    """Some pairs of a pile. Columns: earlier, later, a < b (UInt32); printed, likely, near (Boolean: how found)."""

    number: int
    pairs: pl.DataFrame


def compare(store: Store, batch: Batch) -> pl.DataFrame:
    """Compare the pairs, and keep what is found in the store.

    Columns out, one row a pair that is derived, or is so in company: a, b, company (as `in_company` has it), whole
    (Boolean: same or edited).
    Kept, all with a and b as numbers of the pile and words counted in their article: `related` (those pairs), `shared`
    (their passages, restated sentences too), `runs`, `kept` (wording of paraphrases), `taken` (what speaks for them);
    and ready as they are: the rows of PAIRS and PASSAGES of pairs that, without company, only quote alike.
    """
    articles = np.unique(np.concatenate([batch.pairs[side].to_numpy() for side in "ab"])).astype(np.int64)
    words = recall(store, articles)
    pairs = _numbered(batch.pairs, articles)
    day = store.get("day")[articles]
    printed = pairs.filter("printed").select("a", "b")
    shared = runs(printed, _postings(words, store.get("stock")), words)
    found = passages(shared, words)
    copied = reuse(printed, found, words)
    known = shared.join(copied.select("pair", "a", "b"), on="pair")
    told = _retold(pairs, copied, known, words, Rarity.of(store).weights(words), day)
    pile = int(store.get("pile"))
    related = in_company(relate(_joined(copied, told), pile), pile)
    restated = restatements(related, words)
    kept = kept_wording(restated, words)
    spans = with_characters(pl.concat([found, restated], how="diagonal"), words)
    aligned = {"runs": shared, "kept": kept, "taken": taken_runs(related)}
    return _kept(store, batch.number, with_wording(related, kept, words), spans, aligned, articles, words)


def _numbered(pairs: pl.DataFrame, articles: Int) -> pl.DataFrame:
    """Give the articles of the pairs the numbers that their words have here; the later one is a.

    So what is found does not hang on the order in which a pile is read, and each word of the likely copy is explained
    once, while a word of its source may have been taken twice.
    """
    sides = {"a": "later", "b": "earlier"}
    here = {side: np.searchsorted(articles, pairs[end].to_numpy()) for side, end in sides.items()}
    return pairs.with_columns(pl.Series(side, at, pl.Int64) for side, at in here.items()).sort("a", "b")


def _postings(words: OwnWords, stock: np.ndarray[tuple[int], np.dtype[np.uint64]]) -> Postings:
    """Return the fingerprints that these articles share, without the pile's stock text."""
    hashes, at = chosen_prints(words)
    telling = without_known_stock(hashes, stock)
    return share(hashes[telling], at[telling], words.tokens.article)


def _retold(
    pairs: pl.DataFrame,
    copied: pl.DataFrame,
    known: pl.DataFrame,
    words: OwnWords,
    weight: np.ndarray,
    day: Int,
) -> pl.DataFrame:
    """Compare by their facts the pairs that share rare words, and those that share little prose."""
    most = pl.max_horizontal("covered_a", "covered_b")
    whole = copied.filter(most >= 1 / 4).select("a", "b")
    near = pairs.filter("near").select("a", "b")
    likely = pairs.filter("likely").select("a", "b")
    compared = (
        pl.concat([likely, near, copied.select("a", "b")]).unique().join(whole, on=["a", "b"], how="anti")
    )
    when = {side: day[compared[side].to_numpy()] for side in "ab"}
    timely = (np.minimum(when["a"], when["b"]) < 0) | (np.abs(when["a"] - when["b"]) <= _STALE)
    return retold(compared.filter(timely).sort("a", "b"), near, words, weight, known)


def _joined(copied: pl.DataFrame, retold: pl.DataFrame) -> pl.DataFrame:
    zero = ["words_shared", "prose_shared", "longest_run", "longest_prose", "knit"]
    zero += [f"{kind}_{side}" for kind in ("containment", "prose_containment", "covered") for side in "ab"]
    joined = copied.join(retold, on=["a", "b"], how="full", coalesce=True).sort("a", "b")
    known = pl.col("pair").is_not_null()
    fresh = pl.int_range(pl.len()) + pl.col("pair").max().fill_null(-1) + 1
    return joined.with_columns(
        *(pl.col(c).fill_null(0) for c in zero),
        pair=pl.when(known).then("pair").otherwise(fresh),
        prose_a=pl.col("prose_a").fill_null(0),
        prose_b=pl.col("prose_b").fill_null(0),
    )


def _kept(
    store: Store,
    number: int,
    related: pl.DataFrame,
    spans: pl.DataFrame,
    aligned: Mapping[str, pl.DataFrame],
    articles: Int,
    words: OwnWords,
) -> pl.DataFrame:
    shown = related.filter(pl.col("relation") != Relation.INDEPENDENT)
    derived = shown.filter(pl.col("relation").is_in(DERIVED))
    batch = pl.col("pair") + (number << _PAIR_BITS)
    tables = {
        "related": derived.drop("chain", "kept", "common", "taken"),
        "shared": _of(derived, spans),
        **{name: _of(derived, table) for name, table in aligned.items()},
    }
    for name, table in tables.items():
        places = [c for c in ("a_at", "a_to", "b_at", "b_to") if c in table.columns]
        within = [pl.Series(c, table[c].to_numpy() - words.first[table[c[0]].to_numpy()]) for c in places]
        store.save(name, number, _global(table.with_columns(within), articles).with_columns(batch))
    quoting = shown.filter(~pl.col("relation").is_in(DERIVED))
    told = _global(quoting, articles).with_columns(direction=pl.lit(PairDirection.NONE.value))
    store.save("quoting", number, as_schema(told, PAIRS))
    store.save("quotations", number, as_schema(_global(_of(quoting, spans), articles), PASSAGES))
    whole = pl.col("relation").is_in([Relation.SAME, Relation.EDITED])
    return _global(derived, articles).select("a", "b", "company", whole=whole)


def _of(pairs: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the pairs, with the pairs' articles."""
    return table.drop("a", "b", strict=False).join(
        pairs.select("pair", "a", "b"), on="pair", maintain_order="left"
    )


def _global(frame: pl.DataFrame, articles: Int) -> pl.DataFrame:
    """Give articles their numbers in the pile, and turn round the pairs of which a has the higher one."""
    numbered = frame.with_columns(pl.Series(s, articles[frame[s].to_numpy()], pl.UInt32) for s in "ab")
    sides = [c for c in frame.columns if c == "a" or c.startswith("a_") or c.endswith("_a")]
    both = [(c, c.replace("a_", "b_") if c.startswith("a_") else f"{c[:-1]}b") for c in sides]
    turned = pl.col("a") > pl.col("b")
    return numbered.with_columns(
        pl.when(turned).then(one).otherwise(other).alias(other)
        for a, b in both
        for one, other in ((a, b), (b, a))
    )
