"""One rule's hits: which stretches or articles its condition holds for, where the words are, what they credit."""

from collections.abc import Callable

import polars as pl

from provaudit.frames import SIGNALS, empty, require
from provaudit.rulebook.condition import expression, names, positive
from provaudit.rulebook.credits import credit
from provaudit.rulebook.facts import assessable, fits_language
from provaudit.rulebook.looks import any_of, loose, swift
from provaudit.rulebook.metrics import METRICS
from provaudit.rulebook.rule import META, Meta, Metric, Rule, Rulebook, Selection, Words

FEW = 30
"""Stretches for which the first look is not worth compiling its patterns (chosen: 30 are run in that time)."""

_COMPARE: dict[str, Callable[..., pl.Expr]] = {
    "over": pl.Expr.gt,
    "under": pl.Expr.lt,
    "at-least": pl.Expr.ge,
    "at-most": pl.Expr.le,
    "equals": pl.Expr.eq,
    "in": pl.Expr.is_in,
}


def located(rule: Rule, found: pl.DataFrame, about: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """Return the signals of a rule that finds words.

    Columns in: those of `stretches`, only rows that some of the rule's words may hit; ARTICLES and metrics.
    Columns out: SIGNALS. Where a rule captures, the words that carry the capture give the span.
    """
    known = about.select("article", "language", *sorted(_columns(rule) - {"language"}))
    plain = found.filter("plain")
    other = found.filter(~pl.col("plain"))
    if other.height > FEW:
        other = other.filter(any_of(loose(pattern) for words in rule.located for pattern in words.patterns))
    parts = [_spans(rule, part, known, variant) for part, variant in ((plain, swift), (other, str)) if part.height]
    if not parts:  # compiling the patterns for nothing would cost as much as running them
        return empty(SIGNALS)
    hits = credit(rule, pl.concat(parts), rulebook)
    in_text = pl.col("start").is_not_null()
    hits = hits.filter(in_text | ~in_text.any().over("article")).sort("article", "start", nulls_last=True)
    hits = hits.filter(pl.int_range(pl.len()).over("article") < rule.most)
    if rule.ignore:
        hits = _as_written(hits, about)
    return _signals(rule, hits)


def unlocated(
    rule: Rule, view: pl.DataFrame, about: pl.DataFrame, facts: pl.DataFrame | None, rulebook: Rulebook
) -> pl.DataFrame:
    """Return the signals of a rule that speaks of a whole article: of its metadata, metrics, of what is absent.

    Columns in: those of `stretches`; ARTICLES and metrics; `find_facts`, or null where every need counts as met.
    Columns out: SIGNALS; start and end are null, text is the metric's value or the metadata's words.
    """
    held = about.select("article", "language", *sorted(_columns(rule) - {"language"}))
    for words in rule.words:
        seen = _holding(view, words)
        held = held.with_columns(pl.col("article").is_in(seen.implode()).alias(words.name))
    if facts is None:
        held = held.filter(fits_language(rule, "language"))
    else:
        held = held.join(facts.filter(assessable(rule)).select("article"), on="article", how="semi")
    held = held.filter(expression(rule.condition, _leaf(rule, lambda words: pl.col(words.name))))
    speaking = positive(rule.condition)
    values = [_value(s) for s in rule.selections if s.name in speaking]
    nothing = pl.lit(None, pl.UInt32)
    text = pl.concat_str(values, separator=", ", ignore_nulls=True) if values else pl.lit("")
    hits = held.select("article", zone=pl.lit(META), start=nothing, end=nothing, text=text)
    return _signals(rule, credit(rule, hits, rulebook))


def _holding(view: pl.DataFrame, words: Words) -> pl.Series:
    """Return the articles with a stretch that the words hit."""
    plain = view.filter("plain").filter(any_of(map(swift, words.patterns)))
    other = view.filter(~pl.col("plain")).filter(any_of(map(loose, words.patterns))).filter(any_of(words.patterns))
    return pl.concat([plain["article"], other["article"]]).unique()


def _signals(rule: Rule, hits: pl.DataFrame) -> pl.DataFrame:
    """Return SIGNALS from article, zone, start, end, text, mark, source."""
    constant = {
        "rule": rule.id,
        "dimension": rule.dimension,
        "group": rule.group,
        "points": rule.points if rule.counts else 0.0,
        "message": rule.message,
    }
    named = [pl.lit(value, SIGNALS[name]).alias(name) for name, value in constant.items()]
    return require(hits.with_columns(named), SIGNALS, rule.id)


def _columns(rule: Rule) -> set[str]:
    """Return the columns of metadata and metrics that a rule's condition reads."""
    used = names(rule.condition)
    reads = (s for s in rule.selections if s.name in used)
    return {s.field if isinstance(s, Meta) else s.metric for s in reads if not isinstance(s, Words)}


def _leaf(rule: Rule, words_hit: Callable[[Words], pl.Expr]) -> Callable[[str], pl.Expr]:
    """Return what gives a selection's boolean; of words `words_hit` tells it."""
    selections = {selection.name: selection for selection in rule.selections}

    def leaf(name: str) -> pl.Expr:
        match selections[name]:
            case Words() as words:
                return words_hit(words)
            case Metric(metric=metric, tests=tests):
                return pl.all_horizontal(_COMPARE[test](pl.col(metric), wanted) for test, wanted in tests)
            case Meta(field=field, test="words", values=values):
                return any_of(values, field)
            case Meta(field=field, test="equals", values=values):
                return pl.col(field).is_in(values)
            case Meta(field=field, test=test):
                return pl.col(field).is_null() if test == "absent" else pl.col(field).is_not_null()

    return leaf


def _spans(rule: Rule, found: pl.DataFrame, known: pl.DataFrame, variant: Callable[[str], str]) -> pl.DataFrame:
    """Return article, zone, start, end, text and stretch where the condition holds: the leftmost speaking words.

    `variant` gives the form of each pattern to be run on these stretches.
    """
    names_at = {p: f"at {n}" for n, p in enumerate(p for words in rule.located for p in words.patterns)}
    columns = list(names_at.values())

    def words_hit(words: Words) -> pl.Expr:
        if words in rule.located:
            return pl.any_horizontal(pl.col(names_at[pattern]).is_not_null() for pattern in words.patterns)
        return any_of(map(variant, words.patterns))

    held = (
        found.with_columns(pl.col("stretch").str.find(variant(p)).alias(name) for p, name in names_at.items())
        .filter(pl.any_horizontal(pl.col(columns).is_not_null()))
        .join(known, on="article", how="left", maintain_order="left")
        .filter(fits_language(rule, "language"))
        .filter(expression(rule.condition, _leaf(rule, words_hit)))
        .with_columns(at=pl.min_horizontal(columns))
    )
    hits = [held.filter(pl.col(name) == pl.col("at")).with_columns(text=pl.col("stretch").str.extract(variant(p), 0)) for p, name in names_at.items()]
    hit = pl.concat(hits).unique("row", keep="first", maintain_order=True)
    # `find` counts bytes: the characters before the hit are counted in the bytes before it.
    before = pl.col("stretch").cast(pl.Binary).bin.slice(0, pl.col("at")).cast(pl.String).str.len_chars()
    start = pl.col("start") + before
    return hit.select("article", "zone", "stretch", "text", start=start, end=start + pl.col("text").str.len_chars())


def _as_written(hits: pl.DataFrame, about: pl.DataFrame) -> pl.DataFrame:
    """Put the article's own words into hits that run over a cut."""
    texts = hits.join(about.select("article", whole="text"), on="article", how="left", maintain_order="left")
    written = pl.col("whole").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    return texts.with_columns(text=pl.coalesce(written, "text"))


def _value(selection: Selection) -> pl.Expr:
    match selection:
        case Metric(metric=metric):
            return _readable(metric)
        case Meta(field=field, test="words", values=values):
            return pl.coalesce(pl.col(field).str.extract(pattern, 0) for pattern in values)
        case Meta(field=field):
            return pl.col(field)
    return pl.lit("")


def _readable(metric: str) -> pl.Expr:
    """Return a metric's value as text: words as they are, numbers with at most three decimals."""
    if METRICS[metric].words:
        return pl.col(metric)
    return pl.col(metric).cast(pl.Float64).round(3).cast(pl.String).str.strip_suffix(".0")
