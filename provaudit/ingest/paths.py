"""Paths, folders and globs to the files they hold, in an order that never changes."""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from glob import glob, has_magic
from pathlib import Path, PurePosixPath

from provaudit.ingest.batch import Problem, Source
from provaudit.ingest.clean import printable
from provaudit.ingest.web import is_address

FORMATS = {
    ".txt": "plain", ".text": "plain", ".md": "plain", ".markdown": "plain",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".pq": "parquet",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".xml": "xml", ".rss": "xml", ".atom": "xml", ".rdf": "xml",
    ".warc": "warc", ".zip": "zip", ".tar": "tar", ".tgz": "tar", ".tbz2": "tar", ".txz": "tar",
}  # fmt: skip
"""Suffix to format. Any other file is read as plain text if it is named itself, and left out of a folder."""

CONTAINERS = frozenset({"zip", "tar", "warc", "squeezed"})
"""Formats that hold other files."""

_SQUEEZED = (".gz", ".bz2", ".xz")
_TWOFOLD = {f".tar{end}": "tar" for end in _SQUEEZED} | {".warc.gz": "warc"}

EXPECTED = ".html, .txt, .md, .jsonl, .json, .csv, .parquet, .xml, .rss, .warc or .zip"

_PACKED = "is compressed in a way that is not supported; unpack it first, or pipe it: zstdcat FILE | provaudit audit -"
_OFFICE = "is no plain text; save it as .txt first"
_REFUSED = (
    dict.fromkeys((".mhtml", ".mht"), "is a web archive of a browser; save the page as .html instead")
    | dict.fromkeys((".zst", ".7z", ".rar", ".lz4"), _PACKED)
    | dict.fromkeys((".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".xls", ".xlsx"), _OFFICE)
)
_ABOUT = frozenset({"readme", "license", "licence", "notice", "copying", "changelog", "contributing"})
"""Files that speak about a folder; an article in it is never called that."""

_LISTED = 5


def expand(paths: Sequence[str | Path], stdin: Callable[[], Source]) -> tuple[list[Source], list[Problem]]:
    """Return what there is to read, each file once however often it is reached, and what is not there."""
    search = _Search()
    for path in paths:
        if str(path) == "-":
            search.sources.append(stdin())
        elif is_address(str(path)):
            search.address(str(path))
        else:
            search.add(str(path))
    return search.sources, search.problems


def absent(path: str) -> str | None:
    """Say why a path or pattern leads nowhere; null for one that leads somewhere, for `-` and for addresses."""
    if path == "-" or is_address(path) or _matches(path):
        return None
    try:
        Path(path).stat()
    except (OSError, ValueError) as error:  # a path with a NUL is a ValueError
        reason = None if isinstance(error, FileNotFoundError) else getattr(error, "strerror", None)
        return reason or ("no file matches this pattern" if has_magic(path) else "no such file or folder")
    return None


@dataclass
class _Search:
    """Files found so far. `seen` holds real paths: nothing is read twice, and no link that is named makes a loop.

    Links that a folder holds are not followed: they may lead anywhere, and who made a folder need not be who reads it.
    """

    sources: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def add(self, path: str) -> None:
        """Add what a path, or the files that a pattern matches, hold."""
        if os.path.exists(path):  # noqa: PTH110 -- of a name with a NUL it is false, Path.exists raises
            self._entry(Path(path), Path(path) if Path(path).is_dir() else Path(path).parent)
        elif why := absent(path):
            self.problems.append(Problem(shown(path), why))
        else:
            for match in _matches(path):
                self._entry(Path(match), _fixed_part(path))

    def address(self, url: str) -> None:
        """Add an address of the web, which is fetched when its turn comes."""
        if self._is_new(url):
            self.sources.append(Source(url, shown(url), shown(url), "address"))

    def _entry(self, path: Path, base: Path) -> None:
        if path.is_dir():
            self._folder(path, base)
        elif self._is_new(os.path.realpath(path)):
            self._file(path, base, format_of(path.name) or "plain")

    def _is_new(self, real: str) -> bool:
        new = real not in self.seen
        self.seen.add(real)
        return new

    def _file(self, path: Path, base: Path, format_name: str) -> None:
        name = shown(path)
        if reason := _REFUSED.get(path.suffix.lower()) or _irregular(path):
            self.problems.append(Problem(name, reason))
        else:
            self.sources.append(
                Source(str(path), name, shown(path.relative_to(base).as_posix()), format_name)
            )

    def _folder(self, top: Path, base: Path) -> None:
        met, left_out, links = 0, list[str](), list[Path]()
        for folder, names, files in os.walk(top, onerror=self._denied):
            real = os.path.realpath(folder)
            if not self._is_new(real):
                names.clear()
                met += 1
                continue
            names[:] = sorted(name for name in names if not name.startswith("."))
            links += (path for name in names if (path := Path(folder, name)).is_symlink())
            for path in (Path(folder, name) for name in sorted(files) if not name.startswith(".")):
                if not is_article(path.name):
                    left_out.append(shown(path.relative_to(top).as_posix()))
                    continue
                met += 1
                if path.is_symlink():
                    links.append(path)
                elif self._is_new(f"{real}/{path.name}"):
                    self._file(path, base, format_of(path.name) or "plain")
        outside = [shown(path.relative_to(top).as_posix()) for path in links if not _within(path, top)]
        self.problems.extend(Problem(shown(top), message) for message in _remarks(met, left_out, outside))

    def _denied(self, error: OSError) -> None:
        self.problems.append(Problem(shown(error.filename), f"cannot be read: {error.strerror}"))


def _within(link: Path, top: Path) -> bool:
    """Return whether a link leads to what its folder holds anyway."""
    return link.exists() and link.resolve().is_relative_to(top.resolve())


def shown(path: str | Path) -> str:
    """Return a path fit for print: file names may hold any byte, also escape codes."""
    return printable(os.fsencode(path).decode("utf-8", "replace"), limit=4096)


def _matches(pattern: str) -> list[str]:
    if not has_magic(pattern) or "\0" in pattern:
        return []
    return sorted(glob(pattern, recursive=True))  # noqa: PTH207 -- Path.glob refuses absolute patterns


def _fixed_part(pattern: str) -> Path:
    """Return the folder of a pattern above its first wildcard."""
    fixed = []
    for part in Path(pattern).parts[:-1]:
        if has_magic(part):
            break
        fixed.append(part)
    return Path(*fixed)


def format_of(name: str) -> str | None:
    """Return the format that a file's name tells, null for none; "squeezed" is any format within .gz, .bz2 or .xz."""
    file = PurePosixPath(name.lower())
    if file.suffix not in _SQUEEZED:
        return FORMATS.get(file.suffix)
    return _TWOFOLD.get("".join(file.suffixes[-2:]), "squeezed")


def is_article(name: str) -> bool:
    """Return whether a file that is met in a folder or an archive is to be read, or at least named."""
    file = PurePosixPath(name.lower())
    if file.suffix in _SQUEEZED:
        return format_of(name) != "squeezed" or is_article(file.stem)
    return file.suffix in _REFUSED or (file.suffix in FORMATS and file.stem not in _ABOUT)


def _irregular(path: Path) -> str | None:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if stat.S_ISREG(mode) else "is no regular file; pipe it: provaudit audit - < FILE"


def _remarks(met: int, left_out: Sequence[str], links: Sequence[str]) -> Iterator[str]:
    if not met:
        yield f"the folder holds no articles (expected {EXPECTED} files)"
    if left_out:
        yield f"left out as no articles: {_some(left_out)}; name a file itself to have it read as text"
    if links:
        yield f"links are not followed: {_some(links)}; name a link itself to have it read"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more
