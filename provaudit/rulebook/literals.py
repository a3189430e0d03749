r"""What must stand in a text for a regular expression to match it: a few literals, looked for in one pass.

A pattern is read just far enough to know, in small letters, sets of strings such that every match holds one of
each set. Where none can be told (`\\d+`, an optional word), there is no set and the pattern is tried everywhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

FEWEST = 3
"""Characters below which a literal stands nearly everywhere (chosen; one less beyond ASCII)."""

FURTHER = 4
"""The same for a set beside the best one, which only has to narrow what that one leaves (chosen)."""

SETS = 2
"""Sets that a pattern brings (chosen: a third one hardly narrows)."""

MOST = 400
"""Literals that one set may bring (chosen: the longest vocabulary has about as many forms)."""

VARIANTS = 32
"""Strings up to which a part of a pattern is written out in all its forms (chosen)."""

REMEMBERED = 4_000
"""Patterns of which the literals are kept (chosen: about twice the shipped rules' and vocabularies')."""

_RARE = frozenset("@#%&*+/<=>\\^_`{|}~©®™")
"""Signs that prose hardly has: a literal with one of them tells much, however short."""

_CLASS = re.compile(r"\[[^\\\[\]^&-]{1,4}\]")
"""A class that is a few characters, written out."""

_TOKEN = re.compile(
    r"""(?P<plain>(?:\(\?i:[A-Za-z0-9]+\)|[A-Za-z0-9 ,;:'"]{2,})(?![*+?{]))
    |(?P<flags>\(\?P?<\w+>|\(\?[a-zA-Z-]*[:)])
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


Literals = frozenset[str]


@dataclass(frozen=True)
class _Node:
    """A part of a pattern: the few strings that it matches, if that is known, else what its matches must hold."""

    texts: Literals | None = None
    sets: tuple[Literals, ...] = ()

    @property
    def needs(self) -> tuple[Literals, ...]:
        return self.sets if self.texts is None else _best([self.texts])


_NOTHING = _Node(texts=frozenset({""}))


@lru_cache(REMEMBERED)
def needed_literals(pattern: str, vocabularies: tuple[str, ...] = ()) -> tuple[Literals, ...]:
    """Return sets of small-letter literals, the rarest set first: every match holds at least one of each set.

    `vocabularies` are patterns that may be parts of this one: they are read once, not wherever they stand.
    """
    known: dict[str, _Node] = {}
    for number, vocabulary in enumerate(vocabularies):
        sign = chr(0xF0000 + number)
        if vocabulary in pattern:
            pattern = pattern.replace(vocabulary, sign)
            known[sign] = _Node(sets=needed_literals(vocabulary))
    try:
        found = _Reader(pattern, known).alternatives().needs
    except _Unread:
        return ()
    telling = [bare for one in found if len(one) <= MOST and (bare := _telling(one, FEWEST))]
    return (*telling[:1], *(one for one in telling[1:] if all(_rare(text.strip(), FURTHER) for text in one)))


def _telling(literals: Literals, fewest: int) -> Literals | None:
    """Return the literals without white space around them, or null where one of them stands nearly everywhere."""
    bare = frozenset(text.strip() if _rare(text.strip(), fewest) else text for text in literals)
    return bare if all(_rare(text, fewest) for text in bare) else None


def _rare(text: str, fewest: int) -> bool:
    return len(text) >= (fewest if text.isascii() else fewest - 1) or not _RARE.isdisjoint(text)


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
        texts = [branch.texts for branch in branches if branch.texts is not None]
        if len(texts) == len(branches) and len(written := frozenset().union(*texts)) <= VARIANTS:
            return _Node(texts=written)
        needs = [branch.needs for branch in branches]
        if not all(needs):
            return _Node()
        ranked = (
            frozenset().union(*(need[min(rank, len(need) - 1)] for need in needs)) for rank in range(SETS)
        )
        return _Node(sets=tuple(dict.fromkeys(ranked)))

    def _sequence(self) -> _Node:
        found: list[Literals] = []
        run, whole = _NOTHING.texts or frozenset(), True
        while self.here < len(self.tokens) and self._text() not in ("|", ")"):
            node, least, most = self._part()
            once = node.texts is not None and most == 1
            texts = frozenset({""}) if node.texts is None or not (least or once) else node.texts
            texts |= {""} if once and not least else texts
            fits = len(run) * len(texts) <= VARIANTS
            found += [] if fits else [run]
            run = _product(run, texts) if fits else texts
            whole = whole and fits and once
            if not once:
                found += [run, *(node.sets if least else ())]
                run = frozenset({""})
        return _Node(texts=run) if whole else _Node(sets=_best([*found, run]))

    def _part(self) -> tuple[_Node, int, int]:
        """Return what stands here, and whether it stands there never, once or more often, at least and at most."""
        token = self.tokens[self.here]
        self.here += 1
        kind, text = token.lastgroup, token.group()
        if kind == "unread" or (kind == "flags" and "x" in text.split("<")[0]):
            raise _Unread
        if kind == "nothing" or (kind == "flags" and text.endswith(")")):
            node = _NOTHING
        elif kind == "flags" or text == "(":
            node = self.alternatives()
            self.here += 1
        elif kind == "plain":  # what most patterns are made of: read at once
            return _Node(texts=frozenset({text.removeprefix("(?i:").removesuffix(")").lower()})), 1, 1
        elif kind == "class":
            node = _any_of(text[1:-1]) if _CLASS.fullmatch(text) else _Node()
        else:
            node = self.known.get(text) or _any_of(token.group("escaped") or text)
        return node, *self._times()

    def _times(self) -> tuple[int, int]:
        if self.here >= len(self.tokens) or self.tokens[self.here].lastgroup != "many":
            return 1, 1
        sign = self.tokens[self.here].group()
        self.here += 1
        counted = re.match(r"\{(\d+)(,?)(\d*)", sign)
        if counted:
            least = int(counted[1])
            return least, int(counted[3] or least + 2) if counted[2] else least
        return {"+": (1, 2), "*": (0, 2), "?": (0, 1)}[sign[0]]

    def _text(self) -> str:
        return self.tokens[self.here].group() if self.here < len(self.tokens) else ""


def _any_of(characters: str) -> _Node:
    small = frozenset(char.lower() for char in characters)
    foldable = all(len(char) == 1 for char in small) and not any(char in _UNFOLDED for char in characters)
    return _Node(texts=small) if foldable else _Node()


def _product(first: Literals, then: Literals) -> Literals:
    return frozenset(one + other for one in first for other in then)


def _best(sets: Iterable[Literals]) -> tuple[Literals, ...]:
    """Return the rarest sets without those that the empty string fulfils."""
    telling = dict.fromkeys(one for one in sets if one and "" not in one)
    return tuple(sorted(telling, key=_worth, reverse=True)[:SETS])


def _worth(literals: Literals) -> tuple[int, int]:
    """Longer is rarer; among equals fewer are better."""
    return min(map(len, literals)), -len(literals)
