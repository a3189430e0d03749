"""One rule's hits: where its condition holds, where the words are, whom they credit."""

from collections.abc import Callable, Mapping

import polars as pl

from provaudit.frames import SIGNALS, empty, require
from provaudit.rulebook.candidates import Candidates
from provaudit.rulebook.condition import expression, names, positive
from provaudit.rulebook.credits import credit
from provaudit.rulebook.facts import assessable, fits_language
from provaudit.rulebook.looks import any_of, spans
from provaudit.rulebook.metrics import METRICS
from provaudit.rulebook.rule import META, Meta, Metric, Rule, Vocabulary, Words

_COMPARE: dict[str, Callable[..., pl.Expr]] = {
    "over": pl.Expr.gt,
    "under": pl.Expr.lt,
    "at-least": pl.Expr.ge,
    "at-most": pl.Expr.le,
    "equals": pl.Expr.eq,
    "in": pl.Expr.is_in,
}


def located(
    rule: Rule,
    view: pl.DataFrame,
    rows: Candidates,
    about: pl.DataFrame,
    vocabulary: Mapping[str, Vocabulary],
) -> pl.DataFrame:
    """Return the signals of a rule that finds words.

    Columns in: those of `stretches` and plain; ARTICLES and metrics. Columns out: SIGNALS, at most one per
    stretch and `rule.most` per article. The span is the leftmost hit of the words that speak for the rule, and of
    those first that can hold whom it credits.
    """
    found = {words.name: spans(view, words, rows) for words in rule.located}
    naming = _naming(rule, vocabulary)
    best = (
        pl.concat(hits.with_columns(bare=pl.lit(name not in naming)) for name, hits in found.items())
        .sort("row", "bare", "at", maintain_order=True)
        .drop("bare")
        .unique("row", keep="first", maintain_order=True)
    )
    if best.is_empty():
        return empty(SIGNALS)
    held = view.join(best, on="row", maintain_order="right")
    found |= {words.name: spans(held, words, rows) for words in rule.words if words.name not in found}
    held = held.with_columns(
        pl.col("row").is_in(hits["row"].implode()).alias(_column(name)) for name, hits in found.items()
    )
    held = held.join(_known(rule, about), on="article", how="left", maintain_order="left").filter(
        holding(rule)
    )
    # `at` counts bytes: the characters before the hit are counted in the bytes before it.
    before = pl.col("stretch").cast(pl.Binary).bin.slice(0, pl.col("at")).cast(pl.String).str.len_chars()
    hits = held.with_columns(start=pl.col("start") + before)
    hits = hits.with_columns(end=pl.col("start") + pl.col("text").str.len_chars())
    in_text = pl.col("start").is_not_null()
    hits = hits.filter(in_text | ~in_text.any().over("article")).sort("article", "start", nulls_last=True)
    hits = hits.filter(pl.int_range(pl.len()).over("article") < rule.most)
    credited = credit(rule, _as_written(hits, about) if rule.ignore else hits, vocabulary)
    return _signals(rule, _trimmed(credited))


def _naming(rule: Rule, vocabulary: Mapping[str, Vocabulary]) -> set[str]:
    """Return the selections whose patterns hold what the rule captures, by name."""
    capture = rule.capture
    if capture is None or not (capture.vocabulary or capture.group):
        return set()
    wanted = vocabulary[capture.vocabulary].pattern if capture.vocabulary else f"<{capture.group}>"
    return {words.name for words in rule.located if any(wanted in pattern for pattern in words.patterns)}


def _trimmed(hits: pl.DataFrame) -> pl.DataFrame:
    """Return the hits without the blanks that a pattern wants around its words. Columns in: start, end, text."""
    text = pl.col("text")
    bare = text.str.strip_chars_start()
    first = pl.col("start") + (text.str.len_chars() - bare.str.len_chars())
    last = first + text.str.strip_chars().str.len_chars()
    said = text.str.strip_chars() != ""
    return hits.with_columns(
        start=pl.when(said).then(first).otherwise("start"),
        end=pl.when(said).then(last).otherwise("end"),
        text=pl.when(said).then(text.str.strip_chars()).otherwise("text"),
    )


def unlocated(
    rule: Rule,
    view: pl.DataFrame,
    rows: Candidates,
    about: pl.DataFrame,
    facts: pl.DataFrame | None,
    vocabulary: Mapping[str, Vocabulary],
) -> pl.DataFrame:
    """Return the signals of a rule that speaks of a whole article: its metadata, its metrics, what is absent.

    Columns in: those of `stretches`; ARTICLES and metrics; `find_facts`, or null where every need counts as
    met. Columns out: SIGNALS; start and end are null, text is the metric's value or the metadata's words.
    """
    held = _known(rule, about)
    for words in rule.words:
        seen = view.join(spans(view, words, rows), on="row", how="semi")["article"].unique()
        held = held.with_columns(pl.col("article").is_in(seen.implode()).alias(_column(words.name)))
    if facts is None:
        held = held.filter(fits_language(rule, "language"))
    else:
        held = held.join(facts.filter(assessable(rule)).select("article"), on="article", how="semi")
    held = held.filter(holding(rule))
    speaking = positive(rule.condition)
    values = [_value(s) for s in rule.selections if s.name in speaking and not isinstance(s, Words)]
    nothing = pl.lit(None, pl.UInt32)
    text = pl.concat_str(values, separator=", ", ignore_nulls=True) if values else pl.lit("")
    hits = held.select("article", zone=pl.lit(META), start=nothing, end=nothing, text=text)
    return _signals(rule, credit(rule, hits, vocabulary))


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


def _known(rule: Rule, about: pl.DataFrame) -> pl.DataFrame:
    """Return article, language, and the metadata and metrics that a rule's condition reads."""
    used = names(rule.condition)
    reads = (s for s in rule.selections if s.name in used)
    columns = {s.field if isinstance(s, Meta) else s.metric for s in reads if not isinstance(s, Words)}
    return about.select("article", "language", *sorted(columns - {"language"}))


def _column(selection: str) -> str:
    """Return the column that says whether a selection of words hit: no metric or field has such a name."""
    return f"hit {selection}"


def holding(rule: Rule) -> pl.Expr:
    """Return the rule's condition, over metrics, metadata and a boolean column for each selection of words."""
    selections = {selection.name: selection for selection in rule.selections}

    def leaf(name: str) -> pl.Expr:
        match selections[name]:
            case Words():
                return pl.col(_column(name))
            case Metric(metric=metric, tests=tests):
                return pl.all_horizontal(_COMPARE[test](pl.col(metric), wanted) for test, wanted in tests)
            case Meta(field=field, test="words", values=values):
                return any_of(values, field)
            case Meta(field=field, test="equals", values=values):
                return pl.col(field).is_in(values)
            case Meta(field=field, test=test):
                return pl.col(field).is_null() if test == "absent" else pl.col(field).is_not_null()

    return expression(rule.condition, leaf)


def _as_written(hits: pl.DataFrame, about: pl.DataFrame) -> pl.DataFrame:
    """Put the article's own words into hits that run over a cut."""
    texts = hits.join(about.select("article", whole="text"), on="article", how="left", maintain_order="left")
    written = pl.col("whole").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    return texts.with_columns(text=pl.coalesce(written, "text"))


def _value(selection: Metric | Meta) -> pl.Expr:
    if isinstance(selection, Metric):
        return _readable(selection.metric)
    if selection.test == "words":
        return pl.coalesce(pl.col(selection.field).str.extract(pattern, 0) for pattern in selection.values)
    return pl.col(selection.field)


def _readable(metric: str) -> pl.Expr:
    """Return a metric's value as text: words as they are, numbers with at most three decimals."""
    if METRICS[metric].words:
        return pl.col(metric)
    return pl.col(metric).cast(pl.Float64).round(3).cast(pl.String).str.strip_suffix(".0")
