"""Standard input: what comes down the pipe says itself which format it is."""

import json
import sys
from pathlib import Path

from provaudit.ingest.batch import Source, UnreadableError
from provaudit.ingest.clean import normal
from provaudit.ingest.columns import Columns
from provaudit.ingest.delimited import delimiter, header
from provaudit.ingest.encoding import decode

_MOST_HEADER = 4096
"""Characters that a line may have to be a header (chosen)."""


def standard_input(columns: Columns) -> Source:
    """Read standard input to its end and return it with its format: json, jsonl, csv, parquet or plain."""
    data = sys.stdin.buffer.read()
    return Source(Path("-"), "-", "stdin", _format(data, columns), data)


def _format(data: bytes, columns: Columns) -> str:
    if data.startswith(b"PAR1"):
        return "parquet"
    try:
        text = normal(decode(data)[0]).lstrip()
    except UnreadableError:
        return "plain"  # which names the reason
    line = text.partition("\n")[0]
    if text.startswith("{"):
        return "jsonl" if _is_json(line) or not _is_json(text) else "json"
    if text.startswith("[") and (_is_json(text) or text[1:].lstrip().startswith("{")):
        return "json"
    mark = delimiter(line)
    is_header = mark in line and len(line) <= _MOST_HEADER and "text" in columns.choose(header(line, mark))
    return "csv" if is_header else "plain"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
