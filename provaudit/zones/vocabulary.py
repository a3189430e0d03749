"""Word lists that zones share with the rules, as they ship: a list of its own would fall behind theirs.

Read when first asked for, and then kept.
"""

from functools import cache

from provaudit.resources import shipped
from provaudit.written.source import read_source


@cache
def forms(name: str) -> frozenset[str]:
    """Return every form of every entry of a shipped vocabulary."""
    file = shipped("rules") / "vocabulary" / f"{name}.yaml"
    entries = read_source(file, file.name).data["entries"]
    return frozenset(form for entry in entries for form in entry["forms"])
