"""The conditions of `--fail-on`: numbers of `totals` compared, joined by and, or, not and brackets."""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from provaudit.choices import NAMES
from provaudit.errors import InputError


class Verdict(NamedTuple):
    """Whether a condition holds, and which comparisons made it so."""

    holds: bool
    why: tuple[str, ...]


Condition = Callable[[Mapping[str, int]], Verdict]
"""Reads the totals."""

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "!=": operator.ne,
    "==": operator.eq,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}
_TOKEN = re.compile(r"\s*([()]|>=|<=|!=|==|=|>|<|\d+(?:\.\d+)?|[a-z][a-z_-]*)", re.IGNORECASE)
_EXAMPLE = "for example: uncredited-copies>0 and not problems=0"
_WORDS = ("and", "or", "not", "(", ")")
ALIASES = {"unseen-sources": "unseen", "paraphrases": "paraphrase", "originals": "original"}
"""Names that people try, and what they mean."""


class _Words(NamedTuple):
    """What is left of an expression, the whole of it, and the names that it may use."""

    left: list[str]
    whole: str
    names: Sequence[str]


def condition(expression: str, names: Sequence[str] = NAMES) -> Condition:
    """Return the condition of a `--fail-on` expression: `name>number`, `not`, `and`, `or`, from tight to loose.

    `names` are what is counted. Raise InputError where it cannot be read or names what is not counted; the message
    lists what is.
    """
    words = _Words(_tokens(expression), expression, names)
    found = _any(words)
    if words.left:
        raise _unreadable(expression, words.left[0])
    return found


def _tokens(expression: str) -> list[str]:
    tokens, at, text = [], 0, expression.rstrip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise _unreadable(expression, text[at:].strip())
        tokens.append(token[1].lower())
        at = token.end()
    return tokens


def _unreadable(expression: str, at: str | None = None) -> InputError:
    where = f" at {at!r}" if at else ""
    return InputError(f"--fail-on: cannot read {expression!r}{where}; expected name>number, {_EXAMPLE}")


def _any(words: _Words) -> Condition:
    choices = [_all(words)]
    while words.left and words.left[0] == "or":
        words.left.pop(0)
        choices.append(_all(words))
    return lambda numbers: _joined([choice(numbers) for choice in choices], any)


def _all(words: _Words) -> Condition:
    terms = [_one(words)]
    while words.left and words.left[0] == "and":
        words.left.pop(0)
        terms.append(_one(words))
    return lambda numbers: _joined([term(numbers) for term in terms], all)


def _joined(parts: list[Verdict], how: Callable[[list[bool]], bool]) -> Verdict:
    holds = how([part.holds for part in parts])
    return Verdict(holds, tuple(why for part in parts if part.holds == holds for why in part.why))


def _one(words: _Words) -> Condition:
    if not words.left:
        raise _unreadable(words.whole)
    first = words.left.pop(0)
    if first == "not":
        inner = _one(words)
        return lambda numbers: Verdict(not inner(numbers).holds, inner(numbers).why)
    if first == "(":
        inner = _any(words)
        if not words.left or words.left.pop(0) != ")":
            raise _unreadable(words.whole, "a bracket that is never closed")
        return inner
    if not first[0].isalpha() or first in _WORDS:
        raise _unreadable(words.whole, first)
    return _term(_name(first, words.names), words)


def _term(name: str, words: _Words) -> Condition:
    left = words.left
    if len(left) < 2 or left[0] not in _COMPARE or not left[1][0].isdigit():  # noqa: PLR2004 - sign, number
        raise _unreadable(words.whole, name)
    sign, number = left.pop(0), left.pop(0)
    compare = _COMPARE[sign]

    def read(numbers: Mapping[str, int]) -> Verdict:
        holds = compare(numbers[name], float(number))
        return Verdict(holds, (f"{name} is {numbers[name]:,} ({'' if holds else 'not '}{sign} {number})",))

    return read


def _name(word: str, names: Sequence[str]) -> str:
    name = word.replace("_", "-")
    name = ALIASES.get(name, name)
    if name not in names:
        close = get_close_matches(name, [*names, *ALIASES], n=1)
        near = f"; did you mean {close[0]!r}?" if close else ""
        raise InputError(f"--fail-on: nothing called {word!r} is counted{near}\nCounted: {', '.join(names)}")
    return name
