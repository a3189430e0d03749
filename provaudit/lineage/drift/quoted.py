"""Quotations whose words were changed: not cut short, not marked as left out or put in, not respelled."""

import re

from provaudit.lineage.drift.align import Edit
from provaudit.lineage.drift.words import Words

_LONGEST = 8  # words of an edit inside a quotation; beyond, it is another quotation; chosen
_AGREE = 4  # words of the quotation beside the edit that must agree; chosen
_EDITORIAL = re.compile(r"[\[\]()*…]|\.\s?\.")
"""Brackets, dots and asterisks by which an editor owns up to a change."""


def same_quotation(edit: Edit, parent: Words, child: Words) -> bool:
    """Whether the edit lies wholly within one quotation of either text."""
    return bool(_number(parent, edit.parent, edit.parent_to) and _number(child, edit.child, edit.child_to))


def misquotes(edit: Edit, parent: Words, child: Words) -> bool:
    """Whether the child changed words that it still prints as quoted; the edit lies within one quotation."""
    gone, come = edit.parent_to - edit.parent, edit.child_to - edit.child
    if max(gone, come) > _LONGEST or _editorial(parent, edit.parent, edit.parent_to):
        return False
    if _editorial(child, edit.child, edit.child_to):
        return False
    quotation = _number(parent, edit.parent, edit.parent_to)
    before = parent.quote[max(0, edit.parent - min(edit.before, _AGREE)) : edit.parent].count(quotation)
    after = parent.quote[edit.parent_to : edit.parent_to + min(edit.after, _AGREE)].count(quotation)
    if _only_moved(parent, edit, child):
        return False
    ends = gone and come and _ends(parent, edit.parent_to) and _ends(child, edit.child_to)
    return before > 0 and (after > 0 or bool(ends)) and before + after >= _AGREE


def _only_moved(parent: Words, edit: Edit, child: Words) -> bool:
    """Whether the words that went, or those that came, stand close by in the other text."""
    was, now = parent.key[edit.parent : edit.parent_to], child.key[edit.child : edit.child_to]
    near_child = child.key[max(0, edit.child - _AGREE) : edit.child_to + _AGREE]
    near_parent = parent.key[max(0, edit.parent - _AGREE) : edit.parent_to + _AGREE]
    gone, come = any(word not in near_child for word in was), any(word not in near_parent for word in now)
    return not gone and not come


def _number(words: Words, first: int, after: int) -> int:
    """Return the one quotation in which the words stand, or, where there are none, their neighbours; else 0."""
    if first == after:
        first, after = max(0, first - 1), after + 1
    numbers = set(words.quote[first:after])
    return numbers.pop() if len(numbers) == 1 else 0


def _ends(words: Words, after: int) -> bool:
    return after == len(words) or words.quote[after] != words.quote[after - 1]


def _editorial(words: Words, first: int, after: int) -> bool:
    start = words.end[first - 1] if first else 0
    end = words.start[after] if after < len(words) else len(words.text)
    return _EDITORIAL.search(words.text, start, end) is not None
