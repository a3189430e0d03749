"""Who had a text first, who took it, and whether they say so."""

from provaudit.lineage.grams import OwnWords, own_words
from provaudit.lineage.trace import Lineage, trace

__all__ = ["Lineage", "OwnWords", "own_words", "trace"]
