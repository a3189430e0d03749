"""Is a file shaped as a rule, a vocabulary, the dimensions? Asked of the JSON Schema, answered in plain words."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from provaudit import resources
from provaudit.rulebook.faults import Fault, describe, nearest, one_of
from provaudit.rulebook.source import Source

_DEEPER = {"properties", "items", "additionalProperties"}
"""Schema keywords behind which a description speaks of a part of the value, no longer of the value."""


def shape_faults(source: Source, part: str | None = None) -> Iterator[Fault]:
    """Yield every way in which a file departs from the rule schema, or from its definition `part`."""
    for error in _validator(part).iter_errors(source.data):
        yield from _faults(source, error)


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(resources.schema("rule").read_text(encoding="utf-8"))
    return schema


@cache
def _validator(part: str | None) -> Draft202012Validator:
    schema = _schema()
    if part is None:
        return Draft202012Validator(schema)
    return Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": schema["$defs"], "properties": schema["properties"]})


def _faults(source: Source, error: ValidationError) -> Iterable[Fault]:
    route = tuple(error.absolute_path)
    named = f"`{route[-1]}`" if route and isinstance(route[-1], str) else "the value"
    expected = _expectation(error)
    match error.validator:
        case "additionalProperties":
            return _unknown_keys(source, error, route)
        case "required":
            return [_missing_key(source, error, route)]
        case "pattern" | "enum" if "propertyNames" in error.absolute_schema_path:
            what, hint = f"the name `{error.instance}` will not do", _near(error)
            return [source.fault((*route, error.instance), what, key=True, expected=expected, hint=hint)]
        case "enum":
            words = [word for word in error.validator_value if isinstance(word, str)]
            what = f"{named} is not {expected}" if expected else f"{named} is unknown"
            got = describe(error.instance)
            return [source.fault(route, what, expected=one_of(words), got=got, hint=_near(error))]
        case "type":
            what = f"{named} is of the wrong kind"
        case "maximum" | "minimum":
            what = f"{named} is out of range"
        case "uniqueItems":
            what = f"{named} names something twice"
        case _:
            what = f"{named} will not do"
    return [source.fault(route, what, expected=expected, got=describe(error.instance))]


def _near(error: ValidationError) -> str | None:
    allowed = error.validator_value
    return nearest(error.instance, map(str, allowed)) if isinstance(allowed, list) else None


def _unknown_keys(source: Source, error: ValidationError, route: tuple[str | int, ...]) -> list[Fault]:
    known = list(error.schema["properties"])
    return [
        source.fault((*route, key), f"unknown key `{key}`", key=True, expected=one_of(known), hint=nearest(key, known))
        for key in error.instance
        if key not in known
    ]


def _missing_key(source: Source, error: ValidationError, route: tuple[str | int, ...]) -> Fault:
    key = next(key for key in error.validator_value if f"'{key}' is" in error.message)
    wanted = _resolved(error.schema["properties"][key])
    expected = error.schema["properties"][key].get("description") or wanted.get("description")
    return source.fault(route, f"key `{key}` is missing", expected=expected)


def _expectation(error: ValidationError) -> str | None:
    """Return the outermost description in the schema of the very value that is wrong."""
    found: str | None = None
    node: Any = _validator_root(error)
    for step in error.absolute_schema_path:
        if isinstance(node, dict):
            found = found or node.get("description")
            node = _resolved(node) if step == "$ref" else node[step]
            if step in _DEEPER or step == "propertyNames":
                found = None
        else:
            node = node[step]
            found = None
    return found


def _validator_root(error: ValidationError) -> Any:
    first = error.absolute_schema_path[0]
    schema = _schema()
    return schema if first in schema else error.schema


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    reference = node.get("$ref")
    if reference is None:
        return node
    target: Any = _schema()
    for step in reference.removeprefix("#/").split("/"):
        target = target[step]
    found: dict[str, Any] = target
    return found
