"""What the tool knew of each edge and each pair when it stated a confidence, beside the truth."""

import csv
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import yaml

from provaudit.lineage import Traced
from provaudit.lineage.support import VERSION
from provaudit.model import DERIVED, Relation
from provaudit.pipeline import audited

from .arithmetic import connected
from .corpora import ONE_EVENT, WIREPAIRS
from .flows import roots
from .wirepairs import FLIPPED, half, labels, stem

_MEASURED = ("prose_a", "prose_b", "covered_a", "covered_b")


def flow(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the supported edges and the derived pairs of a made flow.

    Columns out: of edges those of `tables.supports`, confidence, right (the parent is the direct one, or unseen where
    it was removed); of pairs those of PAIRS, what `relation.relate` read, right (both go back to one source).
    """
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as stream:
        truth = list(csv.DictReader(stream))
    parent, root = {row["id"]: row["parent"] for row in truth}, roots(truth)
    removed = {row["id"] for row in truth if row["parent"] and row["parent_seen"] == "0"}
    edges, pairs = traced(folder / "articles.jsonl")
    taken = [
        child in removed if source is None else source == parent[child]
        for child, source in edges.select("child", "parent").iter_rows()
    ]
    kin = [root[a] == root[b] for a, b in pairs.select("a", "b").iter_rows()]
    derived = pl.col("relation").is_in([str(relation) for relation in DERIVED])
    return edges.with_columns(right=pl.Series(taken)), pairs.with_columns(right=pl.Series(kin)).filter(
        derived
    )


def wirepairs() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the edges and pairs of wirepairs dev that the labels speak of, as `flow`; right of a pair: its relation.

    Columns added: half (0 or 1, whole events by their hash), gold (of pairs).
    """
    rows = labels()
    event = connected((row["a"], row["b"]) for row in rows)
    halves = {name: half(one) for name, one in event.items()}
    known = {(row["a"], row["b"]): (row["relation"], row["direction"]) for row in rows}
    known |= {(b, a): (said, FLIPPED.get(way, way)) for (a, b), (said, way) in known.items()}
    edges, pairs = (_by_stem(table) for table in traced(WIREPAIRS))
    edges = edges.filter(~pl.col("evidence").list.contains(VERSION.told))  # labels call two versions `common`
    gold = [known.get(ends, ("", ""))[0] for ends in pairs.select("a", "b").iter_rows()]
    pairs = pairs.with_columns(gold=pl.Series(gold, dtype=pl.String)).filter(pl.col("gold") != "")
    judged = [_direct(known, *ends) for ends in edges.select("child", "parent", "siblings").iter_rows()]
    edges = edges.with_columns(right=pl.Series(judged, dtype=pl.Boolean)).drop_nulls("right")
    return (
        edges.with_columns(half=pl.col("child").replace_strict(halves, return_dtype=pl.Int64)),
        pairs.with_columns(
            right=pl.col("relation") == pl.col("gold"),
            half=pl.col("a").replace_strict(halves, return_dtype=pl.Int64),
        ),
    )


def paraphrases(folder: Path) -> list[bool]:
    """Return, for each pair of `one_event` that is called a paraphrase, whether it is a re-worded one."""
    pairs = yaml.safe_load(ONE_EVENT.read_text(encoding="utf-8"))
    pile = folder / "one_event.jsonl"
    rows = [{"id": f"{pair['id']}-{side}", "text": pair[side]} for pair in pairs for side in "ab"]
    pl.DataFrame(rows).write_ndjson(pile)
    kind = {f"{pair['id']}-{side}": (pair["id"], pair["kind"]) for pair in pairs for side in "ab"}
    said = traced(pile)[1].filter(pl.col("relation") == Relation.PARAPHRASE)
    return [
        kind[a][0] == kind[b][0] and kind[a][1] == "reworded" for a, b in said.select("a", "b").iter_rows()
    ]


def _direct(
    known: Mapping[tuple[str, str], tuple[str, str]], child: str, parent: str | None, siblings: list[str]
) -> bool | None:
    """Return whether labels say that the edge is right; None where they say nothing."""
    if parent is not None:
        way = known.get((child, parent), ("", ""))[1]
        return way == "a_from_b" if way in {"a_from_b", "b_from_a", "common"} else None
    ways = {known[child, other][1] for other in siblings if (child, other) in known}
    return ways == {"common"} if ways else None


def traced(path: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the edges and the pairs of a pile, by readable ids, with what their confidences were made of.

    An unseen parent is null, with its children as `siblings`.
    """
    with audited(path) as told:
        ids = told.store.whole("articles")["id"]
        lineage = Traced(told.store)
        unseen = lineage.table("unseen").select(parent="node", siblings="children")
        given = told.store.load("supports", 0)
        edges = lineage.table("edges").select("child", "parent", "confidence", "evidence")
        edges = edges.join(given, on=["child", "parent"]).join(unseen, on="parent", how="left")
        pairs = lineage.table("pairs").join(
            told.store.whole("related").select("a", "b", *_MEASURED),
            on=["a", "b"],
            how="left",
        )
        name = dict(enumerate(ids))
        return (
            edges.with_columns(
                pl.col("child", "parent").replace_strict(name, default=None, return_dtype=pl.String),
                pl.col("siblings").list.eval(pl.element().replace_strict(name, return_dtype=pl.String)),
            ),
            pairs.with_columns(pl.col("a", "b").replace_strict(name, return_dtype=pl.String)),
        )


def _by_stem(table: pl.DataFrame) -> pl.DataFrame:
    ends = [c for c in ("a", "b", "child", "parent") if c in table.columns]
    return table.with_columns(pl.Series(c, [n and stem(n) for n in table[c]], dtype=pl.String) for c in ends)
