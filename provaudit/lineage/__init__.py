"""Who had a text first, who took it, and whether they say so."""

from provaudit.lineage.pairing import buckets_for, keep_marks, keep_words
from provaudit.lineage.trace import Traced, trace

__all__ = ["Traced", "buckets_for", "keep_marks", "keep_words", "trace"]
