"""Whom a hit credits: SIGNALS.mark and SIGNALS.source, on which the lineage's verdicts stand."""

from collections.abc import Mapping

import polars as pl

from provaudit.model import Mark, Zone
from provaudit.rulebook.rule import META, Capture, Rule, Vocabulary

_ZONE_MARKS = {
    Zone.DATELINE.value: Mark.DATELINE.value,
    Zone.SIGN_OFF.value: Mark.SIGN_OFF.value,
    Zone.BYLINE.value: Mark.BYLINE.value,
    Zone.SOURCE_LINE.value: Mark.SOURCE_LINE.value,
    META: Mark.META.value,
}
"""The mark of a rule that names none, by the zone of its hit; anywhere else the prose mentions the source."""


def credit(rule: Rule, hits: pl.DataFrame, vocabulary: Mapping[str, Vocabulary]) -> pl.DataFrame:
    """Add `mark` and `source` to hits.

    Columns in: zone, text. Columns added: source (canonical
    name), mark (model.Mark). Both are null where the rule captures nothing or the hit has no such words;
    `agency: null` gives the generic mark and no source.
    """
    capture = rule.capture
    if capture is None:
        return hits.with_columns(mark=pl.lit(None, pl.String), source=pl.lit(None, pl.String))
    hits = hits.with_columns(source=_source(rule, capture, hits, vocabulary))
    usual = Mark.GENERIC.value if capture.generic else capture.mark
    by_zone = pl.col("zone").replace_strict(_ZONE_MARKS, default=Mark.MENTION.value, return_dtype=pl.String)
    mark = pl.lit(capture.mark or usual) if capture.mark or usual else by_zone
    named = pl.col("source").is_not_null() | pl.lit(capture.generic)
    return hits.with_columns(mark=pl.when(named).then(mark))


def _source(
    rule: Rule, capture: Capture, hits: pl.DataFrame, vocabulary: Mapping[str, Vocabulary]
) -> pl.Series | pl.Expr:
    if capture.vocabulary:
        return canonical(hits["text"], vocabulary[capture.vocabulary])
    if capture.group:
        carrying = [p for words in rule.located for p in words.patterns if f"<{capture.group}>" in p]
        found = [pl.col("text").str.extract_groups(p).struct.field(capture.group) for p in carrying]
        return pl.coalesce(found).str.strip_chars(" \t\n.,;:")
    return pl.lit(capture.constant, pl.String)


def canonical(texts: pl.Series, vocabulary: Vocabulary) -> pl.Series:
    """Return the canonical name of the first form of the vocabulary in each text, null where there is none.

    At one place the longest form wins. The few different forms are looked up once each.
    """
    forms = texts.str.extract(vocabulary.pattern, 0)
    different = forms.drop_nulls().unique()
    if different.is_empty():
        return forms
    entries = [
        pl.when(pl.col("form").str.contains(f"^(?:{'|'.join(entry.patterns)})$")).then(pl.lit(entry.name))
        for entry in vocabulary.entries
    ]
    names = different.to_frame("form").select("form", name=pl.coalesce(entries))
    return forms.replace_strict(names["form"], names["name"], default=None, return_dtype=pl.String)
