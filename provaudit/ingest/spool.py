"""Bytes that come in blocks to a source that can be read more than once: in memory, or in a temporary file."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from provaudit.ingest.batch import Source, UnreadableError
from provaudit.store import explained, scratch

_HELD = 32 * 1024 * 1024
"""Bytes that are held in memory; what is larger goes into a temporary file (chosen)."""


@contextmanager
def spooled(source: Source, blocks: Iterable[bytes]) -> Iterator[tuple[Source, UnreadableError | None]]:
    """Return the source with its bytes, and what ended them before their time; they last as long as the context."""
    held = bytearray()
    rest = iter(blocks)
    fault = _fill(held, rest)
    if fault or len(held) <= _HELD:
        yield replace(source, data=bytes(held)), fault
        return
    with scratch() as store:
        path = store.folder / "member"
        with explained(store.folder), path.open("wb") as file:
            file.write(held)
            held.clear()
            try:
                for block in rest:
                    file.write(block)
            except UnreadableError as error:
                fault = error
        yield replace(source, name=str(path), data=None), fault


def _fill(held: bytearray, blocks: Iterator[bytes]) -> UnreadableError | None:
    """Take blocks until there are more bytes than memory should hold; return what ended them, if anything did."""
    try:
        for block in blocks:
            held += block
            if len(held) > _HELD:
                break
    except UnreadableError as error:
        return error
    return None
