"""`provaudit rules pack` and `packs`: rules to share, and those that others shared."""

from pathlib import Path
from typing import BinaryIO

import click

from provaudit.authoring.packing import installed, packed
from provaudit.commands.rule_pages import console, print_failure, print_outcomes
from provaudit.commands.rule_told import WRONG, say
from provaudit.commands.screen import Screen
from provaudit.report.beside import write_beside
from provaudit.report.rule_faults import laid
from provaudit.report.rule_packs import pack_told, packs_json, print_packs
from provaudit.report.styles import count


def pack(folder: Path, out: Path | None) -> int:
    """Pack a folder of your own rules into one file to share."""
    found = packed(folder)
    screen = console()
    for outcome in found.outcomes:
        if not outcome.ok:
            print_failure(screen, outcome)
    print_outcomes(screen, found.outcomes)
    if not found.sound:
        return WRONG
    path = out or Path(f"{found.pack.name}-{found.pack.version}.zip")

    def fill(stream: BinaryIO) -> None:
        stream.write(found.archive)

    write_beside(path, fill)
    say(pack_told(found.pack))
    say(f"wrote {path}: {count(len(found.rules), 'rule')}")
    say(f"in force with:{laid([path])}")
    return 0


def packs(form: str) -> None:
    """List the packs of rules that installed Python packages offer."""
    found = installed()
    if form == "json":
        click.echo(packs_json(found))
    else:
        Screen().print(lambda screen: print_packs(found, screen))
