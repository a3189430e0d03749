"""Addresses to what they give, each fetched when its turn comes."""

from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import urlsplit

from provaudit.ingest.batch import Problem, Source, UnreadableError
from provaudit.ingest.html import require_web
from provaudit.ingest.paths import format_of
from provaudit.ingest.sniff import sniffed
from provaudit.ingest.web import Web

_KINDS = MappingProxyType(
    {
        "text/html": "html", "application/xhtml+xml": "html", "text/csv": "csv", "application/json": "json",
        "application/x-ndjson": "jsonl", "application/jsonl": "jsonl", "application/warc": "warc",
        "application/rss+xml": "xml", "application/atom+xml": "xml", "application/rdf+xml": "xml",
        "application/xml": "xml", "text/xml": "xml", "application/zip": "zip",
    }
)  # fmt: skip
"""Media types to formats; any other is told from the file's name, or from its first bytes."""

_BINARY = frozenset({"zip", "tar", "warc", "squeezed", "parquet"})


def fetched(sources: Collection[Source], problems: list[Problem], web: Web) -> Iterator[Source]:
    """Yield the sources, in place of each address what it gives; add to problems what cannot be fetched."""
    with ExitStack() as stack:
        fetcher = None
        for source in sources:
            if source.format != "address":
                yield source
                continue
            if fetcher is None:
                require_web("addresses", "httpx", "protego")
                from provaudit.ingest.fetching import fetching  # noqa: PLC0415 -- an extra, and slow to import

                fetcher = stack.enter_context(
                    fetching(web, (one.name for one in sources if one.format == "address"))
                )
            try:
                found = fetcher.get(source.name)
            except UnreadableError as error:
                problems.append(source.problem(str(error)))
                continue
            yield replace(
                source,
                format=_format(found.url, found.content_type, found.body),
                data=found.body,
                url=found.url,
                content_type=found.content_type,
            )


def _format(url: str, content_type: str | None, body: bytes) -> str:
    """Return the format of what was fetched: what its first bytes prove, what the server says, what its name says."""
    proven = sniffed(body)
    if proven in _BINARY:
        return proven
    kind = (content_type or "").partition(";")[0].strip().lower()
    named = format_of(PurePosixPath(urlsplit(url).path).name)
    return _KINDS.get(kind) or (named if named not in _BINARY else None) or proven
