"""Outlets stated in YAML: entries checked one by one, each fault at its line, the sound ones taken in."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from provaudit.outlets.register import Outlet, Rating, Register, domain_of, folded
from provaudit.written import Fault, Form, Route, Source, check_shape

_FORM = Form("outlets", parted=("outlets", "tables"))


def take_in(source: Source, register: Register) -> Iterator[tuple[Route, dict[str, Any]]]:
    """Add the sound entries of a file to the register; yield the sound tables that it names, with their places.

    What is wrong stands in `source.faults`.
    """
    if source.data is None and source.faults:
        return
    if not isinstance(source.data, dict):
        source.faults.append(
            source.fault((), "holds no mapping", expected="a mapping with outlets, tables or both")
        )
        return
    wrong = check_shape(source, _FORM)
    for route, stated in _entries(source, "outlets", wrong):
        taken, against = register.add(_outlet(stated), partial(_where, source, route))
        source.faults += [_taken(source, route, stated, key) for key in taken]
        for name, before in against.items():
            source.faults.append(
                source.fault((*route, name), contradiction(name, before), expected="it once")
            )
    for route, stated, outlet in _faulty(source, wrong):
        for key in register.clashes(outlet):
            source.faults.append(_taken(source, route, stated, key))
    yield from _entries(source, "tables", wrong)


def contradiction(field: str, before: str) -> str:
    """Return what is told of a field that two places state differently."""
    return f"`{field}` was stated as {before}; what stands here, later, counts"


def _where(source: Source, route: Route, field: str) -> str:
    return f"{source.name}:{source.line_of((*route, field))}"


def _entries(source: Source, key: str, wrong: set[Route]) -> Iterator[tuple[Route, dict[str, Any]]]:
    if (key,) in wrong:
        return
    for at, stated in enumerate(source.data.get(key, ())):
        if (key, at) not in wrong:
            yield (key, at), stated


def _faulty(source: Source, wrong: set[Route]) -> Iterator[tuple[Route, dict[str, Any], Outlet]]:
    """Yield entries that are left out, with what can be read of their names: these would clash once mended."""
    for at, stated in enumerate(source.data.get("outlets", ()) if ("outlets",) not in wrong else ()):
        if ("outlets", at) in wrong and isinstance(stated, dict):
            name = stated.get("name")
            aliases, domains = (tuple(_strings(stated, part)) for part in ("aliases", "domains"))
            called = name if isinstance(name, str) else None
            yield ("outlets", at), stated, Outlet(called, tuple(map(domain_of, domains)), aliases)


def _strings(stated: dict[str, Any], part: str) -> Iterator[str]:
    values = stated.get(part)
    return (one for one in (values if isinstance(values, list) else ()) if isinstance(one, str))


def _outlet(stated: dict[str, Any]) -> Outlet:
    ratings = (
        Rating(one["source"], one.get("measure"), str(one["value"]), _text(one.get("date")), one.get("url"))
        for one in stated.get("ratings", ())
    )
    return Outlet(
        name=" ".join(stated["name"].split()),
        domains=tuple(map(domain_of, stated.get("domains", ()))),
        aliases=tuple(stated.get("aliases", ())),
        owner=stated.get("owner"),
        agency=stated.get("agency"),
        licences=tuple(stated.get("licences", ())),
        ratings=tuple(ratings),
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _taken(source: Source, route: Route, stated: dict[str, Any], key: str) -> Fault:
    """Return the fault that a name or a domain is another outlet's, where it is stated."""
    for part, read in (("aliases", folded), ("domains", domain_of)):
        values = stated.get(part)
        for at, value in enumerate(values if isinstance(values, list) else ()):
            if isinstance(value, str) and read(value) == key:
                route = (*route, part, at)
                return source.fault(route, f"`{value}` is another outlet's already", expected="it once")
    return source.fault(
        (*route, "name"), f"`{stated['name']}` is another outlet's already", expected="it once"
    )
