"""HTML pages: all visible text for the rules, the stretches that are the article for the lineage, the metadata."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import polars as pl

from provaudit.ingest.batch import Problem, Row, Source, UnreadableError, parted
from provaudit.ingest.clean import normal, sound
from provaudit.ingest.columns import Columns
from provaudit.ingest.encoding import decode
from provaudit.ingest.page_text import shown_lines

MOST = 16 * 1024 * 1024
"""Bytes of a page, unpacked; a hundred times the usual one (chosen)."""

_ELEMENT = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|article|main|title|meta|h1)[\s>/]", re.IGNORECASE
)


class Page(NamedTuple):
    """A page as a row of RAW, and what is worth saying of how it was read."""

    row: Row
    remark: str | None = None


def read_page(data: bytes, path: str, url: str | None = None, content_type: str | None = None) -> Page:
    """Read one page, unpacked; `path` names it in messages, `url` and `content_type` are those of its transfer.

    Raise UnreadableError where the bytes are no HTML page, or one without text.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 -- an extra, and not needed for --help

    if len(data) > MOST:
        raise UnreadableError(f"is {len(data) >> 20} MB, more than a page may have ({MOST >> 20} MB)")
    text, remark = decode(data)
    if not _ELEMENT.search(text):
        raise UnreadableError("is no HTML page: no element of one stands in it")
    tree = LexborHTMLParser(normal(sound(text)))
    lines = shown_lines(tree)
    if not lines:
        raise UnreadableError("the page shows no text; it may be one that scripts fill in")
    shown = "\n\n".join(line.text for line in lines)
    return Page(Row(path, path, None, url=url, text=shown), remark)


def read(
    sources: Iterable[Source], columns: Columns, problems: list[Problem], part: int
) -> Iterator[pl.DataFrame]:
    """Yield one row a page, in frames of about `part` characters."""
    del columns  # a page has none
    return parted(_rows(sources, problems), part)


def _rows(sources: Iterable[Source], problems: list[Problem]) -> Iterator[Row]:
    for source in sources:
        try:
            with source.open() as file:
                page = read_page(file.read(MOST + 1), source.shown, source.url, source.content_type)
        except UnreadableError as error:
            problems.append(source.problem(str(error)))
            continue
        except OSError as error:
            problems.append(source.problem(f"cannot be read: {error.strerror or error}"))
            continue
        if page.remark:
            problems.append(source.problem(page.remark))
        yield page.row._replace(key=source.key)
