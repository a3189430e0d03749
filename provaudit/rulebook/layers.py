"""Where rules lie: a folder, a zip, or an installed Python package; each is read as files by their place."""

import errno
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

from provaudit.errors import RuleError
from provaudit.rulebook.zipped import LARGEST, SUFFIX, unzipped
from provaudit.written.source import Readable

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "provaudit.rules"
"""The entry points by which Python packages offer rules: the pack's name, and the module beside whose files it is."""

INSTALLED = "pack:"
"""What stands before the name of an installed pack where a folder could stand."""

MANIFEST = "pack.yaml"
"""The file that makes a folder a pack: its name, version, authors, licence."""

MOST_FILES = 10_000
"""YAML files that a folder of rules may hold (chosen: more is the wrong folder, such as a home)."""

FILES = "*.y*ml"
"""The files of a folder that are read as rules."""


@dataclass(frozen=True)
class _File:
    """A file in a folder, read as far as a rule's file may go: not a pipe, not a device, not a gigabyte."""

    path: Path

    def read_bytes(self) -> bytes:
        """Return the whole of it; raise OSError where it is none that holds a rule."""
        about = self.path.stat()
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):
            raise OSError(errno.EINVAL, "it is no regular file")
        if about.st_size > LARGEST:
            raise OSError(errno.EFBIG, f"it is larger than {LARGEST // 1_000_000} MB")
        return self.path.read_bytes()


@dataclass(frozen=True)
class Layer:
    """Rules that lie in one place, to be laid over others."""

    name: str  # what the rulebook's name gets where there is no manifest
    shown: PurePath  # where its files lie, as messages name it
    files: Mapping[PurePosixPath, Readable]  # every YAML file by its place, in the order of places


def open_layer(where: Path, example: Path) -> Layer:
    """Return the layer that a folder, a zip or `pack:NAME` holds; raise RuleError where it is none of them.

    `example` is a folder of rules that an error can point at.
    """
    if is_installed(where):
        return _installed(str(where).removeprefix(INSTALLED))
    if where.is_dir():
        return _folder(where, where.resolve().name, shown(where))
    if where.suffix.lower() == SUFFIX and where.is_file():
        layer = Layer(where.stem, shown(where), unzipped(where))
        return _with_manifest(layer, where)
    raise RuleError(
        f"{where}: expected a folder of rules such as {example}, a .zip of one, or {INSTALLED}NAME"
    )


def is_installed(where: Path) -> bool:
    """Say whether a place is the name of an installed pack, not a path."""
    return str(where).startswith(INSTALLED)


def installed_packs() -> list[str]:
    """Return the names of the packs that installed Python packages offer."""
    return sorted(_offered())


def shown(where: Path) -> Path:
    """Return a path as messages name it: from here where it lies below, else as it was given."""
    here, whole = Path.cwd(), where.resolve()
    return whole.relative_to(here) if whole.is_relative_to(here) else where


def _folder(folder: Path, name: str, named: PurePath) -> Layer:
    paths = sorted(islice(folder.rglob(FILES), MOST_FILES + 1))
    if len(paths) > MOST_FILES:
        raise RuleError(f"{named}: is no folder of rules: it holds more than {MOST_FILES:,} YAML files")
    files = {PurePosixPath(path.relative_to(folder).as_posix()): _File(path) for path in paths}
    return Layer(name, named, files)


def _offered() -> "dict[str, EntryPoint]":
    """Return by name what installed Python packages offer."""
    # Here, for it imports a mail package and more, and whoever has no pack would wait for that.
    from importlib.metadata import entry_points  # noqa: PLC0415

    return {entry.name: entry for entry in entry_points(group=GROUP)}


def _installed(name: str) -> Layer:
    found = _offered()
    if name not in found:
        known = f"installed are {', '.join(sorted(found))}" if found else "no package offers rules here"
        raise RuleError(f"{INSTALLED}{name}: there is no such pack; {known}")
    folder = _folder_of(found[name])
    if folder is None:
        raise RuleError(f"{INSTALLED}{name}: the module {found[name].module} has no folder; install it again")
    return _with_manifest(_folder(folder, name, PurePath(f"{INSTALLED}{name}")), folder)


def _folder_of(entry: "EntryPoint") -> Path | None:
    """Return the folder of the module that an entry point names. Rules are data: the module is not run."""
    try:
        spec = find_spec(entry.module)
    except ImportError:
        return None
    places = list(spec.submodule_search_locations or ()) if spec else []
    return next((Path(place) for place in places if Path(place).is_dir()), None)


def _with_manifest(layer: Layer, where: Path) -> Layer:
    if PurePosixPath(MANIFEST) not in layer.files:
        raise RuleError(f"{where}: is no pack of rules: there is no {MANIFEST} at its top")
    return layer
