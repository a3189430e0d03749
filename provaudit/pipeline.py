"""The one pipeline, from top to bottom: read, zones, signals, lineage, scores, and one audit out of them.

It is not named `audit`, as the design has it, because `provaudit.audit` is the function that users call.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from os import PathLike
from pathlib import Path
from typing import Protocol

import numpy as np
import polars as pl

from provaudit.document import Audit, PackInfo, RulebookInfo
from provaudit.engine import Crew, Engine, crew, done, refuse_reentry
from provaudit.errors import InputError
from provaudit.examine import SETTINGS, Settings, conclude, examine, learn, measure
from provaudit.frames import PROBLEMS, empty
from provaudit.ingest import Stream, stream, stream_frame
from provaudit.lineage import ALONE, Agencies, Wider, buckets_for, core, trace
from provaudit.outlets import Joined, Outlets, joined, said
from provaudit.outlets import load as outlets_of
from provaudit.rulebook import Rulebook, load, with_agencies
from provaudit.store import TEXTS, Store, scratch
from provaudit.told import Told
from provaudit.zones import Furniture, Lines, learn_furniture

Source = str | Path | Iterable[str | Path] | pl.DataFrame | pl.LazyFrame | Stream
_WANTED = "audit wants a path, several paths, or a polars frame with a text column"

Progress = Callable[[str, float], None]
"""Told the name of each step as it begins, and what part of all the work (0..1) lies behind."""

STEPS = {"reading": 0.0, "zones and rules": 0.1, "lineage": 0.6, "scores": 0.85, "joining": 0.95}
"""The steps, and the part of a large audit's time that lies behind when each begins (measured, roughly)."""


_LARGE = 10_000  # articles of a wider pile from which one process more is worth its start; chosen
_UNEVEN = 4  # parts a worker, below which a last one that is short leaves the others idle for long; chosen
_FULL = (
    500  # articles worth a part of their own where processes are at hand: its rules take as long to get ready
)


class Within(Protocol):
    """A wider pile, of which what hangs together with the articles is traced beside them."""

    def meet(self, store: Store) -> pl.DataFrame:
        """Learn which articles there are, and name them or drop some before they are examined; return PROBLEMS."""

    def lines(self) -> Iterable[Lines]:
        """Yield more of what furniture is learned from; numbers of its articles are beyond those of the store."""

    def outlets(self) -> pl.DataFrame:
        """Return outlet and url of its articles, once `meet` was told of the others; these may be among them."""

    def bring(self, store: Store, run: Engine, stated: Agencies) -> Wider:
        """Add whoever is to be traced beside the articles as further parts, examined; say what holds in the whole."""


def audit(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    rules: Rulebook | Iterable[str | Path] = (),
    outlets: Iterable[str | Path] = (),
    progress: Progress | None = None,
    workers: int = 1,
) -> Audit:
    """Audit articles: trace where each text came from, whether it says so, how much of its sourcing it shows.

    `source` is a path, several paths, a polars frame with a text column (a lazy one is collected part by part), or
    a stream that `ingest` made;
    `columns` names columns that are not recognised by themselves (`{"text": "story"}`); `rules` are folders of rules
    laid over those that ship, or a rulebook that was read already; `outlets` are files on outlets (names, domains,
    licences, ratings), see `outlets/`; `progress` is told each step; `workers` are processes that share the work on a
    pile of several parts (a script that asks for more than one needs the usual `if __name__ == "__main__":`). Raise
    InputError where nothing can be read, StorageError where there is no room for temporary files. Broken rules and
    unreadable inputs are named in `Audit.problems`, and the rest is audited.
    """
    with audited(
        source, columns=columns, rules=rules, outlets=outlets, progress=progress, workers=workers
    ) as told:
        return told.audit()


@contextmanager
def audited(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    rules: Rulebook | Iterable[str | Path] = (),
    outlets: Iterable[str | Path] = (),
    progress: Progress | None = None,
    workers: int = 1,
    within: Within | None = None,
) -> Iterator[Told]:
    """Audit as `audit` does, and yield the tables on disk, for piles whose audit is larger than memory.

    Where the articles are audited `within` a wider pile, whoever was traced beside them is told of, too.
    """
    tell = progress or _untold
    with read(source, columns=columns, rules=rules, outlets=outlets, progress=tell, workers=workers) as own:
        store = own.store
        more = within.meet(store) if within else empty(PROBLEMS)
        pile = own.beside(within) if within else own
        run = own.crew.engine(min(workers, store.parts + int(store.get("pile")) // _LARGE))
        tell("zones and rules", STEPS["zones and rules"])
        examine_all(pile, run, within)
        tell("lineage", STEPS["lineage"])
        stated = pile.agencies
        wider = within.bring(store, run, stated) if within else replace(ALONE, agencies=stated)
        with run.beside(measure, range(store.parts)):
            trace(store, store.whole("articles"), run, wider, run.workers)
        tell("scores", STEPS["scores"])
        done(run(conclude, range(store.parts)))
        own.crew.dismiss()
        tell("joining", STEPS["joining"])
        problems, by = pl.concat([pile.problems, more]), pile.outlets.digest
        yield Told(store, problems, pile.faults, pile.info, pile.laid.listed, by)


@dataclass(frozen=True)
class Pile:
    """Articles that were read into a store, which goes with its context, who works on it, and the rules in force."""

    store: Store
    crew: Crew
    problems: pl.DataFrame
    rulebook: Rulebook
    outlets: Outlets
    laid: Joined

    @property
    def info(self) -> RulebookInfo:
        """What an audit states of the rules."""
        packs = tuple(PackInfo(pack.name, pack.version, pack.digest) for pack in self.rulebook.packs)
        return RulebookInfo(self.rulebook.name, self.rulebook.version, self.rulebook.digest, packs)

    @property
    def agencies(self) -> Agencies:
        """The outlets that the user says are news agencies, and those that are said to be none."""
        known = self.rulebook.agencies()
        return Agencies(
            *(
                frozenset(map(core, said(self.outlets, self.laid.listed, known, agency=agency))) - {""}
                for agency in (True, False)
            )
        )

    def beside(self, within: Within) -> "Pile":
        """Return the pile with what the user's files say of the outlets of a wider one, too."""
        if not self.outlets.outlets:
            return self
        both = pl.concat([self.laid.articles.select("outlet", "url"), within.outlets()])
        laid = joined(both, self.outlets, self.rulebook.agencies())
        return replace(self, laid=replace(laid, articles=self.laid.articles))

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong with rules and files on outlets: where, and what."""
        rules = [(f.file, f.summary) for f in self.rulebook.faults if not f.warning]
        outlets = [(f.where, f.said) for f in self.outlets.faults]
        return [*rules, *outlets, *(("outlets", remark) for remark in self.laid.remarks)]


@contextmanager
def read(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    rules: Rulebook | Iterable[str | Path] = (),
    outlets: Iterable[str | Path] = (),
    progress: Progress | None = None,
    workers: int = 1,
) -> Iterator[Pile]:
    """Read articles and rules, as `audited` does, and yield them before anything is examined."""
    if workers < 1:
        raise InputError(f"workers={workers}: at least one process has to work")
    if workers > 1:
        refuse_reentry()
    (progress or _untold)("reading", STEPS["reading"])
    rulebook = rules if isinstance(rules, Rulebook) else load([Path(r) for r in rules])
    known = outlets_of([Path(o) for o in outlets])
    rulebook = with_agencies(rulebook, known.agencies)
    given = _stream(source, columns)
    with scratch() as store, crew(store) as hands:
        problems, laid = _stored(store, hands, given, known, rulebook, workers)
        yield Pile(store, hands, problems, rulebook, known, laid)


def examine_all(pile: Pile, run: Engine, within: Within | None = None) -> None:
    """Examine all parts of a pile, by what furniture is learned from them, and from a wider pile."""
    store = pile.store
    store.share(SETTINGS, Settings(pile.rulebook, _furniture(store, run, within)))
    done(run(examine, range(store.parts)))


def _untold(_step: str, _part: float) -> None:
    """Hear of a step, where nobody asked."""


def _furniture(store: Store, run: Engine, within: Within | None) -> Furniture | None:
    """Return what is learned of several parts; a part that is the whole pile learns its own."""
    if store.parts == 1 and within is None:
        return None
    return learn_furniture(chain(run(learn, range(store.parts)), within.lines() if within else ()))


def _stored(
    store: Store, hands: Crew, given: Stream, outlets: Outlets, rulebook: Rulebook, workers: int
) -> tuple[pl.DataFrame, Joined]:
    """Put the articles into the store, part by part; return the problems that there were, and the outlets."""
    share = (lambda: nullcontext(hands.engine(workers))) if workers > 1 else None
    lengths = [store.keep_texts(part, texts) for part, texts in enumerate(given.texts(share))]
    inputs = given.finished()
    store.cut([len(some) for some in lengths])
    store.measure(TEXTS, np.concatenate(lengths))
    several = store.parts > 1 or (hands.count > 1 and inputs.articles.height >= _FULL * workers)
    if workers > 1 and several and store.parts < _UNEVEN * workers:
        store.cut_evenly(-(-store.parts // workers) * workers)
    store.put("pile", np.array(inputs.articles.height))
    store.put("buckets", np.array(buckets_for(int(store.get(f"{TEXTS}.first")[-1]))))
    found = joined(inputs.articles, outlets, rulebook.agencies())
    for part, (low, high) in enumerate(pairwise(store.bounds().tolist())):
        store.save("known", part, found.articles.slice(low, high - low))
    return inputs.problems, found


def _stream(source: Source, columns: Mapping[str, str] | None) -> Stream:
    if isinstance(source, Stream):
        return source
    if isinstance(source, pl.LazyFrame | pl.DataFrame):
        return stream_frame(source, columns)
    return stream(_paths(source), columns)


def _paths(source: str | Path | Iterable[str | Path]) -> Sequence[str | Path]:
    """Return the paths that a caller named; raise InputError for anything else, whatever its type claims."""
    paths = [source] if isinstance(source, str | PathLike) else _listed_paths(source)
    for path in paths:
        if not isinstance(path, str | PathLike):
            raise InputError(f"{_WANTED}, got {type(path).__name__} among the paths")
    return paths


def _listed_paths(source: object) -> list[str | Path]:
    if not isinstance(source, Iterable) or isinstance(source, bytes | Mapping) or hasattr(source, "columns"):
        raise InputError(f"{_WANTED}, got {type(source).__name__}")
    return list(source)
