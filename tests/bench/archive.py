"""An archive of a made flow, its last articles traced against its window, and the same in one big audit.

python -m bench.archive FLOW.jsonl FOLDER [--days 60] [--new 5000] [--window 14] [--only 20] [--big 16], in tests/

The flow (`wireflow.py`) is drawn together to so many days. FOLDER keeps what was made, and what is there is not made
again: the archive, for instance, which is added to part by part, takes three quarters of an hour of processor for a
million articles. `--only` takes the flow's last days; `--big` has the one big audit read the last days only, which a
window reaches, however old the archive is.
"""

import argparse
import json
import os
import shutil
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from .command import PROVAUDIT, audit_command, measured

_TOGETHER = 100_000  # articles that one command adds, as its help advises
_MINUTE = "%Y-%m-%dT%H:%M"


class Edge(NamedTuple):
    """A step of the lineage, an unseen parent named by the first of its children."""

    child: str
    parent: str


def drawn(flow: Path, folder: Path, days: int, only: int | None, new: int) -> tuple[Path, Path, Path]:
    """Write the flow, drawn together to so many days: the earlier articles, the last ones, and all."""
    paths = folder / "old.parquet", folder / "new.parquet", folder / "all.parquet"
    if not all(path.exists() for path in paths):
        lines = pl.scan_ndjson(flow).with_columns(pl.col("published").str.to_datetime(_MINUTE))
        first, last = (
            lines.select(first=pl.col("published").min(), last=pl.col("published").max()).collect().row(0)
        )
        since = last - (last - first) * min(1.0, (only or days) / days)
        span = pl.lit(days * 86_400 / (last - first).total_seconds())
        when = first + pl.duration(seconds=(pl.col("published") - first).dt.total_seconds() * span)
        flowed = lines.filter(pl.col("published") >= since).with_columns(
            when.dt.strftime(_MINUTE).alias("published")
        )
        whole = flowed.collect().sort("published", "id")
        for path, part in zip(paths, (whole.head(-new), whole.tail(new), whole), strict=True):
            part.write_parquet(path)
    return paths


def latest(whole: Path, folder: Path, days: int) -> Path:
    """Write the last days of all articles."""
    path, articles = folder / f"last_{days}.parquet", pl.scan_parquet(whole)
    time = pl.col("published").str.to_datetime(_MINUTE)
    articles.filter(time >= time.max() - pl.duration(days=days)).sink_parquet(path)
    return path


def older(whole: Path, new: Path, window: int) -> pl.Series:
    """Return the ids of the articles that are older than the window of the new ones."""
    day = pl.col("published").str.to_datetime(_MINUTE).dt.date()
    first = pl.scan_parquet(new).select(day.min()).collect().item()
    older = pl.scan_parquet(whole).filter(day < first - timedelta(window))
    return older.select("id").collect()["id"]


def edges(steps: pl.DataFrame, unseen: pl.DataFrame, ids: pl.Series) -> set[Edge]:
    """Return the edges of some children."""
    first = {
        name: f"unseen before {min(children)}"
        for name, children in unseen.select("id", "children").iter_rows()
    }
    mine = steps.filter(pl.col("child").is_in(ids.implode())).select("child", "parent")
    return {Edge(child, first.get(parent, parent)) for child, parent in mine.iter_rows()}


def told(document: Path, ids: pl.Series) -> set[Edge]:
    """Return the edges of some children that a document tells of."""
    found: dict[str, Any] = json.loads(document.read_text(encoding="utf-8"))
    steps = pl.DataFrame([{"child": e["child"], "parent": e["parent"]} for e in found["edges"]])
    unseen = [{"id": one["id"], "children": one["children"]} for one in found["unseen"]]
    return edges(
        steps, pl.DataFrame(unseen, schema={"id": pl.String(), "children": pl.List(pl.String())}), ids
    )


def beyond(steps: pl.DataFrame, unseen: pl.DataFrame, old: pl.Series) -> set[str]:
    """Return the children of which a source, or another child of an unseen source, is older than the window."""
    family = unseen.select(
        parent="id", old=pl.col("children").list.set_intersection(old.implode()).list.len() > 0
    )
    told = steps.join(family, on="parent", how="left")
    reaching = pl.col("parent").is_in(old.implode()) | pl.col("old").fill_null(value=False)
    return set(told.filter(reaching)["child"])


def compare(one: set[Edge], other: set[Edge], far: AbstractSet[str]) -> Iterator[str]:
    """Say how many edges of one big audit were found: all, and those of articles that took from the window alone."""
    share = len(one & other) / max(1, len(one))
    within = {edge for edge in one if edge.child not in far}
    near = len(within & other) / max(1, len(within))
    yield f"edges of the new articles: {len(one):,} in one big audit, {len(other):,} against the window"
    yield f"the same: {len(one & other):,} ({share:.2%}); not found {len(one - other):,}, others {len(other - one):,}"
    yield (
        f"of the {len(within):,} edges of articles of which the one big audit knows no source older than the window: "
        f"{near:.2%} found, {len(within - other):,} not"
    )


def main() -> None:
    """Make, trace, compare, and say what each step took."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("flow", type=Path)
    options.add_argument("folder", type=Path)
    for name, default in (("days", 60), ("new", 5_000), ("window", 14)):
        options.add_argument(f"--{name}", type=int, default=default)
    options.add_argument("--only", type=int)
    options.add_argument("--big", type=int)
    asked = options.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    old, new, whole = drawn(asked.flow, asked.folder, asked.days, asked.only, asked.new)
    ids = pl.read_parquet(new, columns=["id"])["id"]
    if asked.big:
        whole = latest(whole, asked.folder, asked.big)
    for line in _steps(asked.folder, old, new, whole, asked.window):
        print(line, flush=True)
    big = asked.folder / "one"
    steps, unseen = (pl.read_parquet(big / f"{table}.parquet") for table in ("edges", "unseen"))
    far = beyond(steps, unseen, older(whole, new, asked.window))
    for line in compare(edges(steps, unseen, ids), told(asked.folder / "new.json", ids), far):
        print(line)


def _steps(folder: Path, old: Path, new: Path, whole: Path, window: int) -> Iterator[str]:
    archive, one, copy = folder / "archive", folder / "one", folder / "traced"
    if not archive.exists():
        making = folder / "archive.making"  # one that was stopped goes on
        for part in _parts(old, folder):
            cost = measured([PROVAUDIT, "archive", "add", part, "--archive", making, "--quiet"])
            yield f"{_height(part):,} articles of {_height(old):,} added in {cost}"
        making.rename(archive)
    shutil.rmtree(copy, ignore_errors=True)
    # tracing stores, and each time begins with the same archive, whose files are never written again
    shutil.copytree(archive, copy, copy_function=os.link)
    options = "--archive", copy, "--window", str(window)
    cost = measured(audit_command([new], "json", folder / "new.json", *options))
    yield f"{_height(new):,} new articles traced against {window} days and stored in {cost}"
    if not one.exists():
        yield f"one big audit of all {_height(whole):,} in {measured(audit_command([whole], 'parquet', one))}"


def _parts(articles: Path, folder: Path) -> Iterator[Path]:
    """Yield articles in files of so many as are best added at a time; each lasts until the next."""
    path = folder / "part.parquet"
    for first in range(0, _height(articles), _TOGETHER):
        pl.scan_parquet(articles).slice(first, _TOGETHER).sink_parquet(path)
        yield path
        path.unlink()


def _height(path: Path) -> int:
    return int(pl.scan_parquet(path).select(pl.len()).collect().item())


if __name__ == "__main__":
    main()
