"""A finished audit on disk: readable ids where row numbers stood, table by table and part by part."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from provaudit.document import SCHEMAS, Audit, RulebookInfo
from provaudit.examine import articles_of
from provaudit.frames import PROBLEMS, empty, relabelled
from provaudit.lineage import Traced
from provaudit.outlets import LISTED, licensed
from provaudit.store import Store

_SLICE = 1_000_000  # rows of a table that are named at a time; chosen
_SHARE = pl.col("source").struct["share"]
_BY_PART = ("zones", "signals", "cited", "scores")


@dataclass(frozen=True)
class Told:
    """The tables of an audit, in a folder that goes when the audit's context ends."""

    store: Store
    unread: pl.DataFrame
    faults: Sequence[tuple[str, str]]
    rulebook: RulebookInfo
    outlets: pl.DataFrame = field(default_factory=lambda: empty(LISTED))
    outlets_by: str | None = None
    """A digest of the user's files on outlets."""

    def audit(self) -> Audit:
        """Return the audit as one value, in memory."""
        tables: dict[str, Any] = {name: pl.concat(list(self.parts(name))) for name in SCHEMAS}
        return Audit(**tables, rulebook=self.rulebook, archived=frozenset())

    def scan(self, name: str) -> pl.LazyFrame:
        """Return a table that need not fit into memory; it can be read while the context lasts."""
        for part, table in enumerate(self.parts(name)):
            self.store.save(f"scan-{name}", part, table.select(list(SCHEMAS[name])))
        return pl.scan_ipc(self.store.tables(f"scan-{name}"))

    def parts(self, name: str) -> Iterator[pl.DataFrame]:
        """Yield a table of `document.SCHEMAS`, some rows at a time, in their order."""
        if name == "problems":
            yield self.problems()
        elif name == "outlets":
            yield self.outlets
        elif name == "articles":
            yield from self._articles()
        elif name in _BY_PART:
            yield from (self.store.load(f"told-{name}", part) for part in range(self._parts))
        else:
            table = Traced(self.store).table(name)
            nodes = self._nodes()
            yield from (_NAMING[name](some, nodes) for some in table.iter_slices(_SLICE))
            if table.is_empty():
                yield pl.DataFrame(schema=SCHEMAS[name])

    def problems(self) -> pl.DataFrame:
        """Return PROBLEMS: what could not be read, and what is wrong with rules."""
        return pl.concat([self.unread, pl.DataFrame(self.faults, schema=PROBLEMS, orient="row")])

    @property
    def _parts(self) -> int:
        return len(self.store.bounds()) - 1

    def _nodes(self) -> pl.Series:
        """Return the ids of articles and unseen sources, by their numbers."""
        ids = [self.store.load("articles", part)["id"] for part in range(self._parts)]
        return pl.concat([*ids, Traced(self.store).table("unseen").sort("node")["id"]])

    def _articles(self) -> Iterator[pl.DataFrame]:
        nodes, traced = self._nodes(), Traced(self.store)
        sources = (
            traced.table("edges")
            .select("child", source=pl.struct(pl.lit(nodes).gather("parent").alias("id"), "share"))
            .group_by("child", maintain_order=True)
            .agg(
                sources=pl.col("source").sort_by(
                    pl.col("source").struct["share"], descending=True, maintain_order=True
                )
            )
        )
        licences = self._licences(traced)
        for part in range(self._parts):
            articles = articles_of(self.store, part, "articles")
            yield (
                articles.join(traced.verdicts(part), on="article", maintain_order="left")
                .join(sources, left_on="article", right_on="child", how="left", maintain_order="left")
                .join(licences, on="article", how="left", maintain_order="left")
                .with_columns(
                    pl.format("story:{}", pl.col("story") + 1).alias("story"), pl.col("sources").fill_null([])
                )
                .select(list(SCHEMAS["articles"]))
            )

    def _licences(self, traced: Traced) -> pl.DataFrame:
        """Return `article` and `licence`, where the user's outlets hold any."""
        holders = self.outlets.filter(pl.col("licences").list.len() > 0)
        parts = range(self._parts) if holders.height else ()
        outlets = [self.store.load("articles", part).select("article", "outlet") for part in parts]
        agencies = [traced.verdicts(part).select("article", "agency") for part in parts]
        if not outlets:
            return pl.DataFrame(schema={"article": pl.UInt32, "licence": pl.String})
        articles = pl.concat(outlets).join(pl.concat(agencies), on="article", maintain_order="left")
        return licensed(articles, traced.table("edges"), holders)


def _named(*columns: str) -> Callable[[pl.DataFrame, pl.Series], pl.DataFrame]:
    """Return what replaces numbers in the columns by ids."""
    return lambda table, nodes: table.with_columns(nodes.gather(table[c]).alias(c) for c in columns)


def _unseen(table: pl.DataFrame, nodes: pl.Series) -> pl.DataFrame:
    told = table.select("id", relabelled(table["children"], nodes), "words", "evidence", "passages")
    named = [
        [said | {"children": [ids[place] for place in said["children"]]} for said in passages]
        for ids, passages in told.select("children", "passages").iter_rows()
    ]
    return told.with_columns(passages=pl.Series(named, dtype=SCHEMAS["unseen"]["passages"]))


def _stories(table: pl.DataFrame, nodes: pl.Series) -> pl.DataFrame:
    story = pl.format("story:{}", pl.col("story") + 1).alias("id")
    return table.select(story, relabelled(table["members"], nodes), nodes.gather(table["root"]).alias("root"))


_NAMING: dict[str, Callable[[pl.DataFrame, pl.Series], pl.DataFrame]] = {
    "pairs": _named("a", "b"),
    "passages": _named("a", "b"),
    "edges": _named("child", "parent"),
    "drift": _named("child", "parent"),
    "unseen": _unseen,
    "stories": _stories,
}
