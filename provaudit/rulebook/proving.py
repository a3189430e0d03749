"""Whether the engine takes a pattern: proved by compiling it, many at once, while the next files are read."""

import re
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from math import prod

import polars as pl

from provaudit.rulebook.pace import TRIED, prove_pace
from provaudit.rulebook.phrases import PatternFault

PLACEHOLDER = re.compile(r"(\\\\|\\[A-Za-z]\{[^}]*\}|\\.)|\{([a-z][a-z0-9-]*)\}", re.DOTALL)
"""A vocabulary in a regular expression, as its second group; what only looks like one as its first."""

_WAYS_OUT = {
    "look-around": "no look-around: match the context too, or exclude it by `and not`",
    "backreferences": "no back-references: write the alternatives out",
    "nested parentheses": "fewer brackets within one another",
    "unclosed group": r"a `)` for each `(`; write `\(` for the character",
    "unopened group": r"a `(` for each `)`; write `\)` for the character",
    "unclosed character class": r"a `]` for each `[`; write `\[` for the character",
    "repetition operator missing expression": r"something before `*`, `+`, `?`; write `\*` for the character",
    "unrecognized escape": r"a letter without `\`, or two: `\\`",
    "repetition quantifier": r"`{2,3}` or, for the character, `\{`",
    "duplicate capture group": "each group's name once",
    "capture group": "a name of letters, digits and _ between `(?P<` and `>`",
    "Unicode property": r"one that Unicode has, such as `\p{L}`, `\p{Lu}` or `\p{Greek}`",
    "Unicode character class": r"one that Unicode has, such as `\p{L}`, `\p{Lu}` or `\p{Greek}`",
    "character class range": r"the earlier character in front, as in `[a-z]`; write `\-` for the character",
    "range boundary": r"one character at each end, as in `[a-z]`; write `\-` for the character",
    "found in character class": r"a letter without `\`, or two: `\\`",
    "hexadecimal": r"the character itself, or its number as in `\x{2014}`",
    "incomplete escape": r"a character behind `\`, or two: `\\`",
    "flag": "`(?i)` for any case, `(?s)` for dots over lines; a plain bracket is `(?:…)`",
    "repetition count": "the smaller number in front, as in `{2,3}`",
    "counted repetition": r"`{2,3}` or, for the character, `\{`",
    "word boundary": r"`\b`, or `\b{start}` and `\b{end}`",
}
"""What to write instead, by what the engine's message says; the first that fits."""

_ANY_WAY_OUT = "a regular expression in the syntax of Rust's `regex`"

LARGE = 60_000
"""Characters, repetitions written out, from which a pattern is compiled in full to see whether the engine
takes it (chosen: far below its limit). Below, something short stands in for a vocabulary, which is proved by
itself: compiling is slow."""

BOUND = "5 MB"
"""What a pattern may compile to: half the engine's own limit, for each is proved at twice its size. The engine
searches in linear time; at the bound a megabyte of the worst text takes some two seconds (measured)."""

MANY = 3_000
"""Size, as `_size` has it, from which a pattern is proved at twice its size (chosen: a hundred classes of letters are
a third of the engine's limit)."""

CLASS = 30
"""What a class of characters compiles to, in plain letters (measured for `\\p{L}`; others are smaller)."""

REMEMBERED = 4_000
"""Patterns of which the proofs are kept (chosen: about ten times the shipped rules')."""

BATCH = 30
"""Patterns that are proved at a time (chosen: enough for all threads, and few enough to begin soon)."""

DIGITS = 6
"""Of how often something is repeated as many digits are read: more is more than any pattern may have."""

_TOO_LARGE = (
    f"the pattern compiles to more than {BOUND}, which would be slow to search with",
    0,
    "a smaller one: shorten the repetitions, or split it in two selections",
)

_STAND_IN = r"(?:\bx\b)"
_SIZED = re.compile(
    r"(?P<class>\\[pP](?:\{[^}]*\}|.)|\\[wWdDsS]|\[\^?\]?(?:\\.|[^\]\\])*\]|\.)|(?P<open>\((?:\?[^:)]*[:)])?)"
    r"|(?P<close>\))|(?P<times>\{\d+(?:,\d*)?\})|\\?.",
    re.DOTALL,
)
"""A pattern's pieces as `_size` counts them; brackets that only set flags count as opened, which adds nothing."""
_TIMES = re.compile(r"\{(\d+)(?:,(\d*))?\}")
_REPEATED_NAMES = re.compile(r"(?:\)|\{[a-z][a-z0-9-]*\})\{\d")
_SOUND: set[str] = set()  # patterns that have been proved: a pattern once sound stays so
_HITS: dict[
    str, dict[str, bool]
] = {}  # of patterns that have been proved beside texts: whether they hit them
_PROBES = ("", "a", " a1. b\n")


class Proving:
    """Regular expressions that are proved while more of them are read."""

    def __init__(self, beside: ThreadPoolExecutor) -> None:
        """Prove in the threads of `beside`: the engine works there without Python."""
        self._beside = beside
        self._waiting: list[tuple[str, tuple[str, ...]]] = []
        self._begun: list[Future[None]] = []

    def add(self, texts: Iterable[str], beside: Iterable[str] = ()) -> None:
        """Take more of them; sound ones are remembered, of others `prove` tells what is wrong.

        Each is tried on the texts `beside` it, too, while it is compiled: see `seen_to_hit`.
        """
        tried = tuple(beside)
        self._waiting += ((text, tried) for text in texts)
        if len(self._waiting) >= BATCH:
            self._begin()

    def done(self) -> None:
        """Wait until all have been tried."""
        self._begin()
        for begun in self._begun:
            begun.result()

    def _begin(self) -> None:
        batch: dict[tuple[str, ...], dict[str, None]] = {}
        for text, tried in self._waiting:
            batch.setdefault(_proofs(text), {}).update(dict.fromkeys(tried))
        self._waiting = []
        self._begun.append(self._beside.submit(_prove_together, batch))


@lru_cache(REMEMBERED)
def _proofs(text: str) -> tuple[str, ...]:
    """Return what must compile for a regular expression to be sound, its vocabularies apart."""
    alone = PLACEHOLDER.sub(lambda m: m.group(1) or _STAND_IN, text)
    return (alone, _doubled(alone)) if "{" in alone and _size(alone) >= MANY else (alone,)


def _size(regex: str) -> int:
    """Return how many letters the pattern has once all its repetitions are written out, a class as CLASS of them."""
    sums, last = [0], 0
    for piece in _SIZED.finditer(regex):
        kind, text = piece.lastgroup, piece.group()
        if kind == "open":
            sums.append(0)
        elif kind == "close" and len(sums) > 1:
            last = sums.pop()
            sums[-1] += last
        elif kind == "times":
            times = _times(text)
            sums[-1] += last * (times - 1)
            last *= times
        else:
            last = CLASS if kind == "class" else 1
            sums[-1] += last
    return sum(sums)


def _times(regex: str) -> int:
    """Return how often a part of the pattern is repeated if all its repetitions stand within one another."""
    return prod(max(1, int((most or least)[:DIGITS])) for least, most in _TIMES.findall(regex))


def _prove_together(listed: dict[tuple[str, ...], dict[str, None]]) -> None:
    """Prove many at once, on all threads, and remember the sound ones; if one does not compile, none is."""
    probes = {proofs[0]: pl.Series([*_PROBES, *tried]) for proofs, tried in listed.items()}
    try:  # what compiles twice in a row compiles once
        found = pl.select(
            pl.lit(probes[proofs[0]]).str.extract(proofs[-1], 0).implode().alias(proofs[0])
            for proofs in listed
        )
    except pl.exceptions.ComputeError:
        return
    for proofs, tried in listed.items():
        hits = found[proofs[0]].item().to_list()
        if "" in hits:
            continue
        _SOUND.update(proofs)
        if len(proofs) == 1:
            hit = (one is not None for one in hits[len(_PROBES) :])
            _HITS.setdefault(proofs[0], {}).update(zip(tried, hit, strict=True))


def seen_to_hit(regex: str) -> Mapping[str, bool]:
    """Return of the texts beside which a pattern was proved whether it hits them; none of one with vocabularies."""
    return _HITS.get(regex, {})


def prove(text: str, regex: str) -> None:
    """Raise PatternFault where the engine cannot compile a regular expression or it may match nothing.

    `text` is what the user wrote, `regex` what it comes to with its vocabularies written out.
    """
    for proof in _proofs(text):
        _prove(proof)
    repeated = regex != text and _REPEATED_NAMES.search(text)
    prove_size(regex, _times(regex) if repeated else 1)
    alone = _proofs(text)[0]
    if "{" in alone and _size(alone) >= TRIED:
        prove_pace(alone)


def prove_size(regex: str, times: int = 1) -> None:
    """Raise PatternFault where a pattern, part of it repeated so often, compiles to more than BOUND.

    It is proved at twice its size: what is searched with is a little larger than the pattern.
    """
    if len(regex) * times > LARGE:
        _prove(_doubled(regex))


def _prove(regex: str) -> None:
    if regex in _SOUND:
        return
    try:
        found = pl.Series(_PROBES).str.extract(regex, 0)
    except pl.exceptions.ComputeError as error:
        raise PatternFault(*_engine_fault(str(error))) from None
    if not (found == "").any():
        _SOUND.add(regex)
    else:
        raise PatternFault(
            "the pattern matches the empty string", 0, "at least one character that must be there"
        )


def _doubled(regex: str) -> str:
    return f"(?:{regex}){{2}}"


def _engine_fault(message: str) -> tuple[str, int, str]:
    if "size limit" in message:
        return _TOO_LARGE
    lines = message.strip().splitlines()
    reason = next((line for line in reversed(lines) if "error: " in line), lines[-1])
    reason = reason.split("error: ")[-1].strip()
    caret = next((line for line in lines if line.strip() and not line.strip("^ ")), "")
    way_out = next((text for sign, text in _WAYS_OUT.items() if sign in reason), _ANY_WAY_OUT)
    return f"the pattern does not compile: {reason}", max(0, caret.find("^") - 4), way_out
