"""One batch of families: whole groups of articles that hang together, traced from source to copy.

Within a batch articles count from 0; unseen sources count on from the last of them. `trace` gives both their numbers
in the pile.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from provaudit.frames import PASSAGES, as_schema, relabelled
from provaudit.lineage import tables
from provaudit.lineage.ancestry import Family, trace_family
from provaudit.lineage.drift import drift, with_evidence
from provaudit.lineage.facts import Agencies, Facts, gather
from provaudit.lineage.kept import recall_quoted
from provaudit.lineage.naming import Mentions
from provaudit.lineage.order import ranks
from provaudit.lineage.pedigree import Pedigree
from provaudit.lineage.restored import restored
from provaudit.lineage.tables import OwnText
from provaudit.lineage.ties import Ties, components, ties
from provaudit.lineage.verdicts import Reading
from provaudit.model import PassageKind
from provaudit.store import Store
from provaudit.text.tokens import Int

_FOUND = ("related", "shared", "runs", "kept", "taken")
_NODES = ("article", "a", "b", "child", "parent", "node", "root", "story")
_NODE_LISTS = ("children", "members")


@dataclass(frozen=True)
class Families:
    """A batch of families.

    `known` is METADATA of all its articles, `marks` their credits (article, mark, source, text), `batches` the
    comparisons that hold a pair of theirs, one at least.
    """

    number: int
    known: pl.DataFrame
    marks: pl.DataFrame
    batches: tuple[int, ...]
    agencies: Agencies


def trace_families(store: Store, families: Families) -> int:
    """Trace the families, keep the tables of the lineage in the store, and return how many sources are unseen.

    Kept by batch: verdicts, pairs, passages, edges, drift, unseen, stories, as `frames` has them, but that in each
    batch unseen sources count on from the pile's last article and have no id, and that a story has the number of
    its first member; and supports, as `tables` has them.
    """
    articles = families.known["article"].to_numpy().astype(np.int64)
    found = {name: _loaded(store, name, families.batches, articles) for name in _FOUND}
    first, quoted = recall_quoted(store, articles)
    own = OwnText(first, quoted, store.get("sentences")[articles])
    absolute = {name: _counted_on(table, first) for name, table in found.items()}
    reworded = pl.col("kind") == PassageKind.PARAPHRASE
    copied = absolute["shared"].filter(~reworded)
    runs, kept, taken = (absolute[name] for name in ("runs", "kept", "taken"))
    graph = ties(absolute["related"], copied, runs, kept, taken, np.diff(first).tolist())
    texts = store.texts(articles)
    known, marks = (_local(table, articles) for table in (families.known, families.marks))
    facts = gather(known, marks, np.diff(first).tolist(), families.agencies)
    reading = _read(facts, graph, texts)
    aligned = as_schema(found["shared"], PASSAGES).sort(
        "a", "b", "a_start", "b_start", "a_end", "b_end", "kind"
    )
    steps = tables.edges(reading)
    drifted = drift(steps, aligned, texts)
    made = {
        "verdicts": tables.verdicts(reading, own),
        "pairs": tables.pairs(found["related"], reading),
        "passages": aligned,
        "edges": with_evidence(steps, drifted),
        "drift": drifted,
        "supports": tables.supports(reading),
        "unseen": tables.unseen(reading, restored(reading.pedigree, aligned, texts)),
        "stories": tables.stories(reading),
    }
    nodes = _nodes(reading.pedigree, articles, int(store.bounds()[-1]))
    for name, table in made.items():
        store.save(name, families.number, _global(table, nodes))
    return len(reading.pedigree.unseen)


def _loaded(store: Store, name: str, batches: tuple[int, ...], articles: Int) -> pl.DataFrame:
    """Return the rows of pairs that lie in these families, their articles numbered as here, by pair."""
    mine, unproven = pl.DataFrame({"a": articles.astype(np.uint32)}), store.load("unproven", 0)
    tables = [store.load(name, batch).join(mine, on="a", how="semi") for batch in batches]
    found = pl.concat(tables).join(unproven, on=["a", "b"], how="anti")
    here = [pl.Series(side, np.searchsorted(articles, found[side].to_numpy()), pl.Int64) for side in "ab"]
    return found.with_columns(here).sort("a", "b", maintain_order=True)


def _counted_on(table: pl.DataFrame, first: Int) -> pl.DataFrame:
    """Count words on over all articles here, where they count in each article."""
    places = [c for c in ("a_at", "a_to", "b_at", "b_to") if c in table.columns]
    return table.with_columns(
        pl.Series(c, table[c].to_numpy() + first[table[c[0]].to_numpy()], pl.Int64) for c in places
    )


def _local(table: pl.DataFrame, articles: Int) -> pl.DataFrame:
    here = np.searchsorted(articles, table["article"].to_numpy())
    return table.with_columns(pl.Series("article", here, pl.UInt32))


def _nodes(pedigree: Pedigree, articles: Int, pile: int) -> Int:
    """Return the number in the pile of each node; unseen sources, of which some were given up, count on from it."""
    nodes = np.zeros(pedigree.next_node, np.int64)
    nodes[: len(articles)] = articles
    unseen = sorted(pedigree.unseen)
    nodes[unseen] = pile + np.arange(len(unseen))
    return nodes


def _global(table: pl.DataFrame, nodes: Int) -> pl.DataFrame:
    """Give nodes their numbers in the pile. `nodes` are the articles', then those of the unseen sources."""
    columns = [c for c in _NODES if c in table.columns]
    lists = [c for c in _NODE_LISTS if c in table.columns]
    numbers = pl.Series(nodes.astype(np.uint32))
    return table.with_columns(
        *(pl.Series(c, numbers.gather(table[c]), pl.UInt32) for c in columns),
        *(relabelled(table[c], numbers) for c in lists),
    )


def _read(facts: list[Facts], graph: Ties, texts: list[str]) -> Reading:
    rank: dict[int, int] = {}
    family = Family(facts, graph, rank, Mentions(facts, texts))
    pedigree = Pedigree(next_node=len(facts))
    for group in components(graph):
        rank.update(ranks(family, group))
        trace_family(family, group, pedigree)
    return Reading.of(family, pedigree)
