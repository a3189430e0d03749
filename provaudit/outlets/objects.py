"""A table of outlets in which each line is a JSON object, with ratings as words or as objects of their own."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from provaudit.errors import InputError
from provaudit.outlets.cells import Table
from provaudit.outlets.register import Rating
from provaudit.written import Fault
from provaudit.written.faults import Place, printable

_EXAMPLE = 'an object such as {"name": "The Gull"}'
_RATED = 'an object such as {"source": "Wiki", "value": "reliable"}'
_RATINGS = ("rating", "ratings")


def objects(path: Path, text: str, source: str | None, faults: list[Fault]) -> Table:
    """Return a table; `source` is whose ratings those are that do not say it.

    Lines and ratings that cannot be read are added to the faults. Raise InputError where no line holds an outlet.
    """
    places, found = list[int](), list[dict[str, Any]]()
    names, rated = dict[str, Place](), dict[int, tuple[Rating, ...]]()
    for at, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
        except ValueError as fault:
            where, what = getattr(fault, "colno", 1), getattr(fault, "msg", str(fault))
            faults.append(Fault(str(path), Place(at, where), f"is no JSON: {what}", expected=_EXAMPLE))
            continue
        if not (isinstance(one, dict) and any(_cell(value) for value in one.values())):
            faults.append(Fault(str(path), Place(at, 1), "holds no outlet", expected=_EXAMPLE))
            continue
        stated = list(_taken_out(one))
        wrong = [rating for rating in stated if not _is_rating(rating, source)]
        faults += [Fault(str(path), Place(at, 1), _says_nothing(rating), expected=_RATED) for rating in wrong]
        rated[at] = tuple(_rating(rating, source) for rating in stated if rating not in wrong)
        for name in one:
            names.setdefault(name, Place(at, _column(line, name)))
        places.append(at)
        found.append(one)
    if not found:
        raise InputError("no line of it holds an outlet" if faults else "is empty")
    held = {name: [_cell(one.get(name)) for one in found] for name in names}
    return Table(pl.DataFrame(held, schema=dict.fromkeys(names, pl.String)), places, names, rated)


def _cell(value: Any) -> str | None:
    if isinstance(value, list):
        return ";".join(map(str, value))
    return value if isinstance(value, str) or value is None else json.dumps(value, ensure_ascii=False)


def _taken_out(one: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Take the ratings that are objects out of an outlet, and yield them; those in words stay, as a column."""
    for name in [name for name in one if name.strip().casefold() in _RATINGS]:
        held = one[name] if isinstance(one[name], list) else [one[name]]
        if any(isinstance(rating, dict) for rating in held):
            del one[name]
            yield from (rating if isinstance(rating, dict) else {"value": rating} for rating in held)


def _is_rating(stated: dict[str, Any], source: str | None) -> bool:
    return all(
        str(stated.get(key) or given or "").strip() for key, given in (("source", source), ("value", ""))
    )


def _says_nothing(stated: dict[str, Any]) -> str:
    shown = printable(json.dumps(stated, ensure_ascii=False))
    return f"the rating {shown} does not say whose it is, or what it is, so that it is left out"


def _rating(stated: dict[str, Any], source: str | None) -> Rating:
    def said(key: str) -> str | None:
        return " ".join((_cell(stated.get(key)) or "").split()) or None

    return Rating(
        said("source") or source or "", said("measure"), said("value") or "", said("date"), said("url")
    )


def _column(line: str, name: str) -> int:
    """Return where an object names a key, 1 where it is written with escapes."""
    found = re.search(re.escape(json.dumps(name, ensure_ascii=False)) + r"\s*:", line)
    return found.start() + 1 if found else 1
