"""Own words on disk: written part by part, read back for any set of articles."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from provaudit.lineage.fingerprint import WINDOW
from provaudit.lineage.grams import GRAM, OwnWords
from provaudit.store import Store
from provaudit.text.tokens import Bool, Int, Tokens

_FIELDS = {
    "word": "<u8",
    "stem": "<u8",
    "start": "<u4",
    "end": "<u4",
    "shape": "u1",
    "opens": "?",
    "speech": "u1",
}
"""What is kept of each word, in files of their own: written and read as they are."""

_QUOTED, _PRESUMED = 1, 2
"""What `speech` says of a word that is no prose."""
_PASSAGE = 12  # words: stock phrases, which are prose in most of their places, are shorter; chosen


def keep(store: Store, part: int, words: OwnWords) -> None:
    """Write the own words of a part."""
    opens = np.diff(words.sentence, prepend=-1) > 0
    told = {"opens": opens, "speech": words.quoted.astype(np.uint8) + words.presumed}
    for name, kind in _FIELDS.items():
        values = told[name] if name in told else getattr(words.tokens, name)
        store.keep(_file(name), part, values.astype(kind, copy=False))


def measure(store: Store, counts: Int) -> None:
    """Say how many own words each article of the pile has."""
    for name in ("words", *map(_file, _FIELDS)):
        store.measure(name, counts)


def recall(store: Store, articles: Int) -> OwnWords:
    """Return the own words of some articles, which count from 0 in the order given; article numbers ascend.

    What other carriers put between quotation marks is marked as quoted here, too, once `mark_spoken` was told, and what
    they print as prose is none where that was only presumed.
    """
    fields = {name: _field(store, name, articles) for name in _FIELDS}
    opens, speech = fields.pop("opens"), fields.pop("speech")
    first = _first(store, articles)
    own = np.repeat(np.arange(len(articles), dtype=np.uint32), np.diff(first))
    tokens = Tokens(article=own, **fields, opens_sentence=opens)
    return OwnWords(tokens, first, *_spread(store, articles, first, speech), np.cumsum(opens) - 1)


def recall_quoted(store: Store, articles: Int) -> tuple[Int, Bool]:
    """Return `first` and `quoted` of the articles' own words, as `recall` does, without the words."""
    first = _first(store, articles)
    return first, _spread(store, articles, first, _field(store, "speech", articles))[0]


def mark_spoken(store: Store, at: Int, told: Int) -> None:
    """Say which runs of GRAM words are speech, and which are prose, by what all their carriers make of them.

    Both have the first word of each run, counted over the pile.
    """
    store.put("spoken", np.sort(at))
    store.put("told", np.sort(told))


def _file(field: str) -> str:
    return f"words-{field}"


def _field(store: Store, name: str, articles: Int) -> NDArray[Any]:
    return store.take(_file(name), np.dtype(_FIELDS[name]), articles)


def _first(store: Store, articles: Int) -> Int:
    first = store.get("words.first")
    return np.concatenate(([0], np.cumsum(first[articles + 1] - first[articles])))


def _spread(store: Store, articles: Int, first: Int, speech: NDArray[np.uint8]) -> tuple[Bool, Bool]:
    """Return which words are quoted, and which only presumably, by the runs that lie in the articles.

    A passage that is prose after all shows that the mark before it got lost: so all is that was presumed around it.
    """
    presumed = speech == _PRESUMED
    stretch = np.cumsum(np.diff(presumed, prepend=False))
    presumed &= ~np.isin(stretch, stretch[_passages(_places(store, "told", articles, first))])
    quoted = presumed | (speech == _QUOTED)
    at = _places(store, "spoken", articles, first)
    for place in range(GRAM):
        quoted[at + place] = True
    return quoted, presumed


def _passages(at: Int) -> Int:
    """Return where passages begin that runs cover one behind the other; what covers a phrase only is left out."""
    opens = np.diff(at, prepend=-GRAM) > WINDOW
    first, last = at[opens], at[np.append(opens[1:], True)[: len(at)]]
    return np.asarray(first[last + GRAM - first >= _PASSAGE])


def _places(store: Store, name: str, articles: Int, first: Int) -> Int:
    """Return which of the articles' words begin the runs of that name."""
    runs, whole = store.get(name), store.get("words.first")
    low = np.searchsorted(runs, whole[articles])
    count = np.searchsorted(runs, whole[articles + 1]) - low
    mine = np.repeat(np.arange(len(articles)), count)
    nth = np.arange(len(mine)) - np.repeat(np.cumsum(count) - count, count)
    return np.asarray(runs[low[mine] + nth] - whole[articles[mine]] + first[mine])
