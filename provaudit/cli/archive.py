"""`provaudit archive`: articles of past days, to trace new ones against."""

from pathlib import Path

import click

from provaudit.cli import archive_options, options, rule_options
from provaudit.cli.archive_changes import export, forget, reaudit
from provaudit.cli.deferred import done_by


class _InOrderOfUse(click.Group):
    """A group that lists its commands in the order in which they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in that order."""
        return list(self.commands)


@click.group(cls=_InOrderOfUse, context_settings={"help_option_names": ["-h", "--help"]})
@rule_options.example(
    "  provaudit archive add articles/ --archive days/\n  provaudit audit today/ --archive days/"
)
def archive() -> None:
    """Keep the articles of past days, and trace new ones against them.

    `provaudit audit NEW --archive DIR` traces new articles against an archive and stores them there; the commands here
    fill it otherwise, and look after it. An archive is one Delta Lake table (pip install 'provaudit[archive]').
    Several may read and write at once; what was acknowledged is safe, whatever happens to a later command.
    """


@archive.command("add", short_help="Store articles that are new; nothing is traced.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@archive_options.where
@options.reading
@options.outlets
@options.workers
@click.option("--quiet", is_flag=True, help="No progress and no problems on stderr.")
@rule_options.example(
    "  provaudit archive add articles/ --archive days/\n  provaudit archive add 2026-11-*.jsonl.gz --archive s3://bucket/news"
)
@done_by("archive:add_articles")
def add_articles() -> None:
    """Read and examine articles, and store those that are new; nothing is traced.

    The quick way to fill an archive with the sources of tomorrow. Adding an article again changes nothing, in whatever
    order: it is known by its address and text, or else by text and the id, outlet and date that it states, or else by
    text, date and file name. Another text at the same address is kept as a version beside the first. Large piles are
    best added in parts of some 100,000 articles: each needs temporary space of eight times its texts.
    """


@archive.command(short_help="Say what it holds, and what should be done for it.")
@archive_options.where
@archive_options.form
@click.option(
    "--rules", multiple=True, type=click.Path(path_type=Path), metavar="DIR", help="Rules in force now."
)
@options.screen
@rule_options.example("  provaudit archive status --archive days/")
@done_by("archive:status")
def status() -> None:
    """Say what the archive holds, and what should be done for it."""


@archive.command(short_help="Prove all counts, digests and references.")
@archive_options.where
@archive_options.form
@click.option("--repair", is_flag=True, help="Mend lineage that names what is not there.")
@options.screen
@rule_options.example(
    "  provaudit archive verify --archive days/ --format json\n  provaudit archive verify --archive days/ --repair"
)
@done_by("archive:verify")
def verify() -> None:
    """Read the whole archive, and prove its counts, digests and references.

    With --repair, rows of articles that are not there are deleted, and articles whose sources, story or pairs are not
    there lose their lineage, which `provaudit archive reaudit` traces again; their texts stay as they are. A log that
    cannot be read for its checkpoint goes on without that. Files that are gone and texts that were altered come from a
    copy only.

    Exit codes: 0 all is right, or is now; 1 something is wrong, which is named.
    """


@archive.command("compact", short_help="Make it smaller and quicker to read.")
@archive_options.where
@rule_options.example("  provaudit archive compact --archive days/")
@done_by("archive:compact_archive")
def compact_archive() -> None:
    """Make an archive smaller and quicker to read: superseded rows, small files, leftovers.

    Nothing that is read changes. It needs room for the merged files beside the old ones, for a while.
    """


for command in (export, forget, reaudit):
    archive.add_command(command)
