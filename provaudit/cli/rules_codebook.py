"""`provaudit rules codebook` and `schema`: rules for people who code, and for editors."""

from pathlib import Path

import click

from provaudit.choices import RULE_FILES
from provaudit.cli.deferred import done_by
from provaudit.cli.rule_options import example, overlay


@click.command()
@click.argument("wanted", nargs=-1, metavar="[RULE]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html"]),
    help="Markdown, or one HTML page to print; default: what the name of --output says, else md.",
)
@click.option(
    "--output",
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write there, not on the screen.",
)
@overlay
@example(
    "  provaudit rules codebook --output codebook.html\n"
    "  provaudit rules codebook 'sourcing/*' --rules my-rules --format md"
)
@done_by("rules_codebook:codebook")
def codebook() -> None:
    """Make a codebook of the rules for people who code by hand.

    It has every variable, how to code it and how the rule finds it. RULE is an id or a pattern such as
    'origin/*'; without it all rules are in it.
    """


@click.command()
@click.argument("kind", type=click.Choice(RULE_FILES), default=RULE_FILES[0])
@example(
    "  provaudit rules schema > my-rules/rule.schema.json\n"
    "  provaudit rules schema vocabulary > my-rules/vocabulary.schema.json"
)
@done_by("rules_codebook:schema")
def schema() -> None:
    """Print the JSON Schema of rule files, for editors.

    An editor that knows it completes keys and checks values while you write. In VS Code, install the YAML
    extension and put this line first in a rule's file: # yaml-language-server: $schema=../rule.schema.json
    """
