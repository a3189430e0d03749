"""`provaudit audit`: articles in, an audit out."""

from pathlib import Path
from typing import Any

import click

from provaudit import pipeline
from provaudit.cli import options
from provaudit.cli.output import Screen, progress, tell_problems, write
from provaudit.report.terminal import Wanted
from provaudit.report.totals import Condition, totals


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@options.report
@options.reading
@options.screen
def audit(
    paths: tuple[str, ...], columns: dict[str, str] | None, rules: tuple[Path, ...], **report: Any
) -> int:
    """Audit articles: where each text came from, and whether it says so.

    PATH is a file (.txt, .md, .jsonl, .csv, .parquet), a folder, a glob, or - for stdin.
    Exit codes: 0 done, 1 a --fail-on condition holds, 2 the input or a setting is wrong.
    """
    return run(list(paths), columns=columns, rules=rules, **report)


def run(
    paths: list[str],
    *,
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    form: str,
    out: Path | None,
    sort: str,
    limit: int | None,
    fails: Condition | None,
    stories: bool,
    with_text: bool,
    width: int | None,
    no_color: bool,
    quiet: bool,
) -> int:
    """Audit the paths, write the result as asked, and return 1 where the condition holds, else 0."""
    screen = Screen(width, no_color, quiet)
    with progress(screen) as step:
        found = pipeline.audit(paths, columns=columns, rules=rules, progress=step)
    write(found, form, out, Wanted(sort, limit, stories), screen, with_text=with_text)
    tell_problems(found, screen)
    return int(fails is not None and fails(totals(found)))
