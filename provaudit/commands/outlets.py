"""`provaudit outlets`: how much of what each outlet prints is others' text, whether it says so, whom it cites."""

from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import click
from polars import DataFrame

from provaudit import pipeline
from provaudit.commands.opened import is_document, loaded
from provaudit.commands.output import tell_problems
from provaudit.commands.screen import Screen, progress
from provaudit.document import Audit
from provaudit.engine import cores
from provaudit.errors import InputError
from provaudit.profiles import profiles
from provaudit.report.beside import write_beside
from provaudit.report.outlets import print_profiles, profiles_csv, profiles_json, profiles_markdown
from provaudit.report.stated import stated


def outlets(
    paths: tuple[str, ...],
    *,
    form: str,
    out: Path | None,
    limit: int | None,
    seed: int,
    workers: int | None,
    width: int | None,
    no_color: bool,
    quiet: bool,
    **given: Any,
) -> None:
    """Profile outlets: wire copy, credit, sourcing, corrections, hours."""
    screen = Screen(width, no_color, quiet)
    if form == "parquet" and out is None:
        raise InputError("--format parquet needs --out FILE")
    audit = _audited(paths, {"workers": workers or cores(), **given}, screen)
    found = profiles(audit, seed)
    if form == "table" and out is None:
        screen.print(lambda console: print_profiles(found, stated(audit.outlets), console, limit))
    elif out is None:
        click.echo(_text(found, audit.outlets, form, limit, seed, screen).rstrip("\n"))
    else:
        write_beside(out, partial(_fill, found, audit.outlets, form, limit, seed, screen))
    tell_problems(audit.problems, screen)


def _audited(paths: tuple[str, ...], given: dict[str, Any], screen: Screen) -> Audit:
    """Return the audit of the paths, or the one that a document tells of."""
    if len(paths) == 1 and is_document(Path(paths[0])):
        return Audit.from_document(loaded(Path(paths[0])))
    with progress(screen) as step:
        return pipeline.audit(list(paths), progress=step, **given)


def _fill(
    found: DataFrame,
    listed: DataFrame,
    form: str,
    limit: int | None,
    seed: int,
    screen: Screen,
    stream: BinaryIO,
) -> None:
    if form == "parquet":
        found.write_parquet(stream)
    else:
        stream.write(_text(found, listed, form, limit, seed, screen).encode())


def _text(
    found: DataFrame, listed: DataFrame, form: str, limit: int | None, seed: int, screen: Screen
) -> str:
    """Return the profiles in a form of text, with what the user's files say of the outlets."""
    if form == "json":
        return profiles_json(found, listed, seed) + "\n"
    if form == "csv":
        return profiles_csv(found)
    if form == "md":
        return profiles_markdown(found, stated(listed), limit)
    return screen.text(lambda console: print_profiles(found, stated(listed), console, limit))
