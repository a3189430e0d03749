"""Many pages: a few are read here, a crawl's thousands by all processes that share the work."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from provaudit.ingest.batch import Problem, Row, Source
from provaudit.ingest.html import MOST, page
from provaudit.ingest.sharing import Share

_FEW = 40
"""Pages that one process reads by itself: as long as others would need to start (chosen; 3 s at 20 ms a page)."""

_BATCH = 16
"""Pages that are sent to another process at once (chosen)."""

_WEIGHT = 4 * 1024 * 1024
"""Bytes from which fewer pages are sent at once (chosen)."""


def rows(sources: Iterable[Source], problems: list[Problem], share: Share | None) -> Iterator[Row]:
    """Yield a row a page, in their order; add to problems what cannot be read."""
    held = _held(iter(sources), problems)
    few = [] if share is None else list(islice(held, _FEW))
    more = None if share is None else next(held, None)
    if more is None or share is None:
        for source in chain(few, held):
            yield from page(source, source.data or b"", problems)
        return
    with share() as run:
        for source in few:  # while the others start
            yield from page(source, source.data or b"", problems)
        for found, faults in run(_read, _batches(chain([more], held))):
            problems.extend(faults)
            yield from found


def _held(sources: Iterator[Source], problems: list[Problem]) -> Iterator[Source]:
    """Yield the sources with their bytes: where they lie may be gone when they are read."""
    for source in sources:
        try:
            with source.open() as file:
                data = file.read(MOST + 1)
        except OSError as error:
            problems.append(source.problem(f"cannot be read: {error.strerror or error}"))
            continue
        yield replace(source, data=data)


def _batches(sources: Iterator[Source]) -> Iterator[list[Source]]:
    batch: list[Source] = []
    weight = 0
    for source in sources:
        batch.append(source)
        weight += source.size()
        if len(batch) == _BATCH or weight > _WEIGHT:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _read(_store: object, sources: list[Source]) -> tuple[list[Row], list[Problem]]:
    """Read some pages, in whichever process."""
    problems: list[Problem] = []
    return [row for source in sources for row in page(source, source.data or b"", problems)], problems
