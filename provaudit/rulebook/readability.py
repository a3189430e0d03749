"""How hard a text is to read, from textstat, for the metrics that some rule asks for and only then."""

import importlib
from typing import Any

import polars as pl

from provaudit.model import OWN_ZONES
from provaudit.rulebook.metrics import METRICS
from provaudit.rulebook.rule import Rulebook
from provaudit.rulebook.stretches import stretches

FEWEST_WORDS = 100
"""Words below which no grade is given (chosen: the formulas count per 100 words)."""

MOST_WORDS = 300
"""Words that are measured, from the start of the own text (chosen: a metric then costs some 0.2 ms an article)."""

LONGEST_WORD = 25
"""Characters, white space included, that a word has at most on average (chosen: prose has six)."""

LANGUAGES = frozenset(
    {"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "nb", "nn", "fi", "pl", "cs", "ro", "ca"}
)
"""Languages with Latin letters and spaces between words, for which textstat's counts are sound."""


def readability(articles: pl.DataFrame, zones: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """Return the readability metrics that active rules ask for.

    Columns in: ARTICLES; ZONES. Columns out: article, and one Float64 per metric asked for; null where the
    article's language is unknown or not in LANGUAGES, or where it has under FEWEST_WORDS words of its own.
    Only the first MOST_WORDS words are measured, and only by formulas that need no dictionary: the same on
    every machine.
    """
    asked = sorted({name for rule in rulebook.active for name in rule.metrics if METRICS[name].readability})
    bare = articles.select("article")
    if not asked:
        return bare
    texts = _texts(articles, zones)
    values = _measure(texts["text"].to_list(), asked)
    measured = texts.select("article").with_columns(
        pl.Series(name, column, dtype=pl.Float64) for name, column in values.items()
    )
    return bare.join(measured, on="article", how="left", maintain_order="left")


def _texts(articles: pl.DataFrame, zones: pl.DataFrame) -> pl.DataFrame:
    """Return article and text: the head of the own text of each article that can be measured."""
    fit = articles.filter(pl.col("language").is_in(LANGUAGES))
    own = stretches(fit, zones, [zone.value for zone in OWN_ZONES])
    return (
        own.group_by("article", maintain_order=True)
        .agg(text=pl.col("stretch").str.join("\n"))
        .with_columns(head=pl.col("text").str.head(MOST_WORDS * LONGEST_WORD).str.extract_all(r"\S+\s*"))
        .filter(pl.col("head").list.len() >= FEWEST_WORDS)
        .select("article", text=pl.col("head").list.head(MOST_WORDS).list.join(""))
    )


def _measure(texts: list[str], asked: list[str]) -> dict[str, list[float]]:
    # Loaded only here: importing textstat takes 0.8 s, which nobody pays whose rules ask for no metric.
    textstat: Any = importlib.import_module("textstat").textstat
    return {name: [float(getattr(textstat, name)(text)) for text in texts] for name in asked}
