"""Which rule somebody meant who wrote an id that no rule has: one that was called so before, or is called alike."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

_WAS = re.compile(r"\bwas: *[\"']?([a-z0-9-]+/[a-z0-9-]+)")

ALIKE = 0.75
"""How much of a rule's name must be as it was written for the rule to be offered, 0 to 1 (chosen: a slip or two in
a short name; two words of which one is another are not alike)."""


def closest_rules(identity: str, known: Iterable[str]) -> list[str]:
    """Return the known id that is most like the given one, in a list; empty where none is near.

    Names are compared without their dimensions, which would make all rules of one alike. Of two names that are as
    near, the one of the given dimension wins.
    """
    dimension, _, name = identity.rpartition("/")
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(name)
    rated: list[tuple[float, bool, str]] = []
    for one in known:
        of, _, called = one.partition("/")
        matcher.set_seq1(called)
        if matcher.real_quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
            rated.append((matcher.ratio(), of == dimension, one))
    return [max(rated)[2]] if rated else []


def parted(related: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return of what `related` states the rules in force, and what the rule was called before it was renamed."""
    stated = related if isinstance(related, list) else []
    former = (one.get("was") for one in stated if isinstance(one, dict))
    return tuple(one for one in stated if isinstance(one, str)), tuple(
        n for n in former if isinstance(n, str)
    )


def former_names(lines: Sequence[str]) -> list[str]:
    """Return what a rule was called before, of a file of which no more than the lines was read."""
    return _WAS.findall("\n".join(lines))
