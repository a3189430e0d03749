"""`provaudit demo`: the bundled corpus, audited."""

import click

from provaudit.cli import options, rule_options
from provaudit.cli.deferred import done_by


@click.command(epilog=options.COUNTED)
@options.report
@options.slide
@options.screen
@rule_options.example("  provaudit demo --format html --out demo.html")
@done_by("demo:demo")
def demo() -> None:
    """Audit the demo: an invented event, invented outlets and agency, and who copied whom."""
