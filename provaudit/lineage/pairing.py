"""Which pairs of a pile are worth comparing: from the words of each part to the candidates of the whole."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import polars as pl

from provaudit.lineage.candidates import MET, best
from provaudit.lineage.facts import gather
from provaudit.lineage.grams import own_words
from provaudit.lineage.kept import keep, mark_spoken, measure, recall
from provaudit.lineage.prints import attest, gather_findings, scatter_prints
from provaudit.lineage.rarity import attest_couples, count_carriers, scatter_couples
from provaudit.lineage.remnants import near_pairs
from provaudit.lineage.standing import acting_agencies, days, likely_order, standing
from provaudit.lineage.wider import ALONE, Wider
from provaudit.store import Store

Run = Callable[[Callable[[Store, Any], Any], Iterable[Any]], Iterator[Any]]
"""What runs a kernel over tasks and yields its results in their order."""

MARKS = ("article", "mark", "source", "text")
"""The columns of SIGNALS that say whom an article credits."""

SHARED = 2  # fingerprints; one alone is a stock phrase more often than a sentence
COUPLES = 4  # pairs of neighbouring rare words two articles share before they are compared; chosen
SMALL = 500  # articles up to which short runs propose pairs, too: in more, chance proposes too many; chosen
_PRINTS = 4_000_000  # fingerprints that one bucket holds, or so: 64 MB
_CHARACTERS = 15  # of text for each fingerprint, measured on English news


def keep_words(store: Store, part: int, articles: pl.DataFrame, zones: pl.DataFrame) -> pl.DataFrame:
    """Read a part's own words and fingerprints into the store.

    Columns in: ARTICLES, ZONES of the part. Columns out, one row an article: words, sentences (UInt32).
    """
    words = own_words(articles, zones)
    keep(store, part, words)
    scatter_prints(store, part, words, articles["article"][0])
    store.put(f"carried.{part:06}", count_carriers(words))
    counted = {"words": words.counts, "sentences": words.sentence_counts()}
    return pl.DataFrame(counted).cast(pl.UInt32)


def count_nothing(store: Store, part: int) -> None:
    """Let the words of a part not count once more where `Wider.carried` holds them already."""
    store.put(f"carried.{part:06}", np.zeros(1, np.float32))


def keep_marks(
    store: Store, part: int, articles: pl.DataFrame, marks: pl.DataFrame, counts: pl.DataFrame
) -> None:
    """Keep whom a part's articles credit, and how each stands. Columns in: METADATA; MARKS; those of `keep_words`."""
    rows = standing(gather(articles, marks, counts["words"].to_list()))
    store.save("standing", part, rows.with_columns(counts["sentences"]))
    store.save("marks", part, marks.select(MARKS))


def buckets_for(characters: int) -> int:
    """Return how many buckets the fingerprints of a pile of so many characters need: a power of two."""
    return 1 << (characters // _CHARACTERS // _PRINTS).bit_length()


def settle(store: Store, wider: Wider = ALONE) -> pl.DataFrame:
    """Put what every kernel asks for: whose words are where, who comes first, how rare a word is.

    Columns out, one row an article: those of `standing`, and sentences.
    """
    rows = store.whole("standing")
    measure(store, rows["words"].to_numpy().astype(np.int64))
    store.put("sentences", rows["sentences"].to_numpy())
    store.put("order", likely_order(rows, wider.agencies.and_(acting_agencies(rows))))
    store.put("day", days(rows))
    mark_spoken(store, np.zeros(0, np.int64), np.zeros(0, np.int64))
    store.put("pile", np.array(max(wider.articles, rows.height)))
    store.put("known-stock", wider.stock)
    carried = np.zeros_like(store.get("carried.000000")) if wider.carried is None else wider.carried.copy()
    for part in range(len(store.bounds()) - 1):
        carried += store.get(f"carried.{part:06}")
    store.put("carried", carried)
    return rows


def pairs_to_compare(store: Store, run: Run) -> pl.DataFrame:
    """Return the pairs worth comparing, those of one later article together, the best first.

    Columns out: later, earlier, a < b (UInt32); printed, likely, near (Boolean: by fingerprints, rare words, short
    runs).
    """
    buckets, parts = range(store.buckets), range(len(store.bounds()) - 1)
    deque(run(attest, buckets), maxlen=0)
    mark_spoken(store, *(gather_findings(store, name) for name in ("spoken", "told")))
    store.put("stock", gather_findings(store, "stock"))
    store.drop("prints")
    deque(run(scatter_couples, parts), maxlen=0)
    deque(run(attest_couples, buckets), maxlen=0)
    store.drop("couples")
    found: pl.DataFrame = pl.concat(list(run(choose, buckets)))
    return found.sort("later", maintain_order=True)


def choose(store: Store, bucket: int) -> pl.DataFrame:
    """Return the pairs worth comparing of a bucket of later articles. Columns out: as `pairs_to_compare`."""
    printed = best(store.gather("met-prints", MET, bucket), SHARED)
    likely = best(store.gather("met-couples", MET, bucket), COUPLES)
    ways = {"printed": printed, "likely": likely, "near": _near(store, bucket)}
    found = pl.concat(
        [pairs.with_columns(pl.lit(way == name).alias(way) for way in ways) for name, pairs in ways.items()]
    )
    return (
        found.group_by("later", "earlier", maintain_order=True)
        .agg(pl.col(*ways).any())
        .sort("later", maintain_order=True)
        .with_columns(a=pl.min_horizontal("later", "earlier"), b=pl.max_horizontal("later", "earlier"))
    )


def _near(store: Store, bucket: int) -> pl.DataFrame:
    """Return the pairs that share short runs, in a pile that is small enough to ask."""
    few = int(store.get("pile")) <= SMALL
    articles = np.arange(int(store.bounds()[-1]) if few else 0)
    found = near_pairs(recall(store, articles), store.get("order"))
    return found.filter(pl.col("later") % store.buckets == bucket)
