"""Which rules a command is about: ids, patterns, rule files, folders, with the faults that stand in the way."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from tempfile import TemporaryDirectory

from provaudit.errors import RuleError
from provaudit.model import Dimension
from provaudit.rulebook import Rule, Rulebook, load, unknown_rule
from provaudit.rulebook.layers import is_installed
from provaudit.rulebook.zipped import SUFFIX

SUFFIXES = (".yaml", ".yml")
"""What a rule file's name ends with."""

DIMENSIONS = "dimensions.yaml"
"""The file that makes a folder a whole rulebook: without it a folder lies over the shipped rules."""

SHIPPED = "shipped"
"""What names the rules that came with this installation."""

_ID = re.compile(r"^(?:id|change):\s*[\"']?([a-z0-9-]+/[a-z0-9-]+)[\"']?\s*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Shelf:
    """A rulebook, and the folders that an audit lays over the shipped rules to have it in force."""

    rulebook: Rulebook
    overlays: tuple[Path, ...]
    copied: str = ""  # the rule file that lies elsewhere than rules lie

    def rule(self, wanted: str) -> Rule:
        """Return the rule of this id; raise RuleError naming its faults, or the ids that are like it."""
        found = next((rule for rule in self.rulebook.rules if rule.id == wanted), None)
        if found is None:
            raise self._absent(wanted)
        return found

    def matching(self, wanted: Sequence[str]) -> list[Rule]:
        """Return the rules of these ids and patterns, each once, in the order of their ids; none wanted: all.

        Raise RuleError where a name fits no rule.
        """
        fitting: dict[str, Rule] = {}
        for name in wanted or ["*"]:
            found = {rule.id: rule for rule in self.rulebook.rules if fnmatchcase(rule.id, name)}
            if not found:
                raise self._absent(name)
            fitting |= found
        return sorted(fitting.values(), key=lambda rule: rule.id)

    def _absent(self, wanted: str) -> RuleError:
        own = (f"/{wanted}.yaml", self.copied) if self.copied else f"/{wanted}.yaml"
        faults = [fault for fault in self.rulebook.errors if fault.file.endswith(own)]
        return RuleError("\n".join(map(str, faults))) if faults else unknown_rule(wanted, self.rulebook)


def is_layer(path: Path) -> bool:
    """Say whether a place holds rules as an overlay does: a folder, a zip, an installed pack."""
    return path.is_dir() or path.suffix.lower() == SUFFIX or is_installed(path)


@contextmanager
def shelf(overlays: Sequence[Path] = (), wanted: str = "") -> Iterator[tuple[Shelf, str]]:
    """Yield the shelf of the overlays, and the id of the rule that `wanted` names by its id or its file.

    A rule file may lie anywhere; to use a vocabulary of its own it must lie as rules lie,
    `<folder>/<dimension>/<name>.yaml`. Raise RuleError where the file holds no rule or a faulty one.
    """
    path = Path(wanted)
    if path.suffix not in SUFFIXES:
        yield Shelf(load(overlays), tuple(overlays)), wanted
        return
    if not path.is_file():
        raise RuleError(f"{wanted}: there is no such rule file; a rule that is in force is named by its id")
    if path.suffix == SUFFIXES[0] and path.absolute().parent.name in set(Dimension):
        folders = (*overlays, path.absolute().parent.parent)
        identity = f"{path.absolute().parent.name}/{path.stem}"
        yield _faultless(Shelf(load(folders), folders), identity), identity
        return
    with TemporaryDirectory() as folder:
        identity = _placed(path, Path(folder))
        folders = (*overlays, Path(folder))
        yield (
            _faultless(Shelf(_renamed(load(folders), identity, path), folders, str(path)), identity),
            identity,
        )


@contextmanager
def version(wanted: str) -> Iterator[Shelf]:
    """Yield the shelf that `shipped`, a folder or a rule file makes; of a file it holds that one rule.

    A folder with dimensions.yaml is a whole rulebook; any other, and a pack, lies over the shipped one. Raise
    RuleError where there is nothing of the kind.
    """
    path = Path(wanted)
    if is_layer(path):
        whole = (path / DIMENSIONS).is_file()
        yield Shelf(load(shipped=path) if whole else load([path]), (path,))
    elif wanted == SHIPPED:
        yield Shelf(load(), ())
    elif path.suffix not in SUFFIXES:
        raise RuleError(f"{wanted}: expected `{SHIPPED}`, a folder or pack of rules, or a rule file (.yaml)")
    else:
        with shelf(wanted=wanted) as (found, identity):
            yield replace(found, rulebook=replace(found.rulebook, rules=(found.rule(identity),)))


def _placed(path: Path, folder: Path) -> str:
    """Copy a rule file to where rules lie, and return the id that it states."""
    text = path.read_bytes()
    stated = _ID.search(text.decode("utf-8", "replace"))
    if stated is None:
        raise RuleError(f"{path}: states no id; its first line should be `id: <dimension>/<name>`")
    place = folder / f"{stated[1]}.yaml"
    place.parent.mkdir(parents=True)
    place.write_bytes(text)
    return stated[1]


def _renamed(book: Rulebook, identity: str, path: Path) -> Rulebook:
    """Return the rulebook with the copied file under the name that the user knows."""
    copies = [name for name in book.files if name.endswith(f"/{identity}.yaml")]
    faults = (replace(fault, file=str(path)) if fault.file in copies else fault for fault in book.faults)
    rules = (replace(rule, source=str(path)) if rule.source in copies else rule for rule in book.rules)
    return replace(book, rules=tuple(rules), faults=tuple(faults))


def _faultless(found: Shelf, identity: str) -> Shelf:
    """Return the shelf; raise RuleError where the rule is not in force, or its file has an error."""
    source = found.rule(identity).source
    faults = [fault for fault in found.rulebook.errors if fault.file == source]
    if faults:
        raise RuleError("\n".join(map(str, faults)))
    return found
