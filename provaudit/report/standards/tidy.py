"""Tables that describe themselves: what is nested comes one a row too, and every column says what it means.

`datapackage.json` beside the tables is a Frictionless Data Package (Table Schema): R, Python and spreadsheets read it.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from provaudit.document import RulebookInfo
from provaudit.report.cells import GUARDED
from provaudit.resources import installed_version

PACKAGE = "datapackage.json"
"""The file that describes the tables of a folder."""


def _evidence(edges: pl.LazyFrame) -> pl.LazyFrame:
    places = pl.int_ranges(1, pl.col("evidence").list.len() + 1).alias("place")
    told = edges.select("child", "parent", places, reason="evidence")
    return told.explode("place", "reason", empty_as_null=False)


def _said(unseen: pl.LazyFrame) -> pl.LazyFrame:
    places = pl.int_ranges(1, pl.col("passages").list.len() + 1).alias("place")
    each = unseen.select(places, "passages", unseen="id").explode("place", "passages", empty_as_null=False)
    apart = each.unnest("passages").rename({"children": "child"}).explode("child", empty_as_null=False)
    return apart.select("unseen", "place", "child", "start", "end", "text")


def _ratings(outlets: pl.LazyFrame) -> pl.LazyFrame:
    told = outlets.select("ratings", outlet="name").explode("ratings", empty_as_null=False)
    return told.unnest("ratings").select("outlet", pl.exclude("outlet"))


LONG: Mapping[str, tuple[str, Callable[[pl.LazyFrame], pl.LazyFrame]]] = {
    "evidence": ("edges", _evidence),
    "said": ("unseen", _said),
    "ratings": ("outlets", _ratings),
}
"""Tables that stand in no audit as such: the table that each is made of, and how."""

_TYPES = {pl.String: "string", pl.Boolean: "boolean", pl.Float64: "number", pl.List: "array"}
_KEYS = {"articles": "id", "unseen": "id", "stories": "id"}
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


@cache
def meanings() -> Mapping[str, Any]:
    """Return what each table holds (`about`) and what its columns mean (`columns`), by the table's name."""
    import yaml  # noqa: PLC0415 - only where tables are written

    told: Mapping[str, Any] = yaml.safe_load(
        Path(__file__).with_name("columns.yaml").read_text(encoding="utf-8")
    )
    return told


def package(tables: Mapping[str, pl.Schema], kind: str, rulebook: RulebookInfo) -> dict[str, Any]:
    """Return the description of a folder with a file a table, of the kind csv or parquet."""
    book = {"name": rulebook.name, "version": rulebook.version, "digest": rulebook.digest}
    return {
        "profile": "tabular-data-package",
        "name": "provaudit-audit",
        "title": "Audit of provenance",
        **({"description": GUARDED} if kind == "csv" else {}),
        "provaudit": installed_version(),
        "rulebook": book,
        "resources": [_resource(name, schema, kind) for name, schema in tables.items()],
    }


def _resource(name: str, schema: pl.Schema, kind: str) -> dict[str, Any]:
    told = meanings()[name]
    fields = [
        {
            "name": column,
            "type": _TYPES.get(dtype.base_type(), "integer"),
            "description": told["columns"][column],
        }
        for column, dtype in schema.items()
    ]
    key = {"primaryKey": _KEYS[name]} if name in _KEYS else {}
    return {
        "name": name,
        "path": f"{name}.{kind}",
        "format": kind,
        "mediatype": _MEDIA[kind],
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "description": told["about"],
        "schema": {"fields": fields, **key},
    }
