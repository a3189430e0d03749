"""`provaudit rules test`: the tests that rules carry, once or whenever a file changes."""

from dataclasses import replace
from pathlib import Path

import click

from provaudit import resources
from provaudit.authoring.shelf import Shelf
from provaudit.cli.rule_options import WRONG, example, mention, overlay
from provaudit.cli.rule_pages import console, print_failure, print_outcomes
from provaudit.errors import RuleError
from provaudit.rulebook import load, run_tests
from provaudit.watching import changes
from provaudit.zones import find_zones


@click.command()
@click.argument("wanted", nargs=-1, metavar="[RULE]...")
@overlay
@click.option("--watch", is_flag=True, help="Run them again whenever a rule file changes, until Ctrl-C.")
@example(
    "  provaudit rules test attribution/generic-agencies\n"
    "  provaudit rules test 'origin/*' --rules my-rules --watch"
)
@click.pass_context
def test(context: click.Context, wanted: tuple[str, ...], overlays: tuple[Path, ...], *, watch: bool) -> None:
    """Run the tests that the rules carry.

    RULE is an id or a pattern such as 'origin/*'; without it all rules are tested. A test comes out as matched
    or silent where the rule does what it should, noisy where it hits and should not, missing where it should
    hit and does not; wrong-span and wrong-agency where it hits other words or credits another.
    """
    if not watch:
        context.exit(_tested(wanted, overlays))
    try:
        for files in changes([resources.shipped("rules"), *overlays], "*.yaml"):
            if files:
                click.echo(f"\n{', '.join(files)}")
                _again(wanted, overlays)
            else:
                _tested(wanted, overlays)
    except KeyboardInterrupt:
        context.exit(0)


def _again(wanted: tuple[str, ...], overlays: tuple[Path, ...]) -> None:
    """Run the tests again; a rule that is gone for a moment, as while an editor saves it, ends no watch."""
    try:
        _tested(wanted, overlays)
    except RuleError as fault:
        click.echo(str(fault))


def _tested(wanted: tuple[str, ...], overlays: tuple[Path, ...]) -> int:
    shelf = Shelf(load(overlays), overlays)
    outcomes = run_tests(replace(shelf.rulebook, rules=tuple(shelf.matching(wanted))), find_zones)
    screen = console()
    for outcome in outcomes:
        if not outcome.ok:
            print_failure(screen, outcome)
    print_outcomes(screen, outcomes)
    mention(shelf.rulebook.errors)
    return WRONG if shelf.rulebook.errors or not all(outcome.ok for outcome in outcomes) else 0
