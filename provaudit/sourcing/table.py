"""CITED out of ARTICLES and ZONES, some million characters at a time."""

import numpy as np
import polars as pl

from provaudit.frames import CITED, empty, require
from provaudit.model import OWN_ZONES, Zone
from provaudit.sourcing.clauses import clauses
from provaudit.sourcing.kinds import kinds
from provaudit.sourcing.lexicon import lexicon
from provaudit.sourcing.phrases import by_dashes, by_nouns, by_phrases
from provaudit.sourcing.subjects import Found, by_verbs
from provaudit.sourcing.words import Bool, Int, Words, chunked, joined, letters, words

_READ = (*OWN_ZONES, Zone.HEADLINE, Zone.CAPTION)


def cited(articles: pl.DataFrame, zones: pl.DataFrame) -> pl.DataFrame:
    """Return CITED of ARTICLES and their ZONES: who is cited, by which cue; one row a cue.

    Headlines, prose and captions are read, quotations are not: who is cited within one is cited by its speaker.
    Each article is judged by itself, so a pile may come in batches.
    """
    place = pl.DataFrame({"article": articles["article"], "place": np.arange(articles.height)})
    spans = zones.join(place, on="article", maintain_order="left")
    parts = [
        _chunk(texts, spans.filter(pl.col("place").is_between(first, first + len(texts) - 1)), first)
        for first, texts in chunked(articles["text"].to_list())
    ]
    found = pl.concat([empty(CITED), *(part.select(_typed(articles["article"])) for part in parts)])
    return require(found.unique(["article", "start", "cue_start"], maintain_order=True), CITED, "sourcing")


def _typed(numbers: pl.Series) -> list[pl.Expr]:
    """Return the columns of CITED, with the number of an article for its place."""
    number = pl.col("article").replace_strict(dict(enumerate(numbers)), return_dtype=pl.UInt32)
    return [number, *(pl.col(name).cast(kind) for name, kind in CITED.items() if name != "article")]


def _chunk(texts: list[str], spans: pl.DataFrame, first: int) -> pl.DataFrame:
    """Return the rows of some texts, with the place of each article for its number."""
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
        "article": article + first,
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
