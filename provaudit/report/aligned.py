"""Two articles aligned: the passages they share in the order of the first, and how much lies between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import polars as pl
from rich.text import Text

from provaudit.document import Audit
from provaudit.lineage.rising import heaviest_rising
from provaudit.model import PassageKind, Zone
from provaudit.report.drifted import Note
from provaudit.report.plain import clean
from provaudit.text.tokens import SINGLE, tokenize

_NOT_OWN = {*Zone} - {Zone.BODY, Zone.STANDFIRST, Zone.QUOTE}
_OPENING = 4  # of its own words that stand for a stretch; chosen
_LONGEST_DIFF = 4_000  # words of a side; beyond them the words are shown without their changes; chosen

_TYPOGRAPHY = str.maketrans("‘’‚′“”„″«»–—−", '\'\'\'\'""""""---', "\u00ad")

_LABEL = re.compile(r"\[d\d+\]")  # of a drift, put behind the words
_NO_WORD = re.compile(r"[^\w%$€£+-]|(?<!\w)[-+](?!\w)")
_WORD = rf"[{SINGLE}](?:\[d\d+\]|[^\w\s])*|[^\s{SINGLE}]+"  # labels and marks stay with what they follow
_SPACED_WORD = re.compile(rf"(?:{_WORD})\s?")
_CORE = re.compile(  # the vowels and tones of Thai are no letters of their own, but part of the word
    rf"^([^\w\[$€£+-]*)(.*?)([^\w\]%{SINGLE}]*)$", re.DOTALL
)

REMOVED, ADDED = ("[-", "-]"), ("{+", "+}")
"""What stands around words that only the first, or only the second, of two passages has."""

_CHANGED = {REMOVED: "bold underline red", ADDED: "bold underline green"}


class Own(NamedTuple):
    """A stretch of an article's own words that stands in no passage: how many, and the first of them."""

    words: int
    opening: str


class Step(NamedTuple):
    """A passage, and the own words before it on each side; the last step has no passage."""

    own_a: Own
    own_b: Own
    passage: "Shared | None"


@dataclass(frozen=True)
class Shared:
    """A passage as it stands in both texts; `moved` where it is not among those that both have in one order."""

    a: str
    b: str
    kind: str
    quoted: bool
    moved: bool


def oriented(audit: Audit, a: str, b: str) -> tuple[dict[str, Any] | None, pl.DataFrame]:
    """Return the pair of `a` and `b`, whichever the audit has first, and its passages in the order of a.

    The pair comes as a row of `pairs` seen from `a`, or None where they share nothing worth showing.
    """
    swap = {"a_from_b": "b_from_a", "b_from_a": "a_from_b"}
    turned = {name: f"{name[:-1]}{'b' if name[-1] == 'a' else 'a'}" for name in _SIDED}
    pairs = audit.pairs.filter((pl.col("a") == a) & (pl.col("b") == b))
    passages = audit.passages.filter((pl.col("a") == a) & (pl.col("b") == b))
    if pairs.is_empty():
        pairs = audit.pairs.filter((pl.col("a") == b) & (pl.col("b") == a)).rename(turned)
        pairs = pairs.with_columns(pl.col("direction").replace(swap))
        flipped = {"a_start": "b_start", "a_end": "b_end", "b_start": "a_start", "b_end": "a_end"}
        passages = audit.passages.filter((pl.col("a") == b) & (pl.col("b") == a)).rename(flipped)
    return next(iter(pairs.to_dicts()), None), passages.sort("a_start", "b_start")


_SIDED = ("a", "b", "containment_a", "containment_b", "prose_containment_a", "prose_containment_b")


def steps(
    audit: Audit, texts: dict[str, str], a: str, b: str, passages: pl.DataFrame, drift: Sequence[Note] = ()
) -> list[Step]:
    """Return the passages in the order of `a`, each with the own words before it in either text.

    Where one of the two drifted from the other, the note's label stands behind the words on both sides.
    """
    labels_a, labels_b = (_labels(drift, one) for one in (a, b))
    rows = apart(passages.to_dicts(), texts[a], texts[b])
    own_a, own_b = _own(audit, a, texts[a]), _own(audit, b, texts[b])
    gaps_a = _gaps([(row["a_start"], row["a_end"]) for row in rows], own_a)
    gaps_b = _gaps([(row["b_start"], row["b_end"]) for row in rows], own_b)
    kept, found = in_order(rows, texts[a], texts[b]), []
    for place, row in enumerate(rows):
        shared = Shared(
            a=_labelled(texts[a], row["a_start"], row["a_end"], labels_a),
            b=_labelled(texts[b], row["b_start"], row["b_end"], labels_b),
            kind=row["kind"],
            quoted=row["quoted"],
            moved=place not in kept,
        )
        found.append(Step(gaps_a[place], gaps_b[place], shared))
    return [*found, Step(gaps_a[-1], gaps_b[-1], None)]


def in_order(rows: list[dict[str, Any]], a: str, b: str) -> set[int]:
    """Return the places of the passages that both texts have in one order, with most words on both sides.

    `rows` stand in the order of `a`. The HTML report's script reckons the same way.
    """
    sides = ([text[row[f"{s}_start"] : row[f"{s}_end"]] for row in rows] for s, text in (("a", a), ("b", b)))
    weights = [len(tokenize(both)) or 1 for both in zip(*sides, strict=True)]
    return set(heaviest_rising([row["b_start"] for row in rows], weights))


def _labels(drift: Sequence[Note], one: str) -> list[tuple[int, str]]:
    """Return where in the text of `one` which labels stand."""
    ends = ((row["child_end" if row["child"] == one else "parent_end"], label) for label, row in drift)
    return sorted((end, f"[{label}]") for end, label in ends)


def _labelled(text: str, start: int, end: int, labels: list[tuple[int, str]]) -> str:
    parts, at = [], start
    for place, label in labels:
        if start <= place <= end:
            parts += [text[at:place], label]
            at = place
    return "".join([*parts, text[at:end]])


def _own(audit: Audit, one: str, text: str) -> str:
    """Return the text with everything blanked that is not the article's own."""
    zones = audit.zones.filter((pl.col("id") == one) & pl.col("zone").is_in([str(zone) for zone in _NOT_OWN]))
    for start, end in zones.select("start", "end").iter_rows():
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _gaps(spans: list[tuple[int, int]], text: str) -> list[Own]:
    """Return what lies between each span and the one before it in the text, then what is after the last."""
    order = sorted(range(len(spans)), key=lambda place: spans[place])
    gaps, at = [Own(0, "")] * (len(spans) + 1), 0
    for place in order:
        start, end = spans[place]
        gaps[place] = _stretch(text[at:start])
        at = max(at, end)
    gaps[-1] = _stretch(text[at:])
    return gaps


def _stretch(text: str) -> Own:
    words = [word for word in read_words(text) if any(map(str.isalnum, word))]
    return Own(len(words), "".join(words[:_OPENING]).rstrip())


def apart(rows: list[dict[str, Any]], a: str, b: str) -> list[dict[str, Any]]:
    """Return the passages so that none overlaps another in either text: the longer one keeps the words.

    What is left of the shorter one is kept where it is half of it or more on both sides.
    """
    kept: list[dict[str, Any]] = []
    for row in sorted(rows, key=lambda one: one["a_start"] - one["a_end"]):
        cut = dict(row)
        for other in kept:
            _cut(cut, other, ("a", a), ("b", b))
            _cut(cut, other, ("b", b), ("a", a))
        sides = [
            (cut[f"{s}_end"] - cut[f"{s}_start"]) * 2 >= row[f"{s}_end"] - row[f"{s}_start"] for s in "ab"
        ]
        if all(sides):
            kept.append(cut)
    return sorted(kept, key=lambda one: (one["a_start"], one["b_start"]))


def _cut(row: dict[str, Any], other: dict[str, Any], here: tuple[str, str], there: tuple[str, str]) -> None:
    """Shorten a passage so that it ends before another begins or begins after it ends, `here` and `there`.

    The other side loses as many words, or verbatim words would look changed; a paraphrase keeps them.
    """
    (side, text), (opposite, beside) = here, there
    start, end = row[f"{side}_start"], row[f"{side}_end"]
    if start >= other[f"{side}_end"] or end <= other[f"{side}_start"]:
        return
    tail = start < other[f"{side}_start"]
    edge = other[f"{side}_start"] if tail else min(other[f"{side}_end"], end)
    lost = len(re.findall(_WORD, text[edge:end] if tail else text[start:edge]))
    row[f"{side}_{'end' if tail else 'start'}"] = edge
    if row["kind"] != PassageKind.PARAPHRASE:
        words = list(re.finditer(_WORD, beside[row[f"{opposite}_start"] : row[f"{opposite}_end"]]))
        left = words[: len(words) - lost] if tail else words[lost:]
        place = (left[-1].end() if tail else left[0].start()) if left else 0
        row[f"{opposite}_{'end' if tail else 'start'}"] = row[f"{opposite}_start"] + place


def differing(shared: Shared, *, marks: bool) -> tuple[Text, Text]:
    """Return both sides with the words that differ styled, and bracketed where `marks` is set.

    A paraphrase comes as it is: nearly every word of it differs.
    """
    a, b = read_words(shared.a), read_words(shared.b)
    if shared.kind == PassageKind.PARAPHRASE or a == b or max(len(a), len(b)) > _LONGEST_DIFF:
        return Text("".join(a)), Text("".join(b))
    left, right = [], []
    matcher = SequenceMatcher(None, _folded(a), _folded(b), autojunk=False)
    for change, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        same = change == "equal"
        left.append(_side(a[a_start:a_end], None if same else REMOVED, marks=marks))
        right.append(_side(b[b_start:b_end], None if same else ADDED, marks=marks))
    return Text("").join(left), Text("").join(right)


def read_words(text: str) -> list[str]:
    """Return the words, each with the space behind it; of scripts without spaces each character is one."""
    return _SPACED_WORD.findall(" ".join(clean(text).split()))


def _folded(words: list[str]) -> list[str]:
    """Return the words without labels, case and punctuation, which change no word."""
    return [_NO_WORD.sub("", _LABEL.sub("", word).translate(_TYPOGRAPHY)).casefold() for word in words]


def _side(words: list[str], around: tuple[str, str] | None, *, marks: bool) -> Text:
    said = "".join(words)
    if around is None or not said:
        return Text(said)
    before, core, after = _CORE.findall(said)[0]
    marked = f"{around[0]}{core}{around[1]}" if marks and core else core
    return Text.assemble(before, (marked, _CHANGED[around]), after)
