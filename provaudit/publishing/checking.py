"""From a YAML file to a definition, or to every fault of it at its line."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from provaudit.choices import NAMES
from provaudit.errors import InputError
from provaudit.publishing.definition import KEPT, TO, Alarm, Definition, Section
from provaudit.publishing.trend import MEANINGS
from provaudit.publishing.zone import checked
from provaudit.report.conditions import condition
from provaudit.written import Fault, Form, Source, check_shape, read_source

_FORM = Form("report")
_FORMATS = ("md", "html", "json")
_ASKED = "--fail-on: "  # how the errors of conditions begin
_OPTIONS = {
    "limit": ("stories", "articles", "outlets", "drift", "rules"),
    "sort": ("articles",),
    "of": ("story",),
}


def read_definition(path: Path) -> Definition:
    """Return the definition that a file holds; raise InputError with all that is wrong with it, line by line."""
    source = read_source(path, str(path))
    alarms = _checked(source)
    if source.faults:
        raise InputError("\n".join(str(fault) for fault in sorted(source.faults)))
    return _definition(path.stem, source, alarms)


def _checked(source: Source) -> list[Alarm]:
    """Add every fault to the source; return the alarms that can be read."""
    if source.data is None and source.faults:
        return []
    if not isinstance(source.data, dict):
        source.faults.append(source.fault((), "holds no mapping", expected="title, read, show, …"))
        return []
    wrong = check_shape(source, _FORM)
    if ("show",) not in wrong:
        for at, section in enumerate(source.data.get("show", ())):
            source.faults += _idle_options(source, at, section)
    read = source.data.get("read", {})
    if ("read",) not in wrong and read.get("since") == "all" and "back" in read:
        what = "`back` says nothing where `since` is `all`"
        source.faults.append(source.fault(("read", "back"), what, key=True, expected="one of them"))
    if ("read",) not in wrong and "zone" in read:
        try:
            checked(read["zone"])
        except InputError as fault:
            source.faults.append(source.fault(("read", "zone"), str(fault)))
    return [] if ("alarm",) in wrong else _alarms(source)


def _idle_options(source: Source, at: int, section: dict[str, Any]) -> list[Fault]:
    """Return a fault for each option that this kind of section does not have."""
    return [
        source.fault(
            ("show", at, option),
            f"a section `{section['section']}` has no `{option}`",
            key=True,
            expected=f"it with {' or '.join(f'`{name}`' for name in having)}",
        )
        for option, having in _OPTIONS.items()
        if option in section and section["section"] not in having
    ]


def _alarms(source: Source) -> list[Alarm]:
    found = []
    for at, stated in enumerate(source.data.get("alarm", ())):
        try:
            found.append(
                Alarm(stated["when"], condition(stated["when"], (*NAMES, *MEANINGS)), stated.get("say", ""))
            )
        except InputError as fault:
            what = str(fault).removeprefix(_ASKED).splitlines()[0]
            source.faults.append(source.fault(("alarm", at, "when"), what))
    return found


def _definition(name: str, source: Source, alarms: list[Alarm]) -> Definition:
    stated: dict[str, Any] = source.data
    read = stated["read"]
    since = _length(read.get("since", "all"))
    return Definition(
        name=name,
        title=stated["title"],
        summary=stated.get("summary", ""),
        digest=hashlib.sha256("\n".join(source.lines).encode()).hexdigest(),
        paths=tuple(read.get("paths", ())),
        archive=read.get("archive"),
        columns=read.get("columns"),
        since=since,
        back=_length(read.get("back", "")) or timedelta(),
        zone=checked(read["zone"]) if "zone" in read else None,
        undated=read.get("undated", since is None),
        only=tuple(read.get("outlets", ())),
        rules=tuple(map(Path, stated.get("rules", ()))),
        outlets=tuple(map(Path, stated.get("outlets", ()))),
        show=tuple(_section(section) for section in stated["show"]),
        formats=tuple(stated.get("formats", _FORMATS)),
        excerpts=stated.get("excerpts", False),
        to=Path(stated.get("to", TO)),
        keep=stated.get("keep", KEPT),
        alarms=tuple(alarms),
    )


def _section(stated: dict[str, Any]) -> Section:
    return Section(stated["section"], **{key: stated[key] for key in _OPTIONS if key in stated})


def _length(stated: str) -> timedelta | None:
    """Return how long `2 weeks` or `1 day` is; null for `all` and for nothing."""
    number, _, unit = stated.partition(" ")
    return timedelta(**{f"{unit.removesuffix('s')}s": int(number)}) if unit else None
