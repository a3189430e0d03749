"""Zip and tar archives to their members: nothing is written under a name that an archive gives."""

import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Self, cast

from provaudit.ingest.batch import Problem, Source, UnreadableError
from provaudit.ingest.clean import printable
from provaudit.ingest.inflate import BLOCK, Budget, Inflated, Readable, is_squeezed
from provaudit.ingest.zip_headers import Headed, headed

_ENCRYPTED = 0x1
"""The bit of a zip member's flags that says so."""

_HEADER = 1_048_576
"""Bytes that the long names and remarks of a tar member may have: they are held whole (chosen)."""

_TAR_END = "end of file header"
"""What tarfile says of the blocks that close an archive; anything else is no proper end."""

_ABOUT_MEMBERS = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip
_MAGIC = 6
_ZIP_MEMBER = b"PK\x03\x04"  # what stands before each file
_ZIP_FAULTS = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error,
    lzma.LZMAError, struct.error,
)  # fmt: skip
_TAR_FAULTS = (tarfile.TarError, EOFError, OSError, ValueError, OverflowError, struct.error)


@dataclass(frozen=True)
class Member:
    """A file in an archive: its name there, why it cannot be read, if so, and what gives its bytes."""

    name: str
    refusal: str | None
    blocks: Callable[[], Iterator[bytes]]

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the folders of its name, and the name of the file."""
        return PurePosixPath(self.name.replace("\\", "/")).parts


def zip_members(source: Source, file: BinaryIO, budget: Budget, problems: list[Problem]) -> Iterator[Member]:
    """Yield the files of a zip archive, or those its headers tell of where its list is gone."""
    headers = file.read(len(_ZIP_MEMBER)) == _ZIP_MEMBER
    try:
        archive = zipfile.ZipFile(file)
    except _ZIP_FAULTS as error:
        if not headers:
            raise UnreadableError(f"is no zip archive: {printable(str(error), 200)}") from error
        archive = None
    if archive is None or (headers and _lists_another(archive)):
        yield from _unlisted(source, file, budget, problems)
        return
    with archive:
        for info in archive.infolist():
            if not _is_folder(info):
                yield Member(info.filename, _zip_refusal(info), partial(_zip_blocks, archive, info, budget))


def _lists_another(archive: zipfile.ZipFile) -> bool:
    """Whether the list is that of an archive within: it does not begin with the first file."""
    return min((info.header_offset for info in archive.infolist()), default=1) > 0


def _is_folder(info: zipfile.ZipInfo) -> bool:
    """As `ZipInfo.is_dir`, which fails over a member without a name."""
    return info.filename.endswith("/")


def _zip_refusal(info: zipfile.ZipInfo) -> str | None:
    return "is encrypted; unpack it first" if info.flag_bits & _ENCRYPTED else None


def _unlisted(source: Source, file: BinaryIO, budget: Budget, problems: list[Problem]) -> Iterator[Member]:
    """Yield the files of a zip archive whose list cannot be read; what is wrong with it is added to the problems."""
    met = cut = 0
    for found in headed(file):
        if not found.whole:
            cut += 1
        elif not _is_folder(found.info):
            met += 1
            blocks = partial(_headed_blocks, file, found, budget)
            yield Member(found.info.filename, _zip_refusal(found.info), blocks)
    what = "the list of its files, which stands at its end, was cut off or damaged: "
    more = f", {cut:,} cut off or damaged ones are not" if cut else ""
    problems.append(source.problem(f"{what}{met:,} that stand whole before it are read{more}"))


def _headed_blocks(file: BinaryIO, found: Headed, budget: Budget) -> Iterator[bytes]:
    file.seek(found.start)
    return _unzipped(lambda: cast("IO[bytes]", zipfile.ZipExtFile(file, "r", found.info)), budget)


def _zip_blocks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    return _unzipped(lambda: archive.open(info), budget)


def _unzipped(opened: Callable[[], IO[bytes]], budget: Budget) -> Iterator[bytes]:
    """Yield a member's bytes; raise UnreadableError where they are damaged."""
    try:
        with opened() as packed:
            while block := packed.read(BLOCK):
                budget.spend(len(block))
                yield block
    except _ZIP_FAULTS as error:
        raise UnreadableError(f"is damaged: {printable(str(error), 200)}") from error


def tar_members(source: Source, file: BinaryIO, budget: Budget, problems: list[Problem]) -> Iterator[Member]:
    """Yield the files of a tar archive, compressed or not; what stops it half way is added to the problems.

    Raises UnreadableError if it is none. Only the member just given can be read: an archive goes by once.
    """
    head = file.read(_MAGIC)
    file.seek(0)
    stream: Readable = Inflated(file, budget) if is_squeezed(head) else file
    stops: list[str] = []
    met = 0
    try:
        with tarfile.open(mode="r|", fileobj=cast("BinaryIO", stream), tarinfo=_header(stops)) as archive:
            while info := archive.next():
                # A list of all that went by would grow with the archive.
                archive.members = []  # type: ignore[attr-defined] # typeshed does not know it
                met += 1
                if not info.isdir():
                    yield Member(info.name, _refusal(info), partial(_tar_blocks, archive, info))
    except _TAR_FAULTS as error:
        stops.append(str(error))
    if stops and not met:
        raise UnreadableError(f"is no tar archive: {printable(stops[0], 200)}")
    if stops:
        what = f"is cut off or damaged after {met:,} files and folders, which are read: {printable(stops[0], 200)}"
        problems.append(source.problem(what))


def _tar_blocks(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    """Yield a member's bytes; raise UnreadableError where they are damaged."""
    try:
        if packed := archive.extractfile(info):
            while block := packed.read(BLOCK):
                yield block
    except _TAR_FAULTS as error:
        raise UnreadableError(f"is cut off or damaged: {printable(str(error), 200)}") from error


def _refusal(info: tarfile.TarInfo) -> str | None:
    if info.issparse():
        return "is stored with holes, which can pretend to any size; unpack it first"
    return None if info.isreg() else "is a link or a device, which is not followed"


def _header(stops: list[str]) -> type[tarfile.TarInfo]:
    """Return how a tar archive's headers are read: what tarfile takes for its end without a word is kept in stops."""

    class Header(tarfile.TarInfo):
        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
            try:
                header = super().frombuf(buf, encoding, errors)
            except tarfile.HeaderError as error:
                if str(error) != _TAR_END:
                    stops.append(str(error))
                raise
            if header.type in _ABOUT_MEMBERS and header.size > _HEADER:
                raise UnreadableError(f"holds a name or remark of {header.size:,} bytes, as no archive needs")
            return header

    return Header
