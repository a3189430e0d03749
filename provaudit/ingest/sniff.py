"""Standard input: what comes down the pipe says itself which format it is."""

import json
import re
import sys

from provaudit.ingest.batch import Source, UnreadableError
from provaudit.ingest.clean import normal
from provaudit.ingest.columns import Columns
from provaudit.ingest.delimited import delimiter, header
from provaudit.ingest.encoding import decode

_LONGEST = 4096
"""Characters that a header may have (chosen; the csv module refuses cells of 131,072)."""

_NAME = re.compile(r"[\w-]+(?:[ .][\w-]+){0,2}|")
"""A cell that may name a column: a few words, no sentence (chosen)."""


def standard_input(columns: Columns) -> Source:
    """Read standard input to its end and return it with its format: json, jsonl, csv, parquet or plain."""
    data = sys.stdin.buffer.read()
    return Source("-", "-", "stdin", _format(data, columns), data)


def _format(data: bytes, columns: Columns) -> str:
    if data.startswith(b"PAR1"):
        return "parquet"
    try:
        text = normal(decode(data)[0]).lstrip()
    except UnreadableError:
        return "plain"  # which names the reason
    line, _, below = text.partition("\n")
    if text.startswith("{"):
        return "jsonl" if _is_json(line) or not _is_json(text) else "json"
    if text.startswith("[") and (_is_json(text) or text[1:].lstrip().startswith("{")):
        return "json"
    return "csv" if below.strip() and _is_header(line, columns) else "plain"


def _is_header(line: str, columns: Columns) -> bool:
    names = header(line, delimiter(line)) if len(line) <= _LONGEST else []
    return len(names) > 1 and all(map(_NAME.fullmatch, names)) and "text" in columns.choose(names)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
