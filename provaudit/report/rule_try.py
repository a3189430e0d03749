"""A tried rule as it reads on a terminal, and as data."""

from typing import Any

import polars as pl
from rich.console import Console
from rich.text import Text

from provaudit.authoring.trial import Trial
from provaudit.report.plain import clean
from provaudit.report.rule_lines import UNKNOWN, as_csv, as_json, per_cent, print_columns, print_hit, say
from provaudit.report.styles import count

OUTLETS = 12
"""Outlets that are listed; the others are counted (chosen: with the sample, two screens)."""

_HIT = ("rule", "id", "outlet", "zone", "start", "end", "before", "text", "after", "source")


def print_trial(trial: Trial, console: Console, seed: int) -> None:
    """Print how often a rule hit, at whose, in which zones, and a sample in context."""
    console.print(Text.assemble((trial.rule.id, "bold"), f" · {clean(trial.rule.summary)}"))
    share = per_cent(trial.with_hit, trial.articles)
    hits, articles = count(trial.hits, "hit"), count(trial.articles, "article")
    say(console, f"{hits} in {trial.with_hit:,} of {articles} ({share}) · {_cost(trial)}")
    if not trial.hits:
        looked = ", ".join(trial.rule.zones) if trial.rule.words else "metadata and numbers"
        say(console, f"Nothing hit. The rule looks at: {looked}.")
        _print_elsewhere(trial, console)
        return
    _print_counts(trial, console)
    _print_elsewhere(trial, console)
    console.print()
    shown = trial.sample.height
    drawn = f"{shown} of them, drawn at random (--seed {seed}, --sample N for more)"
    say(console, "All hits" if shown == trial.hits else drawn, "dim")
    for hit in trial.sample.iter_rows(named=True):
        print_hit(console, hit)


def _print_counts(trial: Trial, console: Console) -> None:
    console.print()
    outlets = [
        (outlet or UNKNOWN, f"{articles:,}", f"{with_hit:,}", per_cent(with_hit, articles), f"{hits:,}")
        for outlet, articles, with_hit, hits in trial.outlets.iter_rows()
    ]
    print_columns(console, ("outlet", "articles", "with a hit", "", "hits"), outlets[:OUTLETS])
    rest = trial.outlets[OUTLETS:]
    if not rest.is_empty():
        say(console, f"and {count(rest.height, 'outlet')} more with {count(sum(rest['hits']), 'hit')}", "dim")
    console.print()
    zones = [(zone, f"{hits:,}", per_cent(hits, trial.hits)) for zone, hits in trial.zones.iter_rows()]
    print_columns(console, ("zone", "hits", ""), zones)


def _print_elsewhere(trial: Trial, console: Console) -> None:
    if trial.elsewhere.height:
        zones = ", ".join(f"{zone} {hits:,}" for zone, hits in trial.elsewhere.iter_rows())
        say(
            console,
            f"Its words also stand where it does not look: {zones}. Those that you mean belong in its `zone`.",
        )


def _cost(trial: Trial) -> str:
    each = 1_000 * trial.seconds / trial.articles
    what = " of a whole audit, which its metrics need" if trial.audited else ""
    return f"{each:.2f} ms an article{what}"


def trial_json(trial: Trial, seed: int) -> str:
    """Return the counts and the sample as JSON; seconds are of processor time."""
    return as_json(
        {
            "rule": trial.rule.id,
            "articles": trial.articles,
            "articles_with_hit": trial.with_hit,
            "hits": trial.hits,
            "seconds": round(trial.seconds, 3),
            "audited": trial.audited,
            "outlets": trial.outlets.to_dicts(),
            "zones": trial.zones.to_dicts(),
            "elsewhere": trial.elsewhere.to_dicts(),
            "seed": seed,
            "sample": list(map(_row, trial.sample.iter_rows(named=True))),
        }
    )


def trial_csv(trial: Trial) -> str:
    """Return the sample as CSV, one row a hit, with a column `label` for whoever judges them."""
    return as_csv(("id", "rule", "label", *_HIT[2:]), map(_row, trial.sample.iter_rows(named=True)))


def blank_labels(articles: pl.DataFrame, rule: str) -> str:
    """Return articles of `to_label` as CSV, with an empty column `label` for the rule."""
    rows = (row | {"rule": rule, "label": ""} for row in articles.iter_rows(named=True))
    return as_csv(("id", "rule", "label", "outlet", "title", "text"), rows)


def _row(hit: dict[str, Any]) -> dict[str, Any]:
    return {name: hit[name] for name in _HIT} | {"label": ""}
