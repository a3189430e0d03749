"""Rules to share: a folder of one's own as a zip, once it is sound; and the packs that are installed."""

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from provaudit import resources
from provaudit.authoring.shelf import Shelf
from provaudit.errors import RuleError
from provaudit.rulebook import Outcome, Pack, Rule, load, run_tests
from provaudit.rulebook.layers import INSTALLED, MANIFEST, installed_packs, open_layer
from provaudit.rulebook.zipped import zipped
from provaudit.sourcing import cited
from provaudit.zones import find_zones

BESIDE = ("README.md", "LICENSE", "LICENCE", "LICENSE.txt", "LICENCE.txt")
"""Files that go into the zip beside the rules, where the folder has them."""

EXAMPLE = """  name: church-agencies
  version: "1.0"
  summary: Marks of church news agencies
  authors: [Ada Merrow]
  licence: CC-BY-4.0
"""
"""A manifest, for who has none."""


@dataclass(frozen=True)
class Packed:
    """A folder of rules, looked through: what its manifest says, its rules, and how their tests came out."""

    pack: Pack
    rules: tuple[Rule, ...]
    outcomes: tuple[Outcome, ...]
    files: dict[PurePosixPath, bytes]

    @property
    def sound(self) -> bool:
        """Whether every test came out as it should."""
        return all(outcome.ok for outcome in self.outcomes)

    @property
    def archive(self) -> bytes:
        """The zip: the same files make the same bytes."""
        return zipped(self.files)


@dataclass(frozen=True)
class Installed:
    """A pack that an installed Python package offers, or why it cannot be used."""

    name: str  # of the entry point
    pack: Pack | None
    rules: int
    trouble: str = ""


def packed(folder: Path) -> Packed:
    """Look through a folder of rules that is to be shared, and run its rules' tests.

    Raise RuleError where it has no manifest, or a file of it is faulty.
    """
    if not folder.is_dir():
        raise RuleError(f"{folder}: expected a folder of your own rules")
    layer = open_layer(folder, resources.shipped("rules"))
    if PurePosixPath(MANIFEST) not in layer.files:
        raise RuleError(f"{folder}: there is no {MANIFEST}; write one such as\n{EXAMPLE}")
    files = {place: file.read_bytes() for place, file in layer.files.items()}
    files |= {
        PurePosixPath(name): (folder / name).read_bytes() for name in BESIDE if (folder / name).is_file()
    }
    shelf = Shelf(load([folder]), (folder,))
    named = {(layer.shown / place).as_posix() for place in layer.files}
    faults = [fault for fault in shelf.rulebook.errors if fault.file in named]
    if faults:
        raise RuleError("\n".join(map(str, faults)))
    own = tuple(rule for rule in shelf.rulebook.rules if rule.source in named)
    outcomes = run_tests(replace(shelf.rulebook, rules=own), find_zones, cited)
    return Packed(shelf.rulebook.packs[-1], own, tuple(outcomes), files)


def installed() -> list[Installed]:
    """Return the packs that are installed, by name."""
    return [_looked_through(name) for name in installed_packs()]


def _looked_through(name: str) -> Installed:
    try:
        book = load([Path(f"{INSTALLED}{name}")])
    except RuleError as fault:
        return Installed(name, None, 0, str(fault))
    own = [fault for fault in book.errors if fault.file.startswith(f"{INSTALLED}{name}/")]
    rules = sum(rule.source.startswith(f"{INSTALLED}{name}/") for rule in book.rules)
    trouble = f"{len(own)} faulty: provaudit rules check --rules {INSTALLED}{name}" if own else ""
    return Installed(name, book.packs[-1] if book.packs else None, rules, trouble)
