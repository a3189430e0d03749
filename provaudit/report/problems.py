"""What went wrong before the audit: inputs that could not be read, rules not in force, and mere notes."""

from pathlib import Path

import polars as pl

from provaudit.document import Audit
from provaudit.model import Dimension
from provaudit.report.plain import plain

NOTE = pl.col("message").str.starts_with("left out")
"""Problems that are none: a folder's README is no article and was not meant to be read."""

BROKEN = pl.col("message").str.starts_with(pl.col("path") + ":") & ~NOTE
"""Faults of rules: their message opens with file, line and column, as `provaudit rules check` prints it."""

MANIFEST = pl.col("path").str.contains(r"(?:^|[/\\])pack\.yaml$") & ~pl.col("path").str.contains(
    rf"(?:{'|'.join(Dimension)})[/\\]pack\.yaml$"
)
"""Faults of a pack as a whole: its rules are in force, and the message says what does not fit."""


def problem_told(path: str, message: str) -> str:
    """Return a problem on one line, its path named once."""
    told = plain(message)
    return told if told.startswith(plain(path)) else f"{plain(path)}: {told}"


def broken_rules(audit: Audit) -> str:
    """Return how many of the user's rules are not in force, and what to do; "" where all are."""
    broken = audit.problems.filter(BROKEN).sort("path")
    packs = broken.filter(MANIFEST)
    told = [plain(message.partition(": ")[2]) for message in packs["message"]]
    files = broken.filter(~MANIFEST)["path"].unique().sort().to_list()
    if files:
        folders = dict.fromkeys(plain(str(Path(file).parent.parent)) for file in files)
        what = "1 of your rules is" if len(files) == 1 else f"{len(files):,} of your rules are"
        told.append(f"{what} not in force (provaudit rules check {' '.join(map(_named, folders))})")
    return "; ".join(told)


def _named(folder: str) -> str:
    """Return a folder of rules as `rules check` takes it: an installed pack is no path."""
    return f"--rules {folder}" if folder.startswith("pack:") else folder
