"""A pile that goes by part by part: its texts are handed on, its metadata and its problems are kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

import polars as pl

from provaudit.errors import InputError
from provaudit.frames import METADATA, PROBLEMS, require
from provaudit.ingest.batch import FIELDS, KEPT, Problem
from provaudit.ingest.bounded import bounded
from provaudit.ingest.clean import composed_column, composed_markup, metadata_column, normal_column, printable
from provaudit.ingest.dates import dated, day
from provaudit.ingest.identity import identified
from provaudit.ingest.ids import named
from provaudit.ingest.languages import language_column
from provaudit.ingest.sharing import Share

_CLEANED = [name for name in (*FIELDS, *KEPT) if name not in ("id", "text", "known_by")]
_NAMES = ("title", "outlet", "byline")
"""Fields that are equal however their accents are written; what an article is known by stays as it is stated."""

_LISTED = 5
"""Problems that an error repeats (chosen; the first ones nearly always tell)."""

_LONGEST = 64_000_000
"""Bytes of a text: twenty times War and Peace; each costs seventy of memory where it is audited (chosen)."""


@dataclass(frozen=True)
class Inputs:
    """What was read (ARTICLES, or METADATA where the texts went by) and what could not be (PROBLEMS)."""

    articles: pl.DataFrame
    problems: pl.DataFrame


class Stream:
    """The articles of a pile, once, in reading order; memory holds one part of the texts at a time."""

    def __init__(
        self, parts: Callable[[Share | None], Iterator[pl.DataFrame]], problems: list[Problem]
    ) -> None:
        """Take what gives the pile as RAW frames, and the list to which that adds what is wrong."""
        self._open = parts
        self._parts: Iterator[pl.DataFrame] | None = None
        self._problems = problems
        self._passed: list[Problem] = []
        self._metadata: list[pl.DataFrame] = []
        self._days: tuple[date, date] | None = None
        self._zone = "UTC"
        self._newest: date | None = None

    def of_days(self, first: date, last: date, zone: str = "UTC") -> Self:
        """Pass over the articles that are dated before the first of these days of a zone or after the last."""
        self._days, self._zone = (first, last), zone
        return self

    def texts(self, share: Share | None = None) -> Iterator[pl.Series]:
        """Yield the cleaned texts, "text", part by part: each text once, however often this is called.

        `share` opens what reads many pages at once; without it they are read one after another.
        """
        if self._parts is None:
            self._parts = self._open(share)
        for raw in self._parts:
            text = normal_column(pl.col("text"))
            cleaned = raw.with_columns(text, *map(metadata_column, map(pl.col, _CLEANED)))
            worded = cleaned["text"].str.contains(r"[\pL\pN]").fill_null(value=False)
            fits = cleaned["text"].str.len_bytes().fill_null(0) <= _LONGEST
            self._passed.extend(
                _passed_over(cleaned.filter(~worded), "the text is empty; there is nothing to audit")
            )
            self._passed.extend(_passed_over(cleaned.filter(~fits), _too_long()))
            articles = self._those(dated(cleaned.filter(worded & fits)))
            if articles.height:
                language = language_column(pl.col("language"))
                self._metadata.append(articles.drop("text").with_columns(language))
                yield articles["text"]

    def finished(self) -> Inputs:
        """Return the METADATA of all articles and the PROBLEMS; texts that nobody asked for are passed over.

        Raises InputError if not one article could be read.
        """
        for _ in self.texts():
            pass
        problems = bounded([*self._problems, *self._passed])
        if not self._metadata:
            raise InputError(self._none_of_days() or _nothing(problems))
        articles, doubles = named(identified(pl.concat(self._metadata)))
        problems += [*doubles, *_undated(articles)]
        named_alike = articles.with_columns(*map(composed_column, _NAMES), composed_markup(pl.col("markup")))
        metadata = require(named_alike.with_row_index("article"), METADATA, "ingest")
        return Inputs(metadata, pl.DataFrame(problems, schema=PROBLEMS, orient="row"))

    def _those(self, articles: pl.DataFrame) -> pl.DataFrame:
        if self._days is None:
            return articles
        days = articles.select(day=day(self._zone))["day"]
        self._newest = max((one for one in (self._newest, days.max()) if isinstance(one, date)), default=None)
        return articles.filter(days.is_between(*self._days) | days.is_null())

    def _none_of_days(self) -> str:
        if self._days is None or self._newest is None:
            return ""
        first, last = self._days
        return f"no article is of the days {first} to {last}; the newest is of {self._newest}"


def _too_long() -> str:
    return f"the text has more than {_LONGEST // 1_000_000} MB, as no article has; it is left out"


def _passed_over(rows: pl.DataFrame, message: str) -> list[Problem]:
    return [
        Problem(path, f"{place}: {message}" if place else message)
        for path, place in rows.select("path", "place").iter_rows()
    ]


def _undated(articles: pl.DataFrame) -> list[Problem]:
    """Name once a file the dates that it states and that are not understood."""
    odd = articles.filter(pl.col("published").is_not_null() & pl.col("published_at").is_null())
    files = odd.group_by("path", maintain_order=True).agg(
        pl.len(), pl.col("published", "id", "place").first()
    )
    return [
        Problem(
            path,
            f"{count} {'date was' if count == 1 else 'dates were'} not understood and"
            f' {"counts" if count == 1 else "count"} as unknown, first "{printable(stated, 40)}"'
            f" (article {printable(name)}{f', {place}' if place else ''});"
            " expected e.g. 2024-06-14 or 2024-06-14T10:30",
        )
        for path, count, stated, name, place in files.iter_rows()
    ]


def _nothing(problems: Sequence[Problem]) -> str:
    if not problems:
        return "no article to audit: name a file, a folder or `-`"
    if len(problems) == 1:
        return f"{problems[0].path}: {problems[0].message}"
    lines = [f"  {path}: {message}" for path, message in problems[:_LISTED]]
    more = len(problems) - _LISTED
    return "\n".join(
        ["no article could be read:", *lines, *([f"  and {more} more problems"] if more > 0 else [])]
    )
