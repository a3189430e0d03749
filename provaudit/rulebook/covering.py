"""Phrases that find nothing of their own, for another one beside them finds all of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from provaudit.rulebook.phrases import UNSPACED, acronym
from provaudit.written.source import Route, Source

MOST = 64
"""Readings of a phrase up to which it is compared with others (chosen: the longest shipped one has 48)."""

BRACKETS = 6
"""Brackets of such a phrase: each of them doubles its readings."""

Words = tuple[str, ...]
"""A reading as it is compared: words in small letters, but those in capitals, which match only so."""

_BRACKETS = re.compile(r"\(([^()]*)\)")
_ALIKE = str.maketrans("‘’‚‛ʼ`´“”„«»‐‑‒–—―−", "'" * 7 + '"' * 5 + "-" * 7)
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


def readings(phrase: str) -> list[str]:
    """Return every way in which a phrase can read, `(word)` there or not and `a|b` as either.

    None where it has a vocabulary or a sign that stands for itself, or too many.
    """
    if "\\" in phrase or "{" in phrase or phrase.count("(") > BRACKETS:
        return []
    bracket = _BRACKETS.search(phrase)
    if bracket is None:
        words = [word.split("|") for word in phrase.split()]
        few = 1
        for word in words:
            few *= len(word)
        return [" ".join(one) for one in product(*words)] if few <= MOST else []
    found: list[str] = []
    for text in ("", *readings(bracket[1])):
        found += readings(f"{phrase[: bracket.start()]}{text}{phrase[bracket.end() :]}")
        if len(found) > MOST:
            return []
    return found


def covered(source: Source, route: Route, texts: Sequence[str], *, longer_meant: bool) -> None:
    """Add a warning to `source.faults` for each phrase of a selection all of whose hits another finds.

    Where longer hits are meant, by an exception that is tried on the hit or by a test that states it, a phrase that
    only holds another is none of them.
    """
    if len(texts) < 2:  # noqa: PLR2004 - one phrase has no other
        return
    spelled = spoken(texts)
    holders: dict[Words, set[int]] = {}
    sizes: dict[str, set[int]] = {}
    for at, forms in enumerate(spelled):
        for form in forms:
            holders.setdefault(form, set()).add(at)
            sizes.setdefault(form[0], set()).add(len(form))
    spans = [] if longer_meant else _spans(source)
    for at, forms in enumerate(spelled):
        if wider := _same(at, spelled, holders):
            what = f"the phrase finds nothing that `{texts[min(wider)]}` does not find"
            expected = "it left out"
        elif not longer_meant and (wider := _held(at, forms, holders, sizes)) and not _meant(forms, spans):
            what = f"the phrase holds what `{texts[min(wider)]}` finds, so it finds nothing more"
            expected = "it left out, or one phrase with `(…)` around the words that may be absent"
        else:
            continue
        source.faults.append(source.fault((*route, at), what, expected=expected, warning=True))


def _same(at: int, spelled: Sequence[frozenset[Words]], holders: Mapping[Words, set[int]]) -> set[int]:
    """Return the phrases that read all ways that this one reads; of two that are equal the later is covered."""
    found = [_of(form, holders) for form in spelled[at]]
    others = set.intersection(*found) - {at} if found else set()
    return {other for other in others if other < at or not spelled[other] <= spelled[at]}


def _held(
    at: int, forms: frozenset[Words], holders: Mapping[Words, set[int]], sizes: Mapping[str, set[int]]
) -> set[int]:
    """Return the phrases of which one way to read is a part of every way in which this one reads."""
    found = [set().union(*(_of(part, holders) for part in _parts(form, sizes))) for form in forms]
    return set.intersection(*found) - {at} if found else set()


def _of(form: Words, holders: Mapping[Words, set[int]]) -> set[int]:
    """Return the phrases that hit these words: those that read so, and those that read so in small letters."""
    small = tuple(word.casefold() for word in form)
    return holders.get(form, set()) | holders.get(small, set())


def _parts(form: Words, sizes: Mapping[str, set[int]]) -> Iterator[Words]:
    """Yield the parts of a reading, but all of it, that begin and are as long as a reading: `sizes` by first word."""
    for first, word in enumerate(form):
        for size in sizes.get(word, set()) | sizes.get(word.casefold(), set()):
            if size < len(form) and first + size <= len(form):
                yield form[first : first + size]


def spoken(texts: Sequence[str]) -> list[frozenset[Words]]:
    """Return all readings of each phrase; of one that has a vocabulary or too many readings, none."""
    return [frozenset(filter(None, map(_words, readings(text)))) for text in texts]


def within(narrow: Sequence[frozenset[Words]], wide: Sequence[frozenset[Words]]) -> bool:
    """Say whether wherever a phrase of the first selection hits, one of the second does."""
    holders: dict[Words, set[int]] = {}
    sizes: dict[str, set[int]] = {}
    for form in (form for forms in wide for form in forms):
        holders.setdefault(form, set()).add(0)
        sizes.setdefault(form[0], set()).add(len(form))
    return bool(narrow) and all(
        forms
        and all(
            _of(form, holders) or any(_of(part, holders) for part in _parts(form, sizes)) for form in forms
        )
        for forms in narrow
    )


def stated(source: Source, texts: Sequence[str]) -> bool:
    """Say whether a test of the rule states one of the phrases' readings as its hit."""
    spans = _spans(source)
    return any(_meant(forms, spans) for forms in spoken(texts))


def _spans(source: Source) -> list[Words]:
    """Return the hits that the rule's tests state."""
    tests = source.data.get("tests") if isinstance(source.data, dict) else None
    stated = (
        [test.get("span") for test in tests or () if isinstance(test, dict)]
        if isinstance(tests, list)
        else []
    )
    return [_words(span) for span in stated if isinstance(span, str)]


def _meant(forms: frozenset[Words], spans: Sequence[Words]) -> bool:
    return any(span in forms for span in spans)


def _words(text: str) -> Words:
    """Return a text as it is compared; of scripts without spaces every sign is a word."""
    found: list[str] = []
    for word in _WORD.findall(text.translate(_ALIKE)):
        found += word if UNSPACED.search(word) else [word if acronym(word) else word.casefold()]
    return tuple(found)
