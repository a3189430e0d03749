"""`provaudit rules`: list, check, test and explain the rules in force."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from provaudit.authoring.shelf import Shelf, is_layer
from provaudit.authoring.unfired import unfired
from provaudit.cli.rule_options import WRONG, example, mention, overlay
from provaudit.cli.rule_pages import count, print_list, print_rule
from provaudit.cli.rules_codebook import codebook, schema
from provaudit.cli.rules_coverage import coverage, profile
from provaudit.cli.rules_diff import diff
from provaudit.cli.rules_eval import eval_rules
from provaudit.cli.rules_new import new
from provaudit.cli.rules_pack import pack, packs
from provaudit.cli.rules_test import test
from provaudit.cli.rules_try import try_rule
from provaudit.model import Dimension
from provaudit.rulebook import VOCABULARY, Rule, load

_ORDER = [
    "list",
    "show",
    "new",
    "check",
    "test",
    "try",
    "eval",
    "diff",
    "coverage",
    "profile",
    "codebook",
    "pack",
    "packs",
    "schema",
]


class _InOrderOfUse(click.Group):
    """A group that lists its commands as an author comes to need them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in that order."""
        return sorted(self.commands, key=_ORDER.index)


@click.group(cls=_InOrderOfUse, context_settings={"help_option_names": ["-h", "--help"]})
def rules() -> None:
    """List, check, test and explain the rules; write, try and measure your own.

    A rule is one YAML file, rules/<dimension>/<name>.yaml; a folder of the same layout given with --rules
    adds to the shipped rules and replaces those of the same path.
    """


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
@example("  provaudit rules list --dimension attribution")
def list_rules(dimension: str | None, form: str, width: int | None, overlays: tuple[Path, ...]) -> None:
    """List every rule on a line: its id, points, status, summary."""
    rulebook = load(overlays)
    wanted = [rule for rule in rulebook.rules if dimension in (None, rule.dimension)]
    if form == "json":
        click.echo(json.dumps([_row(rule) for rule in wanted], ensure_ascii=False, indent=2))
    else:
        print_list(rulebook, wanted, width)
    mention(rulebook.errors)


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
@example("  provaudit rules check my-rules\n  provaudit rules check my-rules/origin/village-gazette.yaml")
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], overlays: tuple[Path, ...]) -> None:
    """Say what is wrong with rule files, all of it, line by line.

    Warnings spoil no rule: a selection that is never used, a phrase that another covers, what can never match, a
    rule of yours that none of its tests makes fire.

    PATH is a folder laid out like rules/, a zip of one, or one file in such a folder; without it all rules in
    force are checked.
    """
    folders = [path if is_layer(path) else path.absolute().parent.parent for path in paths]
    rulebook = load([*overlays, *dict.fromkeys(folders)])
    faults = [fault for fault in rulebook.faults if not paths or _within(fault.file, paths)]
    own = [file for file in rulebook.files if _within(file, paths or overlays)]
    faults += unfired(rulebook, own) if own else []
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
@click.argument("rule", metavar="RULE")
@overlay
@example("  provaudit rules show attribution/generic-agencies")
def show(rule: str, overlays: tuple[Path, ...]) -> None:
    """Show everything about one rule."""
    rulebook = load(overlays)
    print_rule(Shelf(rulebook, overlays).rule(rule), rulebook)


for command in (new, test, try_rule, eval_rules, diff, coverage, profile, codebook, pack, packs, schema):
    rules.add_command(command)
