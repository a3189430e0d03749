"""Drift: what a child changed, or no longer says, of what its source says; each change with its place in both."""

from provaudit.lineage.drift.table import drift, summary, with_evidence

__all__ = ["drift", "summary", "with_evidence"]
