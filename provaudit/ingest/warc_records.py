"""The whole records of a WARC file, one after another; behind damage, from the next whole one on."""

import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from provaudit.ingest.batch import UnreadableError
from provaudit.ingest.inflate import BombError, Budget, Inflated, is_squeezed

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_RESTARTS = 1000
"""Times that reading is taken up again behind damage (chosen)."""

_SCANNED = 1_048_576
"""Bytes that are searched at once for the next record (chosen)."""

_PROBE = 1024
"""Packed bytes that show whether a gzip member begins a record (chosen)."""

_MAGIC = 6
_PACKED = b"\x1f\x8b\x08"
_PLAIN = b"\nWARC/1."
_ENDS_HEADERS = b"\r\n\r\n"
_ENDS_RECORD = b"\r\n\r\n"
_SWALLOWED = (_PLAIN, b"\nWARC-Type:")

Fault = Callable[[int, str], None]
"""Told where in the file something is wrong, and what."""


class Whole(NamedTuple):
    """A whole record: its first byte in the file, its headers, its block (null: larger than is wanted)."""

    place: int
    record: "WarcRecord"
    block: bytes | None


def whole_records(file: BinaryIO, budget: Budget, most: int, fault: Fault) -> Iterator[Whole]:
    """Yield the records of an open file, blocks of at most `most` bytes; tell `fault` what is damaged or cut off.

    Raises BombError where a packed file unpacks to more than the budget allows.
    """
    start: int | None = 0
    stated, told = 0, False
    held = ""  # what is wrong at `start`, where reading it once more will show whether it is whole
    for _ in range(_RESTARTS):
        place, met = start or 0, False
        try:
            for found in _run(file, place, budget, most):
                if held and found.place != place:
                    fault(place, held)
                place, met, told, held = found.place, True, False, ""
                stated = found.record.content_length
                yield found
        except BombError:
            raise
        except (OSError, UnreadableError) as error:
            start, behind = _next_start(file, place + 1), _behind(file, place, stated) if met else place
            ahead = met and start is not None and behind == start and _mark(file) is _PACKED
            held = str(error) if ahead else ""  # unpacking may have failed in the record behind that one
            if not told and not held:
                fault(place if behind is None else behind, str(error))
            told = not held
        else:
            if held:
                fault(place, held)
            return
        if start is None:
            return
    fault(start or 0, f"is damaged in more than {_RESTARTS:,} places; what comes behind is not read")


def _run(file: BinaryIO, start: int, budget: Budget, most: int) -> Iterator[Whole]:
    """Yield records from a byte of the file on until one is not whole; raise UnreadableError or OSError there."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 -- an extra, not needed for --help

    file.seek(start)
    squeezed = is_squeezed(file.read(_MAGIC))
    file.seek(start)
    stream: Any = Inflated(file, budget) if squeezed else file
    for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False):
        stated = record.content_length
        block = record.reader.read(stated) if stated <= most else None
        length = record.consume() if block is None else len(block)
        place = stream.place(record.stream_pos) if squeezed else record.stream_pos
        if length < stated or not (record.headers.get("Content-Length") or "").strip().isdigit():
            raise UnreadableError("is cut off")
        if block and all(mark in block for mark in _SWALLOWED):
            raise UnreadableError("states a length that reaches into the next record")
        yield Whole(place, record, block)


def _behind(file: BinaryIO, place: int, stated: int) -> int | None:
    """Return where the record behind a whole one begins, however damaged; null where none seems to."""
    if _mark(file) is _PACKED:
        return next(places(file, place + 1, _PACKED), None)
    body = next(places(file, place, _ENDS_HEADERS), None)
    return None if body is None else body + len(_ENDS_HEADERS) + stated + len(_ENDS_RECORD)


def _mark(file: BinaryIO) -> bytes:
    file.seek(0)
    return _PACKED if is_squeezed(file.read(_MAGIC)) else _PLAIN


def _next_start(file: BinaryIO, floor: int) -> int | None:
    """Return where the next record begins, or seems to, at or behind a byte of the file."""
    mark = _mark(file)
    for place in places(file, floor, mark):
        if mark is _PLAIN:
            return place + 1
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
