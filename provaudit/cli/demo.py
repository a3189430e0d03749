"""`provaudit demo`: the bundled corpus, audited."""

from typing import Any

import click

from provaudit import resources
from provaudit.cli import options, rule_options
from provaudit.cli.audit import run


@click.command(epilog=options.COUNTED)
@options.report
@options.slide
@options.screen
@rule_options.example("  provaudit demo --format html --out demo.html")
def demo(**report: Any) -> int:
    """Audit the demo: an invented event, invented outlets and agency, and who copied whom."""
    corpus = resources.demo()
    return run([str(corpus / "articles")], columns=None, rules=(corpus / "rules",), **report)
