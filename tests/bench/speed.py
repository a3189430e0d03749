"""Seconds, memory and growth of the whole command, on real articles and on made flows."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from .command import Cost, audit_command, typical
from .corpora import ABP, first_by_date, flow
from .finding import Figure, Finding, table

SAMPLES = (2_000, 8_000)
HEAD = ("articles", "seconds", "CPU seconds", "peak GB", "ms an article")


def abp(
    folder: Path, runs: int, *, sizes: Sequence[int] = SAMPLES, whole: bool = False
) -> tuple[Finding, Cost]:
    """Audit the first articles of abp by date, and all of them if asked.

    Return the finding, and the smallest sample's cost, which the peers are compared with.
    """
    piles = [(n, first_by_date(n, folder)) for n in sizes]
    if whole:
        piles.append((pl.scan_parquet(ABP).select(pl.len()).collect().item(), ABP))
    costs = [
        (f"{n:,}", n, typical(audit_command([path], "parquet", folder / "out"), runs)) for n, path in piles
    ]
    figures = {f"seconds, {name} articles": Figure(cost.seconds) for name, _, cost in costs}
    figures |= {f"peak GB, {name} articles": Figure(cost.peak / 1024**3) for name, _, cost in costs}
    (_, first, least), (name, last, most) = costs[0], costs[-1]
    if len(costs) > 1:
        growth = (most.seconds / last) / (least.seconds / first)
        figures[f"seconds an article, {name} against {first:,}"] = Figure(growth)
    lines = [*table(HEAD, [*map(_row, costs)]), *["the whole corpus is measured with --full"] * (not whole)]
    return Finding(f"abp, whole command, median of {runs}", figures, tuple(lines)), least


def flows(folder: Path, runs: int, sizes: Sequence[int], *, size: int, fanout: int) -> Finding:
    """Audit made flows of the sizes; the one of `size` also with one story of so many copies among its articles."""
    made = [(f"{n:,}", n, flow(folder, n, 1)) for n in sizes]
    made.append((f"{size:,}, one story with {fanout:,} copies", size, flow(folder, size, 1, fanout=fanout)))
    costs = [
        (name, n, typical(audit_command([out / "articles.jsonl"], "parquet", folder / "out"), runs))
        for name, n, out in made
    ]
    plain, fanned = costs[sizes.index(size)][2], costs[-1][2]
    figures = {
        f"seconds with {fanout:,} copies in {size:,} against none": Figure(fanned.seconds / plain.seconds),
        f"CPU seconds with {fanout:,} copies in {size:,} against none": Figure(
            fanned.processor / plain.processor
        ),
    }
    return Finding(f"wireflow, whole command, median of {runs}", figures, table(HEAD, [*map(_row, costs)]))


def _row(measured: tuple[str, int, Cost]) -> tuple[str, ...]:
    name, n, cost = measured
    numbers = (cost.seconds, cost.processor, cost.peak / 1024**3, 1_000 * cost.seconds / n)
    return (name, *(f"{number:.2f}" for number in numbers))
