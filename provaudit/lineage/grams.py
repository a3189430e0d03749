"""An article's own words, ready to be compared: what fingerprints, alignment and paraphrase read."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from provaudit.frames import ZONES, require
from provaudit.lineage.speech import without_end
from provaudit.model import OWN_ZONES, Zone
from provaudit.text.tokens import U64, Bool, Int, Tokens, joined, mix, token_chunks

GRAM = 5  # words a fingerprint spans: PEERS' figures and the published ones on news reuse are for 5
_STEP = 0xD6E8FEB86659FD93  # odd; sets the places of a gram's words apart


@dataclass(frozen=True)
class OwnWords:
    """The own words of a pile (standfirst and body; no credits, captions, furniture), in reading order.

    `first[i]:first[i + 1]` are the words of article i; `quoted` marks words that stand in a quotation, `presumed`
    those of them that do so only if no mark got lost; `sentence` counts sentences over the whole pile.
    """

    tokens: Tokens
    first: Int
    quoted: Bool
    presumed: Bool
    sentence: Int

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.tokens)

    @property
    def counts(self) -> Int:
        """Return the number of own words of each article."""
        return np.diff(self.first)

    def sentence_counts(self) -> Int:
        """Return the number of sentences of each article: words of one lie together, every article opens one."""
        opens = np.diff(self.sentence, prepend=-1)
        running = np.concatenate(([0], np.cumsum(opens)))
        return np.asarray(running[self.first[1:]] - running[self.first[:-1]])

    def prose_counts(self) -> Int:
        """Return the number of own words outside quotations, of each article."""
        running = np.concatenate(([0], np.cumsum(~self.quoted)))
        return np.asarray(running[self.first[1:]] - running[self.first[:-1]])


def own_words(articles: pl.DataFrame, zones: pl.DataFrame) -> OwnWords:
    """Tokenize the articles and keep the words of own zones.

    Columns in: ARTICLES; ZONES. Article numbers of both follow each other; those of the words begin at 0.
    """
    texts = articles["text"].to_list()
    zones = require(zones, ZONES, "lineage").with_columns(pl.col("article") - articles["article"].first())
    quotes = zones.filter(pl.col("zone") == Zone.QUOTE)
    own = zones.filter(pl.col("zone").is_in(OWN_ZONES))
    told = _Spans.of(own)
    tokens = joined([chunk.where(told.hold(chunk)) for chunk in token_chunks(texts)])
    first = np.searchsorted(tokens.article, np.arange(len(texts) + 1, dtype=np.uint32))
    opens = tokens.opens_sentence.copy()
    opens[first[:-1][np.diff(first) > 0]] = True
    endless = without_end(texts, quotes, own)
    prose, presumed = (_Spans.of(spans).hold_later(tokens) for spans in _parted(endless))
    quoted = _Spans.of(quotes).hold(tokens) & ~prose
    return OwnWords(tokens, first.astype(np.int64), quoted, quoted & presumed, np.cumsum(opens) - 1)


def _parted(endless: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the quotations whose mark got lost for certain, and those that may have gone on."""
    return endless.filter(~pl.col("resumed")), endless.filter("resumed")


def gram_hashes(word: U64, owner: NDArray[np.uint32], size: int = GRAM) -> tuple[U64, Bool]:
    """Hash the run of `size` words that begins at each word; the second array says where such a run fits.

    `owner` says whose each word is.
    """
    hashes = np.zeros(len(word), np.uint64)
    fits = np.zeros(len(word), np.bool_)
    room = len(word) - size + 1
    if room > 0:
        fits[:room] = owner[size - 1 :] == owner[:room]
        run = hashes[:room]
        for place in reversed(range(size)):
            run *= np.uint64(_STEP)
            run += word[place : place + room]
    return mix(hashes), fits


@dataclass(frozen=True)
class _Spans:
    """Stretches of many articles, in order; those of one article do not overlap."""

    begin: U64
    end: U64

    @classmethod
    def of(cls, spans: pl.DataFrame) -> "_Spans":
        """Read the stretches. Columns in: article, start, end."""
        spans = spans.sort("article", "start")
        article = spans["article"].to_numpy()
        return cls(*(_key(article, spans[side].to_numpy()) for side in ("start", "end")))

    def hold(self, tokens: Tokens) -> Bool:
        """Say which words begin inside one of the stretches."""
        if not len(tokens):
            return np.zeros(0, np.bool_)
        at = _key(tokens.article, tokens.start)
        low = np.searchsorted(self.end, at[0], "right")
        high = np.searchsorted(self.begin, at[-1], "right")
        edges = np.column_stack((self.begin[low:high], self.end[low:high])).ravel()
        sides = np.searchsorted(at, edges)
        inside = np.arange(len(sides) + 1) % 2 == 1  # words stand before a stretch, in it, behind it …
        return np.repeat(inside, np.diff(sides, prepend=0, append=len(at)))

    def hold_later(self, tokens: Tokens) -> Bool:
        """Say which words lie in one of the stretches, but behind its first sentence."""
        at = _key(tokens.article, tokens.start)
        low, high = (np.searchsorted(at, side) for side in (self.begin, self.end))
        opens = np.append(np.flatnonzero(tokens.opens_sentence), len(at))
        later = opens[np.searchsorted(opens, low, side="right").clip(max=len(opens) - 1)]
        edges = np.zeros(len(at) + 1, np.int64)
        np.add.at(edges, np.minimum(later, high), 1)
        np.add.at(edges, high, -1)
        return np.asarray(np.cumsum(edges[:-1]) > 0)


def _key(article: NDArray[np.uint32], offset: NDArray[np.uint32]) -> U64:
    return (article.astype(np.uint64) << np.uint64(32)) | offset
