"""Bodies of HTTP messages as they were sent to what they are, within a limit."""

import io
import zlib
from collections.abc import Callable
from types import MappingProxyType

from provaudit.ingest.batch import UnreadableError
from provaudit.ingest.inflate import Budget, Inflated, Readable, is_squeezed

_PLAIN = frozenset({"", "identity", "none"})


def decoded(body: bytes, coding: str | None, most: int) -> bytes:
    """Return a body without its Content-Encoding; raise UnreadableError if it is damaged or has more than `most` bytes.

    A body that is not packed although it is said to be is returned as it is: crawlers unpack and keep the header.
    """
    for name in reversed([part.strip().lower() for part in (coding or "").split(",")]):
        if name in _PLAIN:
            continue
        if name not in _READERS:
            raise UnreadableError(f"is sent in the coding {name!r}, expected one of {', '.join(_READERS)}")
        body = _within(_READERS[name](body), most)
    return body


def _within(reader: Readable, most: int) -> bytes:
    found = bytearray()
    try:
        while len(found) <= most and (block := reader.read(min(most, _BLOCK))):
            found += block
    except (OSError, zlib.error) as error:
        raise UnreadableError(f"is damaged on its way: {error}") from error
    if len(found) > most:
        raise UnreadableError(f"unpacks to more than {most >> 20} MB, as no page does")
    return bytes(found)


def _gzip(body: bytes) -> Readable:
    packed = io.BytesIO(body)
    return Inflated(packed, Budget(len(body))) if is_squeezed(body) else packed


class _Deflate:
    """Bytes packed by deflate: with zlib's header, as the standard has it, or without, as some servers do."""

    def __init__(self, body: bytes) -> None:
        self._rest = body
        headed = (
            len(body) > 1 and body[0] & 0x0F == zlib.DEFLATED and int.from_bytes(body[:2], "big") % 31 == 0
        )
        self._packed = zlib.decompressobj(zlib.MAX_WBITS if headed else -zlib.MAX_WBITS)

    def read(self, size: int, /) -> bytes:
        data = self._packed.decompress(self._rest, size)
        self._rest = self._packed.unconsumed_tail
        return data


def _brotli(body: bytes) -> Readable:
    from fastwarc.stream_io import BrotliReader  # noqa: PLC0415 -- an extra

    reader: Readable = BrotliReader(io.BytesIO(body))
    return reader


_BLOCK = 262_144
_READERS: MappingProxyType[str, Callable[[bytes], Readable]] = MappingProxyType(
    {"gzip": _gzip, "x-gzip": _gzip, "deflate": _Deflate, "br": _brotli}
)
