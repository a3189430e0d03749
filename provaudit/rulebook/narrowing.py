"""Rules for a small pile: vocabularies without the forms that stand nowhere in it.

The engine takes longer to compile a pattern with hundreds of names than to search a few articles with it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import polars as pl

from provaudit.rulebook.literals import needed_literals
from provaudit.rulebook.markup import VALUES
from provaudit.rulebook.rule import NEVER, Entry, Meta, Rule, Selection, Vocabulary, Words

SMALL = 20_000_000
"""Bytes of text and metadata up to which rules are narrowed (measured: for 11 MB it takes 0.1 s of 2 cores and
spares four times that; in a much larger pile most names stand somewhere)."""

SLICE = 500
"""Articles in which forms are looked for at a time (chosen: so that there is work for each core)."""

_IN_WAYS = re.compile(r"[(|{\\]")
_WORD = re.compile(r"[^\W_]+")
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


def narrowed_apart(
    rules: Sequence[tuple[Rule, list[str]]], vocabularies: Mapping[str, Vocabulary]
) -> list[tuple[Rule, list[str]]]:
    """Return each rule, beside the few texts that it is tried on, without the forms that none of its own texts holds.

    It finds the same in them; what it finds first where several forms begin may differ.
    """
    used = [found for found in vocabularies.values() if any(_holds(rule, found) for rule, _ in rules)]
    longest_first = sorted(used, key=lambda found: -len(found.pattern))
    lists = {found.pattern: _by_literal(found) for found in longest_first}
    literals = sorted({literal for by_literal in lists.values() for literal in by_literal if literal})
    whole = pl.Series(["\n".join(texts) for _, texts in rules], dtype=pl.String).str.to_lowercase()
    standing = whole.str.extract_many(literals, overlapping=True).to_list() if literals else []

    def shorter(rule: Rule, held: Collection[str]) -> Rule:
        kept = {
            found.pattern: [form for one in ("", *held) for form in lists[found.pattern].get(one, ())]
            for found in longest_first
            if _holds(rule, found)
        }
        return _rule(rule, {long: f"(?:{'|'.join(left)})" if left else NEVER for long, left in kept.items()})

    found = zip(rules, standing, strict=True) if literals else ()
    return [(shorter(rule, set(held)), texts) for (rule, texts), held in found] or list(rules)


def _holds(rule: Rule, vocabulary: Vocabulary) -> bool:
    long = vocabulary.pattern
    return any(len(pattern) >= len(long) and long in pattern for pattern in _patterns(rule))


def _by_literal(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Return the patterns of a vocabulary's forms by the longest word of each, "" for one that may be read in ways.

    Taking the patterns themselves apart, as a pile's narrowing does, is slower than trying them on few texts.
    """
    found: dict[str, list[str]] = {}
    for entry in vocabulary.entries:
        for form, pattern in zip(entry.forms, entry.patterns, strict=True):
            words = [] if _IN_WAYS.search(form) else _WORD.findall(form)
            found.setdefault(max(words, key=len, default="").lower(), []).append(pattern)
    return found


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
