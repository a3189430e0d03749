"""`provaudit report`: reports that a definition describes, made, listed and checked."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from provaudit import publishing
from provaudit.commands.output import tell_problems
from provaudit.commands.screen import Screen, progress, tell
from provaudit.engine import cores
from provaudit.errors import InputError
from provaudit.publishing import Definition
from provaudit.publishing.zone import UTC, checked, today
from provaudit.report.plain import clean


def run(
    name: str, paths: tuple[str, ...], on: date | None, workers: int | None, quiet: bool, **stated: Any
) -> int:
    """Make and publish a report; print its folder."""
    definition = _changed(publishing.read_definition(publishing.find(name)), paths, **stated)
    screen = Screen(quiet=quiet)
    with progress(screen) as step:
        outcome = publishing.run(
            definition,
            on or today(definition.zone or UTC),
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
    zone: str | None,
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
        zone=checked(zone) if zone else definition.zone,
        columns=columns or definition.columns,
        rules=rules or definition.rules,
        outlets=outlets or definition.outlets,
        show=tuple(show),
        to=to or definition.to,
    )


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


def check(names: tuple[str, ...]) -> int:
    """Check definitions, all or those named: every fault with its line, and 2 where there is one."""
    paths = [publishing.find(name) for name in names] or [one.path for one in publishing.all_definitions()]
    faults = []
    for path in paths:
        try:
            for odd in publishing.check_definition(path):
                click.echo("\n".join(map(clean, odd.splitlines())), err=True)
        except InputError as fault:
            faults.append(str(fault))
    if faults:
        raise InputError("\n".join(faults))
    click.echo(f"{len(paths)} {'definition is' if len(paths) == 1 else 'definitions are'} sound")
    return 0
