"""`provaudit rules`: list, check, test and explain the rules in force."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from provaudit.authoring.shelf import Shelf, is_layer
from provaudit.authoring.unfired import unfired
from provaudit.commands.rule_pages import console, count, print_list, print_rule
from provaudit.commands.rule_told import WRONG, mention
from provaudit.report.rule_faults import fault_told, laid
from provaudit.rulebook import VOCABULARY, Rule, load
from provaudit.rulebook.layers import shown


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


def check(paths: tuple[Path, ...], overlays: tuple[Path, ...]) -> int:
    """Say what is wrong with rule files, all of it, line by line."""
    folders = [path if is_layer(path) else path.absolute().parent.parent for path in paths]
    rulebook = load([*overlays, *dict.fromkeys(folders)])
    faults = [fault for fault in rulebook.faults if not paths or _within(fault.file, paths)]
    own = [file for file in rulebook.files if _within(file, paths or overlays)]
    faults += unfired(rulebook, own, laid([*overlays, *map(shown, folders)])) if own else []
    width = console().width
    for fault in faults:
        click.echo(fault_told(fault, width))
    errors = sum(not fault.warning for fault in faults)
    files = [file for file in rulebook.files if not paths or _within(file, paths)]
    lists = sum(Path(file).parent.name == VOCABULARY for file in files)
    checked = f"{count(len(files) - lists, 'rule')}, {count(lists, 'vocabulary')} checked"
    click.echo(f"{checked}: {count(errors, 'error')}, {count(len(faults) - errors, 'warning')}")
    return WRONG if errors else 0


def _within(file: str, paths: Iterable[Path]) -> bool:
    return any(Path(file).resolve().is_relative_to(path.resolve()) for path in paths)


def show(rule: str, overlays: tuple[Path, ...]) -> None:
    """Show everything about one rule."""
    rulebook = load(overlays)
    print_rule(Shelf(rulebook, overlays).rule(rule), rulebook)
