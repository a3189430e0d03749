"""The files of a report, one function a format."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from provaudit.errors import InputError
from provaudit.publishing.front import front
from provaudit.publishing.matter import Matter
from provaudit.publishing.page import figures, page
from provaudit.report.beside import write_beside
from provaudit.report.html import write_html
from provaudit.report.machine import write_json, write_tables

DOCUMENT, FIGURES, PAGE, FRONT, EXPLORER = (
    "audit.json",
    "figures.json",
    "report.md",
    "report.html",
    "audit.html",
)
"""The files of a report; csv and parquet have a folder of their name, with a file a table."""


def write(matter: Matter, form: str, folder: Path) -> None:
    """Write one format of a report into a folder; the same matter gives the same bytes.

    Raise OSError where it cannot be written.
    """
    try:
        _FORMS[form](matter, folder)
    except InputError as fault:  # in the words of an option that a report does not have
        raise OSError(str(fault.__cause__)) from fault


def _markdown(matter: Matter, folder: Path) -> None:
    (folder / PAGE).write_text(page(matter), encoding="utf-8")


def _html(matter: Matter, folder: Path) -> None:
    title = f"{matter.definition.title}, {matter.date}"
    excerpts = matter.definition.excerpts
    (folder / FRONT).write_text(front(page(matter), title, EXPLORER), encoding="utf-8")
    write_beside(
        folder / EXPLORER, lambda stream: write_html(matter.beside, stream, excerpts=excerpts, title=title)
    )


def _json(matter: Matter, folder: Path) -> None:
    write_beside(folder / DOCUMENT, lambda stream: write_json(matter.beside, stream))
    told = json.dumps(figures(matter), ensure_ascii=False, indent=1, allow_nan=False)
    (folder / FIGURES).write_text(f"{told}\n", encoding="utf-8")


def _tables(kind: str, matter: Matter, folder: Path) -> None:
    write_tables(matter.beside, folder / kind, kind)


_FORMS: Mapping[str, Callable[[Matter, Path], None]] = {
    "md": _markdown,
    "html": _html,
    "json": _json,
    "csv": partial(_tables, "csv"),
    "parquet": partial(_tables, "parquet"),
}
