"""Files of an archive that came to harm, by an accident of the disk or of a copy: which, how, and what can be done."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import Any, Protocol

import polars as pl

from provaudit.archive.library import UnreadableError
from provaudit.archive.places import LOG, is_local, rescue
from provaudit.errors import StorageError

_END = b"PAR1"  # ends a Parquet file; a disk that lost power likes to give zeros instead
_COMMIT = re.compile(r"\d{20}\.json")
_CHECKPOINT = ".checkpoint"


class DamagedError(StorageError):
    """Files of an archive are gone or damaged; `fault` names the first of them."""

    def __init__(self, where: str, fault: str, more: str = "") -> None:
        """Say which, and who says the rest."""
        self.fault = fault
        super().__init__(
            f"{where}: the archive is damaged: {fault}{more}; `provaudit archive verify --archive {quote(where)}` "
            "says what is to be put back from a copy"
        )


class TidiedError(StorageError):
    """Files that were to be read are gone because a newer commit wants them no more."""

    def __init__(self, where: str) -> None:
        """Say that nothing is lost."""
        super().__init__(
            f"{where}: another run tidied the archive up while this one began to read it. Nothing is lost: run the "
            "same command again"
        )


class Files(Protocol):
    """What is asked of a table's log."""

    where: str

    def files(self) -> pl.DataFrame:
        """Return the files. Columns out: path, bytes, rows, and others."""

    def read(self, path: str, columns: None) -> pl.DataFrame:
        """Return what a file holds. Raise UnreadableError where it cannot be read."""

    def refresh(self) -> None:
        """Go on to the newest version."""


def broken(log: Files, *, footers: bool = False) -> list[str]:
    """Return path and fault of each file in a local folder that is gone, or not as long as it was, or has no end.

    With `footers`, also of those that do not say what is in them; half a millisecond each.
    """
    if not is_local(log.where):
        return []
    faults = []
    for path, size in log.files().sort("path").select("path", "bytes").iter_rows():
        file = Path(log.where, path)
        fault = _misfit(file, size) or (_no_parquet(file) if footers else "")
        faults += [f"{path}: {fault}"] if fault else []
    return faults


def is_outdated(log: Files) -> bool:
    """Say whether files only went because a newer commit wants them no more; the log goes on to that one."""
    before = set(log.files()["path"])
    log.refresh()
    return set(log.files()["path"]) != before and not broken(log)


def unreadable(log: Files) -> Iterator[str]:
    """Yield path and fault of each file that does not hold what the log says; all are read."""
    files = log.files().sort("path").select("path", "bytes", "rows")
    for path, size, rows in files.iter_rows():
        if fault := _fault(log, path, size, rows):
            yield f"{path}: {fault}"


def first(log: Files) -> str | None:
    """Return path and fault of a file that is damaged, None where none is; the quick look comes first."""
    return next(iter(broken(log)), None) or next(unreadable(log), None)


def _fault(log: Files, path: str, size: int, rows: int) -> str:
    if is_local(log.where) and (fault := _misfit(Path(log.where, path), size)):
        return fault
    try:
        read = log.read(path, None).height
    except UnreadableError as error:
        return f"it cannot be read: {error.told}"
    return "" if read == rows else f"it has {read:,} rows, and had {rows:,}"


def _misfit(file: Path, size: int) -> str:
    """Return how a file is other than one of so many bytes, "" where it is not."""
    try:
        held = file.stat().st_size
        if held != size:
            return f"it has {held:,} bytes, and had {size:,}"
        with file.open("rb") as stream:
            stream.seek(-len(_END), 2)
            return "" if stream.read() == _END else "it cannot be read: its end was overwritten"
    except FileNotFoundError:
        return "it is not there"
    except OSError as fault:
        return f"it cannot be read: {fault.strerror}"


def damaged_log(where: str) -> str | None:
    """Return what is wrong with the commits of an archive in a folder and what can be done, None where nothing is."""
    folder = Path(where, LOG)
    if not is_local(where) or not folder.is_dir():
        return None
    faults = list(_checkpoint_faults(folder))
    way = "" if _commits_are_whole(folder, 0) else rescue(where)
    if faults and not way:
        way = f"All commits are there: `provaudit archive verify --repair --archive {quote(where)}` goes on without it"
    faults += _commit_faults(folder, _newest(folder))
    if not faults:
        return None
    more = f" and {len(faults) - 1:,} more" if faults[1:] else ""
    return (
        f"{where}: the archive's log is damaged: {LOG}/{faults[0]}{more}. Put that back from a copy of the folder, of "
        f"whatever day: files there never change. {way}"
    )


def refuse_cut_commits(where: str) -> None:
    """Raise StorageError where the log can be read, but one of its commits is not what was written."""
    folder = Path(where, LOG)
    if is_local(where) and folder.is_dir() and any(_commit_faults(folder, _newest(folder))):
        raise StorageError(damaged_log(where) or where)


def without_checkpoint(where: str) -> list[str]:
    """Take checkpoints out of a log that cannot be read with them and can without; return which."""
    folder = Path(where, LOG)
    if not is_local(where) or not any(_checkpoint_faults(folder)) or not _commits_are_whole(folder, 0):
        return []
    gone = sorted(path for path in folder.iterdir() if _CHECKPOINT in path.name or path.name == _HINT)
    for path in gone:
        path.unlink()
    return [path.name for path in gone]


_HINT = "_last_checkpoint"


def _commits_are_whole(folder: Path, since: int) -> bool:
    return not any(_commit_faults(folder, since)) and (folder / f"{0:020}.json").is_file()


def _newest(folder: Path) -> int:
    """Return the version of the newest checkpoint, 0 where there is none."""
    return max((int(path.name[:20]) for path in folder.glob(f"*{_CHECKPOINT}*.parquet")), default=0)


def _checkpoint_faults(folder: Path) -> Iterator[str]:
    """Yield name and fault of checkpoints that are not there or cannot be read."""
    checkpoints = sorted(folder.glob(f"*{_CHECKPOINT}*.parquet"))
    if not checkpoints and (folder / _HINT).is_file():
        yield f"{_HINT}: the checkpoint that it names is not there"
    for path in checkpoints[-1:]:
        if fault := _misfit(path, path.stat().st_size) or _no_parquet(path, whole=True):
            yield f"{path.name}: {fault}"


def _no_parquet(path: Path, *, whole: bool = False) -> str:
    try:
        if whole:
            pl.read_parquet(path)
        pl.read_parquet_schema(path)
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return "it cannot be read: it is cut off or was overwritten"
    return ""


def _commit_faults(folder: Path, since: int) -> Iterator[str]:
    """Yield name and fault of the commits from a version on that are not there, cut off or overwritten.

    A log that was emptied is read as a commit of nothing, and one cut behind a line as a smaller one. What provaudit
    writes ends with its mark (`txn`), so a commit of rows without one, behind one that has it, lost its end.
    """
    there = sorted(path.name for path in folder.iterdir() if _COMMIT.fullmatch(path.name))
    last = int(there[-1][:20]) if there else -1
    marked = False
    for version in range(since, last + 1):
        name = f"{version:020}.json"
        if name not in there:
            if version != since or since == 0:
                yield f"{name}: it is not there"
            continue
        try:
            actions = _actions((folder / name).read_bytes())
        except FileNotFoundError:
            continue  # behind a checkpoint that another writer made just now
        ends = bool(actions) and "txn" in actions[-1]
        if not actions or (marked and not ends and _writes(actions[0])):
            yield f"{name}: it is cut off or was overwritten"
        marked |= ends


def _actions(content: bytes) -> list[dict[str, Any]]:
    """Return what a commit does, nothing where that cannot be read."""
    try:
        actions: list[Any] = [json.loads(line) for line in content.splitlines() if line.strip()]
    except ValueError:
        return []
    return actions if all(isinstance(action, dict) for action in actions) else []


def _writes(first: dict[str, Any]) -> bool:
    """Tell whether a commit whose first action this is adds rows."""
    told = first.get("commitInfo")
    return isinstance(told, dict) and told.get("operation") == "WRITE"
