"""One value of a row read in Python (JSON, front matter) to the text of a field."""

import json
from collections.abc import Mapping
from typing import Any

from provaudit.ingest.batch import FIELDS, UnreadableError
from provaudit.ingest.clean import sound
from provaudit.ingest.columns import Choice

_JOINTS = {"text": "\n\n"}


def fields(record: Mapping[str, Any], choice: Choice) -> dict[str, str | None]:
    """Return the record's fields as text, each from the first of its columns that is filled in.

    Raises UnreadableError if the text is filled in with something that is no text.
    """
    return {field: _first(record, field, choice[field]) for field in FIELDS if field in choice}


def _first(record: Mapping[str, Any], field: str, columns: tuple[str, ...]) -> str | None:
    for column in columns:
        value = record.get(column)
        found = value if isinstance(value, str) else _as_text(value, _JOINTS.get(field, ", "))
        if found is None and value is not None and field == "text":
            what = "an object" if isinstance(value, Mapping) else "a nested list"
            raise UnreadableError(f"{column} holds {what}, expected a string")
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
