"""`python -m bench.crawl [PAGES] [--workers N]`, in tests/: a crawl is read, audited and archived; pages a second.

The crawl is made of the sample's real pages (fundus), each with its own markup and metadata, over and over. So that
the copies are pages like any others and not each other's sources, every copy has other words of the sample in the
place of its own.
"""

import argparse
import gzip
import io
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from .command import audit_command, measured
from .corpora import FUNDUS
from .finding import Figure, Finding

PAGES = 4_000
_SHOWN = re.compile(rb"(?s)<(script|style)\b.*?</\1>|<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{4,}")


def measure(pages: int = PAGES, workers: int = 2) -> Finding:
    """Make a crawl, audit it with a new archive; return the pages a second of the whole command."""
    with tempfile.TemporaryDirectory(prefix="provaudit-bench-") as made:
        crawl, folder = Path(made) / "crawl.warc.gz", Path(made) / "archive"
        crawl.write_bytes(b"".join(records(pages)))
        out = Path(made) / "audit"
        options = ("--archive", folder, "--workers", str(workers))
        cost = measured(audit_command([crawl], "parquet", out, *options))
        audited = pl.scan_parquet(out / "articles.parquet").select(pl.len()).collect().item()
    figures = {
        "pages audited and archived": Figure(audited, n=pages),
        "pages a second": Figure(pages / cost.seconds),
        "CPU seconds": Figure(cost.processor),
        "peak GB, all processes": Figure(cost.peak / 1024**3),
    }
    return Finding(f"a crawl of {pages:,} pages, read, audited and archived, {workers} processes", figures)


def records(pages: int) -> Iterator[bytes]:
    """Yield the crawl, record by record, each packed by itself, as CC-NEWS has them."""
    texts = [gzip.decompress(path.read_bytes()) for path in sorted(FUNDUS.rglob("*.html.gz"))]
    words = sorted({word for text in texts for word in _WORD.findall(_bare(text))})
    for number in range(pages):
        page = _reworded(texts[number % len(texts)], words, random.Random(number))  # noqa: S311 - no secret
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Target-URI: https://crawled.example/{number}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1, mtime=0) as stream:
            stream.write(head.encode() + body + b"\r\n\r\n")
        yield packed.getvalue()


def _bare(page: bytes) -> str:
    return _SHOWN.sub(b" ", page).decode(errors="ignore")


def _reworded(page: bytes, words: Sequence[str], draw: random.Random) -> bytes:
    """Return the page with other words between its tags; short ones, which hold sentences together, stay."""

    def other(text: bytes) -> bytes:
        return _WORD.sub(lambda _: draw.choice(words), text.decode(errors="replace")).encode()

    parts, at = [], 0
    for tag in _SHOWN.finditer(page):
        parts += [other(page[at : tag.start()]), tag[0]]
        at = tag.end()
    return b"".join([*parts, other(page[at:])])


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(prog="bench.crawl", description=__doc__)
    parser.add_argument("pages", nargs="?", type=int, default=PAGES)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args(arguments)
    sys.stdout.write(f"{measure(asked.pages, asked.workers).text()}\n")


if __name__ == "__main__":
    main()
