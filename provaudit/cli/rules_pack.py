"""`provaudit rules pack` and `packs`: rules to share, and those that others shared."""

from pathlib import Path
from typing import BinaryIO

import click

from provaudit.authoring.packing import installed, packed
from provaudit.cli.output import Screen
from provaudit.cli.rule_options import WRONG, example, form
from provaudit.cli.rule_pages import console, print_failure, print_outcomes
from provaudit.report.machine import write_beside
from provaudit.report.rule_packs import pack_told, packs_json, print_packs
from provaudit.report.styles import count


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.zip",
    help="Write there; default: the pack's name and version.",
)
@example("  provaudit rules pack my-rules --out church-agencies.zip")
@click.pass_context
def pack(context: click.Context, folder: Path, out: Path | None) -> None:
    """Pack a folder of your own rules into one file to share.

    The folder needs a pack.yaml with name, version, summary, authors and licence. Nothing is packed while a
    file is faulty or a test fails. The same files make the same bytes, so that a checksum tells them apart;
    only rules go in, and a README.md and LICENSE beside them.
    """
    found = packed(folder)
    screen = console()
    for outcome in found.outcomes:
        if not outcome.ok:
            print_failure(screen, outcome)
    print_outcomes(screen, found.outcomes)
    if not found.sound:
        context.exit(WRONG)
    path = out or Path(f"{found.pack.name}-{found.pack.version}.zip")

    def fill(stream: BinaryIO) -> None:
        stream.write(found.archive)

    write_beside(path, fill)
    click.echo(pack_told(found.pack))
    click.echo(f"wrote {path}: {count(len(found.rules), 'rule')}\nin force with: --rules {path}")


@click.command()
@form("table", "json")
@example("  provaudit rules packs\n  provaudit audit articles/ --rules pack:church-agencies")
def packs(form: str) -> None:
    """List the packs of rules that installed Python packages offer.

    An entry point of the group provaudit.rules names the package in whose folder pack.yaml and the rules lie.
    """
    found = installed()
    if form == "json":
        click.echo(packs_json(found))
    else:
        Screen().print(lambda screen: print_packs(found, screen))
