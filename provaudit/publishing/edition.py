"""The dated folders of a report: made beside, published in one step, the last few kept, one run at a time."""

import filecmp
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from provaudit.errors import InputError, StorageError
from provaudit.publishing.exchange import exchanged
from provaudit.publishing.manifest import held, seal, strange

if sys.platform != "win32":
    import fcntl

LATEST = "latest"
"""The link to the newest dated folder."""

_MAKING, _OLD, _GONE = ".making-", ".old-", ".gone-"
_LOCK = ".lock"


@dataclass(frozen=True)
class Edition:
    """One report of one date in its folder. Whatever begins with a dot is nobody's to read."""

    folder: Path  # of the report; below it one folder a date
    on: date

    @property
    def published(self) -> Path:
        """The dated folder: complete, or not there."""
        return self.folder / str(self.on)

    @property
    def making(self) -> Path:
        """Where it is made; it outlives a killed run, so that the next one can go on."""
        return self.folder / f"{_MAKING}{self.on}"

    @property
    def files(self) -> Path:
        """The files of the report while they are written."""
        return self.making / "files"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs of this report away; the lock goes with the process. Raise InputError where one runs."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("a+") as lock:
            try:
                if sys.platform != "win32":
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as fault:
                lock.seek(0)
                who = lock.read().strip() or "unknown"
                raise InputError(
                    f"{self.folder}: this report is being made by another run (process {who}); wait until it is done"
                ) from fault
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    def refuse_strange(self) -> None:
        """Raise InputError where the dated folder is there and is not only what a report wrote: it would be lost."""
        taken = self.published.exists() or self.published.is_symlink()
        if taken and (why := strange(self.published)):
            raise InputError(
                f"{self.published}: cannot take the place of what is there: {why}; move that away, or name another "
                "folder with --to"
            )

    def tidy(self) -> None:
        """Put right what a killed run left: a folder that was being replaced, the making of another date."""
        for gone in self.folder.glob(f"{_GONE}*"):
            shutil.rmtree(gone)
        for old in self.folder.glob(f"{_OLD}*"):
            kept = self.folder / old.name.removeprefix(_OLD)
            if kept.exists():
                self._delete(old)
            else:
                old.rename(kept)
        for other in self.folder.glob(f"{_MAKING}*"):
            if other != self.making:
                self._delete(other)
        self.making.mkdir(exist_ok=True)
        shutil.rmtree(self.files, ignore_errors=True)
        self.files.mkdir()

    def publish(self) -> bool:
        """Make the files the dated folder; return whether anything is other than before.

        A folder of this date that differs changes places with it, so that whoever looks finds one or the other.
        """
        self.refuse_strange()
        seal(self.files, self.folder.name, self.on)
        changed = not _alike(self.files, self.published)
        if changed:
            _settled(self.files)
            if not self.published.exists():
                self.files.rename(self.published)
            elif not exchanged(self.files, self.published):
                self._replace()
        self._link()
        self._delete(self.making)
        return changed

    def _replace(self) -> None:
        """Put the files in the place of the old ones by two renames, between which the dated folder is not there.

        `tidy` puts the old one back if the run is killed between.
        """
        old = self.published.rename(self.folder / f"{_OLD}{self.on}")
        self.files.rename(self.published)
        self._delete(old)

    def prune(self, keep: int) -> list[str]:
        """Delete editions but for the last `keep` dates and the last `keep` that were made; return which went.

        One that was made now is among the last made, whatever its date: so many days can be caught up.
        """
        dates = self.dates()
        made = sorted(dates, key=lambda one: ((self.folder / one).stat().st_mtime_ns, one))
        going = [one for one in dates if one not in {*dates[-keep:], *made[-keep:], str(self.on)}]
        for one in going:
            self._delete(self.folder / one)
        return going

    def dates(self) -> list[str]:
        """Return the dates of the editions that are published, oldest first."""
        return sorted(path.name for path in self._dated() if strange(path) is None)

    def strangers(self) -> dict[str, str]:
        """Return what has a date for its name and is left alone, each with why."""
        return {path.name: why for path in sorted(self._dated()) if (why := strange(path)) is not None}

    def _dated(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if _is_date(path.name)]

    def _delete(self, path: Path) -> None:
        """Delete a folder in one step for whoever looks: what is half deleted has no name that counts."""
        gone = path.rename(self.folder / f"{_GONE}{path.name}")
        shutil.rmtree(gone)

    def _link(self) -> None:
        beside = self.folder / ".latest.new"
        beside.unlink(missing_ok=True)
        beside.symlink_to(self.dates()[-1], target_is_directory=True)
        beside.replace(self.folder / LATEST)


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Raise StorageError, saying what would help, where a report cannot be written."""
    try:
        yield
    except OSError as fault:
        raise StorageError(
            f"{folder}: the report cannot be written: {fault.strerror or fault}; nothing was published. Make room or "
            "name another folder with --to, and run it again: it goes on where it stopped"
        ) from fault


def _is_date(name: str) -> bool:
    try:
        return date.fromisoformat(name).isoformat() == name
    except ValueError:
        return False


def _alike(one: Path, other: Path) -> bool:
    """Say whether two folders hold the same files with the same bytes."""
    names = held(one)
    if not other.is_dir() or names != held(other):
        return False
    return all(filecmp.cmp(one / name, other / name, shallow=False) for name in names)


def _settled(folder: Path) -> None:
    """See that all files are on the disk before the folder gets its name: a power cut leaves it whole, too."""
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
