"""The rulebook: what was read of the shipped folder and the user's overlays, checked and built."""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from provaudit import resources
from provaudit.errors import RuleError
from provaudit.model import Dimension
from provaudit.rulebook.build import build_rule, look_over
from provaudit.rulebook.ids import closest_rules
from provaudit.rulebook.layers import FILES, MOST_FILES, is_installed, shown
from provaudit.rulebook.packs import digest_of
from provaudit.rulebook.patterns import pattern
from provaudit.rulebook.phrases import PatternFault
from provaudit.rulebook.proving import Proving
from provaudit.rulebook.reading import VOCABULARY, Reading, read_layers
from provaudit.rulebook.remembered import remembered
from provaudit.rulebook.repeated import repeated
from provaudit.rulebook.rule import DimensionInfo, Entry, Rule, Rulebook, Vocabulary
from provaudit.rulebook.salvage import listed
from provaudit.written.faults import Fault, closest, either
from provaudit.written.shape import Form, check_shape
from provaudit.written.source import Route, Source

CAP = 10.0
"""Most points of a dimension that no `dimensions.yaml` speaks of (chosen)."""


GUESSED = 20
"""Unknown rules that one rule names up to which it is said what was meant (chosen: a guess takes milliseconds)."""

LISTED = 5
"""Rules of its dimension that are named beside an unknown one (chosen: a line or two)."""

_PARTED = ("match", "tests", "entries")
_RULE, _LIST, _INFO = (Form("rule", part, _PARTED) for part in (None, VOCABULARY, "dimensions"))
_CHANGE = Form("rule", None, _PARTED, partial=True)


def load(
    overlays: Sequence[Path] = (),
    shipped: Path | None = None,
    wanted: Callable[[str], bool] | None = None,
) -> Rulebook:
    """Return the rulebook of the shipped folder and the overlays over it; a bad file only adds to `faults`.

    An overlay is a folder, a zip of one or `pack:NAME`. In it a rule of the same path replaces, or changes what it
    names; a new path adds; a vocabulary of the same name adds its entries and replaces those of the same name.
    `wanted` says of a file, as messages name it, whether its rule is wanted: of the others nothing is known but their
    ids, and of vocabularies that no wanted rule uses their names. Raise RuleError where an overlay is none of them.
    What was loaded before is there, in later processes too, as long as its files stay as they are.
    """
    base = shipped if shipped is not None else resources.shipped("rules")
    with _collecting_later():
        if wanted or any(map(is_installed, overlays)):
            return _loaded(overlays, base, wanted)
        files = tuple((str(place), shown(place).as_posix(), _state(place)) for place in (base, *overlays))
        return _as_before(tuple(overlays), base, files)


@lru_cache(maxsize=2)
def _as_before(overlays: tuple[Path, ...], base: Path, files: Sequence[object]) -> Rulebook:
    """Return the rulebook of these places, as long as they have these files and messages name them so."""
    return remembered(files, lambda: _loaded(overlays, base, None))


def _state(place: Path) -> tuple[tuple[Path, int, int], ...]:
    """Return the files of a place with time and size; one that cannot be looked at has its fault when it is read."""
    found = islice(place.rglob(FILES), MOST_FILES + 1) if place.is_dir() else [place]
    files = ((file, file.stat()) for file in found if file.exists())
    return tuple(sorted((file, about.st_mtime_ns, about.st_size) for file, about in files))


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Keep Python from looking for garbage in what is only being built: a sixth of the time for 500 rules."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _loaded(overlays: Sequence[Path], base: Path, wanted: Callable[[str], bool] | None) -> Rulebook:
    places = [base, *(place for place in overlays if place.resolve() != base.resolve())]
    with ThreadPoolExecutor(
        1
    ) as beside:  # the engine compiles patterns while files are read and checked here
        proving = Proving(beside)
        reading = read_layers(places, proving, wanted)
        vocabulary = {name: Vocabulary(name, "", ()) for name in reading.unused}
        vocabulary |= {
            name: found for name, sources in reading.vocabularies.items() if (found := _merge(name, sources))
        }
        shaped = {identity: _misshapen(source) for identity, source in reading.rules.items()}
        proving.done()
    for source in reading.astray:
        look_over(source, vocabulary, check_shape(source, _CHANGE))
    built = (
        build_rule(reading.rules[identity], identity, vocabulary, wrong)
        for identity, wrong in shaped.items()
        if wrong is not None
    )
    return _bound(reading, vocabulary, [rule for rule in built if rule])


def _bound(reading: Reading, vocabulary: dict[str, Vocabulary], rules: list[Rule]) -> Rulebook:
    dimensions, name, version = _dimensions(reading.dimensions)
    lists = [source for many in reading.vocabularies.values() for source in many]
    sources = [*reading.rules.values(), *reading.astray, *lists]
    faults = [*reading.faults, *(f for source in (*sources, *reading.dimensions) for f in source.faults)]
    faults += _unrelated(reading)
    return Rulebook(
        name="+".join([name, *reading.names[1:]]),
        version=version,
        digest=digest_of(reading.digests),
        rules=tuple(sorted(rules, key=lambda rule: rule.id)),
        vocabulary=vocabulary,
        dimensions=dimensions,
        faults=tuple(sorted(set(faults), key=lambda fault: (fault.file, fault.place, fault.what))),
        files=tuple(source.name for source in sources),
        packs=tuple(reading.packs),
    )


def _misshapen(source: Source) -> set[Route] | None:
    """Return where a rule's file is not shaped as it should be, or null where it holds no rule at all."""
    if _unreadable(source, "a rule: a mapping with id, summary, dimension, match, …"):
        return None
    return check_shape(source, _RULE)


def _unreadable(source: Source, expected: str) -> bool:
    if source.faults and source.data is None:
        return True
    if not isinstance(source.data, dict):
        source.faults.append(source.fault((), "holds no mapping", expected=expected))
        return True
    return False


def _merge(name: str, sources: list[Source]) -> Vocabulary | None:
    entries: dict[str, Entry] = {}
    summary = ""
    for source in sources:
        if _unreadable(source, "a vocabulary: a mapping with name, entries"):
            continue
        wrong = check_shape(source, _LIST)
        repeated(source)
        if source.data.get("name") not in (None, name):
            source.faults.append(
                source.fault(("name",), "`name` differs from the file's name", expected=f"`{name}`")
            )
        if ("summary",) not in wrong:
            summary = source.data.get("summary", summary)
        if ("entries",) not in wrong:
            entries |= {entry.name: entry for entry in _entries(source, wrong)}
    return Vocabulary(name, summary, tuple(entries.values())) if entries else None


def _entries(source: Source, wrong: set[Route]) -> list[Entry]:
    """Return the sound entries: one bad name stops no other."""
    found = []
    for at, entry in enumerate(source.data.get("entries", ())):
        stated = entry.get("forms") if isinstance(entry, dict) else None
        forms, compiled = [], []
        # Of an entry that has no sound shape, too: a blank form must not hide the next one's mistake.
        for route, form in listed(("entries", at, "forms"), stated):
            try:
                compiled.append(pattern("phrase", form, {}))
                forms.append(form)
            except PatternFault as fault:
                source.faults.append(
                    source.fault(route, fault.what, offset=fault.at, expected=fault.expected)
                )
        if forms and ("entries", at) not in wrong:
            found.append(Entry(entry["name"], entry.get("kind"), tuple(forms), tuple(compiled)))
    return found


def _dimensions(sources: list[Source]) -> tuple[dict[str, DimensionInfo], str, str]:
    found = {dimension.value: DimensionInfo("", CAP) for dimension in Dimension}
    name, version = "rules", "0"
    for source in sources:
        if _unreadable(source, "a mapping with dimensions"):
            continue
        check_shape(source, _INFO)
        if source.faults:
            continue
        stated: dict[str, Any] = source.data["dimensions"]
        found |= {key: DimensionInfo(info["summary"], float(info["cap"])) for key, info in stated.items()}
        name, version = source.data.get("name", name), source.data.get("version", version)
    return found, name, version


def _unrelated(reading: Reading) -> list[Fault]:
    """Return a fault for each `related` that names no rule, be it one that was not read; for a former name in force."""
    known, now = reading.rules.keys() | reading.unread.keys(), reading.renamed()
    twice = [
        source.fault(
            ("id",),
            f"`{identity}` is what `{now[identity]}` was called before it was renamed, and both are in force",
            expected=f"another id, or `change: {now[identity]}` and only what is to be different",
            warning=True,
        )
        for identity, source in reading.rules.items()
        if identity in now
    ]
    return twice + [
        source.fault(
            ("related", at),
            f"unknown rule `{other}`",
            expected="the id of a rule in force, as `provaudit rules list` has them, or, where this rule was called "
            f"so before, `was: {other}`",
            hint=either(near)
            if at < GUESSED
            and (
                near := [now[other]]
                if other in now
                else closest_rules(other, known - {source.data.get("id")})
            )
            else None,
        )
        for source in (*reading.rules.values(), *reading.astray)
        for at, other in enumerate(_list_of(source.data, "related"))
        if isinstance(other, str) and other not in known
    ]


def _list_of(data: Any, key: str) -> list[Any]:
    """Return the list that a file states; none where it states anything else, which its shape tells."""
    stated = data.get(key) if isinstance(data, dict) else None
    return stated if isinstance(stated, list) else []


def unknown_rule(identity: str, rulebook: Rulebook) -> RuleError:
    """Return the error that no rule has this id: what begins like it, else what is most like it; its dimension."""
    now = next((rule.id for rule in rulebook.rules if identity in rule.was), None)
    if now:
        return RuleError(f"unknown rule `{identity}`: it is called `{now}` now")
    known = [rule.id for rule in rulebook.rules]
    whole = "/" in identity
    meant = [one for one in known if (one if whole else one.partition("/")[2]).startswith(identity)]
    meant = meant or closest_rules(identity, known)
    text = f"unknown rule `{identity}`" + (f"; did you mean {either(meant)}?" if meant else ";")
    near = closest(identity.partition("/")[0], Dimension) if whole and not meant else []
    beside = [one for one in known if near and one.startswith(f"{near[0]}/")]
    if beside:
        more = f" and {len(beside) - LISTED} more" if len(beside) > LISTED else ""
        return RuleError(f"{text} Rules of {near[0]}: {', '.join(beside[:LISTED])}{more}")
    return RuleError(f"{text} `provaudit rules list` names all {len(known)}")
