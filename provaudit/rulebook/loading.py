"""Reads the rules: the shipped folder, then the user's overlays of the same layout, folders or packs."""

import gc
import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from provaudit import resources
from provaudit.errors import RuleError
from provaudit.model import Dimension
from provaudit.rulebook.build import build_rule
from provaudit.rulebook.changing import laid_over
from provaudit.rulebook.ids import closest_rules
from provaudit.rulebook.layers import MANIFEST, Layer, open_layer
from provaudit.rulebook.packs import digest_of, pack_of
from provaudit.rulebook.patterns import pattern, prove_together
from provaudit.rulebook.phrases import PatternFault
from provaudit.rulebook.rule import DimensionInfo, Entry, Pack, Rule, Rulebook, Vocabulary
from provaudit.written.faults import Fault, Place, either
from provaudit.written.shape import Form, check_shape
from provaudit.written.source import Route, Source, read_source

VOCABULARY = "vocabulary"
"""The folder of word lists beside the dimensions' folders."""

DIMENSIONS = "dimensions.yaml"
"""The file of the dimensions' summaries and caps, and of the rulebook's name and version."""

DEPTH = 2
"""Steps from the folder to a rule: its dimension and its file."""

CAP = 10.0
"""Most points of a dimension that no `dimensions.yaml` speaks of (chosen)."""


_PARTED = ("match", "tests", "entries")
_RULE, _LIST, _INFO = (Form("rule", part, _PARTED) for part in (None, VOCABULARY, "dimensions"))


@dataclass
class _Reading:
    """What has been read so far, folder after folder; later folders replace and add."""

    rules: dict[str, Source] = field(default_factory=dict)
    vocabularies: dict[str, list[Source]] = field(default_factory=dict)
    dimensions: list[Source] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    packs: list[Pack] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def load(overlays: Sequence[Path] = (), shipped: Path | None = None) -> Rulebook:
    """Return the rulebook of the shipped folder and the overlays over it; a bad file only adds to `faults`.

    An overlay is a folder, a zip of one or `pack:NAME`. In it a rule of the same path replaces, or changes what it
    names; a new path adds; a vocabulary of the same name adds its entries and replaces those of the same name.
    Raise RuleError where an overlay is none of them.
    """
    with _collecting_later():
        return _loaded(overlays, shipped if shipped is not None else resources.shipped("rules"))


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


def _loaded(overlays: Sequence[Path], base: Path) -> Rulebook:
    reading = _Reading()
    for where in [base, *(place for place in overlays if place.resolve() != base.resolve())]:
        _read_layer(reading, open_layer(where, base))
    vocabulary, rules = _checked(reading)
    dimensions, name, version = _dimensions(reading.dimensions)
    sources = [*reading.rules.values(), *(s for many in reading.vocabularies.values() for s in many)]
    faults = [*reading.faults, *(f for source in (*sources, *reading.dimensions) for f in source.faults)]
    faults += _unrelated(reading.rules, rules)
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


def _checked(reading: _Reading) -> tuple[dict[str, Vocabulary], list[Rule]]:
    """Return the vocabularies and rules that are sound; the faults of the others stand in their sources."""
    regexes = [text for source in reading.rules.values() for text in _regexes(source.data)]
    with ThreadPoolExecutor(1) as beside:  # the engine compiles the patterns while shapes are checked here
        proving = beside.submit(prove_together, regexes)
        vocabulary = {
            name: found for name, sources in reading.vocabularies.items() if (found := _merge(name, sources))
        }
        shaped = {identity: _misshapen(source) for identity, source in reading.rules.items()}
        proving.result()
    built = [
        build_rule(reading.rules[identity], identity, vocabulary, wrong)
        for identity, wrong in shaped.items()
        if wrong is not None
    ]
    return vocabulary, [rule for rule in built if rule]


def _read_layer(reading: _Reading, layer: Layer) -> None:
    own: dict[str, str] = {}
    manifest = None
    for place, file in layer.files.items():
        named = (layer.shown / place).as_posix()
        if not _is_rule_file(place):
            where = "a rule at `<dimension>/<name>.yaml`"
            reading.faults.append(Fault(named, Place(1, 1), "is not where rules are read", expected=where))
            continue
        source = read_source(file, named)
        manifest = source if place.as_posix() == MANIFEST else manifest
        own[place.as_posix()] = hashlib.sha256("\n".join(source.lines).encode()).hexdigest()
        reading.digests[_kept(reading, place, source)] = own[place.as_posix()]
    pack = pack_of(manifest, digest_of(own)) if manifest else None
    reading.faults += manifest.faults if manifest else []
    reading.packs += [pack] if pack else []
    reading.names.append(pack.name if pack else layer.name)


def _is_rule_file(place: PurePosixPath) -> bool:
    """Say whether a file lies where rules, vocabularies, dimensions or a manifest lie."""
    top = len(place.parts) == 1
    return place.suffix == ".yaml" and (
        place.name in (DIMENSIONS, MANIFEST) if top else len(place.parts) == DEPTH
    )


def _kept(reading: _Reading, place: PurePosixPath, source: Source) -> str:
    """Keep a file, and return what its digest goes by: by its place where it replaces the one of that place."""
    over = len(reading.names)
    if place.parts[0] == VOCABULARY:
        reading.vocabularies.setdefault(place.stem, []).append(source)
    elif place.name == DIMENSIONS and len(place.parts) == 1:
        reading.dimensions.append(source)
    elif len(place.parts) == DEPTH:
        identity = place.with_suffix("").as_posix()
        kept = laid_over(reading.rules, identity, source)
        if kept is None:
            reading.faults += source.faults
        else:
            reading.rules[identity] = kept
        if kept and kept.under is None:
            return place.as_posix()
    return f"{place}#{over}"


def _regexes(data: Any) -> Iterator[str]:
    """Return every text that stands under a key `regex`, whatever the shape around it."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in parts:
        if key == "regex":
            yield from (
                text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)
            )
        else:
            yield from _regexes(value)


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
        if ("entries", at) in wrong:
            continue
        forms, compiled = [], []
        for number, form in enumerate(entry["forms"]):
            try:
                compiled.append(pattern("phrase", form, {}))
                forms.append(form)
            except PatternFault as fault:
                route = ("entries", at, "forms", number)
                source.faults.append(
                    source.fault(route, fault.what, offset=fault.at, expected=fault.expected)
                )
        if forms:
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


def _unrelated(sources: dict[str, Source], rules: list[Rule]) -> list[Fault]:
    """Return a fault for each `related` that names no rule."""
    return [
        sources[rule.id].fault(
            ("related", at),
            f"unknown rule `{other}`",
            expected="the id of a rule in force, as `provaudit rules list` has them",
            hint=either(near) if (near := closest_rules(other, sources.keys() - {rule.id})) else None,
        )
        for rule in rules
        for at, other in enumerate(rule.document.get("related", ()))
        if other not in sources
    ]


def unknown_rule(identity: str, rulebook: Rulebook) -> RuleError:
    """Return the error that no rule has this id: what begins like it, else what is most like it; its dimension."""
    known = [rule.id for rule in rulebook.rules]
    whole = "/" in identity
    meant = [one for one in known if (one if whole else one.partition("/")[2]).startswith(identity)]
    meant = meant or closest_rules(identity, known)
    text = f"unknown rule `{identity}`" + (f"; did you mean {either(meant)}?" if meant else ";")
    dimension = identity.partition("/")[0]
    beside = [one for one in known if one.startswith(f"{dimension}/")]
    if beside:
        return RuleError(f"{text} Rules of {dimension}: {', '.join(beside)}")
    return RuleError(f"{text} `provaudit rules list` names all {len(known)}")
