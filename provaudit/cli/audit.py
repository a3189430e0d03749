"""`provaudit audit`: articles in, an audit out."""

import click

from provaudit.cli import options, rule_options
from provaudit.cli.deferred import done_by


@click.command(epilog=options.COUNTED)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@options.report
@options.reading
@options.allow_private
@options.outlets
@options.archive
@options.slide
@click.option(
    "--watch", "watching", is_flag=True, help="Audit again whenever files come, change or go, until Ctrl-C."
)
@options.screen
@rule_options.example(
    "  provaudit audit articles/\n"
    "  provaudit audit articles/ --format html --out report.html\n"
    "  provaudit audit today.jsonl --fail-on 'uncredited-copies>0' --quiet"
)
@done_by("audit:audit")
def audit() -> None:
    """Audit articles: where each text came from, and whether it says so.

    PATH is a file, a folder, a glob, an address (https://…), or - for stdin. Read are pages (.html), feeds (.rss,
    .atom), crawls (.warc), texts (.txt, .md), tables (.csv, .jsonl, .parquet) and what agencies send (ninjs .json,
    NewsML-G2 .xml), each also compressed (.gz, .bz2, .xz) and in archives (.zip, .tar).

    Exit codes: 0 done, 1 a --fail-on condition holds, 2 the input or a setting is wrong.
    """
