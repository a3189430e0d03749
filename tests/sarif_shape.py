"""What a SARIF 2.1.0 log may look like: the official schema, and ours, after the standard's chapter 3.

Ours is stricter: every object is closed, and what we do not write is refused.
"""

import json
from pathlib import Path

import jsonschema

_OFFICIAL = Path(__file__).parent / "data" / "sarif" / "sarif-2.1.0.json"


def official():
    """Return what validates against the schema that comes with the standard, addresses and times included."""
    schema = json.loads(_OFFICIAL.read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


TEXT = {"type": "string", "minLength": 1}
NATURAL = {"type": "integer", "minimum": 1}
INDEX = {"type": "integer", "minimum": 0}


def closed(required, **optional):
    """Return the schema of an object with these properties and no other."""
    names = sorted(required)
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": required | optional,
        "required": names,
    }


def listed(items, **more):
    return {"type": "array", "items": items} | more


BAG = {"type": "object", "properties": {"tags": listed(TEXT, uniqueItems=True)}}  # 3.8
MESSAGE = closed({"text": TEXT})  # 3.11
TEXTS = closed({"text": TEXT}, markdown=TEXT)  # 3.12
CONTENT = closed({"text": TEXT})  # 3.3
LEVEL = {"enum": ["none", "note", "warning", "error"]}
ADDRESS = closed(
    {}, uri={"type": "string", "format": "uri-reference"}, uriBaseId=TEXT, index=INDEX, description=MESSAGE
)  # 3.4
REGION = closed(
    {"startLine": NATURAL}, startColumn=NATURAL, endLine=NATURAL, endColumn=NATURAL, snippet=CONTENT
)  # 3.30
PHYSICAL = closed({"artifactLocation": ADDRESS}, region=REGION)  # 3.29
LOGICAL = closed({"name": TEXT, "fullyQualifiedName": TEXT, "kind": TEXT})  # 3.33
PLACE = closed(
    {"logicalLocations": listed(LOGICAL)}, id=NATURAL, physicalLocation=PHYSICAL, message=MESSAGE
)  # 3.28
RULE = closed(
    {"id": TEXT},
    shortDescription=TEXTS,
    fullDescription=TEXTS,
    help=TEXTS,
    defaultConfiguration=closed({"level": LEVEL}),
    properties=BAG,
)  # 3.49
RESULT = closed(
    {
        "ruleId": TEXT,
        "ruleIndex": INDEX,
        "message": MESSAGE,
        "locations": listed(PLACE, maxItems=1, minItems=1),
    },
    kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
    level=LEVEL,
    relatedLocations=listed(PLACE, uniqueItems=True),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    properties=BAG,
)  # 3.27
RESULT["if"] = {"properties": {"kind": {"const": "fail"}}}
RESULT["else"] = {"properties": {"level": {"const": "none"}}}  # 3.27.10
RUN = closed(
    {"tool": closed({"driver": closed({"name": TEXT}, version=TEXT, rules=listed(RULE), properties=BAG)})},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    originalUriBaseIds={"type": "object", "additionalProperties": ADDRESS},
    invocations=listed(
        closed(
            {"executionSuccessful": {"type": "boolean"}},
            toolExecutionNotifications=listed(closed({"message": MESSAGE}, level=LEVEL)),
        )
    ),
    artifacts=listed(
        closed({"location": ADDRESS, "roles": listed({"const": "analysisTarget"})}), uniqueItems=True
    ),
    results=listed(RESULT),
)  # 3.14
LOG = closed(
    {"version": {"const": "2.1.0"}, "runs": listed(RUN)}, **{"$schema": {"type": "string", "format": "uri"}}
)  # 3.13
