"""Edges of the text inside a regular expression: where something must stand before `^` or behind `$`, none can be."""

import re
from collections.abc import Sequence

from provaudit.rulebook.pieces import Item, read_pieces

DEEPEST = 40
"""Brackets within one another that are looked into (chosen)."""

BEGINS, _ENDS = ("^", r"\A"), ("$", r"\z")
_OF_LINES = re.compile(r"\(\?[a-z]*[mx]")
_OPENING = re.compile(r"\(*(?:\(\?(?:[a-zA-Z-]*:|[a-zA-Z-]+\)))?\(*(?:\^|\\A)?")
_EDGE = re.compile(r"(?<!\[)\^|\$|\\[Az]")


def impossible_edge(pattern: str) -> tuple[Item, bool] | None:
    """Return an edge of the text where none can be, and whether the whole pattern is in vain by it; null: none.

    A pattern whose `^` and `$` are edges of lines, or in which white space means nothing, is not looked into.
    """
    opening = _OPENING.match(pattern)
    last = len(pattern.rstrip(")")) - 1  # an edge here ends the pattern, as one in the opening begins it
    if not _EDGE.search(pattern, opening.end() if opening else 0, last) or _OF_LINES.search(pattern):
        return None  # as nearly all are: taking a pattern apart is slow
    whole = read_pieces(pattern)
    if whole is None:
        return None
    found: list[Item] = []
    dead = _dead(whole, 0, 0, found, 0)
    return (found[0], dead) if found else None


def _dead(group: Item, before: int, after: int, found: list[Item], depth: int) -> bool:
    """Say whether no alternative of a bracket can match, of which so many characters stand `before` and `after`.

    The edges that cannot be are added to `found`, the one by which the pattern is first in vain in front.
    """
    if depth > DEEPEST:
        return False
    vain = [_branch_dead(branch, before, after, found, depth) for branch in group.branches]
    return all(vain)  # not before all are looked at, for `found`


def _branch_dead(branch: Sequence[Item], before: int, after: int, found: list[Item], depth: int) -> bool:
    sizes = [_least(item, depth) for item in branch]
    dead = False
    for place, item in enumerate(branch):
        ahead, behind = before + sum(sizes[:place]), after + sum(sizes[place + 1 :])
        if item.kind == "open":
            vain = _dead(item, ahead, behind, found, depth + 1)
        else:
            edge = item.kind == "nothing"
            vain = edge and bool((item.text in BEGINS and ahead) or (item.text in _ENDS and behind))
            found += [item] * (vain and not item.may_be_absent)
        dead = dead or (vain and not item.may_be_absent)
    return dead


def _least(item: Item, depth: int) -> int:
    """Return 1 where an item takes at least one character of the text, else 0."""
    if item.may_be_absent or item.kind in ("nothing", "edge") or depth > DEEPEST:
        return 0
    if item.kind != "open":
        return 1
    return min((any(_least(part, depth + 1) for part in branch) for branch in item.branches), default=0)
