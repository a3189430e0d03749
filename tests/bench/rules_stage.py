"""What all rules together cost on all of abp: the stage alone, on articles read and zoned whose sources are known."""

import time

import polars as pl

from provaudit.ingest import read
from provaudit.rulebook import METRICS, late_signals, load, readability, text_signals, with_cited
from provaudit.sourcing import cited
from provaudit.zones import find_zones

from .corpora import ABP
from .finding import Figure, Finding

ALLOWED = 20
"""Seconds that the stage may take on two cores."""


def rules_stage() -> Finding:
    """Run every rule on every article; return seconds by the clock and of processors.

    Numbers that only the lineage knows are null here: rules that ask for them are run, and find nothing.
    """
    rulebook = load()
    articles = read([str(ABP)]).articles
    zones = find_zones(articles)
    sources = cited(articles, zones)  # an audit lists them whatever the rules are
    wall, processor = time.perf_counter(), time.process_time()
    signals = text_signals(articles, zones, rulebook)
    numbers = readability(articles, zones, rulebook).with_columns(
        pl.lit(None, pl.String if info.words else pl.Float64).alias(name)
        for name, info in METRICS.items()
        if not info.readability
    )
    signals = pl.concat([signals, late_signals(numbers, rulebook, articles, with_cited(zones, sources))])
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    figures = {
        "seconds": Figure(wall, n=articles.height),
        "CPU seconds": Figure(processor, n=articles.height),
        "signals": Figure(signals.height),
    }
    note = f"{len(rulebook.active)} rules, all on; {ALLOWED} s are allowed on two cores"
    return Finding("abp: the rules stage alone", figures, (note,))
