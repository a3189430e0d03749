"""CITED out of ARTICLES and ZONES, a million bytes at a time."""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import polars as pl

from provaudit.frames import CITED, empty, require
from provaudit.model import OWN_ZONES, Cited, Zone
from provaudit.sourcing.clauses import clauses
from provaudit.sourcing.kinds import KINDS, kinds, nameless
from provaudit.sourcing.letters import U8, Batch, Bool, Int, batches, cut
from provaudit.sourcing.lexicon import Role, lexicon, may
from provaudit.sourcing.phrases import (
    TOLD,
    by_accounts,
    by_dashes,
    by_labels,
    by_nouns,
    by_outlets,
    by_phrases,
    by_polls,
    by_postpositions,
    by_senders,
)
from provaudit.sourcing.quotes import by_quotes
from provaudit.sourcing.sites import Found
from provaudit.sourcing.subjects import by_verbs
from provaudit.sourcing.words import Words, words

_READ = (*OWN_ZONES, Zone.HEADLINE, Zone.CAPTION)


@dataclass(frozen=True)
class _Spans:
    """Zones that are read and quotations, in the order of the texts; one entry a zone in every array."""

    place: Int  # number of the text
    start: Int  # character of the text
    end: Int
    read: Bool
    quote: Bool

    @classmethod
    def of(cls, zones: pl.DataFrame, numbers: Int) -> Self:
        """Return the spans of ZONES; `numbers` are those of the articles in the order of the texts."""
        marked = zones.select(
            "article",
            pl.col("start", "end").cast(pl.Int64),
            read=pl.col("zone").is_in(_READ),
            quote=pl.col("zone") == Zone.QUOTE,
        )
        article, *rest = (marked[name].to_numpy() for name in ("article", "start", "end", "read", "quote"))
        by_number = np.argsort(numbers, kind="stable")
        place = by_number[np.searchsorted(numbers, article, sorter=by_number)]
        order = np.argsort(place, kind="stable")
        return cls(*(column[order] for column in (place, *rest)))

    def within(self, batch: Batch) -> Self:
        """Return the spans of a batch's texts; they count its texts and its characters."""
        first, past = np.searchsorted(self.place, (batch.first, batch.first + len(batch.opening)))
        here = type(self)(*(getattr(self, field.name)[first:past] for field in fields(self)))
        place = here.place - batch.first
        shift = batch.opening[place]
        return type(self)(place, here.start + shift, here.end + shift, here.read, here.quote)


def cited(articles: pl.DataFrame, zones: pl.DataFrame) -> pl.DataFrame:
    """Return CITED of ARTICLES and their ZONES: who is cited, by which cue; one row a statement.

    Headlines, prose and captions are read, quotations are not: who is cited within one is cited by its speaker.
    Each article is judged by itself, so a pile may come in batches.
    """
    if articles.is_empty():
        return empty(CITED)
    spans = _Spans.of(zones, articles["article"].to_numpy())
    parts = [_sources(batch, spans.within(batch)) for batch in batches(articles["text"])]
    place, kind, start, end, cue_start, cue_end, *coded = (
        np.concatenate(part) for part in zip(*parts, strict=True)
    )
    texts = articles["text"].gather(place)
    columns = {
        "article": articles["article"].gather(place),
        "start": start,
        "end": end,
        "text": cut(texts, *coded[:2]),
        "kind": pl.Series(KINDS, dtype=pl.String).gather(kind),
        "cue": cut(texts, *coded[2:]),
        "cue_start": cue_start,
        "cue_end": cue_end,
    }
    found = pl.DataFrame(columns).filter(~_own_told(articles["outlet"].gather(place)))
    return require(found.cast(CITED), CITED, "sourcing")


def _own_told(outlet: pl.Series) -> pl.Expr:
    """Say which rows are an outlet's own name where somebody told it something: that is no other's report.

    Its own is what has no word that its name has not: `Fox News` of Fox Online News.
    """
    name = pl.col("text").str.to_lowercase().str.replace("['’]s$", "").str.strip_prefix("the ")
    foreign = name.str.split(" ").list.set_difference(pl.lit(outlet).str.to_lowercase().str.split(" "))
    own = (foreign.list.len() == 0).fill_null(value=False)
    return pl.col("cue").str.to_lowercase().is_in(TOLD) & (pl.col("kind") == Cited.MEDIUM) & own


def _sources(batch: Batch, spans: _Spans) -> tuple[Int, ...]:
    """Return the number of the text and of the kind of each source, and where it and its cue begin and end.

    These four come twice: in characters of the text, and in bytes.
    """
    read = words(batch.letters.byte)
    kept = _inside(read, spans.start[spans.read], spans.end[spans.read])
    quoted = _inside(read, spans.start[spans.quote], spans.end[spans.quote])[kept]
    c = clauses(read.where(kept), batch.letters.byte, quoted, lexicon())
    start, end = c.words.start, c.words.end
    owner = np.searchsorted(batch.opening, start, side="right") - 1
    cited = [
        by_verbs(c),
        by_phrases(c),
        by_postpositions(c),
        by_nouns(c),
        by_senders(c),
        by_polls(c),
        by_outlets(c),
        by_accounts(c),
        by_dashes(c),
        by_quotes(c),
    ]
    found = _of_one_text(_in_order([*cited, by_labels(c, cited[0], owner)]), owner)
    joined = may(c.roles[found.first], Role.JUNCTION) & (
        found.last > found.first
    )  # `…, and the Times reported`
    found = found._replace(first=found.first + joined)
    named = ~nameless(c, batch.letters.byte, found.first, found.last)
    found = Found(*(place[named] for place in found))
    bounds = (start[found.first], end[found.last], start[found.cue_first], end[found.cue_last])
    bounds = (bounds[0], _closed(batch.letters.byte, *bounds[:2]), *bounds[2:])
    text = owner[found.first]
    kind = kinds(c, batch.letters.byte, found.first, found.last, text)
    places = [place - batch.opening[text] for place in bounds]
    coded = [batch.letters.coded(place) - batch.letters.coded(batch.opening)[text] for place in bounds]
    return batch.first + text, kind, *places, *coded


def _closed(byte: U8, start: Int, end: Int) -> Int:
    """Return where sources end, with the quotation mark that closes a name at their end: `the “Courier”`."""
    marks = np.flatnonzero(byte == ord('"'))
    opened = (np.searchsorted(marks, end) - np.searchsorted(marks, start)) % 2 == 1
    closed: Int = end + (opened & (byte[end] == ord('"')))
    return closed


def _in_order(parts: list[Found]) -> Found:
    """Return what was found in reading order, each statement once: several verbs of one source have its first."""
    found = Found(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    order = np.lexsort((found.cue_first, found.first))
    found = Found(*(column[order] for column in found))
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = np.diff(found.first) != 0
    return Found(*(column[fresh] for column in found))


def _of_one_text(found: Found, owner: Int) -> Found:
    """Keep what lies in one text: a text that ends without a full stop runs on into the next."""
    ends = np.stack([owner[place] for place in found])
    one = (ends == ends[0]).all(axis=0)
    return Found(*(column[one] for column in found))


def _inside(read: Words, start: Int, end: Int) -> Bool:
    """Say which words begin in one of the stretches."""
    opened, closed = (
        np.bincount(np.searchsorted(read.start, place), minlength=len(read) + 1) for place in (start, end)
    )
    inside: Bool = np.cumsum(opened - closed)[:-1] > 0
    return inside
