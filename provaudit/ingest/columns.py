"""Which column of a file is what: the usual names, and the user's own mapping, which wins."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from provaudit.errors import InputError
from provaudit.ingest.batch import FIELDS
from provaudit.ingest.clean import printable

USUAL = MappingProxyType(
    {
        "id": "id newsid articleid docid documentid uid uuid guid",
        "title": "title headline articletitle headlinemain",
        "outlet": "outlet source publisher publication sitename site newspaper newssource newsoutlet"
        " sourcename medianame domain sourcedomain hostname website",
        "byline": "byline author authors creator writer",
        "published": "published publishedat date pubdate publishdate datepublish datepublished publisheddate"
        " publicationdate publishedon datetime timestamp publishtime publishedtime",
        "language": "language lang inlanguage",
        "url": "url link articleurl weburl sourceurl canonicalurl permalink uri",
        "text": "text body content maintext articletext articlebody fulltext bodytext contenttext plaintext"
        " newstext article",
        "known_by": "knownby",
        "stated_outlet": "statedoutlet",
    }
)
"""Names by which each field goes, best first, without case, blanks, hyphens and underscores. They are those
of news-please, trafilatura, Newspaper, NewsAPI, schema.org and the common news corpora."""

_RANKED = {name: tuple(names.split()) for name, names in USUAL.items()}
_SEPARATORS = re.compile(r"[\s_.\-]+")
_EXPECTED = "text, body, content, maintext, article_text, full_text"
_LISTED = 20
"""Columns that a message lists before it says how many more there are (chosen)."""

Choice = Mapping[str, tuple[str, ...]]
"""For each field the columns to take it from, the first one that is filled in winning."""


@dataclass(frozen=True)
class Columns:
    """The user's mapping of field to column; without it the usual names are all there is."""

    mapping: Mapping[str, str] = field(default_factory=dict)

    def choose(self, available: Sequence[str]) -> Choice:
        """Return the columns for each field; a field without one is not in the answer."""
        return _choose(tuple(available), tuple(self.mapping.items()))

    def absent(self, available: Sequence[str]) -> str | None:
        """Return a message if columns that the user named are not there, else null."""
        missing = [c for c in self.mapping.values() if not _named(c, available)]
        if not missing:
            return None
        return f"has no column {_list(missing)} as named in --columns; there are: {_list(available)}"


def checked(mapping: Mapping[str, str] | None) -> Columns:
    """Return the mapping for use; raise InputError naming each field in it that does not exist."""
    wrong = [name for name in mapping or {} if name not in FIELDS]
    if wrong:
        near = difflib.get_close_matches(wrong[0], FIELDS, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise InputError(f"--columns: no field {_list(wrong)}; there are: {_list(FIELDS)}{hint}")
    return Columns(dict(mapping or {}))


def no_text(available: Sequence[str]) -> str:
    """Return the message for rows among whose columns none holds the text."""
    return (
        f"no text column (expected {_EXPECTED} or the like); there are: {_list(available)};"
        " say which one holds the text with --columns text=NAME"
    )


@lru_cache(maxsize=512)  # rows of a JSONL file have few different sets of keys
def _choose(available: tuple[str, ...], mapping: tuple[tuple[str, str], ...]) -> Choice:
    plain: dict[str, list[str]] = {}
    for name in available:
        plain.setdefault(_SEPARATORS.sub("", name).casefold(), []).append(name)
    choice = {
        item: tuple(column for name in names for column in plain.get(name, ()))
        for item, names in _RANKED.items()
    }
    choice |= {item: found for item, name in mapping if (found := _named(name, available))}
    return MappingProxyType({item: found for item, found in choice.items() if found})


def _named(name: str, available: Sequence[str]) -> tuple[str, ...]:
    if name in available:
        return (name,)
    return tuple(column for column in available if column.casefold() == name.casefold())


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(printable(name, 40) for name in names[:_LISTED]) or "none"
    return shown if len(names) <= _LISTED else f"{shown} and {len(names) - _LISTED} more"
