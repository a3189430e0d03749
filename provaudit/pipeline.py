"""The one pipeline, from top to bottom: read, zones, signals, lineage, scores, and one audit out of them.

It is not named `audit`, as the design has it, because `provaudit.audit` is the function that users call.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import PathLike
from pathlib import Path

import polars as pl

from provaudit.document import SCHEMAS, Audit, RulebookInfo
from provaudit.errors import InputError
from provaudit.frames import PROBLEMS, SIGNALS
from provaudit.ingest import Inputs, from_frame, read
from provaudit.lineage import Lineage, own_words, trace
from provaudit.model import Credit, Zone
from provaudit.rulebook import Rulebook, load, metric_signals, readability, score, text_signals
from provaudit.zones import find_zones

Source = str | Path | Iterable[str | Path] | pl.DataFrame | pl.LazyFrame
_WANTED = "audit wants a path, several paths, or a polars frame with a text column"

Progress = Callable[[str, float], None]
"""Told the name of each step as it begins, and what part of all the work (0..1) lies behind."""

STEPS = {"reading": 0.0, "zones": 0.05, "rules": 0.2, "lineage": 0.5, "scores": 0.85, "joining": 0.95}
"""The steps, and the part of a large audit's time that lies behind when each begins (measured, roughly)."""


def audit(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    rules: Iterable[str | Path] = (),
    progress: Progress | None = None,
) -> Audit:
    """Audit articles: trace where each text came from, whether it says so, how much of its sourcing it shows.

    `source` is a path, several paths, or a polars frame with a text column (a lazy one is collected); `columns`
    names columns that are not recognised by themselves (`{"text": "story"}`); `rules` are folders of rules laid
    over those that ship; `progress` is told each step. Raise InputError where nothing can be read. Broken rules
    and unreadable inputs are named in `Audit.problems`, and the rest is audited.
    """
    tell = progress or (lambda _step, _part: None)
    tell("reading", STEPS["reading"])
    rulebook = load([Path(r) for r in rules])
    inputs = _inputs(source, columns)
    articles = inputs.articles
    tell("zones", STEPS["zones"])
    zones = find_zones(articles)
    articles = _titled(articles, zones)
    tell("rules", STEPS["rules"])
    with ThreadPoolExecutor(
        1
    ) as beside:  # numpy reads the words while polars runs the rules: a third less time
        reading = beside.submit(own_words, articles, zones)
        signals = text_signals(articles, zones, rulebook)
        tell("lineage", STEPS["lineage"])
        words = reading.result()
    lineage = trace(articles, words, signals.filter(pl.col("mark").is_not_null()))
    tell("scores", STEPS["scores"])
    signals = _with_metrics(articles, zones, signals, lineage, rulebook)
    scores = score(articles, zones, signals, rulebook)
    tell("joining", STEPS["joining"])
    return _join(Inputs(articles, inputs.problems), zones, signals, scores, lineage, rulebook)


def _inputs(source: Source, columns: Mapping[str, str] | None) -> Inputs:
    frame = source.collect() if isinstance(source, pl.LazyFrame) else source
    return from_frame(frame, columns) if isinstance(frame, pl.DataFrame) else read(_paths(frame), columns)


def _paths(source: str | Path | Iterable[str | Path]) -> Sequence[str | Path]:
    """Return the paths that a caller named; raise InputError for anything else, whatever its type claims."""
    paths = [source] if isinstance(source, str | PathLike) else _listed_paths(source)
    for path in paths:
        if not isinstance(path, str | PathLike):
            raise InputError(f"{_WANTED}, got {type(path).__name__} among the paths")
    return paths


def _listed_paths(source: object) -> list[str | Path]:
    if not isinstance(source, Iterable) or isinstance(source, bytes | Mapping) or hasattr(source, "columns"):
        raise InputError(f"{_WANTED}, got {type(source).__name__}")
    return list(source)


def _titled(articles: pl.DataFrame, zones: pl.DataFrame) -> pl.DataFrame:
    """Give an article without a title in its metadata the headline that stands in its text."""
    headlines = zones.filter(pl.col("zone") == Zone.HEADLINE).unique(
        "article", keep="first", maintain_order=True
    )
    spans = headlines.select("article", pl.col("start"), (pl.col("end") - pl.col("start")).alias("length"))
    found = articles.join(spans, on="article", how="left", maintain_order="left")
    headline = pl.col("text").str.slice(pl.col("start"), pl.col("length"))
    return found.with_columns(pl.coalesce("title", headline).alias("title")).select(articles.columns)


def _with_metrics(
    articles: pl.DataFrame, zones: pl.DataFrame, signals: pl.DataFrame, lineage: Lineage, rulebook: Rulebook
) -> pl.DataFrame:
    """Add the signals of rules that ask for numbers: the lineage's, the text's, textstat's."""
    uncredited = pl.col("credit").is_in([Credit.NONE_OBSERVED, Credit.MISATTRIBUTED])
    metrics = lineage.verdicts.with_columns(
        uncredited=uncredited.cast(pl.Float64),
        words_per_sentence=pl.when(pl.col("sentences") > 0).then(pl.col("words") / pl.col("sentences")),
    ).join(readability(articles, zones, rulebook), on="article", how="left", maintain_order="left")
    return pl.concat([signals, metric_signals(metrics, rulebook, articles, zones)]).sort(
        "article", "start", "rule", nulls_last=True
    )


def _join(
    inputs: Inputs,
    zones: pl.DataFrame,
    signals: pl.DataFrame,
    scores: pl.DataFrame,
    lineage: Lineage,
    rulebook: Rulebook,
) -> Audit:
    """Put readable ids where row numbers stand, and everything in its public table."""
    ids = inputs.articles.select("article", "id")
    nodes = pl.concat([ids, lineage.unseen.select(pl.col("node").alias("article"), "id")])
    story = lineage.stories.select("story", pl.format("story:{}", pl.col("story") + 1).alias("name"))
    faults = [(f.file, f.summary) for f in rulebook.faults if not f.warning]
    problems = pl.concat([inputs.problems, pl.DataFrame(faults, schema=PROBLEMS, orient="row")])
    edges = _named(lineage.edges, nodes, "child", "parent")
    return Audit(
        articles=_articles(inputs.articles, lineage, edges, story),
        zones=_keyed(zones, ids),
        signals=_keyed(signals.select(list(SIGNALS)), ids),
        scores=_keyed(scores, ids),
        pairs=_named(lineage.pairs, ids, "a", "b"),
        passages=_named(lineage.passages, ids, "a", "b"),
        edges=edges,
        drift=_named(lineage.drift, ids, "child", "parent"),
        unseen=_listed(lineage.unseen, ids, "children").drop("node"),
        stories=_listed(_named(lineage.stories, nodes, "root"), ids, "members")
        .join(story, on="story", maintain_order="left")
        .select(pl.col("name").alias("id"), "members", "root"),
        problems=problems,
        rulebook=RulebookInfo(rulebook.name, rulebook.version, rulebook.digest),
    )


def _articles(
    articles: pl.DataFrame, lineage: Lineage, edges: pl.DataFrame, story: pl.DataFrame
) -> pl.DataFrame:
    sources = edges.group_by("child", maintain_order=True).agg(
        sources=pl.struct(pl.col("parent").alias("id"), "share").sort_by(
            "share", descending=True, maintain_order=True
        )
    )
    return (
        articles.join(lineage.verdicts, on="article", maintain_order="left")
        .join(story, on="story", how="left", maintain_order="left")
        .join(sources, left_on="id", right_on="child", how="left", maintain_order="left")
        .with_columns(pl.col("name").alias("story"), pl.col("sources").fill_null([]))
        .select(list(SCHEMAS["articles"]))
    )


def _keyed(frame: pl.DataFrame, ids: pl.DataFrame) -> pl.DataFrame:
    return frame.join(ids, on="article", maintain_order="left").select("id", pl.exclude("article", "id"))


def _named(frame: pl.DataFrame, nodes: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Replace row numbers in the columns by ids."""
    for column in columns:
        names = nodes.rename({"article": column, "id": "_id"})
        frame = (
            frame.join(names, on=column, maintain_order="left")
            .with_columns(pl.col("_id").alias(column))
            .drop("_id")
        )
    return frame


def _listed(frame: pl.DataFrame, ids: pl.DataFrame, column: str) -> pl.DataFrame:
    """Replace the row numbers in a column of lists by ids; no list is empty."""
    named = _named(frame.with_row_index("_row").select("_row", column).explode(column), ids, column)
    lists = named.group_by("_row", maintain_order=True).agg(column)
    return frame.with_columns(lists.sort("_row")[column])
