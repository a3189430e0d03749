"""What an archive holds, on a terminal and as data, and what would help it."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from shlex import quote
from typing import Any

from rich.console import Console
from rich.text import Text

from provaudit.archive.counting import Holdings
from provaudit.report.lines import Line, print_line
from provaudit.report.plain import clean, clip, pad, plain
from provaudit.report.styles import count

_DAYS = 14  # latest days that are shown: the default window; chosen
_BAR = "█"
_CROWDED = 8  # files a day and table, on average, from which on reading suffers; chosen
_UNIT = 1000
_DIGITS = 8  # of a rulebook's digest; chosen: enough to tell two apart in 80 columns


def print_holdings(held: Holdings, console: Console, rules: str, engine: str) -> None:
    """Print what an archive holds, its latest days and runs, and what should be done.

    `rules` is the digest of the rulebook that is in force, `engine` this provaudit's version.
    """
    console.print(Text(clean(f"archive {held.where}"), "bold"), soft_wrap=True)
    print_line(Line(Text("  "), Text(_sum(held))), console)
    if held.articles:
        console.print()
        _print_days(held, console)
    if held.runs.height:
        console.print()
        _print_runs(held, console)
    for advice in _advice(held, rules, engine):
        console.print()
        print_line(Line(Text("→ "), Text(advice)), console)


def holdings_json(held: Holdings) -> str:
    """Return what an archive holds as JSON."""
    told: dict[str, Any] = {
        "archive": held.where,
        "articles": held.articles,
        "outlets": held.outlets,
        "untraced": held.untraced,
        "bytes": held.bytes,
        "files": held.files,
        "superseded_rows": held.superseded,
        "stray_files": held.strays,
        "days": held.days.to_dicts(),
        "examined": held.examined.to_dicts(),
        "runs": held.runs.to_dicts(),
    }
    return json.dumps(told, ensure_ascii=True, indent=2, default=_iso)


def size(number: int) -> str:
    """Return a number of bytes as people read it: "1.2 GB"."""
    value, unit = float(number), 0
    while value >= _UNIT and unit < len(_UNITS) - 1:
        value, unit = value / _UNIT, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if unit <= 1 else f"{value:.1f} {_UNITS[unit]}"


_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def _iso(value: date | datetime) -> str:
    return value.isoformat()


def _sum(held: Holdings) -> str:
    told = [f"{count(held.articles, 'article')} of {count(held.outlets, 'outlet')}"]
    if held.span:
        first, last = held.span
        told.append(f"{first} to {last}" if first != last else str(first))
    return f"{', '.join(told)} · {size(held.bytes)} in {count(held.files, 'file')}"


def _print_days(held: Holdings, console: Console) -> None:
    """Print the latest days, and what is undated, each with a bar."""
    rows = held.days.rows()
    dated = [row for row in rows if row[0] is not None]
    shown = [*dated[-_DAYS:], *(row for row in rows if row[0] is None)]
    if len(dated) > _DAYS:
        earlier = sum(number for _, number in dated[:-_DAYS])
        console.print(Text(f"  {'earlier':<10}  {earlier:>9,}  in {count(len(dated) - _DAYS, 'day')}"))
    most, room = max(number for _, number in shown), console.width - 26
    for day, number in shown:
        bar = _BAR * max(1, round(room * number / most))
        console.print(Text.assemble(f"  {day or 'undated'!s:<10}  {number:>9,}  ", (bar, "cyan")))


def _print_runs(held: Holdings, console: Console) -> None:
    console.print(Text(f"  {'last runs (UTC)':<16}  {'command':<15} {'new':>7} {'told':>7}  rulebook", "dim"))
    for run in held.runs.iter_rows(named=True):
        rules = f"{plain(run['rulebook'])} {plain(run['version'])} {run['digest'][:_DIGITS]}"
        what = pad(plain(run["command"]), 15)
        told = f"  {run['at']:%Y-%m-%d %H:%M}  {what} {run['articles']:>7,} {run['told']:>7,}  {rules}"
        console.print(Text(clip(told, console.width)), soft_wrap=True)


def _advice(held: Holdings, rules: str, engine: str) -> Iterator[str]:
    """Yield what should be done, and by which command."""
    at = quote(plain(held.where))
    if held.untraced:
        yield f"{count(held.untraced, 'article')} not traced yet: `provaudit archive reaudit --archive {at}`"
    old = sum(
        number for digest, made, number in held.examined.iter_rows() if (digest, made) != (rules, engine)
    )
    if old:
        yield (
            f"{count(old, 'article')} examined by other rules or another provaudit than now: "
            f"`provaudit archive reaudit --archive {at}`"
        )
    if held.superseded or held.files > _CROWDED * 10 * (held.days.height + 1):
        yield (
            f"{count(held.superseded, 'row')} superseded, {count(held.files, 'file')}: "
            f"`provaudit archive compact --archive {at}` makes fewer of them"
        )
    if held.strays:
        yield strays(held)


def strays(held: Holdings) -> str:
    """Return what is said of files that no row needs. A log that lost its end leaves texts that no commit named."""
    told = f"{count(held.strays, 'file')} in the folder that no row needs, old ones or left by a run that was killed"
    compact = f"`provaudit archive compact --archive {quote(plain(held.where))}` deletes them"
    if not held.stray_texts:
        return f"{told}: harmless; {compact}"
    texts = f"{count(held.stray_texts, 'file')} with texts that no commit names"
    return (
        f"{told}; {texts}. Harmless where no article is missing: {compact}. Else the log has lost its end: put the "
        "folder's _delta_log back from a copy first"
    )
