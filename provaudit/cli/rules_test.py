"""`provaudit rules test`: the tests that rules carry, once or whenever a file changes."""

import click

from provaudit.cli.deferred import done_by
from provaudit.cli.rule_options import example, overlay


@click.command()
@click.argument("wanted", nargs=-1, metavar="[RULE]...")
@overlay
@click.option("--watch", is_flag=True, help="Run them again whenever a rule file changes, until Ctrl-C.")
@example(
    "  provaudit rules test attribution/generic-agencies\n"
    "  provaudit rules test 'origin/*' --rules my-rules --watch"
)
@done_by("rules_test:test")
def test() -> None:
    """Run the tests that the rules carry.

    RULE is an id or a pattern such as 'origin/*'; without it all rules are tested. A test comes out as matched
    or silent where the rule does what it should, noisy where it hits and should not, missing where it should
    hit and does not; wrong-span and wrong-agency where it hits other words or credits another.
    """
