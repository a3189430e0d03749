"""`provaudit rules list` and `show`: the rules in force."""

import json
from pathlib import Path
from typing import Any

import click

from provaudit.authoring.shelf import Shelf
from provaudit.commands.rule_pages import print_list, print_rule
from provaudit.commands.rule_told import mention
from provaudit.rulebook import Rule, load


def list_rules(dimension: str | None, form: str, width: int | None, overlays: tuple[Path, ...]) -> None:
    """List every rule on a line: its id, points, status, summary."""
    rulebook = load(overlays)
    wanted = [rule for rule in rulebook.rules if dimension in (None, rule.dimension)]
    if form == "json":
        click.echo(json.dumps([_row(rule) for rule in wanted], ensure_ascii=False, indent=2))
    else:
        print_list(rulebook, wanted, width)
    mention(rulebook.errors, overlays)


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "dimension": rule.dimension,
        "zones": list(rule.zones) if rule.words else [],
        "points": rule.points,
        "status": rule.status,
        "summary": rule.summary,
        "group": rule.group,
        "language": list(rule.languages),
        "needs": list(rule.needs),
        "file": rule.source,
    }


def show(rule: str, overlays: tuple[Path, ...]) -> None:
    """Show everything about one rule."""
    rulebook = load(overlays)
    print_rule(Shelf(rulebook, overlays).rule(rule), rulebook)
