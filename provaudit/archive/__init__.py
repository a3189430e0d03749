"""The archive: articles of past days in a Delta Lake table, which new articles are traced against."""

from provaudit.archive.archive import Archive
from provaudit.archive.tables import TABLES

__all__ = ["TABLES", "Archive"]
