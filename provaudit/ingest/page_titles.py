"""Which of the titles that a page gives itself is its title: for browsers, for search, for sharing, for its readers."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

_LEAST = 3  # letters and digits: less is no title (chosen)
_MOST = 400  # characters that are compared (chosen: SequenceMatcher takes their square)
_PART = 0.3  # of a title, in letters: a title that makes out less of it is a section's name (chosen)
_BAR = re.compile(r"\s+(?:[|•·*»–—]|-)\s+")
_FOLDED = re.compile(r"[\W_]+")


def best_title(
    stated: Sequence[str | None], headings: Sequence[str], element: str | None, outlet: str | None
) -> str | None:
    """Return the title: what two of its metadata and its heading agree on, else the first that is stated.

    `stated` are the metadata's titles, best first; `headings` the page's h1, of which the one that is most like
    the others counts; `element` is its `<title>`, which counts where nothing else is there.
    """
    given = [title for title in stated if title and len(fold(title)) >= _LEAST]
    shown = [title for title in headings if len(fold(title)) >= _LEAST]
    known = [*given, *([element] if element else [])]
    if len(shown) > 1 and known:
        given.append(max(shown, key=lambda title: max(_likeness(title, one) for one in known)))
    elif shown and known:
        given += shown
    else:
        given += shown[:1] or known[:1]
    bare = [_without_tail(title, given, outlet) for title in given]
    folded = [fold(title) for title in bare]
    return max(bare, key=lambda title: min(folded.count(fold(title)), 2), default=None)


def fold(title: str) -> str:
    """Return the letters and digits of a title in small letters."""
    return _FOLDED.sub("", title).casefold()


def _without_tail(title: str, others: Sequence[str], outlet: str | None) -> str:
    """Return a title without what is added to it: what another title lacks, the outlet's name behind a bar."""
    folded = fold(title)
    beginnings = [one for one in others if folded.startswith(fold(one)) and len(fold(one)) < len(folded)]
    longest = max(beginnings, key=len, default="")
    if len(fold(longest)) >= _PART * len(folded):
        return longest
    parts = list(_BAR.finditer(title))
    name = fold(outlet or "")
    while (
        name and parts and (name in fold(title[parts[-1].end() :]) or fold(title[parts[-1].end() :]) in name)
    ):
        title = title[: parts.pop().start()]
    return title


def _likeness(one: str, other: str) -> float:
    folded, against = fold(one)[:_MOST], fold(other)[:_MOST]
    return 1 if folded == against else SequenceMatcher(None, folded, against, autojunk=False).ratio()
