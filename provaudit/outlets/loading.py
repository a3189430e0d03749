"""The user's files of outlets, read in their order: YAML, and the tables that it names or that are given themselves."""

from collections.abc import Iterable
from pathlib import Path

from provaudit.errors import InputError
from provaudit.outlets.register import Outlets, Register
from provaudit.outlets.stated import take_in
from provaudit.outlets.tables import listed, rows
from provaudit.written import Fault, read_source

YAML = (".yaml", ".yml")
"""What the name of a file of outlets in YAML ends in."""


def load(paths: Iterable[Path]) -> Outlets:
    """Return what the files say of outlets; a bad entry only adds to `Outlets.faults`, the others count.

    Raise InputError where a file is not there, is no table that can be read.
    """
    register, faults = Register(), list[Fault]()
    for path in paths:
        if not path.is_file():
            raise InputError(f"--outlets {path}: no such file; it should be a .yaml, {listed()} file")
        if path.suffix.lower() in YAML:
            faults += _from_yaml(path, register)
        else:
            for outlet in rows(path, None, None):
                register.add(outlet)
    return register.done(faults)


def _from_yaml(path: Path, register: Register) -> list[Fault]:
    source = read_source(path, str(path))
    for route, table in take_in(source, register):
        file = path.parent / table["file"]
        try:
            for outlet in rows(file, table.get("columns"), table.get("source")):
                register.add(outlet)
        except InputError as fault:
            source.faults.append(source.fault((*route, "file"), str(fault)))
    return source.faults
