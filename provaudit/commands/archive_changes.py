"""`provaudit archive export`, `forget` and `reaudit`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from shlex import quote
from typing import Any, BinaryIO

import click
import polars as pl

from provaudit.archive import Archive, Run
from provaudit.archive.counting import outdated
from provaudit.archive.damage import DamagedError
from provaudit.archive.forgetting import forget_articles, forget_outlet, outlet_names
from provaudit.archive.places import is_local
from provaudit.archive.tables import TABLES
from provaudit.commands.screen import Screen, progress, tell
from provaudit.engine import cores
from provaudit.errors import InputError
from provaudit.ingest.clean import sound
from provaudit.outlets import load as known
from provaudit.report.beside import write_beside
from provaudit.report.plain import clean
from provaudit.report.styles import count
from provaudit.resources import installed_version
from provaudit.rulebook import load
from provaudit.windowed.reaudit import reaudit as audit_again

_OURS = ("texts", "verdicts", "prints", "forgotten")
EXPORTED = ("articles", *(table for table in TABLES if table not in _OURS))
"""The tables that are exported: what others can read."""


def export(where: str, out: Path, kind: str, since: date | None, until: date | None, with_text: bool) -> None:
    """Write the archive's tables as files that other programs read."""
    opened = Archive.open(where)
    folder = opened.log.where
    if is_local(folder) and out.resolve().is_relative_to(Path(folder).resolve()):
        raise InputError(f"--out {out}: lies in the archive's own folder; name one elsewhere")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise InputError(f"--out {out}: cannot be written: {fault.strerror}") from fault
    lost: dict[str, str] = {}
    with opened.reading():
        for table in EXPORTED:
            rows = opened.scan(table, since, until)
            wanted = rows.drop("text") if table == "articles" and not with_text else rows
            write = wanted.sink_parquet if kind == "parquet" else wanted.sink_ndjson
            harm = opened.broken(table, since, until) or _harm(opened, out / f"{table}.{kind}", write)
            if harm:
                lost[table] = harm
    click.echo(clean(f"{out}: {count(len(EXPORTED) - len(lost), 'table')}, one file each"))
    if lost:
        raise DamagedError(
            where,
            next(iter(lost.values())),
            f". Not written, for they are read from what is damaged: {', '.join(lost)}; --since and --until leave the "
            "day of a file out",
        )


def _harm(opened: Archive, path: Path, write: Callable[[BinaryIO], object]) -> str | None:
    """Write a table; return what is damaged in the archive where that keeps it from being read."""
    try:
        write_beside(path, write)
    except InputError as said:  # as if it were the fault of the file that is written
        harm = opened.harm(said.__cause__)
        if harm is None:
            raise
        return harm
    except pl.exceptions.PanicException as fault:
        return opened.harm(fault)
    return None


def forget(
    names: tuple[str, ...], where: str, outlet: str | None, yes: bool, outlets: tuple[Path, ...]
) -> None:
    """Forget articles, or all of an outlet, for good."""
    if bool(names) == bool(outlet):
        raise InputError("name what to forget: articles by ID or address, or --outlet NAME")
    names, outlet = tuple(map(sound, names)), outlet and sound(outlet)  # as the archive has what is no UTF-8
    opened = Archive.open(where)
    with opened.whole():
        called = outlet_names(opened, known(outlets).called(outlet)) if outlet else ()
        what = f"all articles of {_listed(called)}" if outlet else count(len(names), "article")
        if not yes:
            click.confirm(clean(f"{where}: forget {what} for good?"), abort=True, err=True)
        rules = load()
        run = Run("archive forget", rules.name, rules.version, rules.digest)
        done = forget_outlet(opened, called, run) if outlet else forget_articles(opened, names, run)
    of = f" of {_listed(called)}" if outlet else ""
    gone = f"{count(done.articles, 'article')}{of} forgotten, {count(done.files, 'file')} deleted"
    again = f"; {count(done.untraced, 'article')} to be traced again" if done.untraced else ""
    click.echo(clean(f"{where}: {gone}{again}"))
    reaudit_it = (
        f"`provaudit archive reaudit --archive {quote(where)}` traces them; " if done.untraced else ""
    )
    tell(
        f"provaudit: {reaudit_it}`provaudit archive compact --archive {quote(where)}` makes fewer files of the rest",
        Screen(),
    )


def _listed(names: Sequence[str]) -> str:
    """Return an outlet's names: what it was called in the command, and what else it goes by."""
    return names[0] + (f" (also {', '.join(names[1:])})" if names[1:] else "")


def reaudit(
    where: str, since: date | None, until: date | None, window: int | None, quiet: bool, **given: Any
) -> None:
    """Bring old days up to date: examine them by the rules in force, and trace them again."""
    opened, screen = Archive.open(where), Screen(quiet=quiet)
    given["workers"] = given["workers"] or cores()
    with opened.whole():
        wanted = _outdated(opened, since, until, window, given)
        if not given["outlets"] and (joined := int(wanted["joined"].sum())):
            lost = f"{count(joined, 'article')} of these days were audited with --outlets and are now without"
            tell(f"provaudit: {lost}: licences and ratings are not told; give it again to have them", screen)
        with progress(screen) as step:
            for again in audit_again(opened, wanted["day"], window=window, progress=step, **given):
                told = f"{count(again.articles, 'article')}, {again.told:,} told anew"
                tell(f"{again.day or 'undated'}: {told}", screen)
    click.echo(clean(f"{where}: {count(wanted.height, 'day')} brought up to date"))


def _outdated(
    opened: Archive, since: date | None, until: date | None, window: int | None, given: Mapping[str, Any]
) -> pl.DataFrame:
    """Return those of some days that are not up to date, as `counting.outdated` has them."""
    digest = load([Path(one) for one in given["rules"]]).digest
    days = outdated(opened, digest, installed_version(), known(given["outlets"]).digest, window)
    return days.filter(
        pl.col("day").is_null() | pl.col("day").is_between(since or date.min, until or date.max)
    )
