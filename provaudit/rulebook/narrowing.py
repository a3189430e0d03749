"""Rules for a small pile: vocabularies without the forms that stand nowhere in it.

The engine takes longer to compile a pattern with hundreds of names than to search a few articles with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import polars as pl

from provaudit.rulebook.literals import needed_literals
from provaudit.rulebook.markup import VALUES
from provaudit.rulebook.rule import Entry, Meta, Rule, Selection, Vocabulary, Words

SMALL = 20_000_000
"""Bytes of text and metadata up to which rules are narrowed (measured: for 11 MB it takes 0.1 s of 2 cores and
spares four times that; in a much larger pile most names stand somewhere)."""

SLICE = 500
"""Articles in which forms are looked for at a time (chosen: so that there is work for each core)."""

_FIELDS = ("text", "title", "outlet", "byline", "url", "published", "language")


def narrowed(
    articles: pl.DataFrame, rules: Sequence[Rule], vocabularies: Mapping[str, Vocabulary]
) -> tuple[list[Rule], dict[str, Vocabulary]]:
    """Return rules and vocabularies that find the same in these articles, without forms that they do not hold.

    Columns in: those of ARTICLES that hold text. In a large pile both come back as they are.
    """
    size: int = articles.select(
        pl.sum_horizontal(pl.col(_FIELDS).str.len_bytes().sum(), VALUES.str.len_bytes().sum())
    ).item()
    if size > SMALL:
        return list(rules), dict(vocabularies)
    patterns = [pattern for rule in rules for pattern in _patterns(rule)]
    used = {name: v for name, v in vocabularies.items() if any(v.pattern in pattern for pattern in patterns)}
    standing = _standing(articles, used.values())
    left = dict(vocabularies) | {name: _left(found, standing) for name, found in used.items()}
    longest_first = sorted(used, key=lambda name: -len(used[name].pattern))
    shorter = {vocabularies[name].pattern: left[name].pattern for name in longest_first}
    return [_rule(rule, shorter) for rule in rules], left


def _standing(articles: pl.DataFrame, vocabularies: Iterable[Vocabulary]) -> set[str]:
    """Return the literals of the vocabularies' forms that stand anywhere in the articles."""
    forms = {form for found in vocabularies for entry in found.entries for form in entry.patterns}
    literals = sorted({literal for form in forms for literal in _needed(form)})
    if not literals:
        return set()
    whole = pl.concat_str(pl.col(_FIELDS), VALUES, separator="\n", ignore_nulls=True).str.to_lowercase()
    found = whole.str.extract_many(literals, overlapping=True).explode().drop_nulls().unique()
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        parts = pool.map(lambda part: part.select(found).to_series(), articles.iter_slices(SLICE))
        return set().union(*parts)


def _patterns(rule: Rule) -> Iterator[str]:
    for selection in rule.selections:
        match selection:
            case Words(patterns=patterns, exceptions=exceptions):
                yield from (*patterns, *exceptions)
            case Meta(test="words", values=values):
                yield from values


def _needed(form: str) -> frozenset[str]:
    return next(iter(needed_literals(form)), frozenset())


def _left(vocabulary: Vocabulary, standing: set[str]) -> Vocabulary:
    entries = []
    for entry in vocabulary.entries:
        may = [not _needed(pattern) or bool(_needed(pattern) & standing) for pattern in entry.patterns]
        if any(may):
            kept = [
                tuple(one for one, stands in zip(many, may, strict=True) if stands)
                for many in (entry.forms, entry.patterns)
            ]
            entries.append(Entry(entry.name, entry.kind, *kept))
    return replace(vocabulary, entries=tuple(entries))


def _rule(rule: Rule, shorter: Mapping[str, str]) -> Rule:
    return replace(rule, selections=tuple(_selection(selection, shorter) for selection in rule.selections))


def _selection(selection: Selection, shorter: Mapping[str, str]) -> Selection:
    match selection:
        case Words(patterns=patterns, exceptions=exceptions):
            return replace(
                selection,
                patterns=tuple(_pattern(text, shorter) for text in patterns),
                exceptions=tuple(_pattern(text, shorter) for text in exceptions),
            )
        case Meta(test="words", values=values):
            return replace(selection, values=tuple(_pattern(text, shorter) for text in values))
    return selection


def _pattern(text: str, shorter: Mapping[str, str]) -> str:
    for long, short in shorter.items():
        text = text.replace(long, short)
    return text
