"""The rulebook: rule files, checked, compiled to polars expressions, run, scored and tested."""

from provaudit.rulebook.citing import with_cited
from provaudit.rulebook.firing import plainly_firing
from provaudit.rulebook.loading import load, unknown_rule
from provaudit.rulebook.metrics import METRICS, MetricInfo
from provaudit.rulebook.outcomes import Outcome, run_tests
from provaudit.rulebook.readability import readability
from provaudit.rulebook.reading import VOCABULARY
from provaudit.rulebook.rule import Pack, Rule, Rulebook, RuleTest
from provaudit.rulebook.scoring import score
from provaudit.rulebook.signals import late_signals, text_signals
from provaudit.rulebook.stated import with_agencies
from provaudit.written.faults import Fault, Place

__all__ = [
    "METRICS",
    "VOCABULARY",
    "Fault",
    "MetricInfo",
    "Outcome",
    "Pack",
    "Place",
    "Rule",
    "RuleTest",
    "Rulebook",
    "late_signals",
    "load",
    "plainly_firing",
    "readability",
    "run_tests",
    "score",
    "text_signals",
    "unknown_rule",
    "with_agencies",
    "with_cited",
]
