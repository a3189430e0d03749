"""`provaudit report`: reports that a definition describes, made, listed and checked."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from provaudit import publishing
from provaudit.cli import options
from provaudit.cli.output import Screen, progress, tell, tell_problems
from provaudit.engine import cores
from provaudit.errors import InputError
from provaudit.publishing import Definition
from provaudit.report.plain import clean

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


@click.group(
    cls=_ByName,
    subcommand_metavar="NAME|FILE|COMMAND [PATH…] [OPTIONS]",
    options_metavar="",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def report() -> None:
    """Make a report: `provaudit report daily PATH…`; list and check definitions.

    A definition is one YAML file in reports/, the shipped folder or yours, where you run this. `report run --help`
    tells what can be said on the command line instead.
    """


@report.command(_RUN, hidden=True)
@click.argument("name", metavar="NAME|FILE")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option(
    "--date", "on", callback=lambda *given: _date(given[2]), metavar="DATE", help="Default: today (UTC)."
)
@click.option("--to", type=click.Path(path_type=Path), metavar="DIR", help="Publish there.")
@click.option("--archive", metavar="DIR", help="Read from, and store in, this archive.")
@click.option("--of", metavar="ID", help="Of a report on one story: that of this article or story.")
@options.reading
@options.outlets
@options.workers
@click.option(
    "--quiet", is_flag=True, help="No log and no problems on stderr; the log is in the folder all the same."
)
def run(name: str, paths: tuple[str, ...], on: date, workers: int | None, quiet: bool, **stated: Any) -> int:
    """Make and publish a report; print its folder.

    NAME is that of a definition in reports/ or a .yaml file; PATH takes the place of what it reads. The report of a
    date is about the days before it. Exit codes: 0 done, 1 an alarm holds, 2 the input or a setting is wrong.
    """
    definition = _changed(publishing.read_definition(publishing.find(name)), paths, **stated)
    screen = Screen(quiet=quiet)
    with progress(screen) as step:
        outcome = publishing.run(
            definition,
            on,
            say=lambda line: tell(line, screen),
            progress=step,
            workers=workers or cores(),
        )
    tell_problems(outcome.audit.problems, screen)
    click.echo(clean(str(outcome.folder)))
    return int(bool(outcome.alarms))


def _changed(
    definition: Definition,
    paths: tuple[str, ...],
    *,
    to: Path | None,
    archive: str | None,
    of: str | None,
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    outlets: tuple[Path, ...],
) -> Definition:
    """Return the definition with what the command line says instead."""
    if of and not any(section.name == "story" for section in definition.show):
        raise InputError(f"--of: the report {definition.name} shows no single story")
    show = [
        replace(section, of=of) if of and section.name == "story" else section for section in definition.show
    ]
    return replace(
        definition,
        paths=paths or definition.paths,
        archive=archive or definition.archive,
        columns=columns or definition.columns,
        rules=rules or definition.rules,
        outlets=outlets or definition.outlets,
        show=tuple(show),
        to=to or definition.to,
    )


def _date(stated: str | None) -> date:
    if stated is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(stated)
    except ValueError:
        raise InputError(f"--date: cannot read {stated!r}; expected a day such as 2025-03-12") from None


@report.command("list")
def list_() -> None:
    """List the definitions: name, what it is for, where it lies."""
    found = publishing.all_definitions()
    wide = max(len(one.name) for one in found)
    for one in found:
        try:
            what = publishing.read_definition(one.path).summary
        except InputError:
            what = f"has faults: provaudit report check {one.name}"
        where = "" if one.shipped else f" ({one.path})"
        click.echo(clean(f"{one.name:<{wide}}  {what}{where}"))


@report.command()
@click.argument("names", nargs=-1, metavar="[NAME|FILE…]")
def check(names: tuple[str, ...]) -> int:
    """Check definitions, all or those named: every fault with its line, and 2 where there is one."""
    paths = [publishing.find(name) for name in names] or [one.path for one in publishing.all_definitions()]
    faults = []
    for path in paths:
        try:
            publishing.read_definition(path)
        except InputError as fault:
            faults.append(str(fault))
    if faults:
        raise InputError("\n".join(faults))
    click.echo(f"{len(paths)} {'definition is' if len(paths) == 1 else 'definitions are'} sound")
    return 0
