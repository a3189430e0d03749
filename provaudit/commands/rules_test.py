"""`provaudit rules test`: the tests that rules carry, once or whenever a file changes."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from provaudit import resources
from provaudit.authoring.shelf import Shelf
from provaudit.commands.rule_pages import console, print_failure, print_outcomes
from provaudit.commands.rule_told import WRONG, mention
from provaudit.errors import RuleError
from provaudit.rulebook import load, run_tests
from provaudit.watching import changes
from provaudit.zones import find_zones


def test(wanted: tuple[str, ...], overlays: tuple[Path, ...], *, watch: bool) -> int:
    """Run the tests that the rules carry."""
    if not watch:
        return _tested(wanted, overlays)
    with suppress(KeyboardInterrupt):
        for files in changes([resources.shipped("rules"), *overlays], "*.yaml"):
            if files:
                click.echo(f"\n{', '.join(files)}")
                _again(wanted, overlays)
            else:
                _tested(wanted, overlays)
                watched = (
                    f"{', '.join(map(str, overlays))} and the shipped rules"
                    if overlays
                    else "the shipped rules"
                )
                click.echo(f"watching {watched}; Ctrl-C ends", err=True)
    return 0


def _again(wanted: tuple[str, ...], overlays: tuple[Path, ...]) -> None:
    """Run the tests again; a rule that is gone for a moment, as while an editor saves it, ends no watch."""
    try:
        _tested(wanted, overlays)
    except RuleError as fault:
        click.echo(str(fault))


def _tested(wanted: tuple[str, ...], overlays: tuple[Path, ...]) -> int:
    shelf = Shelf(load(overlays), overlays)
    rules = shelf.matching(wanted)
    outcomes = run_tests(replace(shelf.rulebook, rules=tuple(rules)), find_zones)
    screen = console()
    for outcome in outcomes:
        if not outcome.ok:
            print_failure(screen, outcome)
    print_outcomes(screen, outcomes, [rule for rule in rules if not rule.active])
    mention(shelf.rulebook.errors, overlays)
    return WRONG if shelf.rulebook.errors or not all(outcome.ok for outcome in outcomes) else 0
