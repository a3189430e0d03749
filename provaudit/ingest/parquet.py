"""Parquet files and frames in memory: typed columns to the text of the fields, slice by slice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import polars as pl
from polars.datatypes import DataTypeClass
from polars.exceptions import PanicException, PolarsError

from provaudit.ingest.batch import FIELDS, KEPT, RAW, Problem, Source, UnreadableError
from provaudit.ingest.clean import printable, sound
from provaudit.ingest.columns import Columns, no_text
from provaudit.ingest.values import markup_name

_JOINTS = {"text": "\n\n"}
"""What joins the parts of a list; names are joined with a comma."""

_USUAL = 4096
"""Characters of a text, for the size of the first slice (chosen; the others go by those seen)."""

_GROWTH = 4
"""Times that a slice may have the rows of the one before: long texts may follow short ones (chosen)."""


def read(
    sources: Iterable[Source], columns: Columns, problems: list[Problem], part: int
) -> Iterator[pl.DataFrame]:
    """Yield one row a row of each file; only the columns that are needed are read.

    Slices, not batches of one query: those hold whole row groups, unpacked, and writers make them large.
    """
    for source in sources:
        try:
            with _opened(source) as file:
                yield from rows(pl.scan_parquet(file, glob=False), source, columns, problems, part)
        except UnreadableError as error:
            problems.append(source.problem(str(error)))
        except (PolarsError, PanicException, OSError) as error:  # polars panics on some broken files
            reason = printable(str(error).partition("\n")[0], 200)
            problems.append(source.problem(f"cannot be read as parquet: {reason}"))


@contextmanager
def _opened(source: Source) -> Iterator[bytes | Path | BinaryIO]:
    """Give what polars reads a source from: its path, but where that is no UTF-8, which polars takes for no path."""
    if source.data is not None or sound(source.name) == source.name:
        yield source.data or source.path
    else:
        with source.open() as file:
            yield file


def rows(
    frame: pl.LazyFrame,
    source: Source,
    columns: Columns,
    problems: list[Problem],
    part: int,
    *,
    once: bool = False,
) -> Iterator[pl.DataFrame]:
    """Yield a frame's rows as RAW, in slices of about `part` characters of text.

    once: run the frame as one query, in batches, for a slice of it may cost as much as the whole.
    Raises UnreadableError if none of its columns holds the text, or if it has no rows.
    """
    stated = _stated(frame.collect_schema(), source, columns, problems)
    above, height = 0, max(1, part // _USUAL)
    for piece in _batches(frame, stated) if once else [frame]:
        start = 0
        while not (table := _raw(piece.slice(start, height), source, above, stated).collect()).is_empty():
            yield table
            start, above = start + table.height, above + table.height
            mean = max(1, (table["text"].str.len_chars().sum() or 0) / table.height)
            height = min(_GROWTH * height, max(1, int(part / mean)))
    if not above:
        raise UnreadableError("the table has no rows")


def _batches(frame: pl.LazyFrame, stated: Mapping[str, pl.Expr]) -> Iterator[pl.LazyFrame]:
    needed = {name: None for field in stated.values() for name in field.meta.root_names()}
    return (batch.lazy() for batch in frame.select(*needed).collect_batches(lazy=True))


def _stated(
    schema: pl.Schema, source: Source, columns: Columns, problems: list[Problem]
) -> dict[str, pl.Expr]:
    """Return each field as an expression over a frame of the schema."""
    choice = columns.choose(schema.names())
    if absent := columns.absent(schema.names()):
        problems.append(source.problem(absent))
    if "text" not in choice:
        raise UnreadableError(no_text(schema.names()))
    if all(_text(schema[name], pl.col(name), "") is None for name in choice["text"]):
        name = choice["text"][0]
        raise UnreadableError(
            f"column {printable(name)} holds {printable(str(schema[name]))}, expected strings"
        )
    for field, names in choice.items():
        if all(_text(schema[name], pl.col(name), "") is None for name in names):
            what = f"{printable(names[0])} holds {printable(str(schema[names[0]]))}, expected text"
            problems.append(source.problem(f"{what}; {field} counts as unknown"))
    fields = (*FIELDS, *KEPT)
    found = {field: _field(schema, choice.get(field, ()), _JOINTS.get(field, ", ")) for field in fields}
    return found | {"markup": _markup(schema)}


def _raw(piece: pl.LazyFrame, source: Source, above: int, stated: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    """Return the slice that lies below so many rows as RAW."""
    number = (pl.int_range(1, pl.len() + 1, dtype=pl.Int64) + above).cast(pl.String)
    place = {"key": pl.format("{}#{}", pl.lit(source.key), number), "place": pl.format("row {}", number)}
    main = pl.lit(None, RAW["main"])
    return piece.select(path=pl.lit(source.shown), **place, **stated, main=main).select(list(RAW))


def _field(schema: pl.Schema, columns: Sequence[str], joint: str) -> pl.Expr:
    """Return the first of the columns that is filled in, as text; null where none can be text."""
    texts = [_text(schema[name], pl.col(name), joint) for name in columns]
    known = [pl.when(~text.str.contains(r"^\s*$")).then(text) for text in texts if text is not None]
    return pl.coalesce([*known, pl.lit(None, pl.String)])


def _markup(schema: pl.Schema) -> pl.Expr:
    """Return what the columns by names of `model.MARKUP` state; null where that is nothing."""
    texts = {
        name: text
        for column, dtype in schema.items()
        if (name := markup_name(column)) and (text := _text(dtype, pl.col(column), ", ")) is not None
    }
    if not texts:
        return pl.lit(None, RAW["markup"])
    listed = pl.concat_list(
        pl.when(text.str.contains(r"\S")).then(pl.struct(name=pl.lit(name), value=text))
        for name, text in texts.items()
    ).list.drop_nulls()
    return pl.when(listed.list.len() > 0).then(listed)


def _text(dtype: pl.DataType | DataTypeClass, column: pl.Expr, joint: str) -> pl.Expr | None:
    """Return a column as text: times in ISO 8601, lists joined, a struct by its `name`; null = no text."""
    match dtype:
        case pl.Datetime():
            zone = dtype.time_zone
            utc = column.dt.convert_time_zone("UTC") if zone else column
            return utc.dt.to_string("%Y-%m-%dT%H:%M:%SZ" if zone else "%Y-%m-%dT%H:%M:%S")
        case pl.Struct():
            names = {item.name: item.dtype for item in dtype.fields}
            return _text(names["name"], column.struct.field("name"), joint) if "name" in names else None
        case pl.List() | pl.Array():
            inner = _text(dtype.inner, pl.element(), joint)
            listed = column if isinstance(dtype, pl.List) else column.arr.to_list()
            return None if inner is None else listed.list.eval(inner).list.drop_nulls().list.join(joint)
        case pl.Object():
            return None
        case _:
            binary = dtype == pl.Binary
            return column.map_batches(_decoded, pl.String) if binary else column.cast(pl.String, strict=False)


def _decoded(column: pl.Series) -> pl.Series:
    """Return bytes as text; polars would refuse a whole column for one bad byte."""
    texts = [None if data is None else data.decode("utf-8", "replace") for data in column]
    return pl.Series(column.name, texts, pl.String)
