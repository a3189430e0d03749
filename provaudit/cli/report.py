"""`provaudit report`: reports that a definition describes, made, listed and checked."""

from datetime import date
from pathlib import Path

import click

from provaudit.choices import YEARS
from provaudit.cli import options, rule_options
from provaudit.cli.deferred import done_by
from provaudit.errors import InputError

_RUN = "run"


class _ByName(click.Group):
    """A group in which what is no command of its own is the name of a report to run."""

    def resolve_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        args: list[str],
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command, or `run` with all the words."""
        known = self.commands.get(args[0])
        return (args[0], known, args[1:]) if known else (_RUN, self.commands[_RUN], args)


def _date(stated: str | None) -> date | None:
    if stated is None:
        return None
    try:
        read = date.fromisoformat(stated)
    except ValueError:
        read = date.min
    if read.year not in YEARS:
        raise InputError(f"--date: cannot read {stated!r}; expected a day such as 2025-03-12")
    return read


@click.group(
    cls=_ByName,
    subcommand_metavar="NAME|FILE|COMMAND [PATH…] [OPTIONS]",
    options_metavar="",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@rule_options.example(
    "  provaudit report daily today/ --to editions/\n  provaudit report check reports/weekly.yaml"
)
def report() -> None:
    """Make a report: `provaudit report daily PATH…`; list and check definitions.

    A definition is one YAML file in reports/: a shipped one (daily, outlets, story, rules) or one in a folder of yours,
    where you run this. `report run --help` tells what can be said on the command line instead.
    """


@report.command(_RUN, hidden=True)
@click.argument("name", metavar="NAME|FILE")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option(
    "--date",
    "on",
    callback=lambda *given: _date(given[2]),
    metavar="DATE",
    help="About the days before this one; default: today.",
)
@options.zone
@click.option("--to", type=click.Path(path_type=Path), metavar="DIR", help="Publish there.")
@click.option("--archive", metavar="DIR", help="Read from, and store in, this archive.")
@click.option("--of", metavar="ID", help="Of a report on one story: that of this article or story.")
@options.reading
@options.outlets
@options.workers
@click.option(
    "--quiet", is_flag=True, help="No log and no problems on stderr; the log is in the folder all the same."
)
@rule_options.example("  provaudit report run daily today/ --archive days/")
@done_by("report:run")
def run() -> None:
    """Make and publish a report; print its folder.

    NAME is that of a definition in reports/ or a .yaml file; PATH takes the place of what it reads. The report of a
    date is about the days before it; what was published later counts for nothing. Exit codes: 0 done, 1 an alarm holds,
    2 the input or a setting is wrong.
    """


@report.command("list")
@rule_options.example("  provaudit report list")
@done_by("report:list_")
def list_() -> None:
    """List the definitions: name, what it is for, where it lies."""


@report.command(short_help="Check definitions: every fault with its line.")
@click.argument("names", nargs=-1, metavar="[NAME|FILE…]")
@rule_options.example("  provaudit report check daily")
@done_by("report:check")
def check() -> None:
    """Check definitions, all or those named: every fault with its line, and 2 where there is one."""
