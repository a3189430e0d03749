"""When two wordings are one: spelling, spacing, abbreviation, transliteration, a slip of the keyboard."""

import re

from provaudit.lineage.drift import cues

_CONNECTING = frozenset({"of", "the", "and", "for", "de", "des", "der", "du", "del", "la"})
_UNSAID = frozenset({"is", "has", "had", "am", "are", "s"})  # what `that's` leaves unsaid
_SLIP = 5  # letters from which one wrong letter is a slip; shorter words differ by one and mean another thing
_SHORT_FORM = 3  # letters of a short form that leaves letters out in between (Fla., Joe)
_ALIKE_SOUNDS = str.maketrans({"q": "k", "c": "k", "g": "k", "w": "v", "z": "s", "j": "y"})
_SILENT = re.compile("[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")


def alike(one: list[str], two: list[str]) -> bool:
    """Whether two short runs of keys are the same words, written otherwise."""
    if "".join(one).replace(" ", "") == "".join(two).replace(" ", ""):
        return True
    if _spoken(one) == _spoken(two) or initials(one, two) or initials(two, one):
        return True
    return len(one) == len(two) and all(
        x == y or slip(x, y) or _one_title(x, y) for x, y in zip(one, two, strict=True)
    )


def _one_title(one: str, two: str) -> bool:
    """Whether one title is short for the other: `Sen.` and `Senator`."""
    return one in cues.TITLES and two in cues.TITLES and (abbreviates(one, two) or abbreviates(two, one))


def _spoken(words: list[str]) -> list[str]:
    return [part for word in words for part in word.split() if part not in _UNSAID]


def initials(short: list[str], full: list[str]) -> bool:
    """Whether the first is made of the second's initials: `irs`, `Internal Revenue Service`."""
    letters = "".join(short)
    named = [word for word in full if word not in _CONNECTING]
    return len(letters) > 1 and letters in {"".join(w[0] for w in full), "".join(w[0] for w in named)}


def abbreviates(short: str, full: str) -> bool:
    """Whether a word is a short form of another: `s` or `sen` or `fla`, of `south`, `senator`, `florida`."""
    if len(short) > _SHORT_FORM or short[0] != full[0]:
        return full.startswith(short)
    letters = iter(full)
    return all(letter in letters for letter in short)


def slip(one: str, two: str) -> bool:
    """Whether two words differ by one letter put in, left out, changed or swapped."""
    if not (one + two).isalpha() or min(len(one), len(two)) < _SLIP or abs(len(one) - len(two)) > 1:
        return False
    start = next(
        (i for i, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), min(len(one), len(two))
    )
    x, y = one[start:], two[start:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[:2] == y[1::-1] and x[2:] == y[2:])


def one_name(one: str, two: str) -> bool:
    """Whether two names are one, spelled from another script or short: `Qassem` and `Qasem`, `Kyiv` and `Kiev`."""
    return slip(one, two) or _bones(one) == _bones(two) or abbreviates(one, two) or abbreviates(two, one)


def _bones(name: str) -> str:
    """Return what transliterations of a name have in common: its consonants, alike ones as one."""
    name = "".join(filter(str.isalpha, name))
    return _DOUBLED.sub(
        r"\1", _SILENT.sub("", name.translate(_ALIKE_SOUNDS).replace("kh", "k").replace("ph", "f"))
    )
