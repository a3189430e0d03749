"""Packs of rules as they read on a terminal, and as data."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from provaudit.authoring.packing import Installed
from provaudit.report.plain import clean
from provaudit.report.styles import count
from provaudit.rulebook import Pack

DIGITS = 12
"""Digits of a digest that are shown (chosen: enough to tell packs apart)."""

NONE = "No packs are installed. A Python package offers one by an entry point of the group provaudit.rules."


def pack_told(pack: Pack) -> str:
    """Return a pack on a line: its name, version and digest, and what it is about."""
    return clean(f"{pack.name} {pack.version} · {pack.digest[:DIGITS]} · {pack.summary}")


def print_packs(found: Sequence[Installed], console: Console) -> None:
    """Print the installed packs: what each is, who made it, and how it is put in force."""
    if not found:
        console.print(Text(NONE))
    for one in found:
        if one.pack:
            console.print(Text(pack_told(one.pack), "bold"))
            authors = ", ".join(one.pack.authors)
            told = f"{count(one.rules, 'rule')} · by {authors} · {one.pack.licence} · --rules pack:{one.name}"
            console.print(Text(clean(f"  {told}")))
        if one.trouble:
            console.print(Text(clean(f"  {one.trouble}" if one.pack else one.trouble)))


def packs_json(found: Sequence[Installed]) -> str:
    """Return the installed packs as JSON."""
    rows = [
        {"name": one.name, "rules": one.rules, "trouble": one.trouble or None}
        | {"pack": asdict(one.pack) if one.pack else None}
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
