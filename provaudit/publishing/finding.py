"""Where definitions lie: a file that is named, the user's folder `reports/`, the folder that ships."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from provaudit import resources
from provaudit.errors import InputError

FOLDER = "reports"
"""The user's folder, where the command runs; a file in it takes the place of a shipped one of its name."""

_SUFFIX = ".yaml"


@dataclass(frozen=True)
class Found:
    """A definition's name and file, and whether it came with this installation."""

    name: str
    path: Path
    shipped: bool


def all_definitions() -> list[Found]:
    """Return all definitions by name, the user's before those that ship."""
    found: dict[str, Found] = {}
    for folder, shipped in ((resources.shipped(FOLDER), True), (Path(FOLDER), False)):
        if folder.is_dir() and (shipped or folder.resolve() != resources.shipped(FOLDER).resolve()):
            for path in sorted(folder.glob(f"*{_SUFFIX}")):
                found[path.stem] = Found(path.stem, path, shipped)
    return [found[name] for name in sorted(found)]


def find(asked: str) -> Path:
    """Return the file of a definition that is named, or is a file itself; raise InputError naming what there is."""
    known = {one.name: one.path for one in all_definitions()}
    if asked in known:
        return known[asked]
    if Path(asked).suffix in (_SUFFIX, ".yml"):
        if Path(asked).is_file():
            return Path(asked)
        raise InputError(f"{asked}: no such file")
    near = get_close_matches(asked.casefold(), known, n=1)
    meant = f"; did you mean {near[0]}?" if near else "."
    raise InputError(
        f"there is no report {asked!r}{meant} There are: {', '.join(known)}. Name one of them, or a {_SUFFIX} file."
    )
