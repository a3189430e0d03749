"""Options that several commands share, and what their values mean."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from provaudit.choices import FORMATS, LONGEST, MEANINGS, SORTS
from provaudit.errors import InputError
from provaudit.report.conditions import condition

Command = TypeVar("Command", bound=Callable[..., Any])


def _columns(_context: click.Context, _option: click.Parameter, value: str | None) -> dict[str, str] | None:
    """Read `text=content,outlet=site` as {"text": "content", "outlet": "site"}."""
    if value is None:
        return None
    pairs = [pair.partition("=") for pair in value.split(",")]
    if not all(ours.strip() and theirs.strip() for ours, _, theirs in pairs):
        raise InputError(
            f"--columns: cannot read {value!r}; expected ours=theirs,…: text=content,outlet=site"
        )
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def _condition(_context: click.Context, _option: click.Parameter, value: str | None) -> object:
    return None if value is None else condition(value)


columns = click.option(
    "--columns",
    callback=_columns,
    metavar="OURS=THEIRS,…",
    help="What the input calls its columns, for example text=content,outlet=site.",
)
"""`--columns` alone (parameter `columns`), for a command that names its rules otherwise."""

outlets = click.option(
    "--outlets",
    "outlets",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What you know of outlets: outlets.yaml, or a CSV with name, domains, aliases, owner, agency, licences, "
    "ratings, source (whose ratings), date, url; may be given several times. What is wrong in it is named, the rest "
    "counts.",
)
"""`--outlets` (parameter `outlets`): files on outlets."""

zone = click.option(
    "--zone",
    metavar="ZONE",
    help="By whose midnight days are counted: UTC, local or a name such as Europe/Berlin; default: what the "
    "definition says, else UTC.",
)
"""`--zone` (parameter `zone`), for reports, which are about days."""

allow_private = click.option(
    "--allow-private",
    is_flag=True,
    help="Also fetch addresses of your own network and of this machine, which are refused otherwise; a page still "
    "may not lead to a private host and port that no PATH names.",
)
"""`--allow-private` (parameter `allow_private`), for a command that fetches addresses."""

_ARCHIVE = (
    click.option(
        "--archive",
        metavar="DIR",
        help="Trace the articles against those of this archive, too, and store them there with what was found; "
        "it is made where it is not there.",
    ),
    click.option(
        "--window",
        type=click.IntRange(min=1, max=LONGEST),
        metavar="DAYS",
        help="Days before and behind the articles in which the archive is looked through; default 14.",
    ),
)

workers = click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that share a large pile; default one a core, fewer need less memory.",
)
"""`--workers` (parameter `workers`): null for one a core."""

slide = click.option(
    "--svg",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also keep what a terminal of 120 cells (or --width) shows as a picture, for slides.",
)
"""`--svg` (parameter `svg`): what is printed, as SVG."""

rules = click.option(
    "--rules",
    "rules",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Rules laid over the shipped ones: a folder, a .zip or pack:NAME; may be given several times.",
)
"""`--rules` alone (parameter `rules`), for a command that reads no columns."""

_READING = (columns, rules)
_SCREEN = (
    click.option(
        "--width", type=click.IntRange(min=60), help="Cells of a line; default: the terminal's, 80 in a pipe."
    ),
    click.option("--no-color", is_flag=True, help="No colours; so does NO_COLOR in the environment."),
    click.option("--quiet", is_flag=True, help="No progress and no problems on stderr."),
)
_REPORT = (
    click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True),
    click.option(
        "--out",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write there; for csv and parquet a folder, which gets one file a table.",
    ),
    click.option(
        "--sort",
        type=click.Choice(SORTS),
        default="concern",
        show_default=True,
        help="concern: copies without the right credit first, then second-hand, generic, agency, credited, own;"
        " share: largest first; points: those of attribution, fewest first.",
    ),
    click.option(
        "--limit", type=click.IntRange(min=0), metavar="N", help="Lines of the table; default 40, 0 for all."
    ),
    click.option(
        "--fail-on",
        "fails",
        callback=_condition,
        metavar="EXPR",
        help='Exit with 1 where this holds, for example "uncredited-copies>0 or not problems=0"; names below.',
    ),
    click.option("--stories/--no-stories", default=True, help="Whether to print the stories as trees."),
    click.option("--with-text", is_flag=True, help="Keep the articles' text in csv and parquet."),
    click.option(
        "--figures",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Also draw wire copy, hours, flow, sourcing and time there, as SVG and, with provaudit[figures], PNG.",
    ),
    click.option(
        "--excerpts",
        is_flag=True,
        help="In html, quote only what the findings need, so that it can be published without the articles.",
    ),
    workers,
)

COUNTED = (
    "What --fail-on can name; compare with > >= < <= = !=, join with and, or, not, ( ):\n\n\b\n"
    + "\n".join(f"{name:<23}{meaning}" for name, meaning in MEANINGS.items())
)
"""Stands below the help of every command that has `--fail-on`."""


def _with(options: tuple[Callable[[Command], Command], ...]) -> Callable[[Command], Command]:
    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def reading(command: Command) -> Command:
    """Add `--columns` (parameter `columns`) and `--rules` (parameter `rules`)."""
    return _with(_READING)(command)


def archive(command: Command) -> Command:
    """Add `--archive` (parameter `archive`) and `--window` (parameter `window`), null where they are not given."""
    return _with(_ARCHIVE)(command)


def screen(command: Command) -> Command:
    """Add `--width`, `--no-color` and `--quiet`."""
    return _with(_SCREEN)(command)


def report(command: Command) -> Command:
    """Add what decides how an audit is written: format, out, sort, limit, fail-on, stories, with-text, excerpts."""
    return _with(_REPORT)(command)
