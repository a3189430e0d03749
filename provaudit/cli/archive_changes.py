"""`provaudit archive export`, `forget` and `reaudit`."""

from pathlib import Path

import click

from provaudit.choices import LONGEST
from provaudit.cli import archive_options, options, rule_options
from provaudit.cli.deferred import done_by


@click.command(short_help="Write its tables as files for other programs.")
@archive_options.where
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FOLDER", help="One file a table."
)
@click.option(
    "--format", "kind", type=click.Choice(["parquet", "jsonl"]), default="parquet", show_default=True
)
@archive_options.since
@archive_options.until
@click.option("--with-text", is_flag=True, help="With the articles' text.")
@rule_options.example(
    "  provaudit archive export --archive days/ --out tables/\n"
    "  provaudit archive export --archive days/ --out tables/ --since 2026-11-01"
)
@done_by("archive_changes:export")
def export() -> None:
    """Write the archive's tables as files that other programs read.

    articles.jsonl with its text is an input of provaudit, too. Articles without a date are always in.
    """


@click.command()
@click.argument("names", nargs=-1, metavar="[ID|ADDRESS…]")
@archive_options.where
@click.option("--outlet", metavar="NAME", help="Forget all articles of this outlet.")
@options.outlets
@click.option("--yes", is_flag=True, help="Do not ask.")
@rule_options.example(
    "  provaudit archive forget https://harbour.example/leak --archive days/\n"
    "  provaudit archive forget --outlet 'Harbour Post' --archive days/ --yes"
)
@done_by("archive_changes:forget")
def forget() -> None:
    """Forget articles, or all of an outlet, for good.

    Their text, what was found in it and every file that held it are deleted, and they are not taken in again: an
    article with an address in no version, one without by what `archive add --help` says it is known by, an outlet in no
    article. An outlet goes by all its names: those in --outlets, and those that were merged into it when its articles
    came in. It waits until nobody else reads or writes.
    Who was traced to them is to be traced again; `provaudit archive reaudit` does.
    """


@click.command(short_help="Examine and trace old days by the rules in force.")
@archive_options.where
@archive_options.since
@archive_options.until
@click.option(
    "--window",
    type=click.IntRange(min=1, max=LONGEST),
    metavar="DAYS",
    help="Days before and behind each article in which its sources and copies are looked for.  "
    "[default: as many as a day was traced within, 14 at least]",
)
@options.rules
@options.outlets
@options.workers
@click.option("--quiet", is_flag=True, help="No progress on stderr.")
@rule_options.example("  provaudit archive reaudit --archive days/ --since 2026-11-01")
@done_by("archive_changes:reaudit")
def reaudit() -> None:
    """Bring old days up to date: examine them by the rules in force, and trace them again.

    Audited are the days with articles that were examined by other rules or another provaudit, or were never traced;
    with --outlets also those that were audited with other files on outlets, or with none, with --window those that were
    traced within fewer days. Each day is stored when it is
    done; what was stopped goes on where it ended.
    """
