"""Profiles of outlets: how much of what they print is others' text, whether they say so, whom they cite."""

from provaudit.profiles.measures import PROFILES, Measure
from provaudit.profiles.outlets import profiled, profiles
from provaudit.profiles.traits import TRAITS, traits
from provaudit.profiles.unnamed import MAYBE_ORIGINAL, judged

__all__ = ["MAYBE_ORIGINAL", "PROFILES", "TRAITS", "Measure", "judged", "profiled", "profiles", "traits"]
