r"""What must stand in a text for a regular expression to match it: a few literals, looked for in one pass.

A pattern is read just far enough to know, in small letters, a set of strings of which every match holds at
least one. Where none can be told (`\\d+`, an optional word), the answer is null and the pattern is tried
everywhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

FEWEST = 3
"""Characters below which a literal stands nearly everywhere (chosen; one less beyond ASCII)."""

MOST = 400
"""Literals that one pattern may bring (chosen: the longest vocabulary has about as many forms)."""

REMEMBERED = 4_000
"""Patterns of which the literals are kept (chosen: about twice the shipped rules' and vocabularies')."""

_TOKEN = re.compile(
    r"""(?P<flags>\(\?P?<\w+>|\(\?[a-zA-Z-]*[:)])
    |(?P<class>\[\^?\]?(?:\\.|\[:\w+:\]|\[(?:\\.|[^\]\\])*\]|[^\]\\\[])*\]|\\[pP](?:\{[^}]*\}|.)|\\[dDsSwWnrt]|\.)
    |(?P<nothing>\\b\{[^}]*\}|\\[bBAz]|\^|\$)
    |\\(?P<escaped>[^\w\s])
    |(?P<unread>\\.)
    |(?P<many>\{\d+(?:,\d*)?\}\??|[*+?]\??)
    |(?P<one>.)""",
    re.VERBOSE | re.DOTALL,
)
_UNFOLDED = "σςΣſ\u212a"
"""Letters whose small form depends on the place or is another letter's."""


@dataclass(frozen=True)
class _Node:
    """A part of a pattern: the one string that it matches, if only one, and what its matches must hold."""

    text: str | None = None
    needed: frozenset[str] | None = None

    @property
    def best(self) -> frozenset[str] | None:
        return frozenset({self.text}) if self.text else self.needed


@lru_cache(REMEMBERED)
def needed_literals(pattern: str, vocabularies: tuple[str, ...] = ()) -> frozenset[str] | None:
    """Return small-letter literals of which every match holds at least one, or null where that is not known.

    `vocabularies` are patterns that may be parts of this one: they are read once, not wherever they stand.
    """
    known: dict[str, _Node] = {}
    for number, vocabulary in enumerate(vocabularies):
        sign = chr(0xF0000 + number)
        if vocabulary in pattern:
            pattern = pattern.replace(vocabulary, sign)
            known[sign] = _Node(needed=needed_literals(vocabulary))
    try:
        best = _Reader(pattern, known).alternatives().best
    except _Unread:
        return None
    return best if best and len(best) <= MOST and all(map(_telling, best)) else None


def _telling(text: str) -> bool:
    return len(text) >= (FEWEST if text.isascii() else FEWEST - 1)


class _Unread(Exception):  # noqa: N818 - no error: the pattern is tried everywhere
    """The pattern holds something that this reader does not know."""


class _Reader:
    """Reads a pattern of the Rust engine from left to right."""

    def __init__(self, pattern: str, known: Mapping[str, _Node]) -> None:
        self.tokens = list(_TOKEN.finditer(pattern))
        self.known = known
        self.here = 0

    def alternatives(self) -> _Node:
        """Read `a|b|…` up to the end or to a closing bracket."""
        branches = [self._sequence()]
        while self._text() == "|":
            self.here += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        needed = [branch.best for branch in branches]
        if any(best is None for best in needed):
            return _Node()
        return _Node(needed=frozenset().union(*(best for best in needed if best)))

    def _sequence(self) -> _Node:
        run, found, whole = "", [], True
        while self.here < len(self.tokens) and self._text() not in ("|", ")"):
            node, least, most = self._part()
            if node.text is not None and least == most == 1:
                run += node.text
                continue
            whole = False
            if least and node.text is not None:
                run += node.text
            found.append(frozenset({run}))
            run = ""
            if least and node.needed:
                found.append(node.needed)
        if whole:
            return _Node(text=run)
        found.append(frozenset({run}))
        return _Node(needed=max((one for one in found if "" not in one), key=_worth, default=None))

    def _part(self) -> tuple[_Node, int, int]:
        token = self.tokens[self.here]
        self.here += 1
        kind, text = token.lastgroup, token.group()
        if kind == "unread" or (kind == "flags" and "x" in text.split("<")[0]):
            raise _Unread
        if kind == "flags" and text.endswith(")"):
            node = _Node(text="")
        elif kind == "flags" or text == "(":
            node = self.alternatives()
            self.here += 1
        elif kind == "nothing":
            node = _Node(text="")
        elif kind == "class":
            node = _Node()
        else:
            node = self.known.get(text) or _character(token.group("escaped") or text)
        return node, *self._times()

    def _times(self) -> tuple[int, int]:
        if self.here >= len(self.tokens) or self.tokens[self.here].lastgroup != "many":
            return 1, 1
        sign = self.tokens[self.here].group()
        self.here += 1
        counted = re.match(r"\{(\d+)(,?)(\d*)", sign)
        if counted:
            least = int(counted[1])
            return least, least if not counted[2] else least + 1
        return (1, 2) if sign[0] == "+" else (0, 1)

    def _text(self) -> str:
        return self.tokens[self.here].group() if self.here < len(self.tokens) else ""


def _character(char: str) -> _Node:
    lower = char.lower()
    return _Node() if char in _UNFOLDED or len(lower) != 1 else _Node(text=lower)


def _worth(literals: frozenset[str]) -> tuple[int, int]:
    """Longer is rarer; among equals fewer are better."""
    return min(map(len, literals)), -len(literals)
