"""What `provaudit rules check` finds: in all rule files that are meant, or in one half of them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from shutil import get_terminal_size

import click

from provaudit.authoring.shelf import is_layer
from provaudit.authoring.unfired import unfired
from provaudit.commands.rule_told import WRONG, say
from provaudit.commands.sound import around, real
from provaudit.errors import RuleError
from provaudit.report.rule_faults import fault_told, laid
from provaudit.report.styles import count
from provaudit.rulebook import VOCABULARY, load
from provaudit.rulebook.layers import shown
from provaudit.rulebook.reading import MISPLACED
from provaudit.written import Fault

_MOST = (
    20  # faults of one cause that are told, a file's or files that are no rules; chosen: that is seen enough
)
_QUOTED = re.compile("`[^`]*`")  # what of the file a message repeats


@dataclass(frozen=True)
class Found:
    """What is wrong with rule files, which of their rules no test makes fire, and the files: see `sound.real`."""

    faults: frozenset[Fault]
    unfired: tuple[Fault, ...]
    files: Mapping[str, list[str]]  # each with the ids of the rules that it is related to


def found(
    paths: tuple[Path, ...],
    overlays: tuple[Path, ...],
    known: frozenset[str],
    half: tuple[str, int] | None,
) -> Found:
    """Return what is wrong with the files that `rules check` is about and that are not known as sound.

    Of those in one half where `half` states from which `dimension/file` the second begins, and which is wanted, 0 or 1.
    """
    folders = [_around(path) for path in paths]
    about = _Within(paths) if paths else _everything
    mine = _everything if half is None else _Half(*half)
    every = not paths and not known and half is None
    wanted = None if every else lambda file: about(file) and mine(file) and real(file) not in known
    rulebook = load([*overlays, *dict.fromkeys(folders)], wanted=wanted)
    own = filter(about if paths else _Within(overlays), rulebook.files) if paths or overlays else ()
    tested = [file for file in own if mine(file)]
    related = {rule.source: list(rule.related) for rule in rulebook.rules}
    read = {real(file): related.get(file, []) for file in rulebook.files if about(file)}
    return Found(
        frozenset(fault for fault in rulebook.faults if about(fault.file)),
        tuple(unfired(rulebook, tested, laid([*overlays, *map(shown, folders)])) if tested else ()),
        {file: [] for file in known if about(file)} | read,
    )


def sound_in(parts: Sequence[Found]) -> dict[str, list[str]]:
    """Return the files of which nothing is told, each with the ids of the rules that it is related to."""
    told = {real(fault.file) for part in parts for fault in (*part.faults, *part.unfired)}
    return {file: ids for part in parts for file, ids in part.files.items() if file not in told}


def tell(parts: Sequence[Found]) -> int:
    """Print what was found, line by line, and return the exit code."""
    width = get_terminal_size().columns
    faults = sorted(frozenset().union(*(part.faults for part in parts)), key=_in_order)
    faults += sorted(chain.from_iterable(part.unfired for part in parts), key=_in_order)
    alike: Counter[tuple[str, str]] = Counter(map(_cause, faults))
    told: Counter[tuple[str, str]] = Counter()
    for fault in faults:
        cause = _cause(fault)
        told[cause] += 1
        if told[cause] <= _MOST:
            click.echo(fault_told(fault, width))
        elif told[cause] == alike[cause]:
            say(_rest(fault, alike[cause] - _MOST))
    errors = sum(not fault.warning for fault in faults)
    files = {file for part in parts for file in part.files}
    lists = sum(Path(file).parent.name == VOCABULARY for file in files)
    checked = f"{count(len(files) - lists, 'rule')}, {count(lists, 'vocabulary', 'vocabularies')} checked"
    say(f"{checked}: {count(errors, 'error')}, {count(len(faults) - errors, 'warning')}")
    return WRONG if errors else 0


def _cause(fault: Fault) -> tuple[str, str]:
    """Return what faults of one cause share: the file, unless it is no rule's, and the words but what they quote."""
    misplaced = fault.what == MISPLACED
    return ("" if misplaced else fault.file, _QUOTED.sub("", fault.what))


def _rest(fault: Fault, left: int) -> str:
    if fault.what == MISPLACED:
        return f"… and {count(left, 'more file')} where no rule is read; is this a folder of rules?"
    return f"{fault.file}: … and {left:,} more like these"


def _in_order(fault: Fault) -> tuple[object, ...]:
    return (fault.file, fault.place, fault.what)


def _everything(_file: str) -> bool:
    return True


def _around(path: Path) -> Path:
    """Return the folder of rules that is meant: itself, or the one in which a file or a dimension's folder lies.

    Raise RuleError where there is nothing of the kind.
    """
    if not is_layer(path) and not path.is_file():
        raise RuleError(f"{path}: there is no such file, folder or pack of rules")
    return around(path)


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


@dataclass(frozen=True)
class _Half:
    """Says of a file whether it is in this half: in the first, 0, up to `middle` as `dimension/file`."""

    middle: str
    half: int

    def __call__(self, file: str) -> bool:
        return ("/".join(file.rsplit("/", 2)[-2:]) >= self.middle) == bool(self.half)
