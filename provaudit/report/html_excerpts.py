"""An audit whose texts are cut to what the findings need, so that a report can go out without the articles."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from provaudit.document import Audit
from provaudit.model import Zone
from provaudit.report.taken import taken

QUOTED = 160
"""Characters quoted of a passage, a signal or a change; chosen: a sentence."""

PASSAGES = 3
"""Passages quoted of two texts, the longest first; chosen."""

BUDGET = 0.25
"""Share of a text (0..1) that is quoted at most, whatever was found in it; chosen."""

CUT = " […] "
"""What stands where something is left out."""

_MARKS = (Zone.HEADLINE, Zone.BYLINE, Zone.DATELINE, Zone.SIGN_OFF, Zone.SOURCE_LINE)
_Spans = dict[str, list[tuple[int, int]]]
_Sides = list[tuple[str, tuple[str, ...]]]
_OFFSETS: dict[str, _Sides] = {
    "zones": [("id", ("start", "end"))],
    "signals": [("id", ("start", "end"))],
    "cited": [("id", ("start", "end", "cue_start", "cue_end"))],
    "passages": [("a", ("a_start", "a_end")), ("b", ("b_start", "b_end"))],
    "drift": [("child", ("child_start", "child_end")), ("parent", ("parent_start", "parent_end"))],
}


def excerpted(audit: Audit) -> Audit:
    """Return the audit with texts that hold excerpts only, and every offset moved to where its words now stand.

    What lies in a cut has no length there; signals and cited sources that are left without words go.
    """
    wanted = _wanted(audit)
    texts, moved = {}, {}
    for name, text in audit.articles.select("id", "text").drop_nulls().rows():
        texts[name], moved[name] = _cut(text, wanted.get(name, ()))
    frames: dict[str, Any] = {
        name: _moved(getattr(audit, name), columns, moved) for name, columns in _OFFSETS.items()
    }
    frames["cited"] = frames["cited"].filter(pl.col("end") > pl.col("start"))
    for side in ("was", "now"):
        frames["drift"] = frames["drift"].with_columns(pl.col(side).str.slice(0, QUOTED))
    text = pl.col("id").replace_strict(texts, default=None, return_dtype=pl.String)
    return replace(audit, articles=audit.articles.with_columns(text=text), **frames)


def _wanted(audit: Audit) -> _Spans:
    """Return what to quote of each article, what matters most first."""
    ids = audit.articles["id"].to_list()
    found: _Spans = {}

    def keep(rows: Iterable[tuple[str, int, int]]) -> None:
        for name, start, end in rows:
            found.setdefault(name, []).append((start, min(end, start + QUOTED)))

    drift = audit.drift
    keep(
        audit.zones.filter(pl.col("zone").is_in([str(zone) for zone in _MARKS]))
        .select("id", "start", "end")
        .rows()
    )
    keep(drift.select("child", "child_start", "child_end").rows())
    keep(drift.select("parent", "parent_start", "parent_end").rows())
    length = pl.col("end").cast(pl.Int64) - pl.col("start")
    longest = taken(audit, ids).sort(-length, "id", "start", "other", maintain_order=True)
    few = longest.filter(pl.int_range(pl.len()).over("id", "other") < PASSAGES)
    keep(few.select("id", "start", "end").rows())
    keep(few.select("other", "other_start", "other_end").rows())
    keep(audit.signals.drop_nulls(["start", "end"]).select("id", "start", "end").rows())
    return found


def _cut(text: str, wanted: Iterable[tuple[int, int]]) -> tuple[str, NDArray[np.int64]]:
    """Return the excerpts of a text and, for each offset of the whole text, where it lies in them."""
    kept = np.zeros(len(text), bool)
    left = int(len(text) * BUDGET)
    for start, end in wanted:
        here = slice(start, min(_word_end(text, end), start + left))
        left -= int((~kept[here]).sum())
        kept[here] = True
        if left <= 0:
            break
    place = np.zeros(len(text) + 1, np.int64)
    parts: list[str] = []
    at, written = 0, 0
    for keeps, run in groupby(kept.tolist()):
        length = len(list(run))
        part = text[at : at + length] if keeps else _gap(text[at : at + length])
        place[at : at + length] = written + (np.arange(length) if keeps else 0)
        parts.append(part)
        at, written = at + length, written + len(part)
    place[-1] = written
    return "".join(parts), place


def _word_end(text: str, end: int) -> int:
    """Return where the word ends that `end` falls into, if that is near."""
    rest = text[end : end + 30]
    inside = end > 0 and not text[end - 1 : end].isspace()
    return end + len(rest.split(maxsplit=1)[0]) if inside and rest[:1].strip() else end


def _gap(left_out: str) -> str:
    """Return what stands for a stretch that is left out: white space stays, and paragraphs stay apart."""
    if not left_out.strip():
        return left_out
    return f"\n\n{CUT.strip()}\n\n" if "\n" in left_out.strip() else CUT


def _moved(frame: pl.DataFrame, sides: _Sides, moved: dict[str, NDArray[np.int64]]) -> pl.DataFrame:
    """Return the table with its offsets moved, article by article."""
    for key, columns in sides:
        names = frame[key].to_list()
        for column in columns:
            offsets = [
                None if at is None or name not in moved else int(moved[name][min(at, len(moved[name]) - 1)])
                for name, at in zip(names, frame[column].to_list(), strict=True)
            ]
            frame = frame.with_columns(pl.Series(column, offsets, dtype=pl.UInt32))
    return frame
