"""Turns what a selection says into regular expressions, each proved by compiling it in polars' engine."""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import prod

import polars as pl

from provaudit.rulebook.phrases import PatternFault, glob_regex, phrase_regex
from provaudit.rulebook.rule import Vocabulary
from provaudit.written.faults import nearest, one_of

TEXT_KINDS = ("phrase", "glob", "regex")
"""The kinds of selection that look for words."""

_PLACEHOLDER = re.compile(r"(\\\\|\\[A-Za-z]\{[^}]*\}|\\.)|\{([a-z][a-z0-9-]*)\}", re.DOTALL)
_GROUP = re.compile(r"\(\?P?<([A-Za-z_]\w*)>")

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
}
"""What to write instead, by what the engine's message says."""

LARGE = 60_000
"""Characters, repetitions written out, from which a pattern is compiled in full to see whether the engine
takes it (chosen: far below its limit). Below, something short stands in for a vocabulary, which is proved by
itself: compiling is slow."""

BOUND = "5 MB"
"""What a pattern may compile to: half the engine's own limit, for each is proved at twice its size. The engine
searches in linear time; at the bound a megabyte of the worst text takes some two seconds (measured)."""

MANY = 100
"""Repetitions within one another (at worst) from which a pattern is proved at twice its size (chosen: as many
classes of letters are a third of the engine's limit)."""

_TOO_LARGE = (
    f"the pattern compiles to more than {BOUND}, which would be slow to search with",
    0,
    "a smaller one: shorten the repetitions, or split it in two selections",
)

_STAND_IN = r"(?:\bx\b)"
_TIMES = re.compile(r"\{(\d+)(?:,(\d*))?\}")
_REPEATED_NAMES = re.compile(r"(?:\)|\{[a-z][a-z0-9-]*\})\{\d")
_SOUND: set[str] = set()  # patterns that have been proved: a pattern once sound stays so
_PROBES = ("", "a", " a1. b\n")


def patterns(kind: str, texts: str | Sequence[str], vocabulary: Mapping[str, Vocabulary]) -> tuple[str, ...]:
    """Return the regular expressions of a selection of words; raise PatternFault where one is wrong.

    Phrases and globs become one alternation, longest text first, so that the longest reading of a place wins.
    """
    listed = [texts] if isinstance(texts, str) else list(texts)
    compiled = [pattern(kind, text, vocabulary) for text in listed]
    if kind == "regex":
        return tuple(compiled)
    by_length = sorted(zip(listed, compiled, strict=True), key=lambda pair: -len(pair[0]))
    joined = f"(?:{'|'.join(dict.fromkeys(regex for _, regex in by_length))})"
    if len(joined) > LARGE:
        _prove_with_margin(joined)
    return (joined,)


def pattern(kind: str, text: str, vocabulary: Mapping[str, Vocabulary]) -> str:
    """Return the regular expression of one text of a selection; raise PatternFault where it is wrong."""

    def expand(name: str, at: int) -> str:
        if name not in vocabulary:
            raise PatternFault(
                f"unknown vocabulary `{name}`", at, one_of(sorted(vocabulary)), nearest(name, vocabulary)
            )
        return vocabulary[name].pattern

    if kind != "regex":
        return phrase_regex(text, expand) if kind == "phrase" else glob_regex(text)
    regex = _PLACEHOLDER.sub(lambda m: m.group(1) or expand(m.group(2), m.start()), text)
    for proof in _proofs(text):
        prove(proof)
    times = _times(regex) if regex != text and _REPEATED_NAMES.search(text) else 1
    if len(regex) * times > LARGE:
        _prove_with_margin(regex)
    return regex


def _proofs(text: str) -> list[str]:
    """Return what must compile for a regular expression to be sound, its vocabularies apart."""
    alone = _PLACEHOLDER.sub(lambda m: m.group(1) or _STAND_IN, text)
    return [alone, _doubled(alone)] if _times(alone) >= MANY else [alone]


def _times(regex: str) -> int:
    """Return how often a part of the pattern is repeated if all its repetitions stand within one another."""
    return prod(max(1, int(most or least)) for least, most in _TIMES.findall(regex))


def prove_together(texts: Iterable[str]) -> None:
    """Prove the regular expressions of many selections at once, on all threads; the sound ones are remembered.

    If one is not sound, nothing is: `prove` then tells which, and why.
    """
    probes = pl.DataFrame({"probe": _PROBES})
    listed = list(dict.fromkeys(tuple(_proofs(text)) for text in texts))
    try:  # what compiles twice in a row compiles once
        found = probes.select(
            pl.col("probe").str.extract(proofs[-1], 0).alias(proofs[0]) for proofs in listed
        )
    except pl.exceptions.ComputeError:
        return
    empty = found.select((pl.all() == "").any())
    _SOUND.update(proof for proofs in listed if not empty[proofs[0]].item() for proof in proofs)


def prove(regex: str) -> None:
    """Raise PatternFault where polars' engine cannot compile the pattern or it may match nothing."""
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


def _prove_with_margin(regex: str) -> None:
    """Prove a pattern at twice its size: what it is searched with is a little larger than itself."""
    prove(_doubled(regex))


def _doubled(regex: str) -> str:
    return f"(?:{regex}){{2}}"


def groups(regex: str) -> set[str]:
    """Return the named groups of a regular expression."""
    return set(_GROUP.findall(regex))


def _engine_fault(message: str) -> tuple[str, int, str | None]:
    if "size limit" in message:
        return _TOO_LARGE
    lines = message.strip().splitlines()
    reason = next((line for line in reversed(lines) if "error: " in line), lines[-1])
    reason = reason.split("error: ")[-1].strip()
    caret = next((line for line in lines if line.strip() and not line.strip("^ ")), "")
    way_out = next((text for sign, text in _WAYS_OUT.items() if sign in message), None)
    return f"the pattern does not compile: {reason}", max(0, caret.find("^") - 4), way_out
