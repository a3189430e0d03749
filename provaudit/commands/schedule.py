"""`provaudit schedule`: a report by the clock."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from glob import glob
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import click

from provaudit import publishing
from provaudit.errors import InputError
from provaudit.publishing.reading import refuse_nothing
from provaudit.publishing.schedule import KINDS, Plan, Written, at
from provaudit.publishing.zone import UTC, checked, of_machine
from provaudit.report.plain import clean

_BOOTED = Path("/run/systemd/system")
"""Is there where systemd runs the machine, as sd_booted(3) has it."""


def schedule(
    name: str,
    paths: tuple[str, ...],
    time: str,
    weekday: str | None,
    shown: bool,
    **stated: Any,
) -> None:
    """Write what makes a report by the clock, and say how to switch it on."""
    definition = publishing.read_definition(publishing.find(name))
    archive = stated["archive"] or definition.archive
    hour, minute = at(time)
    kind = _kind(stated)
    clock = of_machine()
    own = checked(stated["zone"]) if stated["zone"] else definition.zone
    zone = own or (UTC if kind == "github" else clock or UTC)
    added = ["--zone", zone] if zone != (definition.zone or UTC) else []
    arguments = ("report", name, *paths, *_options(stated), *added)
    published = stated["to"] or str(definition.to)
    inputs = _inputs(name, paths, definition, stated)
    where = (_program(), arguments, Path.cwd(), published)
    plan = Plan(definition.name, *where, hour, minute, weekday, archive, zone, clock, inputs)
    written = KINDS[kind](plan)
    for path, text in written.files.items():
        if shown:
            click.echo(clean(f"# {path}"))
            click.echo("\n".join(map(clean, text.splitlines())))
        else:
            _write(path, text)
            click.echo(clean(f"wrote {path}"))
    if not shown:
        _verify(written)
    click.echo(f"\nA report is about days of {zone}, from midnight to midnight.", err=shown)
    click.echo(f"To switch it on:\n{written.then}", err=shown)
    _warn_of_absent(inputs, archive)
    _warn_of_nothing(replace(definition, paths=paths or definition.paths, archive=archive))


def _kind(stated: dict[str, Any]) -> str:
    """Return the one kind that was asked for, else what runs things here by the clock."""
    asked = [kind for kind in KINDS if stated[kind]]
    if len(asked) > 1:
        raise InputError(
            f"{' and '.join(f'--{kind}' for kind in asked)}: a report by several clocks is made several times; "
            "give one of them"
        )
    return asked[0] if asked else "systemd" if _BOOTED.is_dir() else "cron"


def _warn_of_absent(inputs: tuple[str, ...], archive: str | None) -> None:
    """Say what a job would read that is not there now; it may be by the time that it runs."""
    for place in inputs or ([archive] if archive else []):  # beside inputs an archive is made
        if "://" not in place and not Path(place).exists() and not glob(place, recursive=True):  # noqa: PTH207 -- Path.glob refuses absolute patterns
            said = "no such file or folder now; it must be there when the report runs"
            click.echo(clean(f"provaudit: warning: {place}: {said}"), err=True)


def _warn_of_nothing(definition: publishing.Definition) -> None:
    """Say that a job would fail each time as it stands: what it reads may be named in its definition before it runs."""
    try:
        refuse_nothing(definition)
    except InputError as fault:
        click.echo(clean(f"provaudit: warning: as it stands it will fail each time: {fault}"), err=True)


def _inputs(
    name: str, paths: tuple[str, ...], definition: publishing.Definition, stated: dict[str, Any]
) -> tuple[str, ...]:
    """Return all that the report reads, as it is named."""
    own = (name,) if Path(name).is_file() else ()
    files = (*(stated["rules"] or definition.rules), *(stated["outlets"] or definition.outlets))
    return (*own, *(paths or definition.paths), *map(str, files))


def _options(stated: dict[str, Any]) -> list[str]:
    """Return the options of `provaudit report` as they were given here."""
    words = []
    for option in ("to", "archive"):
        words += [f"--{option}", stated[option]] if stated[option] else []
    for option in ("rules", "outlets"):
        words += [word for place in stated[option] for word in (f"--{option}", str(place))]
    columns = ",".join(f"{ours}={theirs}" for ours, theirs in (stated["columns"] or {}).items())
    return words + (["--columns", columns] if columns else [])


def _program() -> tuple[str, ...]:
    """Return what starts this installation, whoever's PATH it is."""
    script = Path(sys.executable).with_name("provaudit")
    return (str(script),) if script.is_file() else (sys.executable, "-m", "provaudit")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise InputError(
            f"{path}: cannot be written: {fault.strerror}; --print shows what it would hold"
        ) from fault


def _verify(written: Written) -> None:
    """Have systemd look at units; raise InputError with what it says against them."""
    found = [str(path) for path in written.files if path.suffix in (".service", ".timer")]
    analyze = shutil.which("systemd-analyze")
    if not found or not analyze:
        return
    surroundings = {"XDG_RUNTIME_DIR": gettempdir()} | os.environ  # where nobody is logged in there is none
    ran = subprocess.run(  # noqa: S603 - our own files, by a program of the system
        [analyze, "verify", "--user", "--man=no", *found],
        capture_output=True,
        text=True,
        check=False,
        env=surroundings,
    )
    if ran.returncode:
        raise InputError(f"systemd-analyze verify does not like {', '.join(found)}:\n{ran.stderr.strip()}")
    click.echo("systemd-analyze verify: nothing wrong")
