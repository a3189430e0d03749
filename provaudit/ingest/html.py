"""HTML pages: all visible text for the rules, the stretches that are the article for the lineage, the metadata."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import groupby
from typing import NamedTuple

from provaudit.errors import InputError
from provaudit.ingest.batch import Problem, Row, Source, UnreadableError
from provaudit.ingest.clean import printable, sound
from provaudit.ingest.encoding import refuse_binary
from provaudit.ingest.mislabelled import refuse_mislabelled
from provaudit.ingest.page_encoding import page_text
from provaudit.ingest.page_main import main_lines
from provaudit.ingest.page_metadata import Metadata, read_metadata
from provaudit.ingest.page_text import Line, shown_lines
from provaudit.ingest.page_titles import fold
from provaudit.ingest.page_words import about, day, writers

MOST = 8 * 1024 * 1024
"""Bytes of a page, unpacked: five times the largest of 267 pages of news outlets (chosen)."""

_ELEMENTS = 40_000
"""`<` that a page may have: seven times what the fullest of them has (chosen; at twice as many the time of the
parser, which grows with the square of their depth, would pass a minute)."""

_OPEN = (
    5_000  # elements that may be left open, so that nesting stays bounded (chosen: a second of the parser)
)
_ATTRIBUTES = 2_000  # words of one tag (chosen); the parser's time grows with their square
_LONG_TAG = 16_384  # characters from which a tag is looked at for them

_LINES = 5_000  # lines among which an article is sought (chosen: a second; time grows with their square)
_ENTRY = 60  # characters that a menu's entry has at the most (chosen)

_ELEMENT = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|article|main|title|meta|h1)[\s>/]", re.IGNORECASE
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NEEDED = ("selectolax", "trafilatura")


class Page(NamedTuple):
    """A page as a row of RAW, and what is worth saying of how it was read."""

    row: Row
    remark: str | None = None


def read_page(data: bytes, path: str, url: str | None = None, content_type: str | None = None) -> Page:
    """Read one page: `path` names it in messages, `url` and `content_type` are those of its transfer.

    Raise UnreadableError where the bytes are no HTML page, one without text, or one that no reader was meant for;
    InputError where the libraries for pages are not installed.
    """
    require_web()
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 -- an extra, and not needed for --help

    if len(data) > MOST:
        raise UnreadableError(f"is larger than {MOST >> 20} MB, which no article's page is")
    refuse_binary(data[:_LONG_TAG])
    decoded, remark = page_text(data, content_type)
    source = sound(decoded)
    refuse_mislabelled(source)
    if not _ELEMENT.search(source):
        raise UnreadableError("is no HTML page: it has none of its elements")
    refuse_excess(source)
    tree = LexborHTMLParser(source)
    known = read_metadata(tree, url)
    lines = shown_lines(tree)
    if not lines:
        raise UnreadableError("the page shows no text; scripts may have to fill it in")
    if len(lines) > _LINES:
        remark = f"has {len(lines):,} lines, too many to tell an article from the page around it: all of it is audited"
    kept = main_lines(tree, lines) if len(lines) <= _LINES else []
    text, main = _spans(lines, kept)
    row = Row(path, path, None, **_told(known, lines, kept)._asdict(), text=text, main=main)
    return Page(row, remark)


def page(source: Source, data: bytes, problems: list[Problem]) -> Iterator[Row]:
    """Yield the row of a source whose bytes are a page; where they cannot be read, add the problem instead."""
    try:
        found = read_page(data, source.shown, source.url, source.content_type)
    except UnreadableError as error:
        problems.append(source.problem(str(error)))
        return
    except Exception as error:  # noqa: BLE001 - two parsers of other people's markup: one page ends no crawl
        told = f"{type(error).__name__}: {printable(str(error), 200)}"
        problems.append(
            source.problem(f"cannot be read, which is a fault of provaudit; please report it ({told})")
        )
        return
    if found.remark:
        problems.append(source.problem(found.remark))
    yield found.row._replace(key=source.key)


def _told(known: Metadata, lines: list[Line], kept: list[int]) -> Metadata:
    """Return the metadata with what the page tells its readers alone: who wrote it where it states itself, the day."""
    house = fold(known.outlet or "")
    signed = bool(known.byline) and fold(known.byline or "") != house
    if signed and known.published:
        return known
    labels = about(lines, known.title, kept)
    named = None if signed else ", ".join(name for name in writers(labels) if fold(name) != house)
    return known._replace(byline=named or known.byline, published=known.published or day(labels))


def refuse_excess(source: str) -> None:
    """Raise UnreadableError for markup on which the parsers would spend minutes."""
    opened = source.count("<")
    closed = source.count("</") if opened > _OPEN else 0  # which takes longer, and most pages need not
    if opened > _ELEMENTS:
        raise UnreadableError(f"has {opened:,} elements, which no article's page has (at most {_ELEMENTS:,})")
    if opened - 2 * closed > _OPEN:
        raise UnreadableError(f"leaves {opened - 2 * closed:,} elements open (at most {_OPEN:,})")
    if any(_attributes(tag) > _ATTRIBUTES for tag in _long_tags(source)):
        raise UnreadableError(f"has an element with more than {_ATTRIBUTES:,} attributes")


def _long_tags(source: str) -> Iterator[str]:
    """Yield what stands behind a `<` with more than _LONG_TAG characters to the next: leaps over all others."""
    at = -1
    while at < len(source):
        leap = source.rfind("<", at + 1, at + 2 + _LONG_TAG)
        if leap < 0:
            leap = source.find("<", at + 1)
            leap = leap if leap >= 0 else len(source)
            if leap - at - 1 > _LONG_TAG:
                yield source[at + 1 : leap]
        at = leap


def _attributes(tag: str) -> int:
    """Return how many words a tag has that are not in quotation marks, its name among them."""
    head = tag.partition(">")[0]
    if head.count('"') % 2 or head.count("'") % 2:  # that `>` stands in a value
        head = _QUOTED.sub("", tag).partition(">")[0]
    return len(_QUOTED.sub("", head).split()) if len(head) > _LONG_TAG // 4 else 0


def _spans(lines: list[Line], kept: list[int]) -> tuple[str, list[dict[str, int]] | None]:
    """Return the page's text, and the stretches of it that are the article.

    A blank line stands between its lines, but not between the entries of a menu: they would fill a reader's screen.
    """
    inside, parts, starts, at = set(kept), list[str](), list[int](), 0
    for place, line in enumerate(lines):
        around = not inside.intersection((place, place + 1)) and bool(inside)
        parts += [line.text, "\n" if around and len(line.text) < _ENTRY else "\n\n"]
        starts.append(at)
        at += len(parts[-2]) + len(parts[-1])
    # Neighbours are one stretch: a number that grows as the places do stays the same among them.
    runs = [
        [place for _, place in run] for _, run in groupby(enumerate(kept), lambda pair: pair[1] - pair[0])
    ]
    main = [{"start": starts[run[0]], "end": starts[run[-1]] + len(lines[run[-1]].text)} for run in runs]
    return "".join(parts[:-1]), main or None


def require_web(what: str = "HTML pages", *needed: str) -> None:
    """Raise InputError where the libraries for pages, or for what else comes from the web, are not installed."""
    missing = [name for name in needed or _NEEDED if find_spec(name) is None]
    if missing:
        raise InputError(f"{what} need {' and '.join(missing)}: pip install 'provaudit[web]'")
