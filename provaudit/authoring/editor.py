"""The JSON Schema of rule files as an editor wants it: what every key means, every word that may stand there."""

import json
from typing import Any

from provaudit import resources
from provaudit.rulebook import METRICS

_KEYS = {
    "summary": "What the rule finds, on one line, as `provaudit rules list` shows it.",
    "dimension": "What the rule speaks about, and the folder that it lies in.",
    "status": "draft or test: runs and counts no points; stable: counts; retired: is switched off.",
    "zone": "Where the rule looks; without it standfirst and body. `text` is the whole text.",
    "ignore": "Zones that are cut out before the rule looks, such as [quote].",
    "match": "Named selections, each of one kind: phrase, glob, regex, metric or meta.",
    "when": "Which selections must hit: and, or, not, ( ), 1 of x_*, all of x_*; without it all of them.",
    "needs": "What an article must have for the rule's silence to mean something: else it is not assessable.",
    "points": "What a hit counts in the dimension; negative where it is a loss.",
    "group": "Of the rules in a group only the strongest counts.",
    "capture": "Whom a hit credits.",
    "message": "What the audit tells a reader where the rule hits.",
    "why": "Why the rule exists.",
    "false_positives": "What the rule hits and should not.",
    "references": "Where the construct or the mark is described.",
    "codebook": "The variable as human coders need it.",
    "related": "Ids of rules that this one goes with or comes from; `was: ID` is what it was called before.",
    "tests": "Texts that must match and texts that must be silent; at least one of each.",
}
_SELECTIONS = {
    "phrase": "Words in any case. (word) may be absent, a|b is either, {name} is a word list.",
    "glob": "A whole stretch: * is anything within a line, ? one character.",
    "regex": "A pattern in Rust's syntax: no look-around, no back-references. {name} is a word list.",
    "metric": "A number or word about the whole article.",
    "meta": "A metadata field.",
    "except": "What a hit must not hold.",
}
_FIELDS = {
    "variable": "The variable's name in a data set.",
    "definition": "When it is 1.",
    "include": "Cases that count.",
    "exclude": "Cases that do not count.",
    "borderline": "Cases that coders asked about.",
}

_OF_WHOLES = ("required", "minProperties", "maxProperties", "if", "then", "else")
"""Keywords that ask of a mapping what a part of it need not have."""


def editor_schema(kind: str = "rule") -> dict[str, Any]:
    """Return the JSON Schema of a rule, a vocabulary or dimensions.yaml, with the meaning of keys and words."""
    schema: dict[str, Any] = json.loads(resources.schema("rule").read_text(encoding="utf-8"))
    parts = schema["$defs"]
    _describe(schema["properties"], _KEYS)
    _describe(schema["properties"]["codebook"]["properties"], _FIELDS)
    _describe(parts["selection"]["properties"], _SELECTIONS)
    names, meanings = list(METRICS), [info.meaning for info in METRICS.values()]
    parts["metric"]["properties"]["name"] |= {"enum": names, "enumDescriptions": meanings}
    parts["test"]["properties"]["metrics"]["propertyNames"] = {"enum": names}
    if kind == "rule":
        return _with_changes(schema)
    return {"$schema": schema["$schema"], "title": f"provaudit {kind}", **parts[kind], "$defs": parts}


def _describe(properties: dict[str, Any], meanings: dict[str, str]) -> None:
    for name, meaning in meanings.items():
        properties[name]["description"] = meaning


def _with_changes(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a rule that also takes one which changes another: in part, and `null` takes a key out."""
    properties, required = schema["properties"], schema.pop("required")
    identity = properties.pop("id")
    change = identity | {
        "description": "The rule beneath that this file changes: the file's path. What is not stated stays as it is."
    }
    in_part = {name: _in_part(part, schema["$defs"]) for name, part in properties.items()}
    in_part = {name: part if name in required else _or_null(part) for name, part in in_part.items()}
    named = {name: {"description": part["description"]} for name, part in properties.items()}
    schema["properties"] = {"id": identity} | named | {"change": change}
    whole = {"required": required, "properties": properties}
    return schema | {"if": {"required": ["change"]}, "then": {"properties": in_part}, "else": whole}


def _in_part(node: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a value that is laid over another: of a mapping any of its keys, each perhaps `null`."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        node = parts.get(name, {}) | {key: value for key, value in node.items() if key != "$ref"}
    if node.get("type") != "object":
        return node
    found = {key: value for key, value in node.items() if key not in _OF_WHOLES}
    if "properties" in node:
        found["properties"] = {
            key: _or_null(_in_part(part, parts)) for key, part in node["properties"].items()
        }
    if isinstance(node.get("additionalProperties"), dict):
        found["additionalProperties"] = _or_null(_in_part(node["additionalProperties"], parts))
    return found


def _or_null(node: dict[str, Any]) -> dict[str, Any]:
    if "enum" in node:
        return node | {"enum": [*node["enum"], None]}
    if "type" not in node:
        return {"anyOf": [node, {"type": "null"}]}
    kinds = [node["type"]] if isinstance(node["type"], str) else node["type"]
    return node | {"type": list(dict.fromkeys([*kinds, "null"]))}
