"""Bodies of HTTP messages as they were sent to what they are, within a limit."""

import io
import re
import zlib
from collections.abc import Callable
from types import MappingProxyType

from provaudit.ingest.batch import UnreadableError
from provaudit.ingest.inflate import Budget, Inflated, Readable, is_squeezed

_PLAIN = frozenset({"", "identity", "none"})
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_SIZE = re.compile(rb"(?:\r?\n)?([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


def decoded(body: bytes, coding: str | None, most: int) -> bytes:
    """Return a body without its Content-Encoding; raise UnreadableError if it is damaged or has more than `most` bytes.

    A body that is not packed although it is said to be is returned as it is: crawlers unpack and keep the header, as
    those of CC-NEWS did until 2019 (commoncrawl/news-crawl, issue 30).
    """
    for name in reversed([part.strip().lower() for part in (coding or "").split(",")]):
        if name in _PLAIN or _is_charset(name):
            continue
        if name not in _READERS:
            raise UnreadableError(f"is sent in the coding {name!r}, expected one of {', '.join(_READERS)}")
        try:
            body = _within(_READERS[name](body), most)
        except _DamagedError:
            if not body.lstrip(_BEFORE).startswith(b"<"):
                raise
    return body


def unchunked(body: bytes, coding: str | None) -> bytes:
    """Return a body without the sizes of its chunks, where its Transfer-Encoding says that it has any (RFC 9112, 7.1).

    One that begins with none is returned as it is, as by `decoded`. Raise UnreadableError if it is damaged.
    """
    names = [part.strip().lower() for part in (coding or "").split(",")]
    size = _SIZE.match(body)
    if "chunked" not in names or not size:
        return body
    found = bytearray()
    while size and int(size[1], 16):
        found += body[size.end() : size.end() + int(size[1], 16)]
        at = size.end() + int(size[1], 16)
        size = _SIZE.match(body, at)
        if not size and body[at:].strip():
            raise UnreadableError(f"is damaged on its way: no chunk begins at byte {at:,}")
    return bytes(found)


def _is_charset(name: str) -> bool:
    """Whether a coding is the name of a character set, which stands there by mistake and packs nothing."""
    try:
        b"<".decode(name)
    except (LookupError, ValueError):
        return False
    return True


class _DamagedError(UnreadableError):
    """A body is not packed as it is said to be, or is damaged."""


def _within(reader: Readable, most: int) -> bytes:
    found = bytearray()
    try:
        while len(found) <= most and (block := reader.read(min(most, _BLOCK))):
            found += block
    except (OSError, zlib.error) as error:
        raise _DamagedError(f"is damaged on its way: {error}") from error
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
