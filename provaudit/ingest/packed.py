"""Containers to what they hold: archives, compressed files and crawls, each member a source of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from provaudit.ingest.archives import Member, tar_members, zip_members
from provaudit.ingest.batch import Problem, Source, UnreadableError
from provaudit.ingest.inflate import BombError, Budget, Inflated, is_squeezed
from provaudit.ingest.paths import CONTAINERS, format_of, is_article, shown
from provaudit.ingest.sniff import sniffed
from provaudit.ingest.spool import spooled
from provaudit.ingest.warc import pages

_DEEPEST = 3
"""Containers within each other that are opened (chosen: a crawl in an archive in an archive)."""

_LISTED = 5
"""Files left out that are named (chosen)."""

_ARCHIVES = {"zip": zip_members, "tar": tar_members}
_TEXTS = frozenset({"html", "plain", "json", "jsonl", "csv", "xml"})
_MAGIC = 6  # bytes that show a compression


def unpacked(sources: Iterable[Source], problems: list[Problem]) -> Iterator[Source]:
    """Yield the sources, in place of each container what it holds; add to problems what cannot be opened.

    A source can be read until the next one is asked for.
    """
    for source in sources:
        yield from _opened(source, problems, None, 0)


def _opened(source: Source, problems: list[Problem], budget: Budget | None, depth: int) -> Iterator[Source]:
    """Yield a source or what it holds; `budget` is that of the container that it lies in."""
    if source.format not in CONTAINERS:
        named = source.format
        source = replace(source, format="squeezed") if _is_mislabelled(source) else source
    else:
        named = None
    if source.format not in CONTAINERS:
        yield source
        return
    if depth == _DEEPEST:
        problems.append(source.problem(f"lies more than {_DEEPEST} containers deep and is not opened"))
        return
    try:
        allowed = budget or Budget(source.size())
        for member in _members(source, problems, allowed, named):
            yield from _opened(member, problems, allowed, depth + 1)
    except BombError as error:
        problems.append(source.problem(f"{error}; what is left of it is not read"))
    except UnreadableError as error:
        problems.append(source.problem(str(error)))
    except OSError as error:
        problems.append(source.problem(f"cannot be read: {error.strerror or error}"))


def _is_mislabelled(source: Source) -> bool:
    """Whether the bytes of what is named as a text are compressed: servers and crawlers save pages so."""
    if source.format not in _TEXTS:
        return False
    try:
        with source.open() as file:
            return is_squeezed(file.read(_MAGIC))
    except OSError:
        return False  # whoever reads it says why


def _members(
    source: Source, problems: list[Problem], budget: Budget, named: str | None = None
) -> Iterator[Source]:
    if source.format == "warc":
        return pages(source, problems, budget)
    return (
        _inner(source, problems, budget, named)
        if source.format == "squeezed"
        else _files(source, problems, budget)
    )


def _inner(
    source: Source, problems: list[Problem], budget: Budget, named: str | None = None
) -> Iterator[Source]:
    """Yield what a compressed file holds: of one that was cut off, what comes before the cut.

    `named` is the format that its name tells, where the name says nothing of the compression.
    """
    named = named or format_of(source.shown.rpartition(".")[0])
    with source.open() as file:
        packed = Inflated(file, budget)
        with spooled(replace(source, format=named or "plain"), iter(packed.read, b"")) as (found, fault):
            if fault and (isinstance(fault, BombError) or not found.size()):
                raise fault
            if fault:
                problems.append(source.problem(f"{fault}; what stands before is read"))
            yield found if named or found.data is None else replace(found, format=sniffed(found.data))


def _files(source: Source, problems: list[Problem], budget: Budget) -> Iterator[Source]:
    """Yield the files of an archive that can be articles; the others are named as problems, some for all."""
    passed = _Passed()
    with source.open() as file:
        for member in _ARCHIVES[source.format](source, file, budget, problems):
            if any(part.startswith(".") and part != ".." for part in member.parts):
                continue  # hidden, as in a folder
            name = shown(member.name.removeprefix("./"))  # as `tar -C folder .` names every file
            if reason := _unsafe(member) or member.refusal:
                problems.append(Problem(f"{source.shown}/{name}", reason))
            elif is_article(member.name):
                passed.met += 1
                kind = format_of(member.name) or "plain"
                wanted = Source("", f"{source.shown}/{name}", f"{source.key}/{name}", kind)
                with spooled(wanted, member.blocks()) as (found, fault):
                    if isinstance(fault, BombError) and (budget.over or source.format != "zip"):
                        raise fault  # the list of a zip tells where the next file begins, nothing else does
                    if fault:
                        problems.append(wanted.problem(f"{fault}; it is left out"))
                    else:
                        yield found
            else:
                passed.add(name)
    problems.extend(source.problem(remark) for remark in passed.remarks())


def _unsafe(member: Member) -> str | None:
    """Return why a member's name is no name of a file within the archive."""
    if not member.parts:
        return "has no name and is left out"
    if ".." in member.parts:
        return "its name leads out of the archive, as no honest one does; it is left out"
    return None


@dataclass
class _Passed:
    """The files of an archive that are no articles: some by name, all by number."""

    met: int = 0
    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Count one more."""
        self.count += 1
        if self.count <= _LISTED:
            self.names.append(name)

    def remarks(self) -> Iterator[str]:
        """Yield what is worth saying of them."""
        if not self.met:
            yield "the archive holds no articles"
        if self.count:
            more = f" and {self.count - _LISTED} more" if self.count > _LISTED else ""
            yield f"left out as no articles: {', '.join(self.names)}{more}"
