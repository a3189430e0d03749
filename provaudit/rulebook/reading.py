"""Reads the files of rules: the shipped folder, then the user's overlays of the same layout, folders or packs."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from provaudit.rulebook.changing import laid_over
from provaudit.rulebook.ids import former_names, parted
from provaudit.rulebook.layers import MANIFEST, Layer, open_layer
from provaudit.rulebook.packs import digest_of, pack_of
from provaudit.rulebook.proving import Proving
from provaudit.rulebook.rule import Pack
from provaudit.written.faults import Fault, Place
from provaudit.written.source import Readable, Source, read_lines, read_source

VOCABULARY = "vocabulary"
"""The folder of word lists beside the dimensions' folders."""

DIMENSIONS = "dimensions.yaml"
"""The file of the dimensions' summaries and caps, and of the rulebook's name and version."""

DEPTH = 2
"""Steps from the folder to a rule: its dimension and its file."""

MISPLACED = "is not where rules are read"
"""What is wrong with a file in a folder of rules that is none of theirs."""

_BRACED = re.compile(r"\{([a-z][a-z0-9-]*)\}")


@dataclass
class Reading:
    """What has been read so far, folder after folder; later folders replace and add."""

    rules: dict[str, Source] = field(default_factory=dict)
    astray: list[Source] = field(default_factory=list)  # changes of rules that are not there
    unread: dict[str, list[str]] = field(default_factory=dict)  # lines of rules that nobody wanted, by id
    unused: set[str] = field(default_factory=set)  # names of vocabularies that no rule here uses
    vocabularies: dict[str, list[Source]] = field(default_factory=dict)
    dimensions: list[Source] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    packs: list[Pack] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def renamed(self) -> dict[str, str]:
        """Return the ids of renamed rules by the ids that they had before."""
        read = (
            (parted(source.data.get("related"))[1] if isinstance(source.data, dict) else (), identity)
            for identity, source in self.rules.items()
        )
        unread = ((former_names(lines), identity) for identity, lines in self.unread.items())
        return {old: new for former, new in (*unread, *read) for old in former if old != new}


def read_layers(
    places: Sequence[Path], proving: Proving, wanted: Callable[[str], bool] | None = None
) -> Reading:
    """Read the layers that lie at these places, each over the one before; regular expressions go to `proving`.

    A rule's file that is not `wanted` is read only where one above it may change it, and such a vocabulary only where
    a rule uses it. Raise RuleError where a place holds no rules.
    """
    reading = Reading()
    waiting: dict[str, tuple[str, Readable]] = {}
    layers = [open_layer(place, places[0]) for place in places]
    for number, layer in enumerate(layers):
        above = {place for other in layers[number + 1 :] for place in other.files}
        passed = {
            place
            for place in layer.files
            if wanted
            and len(place.parts) == DEPTH
            and place not in above
            and not wanted(_named(layer, place))
        }
        lists = {place for place in passed if place.parts[0] == VOCABULARY and _is_rule_file(place)}
        waiting |= {place.stem: (_named(layer, place), layer.files[place]) for place in lists}
        _read_layer(reading, layer, passed, proving)
    sources = (*reading.rules.values(), *reading.astray)
    stated = {name for source in sources for name in _names_in(source)}
    for name, (named, file) in waiting.items():
        if name in stated:
            reading.vocabularies.setdefault(name, []).append(read_source(file, named))
        else:
            reading.unused.add(name)
    return reading


def _names_in(source: Source) -> set[str]:
    """Return what stands in braces in a rule's file and in those that it changes: its vocabularies are among it."""
    below = _names_in(source.under) if source.under else set()
    return below | set(_BRACED.findall("\n".join(source.lines)))


def _named(layer: Layer, place: PurePosixPath) -> str:
    return (layer.shown / place).as_posix()


def _read_layer(reading: Reading, layer: Layer, passed: set[PurePosixPath], proving: Proving) -> None:
    own: dict[str, str] = {}
    manifest = None
    for place, file in layer.files.items():
        named = _named(layer, place)
        if not _is_rule_file(place):
            where = "a rule at `<dimension>/<name>.yaml`"
            meant = place.with_suffix(".yaml")
            hint = f"`{meant}`" if place.suffix == ".yml" and _is_rule_file(meant) else None
            reading.faults.append(Fault(named, Place(1, 1), MISPLACED, expected=where, hint=hint))
            continue
        source = read_lines(file, named) if place in passed else read_source(file, named)
        manifest = source if place.as_posix() == MANIFEST else manifest
        own[place.as_posix()] = hashlib.sha256("\n".join(source.lines).encode()).hexdigest()
        if place in passed:
            a_list = place.parts[0] == VOCABULARY
            if not a_list:
                reading.unread[place.with_suffix("").as_posix()] = source.lines
            goes_by = f"{place}#{len(reading.names)}" if a_list else place.as_posix()
            reading.digests[goes_by] = own[place.as_posix()]
            continue
        proving.add(_regexes(source.data), _matching(source.data))
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


def _kept(reading: Reading, place: PurePosixPath, source: Source) -> str:
    """Keep a file, and return what its digest goes by: by its place where it replaces the one of that place."""
    over = len(reading.names)
    if place.parts[0] == VOCABULARY:
        reading.vocabularies.setdefault(place.stem, []).append(source)
    elif place.name == DIMENSIONS and len(place.parts) == 1:
        reading.dimensions.append(source)
    elif len(place.parts) == DEPTH:
        identity = place.with_suffix("").as_posix()
        kept = laid_over(reading.rules, identity, source, reading.renamed)
        if kept is None:
            reading.astray.append(source)
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


def _matching(data: Any) -> list[str]:
    """Return the texts in which a rule's tests expect a hit, as stretches have them."""
    tests = data.get("tests") if isinstance(data, dict) else None
    wanted = (
        [one for one in tests if isinstance(one, dict) and one.get("expect") == "match"]
        if isinstance(tests, list)
        else []
    )
    return [text.strip() for one in wanted if isinstance(text := one.get("text"), str)]
