"""What is done to one part of a pile: before the lineage is known, beside it, and after.

A part is some thousands of consecutive articles. The steps are kernels of the engine: they take their part from the
store, and leave what they found there.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import polars as pl

from provaudit.composed import compose
from provaudit.frames import SIGNALS
from provaudit.lineage import Traced, count_nothing, keep_marks, keep_words
from provaudit.model import Credit, Zone
from provaudit.rulebook import Rulebook, late_signals, readability, score, text_signals, with_cited
from provaudit.sourcing import cited, counts
from provaudit.store import Store
from provaudit.zones import Furniture, Lines, find_zones, read_lines

SETTINGS = "settings"


@dataclass(frozen=True)
class Settings:
    """What holds for all parts; no furniture where there is one part only, which learns its own."""

    rulebook: Rulebook
    furniture: Furniture | None


def articles_of(store: Store, part: int, known: str = "known") -> pl.DataFrame:
    """Return ARTICLES of a part, from the table of what is known of them and the texts."""
    metadata = store.load(known, part)
    texts = store.texts(metadata["article"].to_numpy().astype("int64"))
    return metadata.with_columns(text=pl.Series(texts, dtype=pl.String))


def learn(store: Store, part: int) -> Lines:
    """Return what the pile's furniture is learned from, of one part."""
    return read_lines(compose(articles_of(store, part)).articles)


def examine(store: Store, part: int) -> None:
    """Find a part's zones, its signals, and its own words with their fingerprints.

    Kept: articles (METADATA, with the titles that stand in the texts), zones, signals; and what the lineage keeps.
    """
    settings: Settings = store.shared(SETTINGS)
    articles = articles_of(store, part)
    look = compose(articles)
    seen = find_zones(look.articles, settings.furniture, settings.rulebook.signing)
    titled = _titled(look.articles, seen)
    zones, articles = look.written(seen), articles.with_columns(titled["title"])
    with ThreadPoolExecutor(
        1
    ) as beside:  # numpy reads the words while polars runs the rules: a third less time
        reading = beside.submit(keep_words, store, part, articles, zones)
        signals = look.written(text_signals(titled, seen, settings.rulebook, _pile(store)))
        counts = reading.result()
    keep_marks(store, part, articles, signals.filter(pl.col("mark").is_not_null()), counts)
    for name, table in {"articles": articles.drop("text"), "zones": zones, "signals": signals}.items():
        store.save(name, part, table)


def reread(store: Store, part: int) -> None:
    """Read the words of a part that was examined before: its articles, zones and signals lie in the store."""
    articles, zones = articles_of(store, part, "articles"), store.load("zones", part)
    counts = keep_words(store, part, articles, zones)
    count_nothing(store, part)
    marks = store.load("signals", part).filter(pl.col("mark").is_not_null())
    keep_marks(store, part, articles, marks, counts)


def cite(store: Store, part: int) -> None:
    """Find whom a part cites, where `measure` will not. Kept: cited (CITED)."""
    store.save("cited", part, _cited(articles_of(store, part, "articles"), store.load("zones", part)))


def measure(store: Store, part: int) -> None:
    """Find whom a part cites, and measure how it reads: what needs no lineage, and can be done beside it.

    Kept: cited (CITED), measured (a row an article: the counts of its sources, and what readability was asked for).
    """
    settings: Settings = store.shared(SETTINGS)
    articles, zones = articles_of(store, part, "articles"), store.load("zones", part)
    sources = _cited(articles, zones)
    read = readability(articles, zones, settings.rulebook)
    store.save("cited", part, sources)
    store.save("measured", part, counts(articles, sources).join(read, on="article", how="left"))


def conclude(store: Store, part: int) -> None:
    """Score a part, with the lineage's verdicts and the signals that ask for numbers; name its rows by id.

    Kept: told-zones, told-signals, told-cited, told-scores, as `document.SCHEMAS` has them.
    """
    settings: Settings = store.shared(SETTINGS)
    articles, zones = articles_of(store, part, "articles"), store.load("zones", part)
    signals, sources, pile = store.load("signals", part), store.load("cited", part), _pile(store)
    measured, verdicts = store.load("measured", part), Traced(store).verdicts(part)
    numbers = verdicts.join(measured, on="article", how="left", maintain_order="left")
    signals = _with_late(articles, zones, signals, sources, numbers, settings.rulebook, pile)
    scores = score(articles, zones, signals, settings.rulebook, pile)
    ids = articles.select("article", "id")
    found = signals.select(list(SIGNALS))
    told = {"zones": zones, "signals": found, "cited": sources, "scores": scores}
    for name, table in told.items():
        keyed = table.join(ids, on="article", maintain_order="left")
        store.save(f"told-{name}", part, keyed.select("id", pl.exclude("article", "id")))


def _cited(articles: pl.DataFrame, zones: pl.DataFrame) -> pl.DataFrame:
    look = compose(articles)
    return look.written(cited(look.articles, look.within(zones)))


def _pile(store: Store) -> int:
    return int(store.get("pile"))


def _titled(articles: pl.DataFrame, zones: pl.DataFrame) -> pl.DataFrame:
    """Give an article without a title in its metadata the headline that stands in its text."""
    headlines = zones.filter(pl.col("zone") == Zone.HEADLINE).unique(
        "article", keep="first", maintain_order=True
    )
    spans = headlines.select("article", pl.col("start"), (pl.col("end") - pl.col("start")).alias("length"))
    found = articles.join(spans, on="article", how="left", maintain_order="left")
    headline = pl.col("text").str.slice(pl.col("start"), pl.col("length"))
    return found.with_columns(pl.coalesce("title", headline).alias("title")).select(articles.columns)


def _with_late(
    articles: pl.DataFrame,
    zones: pl.DataFrame,
    signals: pl.DataFrame,
    sources: pl.DataFrame,
    numbers: pl.DataFrame,
    rulebook: Rulebook,
    pile: int,
) -> pl.DataFrame:
    """Add the signals of rules that ask who is cited, or for numbers: the lineage's, the text's, textstat's."""
    uncredited = pl.col("credit").is_in([Credit.NONE_OBSERVED, Credit.MISATTRIBUTED])
    metrics = numbers.with_columns(
        uncredited=uncredited.cast(pl.Float64),
        words_per_sentence=pl.when(pl.col("sentences") > 0).then(pl.col("words") / pl.col("sentences")),
    )
    look = compose(articles)
    told = late_signals(metrics, rulebook, look.articles, look.within(with_cited(zones, sources)), pile)
    return pl.concat([signals, look.written(told)]).sort("article", "start", "rule", nulls_last=True)
