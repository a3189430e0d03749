"""What the pictures show, counted once for all of them: the largest outlets, and the rest as one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import polars as pl

from provaudit.document import Audit
from provaudit.profiles import Measure, profiled, traits
from provaudit.report.rule_lines import UNKNOWN

OUTLETS = 14
"""Outlets that have a line of their own: those with most articles (chosen: what a page has room for)."""

_REST = "\0"  # no outlet is called so


NAMELESS = "No article here names its outlet."
"""Why there is no picture by outlet where none is named."""


class Line(NamedTuple):
    """An outlet, or all the smaller ones together."""

    name: str
    articles: int
    rest: bool
    measured: Mapping[Measure, Mapping[str, Any]]  # rows of PROFILES


@dataclass(frozen=True)
class Ground:
    """The articles, with `line`, the place of their outlet's line; the lines, those with most articles first.

    An agency's own texts are in neither: no outlet could have copied them.
    """

    articles: pl.DataFrame
    lines: tuple[Line, ...]
    every: Mapping[Measure, float | None]  # the whole pile's figures

    @property
    def unnamed(self) -> bool:
        """Whether no article names its outlet, so that nothing can be told by outlet."""
        return all(line.name == UNKNOWN for line in self.lines)

    @classmethod
    def of(cls, audit: Audit) -> Self:
        """Return the ground of an audit's pictures."""
        outlets = traits(audit).filter(pl.col("wire").is_not_null())
        sizes = outlets["outlet"].value_counts().sort("count", "outlet", descending=[True, False])
        rest = sizes["outlet"][OUTLETS:]
        name = (
            pl.when(pl.col("outlet").is_in(rest.implode()))
            .then(pl.lit(_REST))
            .otherwise("outlet")
            .alias("outlet")
        )
        if len(rest) < 2:  # noqa: PLR2004 - one alone keeps its name
            name = pl.col("outlet")
        lines = tuple(
            sorted(_lines(profiled(outlets.with_columns(name)), len(rest)), key=lambda line: line.rest)
        )
        places = {_key(line): place for place, line in enumerate(lines)}
        place = name.fill_null(UNKNOWN).replace_strict(places, return_dtype=pl.UInt32)
        return cls(
            outlets.with_columns(pl.col("outlet").fill_null(UNKNOWN), line=place),
            lines,
            {measure: row["pile"] for measure, row in lines[0].measured.items()} if lines else {},
        )


def _key(line: Line) -> str:
    return _REST if line.rest else line.name


def _lines(rows: pl.DataFrame, rest: int) -> list[Line]:
    lines = []
    for group in rows.partition_by("outlet", maintain_order=True):
        measured = {Measure(row["measure"]): row for row in group.iter_rows(named=True)}
        outlet, articles = group.row(0)[:2]
        together = outlet == _REST
        name = f"{rest:,} smaller outlets" if together else UNKNOWN if outlet is None else outlet
        lines.append(Line(name, articles, together, measured))
    return lines


def ordered(lines: tuple[Line, ...], measure: Measure) -> list[tuple[int, Line]]:
    """Return the lines that have the figure, with their places: largest first, then too few to say, then the rest."""
    there = [(place, line) for place, line in enumerate(lines) if line.measured[measure]["value"] is not None]
    return sorted(there, key=lambda one: _rank(one[1], measure))


def _rank(line: Line, measure: Measure) -> tuple[bool, bool, float]:
    row = line.measured[measure]
    return line.rest, row["too_few"], -row["n"] if row["too_few"] else -row["value"]


CREDITS = {
    "open": "no right credit",
    "vague": "only “agencies”",
    "said": "credited",
    "again": "version of its own",
    "else": "undetermined",
}
"""How a picture tells what a copy says of its source, by the kind of its mark, worst first."""


def credited() -> pl.Expr:
    """Return which of CREDITS holds of an article."""
    said = ~pl.col("uncredited")
    kinds = {"open": pl.col("uncredited"), "vague": pl.col("vague"), "said": said, "again": pl.col("again")}
    found = (pl.when(holds).then(pl.lit(kind)) for kind, holds in kinds.items())
    return pl.coalesce(*found, pl.lit("else"))
