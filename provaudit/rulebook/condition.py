"""The `when` of a rule: `and`, `or`, `not`, brackets, `1 of x_*`, `all of them` over selections."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import reduce

import polars as pl

from provaudit.rulebook.phrases import PatternFault
from provaudit.written.faults import nearest, one_of

_TOKEN = re.compile(
    r"\s*(?:(?P<bracket>[()])|(?P<count>\d+)|(?P<name>[A-Za-z_][\w*?-]*|\*)|(?P<other>&&|\|\||\S))"
)
LONGEST = 200
"""Words and brackets that a condition may have (chosen; it also bounds how deep it nests)."""

_WORDS = ("and", "or", "not", "of", "all")
_JOINING = ("and", "or", "of")
_SIGNS = {"&": "and", "&&": "and", ",": "and", "|": "or", "||": "or", "!": "not"}
"""What stands for a word of a condition in other languages."""


@dataclass(frozen=True)
class Name:
    """Holds where that selection hits."""

    name: str


@dataclass(frozen=True)
class Not:
    """Holds where its part does not."""

    part: "Condition"


@dataclass(frozen=True)
class AtLeast:
    """Holds where at least `count` of its parts do: all of them is `and`, one is `or`."""

    count: int
    parts: tuple["Condition", ...]


Condition = Name | Not | AtLeast


@dataclass(frozen=True)
class _Token:
    text: str
    at: int


def parse(text: str, selections: Sequence[str]) -> Condition:
    """Return the condition that the text states of these selections; raise PatternFault where it is wrong."""
    tokens = [_Token(m.group(m.lastgroup or 0), m.start(m.lastgroup or 0)) for m in _TOKEN.finditer(text)]
    if len(tokens) > LONGEST:
        raise PatternFault("the condition is too long", 0, f"at most {LONGEST} words")
    reader = _Reader(tokens, selections, len(text))
    condition = reader.either()
    if reader.here < len(tokens):
        raise reader.wrong("`and`, `or` or the end")
    return condition


def unknown(text: str, selections: Sequence[str]) -> list[PatternFault]:
    """Return a fault for each name in the text that is no selection's, whatever else is wrong with the text."""
    found = [m for m in _TOKEN.finditer(text) if m.group("name") and m.group("name") not in (*_WORDS, "them")]
    return [
        _unknown(m.group("name"), m.start("name"), selections)
        for m in found
        if not any(fnmatchcase(name, m.group("name")) for name in selections)
    ]


def _unknown(name: str, at: int, selections: Sequence[str]) -> PatternFault:
    hint = _meant(name) or nearest(name, selections)
    return PatternFault(f"unknown selection `{name}`", at, one_of(selections), hint)


def _meant(text: str) -> str | None:
    """Return the word of a condition that was meant by one in capitals or a sign, in backquotes, or null."""
    word = _SIGNS.get(text, text.lower())
    return f"`{word}`" if word in _WORDS and word != text else None


def names(condition: Condition) -> set[str]:
    """Return the names of all selections that a condition uses."""
    return {name for name, _ in _walk(condition, positive=True)}


def positive(condition: Condition) -> set[str]:
    """Return the names of the selections that speak for a hit, not only against one."""
    return {name for name, positively in _walk(condition, positive=True) if positively}


def denied(condition: Condition) -> set[str]:
    """Return the names of the selections that speak against a hit somewhere."""
    return {name for name, positively in _walk(condition, positive=True) if not positively}


def holds(condition: Condition, facts: Mapping[str, bool]) -> bool:
    """Say whether a condition holds where the selections hit as given."""
    match condition:
        case Name(name):
            return facts[name]
        case Not(part):
            return not holds(part, facts)
        case AtLeast(count, parts):
            return sum(holds(part, facts) for part in parts) >= count


def expression(condition: Condition, leaf: Callable[[str], pl.Expr]) -> pl.Expr:
    """Return the condition as a boolean expression; `leaf` gives the expression of one selection."""
    match condition:
        case Name(name):
            return leaf(name)
        case Not(part):
            return ~expression(part, leaf)
        case AtLeast(count, parts):
            branches = [expression(part, leaf) for part in parts]
            if count == len(branches):
                return reduce(pl.Expr.and_, branches)
            if count == 1:
                return reduce(pl.Expr.or_, branches)
            return pl.sum_horizontal(branches) >= count


def _walk(condition: Condition, *, positive: bool) -> Iterator[tuple[str, bool]]:
    match condition:
        case Name(name):
            yield name, positive
        case Not(part):
            yield from _walk(part, positive=not positive)
        case AtLeast(_, parts):
            for part in parts:
                yield from _walk(part, positive=positive)


class _Reader:
    """Recursive descent: `or` binds loosest, then `and`, then `not`."""

    def __init__(self, tokens: list[_Token], selections: Sequence[str], length: int) -> None:
        self.tokens = tokens
        self.selections = selections
        self.length = length
        self.here = 0

    def either(self) -> Condition:
        """Read `a or b or …`."""
        parts = [self.both()]
        while self._take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else AtLeast(1, tuple(parts))

    def both(self) -> Condition:
        """Read `a and b and …`."""
        parts = [self.one()]
        while self._take("and"):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else AtLeast(len(parts), tuple(parts))

    def one(self) -> Condition:
        """Read a name, a count, a negation or brackets."""
        if self._take("not"):
            return Not(self.one())
        if self._take("("):
            inside = self.either()
            if not self._take(")"):
                raise self.wrong("`)`")
            return inside
        token = self._peek()
        if token is not None and (token.text == "all" or token.text.isdigit()):
            return self._counted(token)
        if token is None or token.text in _WORDS or not re.match(r"[A-Za-z_]", token.text):
            raise self.wrong("a selection's name")
        self.here += 1
        return Name(self._known(token)[0])

    def wrong(self, expected: str) -> PatternFault:
        """Return the fault that the token here is not what it should be."""
        token = self._peek()
        if token is None:
            return PatternFault("the condition ends too early", self.length, expected)
        joining = [word for word in _JOINING if f"`{word}`" in expected]
        hint = _meant(token.text) or nearest(token.text, joining)
        return PatternFault(f"`{token.text}` is out of place", token.at, expected, hint)

    def _counted(self, token: _Token) -> Condition:
        self.here += 1
        if not self._take("of"):
            raise self.wrong("`of` as in `1 of x_*`")
        pattern = self._peek()
        if pattern is None or not re.match(r"[A-Za-z_*]", pattern.text):
            raise self.wrong("selections' names as in `x_*`")
        self.here += 1
        found = list(self.selections) if pattern.text == "them" else self._known(pattern)
        count = len(found) if token.text == "all" else int(token.text)
        if not 1 <= count <= len(found):
            raise PatternFault(
                f"{count} of {len(found)} cannot be", token.at, f"a number from 1 to {len(found)}"
            )
        return AtLeast(count, tuple(Name(name) for name in found))

    def _known(self, token: _Token) -> list[str]:
        found = [name for name in self.selections if fnmatchcase(name, token.text)]
        if not found:
            raise _unknown(token.text, token.at, self.selections)
        return found

    def _peek(self) -> _Token | None:
        return self.tokens[self.here] if self.here < len(self.tokens) else None

    def _take(self, word: str) -> bool:
        token = self._peek()
        if token is None or token.text != word:
            return False
        self.here += 1
        return True
