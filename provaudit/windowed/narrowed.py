"""What is told of an audit within a window: the new articles, and the archived ones that they have to do with."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from provaudit.document import Audit
from provaudit.told import Told

_ENDS = {
    "edges": ("child", "parent"),
    "drift": ("child", "parent"),
    "pairs": ("a", "b"),
    "passages": ("a", "b"),
}
_MEMBERS = {"unseen": "children", "stories": "members"}


@dataclass(frozen=True)
class Narrowed(Told):
    """The tables of an audit within a window: what was only traced to be compared with is left out."""

    fresh: frozenset[str] = field(default_factory=frozenset)
    """The ids of the new articles."""

    def audit(self) -> Audit:
        """Return the audit as one value, in memory."""
        found = super().audit()
        return replace(found, archived=frozenset(found.articles["id"]) - self.fresh)

    def parts(self, name: str) -> Iterator[pl.DataFrame]:
        """Yield a table of `document.SCHEMAS`, some rows at a time, in their order."""
        for table in super().parts(name):
            yield self._narrowed(name, table)

    @cached_property
    def kin(self) -> pl.Series:
        """The ids of all members of stories to which a new article belongs."""
        return self._stories["members"].explode(empty_as_null=False).unique()

    @cached_property
    def shown(self) -> pl.Series:
        """The ids of all articles that are told of, and of the unseen sources of these stories."""
        met = pl.concat(
            pairs.select("a", "b").filter(self._new("a") | self._new("b")) for pairs in super().parts("pairs")
        )
        own = pl.Series("id", sorted(self.fresh), pl.String)
        return pl.concat([own, self.kin.alias("id"), met["a"].alias("id"), met["b"].alias("id")]).unique()

    @cached_property
    def _stories(self) -> pl.DataFrame:
        stories = pl.concat(super().parts("stories"))
        new = stories["members"].list.set_intersection(sorted(self.fresh)).list.len() > 0
        return stories.filter(new)

    def _new(self, column: str) -> pl.Expr:
        return pl.col(column).is_in(list(self.fresh))

    def _narrowed(self, name: str, table: pl.DataFrame) -> pl.DataFrame:
        if name in ("problems", "outlets"):
            return table
        if name == "stories":
            return table.filter(pl.col("id").is_in(self._stories["id"].implode()))
        if name in _MEMBERS:
            return table.filter(pl.col(_MEMBERS[name]).list.first().is_in(self.kin.implode()))
        if name in ("edges", "drift"):
            return table.filter(pl.col("child").is_in(self.kin.implode()))
        if name in _ENDS:
            return table.filter(pl.col(end).is_in(self.shown.implode()) for end in _ENDS[name])
        mine = table.filter(pl.col("id").is_in(self.shown.implode()))
        return mine if name != "articles" else self._without_other_stories(mine)

    def _without_other_stories(self, articles: pl.DataFrame) -> pl.DataFrame:
        """Say nothing of the stories of articles that only quote what a new one quotes."""
        kin = pl.col("id").is_in(self.kin.implode()) | self._new("id")
        return articles.with_columns(
            story=pl.when(kin).then("story"), sources=pl.when(kin).then("sources").otherwise(pl.lit([]))
        )
