"""`provaudit rules`: list, check, test and explain the rules in force."""

from pathlib import Path

import click

from provaudit.cli.deferred import done_by
from provaudit.cli.rule_options import example, overlay
from provaudit.cli.rules_codebook import codebook, schema
from provaudit.cli.rules_coverage import coverage, profile
from provaudit.cli.rules_diff import diff
from provaudit.cli.rules_eval import eval_rules
from provaudit.cli.rules_new import new
from provaudit.cli.rules_pack import pack, packs
from provaudit.cli.rules_test import test
from provaudit.cli.rules_try import try_rule
from provaudit.model import Dimension

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
@example("  provaudit rules list --dimension attribution\n  provaudit rules new")
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
@done_by("rules:list_rules")
def list_rules() -> None:
    """List every rule on a line: its id, points, status, summary."""


@rules.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@overlay
@example("  provaudit rules check my-rules\n  provaudit rules check my-rules/origin/village-gazette.yaml")
@done_by("rules_check:check")
def check() -> None:
    """Say what is wrong with rule files, all of it, line by line.

    Warnings spoil no rule: a selection that is never used, a phrase that another covers, what can never match, a
    rule of yours that none of its tests makes fire.

    PATH is a folder laid out like rules/, a zip of one, pack:NAME, or one file in such a folder; without it all
    rules in force are checked.
    """


@rules.command()
@click.argument("rule", metavar="RULE")
@overlay
@example("  provaudit rules show attribution/generic-agencies")
@done_by("rules:show")
def show() -> None:
    """Show everything about one rule."""


for command in (new, test, try_rule, eval_rules, diff, coverage, profile, codebook, pack, packs, schema):
    rules.add_command(command)
