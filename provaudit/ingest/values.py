"""One value of a row read in Python (JSON, front matter) to the text of a field."""

import json
import re
from collections.abc import Mapping
from typing import Any

from provaudit.ingest.batch import FIELDS, KEPT, Markup, UnreadableError
from provaudit.ingest.clean import sound
from provaudit.ingest.columns import Choice
from provaudit.model import MARKUP

_SEPARATORS = re.compile(r"[\s_.-]+")
_MARKUP = {_SEPARATORS.sub("", name).casefold(): name for name in MARKUP}
"""Columns by which markup goes: without case, blanks, hyphens and underscores, as those of the fields."""

_JOINTS = {"text": "\n\n"}


def fields(record: Mapping[str, Any], choice: Choice) -> dict[str, str | None]:
    """Return the record's fields as text, each from the first of its columns that is filled in.

    Raises UnreadableError if the text is filled in with something that is no text.
    """
    return {field: _first(record, field, choice[field]) for field in (*FIELDS, *KEPT) if field in choice}


def stated(record: Mapping[str, Any]) -> Markup | None:
    """Return what the record states beside its fields; null where that is nothing."""
    found = [
        {"name": name, "value": sound(text)}
        for key, value in record.items()
        if (name := markup_name(key)) and (text := (_as_text(value, ", ") or "").strip())
    ]
    return found or None


def markup_name(column: str) -> str | None:
    """Return the name of `model.MARKUP` that a column goes by; null for other columns."""
    return _MARKUP.get(_SEPARATORS.sub("", column).casefold())


def misfits(record: Mapping[str, Any], choice: Choice, found: Mapping[str, str | None]) -> dict[str, str]:
    """Return, for each column that was to fill a field and holds no text, what it holds instead.

    `found` is what `fields` gave; a field that another column filled is no loss.
    """
    lost = [column for field in choice if found.get(field) is None for column in choice[field]]
    return {name: _kind(record[name]) for name in lost if _nested(record.get(name))}


def _nested(value: Any) -> bool:
    return isinstance(value, Mapping | list) and _as_text(value, "") is None


def _kind(value: Any) -> str:
    return "an object" if isinstance(value, Mapping) else "a nested list"


def _first(record: Mapping[str, Any], field: str, columns: tuple[str, ...]) -> str | None:
    for column in columns:
        value = record.get(column)
        found = value if isinstance(value, str) else _as_text(value, _JOINTS.get(field, ", "))
        if found is None and value is not None and field == "text":
            raise UnreadableError(f"{column} holds {_kind(value)}, expected a string")
        if found and not found.isspace():
            return sound(found)
    return None


def _as_text(value: Any, joint: str) -> str | None:
    """Return scalars as JSON writes them, lists joined, an object by its name; null for what has no text."""
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, list):
        parts = [_scalar(item) for item in value if item is not None]
        return None if None in parts else joint.join(part for part in parts if part)
    return _scalar(value)


def _scalar(value: Any) -> str | None:
    """Return a string, a number or the name of an object ({"name": "Ana Ruiz"}), null for anything else."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return value if isinstance(value, str) else None
