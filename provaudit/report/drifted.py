"""What copies changed of what their sources say, in few words."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import polars as pl
from rich.text import Text

from provaudit.document import Audit
from provaudit.lineage.drift import summary
from provaudit.model import Drift
from provaudit.report.lines import BLANK, Line, line
from provaudit.report.plain import clip, plain
from provaudit.report.styles import count

FLAGGED = (Drift.QUOTATION, Drift.NUMBER)
"""Kinds of drift that flag an article in the table: what a reader takes to be exact."""

SHOWN = 20
"""Changes that are listed before the rest is counted; chosen."""

_LONGEST = 90  # cells of a wording; chosen
_LABEL = 6  # cells of a note's number
_KIND = max(map(len, Drift)) + 1


class Note(NamedTuple):
    """One drift with the label that stands beside it in the text."""

    label: str
    row: dict[str, Any]


def notes(audit: Audit, child: str, parent: str | None = None) -> list[Note]:
    """Return the drift of a child, from one parent or from all, in the order of the child's text."""
    wanted = pl.col("child") == child
    wanted = wanted if parent is None else wanted & (pl.col("parent") == parent)
    found = audit.drift.filter(wanted).sort("child_start", "parent", "parent_start")
    return [Note(f"d{place}", row) for place, row in enumerate(found.to_dicts(), start=1)]


def flagged(audit: Audit, ids: list[str]) -> set[str]:
    """Return which of the articles changed a quotation or a number."""
    found = audit.drift.filter(pl.col("child").is_in(ids) & pl.col("kind").is_in([str(k) for k in FLAGGED]))
    return set(found["child"])


def wording(row: dict[str, Any], arrow: str = "→") -> str:
    """Return both wordings of a drift: `“six” → “seven”`; "nothing" stands for no words."""
    was, now = (
        f"“{clip(plain(row[side]), _LONGEST)}”" if row[side] else "nothing" for side in ("was", "now")
    )
    return f"{was} {arrow} {now}"


def listed(found: list[Note], head: str, sources: dict[str, str]) -> Iterator[Line]:
    """Yield a headline and one line a drift; `sources` names parents by their id, where there may be several."""
    if not found:
        return
    yield BLANK
    yield line(head, "bold")
    for label, row in found[:SHOWN]:
        mark = Text(f"[{label}]".ljust(_LABEL), "bold")
        named = f"{sources[row['parent']]}: " if row["parent"] in sources else ""
        yield Line(mark, Text.assemble((row["kind"].ljust(_KIND), "bold"), named, wording(row)))
    if len(found) > SHOWN:
        yield line(f"… and {count(len(found) - SHOWN, 'more change')}", "italic", _LABEL)


def told(found: list[Note]) -> str:
    """Return counts in words: `changes 1 number and loses 1 hedge`."""
    return summary([note.row["kind"] for note in found])
