"""`provaudit rules check`: what is wrong with rule files. Imports little: a check is short, and often run."""

from collections.abc import Iterable
from pathlib import Path
from shutil import get_terminal_size

import click

from provaudit.authoring.shelf import is_layer
from provaudit.authoring.unfired import unfired
from provaudit.commands.rule_told import WRONG
from provaudit.errors import RuleError
from provaudit.model import Dimension
from provaudit.report.rule_faults import fault_told, laid
from provaudit.report.styles import count
from provaudit.rulebook import VOCABULARY, load
from provaudit.rulebook.layers import shown
from provaudit.rulebook.reading import MISPLACED

_MOST = 20  # files that are no rules and named; chosen: whoever names the wrong folder has seen enough


def check(paths: tuple[Path, ...], overlays: tuple[Path, ...]) -> int:
    """Say what is wrong with rule files, all of it, line by line."""
    folders = [_around(path) for path in paths]
    about = _Within(paths) if paths else None
    rulebook = load([*overlays, *dict.fromkeys(folders)], wanted=about)
    faults = [fault for fault in rulebook.faults if not about or about(fault.file)]
    own = list(filter(about or _Within(overlays), rulebook.files)) if paths or overlays else []
    faults += unfired(rulebook, own, laid([*overlays, *map(shown, folders)])) if own else []
    width = get_terminal_size().columns
    misplaced = [fault for fault in faults if fault.what == MISPLACED]
    left = set(map(id, misplaced[_MOST:]))
    for fault in faults:
        if id(fault) not in left:
            click.echo(fault_told(fault, width))
    if left:
        click.echo(f"… and {count(len(left), 'more file')} where no rule is read; is this a folder of rules?")
    errors = sum(not fault.warning for fault in faults)
    files = [file for file in rulebook.files if not about or about(file)]
    lists = sum(Path(file).parent.name == VOCABULARY for file in files)
    checked = f"{count(len(files) - lists, 'rule')}, {count(lists, 'vocabulary', 'vocabularies')} checked"
    click.echo(f"{checked}: {count(errors, 'error')}, {count(len(faults) - errors, 'warning')}")
    return WRONG if errors else 0


def _around(path: Path) -> Path:
    """Return the folder of rules that is meant: itself, or the one in which a file or a dimension's folder lies.

    Raise RuleError where there is nothing of the kind.
    """
    named = path.absolute().name in (*Dimension, VOCABULARY)
    if named and path.is_dir() and any(path.glob("*.yaml")):
        return path.absolute().parent
    if is_layer(path):
        return path
    if not path.is_file():
        raise RuleError(f"{path}: there is no such file, folder or pack of rules")
    return path.absolute().parent.parent


class _Within:
    """Says of a file, as messages name it, whether it is one of these or lies in one of these folders."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._places = {path.resolve() for path in paths}
        self._known: dict[
            str, bool
        ] = {}  # of files and their folders: paths are slow, and each is asked for thrice

    def __call__(self, file: str) -> bool:
        if file not in self._known:
            self._known[file] = self._lies(file.rpartition("/")[0]) or self._lies(file)
        return self._known[file]

    def _lies(self, place: str) -> bool:
        if place not in self._known:
            whole = Path(place).resolve()
            self._known[place] = not self._places.isdisjoint((whole, *whole.parents))
        return self._known[place]
