"""`provaudit rules pack` and `packs`: rules to share, and those that others shared."""

from pathlib import Path

import click

from provaudit.cli.deferred import done_by
from provaudit.cli.rule_options import example, form


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.zip",
    help="Write there; default: the pack's name and version.",
)
@example("  provaudit rules pack my-rules --out church-agencies.zip")
@done_by("rules_pack:pack")
def pack() -> None:
    """Pack a folder of your own rules into one file to share.

    The folder needs a pack.yaml with name, version, summary, authors and licence. Nothing is packed while a
    file is faulty or a test fails. The same files make the same bytes, so that a checksum tells them apart;
    only rules go in, and a README.md and LICENSE beside them.
    """


@click.command()
@form("table", "json")
@example("  provaudit rules packs\n  provaudit audit articles/ --rules pack:church-agencies")
@done_by("rules_pack:packs")
def packs() -> None:
    """List the packs of rules that installed Python packages offer.

    An entry point of the group provaudit.rules names the package in whose folder pack.yaml and the rules lie.
    """
