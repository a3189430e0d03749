"""Who had a text first, who took it, and whether they say so."""

from provaudit.lineage.pairing import buckets_for, keep_marks, keep_words
from provaudit.lineage.trace import Traced, trace
from provaudit.lineage.wider import ALONE, Wider

__all__ = ["ALONE", "Traced", "Wider", "buckets_for", "keep_marks", "keep_words", "trace"]
