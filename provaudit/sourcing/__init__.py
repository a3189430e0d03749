"""Who is cited in an article, as what kind of source, and by which words."""

from provaudit.sourcing.counts import counts
from provaudit.sourcing.table import cited

__all__ = ["cited", "counts"]
