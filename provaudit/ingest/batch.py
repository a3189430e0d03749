"""What passes between the rooms of the reader: a source to open, a row it gave, a problem it had."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

import polars as pl

from provaudit.errors import InputError
from provaudit.frames import ARTICLES

FIELDS = ("id", "title", "outlet", "byline", "published", "language", "url", "text")
"""What an input can say of an article."""

KEPT = ("known_by", "stated_outlet")
"""What an archive's own export says beside, so that its articles are known again; see `identity`."""

RAW = pl.Schema(
    dict.fromkeys(("path", "key", "place", *FIELDS), pl.String())
    | {name: ARTICLES[name] for name in ("markup", "main", *KEPT)}
)
"""One row an article as its file states it. key: the id it gets if it names none; place: "line 3",
null = whole file. Nothing is cleaned yet, but every string is valid Unicode; where `main` is stated, the text is
as `clean.normal` leaves it, so that its offsets hold."""


Markup = list[dict[str, str]]
"""What a source states beside its fields: `name` is one of model.MARKUP."""


class UnreadableError(InputError):
    """One input cannot be read; the message becomes a problem and the others are read on."""


class Problem(NamedTuple):
    """A row of PROBLEMS."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to open: `shown` is its name fit for print, `key` the default id of what it holds."""

    name: str  # no Path: of a million of them each would take half a kilobyte
    shown: str
    key: str
    format: str
    data: bytes | None = None  # already read: standard input, a member of an archive, a page of a crawl
    url: str | None = None  # where a page was fetched
    content_type: str | None = None  # as its server stated it

    @property
    def path(self) -> Path:
        """Return where the source lies."""
        return Path(self.name)

    def open(self) -> BinaryIO:
        """Open the source; raise OSError where that fails."""
        return self.path.open("rb") if self.data is None else io.BytesIO(self.data)

    def size(self) -> int:
        """Return how many bytes it has; raise OSError where that cannot be known."""
        return self.path.stat().st_size if self.data is None else len(self.data)

    def problem(self, message: str, place: str | None = None) -> Problem:
        """Return a problem of this source, at a place within it where one is known."""
        return Problem(self.shown, f"{place}: {message}" if place else message)


class Row(NamedTuple):
    """A row of RAW, for the formats that are read in Python."""

    path: str
    key: str
    place: str | None
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    text: str | None = None
    markup: Markup | None = None
    main: list[dict[str, int]] | None = None
    known_by: str | None = None
    stated_outlet: str | None = None

    @classmethod
    def stating(
        cls,
        path: str,
        key: str,
        place: str | None,
        found: Mapping[str, str | None],
        markup: Markup | None = None,
    ) -> "Row":
        """Return the row of a record from its fields, of which any may be missing."""
        kept = map(found.get, KEPT)
        return cls._make((path, key, place, *map(found.get, FIELDS), markup, None, *kept))


def parted(rows: Iterable[Row], part: int) -> Iterator[pl.DataFrame]:
    """Yield the rows as RAW frames, each of about `part` characters; the rows are taken as they are needed."""
    held: list[Row] = []
    size = 0
    for row in rows:
        held.append(row)
        size += sum(len(value) for value in row if value)
        if size >= part:
            yield _frame(held)
            held, size = [], 0
    if held:
        yield _frame(held)


def gathered(frames: Iterable[pl.DataFrame], part: int) -> Iterator[pl.DataFrame]:
    """Yield the frames with small ones joined, so that each has about `part` characters."""
    held: list[pl.DataFrame] = []
    size = 0
    for frame in frames:
        held.append(frame)
        size += int(frame["text"].str.len_chars().sum() or 0)
        if size >= part:
            yield pl.concat(held)
            held, size = [], 0
    if held:
        yield pl.concat(held)


def _frame(rows: Sequence[Row]) -> pl.DataFrame:
    columns = zip(*rows, strict=True)
    series = [pl.Series(name, values, RAW[name]) for name, values in zip(RAW, columns, strict=True)]
    return pl.DataFrame(series)
