"""Standard input: what comes down the pipe says itself which format it is."""

import io
import json
import re
import sys
from types import MappingProxyType

from provaudit.ingest.batch import Source, UnreadableError
from provaudit.ingest.clean import normal
from provaudit.ingest.columns import Columns
from provaudit.ingest.delimited import delimiter, header
from provaudit.ingest.encoding import decode
from provaudit.ingest.inflate import Budget, Inflated, is_squeezed

_LONGEST = 4096
"""Characters that a header may have (chosen; the csv module refuses cells of 131,072)."""

_SIGNS = MappingProxyType({b"PAR1": "parquet", b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"WARC/": "warc"})
_TAR_PLACE = 257
_PROBE = 1024
_HTML = re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)[\s>]", re.DOTALL)
_XML = re.compile(r"<\?xml\s|<(?:rss|feed|rdf:rdf|newsitem|newsmessage)[\s>]")
_USUAL = Columns()

_NAME = re.compile(r"[\w-]+(?:[ .][\w-]+){0,2}|")
"""A cell that may name a column: a few words, no sentence (chosen)."""


def standard_input(columns: Columns) -> Source:
    """Read standard input to its end and return it with its format: json, jsonl, csv, parquet or plain."""
    data = sys.stdin.buffer.read()
    return Source("-", "-", "stdin", sniffed(data, columns), data)


def sniffed(data: bytes, columns: Columns = _USUAL) -> str:
    """Return the format that an input's bytes show; "plain" where they show none."""
    if found := _magic(data):
        return found
    try:
        text = normal(decode(data)[0]).lstrip()
    except UnreadableError:
        return "plain"  # which names the reason
    if found := _marked(text):
        return found
    line, _, below = text.partition("\n")
    if text.startswith("{"):
        return "jsonl" if _is_json(line) or not _is_json(text) else "json"
    if text.startswith("[") and (_is_json(text) or text[1:].lstrip().startswith("{")):
        return "json"
    return "csv" if below.strip() and _is_header(line, columns) else "plain"


def _magic(data: bytes) -> str | None:
    """Return the format of a file that begins with a sign of its own; a compressed one by what is inside."""
    if is_squeezed(data):
        try:
            inner = Inflated(io.BytesIO(data), Budget(len(data))).read(_PROBE)
        except UnreadableError:
            return "squeezed"  # which names the reason
        within = _magic(inner)
        return within if within in {"tar", "warc"} else "squeezed"
    if data[_TAR_PLACE:].startswith(b"ustar"):
        return "tar"
    return next((name for sign, name in _SIGNS.items() if data.startswith(sign)), None)


def _marked(text: str) -> str | None:
    """Return the format of markup: HTML, or XML of some kind; null for other texts."""
    start = text[:_PROBE].lower()
    if _HTML.match(start):
        return "html"
    return "xml" if _XML.match(start) else None


def _is_header(line: str, columns: Columns) -> bool:
    names = header(line, delimiter(line)) if len(line) <= _LONGEST else []
    return len(names) > 1 and all(map(_NAME.fullmatch, names)) and "text" in columns.choose(names)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
