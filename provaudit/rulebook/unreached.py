r"""Alternatives of a regular expression that are never tried, for an earlier one always fits where they would.

The engine takes the first alternative by which the whole pattern matches: of `AP|AP News` always `AP`. That is so
where nothing follows the alternatives that could tell them apart; `(?:AP|AP News) said` has its use for both.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from provaudit.rulebook.pieces import Item, read_pieces
from provaudit.written.source import Route, Source

LARGEST = 20_000
"""Characters of a pattern that is looked into (chosen: some ten times the longest shipped one)."""

DEEPEST = 40
"""Brackets within one another that are looked into (chosen)."""

_ANY_CASE = re.compile(r"\(\?[a-zA-Z]*i[a-zA-Z]*(?:-[a-zA-Z]+)?[):]")
"""The sign by which case is no matter: ahead of the whole pattern, or of a bracket."""

_FLAGS = re.compile(r"\(\?[a-zA-Z-]+\)")

_BETWEEN = re.compile(
    r"""\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|(?P<open>\((?:\?(?:[Pp]?<\w+>|[a-zA-Z-]*:))?)
    |(?P<or>\|)|(?P<close>\))""",
    re.VERBOSE | re.DOTALL,
)
"""Brackets and bars; what only looks like one, by a backslash or in a class, is of no kind."""

_Begins = tuple[str, bool]
"""How an alternative begins, up to its first bracket, and whether there is one: else these letters are all of it."""

_SPECIAL = re.compile(r"(?<!\\)[?*+.^$\[{]|\\[A-Za-z]")

_FOLLOWED = re.compile(r"[+*{]|(?:[\w ,.;:-]|\\[sdwWSD])(?![?*{])|\\[sdwWSD]\+")
"""What stands behind a bracket that may hit several times, or must go on with something."""


def unreached(source: Source, route: Route, texts: Sequence[str]) -> None:
    """Add a warning to `source.faults` for each alternative of a pattern that an earlier one keeps from its turn."""
    for at, text in enumerate(texts):
        whole = read_pieces(text) if len(text) <= LARGEST and _may_have(text) else None
        flags = _ANY_CASE.match(text)
        small = flags is not None and flags.group().endswith(")")
        for first, second in _pairs(whole, "end", 0, small=small) if whole else ():
            ours, theirs = (_shown(branch) for branch in (second, first))
            what = f"the alternative `{ours}` is never reached: `{theirs}` in front of it is taken first"
            expected = "it left out" if ours == theirs else "the longer one in front"
            warned = source.fault(
                source.part(route, at), what, offset=second[0].at, expected=expected, warning=True
            )
            source.faults.append(warned)


def _may_have(pattern: str) -> bool:
    """Say whether an alternative of plain letters begins another of the same bracket: reading all of it is slow."""
    text = _FLAGS.sub("", pattern.lower() if "(?i" in pattern else pattern)
    within: list[list[_Begins]] = [[]]  # of each open bracket its alternatives
    here, noted = 0, False  # where the last one begins, and whether it is among them, as a bracket in it came
    for sign in _BETWEEN.finditer(text):
        kind = sign.lastgroup
        if kind is None:
            continue
        if not noted:
            within[-1].append((text[here : sign.start()], kind == "open"))
        here, noted = sign.end(), kind == "close"
        if kind == "open":
            within.append([])
        elif kind == "close" and (
            _alike(within.pop(), told_apart=bool(_FOLLOWED.match(text, sign.end()))) or not within
        ):
            return True
    return _alike([*within[0], (text[here:], noted)], told_apart=False)


def _alike(alternatives: Sequence[_Begins], *, told_apart: bool) -> bool:
    """Say whether an alternative begins another one; where what follows tells them apart, whether it equals it."""
    found = sorted((text, goes_on) for one, goes_on in alternatives if (text := _bare(one)))
    return any(
        not goes_on
        and then.startswith(one)
        and (not told_apart or (one == then and not longer))
        and not _SPECIAL.search(one)
        for (one, goes_on), (then, longer) in pairwise(found)
    )


def _bare(alternative: str) -> str:
    """Return how an alternative begins without the word boundaries at its ends."""
    return alternative.removeprefix(r"\b").removesuffix(r"\b")


def _pairs(
    group: Item, after: str | None, depth: int, small: bool = False
) -> Iterator[tuple[list[Item], list[Item]]]:
    """Yield an alternative and a later one that is never reached. `after`: what follows, as `_then` has it.

    Where `small` holds, case is no matter.
    """
    if depth > DEEPEST:
        return
    if group.many not in ("", "?"):
        after = None
    plain: dict[str, list[Item]] = {}  # the alternatives so far that are letters and nothing else
    for branch in group.branches:
        core = _core(branch)
        letters = _small(_letters(core)) if small else _letters(core)
        begins = (letters[:size] for size in range(1, len(letters) + 1))
        earlier = (plain[text] for text in begins if text in plain)
        if kept := next((one for one in earlier if _keeps(one, branch, after)), None):
            yield kept, branch
        if letters and len(letters) == len(core):
            plain.setdefault(letters, branch)
        for place, item in enumerate(branch):
            if item.kind == "open":
                yield from _pairs(
                    item,
                    _then(branch[place + 1 :], after),
                    depth + 1,
                    small=_case_is_none(item, outside=small),
                )


def _case_is_none(group: Item, *, outside: bool) -> bool:
    """Say whether case is no matter within a bracket: as around it, unless its flags say something else."""
    return bool(_ANY_CASE.match(group.text)) or (outside and "-" not in group.text)


def _small(letters: str) -> str:
    """Return the text in small letters, one for each: a letter that becomes several stays as it is."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in letters)


def _then(items: Sequence[Item], after: str | None) -> str | None:
    """Return what must follow: `end` nothing, `edge` a word boundary alone, null something."""
    for item in items:
        if item.kind == "edge" and not item.many:
            after = after and "edge"
        elif not item.may_be_absent:
            return None
    return after


def _core(branch: Sequence[Item]) -> Sequence[Item]:
    """Return an alternative without the word boundaries at its ends."""
    return branch[_is_edge(branch[:1]) : len(branch) - (len(branch) > 1 and _is_edge(branch[-1:]))]


def _is_edge(item: Sequence[Item]) -> bool:
    return bool(item) and item[0].kind == "edge" and not item[0].many


def _letters(branch: Sequence[Item]) -> str:
    """Return the letters with which an alternative begins for certain, one of each item."""
    sure = takewhile(lambda item: item.kind == "letter" and not item.many, branch)
    return "".join(item.text for item in sure)


def _keeps(first: Sequence[Item], second: Sequence[Item], after: str | None) -> bool:
    r"""Say whether the first alternative, letters with which the second begins, fits wherever that would.

    Either may have a word boundary in front and behind, as in `\bAP\b|\bAP News\b`.
    """
    if _is_edge(first[:1]) and not _is_edge(second[:1]):
        return False
    ends = _is_edge(first[-1:])
    longer = _core(second)
    first = _core(first)
    if len(first) == len(longer):
        return not ends or _is_edge(second[-1:])
    following = longer[len(first)]
    if ends and after == "end":
        after = "edge"
    if after == "edge":
        return following.kind == "letter" and not following.many and _word(first[-1]) != _word(following)
    return after == "end"


def _word(item: Item) -> bool:
    return item.text.isalnum() or item.text == "_"


def _shown(branch: Sequence[Item]) -> str:
    return "".join(f"{item.text}{'…)' if item.kind == 'open' else ''}{item.many}" for item in branch)
