"""What went wrong before the audit: inputs that could not be read, rules not in force, and mere notes."""

from pathlib import Path

import polars as pl

from provaudit.document import Audit
from provaudit.report.plain import plain

NOTE = pl.col("message").str.starts_with("left out")
"""Problems that are none: a folder's README is no article and was not meant to be read."""

BROKEN = pl.col("message").str.starts_with(pl.col("path") + ":") & ~NOTE
"""Faults of rules: their message opens with file, line and column, as `provaudit rules check` prints it."""


def problem_told(path: str, message: str) -> str:
    """Return a problem on one line, its path named once."""
    told = plain(message)
    return told if told.startswith(plain(path)) else f"{plain(path)}: {told}"


def broken_rules(audit: Audit) -> str:
    """Return how many of the user's rules are not in force, and what to do; "" where all are."""
    files = audit.problems.filter(BROKEN)["path"].unique().sort().to_list()
    if not files:
        return ""
    folders = dict.fromkeys(plain(str(Path(file).parent.parent)) for file in files)
    what = "1 of your rules is" if len(files) == 1 else f"{len(files):,} of your rules are"
    return f"{what} not in force (provaudit rules check {' '.join(folders)})"
