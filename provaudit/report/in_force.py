"""Which rules beyond those that ship an audit had in force, and what they hit: on a line of its totals."""

from collections.abc import Iterator

import polars as pl

from provaudit import resources
from provaudit.document import Audit
from provaudit.report.plain import plain
from provaudit.report.styles import count

DIGITS = 12
"""Digits of a pack's digest that are shown (chosen: enough to tell packs apart)."""

_NAMED = 5  # rules whose hits are told before the rest is counted; chosen: a line or two


def laid_over(audit: Audit) -> list[str]:
    """Return the packs and folders that were laid over the shipped rules, then the hits of rules only they have.

    Empty where none was, and where it is a folder without a pack's name that only changes what ships.
    """
    packs = {pack.name: f"{pack.version} ({pack.digest[:DIGITS]})" for pack in audit.rulebook.packs}
    names = dict.fromkeys([*audit.rulebook.name.split("+")[1:], *packs])
    over = [plain(f"{name} {packs.get(name, '')}") for name in names]
    hits = list(_hits(audit)) if over else []
    if packs and not hits:
        hits = ["no hit of a rule of their own"]
    return [*over, *hits] if hits else []


def _hits(audit: Audit) -> Iterator[str]:
    ships = resources.shipped("rules")
    found = audit.signals.group_by("rule").agg(hits=pl.len(), articles=pl.col("id").n_unique())
    own = [row for row in found.sort("rule").iter_rows() if not (ships / f"{row[0]}.yaml").is_file()]
    for rule, hits, articles in own[:_NAMED]:
        yield f"{plain(rule)}: {count(hits, 'hit')} in {count(articles, 'article')}"
    if len(own) > _NAMED:
        yield f"hits of {count(len(own) - _NAMED, 'more rule')}"
