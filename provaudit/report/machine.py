"""An audit for other programs: the JSON document, and one CSV or Parquet file a table."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

import polars as pl

from provaudit.document import SCHEMAS, Audit, RulebookInfo
from provaudit.model import Dimension
from provaudit.nested import written
from provaudit.report.beside import writable, write_beside
from provaudit.report.cells import flat
from provaudit.report.standards.safe import as_json, harmless, listed
from provaudit.report.standards.tidy import LONG, PACKAGE, package
from provaudit.report.view import flags_of
from provaudit.told import Told

KINDS = ("csv", "parquet")
"""The forms that come as one file a table."""


def write_json(audit: Audit, stream: BinaryIO) -> None:
    """Write the audit document in UTF-8, one line an article, edge or pair, as it is made.

    Characters that a terminal obeys are escaped: the same strings to a parser, harmless on a screen.
    """
    head = [f"{as_json(name)}: {as_json(value)}" for name, value in audit.header().items()]
    stream.write(("{" + ",\n".join(head)).encode())
    for name, frame in audit.sections():
        stream.write(f",\n{as_json(name)}: [".encode())
        stream.writelines(line.encode() for line in listed(map(harmless, written(frame))))
        stream.write(b"]")
    stream.write(b"}\n")


def write_csv(audit: Audit, stream: BinaryIO, *, with_text: bool = False) -> None:
    """Write the table of articles as CSV, without those of an archive; for all tables see `write_tables`.

    It gains what the table on a terminal shows: `source` and `source_share` (the best source), `flags`, and the
    points of each dimension, one column each; null where they could not be assessed. Cells are as `cells.flat` makes
    them.
    """
    articles = audit.audited if with_text else audit.audited.drop("text")
    flat(_wide(audit, articles)).write_csv(stream)


def write_tables(audit: Audit, folder: Path, kind: str, *, with_text: bool = False) -> list[Path]:
    """Write each table to `folder/<table>.csv` or `.parquet`; articles' text only if asked. Return the files.

    What is nested comes one a row too (`tidy.LONG`), and `datapackage.json` says what every column means. In CSV,
    cells are as `cells.flat` makes them. Each file is complete or not there. Raise InputError where the folder cannot
    be made or written.
    """
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
    frames = _without_text(audit, with_text)
    frames |= {name: of(frames[base].lazy()).collect() for name, (base, of) in LONG.items()}
    if kind == "csv":
        frames["articles"] = _wide(audit, frames["articles"])
    files = []
    for name, frame in frames.items():
        files.append(folder / f"{name}.{kind}")
        write: Callable[[BinaryIO], object] = (
            frame.write_parquet if kind == "parquet" else flat(frame).write_csv
        )
        write_beside(files[-1], write)
    _describe(folder, {name: frame.schema for name, frame in frames.items()}, kind, audit.rulebook)
    return files


def write_parts(told: Told, folder: Path, *, with_text: bool = False) -> list[Path]:
    """Write each table to `folder/<table>.parquet`, as `write_tables` does, in little memory."""
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
    files, schemas = [], {}
    for name in (*SCHEMAS, *LONG):
        base, of = LONG.get(name, (name, lambda table: table))
        table = of(told.scan(base))
        files.append(folder / f"{name}.parquet")
        wanted = table if with_text or name != "articles" else table.drop("text")
        write_beside(files[-1], wanted.sink_parquet)
        schemas[name] = wanted.collect_schema()
    _describe(folder, schemas, "parquet", told.rulebook)
    return files


def _describe(folder: Path, tables: Mapping[str, pl.Schema], kind: str, rulebook: RulebookInfo) -> None:
    told = json.dumps(package(tables, kind, rulebook), ensure_ascii=False, indent=1)
    write_beside(folder / PACKAGE, lambda stream: stream.write(f"{told}\n".encode()))


def _without_text(audit: Audit, with_text: bool) -> dict[str, pl.DataFrame]:
    frames = audit.frames()
    return frames if with_text else frames | {"articles": audit.articles.drop("text")}


def _wide(audit: Audit, articles: pl.DataFrame) -> pl.DataFrame:
    """Return the articles with the columns that `write_csv` names."""
    points = articles.select("id")
    for dimension in Dimension:
        one = audit.scores.filter(pl.col("dimension") == dimension).select(
            "id", pl.col("points").alias(dimension)
        )
        points = points.join(one, on="id", how="left", maintain_order="left")
    flags = flags_of(audit, articles["id"].to_list())
    best = pl.col("sources").list.first()
    told = articles.with_columns(
        source=best.struct["id"],
        source_share=best.struct["share"],
        flags=pl.Series([", ".join(flags[one]) for one in articles["id"]], dtype=pl.String),
    )
    return told.join(points, on="id", how="left", maintain_order="left")
