"""`provaudit outlets`: how much of what each outlet prints is others' text, whether it says so, whom it cites."""

from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import click
from polars import DataFrame

from provaudit import pipeline
from provaudit.cli import options, rule_options
from provaudit.cli.opened import is_document, loaded
from provaudit.cli.output import Screen, progress, tell_problems
from provaudit.document import Audit
from provaudit.engine import cores
from provaudit.errors import InputError
from provaudit.profiles import profiles
from provaudit.report.machine import write_beside
from provaudit.report.outlets import print_profiles, profiles_csv, profiles_json, profiles_markdown

FORMS = ("table", "json", "csv", "parquet", "md")
"""The forms of the profiles."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@rule_options.form(*FORMS)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write there; parquet needs it.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help="Outlets in the table; default 40 of those that have stories enough, 0 for all.",
)
@rule_options.seed
@options.workers
@options.reading
@options.outlets
@options.screen
@rule_options.example(
    "  provaudit outlets articles/\n  provaudit outlets audit.json --format csv --out outlets.csv"
)
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
    """Profile outlets: wire copy, credit, sourcing, corrections, hours.

    PATH is what audit reads, or one audit document. Each figure comes with a 95% interval, what it rests on, and how it
    differs from all outlets together; where an outlet has too few stories, that is said instead.
    """
    screen = Screen(width, no_color, quiet)
    if form == "parquet" and out is None:
        raise InputError("--format parquet needs --out FILE")
    audit = _audited(paths, {"workers": workers or cores(), **given}, screen)
    found = profiles(audit, seed)
    if form == "table" and out is None:
        screen.print(lambda console: print_profiles(found, console, limit))
    elif out is None:
        click.echo(_text(found, form, limit, seed, screen).rstrip("\n"))
    else:
        write_beside(out, partial(_fill, found, form, limit, seed, screen))
    tell_problems(audit.problems, screen)


def _audited(paths: tuple[str, ...], given: dict[str, Any], screen: Screen) -> Audit:
    """Return the audit of the paths, or the one that a document tells of."""
    if len(paths) == 1 and is_document(Path(paths[0])):
        return Audit.from_document(loaded(Path(paths[0])))
    with progress(screen) as step:
        return pipeline.audit(list(paths), progress=step, **given)


def _fill(
    found: DataFrame, form: str, limit: int | None, seed: int, screen: Screen, stream: BinaryIO
) -> None:
    if form == "parquet":
        found.write_parquet(stream)
    else:
        stream.write(_text(found, form, limit, seed, screen).encode())


def _text(found: DataFrame, form: str, limit: int | None, seed: int, screen: Screen) -> str:
    """Return the profiles in a form of text."""
    if form == "json":
        return profiles_json(found, seed) + "\n"
    if form == "csv":
        return profiles_csv(found)
    if form == "md":
        return profiles_markdown(found, limit)
    return screen.text(lambda console: print_profiles(found, console, limit))
