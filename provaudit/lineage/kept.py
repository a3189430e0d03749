"""Own words on disk: written part by part, read back for any set of articles."""

import dataclasses

import numpy as np

from provaudit.lineage.grams import GRAM, OwnWords
from provaudit.store import Store
from provaudit.text.tokens import Bool, Int, Tokens

_WORD = np.dtype(
    [
        *(("word", "<u8"), ("stem", "<u8"), ("start", "<u4"), ("end", "<u4")),
        *(("shape", "u1"), ("opens", "?"), ("quoted", "?")),
    ]
)
_QUOTED = np.dtype("?")


def keep(store: Store, part: int, words: OwnWords) -> None:
    """Write the own words of a part."""
    records = np.empty(len(words), _WORD)
    for name in ("word", "stem", "start", "end", "shape"):
        records[name] = getattr(words.tokens, name)
    records["opens"] = np.diff(words.sentence, prepend=-1) > 0
    records["quoted"] = words.quoted
    store.keep("words", part, records)
    store.keep("quoted", part, words.quoted)


def measure(store: Store, counts: Int) -> None:
    """Say how many own words each article of the pile has."""
    for name in ("words", "quoted"):
        store.measure(name, counts)


def recall(store: Store, articles: Int) -> OwnWords:
    """Return the own words of some articles, which count from 0 in the order given; article numbers ascend.

    What other carriers put between quotation marks is marked as quoted here, too, once `mark_spoken` was told.
    """
    records = store.take("words", _WORD, articles)
    first = _first(store, articles)
    own = np.repeat(np.arange(len(articles), dtype=np.uint32), np.diff(first))
    tokens = Tokens(
        article=own,
        **{n: np.ascontiguousarray(records[n]) for n in ("word", "stem", "start", "end", "shape")},
        opens_sentence=records["opens"].copy(),
    )
    words = OwnWords(tokens, first, records["quoted"].copy(), np.cumsum(records["opens"]) - 1)
    return dataclasses.replace(words, quoted=_spread(store, articles, first, words.quoted))


def recall_quoted(store: Store, articles: Int) -> tuple[Int, Bool]:
    """Return `first` and `quoted` of the articles' own words, as `recall` does, without the words."""
    first = _first(store, articles)
    quoted = np.array(store.take("quoted", _QUOTED, articles))
    return first, _spread(store, articles, first, quoted)


def mark_spoken(store: Store, at: Int) -> None:
    """Say which runs of GRAM words are quoted in all their places: the first word of each, counted over the pile."""
    store.put("spoken", np.sort(at))


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
