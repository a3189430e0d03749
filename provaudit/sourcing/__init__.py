"""Who is cited in an article, as what kind of source, and by which words."""

from provaudit.sourcing.table import cited

__all__ = ["cited"]
