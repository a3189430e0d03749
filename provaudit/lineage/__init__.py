"""Who had a text first, who took it, and whether they say so."""

from provaudit.lineage.facts import UNSTATED, Agencies, core
from provaudit.lineage.neighbours import Standings, by_couples, by_prints
from provaudit.lineage.pairing import (
    COUPLES,
    SHARED,
    SMALL,
    buckets_for,
    count_nothing,
    keep_marks,
    keep_words,
    settle,
)
from provaudit.lineage.rarity import COUNTERS
from provaudit.lineage.shortened import keep_shortened, spread
from provaudit.lineage.standing import acting_agencies, days, likely_order
from provaudit.lineage.trace import Traced, trace
from provaudit.lineage.wider import ALONE, Wider

__all__ = [
    "ALONE",
    "COUNTERS",
    "COUPLES",
    "SHARED",
    "SMALL",
    "UNSTATED",
    "Agencies",
    "Standings",
    "Traced",
    "Wider",
    "acting_agencies",
    "buckets_for",
    "by_couples",
    "by_prints",
    "core",
    "count_nothing",
    "days",
    "keep_marks",
    "keep_shortened",
    "keep_words",
    "likely_order",
    "settle",
    "spread",
    "trace",
]
