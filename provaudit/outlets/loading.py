"""The user's files of outlets, read in their order: YAML, and the tables that it names or that are given themselves."""

from collections.abc import Callable, Iterable
from pathlib import Path

from provaudit.errors import InputError
from provaudit.outlets.register import Outlets, Register
from provaudit.outlets.stated import contradiction, take_in
from provaudit.outlets.tables import Columns, listed, rows
from provaudit.written import Fault, read_source
from provaudit.written.faults import Place, printable

YAML = (".yaml", ".yml")
"""What the name of a file of outlets in YAML ends in."""

_LISTED = 20
"""Rows of a table that are named each; the rest is counted (chosen)."""


def load(paths: Iterable[Path]) -> Outlets:
    """Return what the files say of outlets; what is wrong in them only adds to `Outlets.faults`, the rest counts.

    Raise InputError where a file is not there.
    """
    register, faults = Register(), list[Fault]()
    for path in paths:
        if not path.is_file():
            raise InputError(f"--outlets {path}: no such file; it should be a .yaml, {listed()} file")
        if path.suffix.lower() in YAML:
            faults += _from_yaml(path, register)
        else:
            try:
                faults += _from_table(path, None, None, register)
            except InputError as fault:
                faults.append(Fault(str(path), Place(1, 1), str(fault)))
    return register.done(faults)


def _from_yaml(path: Path, register: Register) -> list[Fault]:
    source = read_source(path, str(path))
    for route, table in take_in(source, register):
        file = path.parent / table["file"]
        try:
            source.faults += _from_table(file, table.get("columns"), table.get("source"), register)
        except InputError as fault:
            source.faults.append(source.fault((*route, "file"), f"{table['file']}: {fault}"))
    return source.faults


def _from_table(path: Path, columns: Columns | None, source: str | None, register: Register) -> list[Fault]:
    """Take in a table; return what is wrong with its rows, as many faults as a reader would want."""
    faults = list[Fault]()
    try:
        for place, outlet in rows(path, columns, source, faults):
            taken, against = register.add(outlet, _always(f"{path}:{place.line}"))
            wrong = [f"`{printable(key)}` is another outlet's already" for key in taken]
            wrong += [printable(contradiction(*one)) for one in against.items()]
            faults += [Fault(str(path), place, what, expected="it once") for what in wrong]
    except InputError:
        if not faults:  # else they say it, line by line
            raise
    more = len(faults) - _LISTED
    last = [Fault(str(path), faults[_LISTED].place, f"{more:,} more rows like these")] if more > 0 else []
    return [*faults[:_LISTED], *last]


def _always(where: str) -> Callable[[str], str]:
    return lambda _field: where
