"""Rule files that an earlier check found sound: they need no other while nothing that they rest on has changed.

What is sound is sound by its own words, the word lists in force, the ids it is related to and this package. Only that
is kept, in the user's folder of caches: whatever has a fault or a warning is checked again each time. Imports little,
for it is asked before polars is there.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile

from platformdirs import user_cache_path

from provaudit.model import Dimension

MOST = 5_000
"""Files that are remembered of rules that share their word lists (chosen: ten times a large rulebook)."""

KEPT = 8
"""Sets of word lists of which files are remembered, the last ones used (chosen: .3 MB each at most)."""

LARGEST = 1_000_000
"""Bytes of a file that is remembered; a rule's has some two thousand."""

_PACKAGE = Path(__file__).parents[1]
_CODE = (".py", ".yaml", ".json")
_LISTS = "vocabulary"


@dataclass(frozen=True)
class Sound:
    """What is known before a check: each rule's file with the digest of all that it rests on, and which are sound.

    Files go by their real path.
    """

    kept: Path
    digests: Mapping[str, str]
    related: Mapping[str, list[str]]  # by digest of what was sound: the ids of the rules it is related to
    files: frozenset[str]

    def learn(self, found: Mapping[str, list[str]]) -> None:
        """Keep what a check has found sound, with the ids that each is related to; what cannot be kept is not."""
        new = {
            digest: found[file]
            for file, before in self.digests.items()
            if file in found and (digest := _digest(Path(file), self.kept.stem)) == before
        }
        if new.keys() - self.related.keys():
            known = {digest: ids for digest, ids in self.related.items() if digest not in new} | new
            with suppress(OSError):
                _write(self.kept, dict(list(known.items())[-MOST:]))


def sound(places: Iterable[Path], about: str) -> Sound:
    """Return what is known of the rules in these places, each laid over the one before.

    `about` tells apart checks that ask for different things.
    """
    folders = list(dict.fromkeys(Path(os.path.realpath(place)) for place in places))
    if not all(one.is_dir() for one in folders):  # a pack: its word lists are not looked into here
        return Sound(folder(), {}, {}, frozenset())
    lists = chain.from_iterable(
        (*sorted(one.glob(f"{_LISTS}/*.y*ml")), one / "dimensions.yaml") for one in folders
    )
    rest = (about, sys.version, *map(_state, _engine()), *((one.name, _read(one)) for one in lists))
    kept = folder() / f"{sha256(repr(rest).encode()).hexdigest()[:32]}.json"
    files: dict[str, list[Path]] = {}
    for file in chain.from_iterable(one.glob("*/*.yaml") for one in folders):
        if file.parent.name != _LISTS:
            files.setdefault(f"{file.parent.name}/{file.stem}", []).append(file)
    # Of two of one id the upper one replaces the lower one or changes it: neither rests on its own words alone.
    alone = (many[0] for many in files.values() if len(many) == 1)
    digests = {file.as_posix(): digest for file in alone if (digest := _digest(file, kept.stem))}
    related = _recalled(kept)
    known = (file for file, digest in digests.items() if files.keys() >= set(related.get(digest, [""])))
    return Sound(kept, digests, related, frozenset(known))


def folder() -> Path:
    """Return where it is kept what is sound."""
    return Path(user_cache_path("provaudit", appauthor=False)) / "sound"


def around(path: Path) -> Path:
    """Return the place of rules that a path means: itself, or the folder around a file or a dimension's folder."""
    whole = path.absolute()
    if path.is_dir():
        named = whole.name in (*Dimension, _LISTS)
        return whole.parent if named and any(path.glob("*.yaml")) else path
    return whole.parent.parent if path.is_file() and path.suffix.lower() != ".zip" else path


def real(file: str) -> str:
    """Return a rule's file as it goes by here: its place in its folder of rules, and the real path of that."""
    folder, *place = file.rsplit("/", 2)
    return "/".join((_real_folder(folder, Path.cwd()), *place))


@lru_cache
def _real_folder(folder: str, here: Path) -> str:
    return Path(os.path.realpath(here / folder)).as_posix()


def _engine() -> Iterator[Path]:
    yield from (file for file in sorted(_PACKAGE.rglob("*.*")) if file.suffix in _CODE)
    polars = find_spec("polars")
    yield from [Path(polars.origin)] if polars and polars.origin else []


def _state(file: Path) -> tuple[str, int, int]:
    about = file.stat()
    return str(file), about.st_mtime_ns, about.st_size


def _digest(file: Path, rest: str) -> str | None:
    text = _read(file)
    return None if text is None else sha256(f"{rest} {file}\n".encode() + text).hexdigest()[:32]


def _read(file: Path) -> bytes | None:
    with suppress(OSError):  # what cannot be read is told by the check itself
        if file.is_file() and file.stat().st_size <= LARGEST:
            return file.read_bytes()
    return None


def _recalled(kept: Path) -> dict[str, list[str]]:
    """Return what is kept there, and note that it was used; nothing where it is broken."""
    with suppress(OSError, ValueError, AttributeError, TypeError):
        found = json.loads(kept.read_bytes())
        os.utime(kept)
        return {str(digest): [str(one) for one in ids] for digest, ids in found.items()}
    return {}


def _write(kept: Path, known: Mapping[str, list[str]]) -> None:
    """Write it in one step, and let go of what was used longest ago; raise OSError where it fails."""
    if not kept.is_absolute():  # a user without a home has no caches, and `~` here is none
        return
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile("w", dir=kept.parent, suffix=".part", delete=False) as opened:
        json.dump(known, opened)
    Path(opened.name).replace(kept)
    by_use = sorted(kept.parent.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for old in by_use[KEPT:]:
        old.unlink()
