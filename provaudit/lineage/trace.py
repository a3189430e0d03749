"""The lineage of a pile, from its words to its stories: the steps in their order.

Each step is a kernel that reads and writes one part, bucket or batch of the store, so that any engine can run many at
once, and a pile need not fit into memory. What all need at once is slim: a few numbers an article.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice, pairwise
from typing import Any

import numpy as np
import polars as pl

from provaudit.frames import DRIFT, EDGES, PAIRS, PASSAGES, STORIES, UNSEEN, VERDICTS, require
from provaudit.lineage.candidates import candidates
from provaudit.lineage.compare import Batch, compare
from provaudit.lineage.facts import gather
from provaudit.lineage.grams import own_words
from provaudit.lineage.grouping import families, family_batches, pair_batches
from provaudit.lineage.kept import keep, mark_spoken, measure
from provaudit.lineage.kinship import Families, trace_families
from provaudit.lineage.prints import attest, gather_findings, scatter_prints
from provaudit.lineage.rarity import attest_couples, count_carriers, scatter_couples
from provaudit.lineage.standing import acting_agencies, days, likely_order, standing
from provaudit.store import Store
from provaudit.text.tokens import Int

Run = Callable[[Callable[[Store, Any], Any], Iterable[Any]], Iterator[Any]]
"""What runs a kernel over tasks and yields its results in their order."""

_SHARED = 2  # fingerprints; one alone is a stock phrase more often than a sentence
_COUPLES = 4  # pairs of neighbouring rare words two articles share before they are compared; chosen
_PRINTS = 4_000_000  # fingerprints that one bucket holds, or so: 64 MB
_WORDS_A_PRINT = 2.5
_UNSEEN = "unseen:"
TABLES = {
    "verdicts": VERDICTS,
    "pairs": PAIRS,
    "passages": PASSAGES,
    "edges": EDGES,
    "drift": DRIFT,
    "unseen": UNSEEN,
    "stories": STORIES,
}
"""What a traced pile is told by; `Lineage` has one frame of each."""
MARKS = ("article", "mark", "source", "text")
"""The columns of SIGNALS that say whom an article credits."""


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


def keep_marks(store: Store, part: int, articles: pl.DataFrame, marks: pl.DataFrame, counts: pl.DataFrame) -> None:
    """Keep whom a part's articles credit, and how each stands. Columns in: METADATA; MARKS; those of `keep_words`."""
    rows = standing(gather(articles, marks, counts["words"].to_list()))
    store.save("standing", part, rows.with_columns(counts["sentences"]))
    store.save("marks", part, marks.select(MARKS))


def trace(store: Store, known: pl.DataFrame, run: Run) -> None:
    """Trace the texts of a pile whose parts all went through `own_text`; keep the lineage's tables in the store.

    Columns in: METADATA. Kept whole or by batch, with the numbers of the pile: verdicts, pairs, passages, edges,
    drift, unseen, stories.
    """
    rows = _settled(store)
    words = rows["words"].to_numpy().astype(np.int64)
    pairs = _candidates(store, run)
    batches = (Batch(number, some) for number, some in enumerate(pair_batches(pairs, words)))
    derived = list(run(compare, batches))
    family = families(pl.concat(derived), words)
    tasks = _tasks(store, known, family, derived, words, acting_agencies(rows))
    hidden = list(run(trace_families, tasks))
    _numbered(store, hidden, family, known)


def buckets_for(characters: int) -> int:
    """Return how many buckets the fingerprints of a pile of so many characters need: a power of two."""
    prints = characters / 6 / _WORDS_A_PRINT
    return 1 << max(0, int(prints / _PRINTS).bit_length())


def _settled(store: Store) -> pl.DataFrame:
    """Put what every kernel asks for: whose words are where, who comes first, how rare a word is."""
    rows = store.whole("standing")
    measure(store, rows["words"].to_numpy().astype(np.int64))
    store.put("sentences", rows["sentences"].to_numpy())
    store.put("order", likely_order(rows, acting_agencies(rows)))
    store.put("day", days(rows))
    mark_spoken(store, np.zeros(0, np.int64))
    parts = range(len(store.bounds()) - 1)
    store.put("carried", np.sum([store.get(f"carried.{part:06}") for part in parts], axis=0, dtype=np.float32))
    return rows


def _candidates(store: Store, run: Run) -> pl.DataFrame:
    """Return the pairs worth comparing. Columns out: later, earlier, a, b, printed, likely; the best of each later first."""
    buckets, parts = range(store.buckets), range(len(store.bounds()) - 1)
    printed = candidates(run(attest, buckets), _SHARED)
    mark_spoken(store, gather_findings(store, "spoken"))
    store.put("stock", gather_findings(store, "stock"))
    store.drop("prints")
    deque(run(scatter_couples, parts), maxlen=0)
    likely = candidates(run(attest_couples, buckets), _COUPLES)
    store.drop("couples")
    found = pl.concat(
        [
            printed.with_columns(printed=pl.lit(value=True), likely=pl.lit(value=False)),
            likely.with_columns(printed=pl.lit(value=False), likely=pl.lit(value=True)),
        ]
    )
    return (
        found.group_by("later", "earlier", maintain_order=True)
        .agg(pl.col("printed", "likely").any())
        .sort("later", maintain_order=True)
        .with_columns(a=pl.min_horizontal("later", "earlier"), b=pl.max_horizontal("later", "earlier"))
    )


def _tasks(
    store: Store,
    known: pl.DataFrame,
    family: Int,
    derived: Sequence[pl.DataFrame],
    words: Int,
    agencies: frozenset[str],
) -> Iterator[Families]:
    """Yield the batches of families, each with what is known of its articles."""
    marks = store.whole("marks")
    batch = np.full(len(words), len(derived), np.int64)
    for number, pairs in reversed(list(enumerate(derived))):
        batch[pairs["a"].to_numpy()] = number
    holding = [np.unique(family[pairs["a"].to_numpy()]) for pairs in derived]
    place = np.full(len(words), len(derived), np.int64)
    np.minimum.at(place, family, batch)
    for number, articles in enumerate(family_batches(family, place, words)):
        mine = pl.DataFrame({"article": articles.astype(np.uint32)})
        roots = np.unique(family[articles])
        held = tuple(n for n, some in enumerate(holding) if len(np.intersect1d(some, roots, assume_unique=True)))
        yield Families(number, known[articles], marks.join(mine, on="article", how="semi"), held or (0,), agencies)


def _numbered(store: Store, hidden: Sequence[int], family: Int, known: pl.DataFrame) -> None:
    """Give unseen sources and stories their numbers in the pile, and keep each table whole, in its order."""
    unseen = _whole(store, "unseen", hidden, known.height)
    root = pl.Series(family[unseen["children"].list.first().to_numpy()])
    unseen = unseen.with_columns(family=root).sort("family", "node").drop("family")
    names = _free_names(set(known.filter(pl.col("id").str.starts_with(_UNSEEN))["id"]))
    unseen = unseen.with_columns(id=pl.Series(list(islice(names, unseen.height)), dtype=pl.String))
    stories = _whole(store, "stories", hidden, known.height).sort("story")
    number = stories.select("story", number=pl.int_range(pl.len(), dtype=pl.UInt32))
    pairs = [_whole(store, "pairs", hidden, known.height), *map(pl.read_ipc, store.tables("quoting"))]
    passages = [_whole(store, "passages", hidden, known.height), *map(pl.read_ipc, store.tables("quotations"))]
    verdicts = _whole(store, "verdicts", hidden, known.height).join(number, on="story", how="left")
    tables = {
        "verdicts": verdicts.with_columns(story="number").drop("number").sort("article"),
        "pairs": pl.concat(pairs).sort("a", "b"),
        "passages": pl.concat(passages).sort("a", "b", "a_start", "b_start", "a_end", "b_end"),
        "edges": _whole(store, "edges", hidden, known.height).sort("child", maintain_order=True),
        "drift": _whole(store, "drift", hidden, known.height).sort("child", "parent", maintain_order=True),
        "unseen": unseen,
        "stories": stories.with_columns(story=number["number"]),
    }
    for name, table in tables.items():
        store.save(f"lineage-{name}", 0, require(table, TABLES[name], "lineage"))
    for part, (low, high) in enumerate(pairwise(store.bounds().tolist())):
        store.save("lineage-part", part, tables["verdicts"].slice(low, high - low))


@dataclass(frozen=True)
class Traced:
    """What `trace` left in a store."""

    store: Store

    def table(self, name: str) -> pl.DataFrame:
        """Return one of TABLES."""
        return self.store.load(f"lineage-{name}", 0)

    def verdicts(self, part: int) -> pl.DataFrame:
        """Return VERDICTS of one part."""
        return self.store.load("lineage-part", part)


def _whole(store: Store, name: str, hidden: Sequence[int], pile: int) -> pl.DataFrame:
    """Return a table of all batches; unseen sources of one batch count on from those of the batch before."""
    found, known = [], 0
    for number, more in enumerate(hidden):
        table = store.load(name, number)
        nodes = [c for c in ("parent", "node", "root") if c in table.columns]
        found.append(table.with_columns(pl.when(pl.col(c) >= pile).then(pl.col(c) + known).otherwise(c) for c in nodes))
        known += more
    store.drop(name)
    return pl.concat(found)


def _free_names(taken: set[str]) -> Iterator[str]:
    """Yield unseen:1, unseen:2 and so on, without those that articles have for ids."""
    return (name for number in count(1) if (name := f"{_UNSEEN}{number}") not in taken)
