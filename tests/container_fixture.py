"""Crawls, archives and feeds that tests write themselves."""

import gzip
import io
import random
import tarfile
import zipfile

from provaudit.ingest.batch import Source
from provaudit.ingest.packed import unpacked

TALK = "the gate above Brennock failed at noon and water ran through the lower streets of Tavermouth"


def page(number):
    """An HTML page of some hundred words, the same for the same number; it packs about as news does."""
    chosen = random.Random(number).choices(TALK.split(), k=150)  # noqa: S311 - not for secrets
    text = " ".join(chosen)
    title = f"Gate {number} fails"
    return (
        f"<!doctype html><html><head><title>{title}</title></head>"
        f"<body><h1>{title}</h1><p>{text}.</p></body></html>"
    ).encode()


def record(
    url, body, kind="response", status="200 OK", http="Content-Type: text/html; charset=utf-8", more=""
):
    """A WARC record of an HTTP answer, or of another kind."""
    block = (
        f"HTTP/1.1 {status}\r\n{http}\r\n\r\n".encode() + body if kind in ("response", "revisit") else body
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(body)}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2024-06-14T10:00:00Z\r\n{more}"
        f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def crawl(count=4):
    """The records of a crawl as CC-NEWS writes them: a request before every answer."""
    found = [record("", b"software: none\r\n", kind="warcinfo")]
    for number in range(count):
        found.append(record(f"https://post.example/{number}", b"GET / HTTP/1.1\r\n\r\n", kind="request"))
        found.append(record(f"https://post.example/{number}", page(number)))
    return found


def packed_crawl(count=4):
    """The same, each record a gzip member of its own."""
    return [gzip.compress(one, mtime=0) for one in crawl(count)]


def zipped(files):
    """A zip archive of (name, bytes); the same bytes at any hour, for tests are named after them."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def tarred(files, mode="w"):
    """A tar archive of (name, bytes)."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def opened(name, form, data):
    """What a container holds, as (shown, bytes), and the problems as (path, message)."""
    problems = []
    source = Source(name, name, name, form, data)
    found = [(one.shown, one.open().read()) for one in unpacked([source], problems)]
    return found, [tuple(problem) for problem in problems]


def damaged(whole, seed):
    """Cut some stretches out of the bytes and put noise into them, the same for one seed."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    data = bytearray(whole)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(data))
        if chance.random() < 0.5:
            del data[place : place + chance.randint(1, 300)]
        else:
            data[place:place] = chance.randbytes(chance.randint(1, 30))
    return bytes(data)
