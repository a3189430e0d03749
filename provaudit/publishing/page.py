"""A report as one page of Markdown, and its figures for machines."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from provaudit.publishing.front import ALARM
from provaudit.publishing.matter import Matter
from provaudit.publishing.sections import SECTIONS
from provaudit.publishing.trend import NOTHING, moves, periods, risen, wire_shares
from provaudit.report.markdown import escaped, made_by
from provaudit.report.totals import totals
from provaudit.resources import installed_version


def raised(matter: Matter) -> list[str]:
    """Return what each alarm says that holds, with the numbers that make it hold."""
    numbers = totals(matter.about) | risen(matter)
    verdicts = [(alarm, alarm.holds(numbers)) for alarm in matter.definition.alarms]
    return [
        f"{alarm.say or alarm.stated}: {'; '.join(verdict.why)}"
        for alarm, verdict in verdicts
        if verdict.holds
    ]


def page(matter: Matter) -> str:
    """Return the report in Markdown; it depends on the matter alone, never on the clock."""
    definition = matter.definition
    lines = [f"# {escaped(definition.title)}", "", f"{_about(matter)}"]
    lines += _nothing(matter)
    lines += [f"\n{ALARM} {escaped(alarm)}" for alarm in raised(matter)]
    for section in definition.show if matter.about.articles.height else ():
        heading, write = SECTIONS[section.name]
        lines += ["", f"## {heading}", "", *_body(write(matter, section))]
    return "\n".join([*lines, "", "---", "", made_by(matter.whole), ""])


def _nothing(matter: Matter) -> list[str]:
    """Return that there is nothing to report on, and which day there would be; no lines where there is something."""
    if matter.about.articles.height:
        return []
    newest = matter.days["day"].max()
    there = f" The newest article that was read is of {newest}." if isinstance(newest, date) else ""
    return ["", f"No article that was read is of {matter.span.told}.{there}"]


def _body(lines: Iterator[str]) -> list[str]:
    """Return a section's lines without blank ones at its top: the heading has one."""
    found = list(lines)
    return found[next((at for at, line in enumerate(found) if line), 0) :]


def _about(matter: Matter) -> str:
    """Return what the report is about, in one line."""
    only = f" · {escaped(', '.join(matter.definition.only))} only" if matter.definition.only else ""
    return f"{matter.date} · about {matter.span.told}{only}"


def figures(matter: Matter) -> dict[str, Any]:
    """Return the report's numbers: totals, periods, outlets, and the alarms that hold."""
    shares, wire = ("value", "low", "high"), wire_shares(matter)

    def told(share: Any) -> dict[str, float | None]:
        return {name: None if (end := getattr(share, name)) is None else round(end, 4) for name in shares}

    return {
        "format": "provaudit.figures/1",
        "provaudit": installed_version(),
        "report": matter.definition.name,
        "date": str(matter.date),
        "about": matter.span.told,
        "alarms": raised(matter),
        "totals": totals(matter.about) | risen(matter),
        "undated": matter.undated,
        "periods": [
            {"first": str(one.first), "last": str(one.last), "articles": one.articles}
            | {"taken": told(one.taken), "without_credit": told(one.uncredited)}
            for one in periods(matter)
        ],
        "outlets": [
            {"outlet": one.outlet, "articles": one.articles, "moved": one.told or None}
            | {"wire": told(wire.get(one.outlet, NOTHING))}
            | {"without_credit": told(one.now), "before": told(one.before)}
            for one in moves(matter)
        ],
    }
