"""What the commands about rules say on stderr."""

from collections.abc import Sequence
from pathlib import Path
from shutil import get_terminal_size

import click

from provaudit.report.plain import folded
from provaudit.report.rule_faults import laid
from provaudit.report.styles import count
from provaudit.written import Fault

WRONG = 2
"""Exit code: a rule is wrong, or does not do what its tests expect."""


FEW = 3
"""Errors up to which each is told where rules are only used (chosen)."""


def mention(errors: Sequence[Fault], overlays: Sequence[Path]) -> None:
    """Say on stderr what is wrong with rules that are laid over the shipped ones, or how to see it."""
    if errors:
        for fault in errors if len(errors) <= FEW else ():
            click.echo(folded(fault.summary, get_terminal_size().columns), err=True)
        check = f"provaudit rules check{laid(overlays)}"
        click.echo(f"{count(len(errors), 'error')} in rule files: run `{check}`", err=True)
