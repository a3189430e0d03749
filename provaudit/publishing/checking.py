"""From a YAML file to a definition, or to every fault of it at its line."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from provaudit.choices import NAMES
from provaudit.errors import InputError
from provaudit.publishing.definition import KEPT, TO, Alarm, Definition, Section
from provaudit.publishing.readiness import unready
from provaudit.publishing.trend import MEANINGS
from provaudit.publishing.zone import checked
from provaudit.report.conditions import condition
from provaudit.written import Fault, Form, Route, Source, check_shape, read_source

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
    told = _told(source)
    return replace(_definition(path.stem, source, alarms), warnings=told)


def check_definition(path: Path) -> tuple[str, ...]:
    """Return what is odd in a file; raise InputError with all that is wrong, also with what it names, line by line."""
    source = read_source(path, str(path))
    _checked(source)
    if isinstance(source.data, dict):
        source.faults += list(unready(source))
    return _told(source)


def _told(source: Source) -> tuple[str, ...]:
    """Return the warnings, as they are printed; raise InputError where there are faults."""
    told = tuple(map(str, sorted(source.faults)))
    if not all(fault.warning for fault in source.faults):
        raise InputError("\n".join(told))
    return told


def _checked(source: Source) -> list[Alarm]:
    """Add every fault to the source; return the alarms that can be read."""
    if source.data is None and source.faults:
        return []
    if not isinstance(source.data, dict):
        source.faults.append(source.fault((), "holds no mapping", expected="title, read, show, …"))
        return []
    check_shape(source, _FORM)
    source.faults += list(_unmeant(source))
    return _alarms(source)


def _unmeant(source: Source) -> Iterator[Fault]:
    """Yield what no schema can tell, of every value that is sound in itself: no fault hides one beside it."""
    told = {fault.place for fault in source.faults}

    def sound(route: Route) -> bool:
        return route in source.values and source.fault(route, "").place not in told

    for at, section in _mappings(source.data.get("show")):
        if sound(("show", at, "section")):
            yield from _idle_options(source, at, section)
    read = source.data.get("read")
    if not isinstance(read, dict):
        return
    if read.get("since") == "all" and "back" in read:
        what = "`back` says nothing where `since` is `all`"
        yield source.fault(("read", "back"), what, key=True, expected="one of them")
    if sound(("read", "zone")):
        try:
            checked(read["zone"])
        except InputError as fault:
            yield source.fault(("read", "zone"), str(fault))


def _mappings(stated: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the mappings of a list, and where they stand in it."""
    listed = stated if isinstance(stated, list) else []
    return ((at, one) for at, one in enumerate(listed) if isinstance(one, dict))


def _idle_options(source: Source, at: int, section: dict[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each option that this kind of section does not have."""
    for option, having in _OPTIONS.items():
        if option in section and section["section"] not in having:
            yield source.fault(
                ("show", at, option),
                f"a section `{section['section']}` has no `{option}`",
                key=True,
                expected=f"it with {' or '.join(f'`{name}`' for name in having)}",
            )


def _alarms(source: Source) -> list[Alarm]:
    """Return the alarms whose conditions can be read, and add a fault for each other one."""
    found = []
    for at, stated in _mappings(source.data.get("alarm")):
        when = stated.get("when")
        if not isinstance(when, str) or not when.strip():  # which its shape has told
            continue
        try:
            found.append(Alarm(when, condition(when, (*NAMES, *MEANINGS)), stated.get("say", "")))
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
