"""Whether a value fulfils a JSON Schema, yes or no, in a tenth of the time that it takes to say why not.

Knows the keywords of our own schemas and no others, with references written out; another one is a KeyError.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

Check = Callable[[Any], bool]

_SILENT = {"$schema", "$id", "$defs", "title", "description", "meant", "then", "else"}
"""Keywords that ask nothing by themselves."""

_TYPES: Mapping[str, set[type]] = {
    "object": {dict},
    "array": {list},
    "string": {str},
    "number": {int, float},
    "integer": {int},
    "boolean": {bool},
    "null": {type(None)},
}


def conforming(schema: Mapping[str, Any]) -> Check:
    """Return a check that holds only of values that fulfil the schema.

    It may fail for an odd value that does (`1.0` as an integer): who gets a no asks the full validator.
    """
    checks = [
        _KEYWORDS[keyword](wanted, schema) for keyword, wanted in schema.items() if keyword not in _SILENT
    ]
    return checks[0] if len(checks) == 1 else _all(checks)


def _all(checks: Collection[Check]) -> Check:
    def check(value: Any) -> bool:
        for one in checks:  # noqa: SIM110 - `all` over a generator takes half as long again, thousands of times
            if not one(value):
                return False
        return True

    return check


def _type(wanted: Any, _schema: Any) -> Check:
    kinds = set().union(*(_TYPES[name] for name in ([wanted] if isinstance(wanted, str) else wanted)))
    return lambda value: type(value) in kinds


def _one_of(wanted: Any, _schema: Any) -> Check:
    return lambda value: any(type(value) is type(one) and value == one for one in wanted)


def _pattern(wanted: Any, _schema: Any) -> Check:
    regex = re.compile(wanted)
    return lambda value: not isinstance(value, str) or regex.search(value) is not None


def _required(wanted: Any, _schema: Any) -> Check:
    return lambda value: not isinstance(value, dict) or all(key in value for key in wanted)


def _properties(wanted: Any, _schema: Any) -> Check:
    checks = {key: conforming(part) for key, part in wanted.items()}

    def check(value: Any) -> bool:
        return not isinstance(value, dict) or all(
            checks[key](part) for key, part in value.items() if key in checks
        )

    return check


def _other_properties(wanted: Any, schema: Any) -> Check:
    known = schema.get("properties", {}).keys()
    other = conforming(wanted) if wanted else lambda _: False
    return lambda value: not isinstance(value, dict) or all(other(value[key]) for key in value.keys() - known)


def _names(wanted: Any, _schema: Any) -> Check:
    check = conforming(wanted)
    return lambda value: not isinstance(value, dict) or all(map(check, value))


def _items(wanted: Any, _schema: Any) -> Check:
    check = conforming(wanted)
    return lambda value: not isinstance(value, list) or all(map(check, value))


def _unique(_wanted: Any, _schema: Any) -> Check:
    return lambda value: (
        not isinstance(value, list) or not any(one in value[:at] for at, one in enumerate(value))
    )


def _size(kind: type[Collection[Any]], sign: int) -> Callable[[Any, Any], Check]:
    """Return the keyword for the size of one kind of value: at least the wanted one, or with -1 at most."""
    return lambda wanted, _: lambda value: not isinstance(value, kind) or sign * len(value) >= sign * wanted


def _bound(sign: int) -> Callable[[Any, Any], Check]:
    return lambda wanted, _: lambda value: not isinstance(value, int | float) or sign * value >= sign * wanted


def _if(wanted: Any, schema: Any) -> Check:
    asked, then, other = (conforming(part) for part in (wanted, schema["then"], schema["else"]))
    return lambda value: then(value) if asked(value) else other(value)


_KEYWORDS: Mapping[str, Callable[[Any, Any], Check]] = {
    "type": _type,
    "enum": _one_of,
    "const": lambda wanted, schema: _one_of([wanted], schema),
    "pattern": _pattern,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _other_properties,
    "propertyNames": _names,
    "items": _items,
    "uniqueItems": _unique,
    "minLength": _size(str, 1),
    "minItems": _size(list, 1),
    "minProperties": _size(dict, 1),
    "maxProperties": _size(dict, -1),
    "minimum": _bound(1),
    "maximum": _bound(-1),
    "if": _if,
}
