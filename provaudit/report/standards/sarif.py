"""The signals and the drift as SARIF 2.1.0, which editors show in place and CI systems annotate.

A rule that takes points is a warning or an error, every other says something and blames nobody. Columns count code
points. A result that is about a whole article stands at its first line, and names the sources as related places.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, BinaryIO

from provaudit.document import Audit
from provaudit.model import Drift
from provaudit.report.drifted import wording
from provaudit.report.messages import GUESSED, signals_told
from provaudit.report.plain import clip, plain
from provaudit.report.standards.locations import Locations, message
from provaudit.report.standards.safe import as_json, items
from provaudit.report.standards.sarif_rules import drift_rule, rule_descriptors, severity
from provaudit.resources import installed_version
from provaudit.rulebook import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""Where the format's JSON Schema is; a name here, nothing is fetched."""

_LONGEST = 160  # cells of the words that a message quotes; chosen
_SLICE = 5_000  # rows turned into Python objects at a time; chosen


def write_sarif(audit: Audit, stream: BinaryIO, rules: Iterable[Rule] = ()) -> None:
    """Write one run, one rule, file or result a line, each as it is made.

    `rules` are those that were in force, and tell what each looks for.
    """
    stream.writelines(line.encode() for line in _lines(audit, rules))


def _lines(audit: Audit, rules: Iterable[Rule]) -> Iterator[str]:
    ids = audit.signals["rule"].unique().sort().to_list()
    descriptors = [*rule_descriptors(ids, rules, audit.signals), *map(drift_rule, _kinds(audit))]
    places = {one["id"]: place for place, one in enumerate(descriptors)}
    traced = {one["id"] for one in descriptors if "lineage" in one["properties"].get("needs", ())}
    found = Locations(audit)
    book = audit.rulebook
    yield f'{{"$schema": {as_json(SCHEMA)}, "version": "2.1.0", "runs": [{{\n'
    yield f'"tool": {{"driver": {{"name": "provaudit", "version": {as_json(installed_version())}, '
    yield f'"properties": {as_json({"rulebook": book.name, "version": book.version, "digest": book.digest})}, '
    yield '"rules": ['
    yield from items(descriptors)
    yield '\n]}},\n"columnKind": "unicodeCodePoints",\n"originalUriBaseIds": '
    yield f"{as_json({'%SRCROOT%': {'description': {'text': 'The folder in which the audit ran.'}}})},\n"
    yield f'"invocations": [{as_json(_invocation(audit))}],\n"artifacts": ['
    yield from items(found.artifacts())
    yield '\n],\n"results": ['
    results = (one | {"ruleIndex": places[one["ruleId"]]} for one in _results(audit, found, traced))
    yield from items(results)
    yield "\n]}]}\n"


def _kinds(audit: Audit) -> list[str]:
    here = set(audit.drift["kind"])
    return [str(kind) for kind in Drift if kind in here]


def _invocation(audit: Audit) -> dict[str, Any]:
    """Return that the audit ran, and what it could not read."""
    told = [
        {"level": "warning", "message": {"text": message(f"{path}: {what}")}}
        for path, what in audit.problems.unique(maintain_order=True).iter_rows()
    ]
    return {"executionSuccessful": True} | ({"toolExecutionNotifications": told} if told else {})


def _results(audit: Audit, found: Locations, traced: set[str]) -> Iterator[dict[str, Any]]:
    """Yield a result for each signal, then one for each drift."""
    known = signals_told(audit).with_columns(guessed=GUESSED)
    for part in known.iter_slices(_SLICE):
        for row in part.iter_rows(named=True):
            yield _signal(row, found, related=row["rule"] in traced)
    for part in audit.drift.iter_slices(_SLICE):
        for row in part.iter_rows(named=True):
            yield _drift(row, found)


def _signal(row: dict[str, Any], found: Locations, *, related: bool) -> dict[str, Any]:
    said = plain(row["text"])
    words = (
        f"{plain(row['message'])} “{clip(said, _LONGEST)}”"
        if said and row["start"] is not None
        else row["message"]
    )
    sources = found.sources(row["id"]) if related else []
    known = {
        name: row[name] for name in ("dimension", "points", "zone", "start", "end") if row[name] is not None
    }
    return {
        "ruleId": row["rule"],
        **severity(row["points"] or 0.0, guessed=row["guessed"]),
        "message": {"text": message(words)},
        "locations": [found.location(row["id"], row["start"], row["end"])],
        **({"relatedLocations": sources} if sources else {}),
        "partialFingerprints": _fingerprint(row["rule"], row["id"], said),
        "properties": known,
    }


def _drift(row: dict[str, Any], found: Locations) -> dict[str, Any]:
    parent = found.location(row["parent"], row["parent_start"], row["parent_end"])
    rule = f"drift/{row['kind']}"
    return {
        "ruleId": rule,
        "kind": "fail",
        "level": "warning",
        "message": {"text": message(f"Changed from its source: {wording(row)}")},
        "locations": [found.location(row["child"], row["child_start"], row["child_end"])],
        "relatedLocations": [parent | {"message": {"text": "What the source says."}}],
        "partialFingerprints": _fingerprint(rule, row["child"], row["parent"], row["was"], row["now"]),
    }


def _fingerprint(*parts: str | None) -> dict[str, str]:
    """Return by what a result is known again in another run, wherever its words have moved."""
    return {
        "provaudit/v1": sha256("\0".join(part or "" for part in parts).encode(errors="replace")).hexdigest()
    }
