"""Two rulebooks on one corpus: which rules changed, which articles flip, where."""

from dataclasses import dataclass

import polars as pl

from provaudit.authoring.context import in_context
from provaudit.authoring.corpus import Corpus, Step, asks_audit, find
from provaudit.authoring.shelf import Shelf
from provaudit.rulebook import Rule

GAINED, LOST = "gained", "lost"
"""An article that has a hit with the new rules only, with the old ones only."""

Pair = tuple[Rule | None, Rule | None]
"""A rule as it was and as it is; null: there was none, or is none."""

_SAME = ("selections", "condition", "zones", "ignore", "languages", "needs", "most", "capture")
_WEIGHT = ("points", "group", "status", "dimension")


@dataclass(frozen=True)
class Changed:
    """What became of one rule."""

    rule: str  # its new id; the old one where it is gone
    was: str | None  # the id that it had, where it was renamed
    change: str  # new | gone | renamed | matching | points | text
    old_hits: int  # articles
    new_hits: int
    gained: int
    lost: int
    moved: int  # articles with other hits than before, neither gained nor lost
    examples: pl.DataFrame  # flip (GAINED or LOST), and the columns of `in_context`; by flip, then by article


def difference(old: Shelf, new: Shelf, corpus: Corpus, tell: Step | None = None) -> tuple[list[Changed], int]:
    """Return the rules that changed, most flips first, and how many articles flip for any of them.

    Where the rules that changed credit somebody, rules that ask for the lineage are compared too, for it heeds
    credits. Two single rules are compared whatever their ids.
    """
    pairs = _pairs(old, new)
    asked = [pair for pair in pairs if _change(*pair) != "same"]
    heeds = any(rule.capture for pair in asked for rule in pair if rule)
    if heeds:
        asked += [pair for pair in pairs if pair not in asked and any(r and asks_audit(r) for r in pair)]
    before = find(corpus, old, [one for one, _ in asked if one], tell).signals
    after = find(corpus, new, [two for _, two in asked if two], tell).signals
    found = [_changed((one, two), _of(before, one), _of(after, two), corpus) for one, two in asked]
    shown = [one for one in found if one.change != "same" or one.gained or one.lost or one.moved]
    flips = {row for one in shown for row in one.examples["article"]}
    return sorted(shown, key=lambda one: (-one.gained - one.lost, -one.moved, one.rule)), len(flips)


def _pairs(old: Shelf, new: Shelf) -> list[Pair]:
    """Return the rules that belong together: those of one id; of a single rule and a rulebook, that rule alone."""
    olds, news = (_by_name(*shelves) for shelves in ((old, new), (new, old)))
    if len(olds) == len(news) == 1:
        return list(zip(olds.values(), news.values(), strict=True))
    if 1 in (len(olds), len(news)):
        single = olds if len(olds) == 1 else news
        return [(olds.get(one), news.get(one)) for one in single]
    return [(olds.get(one), news.get(one)) for one in sorted(olds | news)]


def _by_name(shelf: Shelf, other: Shelf) -> dict[str, Rule]:
    """Return the rules by the ids that the other shelf has for them where one side has renamed them, the newer ones."""
    here, there = ({rule.id for rule in one.rulebook.rules} for one in (shelf, other))
    every = (*shelf.rulebook.rules, *other.rulebook.rules)
    now = {old: rule.id for rule in every for old in rule.was if not {old, rule.id} & here & there}
    return {now.get(rule.id, rule.id): rule for rule in shelf.rulebook.rules}


def _change(old: Rule | None, new: Rule | None) -> str:
    """Return what is other about a rule; what comes first says most."""
    if old is None or new is None:
        return "gone" if old else "new"
    if any(getattr(old, name) != getattr(new, name) for name in _SAME):
        return "matching"
    if any(getattr(old, name) != getattr(new, name) for name in _WEIGHT):
        return "points"
    if old.id != new.id:
        return "renamed"
    stated = ({**rule.document, "tests": None} for rule in (old, new))
    return "same" if next(stated) == next(stated) else "text"


def _of(signals: pl.DataFrame, rule: Rule | None) -> pl.DataFrame:
    return signals.filter(pl.col("rule") == (rule.id if rule else ""))


def _changed(pair: Pair, before: pl.DataFrame, after: pl.DataFrame, corpus: Corpus) -> Changed:
    old, new = pair
    gained = after.join(before, on="article", how="anti")
    lost = before.join(after, on="article", how="anti")
    flips = [
        in_context(hits.unique("article", keep="first", maintain_order=True), corpus).with_columns(
            flip=pl.lit(flip)
        )
        for flip, hits in ((GAINED, gained), (LOST, lost))
    ]
    return Changed(
        rule=next(rule.id for rule in (new, old) if rule),
        was=old.id if old and new and old.id != new.id else None,
        change=_change(old, new),
        old_hits=before["article"].n_unique(),
        new_hits=after["article"].n_unique(),
        gained=flips[0].height,
        lost=flips[1].height,
        moved=_moved(before, after),
        examples=pl.concat(flips),
    )


def _moved(before: pl.DataFrame, after: pl.DataFrame) -> int:
    """Return how many articles have hits both times, but not the same ones."""
    key = ["article", "zone", "start", "end", "text", "source"]
    one, two = before.select(key).unique(), after.select(key).unique()
    other = pl.concat(
        [
            one.join(two, on=key, how="anti", nulls_equal=True)["article"],
            two.join(one, on=key, how="anti", nulls_equal=True)["article"],
        ]
    ).unique()
    both = other.is_in(one["article"].implode()) & other.is_in(two["article"].implode())
    return int(both.sum())
