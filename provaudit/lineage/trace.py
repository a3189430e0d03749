"""The lineage of a pile, from its words to its stories: the steps in their order.

Each step is a kernel that reads and writes one part, bucket or batch of the store, so that any engine can run many at
once, and a pile need not fit into memory. What all need at once is slim: a few numbers an article.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice, pairwise

import numpy as np
import polars as pl

from provaudit.frames import DRIFT, EDGES, PAIRS, PASSAGES, STORIES, UNSEEN, VERDICTS, require
from provaudit.lineage.company import accompanied
from provaudit.lineage.compare import Batch, compare
from provaudit.lineage.facts import Agencies
from provaudit.lineage.grouping import families, family_batches, pair_batches
from provaudit.lineage.kinship import Families, trace_families
from provaudit.lineage.pairing import Run, pairs_to_compare, settle
from provaudit.lineage.standing import acting_agencies
from provaudit.lineage.wider import ALONE, Wider
from provaudit.store import Store
from provaudit.text.tokens import Int

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
"""What a traced pile is told by."""


def trace(store: Store, known: pl.DataFrame, run: Run, wider: Wider = ALONE, workers: int = 1) -> None:
    """Trace the texts of a pile whose parts all went through `keep_words` and `keep_marks`.

    Columns in: METADATA. The tables of the lineage are left in the store, for `Traced` to read; they do not depend
    on how many `workers` run the kernels.
    """
    rows = settle(store, wider)
    words = rows["words"].to_numpy().astype(np.int64)
    pairs = pairs_to_compare(store, run)
    batches = (Batch(number, some) for number, some in enumerate(pair_batches(pairs, words, workers)))
    derived = _judged(store, list(run(compare, batches)))
    family = families(pl.concat(derived), words)
    agencies = wider.agencies.and_(acting_agencies(rows))
    lots = family_batches(family, _places(family, derived), words, workers)
    tasks = _tasks(store, known, family, derived, lots, agencies)
    hidden = list(run(trace_families, tasks))
    _numbered(store, hidden, family, known)


def _judged(store: Store, found: Sequence[pl.DataFrame]) -> list[pl.DataFrame]:
    """Return the pairs of each batch that are derived; keep which of those that need company have it, or have not."""
    every = pl.concat(found)
    held = accompanied(every, store.get("order"))
    unproven = every.filter(pl.col("company") > 1).select("a", "b").join(held, on=["a", "b"], how="anti")
    store.save("accompanied", 0, held)
    store.save("unproven", 0, unproven)
    return [some.join(unproven, on=["a", "b"], how="anti") for some in found]


def _tasks(
    store: Store,
    known: pl.DataFrame,
    family: Int,
    derived: Sequence[pl.DataFrame],
    lots: Iterable[Int],
    agencies: Agencies,
) -> Iterator[Families]:
    """Yield the batches of families, each with what is known of its articles."""
    marks = store.whole("marks")
    holding = [np.unique(family[pairs["a"].to_numpy()]) for pairs in derived]
    for number, articles in enumerate(lots):
        mine = pl.DataFrame({"article": articles.astype(np.uint32)})
        roots = np.unique(family[articles])
        held = tuple(
            n for n, some in enumerate(holding) if len(np.intersect1d(some, roots, assume_unique=True))
        )
        yield Families(
            number, known[articles], marks.join(mine, on="article", how="semi"), held or (0,), agencies
        )


def _places(family: Int, derived: Sequence[pl.DataFrame]) -> Int:
    """Return for each article's family the first batch in which a pair of its articles was compared."""
    batch = np.full(len(family), len(derived), np.int64)
    for number, pairs in reversed(list(enumerate(derived))):
        batch[pairs["a"].to_numpy()] = number
    place = np.full(len(family), len(derived), np.int64)
    np.minimum.at(place, family, batch)
    return place


def _numbered(store: Store, hidden: Sequence[int], family: Int, known: pl.DataFrame) -> None:
    """Give unseen sources and stories their numbers in the pile, and keep each table whole, in its order."""
    unseen = _whole(store, "unseen", hidden, known.height)
    root = pl.Series(family[unseen["children"].list.first().to_numpy()])
    unseen = unseen.with_columns(family=root).sort("family", "node").drop("family")
    names = _free_names(set(known.filter(pl.col("id").str.starts_with(_UNSEEN))["id"]))
    unseen = unseen.with_columns(id=pl.Series(list(islice(names, unseen.height)), dtype=pl.String))
    stories = _whole(store, "stories", hidden, known.height).sort("story")
    number = stories.select("story", number=pl.int_range(pl.len(), dtype=pl.UInt32))
    held = store.load("accompanied", 0)
    pairs, passages = (
        [
            _whole(store, name, hidden, known.height),
            *(pl.read_ipc(path).join(held, on=["a", "b"], how="anti") for path in store.tables(quoted)),
        ]
        for name, quoted in (("pairs", "quoting"), ("passages", "quotations"))
    )
    verdicts = _whole(store, "verdicts", hidden, known.height).join(number, on="story", how="left")
    tables = {
        "verdicts": verdicts.with_columns(story="number").drop("number").sort("article"),
        "pairs": pl.concat(pairs).sort("a", "b"),
        "passages": pl.concat(passages).sort("a", "b", "a_start", "b_start", "a_end", "b_end", "kind"),
        "edges": _whole(store, "edges", hidden, known.height).sort("child", maintain_order=True),
        "drift": _whole(store, "drift", hidden, known.height).sort("child", "parent", maintain_order=True),
        "unseen": unseen,
        "stories": stories.with_columns(story=number["number"]),
    }
    for name, table in tables.items():
        store.save(f"lineage-{name}", 0, require(table, TABLES[name], "lineage"))
    store.save("supports", 0, _whole(store, "supports", hidden, known.height))
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
        found.append(
            table.with_columns(pl.when(pl.col(c) >= pile).then(pl.col(c) + known).otherwise(c) for c in nodes)
        )
        known += more
    store.drop(name)
    return pl.concat(found)


def _free_names(taken: set[str]) -> Iterator[str]:
    """Yield unseen:1, unseen:2 and so on, without those that articles have for ids."""
    return (name for number in count(1) if (name := f"{_UNSEEN}{number}") not in taken)
