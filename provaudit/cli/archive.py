"""`provaudit archive`: articles of past days, to trace new ones against."""

import json
from pathlib import Path
from typing import Any

import click

from provaudit.archive import Archive
from provaudit.archive.counting import holdings
from provaudit.archive.proving import findings
from provaudit.archive.upkeep import compact
from provaudit.cli import archive_options, options
from provaudit.cli.archive_changes import export, forget, reaudit
from provaudit.cli.output import Screen, progress, tell_problems
from provaudit.engine import cores
from provaudit.report.holdings import holdings_json, print_findings, print_holdings
from provaudit.report.plain import clean
from provaudit.report.styles import count
from provaudit.resources import installed_version
from provaudit.rulebook import load
from provaudit.windowed.adding import add

_WRONG = 1


class _InOrderOfUse(click.Group):
    """A group that lists its commands in the order in which they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in that order."""
        return list(self.commands)


@click.group(cls=_InOrderOfUse, context_settings={"help_option_names": ["-h", "--help"]})
def archive() -> None:
    """Keep the articles of past days, and trace new ones against them.

    `provaudit audit NEW --archive DIR` traces new articles against an archive and stores them there; the commands here
    fill it otherwise, and look after it. An archive is one Delta Lake table (pip install 'provaudit[archive]').
    Several may read and write at once; what was acknowledged is safe, whatever happens to a later command.
    """


@archive.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@archive_options.where
@options.reading
@options.outlets
@options.workers
@click.option("--quiet", is_flag=True, help="No progress and no problems on stderr.")
def add_articles(paths: tuple[str, ...], where: str, workers: int | None, quiet: bool, **given: Any) -> None:
    """Read and examine articles, and store those that are new; nothing is traced.

    The quick way to fill an archive with the sources of tomorrow. Adding an article again changes nothing; another
    text at the same address is kept as a version beside the first. Large piles are best added in parts of some 100,000
    articles: each needs temporary space of eight times its texts.
    """
    screen = Screen(quiet=quiet)
    with progress(screen) as step:
        done = add(Archive.make(where), list(paths), progress=step, workers=workers or cores(), **given)
    tell_problems(done.problems, screen)
    known = f", {done.known:,} it had already" if done.known else ""
    click.echo(clean(f"{where}: {count(done.articles, 'article')} added{known}"))


@archive.command()
@archive_options.where
@archive_options.form
@click.option(
    "--rules", multiple=True, type=click.Path(path_type=Path), metavar="DIR", help="Rules in force now."
)
@options.screen
def status(where: str, form: str, rules: tuple[Path, ...], **shown: Any) -> None:
    """Say what the archive holds, and what should be done for it."""
    opened = Archive.open(where)
    with opened.reading():
        held = holdings(opened)
    if form == "json":
        click.echo(holdings_json(held))
    else:
        digest = load(rules).digest
        Screen(**shown).print(lambda console: print_holdings(held, console, digest, installed_version()))


@archive.command()
@archive_options.where
@archive_options.form
@options.screen
def verify(where: str, form: str, **shown: Any) -> int:
    """Read the whole archive, and prove its counts, digests and references.

    Exit codes: 0 all is right, 1 something is wrong, which is named.
    """
    opened = Archive.open(where)
    with opened.reading():
        found = list(findings(opened))
        held = None if found else holdings(opened)  # what is broken cannot be counted
    if form == "json":
        told = {"findings": [one._asdict() for one in found], "stray_files": len(opened.log.strays())}
        click.echo(json.dumps(told, indent=2))
    else:
        Screen(**shown).print(lambda console: print_findings(found, held, console))
    return _WRONG if found else 0


@archive.command("compact")
@archive_options.where
def compact_archive(where: str) -> None:
    """Make an archive smaller and quicker to read: superseded rows, small files, leftovers.

    Nothing that is read changes. It needs room for the merged files beside the old ones, for a while.
    """
    done = compact(Archive.open(where))
    rows, merged = count(done.rows, "superseded row"), count(done.merged, "file")
    old = "files in use stay for now" if done.swept is None else f"{count(done.swept, 'old file')} deleted"
    click.echo(clean(f"{where}: {rows} dropped, {merged} merged, {old}"))


for command in (export, forget, reaudit):
    archive.add_command(command)
