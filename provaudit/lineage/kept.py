"""Own words on disk: written part by part, read back for any set of articles."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    "quoted": "?",
}
"""What is kept of each word, in files of their own: written and read as they are."""


def keep(store: Store, part: int, words: OwnWords) -> None:
    """Write the own words of a part."""
    opens = np.diff(words.sentence, prepend=-1) > 0
    told = {"opens": opens, "quoted": words.quoted}
    for name, kind in _FIELDS.items():
        values = told[name] if name in told else getattr(words.tokens, name)
        store.keep(_file(name), part, values.astype(kind, copy=False))


def measure(store: Store, counts: Int) -> None:
    """Say how many own words each article of the pile has."""
    for name in ("words", *map(_file, _FIELDS)):
        store.measure(name, counts)


def recall(store: Store, articles: Int) -> OwnWords:
    """Return the own words of some articles, which count from 0 in the order given; article numbers ascend.

    What other carriers put between quotation marks is marked as quoted here, too, once `mark_spoken` was told.
    """
    fields = {name: _field(store, name, articles) for name in _FIELDS}
    opens, quoted = fields.pop("opens"), fields.pop("quoted")
    first = _first(store, articles)
    own = np.repeat(np.arange(len(articles), dtype=np.uint32), np.diff(first))
    tokens = Tokens(article=own, **fields, opens_sentence=opens)
    return OwnWords(tokens, first, _spread(store, articles, first, quoted), np.cumsum(opens) - 1)


def recall_quoted(store: Store, articles: Int) -> tuple[Int, Bool]:
    """Return `first` and `quoted` of the articles' own words, as `recall` does, without the words."""
    first = _first(store, articles)
    return first, _spread(store, articles, first, _field(store, "quoted", articles))


def mark_spoken(store: Store, at: Int) -> None:
    """Say which runs of GRAM words are quoted in all their places: the first word of each, counted over the pile."""
    store.put("spoken", np.sort(at))


def _file(field: str) -> str:
    return f"words-{field}"


def _field(store: Store, name: str, articles: Int) -> NDArray[Any]:
    return store.take(_file(name), np.dtype(_FIELDS[name]), articles)


def _first(store: Store, articles: Int) -> Int:
    first = store.get("words.first")
    return np.concatenate(([0], np.cumsum(first[articles + 1] - first[articles])))


def _spread(store: Store, articles: Int, first: Int, quoted: Bool) -> Bool:
    """Mark the spoken runs that lie in the articles."""
    spoken, whole = store.get("spoken"), store.get("words.first")
    low = np.searchsorted(spoken, whole[articles])
    count = np.searchsorted(spoken, whole[articles + 1]) - low
    mine = np.repeat(np.arange(len(articles)), count)
    nth = np.arange(len(mine)) - np.repeat(np.cumsum(count) - count, count)
    at = spoken[low[mine] + nth] - whole[articles[mine]] + first[mine]
    for place in range(GRAM):
        quoted[at + place] = True
    return quoted
