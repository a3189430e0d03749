"""The places that SARIF names: files, lines in them, and articles."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import polars as pl

from provaudit.document import Audit
from provaudit.report.plain import plain
from provaudit.report.standards.places import Region, bases, region
from provaudit.report.styles import percent, shared

_MESSAGE_MARKS = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})
_SNIPPET = 400  # characters of the words that a place quotes; chosen


def message(text: str | None) -> str:
    """Return article text for a message of SARIF: no brackets that make a link, no braces that take arguments."""
    return plain(text).translate(_MESSAGE_MARKS)


class Locations:
    """Where the articles of an audit are, as SARIF says it."""

    def __init__(self, audit: Audit) -> None:
        """Look for the articles' texts in their files, each file read once."""
        self._audit = audit
        self._articles = {
            row["id"]: (row["path"], row["title"], place)
            for place, row in enumerate(audit.articles.select("id", "path", "title").iter_rows(named=True))
        }
        self._paths = {path: place for place, path in enumerate(self._all_paths())}
        self._bases = bases(audit)
        edges = audit.edges.sort("child", -pl.col("share").fill_null(0.0), "parent")
        self._edges = edges.partition_by("child", as_dict=True, maintain_order=True)

    def _all_paths(self) -> list[str]:
        return self._audit.articles["path"].drop_nulls().unique(maintain_order=True).to_list()

    def artifacts(self) -> Iterator[dict[str, Any]]:
        """Yield the files, in the order of their indices."""
        for path in self._paths:
            yield {"location": address(path), "roles": ["analysisTarget"]}

    def location(self, one: str, start: int | None = None, end: int | None = None) -> dict[str, Any]:
        """Return the place of some characters of an article, or of the whole of it; of an unseen source its name."""
        logical = {"name": plain(one), "fullyQualifiedName": plain(one), "kind": "article"}
        if one not in self._articles:
            return {"logicalLocations": [logical | {"kind": "unseen source"}]}
        path, title, row = self._articles[one]
        logical["name"] = plain(title) or plain(one)
        if path is None:
            return {"logicalLocations": [logical]}
        physical: dict[str, Any] = {"artifactLocation": address(path) | {"index": self._paths[path]}}
        if one in self._bases:
            physical["region"] = self._region(one, row, start, end)
        return {"physicalLocation": physical, "logicalLocations": [logical]}

    def _region(self, one: str, row: int, start: int | None, end: int | None) -> dict[str, Any]:
        if start is None or end is None:
            return {"startLine": self._bases[one].line}
        text = self._audit.articles.item(row, "text")
        told = _region(region(self._bases[one], text, start, end))
        words = text[start:end]
        return told | ({"snippet": {"text": words}} if 0 < len(words) <= _SNIPPET else {})

    def sources(self, one: str) -> list[dict[str, Any]]:
        """Return the sources of an article as related places, best first, each with how much came from it."""
        edges = self._edges.get((one,))
        return [
            self.location(edge["parent"]) | {"id": number, "message": {"text": message(_told(edge))}}
            for number, edge in enumerate(edges.iter_rows(named=True) if edges is not None else (), start=1)
        ]


def address(path: str) -> dict[str, Any]:
    """Return a file's address: relative to where the audit ran where its path is, else absolute."""
    pure = PurePath(path)
    if pure.is_absolute():
        return {"uri": pure.as_uri()}
    uri = quote(pure.as_posix(), safe="/", errors="replace")
    return {"uri": uri} if ".." in pure.parts else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _region(found: Region) -> dict[str, int]:
    told = {
        "startLine": found.line,
        "startColumn": found.column,
        "endLine": found.end_line,
        "endColumn": found.end_column,
    }
    return {name: value for name, value in told.items() if value is not None}


def _told(edge: dict[str, Any]) -> str:
    share = f"{shared(edge['share'] or 0.0, edge['relation'])} of its words, {edge['relation']}"
    sure = f"{percent(edge['confidence'])} sure that it has them from there"
    return f"{share}, {sure}: {'; '.join(edge['evidence'] or ())}"
