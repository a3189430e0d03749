"""WARC files, compressed or not, to the HTML pages that they hold; what is damaged is passed over by name."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from provaudit.ingest.batch import Problem, Source, UnreadableError
from provaudit.ingest.clean import printable
from provaudit.ingest.html import MOST, require_web
from provaudit.ingest.inflate import Budget
from provaudit.ingest.transfer import decoded, unchunked
from provaudit.ingest.warc_records import Whole, whole_records

_NAMED = 1000
"""Records of a file that are named each as damaged or unreadable; the rest is counted (chosen)."""

_HTTP = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"
_OK = range(200, 300)
_SNIFFED = 1024
_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body")
_LONGEST = 1000
"""Characters of an address that names a page (chosen)."""


def pages(source: Source, problems: list[Problem], budget: Budget) -> Iterator[Source]:
    """Yield the HTML pages of a WARC file; what else it holds, and what is damaged, is added to the problems.

    Raises BombError where it unpacks to more than the budget allows.
    """
    require_web("WARC files", "fastwarc")
    crawl = _Crawl(source)
    with source.open() as file:
        for found in whole_records(file, budget, MOST, crawl.damaged):
            crawl.records += 1
            if page := crawl.page(found):
                yield page
    problems.extend(crawl.problems())


@dataclass
class _Crawl:
    """What is known of a WARC file when its records have gone by."""

    source: Source
    records: int = 0
    found: int = 0
    cut: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    faults: list[Problem] = field(default_factory=list)
    count: int = 0  # of faults

    def page(self, found: Whole) -> Source | None:
        """Return a record as a page to be read; null where it is none, which is counted or named."""
        headers = found.record.headers
        url = (headers.get("WARC-Target-URI") or "").strip("<> ") or None
        name = printable(url or str(found.place), _LONGEST)
        try:
            page = _page(found)
        except (UnreadableError, OSError) as error:
            self._add(Problem(f"{self.source.shown}#{name}", printable(str(error), 200)))
            return None
        if isinstance(page, str):
            if page:
                self.passed[page] += 1
            return None
        self.found += 1
        self.cut += "WARC-Truncated" in headers
        return replace(page, shown=f"{self.source.shown}#{name}", key=f"{self.source.key}#{name}", url=url)

    def damaged(self, place: int, what: str) -> None:
        """Keep what is wrong behind a byte of the file."""
        self._add(self.source.problem(printable(what, 200), f"the record at or behind byte {place:,}"))

    def _add(self, problem: Problem) -> None:
        self.count += 1
        if self.count <= _NAMED:
            self.faults.append(problem)

    def problems(self) -> Iterator[Problem]:
        """Yield what is worth saying of the file."""
        yield from self.faults
        if self.count > _NAMED:
            yield self.source.problem(f"{self.count - _NAMED:,} more records like these are left out")
        if not self.records:
            yield self.source.problem("is no WARC file, or an empty one")
        elif not self.found:
            yield self.source.problem("the file holds no HTML pages")
        if self.passed:
            counts = ", ".join(f"{count:,} {what}" for what, count in sorted(self.passed.items()))
            yield self.source.problem(f"left out as no articles: {counts}")
        if self.cut:
            yield self.source.problem(f"{self.cut:,} pages were cut off by the crawler (WARC-Truncated)")


def _page(found: Whole) -> Source | str:
    """Return a record's page, or what it is instead: "" for what goes with a page, as its request does."""
    from fastwarc.warc import WarcRecord, WarcRecordType  # noqa: PLC0415 -- an extra, not needed for --help

    record, block = found.record, found.block
    again = record.record_type == WarcRecordType.revisit
    if again or record.record_type == WarcRecordType.continuation:
        return "repeated pages (revisit records)" if again else "pieces of records that were cut in several"
    if record.record_type in (WarcRecordType.unknown, WarcRecordType.no_type):
        stated = record.headers.get("WARC-Type")
        raise UnreadableError(f"is of a kind that there is not (WARC-Type: {stated or 'not stated'})")
    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        return ""
    if block is None:
        raise UnreadableError(f"is larger than a page may be ({MOST >> 20} MB)")
    body, coding, kind = block, None, record.headers.get("Content-Type")
    if record.record_type == WarcRecordType.response:
        message = WarcRecord.from_bytes(
            _HTTP % len(block) + block
        )  # its own: the iterator's must stay as it is
        message.parse_http(auto_decode="none")
        http = message.http_headers
        if http is None or not http.status_code:
            return "responses that are not HTTP"
        if http.status_code not in _OK:
            return "redirects and errors"
        body = unchunked(message.reader.read(), http.get("Transfer-Encoding"))
        coding, kind = http.get("Content-Encoding"), http.get("Content-Type")
    if not _is_html(kind, body):
        return "responses that are not HTML"
    return Source("", "", "", "html", decoded(body, coding, MOST), content_type=kind)


def _is_html(kind: str | None, body: bytes) -> bool:
    if kind:
        return "html" in kind.lower()
    return any(mark in body[:_SNIFFED].lower() for mark in _MARKS)
