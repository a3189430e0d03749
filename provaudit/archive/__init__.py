"""The archive: articles of past days in a Delta Lake table, which new articles are traced against."""

from provaudit.archive.archive import Archive, TakenError
from provaudit.archive.batch import Batch, Run, Stored
from provaudit.archive.gone import ForgottenError
from provaudit.archive.tables import TABLES

__all__ = ["TABLES", "Archive", "Batch", "ForgottenError", "Run", "Stored", "TakenError"]
