"""CITED out of ARTICLES and ZONES, some million characters at a time."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from provaudit.frames import CITED, empty, require
from provaudit.model import OWN_ZONES, Zone
from provaudit.sourcing.clauses import clauses
from provaudit.sourcing.kinds import kinds
from provaudit.sourcing.lexicon import lexicon
from provaudit.sourcing.phrases import by_dashes, by_nouns, by_phrases
from provaudit.sourcing.subjects import Found, by_verbs
from provaudit.sourcing.words import Bool, Int, Words, chunked, joined, letters, words

Numbers = NDArray[np.uint32]
_READ = (*OWN_ZONES, Zone.HEADLINE, Zone.CAPTION)


def cited(articles: pl.DataFrame, zones: pl.DataFrame) -> pl.DataFrame:
    """Return CITED of ARTICLES and their ZONES: who is cited, by which cue; one row a cue.

    Headlines, prose and captions are read, quotations are not: who is cited within one is cited by its speaker.
    Each article is judged by itself, so a pile may come in batches.
    """
    numbers = articles["article"].to_numpy()
    place = pl.DataFrame({"article": numbers, "place": np.arange(len(numbers))})
    spans = zones.join(place, on="article", maintain_order="left").sort("place", maintain_order=True)
    bounds = np.searchsorted(spans["place"].to_numpy(), np.arange(len(numbers) + 1))
    parts = [empty(CITED)]
    for first, texts in chunked(articles["text"].to_list()):
        past = first + len(texts)
        theirs = spans.slice(bounds[first], bounds[past] - bounds[first])
        parts.append(_chunk(texts, theirs, first, numbers[first:past]).select(list(CITED)).cast(CITED))
    found = pl.concat(parts).unique(["article", "start", "cue_start"], maintain_order=True)
    return require(found, CITED, "sourcing")


def _chunk(texts: list[str], spans: pl.DataFrame, first: int, numbers: Numbers) -> pl.DataFrame:
    """Return the rows of some texts; `spans` are theirs, `first` is the place of the first of them."""
    whole, opening = joined(texts)
    coded = letters(whole)
    read = words(coded)
    shift = opening[spans["place"].to_numpy() - first]
    start, end = (spans[side].to_numpy() + shift for side in ("start", "end"))
    ours, quotes = spans["zone"].is_in(_READ).to_numpy(), (spans["zone"] == Zone.QUOTE).to_numpy()
    kept = _inside(read, start[ours], end[ours])
    quoted = _inside(read, start[quotes], end[quotes])[kept]
    c = clauses(read.where(kept), coded, quoted, lexicon())
    parts = [by_verbs(c), by_phrases(c), by_nouns(c), by_dashes(c)]
    found = Found(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    order = np.lexsort((found.cue_first, found.first))
    found = Found(*(column[order] for column in found))
    article = np.searchsorted(opening, c.words.start[found.first], side="right") - 1
    said = [
        _stretch(whole, c.words, *ends)
        for ends in ((found.first, found.last), (found.cue_first, found.cue_last))
    ]
    (start, end, text), (cue_start, cue_end, cue) = said
    base = opening[article]
    columns = {
        "article": numbers[article],
        "start": start - base,
        "end": end - base,
        "text": text,
        "kind": kinds(c, coded, found.first, found.last, article),
        "cue": cue,
        "cue_start": cue_start - base,
        "cue_end": cue_end - base,
    }
    return pl.DataFrame(columns, strict=False)


def _stretch(whole: str, read: Words, first: Int, last: Int) -> tuple[Int, Int, list[str]]:
    """Return where stretches of words begin and end, and their text."""
    start, end = read.start[first], read.end[last]
    return start, end, [whole[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]


def _inside(read: Words, start: Int, end: Int) -> Bool:
    """Say which words begin in one of the stretches."""
    depth = np.zeros(len(read) + 1, np.int64)
    np.add.at(depth, np.searchsorted(read.start, start), 1)
    np.add.at(depth, np.searchsorted(read.start, end), -1)
    return np.cumsum(depth)[:-1] > 0
