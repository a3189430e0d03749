"""An article's text with everything found in it marked in place: zones, passages, quotations, signals."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl
from rich.text import Text

from provaudit.document import Audit
from provaudit.model import OWN_ZONES, PassageKind, Zone
from provaudit.report.drifted import Note
from provaudit.report.plain import clean
from provaudit.report.taken import taken

OPEN, CLOSE, PARAPHRASED = "‹", "›", "~"
"""A passage stands between these, the letter of its source first: ‹A the words›, or ‹A~ a paraphrase›."""

LONGEST = 200_000
"""Characters of a text that are shown; beyond them nobody reads a terminal; chosen."""

_FEWEST = 3  # words of a run that is marked as another's; chosen
_QUIET = (Zone.FURNITURE, Zone.CAPTION)


class Block(NamedTuple):
    """A stretch of one line of the article that lies in one zone."""

    zone: str
    text: Text
    paragraph: bool  # whether a paragraph begins here


class Mark(NamedTuple):
    """A passage as it is marked: the letter and colour of its source."""

    letter: str
    colour: str
    kind: str


@dataclass(frozen=True)
class Layers:
    """One value a character: index of its zone (-1: body), of its passage (-1: none), quoted, in a signal."""

    zone: np.ndarray
    passage: np.ndarray
    quoted: np.ndarray
    signal: np.ndarray
    ends: dict[int, list[str]]  # labels of the footnotes that stand before this character
    zones: list[str]
    marks: list[Mark]


def layers(
    audit: Audit,
    one: str,
    text: str,
    letters: dict[str, Mark],
    notes: dict[str, int],
    drift: list[Note],
) -> Layers:
    """Return what is known of each character of the article `one`.

    `letters` has a mark for each of its sources, `notes` a number for each rule that hit.
    """
    length = len(text)
    zone, quoted = np.full(length, -1, np.int32), np.zeros(length, bool)
    zones: list[str] = []
    for name, start, end in _spans(audit.zones, one, "zone"):
        if name == Zone.QUOTE:
            quoted[start:end] = True
        elif name != Zone.BODY:
            zone[start:end] = len(zones)
            zones.append(name)
    passage, marks = _passages(audit, one, length, letters)
    foreign = [place for place, name in enumerate(zones) if name not in OWN_ZONES]
    passage[np.isin(zone, foreign)] = -1
    _tidy(passage, text)
    signal = np.zeros(length, bool)
    ends: dict[int, list[str]] = {}
    hits = _spans(audit.signals.drop_nulls(["start", "end"]), one, "rule")
    footnotes = [(str(notes[rule]), start, end) for rule, start, end in hits]
    footnotes += [(label, row["child_start"], row["child_end"]) for label, row in drift]
    for label, start, end in footnotes:
        signal[start:end] = True
        ends.setdefault(end, []).append(label)
    return Layers(zone, passage, quoted, signal, ends, zones, marks)


def _spans(frame: pl.DataFrame, one: str, name: str) -> list[tuple[str, int, int]]:
    return frame.filter(pl.col("id") == one).select(name, "start", "end").rows()


def _passages(audit: Audit, one: str, length: int, letters: dict[str, Mark]) -> tuple[np.ndarray, list[Mark]]:
    passage = np.full(length, -1, np.int32)
    marks: list[Mark] = []
    for start, end, source, kind in taken(audit, [one]).select("start", "end", "source", "kind").iter_rows():
        passage[start:end] = len(marks)
        marks.append(letters[source]._replace(kind=kind))
    return passage, marks


def _tidy(passage: np.ndarray, text: str) -> None:
    """Unmark runs on a line of so few words that they are nobody's, and blanks at the ends of the others.

    Both are what an overlap of passages or a line's end leaves.
    """
    at = 0
    for line in text.split("\n"):
        for start, end in _runs(passage, at, at + len(line)):
            run = text[start:end]
            if passage[start] < 0:
                continue
            if len(run.split()) < _FEWEST:
                passage[start:end] = -1
            else:
                passage[start : end - len(run.lstrip())] = -1
                passage[start + len(run.rstrip()) : end] = -1
        at += len(line) + 1


def blocks(text: str, known: Layers) -> Iterator[Block]:
    """Yield the text line by line, cut where a zone begins or ends; blank stretches are left out."""
    at = 0
    begins = False  # the first line needs no blank before it
    for line in text[:LONGEST].split("\n"):
        for start, end in _runs(known.zone, at, at + len(line)):
            if text[start:end].strip():
                zone = known.zones[known.zone[start]] if known.zone[start] >= 0 else str(Zone.BODY)
                yield Block(zone, _drawn(text, start, end, zone, known), begins)
                begins = False
        at += len(line) + 1
        begins = at > 1


def _runs(values: np.ndarray, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of start..end in which the values are equal."""
    if start < end:
        changes = np.flatnonzero(np.diff(values[start:end])) + start + 1
        edges = [start, *changes.tolist(), end]
        yield from pairwise(edges)


def _drawn(text: str, start: int, end: int, zone: str, known: Layers) -> Text:
    drawn = Text(style="dim" if zone in _QUIET else "")
    current = -1
    if text[start - 1 : start] in ("", "\n"):  # what is lost before a line's first word
        _note(drawn, known.ends.get(start))
    for here, stop in _segments(known, start, end):
        passage = int(known.passage[here])
        if passage != current:
            _close(drawn, current, known.marks)
            _open(drawn, passage, known.marks)
            current = passage
        drawn.append(clean(text[here:stop]), _style(known, here))
        _note(drawn, known.ends.get(stop))
    _close(drawn, current, known.marks)
    return drawn


def _note(drawn: Text, labels: list[str] | None) -> None:
    drawn.append("".join(f"[{label}]" for label in dict.fromkeys(labels or ())), "bold")


def _segments(known: Layers, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which nothing changes; a footnote's place ends one."""
    combined = known.passage.astype(np.int64) * 4 + known.quoted * 2 + known.signal
    for here, stop in _runs(combined, start, end):
        cuts = sorted(place for place in known.ends if here < place < stop)
        edges = [here, *cuts, stop]
        yield from pairwise(edges)


def _open(drawn: Text, passage: int, marks: list[Mark]) -> None:
    if passage >= 0:
        mark = marks[passage]
        sign = PARAPHRASED if mark.kind == PassageKind.PARAPHRASE else ""
        drawn.append(f"{OPEN}{mark.letter}{sign} ", f"bold {mark.colour}")


def _close(drawn: Text, passage: int, marks: list[Mark]) -> None:
    if passage >= 0:
        drawn.append(CLOSE, f"bold {marks[passage].colour}")


def _style(known: Layers, here: int) -> str:
    passage = int(known.passage[here])
    styles = [known.marks[passage].colour if passage >= 0 else ""]
    styles += ["italic"] * bool(known.quoted[here]) + ["underline"] * bool(known.signal[here])
    return " ".join(style for style in styles if style)
