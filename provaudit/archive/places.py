"""Where an archive lies: in a folder of its own, or at an address on object storage."""

import os
import re
import shutil
from pathlib import Path
from shlex import quote
from urllib.parse import unquote, urlsplit

from provaudit.errors import InputError, StorageError

LOG = "_delta_log"
"""The folder of the table's commits: which files hold rows."""

LOCKS = ("_lock", "_turn")
"""Files beside the table: empty, and only there to be locked (see `locks`)."""

_MISREAD = re.compile(r"[\[\]^|\\=\x00-\x1f\ud800-\udfff]|%[0-9A-Fa-f]{2}")
"""What the library, or the reader of its files, takes for something else in a folder's path."""


def at(where: str) -> str:
    """Return where an archive lies: an address `file:///news` is the folder that it leads to.

    Raise InputError where no archive can lie there.
    """
    if where.casefold().startswith("file:"):
        address = urlsplit(where)
        if address.netloc not in ("", "localhost"):
            raise InputError(f"{where}: leads to another machine, {address.netloc}; expected file:///PATH")
        where = unquote(address.path)
    if is_local(where):
        _refuse_misread(where, Path(where).resolve())
    return where


def _refuse_misread(where: str, folder: Path) -> None:
    if odd := _MISREAD.search(folder.as_posix()):
        raise InputError(
            f"{where}: an archive cannot lie under a folder with {odd[0]!r} in its name, which is taken for something "
            "else where its files are read; choose another name"
        )
    for above in folder.parents:
        if above.is_file():
            raise InputError(f"{where}: {above} is a file; an archive is a folder of its own")
    if folder.is_file():
        raise InputError(f"{where}: this is a file; an archive is a folder of its own")


def is_local(where: str) -> bool:
    """Say whether an archive lies in a folder, and not on object storage."""
    return "://" not in where


def there(where: str) -> bool:
    """Say whether something is an archive's folder, or may be: of object storage this is not asked."""
    return not is_local(where) or (Path(where) / LOG).is_dir()


def unmake(where: str, *, folder_too: bool) -> None:
    """Take an archive away in which nothing is: its log and locks, and the folder where asked to and it is empty."""
    folder = Path(where)
    shutil.rmtree(folder / LOG)
    for name in LOCKS:
        (folder / name).unlink(missing_ok=True)
    if folder_too and not any(folder.iterdir()):
        folder.rmdir()


def refuse_foreign(where: str) -> None:
    """Raise InputError where a folder is not empty and holds no archive: its own files would lie among ours.

    StorageError where it may not be written.
    """
    folder = Path(where)
    if not is_local(where) or not folder.exists():
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StorageError(not_writable(where))
    if foreign := foreign_file(where):
        raise InputError(
            f"{where}: the folder holds other files ({foreign}); an archive needs a folder of its own"
        )


def foreign_file(where: str) -> str | None:
    """Return the first file of a folder that holds others and no archive; null where there is room for one."""
    folder = Path(where)
    if not is_local(where) or not folder.is_dir() or (folder / LOG).is_dir():
        return None
    return min((path.name for path in folder.iterdir() if path.name not in LOCKS), default=None)


def files_there(where: str) -> set[str]:
    """Return the files of the table in a folder, as the log names them, whether it does or not."""
    folder = Path(where)
    return {path.relative_to(folder).as_posix() for path in folder.glob("table=*/*/*") if path.is_file()}


def not_writable(where: str, told: str = "", *, only_written: bool = True) -> str:
    """Return what is said of an archive that may not be written, or perhaps not even read, and what helps."""
    what = "written" if only_written else "read or written"
    return (
        f"{where}: the archive may not be {what}{told and f' ({told})'}. Nothing of this step was stored: run it as "
        "who may write there, or copy the archive to a folder that you may write to; status, export and audits "
        "without --archive want no writing"
    )


def without_log(where: str) -> str:
    """Return what is said where a folder has the rows of an archive and no log of them, "" elsewhere."""
    folder = Path(where)
    if not is_local(where) or not any(folder.glob("table=*")) or any((folder / LOG).glob("*.json")):
        return ""
    return (
        f"{where}: the archive has lost its log, {LOG}/, which says what of the folder counts. Put it back from a copy "
        f"of the folder. {rescue(where)}"
    )


def rescue(where: str) -> str:
    """Return how texts come out of an archive that can be read no more."""
    return (
        f"Without a copy: `provaudit archive add {quote(str(Path(where, 'table=texts')))} --archive NEW` makes a new "
        "archive of the texts that are whole, and `archive reaudit` traces them; what was forgotten is to be forgotten "
        "there again"
    )
