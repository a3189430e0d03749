"""A new rule from a few answers: its file, with its tests, in an overlay folder, checked at once."""

import re
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from unicodedata import normalize

import yaml

from provaudit import resources
from provaudit.errors import InputError
from provaudit.model import Dimension, Zone
from provaudit.rulebook import Fault, Outcome, load, run_tests
from provaudit.rulebook.phrases import PatternFault, phrase_regex
from provaudit.rulebook.rule import CITED_ZONES, WHOLE_TEXT
from provaudit.sourcing import cited
from provaudit.written.faults import closest
from provaudit.zones import find_zones

ZONES = (*(zone.value for zone in Zone), WHOLE_TEXT, *CITED_ZONES)
"""Where a rule may look."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True)
class Draft:
    """What an author answered."""

    identity: str  # <dimension>/<name>
    phrases: tuple[str, ...]
    languages: tuple[str, ...]  # empty: any
    zones: tuple[str, ...]  # empty: where rules look that name none
    meaning: str
    matching: tuple[str, ...]
    silent: tuple[str, ...]
    points: float = 0.0


@dataclass(frozen=True)
class Checked:
    """A written rule: its file, what is wrong with it, and how its tests came out."""

    path: Path
    faults: tuple[Fault, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def sound(self) -> bool:
        """Whether the rule is in force and does what its tests expect."""
        errors = any(not fault.warning for fault in self.faults)
        return bool(self.outcomes) and not errors and all(outcome.ok for outcome in self.outcomes)


def identity(name: str, dimension: str | None) -> str:
    """Return a rule's id from its name, with or without the dimension; raise InputError where it cannot be one."""
    stated, slash, bare = name.strip().rpartition("/")
    of = stated if slash else dimension or ""
    if of not in set(Dimension):
        meant = closest(of, Dimension)
        hint = f"; did you mean {meant[0]}?" if meant else ""
        raise InputError(f"the dimension is {of!r}; expected one of {', '.join(Dimension)}{hint}")
    if dimension and dimension != of:
        raise InputError(f"the id {name!r} is not of the dimension {dimension}; leave one of the two out")
    if not _NAME.fullmatch(bare):
        like = "-".join(
            re.findall("[a-z0-9]+", normalize("NFKD", bare.lower()).encode("ascii", "ignore").decode())
        )
        raise InputError(
            f"“{bare}” cannot be a rule's name; expected letters from a to z, digits and -, such as "
            f"{like or 'harbour-wire'}"
        )
    return f"{of}/{bare}"


def place(identity: str, folder: Path) -> Path:
    """Return the file in an overlay folder that a rule is to have; raise InputError where it is there already."""
    path = folder / f"{identity}.yaml"
    if path.exists():
        raise InputError(f"{path} is there already; edit it, or choose another id")
    return path


def ships(identity: str) -> bool:
    """Say whether a rule of this id came with the installation: one's own of the same id replaces it."""
    return (resources.shipped("rules") / f"{identity}.yaml").is_file()


def points(stated: float) -> float:
    """Return points that a rule may have; raise InputError for what is no number, such as `nan`."""
    if not isfinite(stated):
        raise InputError(f"--points {stated}: is no number; expected one from -10 to 10")
    return stated


def languages(stated: str) -> tuple[str, ...]:
    """Return language codes written with commas between; raise InputError for what is none."""
    return tuple(
        _one(code, bool(_LANGUAGE.fullmatch(code)), "a code such as en or de") for code in _parts(stated)
    )


def zones(stated: str) -> tuple[str, ...]:
    """Return zones written with commas between; raise InputError for what is none."""
    return tuple(_one(zone, zone in ZONES, f"one of {', '.join(ZONES)}") for zone in _parts(stated))


def phrase(stated: str) -> str:
    """Return words to find; raise InputError where they cannot be read as a phrase."""
    said = stated.strip()
    try:
        phrase_regex(said, lambda name, _: name)
    except PatternFault as fault:
        expected = f"; expected {fault.expected}" if fault.expected else ""
        raise InputError(f"“{said}”: {fault.what}{expected}") from fault
    return said


def write(draft: Draft, folder: Path) -> Path:
    """Write the rule's file under an overlay folder and return it; raise InputError where there is one already."""
    path = place(draft.identity, folder)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(rule_text(draft))
    except OSError as fault:
        raise InputError(f"{path}: cannot be written: {fault.strerror}") from fault
    return path


def check(path: Path) -> Checked:
    """Load the overlay in which a rule's file lies and run the rule's tests."""
    folder, name = path.parent.parent, f"{path.parent.name}/{path.stem}"
    book = load([folder])
    faults = tuple(fault for fault in book.faults if fault.file.endswith(f"/{name}.yaml"))
    alone = replace(book, rules=tuple(rule for rule in book.rules if rule.id == name))
    return Checked(path, faults, tuple(run_tests(alone, find_zones, cited)))


def rule_text(draft: Draft) -> str:
    """Return the file of a rule: what was answered, and the keys that an author fills in next."""
    dimension = draft.identity.partition("/")[0]
    test_zone = next((zone for zone in draft.zones if zone not in CITED_ZONES), Zone.BODY.value)
    cases = [(text, "match") for text in draft.matching] + [(text, "silent") for text in draft.silent]
    lines = [
        f"id: {draft.identity}",
        f"summary: {_quoted(draft.meaning)}",
        f"dimension: {dimension}",
        "status: test  # its hits count no points; stable: they do",
        *([f"language: [{', '.join(map(_quoted, draft.languages))}]"] if draft.languages else []),
        *([f"zone: [{', '.join(draft.zones)}]"] if draft.zones else []),
        f"match:\n  words: {{phrase: [{', '.join(map(_quoted, draft.phrases))}]}}",
        f"points: {draft.points:g}",
        f"message: {_quoted(draft.meaning)}",
        f"codebook:\n  variable: {draft.identity.replace('/', '_').replace('-', '_')}",
        f"  definition: {_quoted(draft.meaning)}",
        "tests:",
        *(f"  - {{text: {_quoted(text)}, zone: {test_zone}, expect: {expect}}}" for text, expect in cases),
    ]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    """Return a text as YAML in double quotes, on one line."""
    dumped: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=float("inf"))
    return dumped.strip()


def _parts(stated: str) -> list[str]:
    return [part.strip() for part in stated.split(",") if part.strip()]


def _one(part: str, known: bool, expected: str) -> str:
    if not known:
        raise InputError(f"{part!r} is not known here; expected {expected}")
    return part
