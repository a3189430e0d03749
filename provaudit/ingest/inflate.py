"""Compressed bytes to bytes, block by block: never more memory than a block, never more than a bomb is allowed."""

import bz2
import lzma
import zlib
from collections import deque
from typing import Any, BinaryIO, Protocol

from provaudit.ingest.batch import UnreadableError

BLOCK = 262_144
"""Bytes that are read at once (chosen)."""

_FREE = 256 * 1024 * 1024
"""Bytes that any packed input may unpack to (chosen)."""

_RATIO = 200
"""Beyond those, times its own size that a packed input may unpack to (chosen: text packs 3 to 30 times smaller,
pages of one template up to 100, a bomb 1,000 and more)."""

_BOMBS = 3
"""Times that one packed input may unpack to too much: what lies behind the first ones is read (chosen)."""

_XZ_MEMORY = 256 * 1024 * 1024
"""Bytes of dictionary that an xz file may ask for; its strongest preset wants 65 MiB."""

_MAGIC = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_FAULTS = (zlib.error, lzma.LZMAError, OSError, EOFError)


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""


class BombError(UnreadableError):
    """A packed input unpacks to far more than articles would."""


class DamageError(UnreadableError):
    """A packed input is cut off or damaged: in the member at byte `place`, or there stands no member."""

    def __init__(self, message: str, place: int, *, refuted: bool) -> None:
        """Take what is wrong and where; `refuted`: what came out of the member is not what went in."""
        super().__init__(message)
        self.place, self.refuted = place, refuted


class Budget:
    """How many bytes may still come out of one packed input, however deep they lie in it."""

    def __init__(self, packed: int) -> None:
        """Allow what an input of so many packed bytes may unpack to."""
        self._allowed = max(_FREE, _RATIO * packed)
        self._left, self._bombs = self._allowed, 0

    @property
    def over(self) -> bool:
        """Whether nothing more is to be read: it unpacked to too much too often."""
        return self._bombs >= _BOMBS

    def spend(self, count: int) -> None:
        """Take off so many bytes; raise BombError where they were not left. Behind a bomb there are as many again."""
        self._left -= count
        if self._left < 0:
            self._bombs += 1
            self._left = 0 if self.over else self._allowed
            raise BombError(
                f"unpacks to more than {_RATIO} times the size of what it came in, as no articles do (if it is meant "
                "to, unpack it and name its files)"
            )


def is_squeezed(head: bytes) -> bool:
    """Return whether a file that begins so is compressed by gzip, bzip2 or xz."""
    return head.startswith(_MAGIC)


class Inflated:
    """A file compressed by gzip, bzip2 or xz, also in several members, as the bytes that it unpacks to."""

    def __init__(self, file: BinaryIO, budget: Budget) -> None:
        """Take an open file and what may come out of it; raise UnreadableError if it is not so compressed."""
        self._file, self._budget = file, budget
        self._members = deque([(0, file.tell())])
        self._rest = file.read(BLOCK)
        if not is_squeezed(self._rest):
            raise UnreadableError("is not compressed by gzip, bzip2 or xz, as its name says")
        self._member: Any = _unpacker(self._rest)
        self._count = 0
        self._damage: Exception | None = None
        self.zeros: list[tuple[int, int]] = []  # (first byte, count) of those that stand between two members

    def read(self, size: int = BLOCK, /) -> bytes:
        """Return at most so many bytes, none at the end; raise DamageError where it is cut off or damaged.

        What was unpacked before the damage is returned first.
        """
        data = b""
        if self._damage is None:
            try:
                data = self._read(size)
            except _FAULTS as error:
                self._damage = error
        if self._damage is not None and not data:
            raise self._error(self._damage) from self._damage
        self._count += len(data)
        self._budget.spend(len(data))
        return data

    def _error(self, error: Exception) -> DamageError:
        message = f"is damaged after {self._count:,} unpacked bytes: {error}"
        place = error.place if isinstance(error, _GapError) else self._members[-1][1]
        return DamageError(message, place, refuted=isinstance(error, zlib.error))

    def tell(self) -> int:
        """Return how many bytes have been unpacked."""
        return self._count

    def member(self, unpacked: int) -> tuple[int, int]:
        """Return the first unpacked byte of the member that holds one, and its first byte in the file.

        Never ask for an earlier one.
        """
        while len(self._members) > 1 and self._members[1][0] <= unpacked:
            self._members.popleft()
        return self._members[0]

    def _read(self, size: int) -> bytes:
        while True:
            if self._member.eof and not self._next_member():
                return b""
            hungry = not self._rest and getattr(self._member, "needs_input", True)
            if hungry:
                self._rest = self._file.read(BLOCK)
            ended = hungry and not self._rest
            data = self._decompressed(size)
            self._rest = getattr(self._member, "unconsumed_tail", b"")
            if data:
                return data
            if ended and not self._member.eof:
                raise EOFError("it is cut off there")

    def _decompressed(self, size: int) -> bytes:
        """Unpack some bytes; where zlib finds damage behind some, keep that for the next call."""
        before = self._member.copy() if hasattr(self._member, "copy") else None
        try:
            data: bytes = self._member.decompress(self._rest, size)
        except zlib.error as error:
            data = _before_damage(before, self._rest, size)
            if not data:
                raise
            self._damage = error
        return data

    def _next_member(self) -> bool:
        """Go on to what stands behind the end of a member; only padding may stand behind the last one."""
        self._rest = self._member.unused_data or self._file.read(BLOCK)
        begin = self._file.tell() - len(self._rest)
        while self._rest and not self._rest.strip(b"\0"):
            self._rest = self._file.read(BLOCK)
        self._rest = self._rest.lstrip(b"\0")
        if not self._rest:
            return False
        if len(self._rest) < max(map(len, _MAGIC)):
            self._rest += self._file.read(BLOCK)
        place = self._file.tell() - len(self._rest)
        if not is_squeezed(self._rest):
            raise _GapError(begin)
        if place > begin:
            self.zeros.append((begin, place - begin))
        self._member = _unpacker(self._rest)
        self._members.append((self._count, place))
        return True


class _GapError(EOFError):
    """What stands behind a member is none."""

    def __init__(self, place: int) -> None:
        super().__init__("bytes follow that are not compressed, or not wholly there")
        self.place = place


def _before_damage(member: Any, packed: bytes, size: int) -> bytes:
    """Return what unpacks before zlib finds damage, which it finds within `size` unpacked bytes."""
    found = bytearray()
    while size:
        tried = member.copy()
        try:
            data = tried.decompress(packed, size)
        except zlib.error:
            size //= 2
            continue
        if not data:
            break
        found += data
        member, packed = tried, tried.unconsumed_tail
    return bytes(found)


def _unpacker(head: bytes) -> Any:
    if head.startswith(_MAGIC[0]):
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    return bz2.BZ2Decompressor() if head.startswith(_MAGIC[1]) else lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
