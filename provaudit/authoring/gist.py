"""The gist of a long regular expression, to be read on paper: its words in the notation of phrases, some of them."""

import re
from collections.abc import Sequence

from provaudit.rulebook.pieces import Item, read_pieces

LONG = 80
"""Characters of a pattern from which its gist is told (chosen: a line of print)."""

MOST = 240
"""Characters of a gist (chosen: three lines of print)."""

ALTERNATIVES = (6, 4, 3)
"""Alternatives of a bracket that are told, by how deep it lies (chosen)."""

_ANY = "…"
_BLANKS = re.compile(r"\[?(?:\\[sntrh]|[ \u00a0])+\]?")
_LETTERS = re.compile(r"\[([^\\^\[\]-])[^\\^\[\]-]*\]|\[(-)[^\\^\[\]-]*\]")


def gist(pattern: str) -> str:
    """Return a pattern that is short enough as it is, of another one what it looks for: `[a | b | … 3 more] said`.

    Words in brackets may be absent, `…` is any text.
    """
    if len(pattern) <= LONG:
        return pattern
    whole = read_pieces(pattern)
    told = _alternatives([_said(branch, 0) for branch in whole.branches], 0) if whole else ""
    return _cut(told if re.search(r"\w", told) else pattern)


def _alternatives(said: Sequence[str], depth: int) -> str:
    """Return the first of what the alternatives of a bracket say, and how many more there are."""
    said = list(dict.fromkeys(filter(None, map(_tidy, said))))
    most = ALTERNATIVES[min(depth, len(ALTERNATIVES) - 1)]
    more = [f"{_ANY} {len(said) - most} more"] if len(said) > most + 1 else said[most:]
    return " | ".join([*said[:most], *more])


def _said(branch: Sequence[Item], depth: int) -> str:
    return "".join(_word(item, depth) for item in branch)


def _word(item: Item, depth: int) -> str:
    """Return what one piece says; edges, and signs that may be absent, say nothing."""
    if item.kind == "open":
        return _bracket(item, depth)
    if item.kind == "class":
        said = _class(item)
        return "" if item.may_be_absent and said not in (" ", _ANY) else said
    if item.kind in ("letter", "name"):
        return item.text if not item.may_be_absent else f"({item.text})" if item.text.isalnum() else ""
    return " " if item.kind == "other" else ""


def _bracket(item: Item, depth: int) -> str:
    several = len(item.branches) > 1
    branches = [_said(branch, depth + several) for branch in item.branches]
    said = _alternatives(branches, depth) if several else _tidy(branches[0])
    if said not in ("", _ANY):
        inner = re.fullmatch(r"\[([^\[\]]*)\]", said)
        if item.may_be_absent:
            said = f"({inner[1] if inner else said})"
        elif several and " | " in said:
            said = f"[{said}]"
    # Blanks go outside, where words are told apart by them.
    opens, ends = (any(getattr(one, side)(" ") for one in branches) for side in ("startswith", "endswith"))
    return f"{' ' * opens}{said}{' ' * ends}"


def _class(item: Item) -> str:
    """Return a sign that stands for a class of characters: a blank, the first of some letters, else any text."""
    if _BLANKS.fullmatch(item.text):
        return " "
    listed = _LETTERS.fullmatch(item.text)
    return (listed[1] or listed[2]) if listed and not item.many.startswith(("+", "*", "{")) else _ANY


def _tidy(said: str) -> str:
    return re.sub(r"\s+", " ", re.sub(rf"{_ANY}(?:\s*{_ANY})+", _ANY, said)).strip()


def _cut(said: str) -> str:
    if len(said) <= MOST:
        return said
    return f"{said[:MOST].rsplit(' ', 1)[0].rstrip(' |')} {_ANY}"
