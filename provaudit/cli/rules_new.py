"""`provaudit rules new`: a few questions, and a rule with its tests."""

from pathlib import Path

import click

from provaudit.cli.deferred import done_by
from provaudit.cli.rule_options import example
from provaudit.model import Dimension


@click.command()
@click.option(
    "--id", "name", metavar="NAME", help="The rule's id, with or without its dimension: kna, origin/kna."
)
@click.option(
    "--dimension",
    type=click.Choice([dimension.value for dimension in Dimension]),
    help="What the rule speaks about.",
)
@click.option(
    "--phrase", "phrases", multiple=True, metavar="WORDS", help="Words to find; may be given several times."
)
@click.option("--language", metavar="CODES", help="Codes with commas between, such as de,fr; empty: any.")
@click.option("--zone", metavar="ZONES", help="Zones with commas between; empty: standfirst,body.")
@click.option("--meaning", metavar="TEXT", help="What a hit means, in a sentence.")
@click.option("--match", "matching", multiple=True, metavar="TEXT", help="A text that must match; give two.")
@click.option("--silent", multiple=True, metavar="TEXT", help="A text that must not match; give two.")
@click.option(
    "--points", type=click.FloatRange(-10, 10), default=0.0, show_default=True, help="What a hit counts."
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("my-rules"),
    show_default=True,
    metavar="DIR",
    help="The folder of your own rules.",
)
@example(
    "  provaudit rules new\n"
    "  provaudit rules new --id origin/kna --phrase 'Text: KNA' --language de \\\n"
    "    --zone sign-off,source-line --meaning 'Signed off by the agency KNA' \\\n"
    "    --match 'Text: KNA' --match 'text: KNA' \\\n"
    "    --silent 'Die KNA meldet Neues.' --silent 'Text: Anna Wirth'"
)
@done_by("rules_new:new")
def new() -> None:
    """Write a new rule with its tests; what no option says is asked.

    In a phrase (word) may be absent, a|b is either word. The rule is checked at once, and the next command is
    named.
    """
