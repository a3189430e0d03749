"""Turns what a selection says into regular expressions, each proved by compiling it in polars' engine."""

import re
from collections.abc import Mapping, Sequence

from provaudit.rulebook.phrases import PatternFault, glob_regex, phrase_regex
from provaudit.rulebook.proving import PLACEHOLDER, prove, prove_size
from provaudit.rulebook.rule import Vocabulary
from provaudit.written.faults import nearest, one_of

TEXT_KINDS = ("phrase", "glob", "regex")
"""The kinds of selection that look for words."""

_GROUP = re.compile(r"\(\?P?<([A-Za-z_]\w*)>")


def joined(kind: str, texts: Sequence[str], compiled: Sequence[str]) -> tuple[str, ...]:
    """Return the regular expressions of a selection of words, from those of its texts; PatternFault if too large.

    Phrases and globs become one alternation, longest text first, so that the longest reading of a place wins.
    """
    if kind == "regex":
        return tuple(compiled)
    by_length = sorted(zip(texts, compiled, strict=True), key=lambda pair: -len(pair[0]))
    regex = f"(?:{'|'.join(dict.fromkeys(one for _, one in by_length))})"
    prove_size(regex)
    return (regex,)


def pattern(kind: str, text: str, vocabulary: Mapping[str, Vocabulary]) -> str:
    """Return the regular expression of one text of a selection; raise PatternFault where it is wrong."""

    def expand(name: str, at: int) -> str:
        if not vocabulary:  # in a form of a list, for one
            what = f"unknown vocabulary `{name}`: no word list can stand here"
            raise PatternFault(what, at, "the words themselves")
        if name not in vocabulary:
            raise PatternFault(
                f"unknown vocabulary `{name}`", at, one_of(sorted(vocabulary)), nearest(name, vocabulary)
            )
        return vocabulary[name].pattern

    if kind != "regex":
        return phrase_regex(text, expand) if kind == "phrase" else glob_regex(text)
    regex = PLACEHOLDER.sub(lambda m: m.group(1) or expand(m.group(2), m.start()), text)
    prove(text, regex)
    return regex


def groups(regex: str) -> set[str]:
    """Return the named groups of a regular expression."""
    return set(_GROUP.findall(regex))
