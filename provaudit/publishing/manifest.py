"""What an edition holds, written into it: by that a report knows the folders that it made, and deletes no other."""

import json
from datetime import date
from pathlib import Path

NAME = "edition.json"
"""The file of the list, in each dated folder."""

_FORMAT = "provaudit.edition/1"
_LISTED = 3  # files of somebody else that are named; chosen


def seal(files: Path, report: str, on: date) -> None:
    """Write down which files an edition holds, now that all of them are there."""
    listed = {"format": _FORMAT, "report": report, "date": str(on), "files": held(files)}
    (files / NAME).write_text(f"{json.dumps(listed, ensure_ascii=False, indent=1)}\n", encoding="utf-8")


def held(folder: Path) -> list[str]:
    """Return the files of a folder, in order, with those in folders below."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def strange(folder: Path) -> str | None:
    """Return why a folder is no edition, or holds more than that; null for one that may go or be replaced.

    Hidden files do not count: file managers leave them wherever somebody looks.
    """
    if folder.is_symlink() or not folder.is_dir():
        return "it is no folder that a report made"
    try:
        stated = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        stated = None
    if not isinstance(stated, dict) or (stated.get("format"), stated.get("date")) != (_FORMAT, folder.name):
        return f"no report made it: it has no {NAME} of that date"
    known = {NAME, *map(str, stated.get("files") or ())}
    others = [
        name for name in held(folder) if name not in known and not name.rpartition("/")[2].startswith(".")
    ]
    more = f" and {len(others) - _LISTED} more" if len(others) > _LISTED else ""
    return f"it holds what no report wrote: {', '.join(others[:_LISTED])}{more}" if others else None
