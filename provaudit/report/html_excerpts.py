"""An audit whose texts are cut to what the findings need, so that a report can go out without the articles."""

import re
from collections.abc import Mapping
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
"""Characters quoted of a passage or a change, and then the word; chosen: a sentence."""

MARKED = 60
"""The same for what a rule found: most name a phrase, some hold paragraphs; chosen: enough to find its place."""

LONGEST_WORD = 30
"""Characters by which a quotation may run on to the end of a word; chosen."""

PASSAGES = 3
"""Passages quoted of two texts, the longest first; chosen."""

BUDGET = 0.25
"""Share of a text (0..1) that is quoted at most, whatever was found in it; chosen.

But for MARKED characters of each pair that has no passage else: nobody is accused without what shows it.
"""

SHORT_BUDGET = 0.5
"""The same for a text so short that a quarter of it is less than two quotations; chosen."""

CUT = " […] "
"""What stands where something is left out."""

_WORD = re.compile(rf"\S{{0,{LONGEST_WORD}}}")
_MARKS = (Zone.HEADLINE, Zone.BYLINE, Zone.DATELINE, Zone.SIGN_OFF, Zone.SOURCE_LINE)
_Span = tuple[str, int, int]
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

    Of two texts the beginnings of their longest passages are quoted, on both sides or not at all; other passages
    go. What lies in a cut has no length there; cited sources that are left without words go.
    """
    texts = dict(audit.articles.select("id", "text").drop_nulls().rows())
    quoted = _Quoted(texts)
    passages = _chosen(audit, _openings(audit, texts), quoted, texts)
    cut = {name: _cut(text, quoted.kept[name]) for name, text in texts.items()}
    moved = {name: places for name, (_, places) in cut.items()}
    frames: dict[str, Any] = {
        name: _moved(passages if name == "passages" else getattr(audit, name), columns, moved)
        for name, columns in _OFFSETS.items()
    }
    frames["cited"] = frames["cited"].filter(pl.col("end") > pl.col("start"))
    for side in ("was", "now"):
        frames["drift"] = frames["drift"].with_columns(pl.col(side).str.slice(0, QUOTED))
    short = {name: text for name, (text, _) in cut.items()}
    text = pl.col("id").replace_strict(short, default=None, return_dtype=pl.String)
    return replace(audit, articles=audit.articles.with_columns(text=text), **frames)


class _Quoted:
    """Which characters of each text are quoted, within its budget."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Begin with nothing quoted."""
        self.kept = {name: np.zeros(len(text), bool) for name, text in texts.items()}
        self._left = {name: _budget(len(text)) for name, text in texts.items()}

    def quote(self, *spans: _Span, anyway: bool = False) -> bool:
        """Quote the stretches, all of them or, where one text has no room for its own, none; tell which.

        `anyway` quotes them beyond the budget, too.
        """
        if not all(name in self.kept for name, _, _ in spans):
            return False
        if not anyway and any(self._cost(*span) > self._left[span[0]] for span in spans):
            return False
        for name, start, end in spans:
            self._left[name] -= self._cost(name, start, end)
            self.kept[name][start:end] = True
        return True

    def longest(self, name: str, start: int, end: int) -> tuple[int, int]:
        """Return from where to where most characters in a row are quoted between two places; none: the same twice."""
        kept = (
            np.concatenate(([0], self.kept[name][start:end].view(np.int8), [0])) if name in self.kept else [0]
        )
        turns = np.flatnonzero(np.diff(kept)).reshape(-1, 2) + start
        runs = ((int(first), int(last)) for first, last in turns)
        return max(runs, key=lambda run: run[1] - run[0], default=(start, start))

    def _cost(self, name: str, start: int, end: int) -> int:
        return int((~self.kept[name][start:end]).sum())


def _budget(length: int) -> int:
    """Return how many characters of a text of this length may be quoted."""
    return int(max(length * BUDGET, min(2 * QUOTED, length * SHORT_BUDGET)))


def _chosen(audit: Audit, passages: pl.DataFrame, quoted: _Quoted, texts: Mapping[str, str]) -> pl.DataFrame:
    """Quote what matters, most first; return those of the passages that are quoted, as far as they are."""

    def spans(frame: pl.DataFrame, name: str, side: str = "") -> list[_Span]:
        length = pl.min_horizontal(f"{side}end", pl.col(f"{side}start") + QUOTED)
        return frame.select(name, f"{side}start", length.alias("end")).rows()

    marks = audit.zones.filter(pl.col("zone").is_in([str(zone) for zone in _MARKS]))
    for span in spans(marks, "id"):
        quoted.quote(span)
    first = pl.col("nth") == 0
    shown = _quoted(passages.filter(first), quoted, texts, always=True)
    drift = audit.drift
    for both in zip(spans(drift, "child", "child_"), spans(drift, "parent", "parent_"), strict=True):
        quoted.quote(*both)
    shown += _quoted(passages.filter(~first), quoted, texts)
    for name, start, end in audit.signals.drop_nulls(["start", "end"]).select("id", "start", "end").rows():
        quoted.quote((name, start, _opening_end(texts.get(name, ""), start, end, MARKED)))
    return pl.DataFrame(shown, schema=passages.schema, orient="row").select(audit.passages.columns)


def _quoted(
    passages: pl.DataFrame, quoted: _Quoted, texts: Mapping[str, str], *, always: bool = False
) -> list[dict[str, Any]]:
    """Quote the beginnings of passages on both sides; return those for which there was room, `always` all."""
    shown = []
    for row in passages.iter_rows(named=True):
        a, b = ((row[side], row[f"{side}_start"], row[f"{side}_end"]) for side in "ab")
        if not quoted.quote(a, b):
            if not (always and texts.keys() >= {a[0], b[0]}):
                continue
            a, b = _quoted_already(row, quoted, texts) or _barely(a, b, quoted, texts)
        shown.append(row | {"a_start": a[1], "a_end": a[2], "b_start": b[1], "b_end": b[2]})
    return shown


def _quoted_already(
    row: Mapping[str, Any], quoted: _Quoted, texts: Mapping[str, str]
) -> tuple[_Span, _Span] | None:
    """Quote on one side what is quoted of the passage on the other, for another article; null for no such words."""
    for mine, other in ("ab", "ba"):
        start, end = quoted.longest(row[other], row[f"{other}_start"], row[f"{other}_last"])
        words = texts[row[other]][start : min(end, start + QUOTED)]
        at = texts[row[mine]].find(words, row[f"{mine}_start"], row[f"{mine}_last"])
        sides = {mine: (row[mine], at, at + len(words)), other: (row[other], start, start + len(words))}
        if len(words) >= MARKED and at >= 0 and quoted.quote(*sides.values()):
            return sides["a"], sides["b"]
    return None


def _barely(a: _Span, b: _Span, quoted: _Quoted, texts: Mapping[str, str]) -> tuple[_Span, _Span]:
    """Quote the first words of a passage, room or not."""
    a, b = (
        (name, start, _opening_end(texts.get(name, ""), start, end, MARKED)) for name, start, end in (a, b)
    )
    quoted.quote(a, b, anyway=True)
    return a, b


def _length(side: str) -> pl.Expr:
    return pl.col(f"{side}_end").cast(pl.Int64) - pl.col(f"{side}_start")


def _openings(audit: Audit, texts: Mapping[str, str]) -> pl.DataFrame:
    """Return the longest passages of each pair that the report shows, cut after some words on both sides.

    Columns out: PASSAGES, nth (0: the longest of the pair), a_last and b_last (where the passage itself ends).
    """
    shown = taken(audit, audit.articles["id"].to_list()).select("id", "other").unique()
    pairs = pl.concat([shown.rename({"id": one, "other": two}).select("a", "b") for one, two in ("ab", "ba")])
    passages = audit.passages.join(pairs.unique(), on=["a", "b"], how="semi", maintain_order="left")
    longest = passages.sort(-_length("a"), "a", "b", "a_start", "b_start", maintain_order=True)
    few = longest.with_columns(nth=pl.int_range(pl.len()).over("a", "b")).filter(pl.col("nth") < PASSAGES)
    few = few.with_columns(a_last="a_end", b_last="b_end")
    for side in "ab":
        ends = [
            _opening_end(texts.get(name, ""), start, end)
            for name, start, end in few.select(side, f"{side}_start", f"{side}_end").rows()
        ]
        few = few.with_columns(pl.Series(f"{side}_end", ends, dtype=pl.UInt32))
    return few


def _opening_end(text: str, start: int, end: int, most: int = QUOTED) -> int:
    """Return where the quotation of a stretch ends: after `most` characters, and then the word."""
    word = _WORD.match(text, min(end, start + most))
    return min(end, word.end()) if word else end


def _cut(text: str, kept: NDArray[np.bool_]) -> tuple[str, NDArray[np.int64]]:
    """Return the excerpts of a text and, for each offset of the whole text, where it lies in them."""
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
