"""The whole records of a WARC file, one after another; behind damage, from the next header on."""

import re
import zlib
from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from provaudit.ingest.inflate import BombError, Budget, is_squeezed
from provaudit.ingest.warc_bytes import Stretch

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_DAMAGES = 1000
"""Times that reading is taken up again behind damage (chosen)."""

_SCANNED = 1_048_576
"""Bytes that are searched at once for the next record (chosen)."""

_PROBE = 1024
"""Packed bytes that show whether a gzip member begins a record (chosen)."""

_PACKED = b"\x1f\x8b\x08"
_BEGIN = b"WARC/"
_HEADER = re.compile(rb"WARC/\d\.\d+\r?\n(?:[^\r\n:]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n")
_LENGTH = re.compile(rb"\nContent-Length:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_ONCE = re.compile(rb"\n(WARC-Type|WARC-Record-ID|WARC-Date|Content-Length):", re.IGNORECASE)
_END = b"\r\n\r\n"
_LOOSE_END = re.compile(rb"[\r\n]{0,3}(?=WARC/|\Z)")  # other than the standard has it

Fault = Callable[[int, str], None]
"""Told where in the file something is wrong, and what."""


class Whole(NamedTuple):
    """A whole record: its first byte in the file, its headers, its block (null: larger than is wanted)."""

    place: int
    record: "WarcRecord"
    block: bytes | None


class _ManyError(Exception):
    """The file is damaged in more places than are read on behind."""


def whole_records(file: BinaryIO, budget: Budget, most: int, fault: Fault) -> Iterator[Whole]:
    """Yield the records of an open file, blocks of at most `most` bytes; tell `fault` what is damaged or cut off.

    A record is whole where its block ends where its header says, and the check of a packed one does not refute it.
    One that unpacks to more than the budget allows is told, too; raises BombError where that comes too often.
    """
    tell = _Teller(fault)
    packed = _is_packed(file)
    start: int | None = 0
    try:
        if packed and not is_squeezed(_head(file)):
            tell.damage(0, "no packed record begins here")
            start = _next_member(file, 1)
        while start is not None:
            damage = yield from _run(Stretch(file, start, budget, packed=packed), most, tell, budget)
            start = None if damage is None else _next_member(file, damage + 1)
    except _ManyError:
        fault(tell.last, f"is damaged in more than {_DAMAGES:,} places; what comes behind is not read")


class _Teller:
    """Tells what is wrong, each place once."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault
        self._told: set[int] = set()
        self.last = 0
        self._count = 0

    def damage(self, place: int, what: str) -> None:
        """Tell of damage behind which reading goes on, if it does; raise _ManyError if it did so often."""
        self._count += 1
        self.last = place
        if self._count > _DAMAGES:
            raise _ManyError
        self._fault(place, what)

    def zeros(self, stretch: Stretch) -> None:
        """Tell of zero bytes between packed members: a record may have been there."""
        for place, count in stretch.zeros():
            if place not in self._told:
                self._told.add(place)
                self.damage(place, f"{count:,} zero bytes stand where no record is")


def _run(stretch: Stretch, most: int, tell: _Teller, budget: Budget) -> Generator[Whole, None, int | None]:
    """Yield the whole records of a stretch; return the byte of the file where it was damaged, null for none."""
    try:
        return (yield from _sound(stretch, most, tell))
    except BombError as bomb:
        if budget.over:
            raise
        place = stretch.place()
        tell.damage(place, f"{bomb}; it is left out")
        return place


def _sound(stretch: Stretch, most: int, tell: _Teller) -> Generator[Whole, None, int | None]:
    told = False
    while stretch.newlines():
        tell.zeros(stretch)
        place, back = stretch.place(), stretch.way_back()
        found = _record(stretch, most, place)
        if isinstance(found, Whole):
            yield found
            continue
        if found.passed:
            stretch = back()
        more = stretch.next_header()
        told = not more and stretch.damage is not None
        tell.damage(place, str(stretch.damage) if told else found.what)
        if not more:
            break
    tell.zeros(stretch)
    if stretch.damage is None:
        return None
    if not told:
        tell.damage(stretch.damage.place, str(stretch.damage))
    return stretch.damage.place


class _Wrong(NamedTuple):
    """What is wrong with a record, and whether it was gone past."""

    what: str
    passed: bool = False


def _record(stretch: Stretch, most: int, place: int) -> Whole | _Wrong:
    """Return the record that begins where a stretch stands and go past it, or what is wrong with it."""
    from fastwarc.warc import WarcRecord  # noqa: PLC0415 -- an extra, not needed for --help

    head = stretch.header()
    length = _length(head)
    if isinstance(length, str):
        return _Wrong(length)
    if length > most:
        stretch.skip(len(head) + length - len(_END))
        if not _ends(stretch, len(_END)):
            return _Wrong("is cut off, or states a wrong length", passed=True)
        stretch.skip(len(_END))
        return Whole(place, WarcRecord.from_bytes(head), None)
    size = len(head) + length
    if not _ends(stretch, size):
        return _Wrong("is cut off, or states a wrong length")
    if _is_refuted(stretch, size):
        return _Wrong("is damaged")
    block = bytes(stretch.held[len(head) : size])
    stretch.skip(size)
    return Whole(place, WarcRecord.from_bytes(head), block)


def _length(head: bytes) -> int | str:
    """Return how many bytes a header says that its record's block has, or what is wrong with it."""
    once = [name.lower() for name in _ONCE.findall(head)]
    if not _HEADER.fullmatch(head) or len(once) > len(set(once)):
        return "Invalid WARC header, or one that is cut off"
    stated = _LENGTH.search(head)
    return int(stated[1]) if stated else "states no length"


def _ends(stretch: Stretch, size: int) -> bool:
    """Return whether a record can end behind so many bytes: at what stands between two, or at the end of all."""
    wanted = size + len(_END)
    there = stretch.fill(wanted + 1)  # one more: the check of a packed member is known when the next begins
    if there < size:
        return False
    end = bytes(stretch.held[size:wanted])
    if end == _END or (there < wanted and _END.startswith(end)):
        return True
    stretch.fill(wanted + len(_BEGIN))
    loose = _LOOSE_END.match(stretch.held, size)
    if loose is None:
        return False
    missing = len(_END) - len(loose[0])  # in the block, where that ends as an end begins
    return bytes(stretch.held[size - missing : size]) != _END[:missing]


def _is_refuted(stretch: Stretch, size: int) -> bool:
    """Return whether a record is all that its packed member holds, and the check of that is another."""
    damage = stretch.damage
    return (
        damage is not None
        and damage.refuted
        and len(stretch.held) <= size + len(_END)
        and stretch.begins_member()
        and damage.place == stretch.place()
    )


def _is_packed(file: BinaryIO) -> bool:
    """Return whether the records are packed, which those behind tell where the first is damaged."""
    head = _head(file)
    return is_squeezed(head) or (not head.startswith(_BEGIN) and _next_member(file, 0) is not None)


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(_PROBE)


def _next_member(file: BinaryIO, floor: int) -> int | None:
    """Return where the next packed record begins, at or behind a byte of the file."""
    for place in places(file, floor, _PACKED):
        file.seek(place)
        if _begins_record(file.read(_PROBE)):
            return place
    return None


def places(file: BinaryIO, floor: int, mark: bytes) -> Iterator[int]:
    """Yield where the bytes of a mark stand, from `floor` on."""
    while True:
        file.seek(floor)
        block = file.read(_SCANNED)
        found = block.find(mark)
        while found >= 0:
            yield floor + found
            found = block.find(mark, found + 1)
        if len(block) < _SCANNED:
            return
        floor += len(block) - len(mark) + 1


def _begins_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(packed, 5) == b"WARC/"
    except zlib.error:
        return False
