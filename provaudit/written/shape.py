"""Is a file shaped as it should be? Asked of the JSON Schema, answered in plain words."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from provaudit import resources
from provaudit.written.conforming import Check, conforming
from provaudit.written.faults import Fault, describe, nearest, one_of
from provaudit.written.source import Route, Source

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

_DEEPER = {"properties", "items", "additionalProperties", "propertyNames"}
"""Schema keywords behind which a description speaks of a part of the value, no longer of the value."""


@dataclass(frozen=True)
class Form:
    """A JSON Schema that ships, or one of its definitions: what a file should be shaped as."""

    schema: str  # `rule`: schemas/rule.schema.json
    part: str | None = None  # the definition; null: the whole schema
    parted: tuple[
        str, ...
    ] = ()  # keys of which one part can be wrong and the others right: a test, an outlet
    partial: bool = False  # no key need be there


def check_shape(source: Source, form: Form) -> set[Route]:
    """Add to `source.faults` every way in which it departs from the form.

    Return where the shape is wrong: a top-level key, or one part of a key that has parts.
    """
    wrong: set[Route] = set()
    if _conforming(form)(source.data):  # the validator takes ten times as long to find nothing
        return wrong
    found: dict[Fault, None] = {}  # an empty text breaks two keywords at once, and is told once
    for error in _validator(form).iter_errors(source.data):
        found |= dict.fromkeys(_faults(source, error, form))
        route: Route = tuple(error.absolute_path)
        if "propertyNames" in error.absolute_schema_path:
            route = (*route, str(error.instance))
        if route:
            wrong.add(route[:2] if route[0] in form.parted else route[:1])
    source.faults += found
    return wrong


@cache
def _schema(name: str) -> dict[str, Any]:
    """Return the schema with every reference written out: following them costs more than all the rest."""
    schema: dict[str, Any] = json.loads(resources.schema(name).read_text(encoding="utf-8"))
    written: dict[str, Any] = _written_out(schema, schema)
    return written


def _written_out(node: Any, schema: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_written_out(part, schema) for part in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        target: Any = schema
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return {key: _written_out(value, schema) for key, value in node.items()}


def _stated(form: Form) -> dict[str, Any]:
    whole = _schema(form.schema)
    found: dict[str, Any] = whole if form.part is None else whole["$defs"][form.part]
    return {key: value for key, value in found.items() if not (form.partial and key == "required")}


@cache
def _validator(form: Form) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - slow to import, and of no use to sound files

    return Draft202012Validator(_stated(form))


@cache
def _conforming(form: Form) -> Check:
    return conforming(_stated(form))


def _faults(source: Source, error: "ValidationError", form: Form) -> Iterable[Fault]:
    route = tuple(error.absolute_path)
    named = f"`{_key(route)}`" if route and isinstance(route[-1], str) else f"an item of `{_key(route)}`"
    expected = _expectation(error, form)
    allowed: Any = error.validator_value
    match error.validator:
        case "additionalProperties":
            return _unknown_keys(source, error, route)
        case "required":
            return [_missing_key(source, error, route)]
        case "pattern" | "enum" if "propertyNames" in error.absolute_schema_path:
            name = str(error.instance)
            what, hint = f"the name `{name}` will not do", _near(error)
            return [source.fault((*route, name), what, key=True, expected=expected, hint=hint)]
        case "enum":
            words = list(map(str, allowed))
            what = f"{_plainly(error.instance)} is no value of `{_key(route)}`"
            return [source.fault(route, what, expected=one_of(words), hint=_near(error))]
        case "type":
            what = f"{named} is of the wrong kind"
        case "maximum" | "minimum":
            what = f"{named} is out of range"
        case "uniqueItems":
            what = f"{named} names something twice"
        case _:
            what = f"{named} will not do"
    hint = _near(error) if error.validator == "pattern" else None
    return [source.fault(route, what, expected=expected, got=describe(error.instance), hint=hint)]


def _key(route: Route) -> str:
    return next((step for step in reversed(route) if isinstance(step, str)), "")


def _plainly(value: Any) -> str:
    return f"`{value}`" if isinstance(value, str) else describe(value)


def _near(error: "ValidationError") -> str | None:
    """Return what was meant: what the schema says that others write for it, else the word that is most alike."""
    allowed: Any = error.validator_value
    schema: Any = error.schema
    written = str(error.instance).lower()
    for meant, words in schema.get("meant", {}).items():
        if written in words:
            return str(meant)
    return nearest(error.instance, map(str, allowed)) if isinstance(allowed, list) else None


def _unknown_keys(source: Source, error: "ValidationError", route: Route) -> list[Fault]:
    schema: Any = error.schema
    instance: Any = error.instance
    known = list(schema["properties"])
    return [
        source.fault(
            (*route, key), f"unknown key `{key}`", key=True, expected=one_of(known), hint=nearest(key, known)
        )
        for key in instance
        if key not in known
    ]


def _missing_key(source: Source, error: "ValidationError", route: Route) -> Fault:
    schema: Any = error.schema
    required: Any = error.validator_value
    key = next(key for key in required if f"'{key}' is" in error.message)
    expected = schema["properties"][key].get("description")
    return source.fault(route, f"key `{key}` is missing", expected=expected)


def _expectation(error: "ValidationError", form: Form) -> str | None:
    """Return the outermost description in the schema of the very value that is wrong."""
    found: str | None = None
    node: Any = _validator(form).schema
    for step in error.absolute_schema_path:
        found = found or (node.get("description") if isinstance(node, dict) else None)
        node = node[step]
        if step in _DEEPER:
            found = None
    return found
