"""Profiles of outlets: how much of what they print is others' text, whether they say so, whom they cite."""

from provaudit.profiles.measures import PROFILES, Measure

__all__ = ["PROFILES", "Measure"]
