"""Audits against an archive: new articles are traced beside the archived ones that they have to do with."""

from provaudit.windowed.run import DAYS, Windowed, audited
from provaudit.windowed.shelf import Archived

__all__ = ["DAYS", "Archived", "Windowed", "audited"]
