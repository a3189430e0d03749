"""Outlets in a table: CSV, TSV or JSONL with columns of our names, or of the names that a mapping gives."""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from provaudit.errors import InputError
from provaudit.outlets.cells import Table, cells
from provaudit.outlets.objects import objects
from provaudit.outlets.register import Outlet, Rating, domain_of
from provaudit.written import Fault
from provaudit.written.faults import Place, nearest, printable

SUFFIXES = {".csv": ",", ".tsv": "\t", ".jsonl": "", ".ndjson": ""}
"""The tables that are read, and what parts their cells; none: a JSON object a line."""

FIELDS = ("name", "domains", "aliases", "owner", "agency", "licences", "ratings", "date", "url")
"""What a column can hold; with them `source`, of the ratings."""

_OTHERS = {
    "outlet": "name", "publisher": "name", "domain": "domains", "site": "domains", "website": "domains",
    "alias": "aliases", "licence": "licences", "license": "licences", "licenses": "licences",
    "rating": "ratings",
}  # fmt: skip
_TRUE, _FALSE = ("true", "yes", "y", "1"), ("false", "no", "n", "0", "")
_SEPARATORS = (",", ";", "\t")
_QUOTED = re.compile(r'"[^"]*"')
_PARTS = re.compile(r"\s*[;|]\s*")
_TELLING = ("domain", "url", "site", "name", "outlet")  # in the names of columns that tell outlets apart
_LISTED = 12  # columns that a message names; chosen

Columns = Mapping[str, Any]
"""Ours to theirs: a column for each of FIELDS but `ratings`, which is a list of columns."""


def rows(
    path: Path, columns: Columns | None, source: str | None, faults: list[Fault]
) -> Iterator[tuple[Place, Outlet]]:
    """Yield the outlets of a table and where they stand, one a row that has a name or a domain.

    Lists stand with `;` or `|` between. `columns` says what the table calls them, and `source` whose ratings they are;
    columns and cells that cannot be read are added to the faults. Raise InputError where the table cannot be read, or
    no column tells outlets apart.
    """
    table = _read(path, source, faults)
    chosen = _mapped(columns, table.rows.columns) if columns else _recognised(path, table, faults)
    if chosen.get("ratings") and not (source or chosen.get("source")):
        what = "nobody is named whose ratings they are, so they are left out"
        expected = "a column `source`, or `source` beside `file` in an outlets.yaml"
        faults.append(Fault(str(path), table.names[chosen["ratings"][0]], what, expected=expected))
        chosen["ratings"] = []
    for line, row in zip(table.lines, table.rows.iter_rows(named=True), strict=True):
        place = Place(line, 1)
        outlet = _outlet(row, chosen, source)
        faults.extend(Fault(str(path), place, *fault) for fault in _misread(row, chosen, outlet))
        if outlet.name or outlet.domains:
            ratings = [one for one in outlet.ratings if one.source]
            yield place, replace(outlet, ratings=(*ratings, *table.rated.get(line, ())))


def listed() -> str:
    """Return the suffixes of tables as a message names them."""
    return ", ".join(list(SUFFIXES)[:2]) + " or .jsonl"


def _misread(
    row: Mapping[str, str | None], chosen: Mapping[str, Any], outlet: Outlet
) -> Iterator[tuple[str, str]]:
    """Yield what of a row says nothing, and what was expected."""
    stated = (row.get(chosen["agency"]) or "").strip() if "agency" in chosen else ""
    if stated and outlet.agency is None:
        yield f"`{printable(stated)}` does not say whether it is a news agency", "yes or no"
    if any(not rating.source for rating in outlet.ratings):
        yield "the row does not say whose rating it is", f"a name in `{printable(chosen['source'])}`"
    if not (outlet.name or outlet.domains) and any((cell or "").strip() for cell in row.values()):
        yield "the row has neither a name nor a domain", "one of them"


def _read(path: Path, source: str | None, faults: list[Fault]) -> Table:
    """Return a table; add lines that cannot be read to the faults."""
    separator = SUFFIXES.get(path.suffix.lower())
    if separator is None:
        raise InputError(f"is no table of outlets; expected a {listed()} file")
    try:
        text = _decoded(path.read_bytes())
        if not separator:
            return objects(path, text, source, faults)
        return cells(path, text, _separator(text, separator), faults)
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror}") from fault


def _decoded(data: bytes) -> str:
    """Return a table as text: UTF-8, UTF-16 with its mark, else Windows-1252, as spreadsheets save them."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise InputError("is no text: it has bytes of zero; save it as CSV in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separator(text: str, usual: str) -> str:
    """Return what parts the names of columns: spreadsheets of many countries write semicolons into a .csv."""
    header = _QUOTED.sub("", text.lstrip("\n").partition("\n")[0])
    return max((usual, *_SEPARATORS), key=header.count)


def _recognised(path: Path, table: Table, faults: list[Fault]) -> dict[str, Any]:
    """Return the columns that go by our names; others are left out, and the user is told how to explain them."""
    there = table.rows.columns
    folded = {name: name.strip().casefold().replace(" ", "_") for name in there}
    chosen: dict[str, Any] = {_OTHERS.get(ours, ours): theirs for theirs, ours in folded.items()}
    unknown = [
        theirs for theirs, ours in folded.items() if _OTHERS.get(ours, ours) not in (*FIELDS, "source")
    ]
    known = ", ".join((*FIELDS, "source"))
    if not {"name", "domains"} & set(chosen):
        raise InputError(
            f"no column tells outlets apart: none is `name` or `domains`; {_advice(path, there)}; "
            f"else a column is one of {known}"
        )
    if unknown:
        more = f" and {len(unknown) - 1} more columns are" if unknown[1:] else " is"
        what = f"column `{printable(unknown[0])}`{more} left out; {_advice(path, there)}"
        faults.append(Fault(str(path), table.names[unknown[0]], what, expected=f"one of {known}"))
    return chosen | ({"ratings": [chosen["ratings"]]} if "ratings" in chosen else {})


def _advice(path: Path, there: Sequence[str]) -> str:
    likely = next((name for word in _TELLING for name in there if word in name.casefold()), "COLUMN")
    field = "name" if "name" in likely.casefold() or likely.casefold() == "outlet" else "domains"
    example = f"tables: [{{file: {path.name}, source: WHOSE, columns: {{{field}: {likely}, ratings: […]}}}}]"
    return f"an outlets.yaml can say what columns hold: {printable(example)}"


def _mapped(columns: Columns, there: Sequence[str]) -> dict[str, Any]:
    wanted = [*columns.get("ratings", ()), *(theirs for ours, theirs in columns.items() if ours != "ratings")]
    for one in wanted:
        if one not in there:
            near = nearest(one, there)
            listed = ", ".join(map(printable, there[:_LISTED]))
            raise InputError(
                f"has no column `{one}`; there are: {listed}" + (f"; did you mean {near}?" if near else "")
            )
    if not {"name", "domains"} & set(columns):
        raise InputError("no column is named that tells outlets apart; say which is `name` or `domains`")
    return dict(columns)


def _outlet(row: Mapping[str, str | None], chosen: Mapping[str, Any], source: str | None) -> Outlet:
    def cell(field: str) -> str | None:
        text = (row.get(chosen[field]) or "").strip() if field in chosen else ""
        return " ".join(text.split()) or None

    def parts(field: str) -> tuple[str, ...]:
        return tuple(part for part in _PARTS.split(cell(field) or "") if part)

    of, rated = source or cell("source") or "", chosen.get("ratings", ())
    many = len(rated) > 1 or "rating" not in str(*rated[:1]).casefold()
    values = [(column, " ".join((row.get(column) or "").split())) for column in rated]
    return Outlet(
        name=cell("name"),
        domains=tuple(domain for part in parts("domains") if "." in (domain := domain_of(part))),
        aliases=parts("aliases"),
        owner=cell("owner"),
        agency=_truth(cell("agency")),
        licences=parts("licences"),
        ratings=tuple(
            Rating(of, column if many else None, value, cell("date"), cell("url"))
            for column, value in values
            if value
        ),
    )


def _truth(text: str | None) -> bool | None:
    word = (text or "").casefold()
    return True if word in _TRUE else False if word and word in _FALSE else None
