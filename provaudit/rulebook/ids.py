"""Which rule somebody meant who wrote an id that no rule has."""

from collections.abc import Iterable
from difflib import SequenceMatcher

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
