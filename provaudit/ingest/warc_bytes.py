"""The bytes of a WARC file as its records have them, unpacked where they are packed, up to damage."""

import re
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from provaudit.ingest.inflate import BLOCK, Budget, DamageError, Inflated

if TYPE_CHECKING:
    from collections.abc import Callable

_HEADER = 1_048_576
"""Bytes that the header of a record may have (chosen: addresses may hold whole images)."""

_PROBE = 16_384
"""Bytes that show whether a header begins (chosen)."""

_KEPT = 16  # bytes that may begin the version of a header, the rest of which is not read yet
_NEWLINES = re.compile(rb"[\r\n]+")
_BLANK = re.compile(rb"\r?\n\r?\n")
_VERSION = re.compile(rb"WARC/\d\.\d")
_BEGINS = re.compile(
    rb"WARC/\d\.\d+\r?\n(?:[^\r\n:]+:[^\r\n]*\r?\n){0,30}?WARC-Type:", re.IGNORECASE
)  # 30 lines: so that no text of many such beginnings takes long


class Stretch:
    """What stands in a file from one of its bytes on, up to its end or to damage in what packs it.

    `held[0]` is the byte where one stands; `damage` is what ended the stretch before its time, once it is met.
    """

    def __init__(self, file: BinaryIO, start: int, budget: Budget, *, packed: bool) -> None:
        """Take an open file, where to begin, and what may come out of it; raise UnreadableError if it is not packed."""
        file.seek(start)
        self._file, self._start, self._budget = file, start, budget
        self._packed = Inflated(file, budget) if packed else None
        self._at = 0
        self._over = False
        self.held = bytearray()
        self.damage: DamageError | None = None

    def fill(self, count: int) -> int:
        """Hold so many bytes, fewer only where no more come; return how many of them there are."""
        while len(self.held) < count and (block := self._read(BLOCK)):
            self.held += block
        return min(count, len(self.held))

    def _read(self, size: int) -> bytes:
        if self._over:
            return b""
        try:
            block = (self._packed or self._file).read(size)
        except DamageError as error:
            self.damage, block = error, b""
        self._over = not block
        return block

    def skip(self, count: int) -> bool:
        """Go on by so many bytes; return whether they were there."""
        self._at += count
        rest = count - len(self.held)
        del self.held[:count]
        if rest > 0 and self._packed is None:
            self._file.seek(rest - 1, 1)
            return bool(self._read(1))
        while rest > 0 and (block := self._read(min(rest, BLOCK))):
            rest -= len(block)
        return rest <= 0

    def place(self) -> int:
        """Return the byte of the file where one stands; in a packed one, where the member begins that holds it."""
        return self._packed.member(self._at)[1] if self._packed else self._start + self._at

    def begins_member(self) -> bool:
        """Return whether one stands at the first byte of a packed member."""
        return self._packed is not None and self._packed.member(self._at)[0] == self._at

    def way_back(self) -> "Callable[[], Stretch]":
        """Return what gives another stretch that stands where this one does now; the file is then read anew."""
        if self._packed is None:
            return partial(Stretch, self._file, self._start + self._at, self._budget, packed=False)
        begin, place = self._packed.member(self._at)
        return partial(_reread, self._file, place, self._budget, self._at - begin)

    def zeros(self) -> list[tuple[int, int]]:
        """Return, once, the (first byte, count) of zero bytes that were met between packed members."""
        if self._packed is None:
            return []
        found, self._packed.zeros = self._packed.zeros, []
        return found

    def newlines(self) -> bool:
        """Go on behind newlines; return whether anything comes there."""
        while self.fill(1):
            found = _NEWLINES.match(self.held)
            if found is None:
                return True
            self.skip(found.end())
        return False

    def header(self) -> bytes:
        """Return what stands up to the next empty line, with it; nothing where none comes."""
        size, there = 2048, -1
        while there < (there := self.fill(size)):
            if blank := _BLANK.search(self.held, 0, there):
                return bytes(self.held[: blank.end()])
            if size >= _HEADER:
                break
            size *= 4
        return b""

    def next_header(self) -> bool:
        """Go on to the next header behind the first byte, at the start of a line or not; return whether one comes."""
        self.skip(1)
        while self.fill(BLOCK):
            found = _VERSION.search(self.held)
            if found:
                self.skip(found.start())
                self.fill(_PROBE)
                if _BEGINS.match(self.held):
                    return True
                self.skip(1)
            else:
                if self._over:
                    break
                self.skip(max(1, len(self.held) - _KEPT))
        return False


def _reread(file: BinaryIO, member: int, budget: Budget, unpacked: int) -> Stretch:
    found = Stretch(file, member, budget, packed=True)
    found.skip(unpacked)
    return found
