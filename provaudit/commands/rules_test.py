"""`provaudit rules test`: the tests that rules carry, once or whenever a file changes."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from provaudit import resources
from provaudit.authoring.shelf import Shelf
from provaudit.commands.rule_pages import console, print_failure, print_outcomes
from provaudit.commands.rule_told import WRONG, mention, say
from provaudit.errors import RuleError
from provaudit.rulebook import load, run_tests
from provaudit.sourcing import cited
from provaudit.watching import changes
from provaudit.zones import find_zones


def test(wanted: tuple[str, ...], overlays: tuple[Path, ...], *, watch: bool) -> int:
    """Run the tests that the rules carry."""
    if not watch:
        return _tested(wanted, overlays)
    with suppress(KeyboardInterrupt):
        for files in changes([resources.shipped("rules"), *overlays], "*.yaml"):
            if files:
                click.echo()
                say(", ".join(files))
            _unless_wrong(wanted, overlays, first=not files)
            if not files:
                watched = (
                    f"{', '.join(map(str, overlays))} and the shipped rules"
                    if overlays
                    else "the shipped rules"
                )
                say(f"watching {watched}; Ctrl-C ends", err=True)
    return 0


def _unless_wrong(wanted: tuple[str, ...], overlays: tuple[Path, ...], *, first: bool) -> None:
    """Run the tests; a rule that cannot be read, or is gone while an editor saves it, ends no watch.

    What is not there at first, though all files can be read, is a slip: that is raised.
    """
    try:
        _tested(wanted, overlays)
    except RuleError as fault:
        if first and not load(overlays).errors:
            raise
        say(str(fault))


def _tested(wanted: tuple[str, ...], overlays: tuple[Path, ...]) -> int:
    shelf = Shelf(load(overlays), overlays)
    rules = shelf.matching(wanted)
    outcomes = run_tests(replace(shelf.rulebook, rules=tuple(rules)), find_zones, cited)
    screen = console()
    for outcome in outcomes:
        if not outcome.ok:
            print_failure(screen, outcome)
    print_outcomes(screen, outcomes, [rule for rule in rules if not rule.active])
    mention(shelf.rulebook.errors, overlays)
    return WRONG if shelf.rulebook.errors or not all(outcome.ok for outcome in outcomes) else 0
