"""The rules of an audit as SARIF describes them: what they look for, why, and where they err."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import polars as pl

from provaudit.report.markdown import escaped
from provaudit.report.plain import plain
from provaudit.rulebook import Rule

ERROR = -3.0
"""Points from which on down a result is an error: a copy without credit, or with the wrong one; chosen."""

DRIFT = {
    "quotation": "Words within quotation marks differ from the source’s.",
    "number": "A number differs from the source’s.",
    "date": "A date differs from the source’s.",
    "name": "A name differs from the source’s.",
    "hedge": "The source’s hedge (“appeared to”, “alleged”) is gone.",
    "attribution": "The source’s attribution (“the ministry said”) is gone.",
}
"""What each kind of drift is, by the word of `model.Drift`."""

_WHY = "A reader of the copy takes what it says for what the source said."


def rule_descriptors(
    ids: Sequence[str], rules: Iterable[Rule], signals: pl.DataFrame
) -> Iterator[dict[str, Any]]:
    """Yield a descriptor for each rule that hit, in the order of `ids`.

    A rule that is not among `rules`, as after a change of rulebooks, is described by the message of its signals.
    """
    known = {rule.id: rule for rule in rules}
    messages = dict(
        signals.unique("rule", keep="first", maintain_order=True).select("rule", "message").iter_rows()
    )
    for one in ids:
        yield _described(known[one]) if one in known else _bare(one, plain(messages[one]))


def drift_rule(kind: str) -> dict[str, Any]:
    """Return the descriptor of a kind of drift."""
    return _bare(f"drift/{kind}", DRIFT[kind]) | {
        "help": {"text": _WHY},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"needs": [], "tags": ["drift"]},
    }


def severity(points: float, *, guessed: bool = False) -> dict[str, str]:
    """Return the kind and level of a result that gives points: what takes none is no failure, a guess is to be seen."""
    if points >= 0:
        return {"kind": "informational", "level": "none"}
    if guessed:
        return {"kind": "review", "level": "none"}
    return {"kind": "fail", "level": "error" if points <= ERROR else "warning"}


def _bare(one: str, told: str) -> dict[str, Any]:
    return {"id": plain(one), "shortDescription": {"text": told or plain(one)}, "properties": {}}


def _described(rule: Rule) -> dict[str, Any]:
    parts = _help(rule)
    return {
        "id": rule.id,
        "shortDescription": {"text": plain(rule.summary)},
        "fullDescription": {"text": plain(rule.message)},
        "help": {
            "text": "\n".join(f"{head}: {' · '.join(texts)}" for head, texts in parts.items()),
            "markdown": "\n\n".join(_section(head, texts) for head, texts in parts.items()),
        },
        "defaultConfiguration": {"level": severity(rule.points)["level"]},
        "properties": {
            "dimension": rule.dimension,
            "points": rule.points,
            "status": rule.status,
            "needs": list(rule.needs),
            "tags": [rule.dimension],
        },
    }


def _help(rule: Rule) -> dict[str, list[str]]:
    """Return what a rule's file says for readers, under the heads of a report; what it leaves out is not there."""
    stated = {"Why": "why", "False positives": "false_positives", "References": "references"}
    found = {"Says": rule.message} | {head: rule.document.get(key) for head, key in stated.items()}
    texts = {head: [value] if isinstance(value, str) else value for head, value in found.items() if value}
    return {head: [plain(str(text)) for text in some] for head, some in texts.items()}


def _section(head: str, texts: list[str]) -> str:
    lines = [f"- {escaped(text)}" for text in texts] if len(texts) > 1 else [escaped(texts[0])]
    return "\n".join([f"**{head}**", "", *lines])
