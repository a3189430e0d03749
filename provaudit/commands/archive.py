"""`provaudit archive`: articles of past days, to trace new ones against."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from provaudit.archive import Archive, Run
from provaudit.archive.counting import holdings
from provaudit.archive.damage import without_checkpoint
from provaudit.archive.mending import mend
from provaudit.archive.places import at
from provaudit.archive.proving import Finding, findings
from provaudit.archive.upkeep import compact
from provaudit.commands.output import tell_problems
from provaudit.commands.screen import Screen, progress, tell
from provaudit.engine import cores
from provaudit.report.holdings import holdings_json, print_holdings
from provaudit.report.plain import clean
from provaudit.report.proof import print_proof
from provaudit.report.styles import count
from provaudit.resources import installed_version
from provaudit.rulebook import load
from provaudit.windowed.adding import add

_WRONG = 1


def add_articles(paths: tuple[str, ...], where: str, workers: int | None, quiet: bool, **given: Any) -> None:
    """Read and examine articles, and store those that are new; nothing is traced."""
    screen = Screen(quiet=quiet)
    with Archive.filling(where) as archive, progress(screen) as step:
        done = add(archive, list(paths), progress=step, workers=workers or cores(), **given)
    tell_problems(done.problems, screen)
    known = f", {done.known:,} it had already" if done.known else ""
    click.echo(clean(f"{where}: {count(done.articles, 'article')} added{known}"))


def status(where: str, form: str, rules: tuple[Path, ...], **shown: Any) -> None:
    """Say what the archive holds, and what should be done for it."""
    opened = Archive.open(where)
    with opened.whole(), opened.reading():
        held = holdings(opened)
    if form == "json":
        click.echo(holdings_json(held))
    else:
        digest = load(rules).digest
        Screen(**shown).print(lambda console: print_holdings(held, console, digest, installed_version()))


def verify(where: str, form: str, repair: bool, **shown: Any) -> int:
    """Read the whole archive, and prove its counts, digests and references; mend what can be, where asked to."""
    if repair and (gone := without_checkpoint(at(where))):
        tell(f"provaudit: {where}: the log goes on without {', '.join(gone)}", Screen(**shown))
    opened, mended = Archive.open(where), None
    found = _found(opened)
    if repair and any(one.mendable for one in found):
        rules = load()
        mended = mend(opened, Run("archive verify", rules.name, rules.version, rules.digest))
        found = _found(opened)
    with opened.reading():
        held = None if found else holdings(opened)  # what is broken cannot be counted
    if form == "json":
        told = {"findings": [one._asdict() for one in found], "stray_files": len(opened.log.strays())}
        click.echo(json.dumps(told | ({"mended": asdict(mended)} if mended else {}), indent=2))
    else:
        Screen(**shown).print(lambda console: print_proof(where, found, held, mended, console))
    return _WRONG if found else 0


def _found(opened: Archive) -> list[Finding]:
    with opened.reading():
        return list(findings(opened))


def compact_archive(where: str) -> None:
    """Make an archive smaller and quicker to read: superseded rows, small files, leftovers."""
    opened = Archive.open(where)
    with opened.whole(footers=True):
        done = compact(opened)
    rows, merged = count(done.rows, "superseded row"), count(done.merged, "file")
    old = "files in use stay for now" if done.swept is None else f"{count(done.swept, 'old file')} deleted"
    click.echo(clean(f"{where}: {rows} dropped, {merged} merged, {old}"))
