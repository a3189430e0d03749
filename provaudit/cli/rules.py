"""`provaudit rules`: list, check, test and explain the rules in force."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from provaudit.cli.rule_pages import console, count, print_failure, print_list, print_rule
from provaudit.model import Dimension
from provaudit.rulebook import VOCABULARY, Fault, Rule, Rulebook, load, run_tests, unknown_rule
from provaudit.zones import find_zones

WRONG = 2
"""Exit code: a rule is wrong, or does not do what its tests expect."""

overlay = click.option(
    "--rules",
    "overlays",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of your own rules over the shipped ones; may be given more than once.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def rules() -> None:
    """List, check, test and explain the rules.

    A rule is one YAML file, rules/<dimension>/<name>.yaml; a folder of the same layout given with --rules
    adds to the shipped rules and replaces those of the same path.
    """


def _example(text: str) -> Callable[[Any], Any]:
    """Return a decorator that puts examples, unwrapped, at the end of a command's help."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        command.__doc__ = f"{cleandoc(command.__doc__ or '')}\n\n\b\nExample:\n{text}"
        return command

    return decorate


@rules.command("list")
@click.option(
    "--dimension",
    type=click.Choice([dimension.value for dimension in Dimension]),
    help="Only the rules of one dimension.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--width", type=click.IntRange(min=60), help="Cells of a line; default: the terminal's, 80 in a pipe."
)
@overlay
@_example("  provaudit rules list --dimension attribution")
def list_rules(dimension: str | None, form: str, width: int | None, overlays: tuple[Path, ...]) -> None:
    """List every rule on a line: its id, its points, its status, what it finds."""
    rulebook = load(overlays)
    wanted = [rule for rule in rulebook.rules if dimension in (None, rule.dimension)]
    if form == "json":
        click.echo(json.dumps([_row(rule) for rule in wanted], ensure_ascii=False, indent=2))
    else:
        print_list(rulebook, wanted, width)
    _mention(rulebook.errors)


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


@rules.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@overlay
@_example("  provaudit rules check my-rules\n  provaudit rules check my-rules/origin/village-gazette.yaml")
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], overlays: tuple[Path, ...]) -> None:
    """Say what is wrong with rule files: all of it, each with its line.

    PATH is a folder laid out like rules/, or one file in such a folder; without it all rules in force are
    checked.
    """
    folders = [path if path.is_dir() else path.absolute().parent.parent for path in paths]
    rulebook = load([*overlays, *dict.fromkeys(folders)])
    faults = [fault for fault in rulebook.faults if not paths or _within(fault.file, paths)]
    for fault in faults:
        click.echo(str(fault))
    errors = sum(not fault.warning for fault in faults)
    files = [file for file in rulebook.files if not paths or _within(file, paths)]
    lists = sum(Path(file).parent.name == VOCABULARY for file in files)
    checked = f"{count(len(files) - lists, 'rule')}, {count(lists, 'vocabulary')} checked"
    click.echo(f"{checked}: {count(errors, 'error')}, {count(len(faults) - errors, 'warning')}")
    context.exit(WRONG if errors else 0)


def _within(file: str, paths: Iterable[Path]) -> bool:
    return any(Path(file).resolve().is_relative_to(path.resolve()) for path in paths)


@rules.command()
@click.argument("wanted", nargs=-1, metavar="[RULE]...")
@overlay
@_example(
    "  provaudit rules test attribution/generic-agencies\n  provaudit rules test 'origin/*' --rules my-rules"
)
@click.pass_context
def test(context: click.Context, wanted: tuple[str, ...], overlays: tuple[Path, ...]) -> None:
    """Run the tests that the rules carry.

    RULE is an id or a pattern such as 'origin/*'; without it all rules are tested.
    """
    rulebook = load(overlays)
    chosen = {rule.id: rule for name in wanted or ["*"] for rule in _chosen(rulebook, name)}
    outcomes = run_tests(replace(rulebook, rules=tuple(chosen.values())), find_zones)
    failed = [outcome for outcome in outcomes if not outcome.ok]
    screen = console()
    for outcome in failed:
        print_failure(screen, outcome)
    tested = len({outcome.rule for outcome in outcomes})
    summary = f"{count(tested, 'rule')}, {count(len(outcomes), 'test')}: "
    screen.print(Text(summary + (f"{len(failed)} failed" if failed else "all as expected")))
    _mention(rulebook.errors)
    context.exit(WRONG if failed or rulebook.errors else 0)


def _chosen(rulebook: Rulebook, name: str) -> list[Rule]:
    found = [rule for rule in rulebook.rules if rule.id == name or fnmatchcase(rule.id, name)]
    if not found:
        raise unknown_rule(name, rulebook)
    return found


@rules.command()
@click.argument("rule", metavar="RULE")
@overlay
@_example("  provaudit rules show attribution/generic-agencies")
def show(rule: str, overlays: tuple[Path, ...]) -> None:
    """Show everything about one rule."""
    rulebook = load(overlays)
    found = next((one for one in rulebook.rules if one.id == rule), None)
    if found is None:
        raise unknown_rule(rule, rulebook)
    print_rule(found, rulebook)


def _mention(errors: Sequence[Fault]) -> None:
    """Say on stderr that some rules are not in force, and how to see why."""
    if errors:
        click.echo(f"{count(len(errors), 'error')} in rule files: run `provaudit rules check`", err=True)
