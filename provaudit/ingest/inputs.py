"""From paths or a frame to ARTICLES and PROBLEMS: open, read, clean, date, name, in this order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import polars as pl

from provaudit.errors import InputError
from provaudit.frames import ARTICLES, PROBLEMS, require
from provaudit.ingest import delimited, jsons, parquet, plain
from provaudit.ingest.batch import FIELDS, RAW, Problem, Source, UnreadableError
from provaudit.ingest.clean import metadata_column, normal_column, printable
from provaudit.ingest.columns import checked
from provaudit.ingest.dates import dated
from provaudit.ingest.ids import named
from provaudit.ingest.languages import language_column
from provaudit.ingest.paths import expand
from provaudit.ingest.sniff import standard_input

_READERS = {
    "plain": plain.read,
    "jsonl": jsons.read_lines,
    "json": jsons.read_whole,
    "csv": delimited.read,
    "parquet": parquet.read,
}
_METADATA = [name for name in FIELDS if name not in ("id", "text")]
_LISTED = 5
"""Problems that an error repeats (chosen; the first ones nearly always tell)."""


@dataclass(frozen=True)
class Inputs:
    """What was read (ARTICLES) and what could not be (PROBLEMS)."""

    articles: pl.DataFrame
    problems: pl.DataFrame


def read(paths: Sequence[str | Path], columns: Mapping[str, str] | None = None) -> Inputs:
    """Read files, folders, globs and "-" (standard input).

    `columns` maps fields to the files' own names for them ({"text": "content"}) and wins.
    Raises InputError if `columns` names a field that does not exist, or if not one article could be read.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    chosen = checked(columns)
    sources, problems = expand(given, partial(standard_input, chosen))
    frames = [RAW.to_frame()]
    for name, group in groupby(sources, key=attrgetter("format")):
        batch = _READERS[name](list(group), chosen)
        frames.append(batch.frame)
        problems.extend(batch.problems)
    return _finished(pl.concat(frames), problems)


def from_frame(frame: pl.DataFrame, columns: Mapping[str, str] | None = None) -> Inputs:
    """Read the rows of a frame as if they came from a file; messages call it "frame".

    Raises InputError if it has no column that holds the text, or no row with one.
    """
    problems: list[Problem] = []
    source = Source(Path("frame"), "frame", "frame", "parquet")
    try:
        raw = parquet.rows(frame.lazy(), source, checked(columns), problems)
    except UnreadableError as error:
        raise InputError(f"frame: {error}") from error
    return _finished(raw, problems)


def _finished(raw: pl.DataFrame, problems: list[Problem]) -> Inputs:
    cleaned = raw.with_columns(normal_column(pl.col("text")), *map(metadata_column, map(pl.col, _METADATA)))
    worded = cleaned["text"].str.contains(r"[\pL\pN]").fill_null(value=False)
    problems.extend(_empty(cleaned.filter(~worded)))
    articles, doubles = named(dated(cleaned.filter(worded)))
    problems.extend(doubles)
    problems.extend(_undated(articles))
    if articles.is_empty():
        raise InputError(_nothing(problems))
    numbered = articles.with_row_index("article").with_columns(language_column(pl.col("language")))
    table = pl.DataFrame(problems, schema=PROBLEMS, orient="row")
    return Inputs(require(numbered, ARTICLES, "ingest"), table)


def _empty(rows: pl.DataFrame) -> list[Problem]:
    message = "the text is empty; there is nothing to audit"
    return [
        Problem(path, f"{place}: {message}" if place else message)
        for path, place in rows.select("path", "place").iter_rows()
    ]


def _undated(articles: pl.DataFrame) -> list[Problem]:
    """Name once a file the dates that it states and that are not understood."""
    odd = articles.filter(pl.col("published").is_not_null() & pl.col("published_at").is_null())
    files = odd.group_by("path", maintain_order=True).agg(
        pl.len(), pl.col("published", "id", "place").first()
    )
    return [
        Problem(
            path,
            f"{count} {'date was' if count == 1 else 'dates were'} not understood and"
            f' {"counts" if count == 1 else "count"} as unknown, first "{printable(stated, 40)}"'
            f" (article {printable(name)}{f', {place}' if place else ''});"
            " expected e.g. 2024-06-14 or 2024-06-14T10:30",
        )
        for path, count, stated, name, place in files.iter_rows()
    ]


def _nothing(problems: Sequence[Problem]) -> str:
    if not problems:
        return "no article to audit: name a file, a folder or `-`"
    if len(problems) == 1:
        return f"{problems[0].path}: {problems[0].message}"
    lines = [f"  {path}: {message}" for path, message in problems[:_LISTED]]
    more = len(problems) - _LISTED
    return "\n".join(
        ["no article could be read:", *lines, *([f"  and {more} more problems"] if more > 0 else [])]
    )
