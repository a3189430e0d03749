"""Outlets as the user knows them: one name for each, whose copy it may print, what others say of it."""

from provaudit.outlets.joining import LISTED, Joined, joined, said
from provaudit.outlets.licensing import licensed
from provaudit.outlets.loading import load
from provaudit.outlets.register import Outlet, Outlets, Rating

__all__ = ["LISTED", "Joined", "Outlet", "Outlets", "Rating", "joined", "licensed", "load", "said"]
