"""The files of a zip archive whose list is gone, each by the header that stands before it."""

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from provaudit.ingest.warc_records import places

_FILE = b"PK\x03\x04"
_DESCRIBED = b"PK\x07\x08"
_HEADER = struct.Struct("<4s5H3L2H")
_SIZES = struct.Struct("<QQ")
_DESCRIPTION = struct.Struct("<4s3L")
_DESCRIPTION_64 = struct.Struct("<4sLQQ")
_LARGE = 0xFFFFFFFF
_LARGE_SIZES = 0x0001  # the extra field that holds them
_SIZES_BEHIND, _UTF8 = 0x8, 0x800  # bits of the flags
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
_MOST = 1_000_000
"""Files whose sizes stand behind them that are found (chosen)."""


@dataclass(frozen=True)
class Headed:
    """A file in an archive: what its header says, where its packed bytes begin, whether all of them are there."""

    info: zipfile.ZipInfo
    start: int
    whole: bool


def headed(file: BinaryIO) -> Iterator[Headed]:
    """Yield the files of an archive in their order, by their headers alone; the list at its end is not looked at."""
    size = file.seek(0, 2)
    described: dict[int, int] | None = None
    floor = 0
    for place in places(file, 0, _FILE):
        found = _header(file, place) if place >= floor else None
        if found is None:
            continue
        info, start = found
        if info.flag_bits & _SIZES_BEHIND:
            described = _descriptions(file) if described is None else described
            _describe(file, info, described.get(start))
        end = start + info.compress_size
        whole = end <= size and not (info.flag_bits & _SIZES_BEHIND and start not in (described or ()))
        yield Headed(info, start, whole)
        floor = end if whole else place + len(_FILE)


def _header(file: BinaryIO, place: int) -> tuple[zipfile.ZipInfo, int] | None:
    """Return what the header at a place says, and where its file's packed bytes begin; null where it is none."""
    file.seek(place)
    head = file.read(_HEADER.size)
    if len(head) < _HEADER.size:
        return None
    _, _, flags, method, _, _, crc, packed, unpacked, named, more = _HEADER.unpack(head)
    name, extra = file.read(named), file.read(more)
    if not name or method not in _METHODS or len(extra) < more:
        return None
    info = zipfile.ZipInfo(name.decode("utf-8" if flags & _UTF8 else "cp437", "replace"))
    info.flag_bits, info.compress_type, info.CRC, info.extra = flags, method, crc, extra
    info.compress_size, info.file_size = packed, unpacked
    large = _large_sizes(extra)
    if large and _LARGE in (packed, unpacked):
        info.file_size, info.compress_size = large
    return info, place + _HEADER.size + named + more


def _large_sizes(extra: bytes) -> tuple[int, int] | None:
    """Return the unpacked and the packed size that stand in an extra field, if they do."""
    while len(extra) >= 4:  # noqa: PLR2004 - two numbers of two bytes head each field
        kind, length = struct.unpack_from("<HH", extra)
        if kind == _LARGE_SIZES and length >= _SIZES.size and len(extra) >= 4 + _SIZES.size:
            unpacked, packed = _SIZES.unpack_from(extra, 4)
            return unpacked, packed
        extra = extra[4 + length :]
    return None


def _descriptions(file: BinaryIO) -> dict[int, int]:
    """Return where stands what is said behind files, by the places where these begin: it states how long they are."""
    found: dict[int, int] = {}
    for place in places(file, 0, _DESCRIBED):
        file.seek(place)
        said = file.read(_DESCRIPTION.size)
        if len(said) == _DESCRIPTION.size:
            _, _, packed, _ = _DESCRIPTION.unpack(said)
            found.setdefault(place - packed, place)
        if len(found) == _MOST:
            break
    return found


def _describe(file: BinaryIO, info: zipfile.ZipInfo, place: int | None) -> None:
    """Note what stands behind a file, if it is there: sizes have eight bytes where the header has room for such."""
    if place is None:
        return
    file.seek(place)
    layout = _DESCRIPTION_64 if _large_sizes(info.extra) else _DESCRIPTION
    said = file.read(layout.size)
    if len(said) == layout.size:
        _, info.CRC, info.compress_size, info.file_size = layout.unpack(said)
