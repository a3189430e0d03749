"""The tables of an audit as its document nests them: an item a row, what belongs to it in lists and structs."""

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any

import polars as pl

from provaudit.model import Dimension, Zone

ARCHIVED = "archived"
"""The field of articles that stand in an archive, always the last; others do not have it."""

_REUSE = ("share", "prose_share", "quote_share")
_SLICE = 5_000  # rows written at a time; chosen


def sections(
    tables: Mapping[str, pl.DataFrame], archived: Collection[str]
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield each list of the document as its name and a frame that has an item in every row.

    `tables` are those of an audit; `archived` are ids of articles. Shares and confidences are rounded to four
    decimals.
    """
    yield "articles", _articles(tables, archived)
    yield "edges", _with_drift(tables["edges"], tables["drift"])
    yield "unseen", tables["unseen"]
    yield "pairs", _with_passages(tables["pairs"], tables["passages"])
    for name in ("stories", "outlets", "problems"):
        yield name, tables[name]


def rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the items of a section as Python values."""
    items = frame.to_dicts()
    for item in items:
        if ARCHIVED in item and not item[ARCHIVED]:
            del item[ARCHIVED]
    return items


def written(frame: pl.DataFrame) -> Iterator[str]:
    """Yield the items of a section as JSON, each on one line, without making Python values of them."""
    # A text cannot look like this: within one, the quotation marks would be escaped.
    line = pl.struct(pl.all()).struct.json_encode().str.replace(f',"{ARCHIVED}":null}}$', "}")
    for part in frame.iter_slices(_SLICE):
        yield from part.select(line).to_series()


def digest(text: str | None) -> str | None:
    """Return the SHA-256 of a text in UTF-8, by which a document knows it again; None for no text."""
    return None if text is None else sha256(text.encode()).hexdigest()


def _rounded(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.selectors.float().round(4))


def _nested(frame: pl.DataFrame, key: str, name: str) -> pl.DataFrame:
    """Return one row a key, with the frame's other columns as a list of structs under `name`."""
    return frame.group_by(key, maintain_order=True).agg(pl.struct(pl.exclude(key)).alias(name))


def _articles(tables: Mapping[str, pl.DataFrame], archived: Collection[str]) -> pl.DataFrame:
    """Return the document's articles: their own columns, then sources, scores, signals, cited sources and zones."""
    share = pl.struct(pl.element().struct.field("id"), pl.element().struct.field("share").round(4))
    own = _rounded(tables["articles"]).select(
        pl.exclude("text", "sources", "story", *_REUSE),
        pl.struct(_REUSE).alias("reuse"),
        pl.col("sources").list.eval(share),
        "story",
        pl.col("text").map_elements(digest, pl.String).alias("sha256"),
    )
    zones = tables["zones"].filter(pl.col("zone") != Zone.BODY)
    nested = {"signals": tables["signals"], "cited": tables["cited"], "zones": zones}
    frame = own.join(_scores(own.select("id"), tables["scores"]), on="id", how="left", maintain_order="left")
    for name, table in nested.items():
        frame = frame.join(_nested(table, "id", name), on="id", how="left", maintain_order="left")
    frame = frame.with_columns(pl.col(*nested, "sources").fill_null([]))
    if not archived:
        return frame
    known = pl.col("id").is_in(list(archived))
    return frame.with_columns(pl.when(known).then(pl.lit(value=True)).alias(ARCHIVED))


def _scores(ids: pl.DataFrame, scores: pl.DataFrame) -> pl.DataFrame:
    """Return `id` and a struct `scores` of all dimensions, a row for each of `ids`; null where not assessable."""
    known = scores.filter(pl.col("points").is_not_null())
    for dimension in Dimension:
        one = known.filter(pl.col("dimension") == dimension)
        one = one.select("id", pl.struct("points", "min", "max").alias(dimension))
        ids = ids.join(one, on="id", how="left", maintain_order="left")
    return ids.select("id", pl.struct(list(Dimension)).alias("scores"))


def _with_passages(pairs: pl.DataFrame, passages: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs, each with its passages as the document writes them."""
    written = passages.select(
        "a",
        "b",
        pl.struct(
            pl.concat_list("a_start", "a_end").alias("a"),
            pl.concat_list("b_start", "b_end").alias("b"),
            "kind",
            "quoted",
        ).alias("passages"),
    )
    lists = written.group_by("a", "b", maintain_order=True).agg("passages")
    joined = _rounded(pairs).join(lists, on=["a", "b"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("passages").fill_null([]))


def _with_drift(edges: pl.DataFrame, drift: pl.DataFrame) -> pl.DataFrame:
    """Return the edges, each with its drift as the document writes it."""
    written = drift.select(
        *("child", "parent"),
        pl.struct(
            "kind",
            pl.concat_list("child_start", "child_end").alias("child"),
            pl.concat_list("parent_start", "parent_end").alias("parent"),
            *("was", "now"),
        ).alias("drift"),
    )
    lists = written.group_by("child", "parent", maintain_order=True).agg("drift")
    joined = _rounded(edges).join(lists, on=["child", "parent"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("drift").fill_null([]))
