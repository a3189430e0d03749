"""An audit that is kept until its report is published: a killed run need not audit again."""

import hashlib
import json
import os
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from provaudit.document import SCHEMAS, Audit, RulebookInfo
from provaudit.publishing.definition import Definition
from provaudit.resources import installed_version, shipped

_AUDIT, _NEW, _GONE, _BOOK = "audit", "audit.new", "audit.gone", "rulebook.json"


def key(definition: Definition, on: object) -> str:
    """Return a digest of all that decides what the audit finds: settings, rules, and each input's size and time.

    What lies behind an address or in an archive cannot be told from here: then the digest is of nothing, "".
    """
    if definition.archive or any("://" in path for path in definition.paths):
        return ""
    places = [*map(Path, definition.paths), *definition.rules, *definition.outlets, shipped("rules")]
    stamps = sorted({stamp for place in places for stamp in _stamps(place)})
    decided = (
        installed_version(),
        str(on),
        definition.zone,
        definition.digest,
        definition.paths,
        definition.columns,
        stamps,
    )
    return hashlib.sha256(repr(decided).encode()).hexdigest()


def kept(folder: Path, wanted: str) -> Audit | None:
    """Return the audit that was kept under this key, if any."""
    book = folder / _AUDIT / _BOOK
    if not wanted or not book.is_file():
        return None
    stated = json.loads(book.read_text(encoding="utf-8"))
    if stated["key"] != wanted:
        return None
    tables: dict[str, Any] = {
        name: pl.read_ipc((folder / _AUDIT / f"{name}.arrow").read_bytes()) for name in SCHEMAS
    }
    return Audit(
        **tables, rulebook=RulebookInfo.read(stated["rulebook"]), archived=frozenset(stated["archived"])
    )


def keep(folder: Path, audit: Audit, named: str) -> None:
    """Keep an audit, all of it or none."""
    if not named:
        return
    new, whole = folder / _NEW, folder / _AUDIT
    if whole.exists():
        whole.rename(folder / _GONE)  # half deleted, it must not be taken for an audit
    for stale in (new, folder / _GONE):
        shutil.rmtree(stale, ignore_errors=True)
    new.mkdir()
    for name, table in audit.frames().items():
        with (new / f"{name}.arrow").open("wb") as file:  # polars takes a path that is no UTF-8 for none
            table.write_ipc(file, compression="lz4")
    book = json.dumps({"key": named, "rulebook": asdict(audit.rulebook), "archived": sorted(audit.archived)})
    (new / _BOOK).write_text(book, encoding="utf-8")
    new.rename(whole)


def _stamps(place: Path) -> list[tuple[str, int, int]]:
    """Return name, size and time of a file, or of all files below a folder; a glob's as far as they are there."""
    if place.is_dir():
        files = [Path(folder, name) for folder, _, names in os.walk(place) for name in names]
    else:
        files = (
            [place] if place.is_file() else sorted(Path().glob(str(place))) if not place.is_absolute() else []
        )
    return [(str(file), stat.st_size, stat.st_mtime_ns) for file in files for stat in [file.stat()]]
