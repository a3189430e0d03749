"""Packs of rules as zips: read without trust and without unpacking, written to the same bytes from the same files."""

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError  # noqa: N812 -- zlib's name for it is as good as none

from provaudit.errors import RuleError

SUFFIX = ".zip"
"""What a zip's name ends with."""

MOST_FILES = 2_000
"""Files that a zip of rules may hold (chosen: ten times as many as the shipped rulebook)."""

LARGEST = 2_000_000
"""Bytes that one file in it may have, unpacked (chosen: forty times the longest shipped vocabulary)."""

LARGEST_ALTOGETHER = 20_000_000
"""Bytes that all of them may have, and the zip itself (chosen)."""

_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can state: what is packed has no other."""

_LINKED = 16
"""Bits that a Unix file's mode is shifted by in a zip."""


@dataclass(frozen=True)
class _Bytes:
    """A file in a zip, unpacked."""

    data: bytes

    def read_bytes(self) -> bytes:
        """Return the whole of it."""
        return self.data


def unzipped(path: Path) -> Mapping[PurePosixPath, _Bytes]:
    """Return the YAML files of a zip by their place; a folder that holds all of them is left out of it.

    Raise RuleError where the zip is damaged, larger than the bounds, or holds what leads out of it: an absolute
    path, `..`, a link.
    """
    if path.stat().st_size > LARGEST_ALTOGETHER:
        raise _refused(path, f"is larger than {LARGEST_ALTOGETHER // 1_000_000} MB")
    try:
        with ZipFile(path) as archive:
            listed = _checked(path, archive.infolist())
            wanted = [entry for entry in listed if _is_rule_file(PurePosixPath(entry.filename))]
            found = {PurePosixPath(entry.filename): _Bytes(archive.read(entry)) for entry in wanted}
    except (BadZipFile, DeflateError, EOFError, NotImplementedError, RuntimeError, OSError) as fault:
        raise _refused(path, f"cannot be read as a zip: {fault}") from fault
    tops = {place.parts[0] for place in found}
    if len(tops) == 1 and all(len(place.parts) > 1 for place in found):
        found = {place.relative_to(place.parts[0]): data for place, data in found.items()}
    return dict(sorted(found.items()))


def zipped(files: Mapping[PurePosixPath, bytes]) -> bytes:
    """Return a zip of these files: the same bytes whenever, wherever and by whomever it is made."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for place, data in sorted(files.items()):
            entry = ZipInfo(place.as_posix(), _FIRST_TIME)
            entry.create_system = 3  # Unix, whatever this is
            entry.external_attr = (stat.S_IFREG | 0o644) << _LINKED
            archive.writestr(entry, data)
    return stream.getvalue()


def _checked(path: Path, entries: list[ZipInfo]) -> list[ZipInfo]:
    """Return the files among the entries, once none of them is more than it may be."""
    files = [entry for entry in entries if not entry.is_dir()]
    if len(files) > MOST_FILES:
        raise _refused(path, f"holds more than {MOST_FILES:,} files")
    if sum(entry.file_size for entry in files) > LARGEST_ALTOGETHER:
        raise _refused(path, f"holds more than {LARGEST_ALTOGETHER // 1_000_000} MB")
    seen: set[str] = set()
    for entry in files:
        name = entry.filename
        wrong = _wrong(entry) or ("stands in it twice" if name in seen else None)
        if wrong:
            raise _refused(path, f"`{name}` {wrong}")
        seen.add(name)
    return files


def _is_rule_file(place: PurePosixPath) -> bool:
    """Say whether a file is YAML, and none of those that a Mac packs beside each file."""
    return place.suffix in (".yaml", ".yml") and not place.name.startswith("._")


def _wrong(entry: ZipInfo) -> str | None:
    """Return what is wrong with one file of a zip, by what the zip says of it."""
    place = PurePosixPath(entry.filename)
    if place.is_absolute() or ".." in place.parts or "\\" in entry.filename or ":" in entry.filename:
        return "leads out of it"
    if stat.S_ISLNK(entry.external_attr >> _LINKED):
        return "is a link"
    if entry.flag_bits & 1:
        return "is encrypted"
    return f"is larger than {LARGEST // 1_000_000} MB" if entry.file_size > LARGEST else None


def _refused(path: Path, why: str) -> RuleError:
    return RuleError(f"{path}: {why}; expected a zip as `provaudit rules pack` makes it")
