"""Two names that change places in one step, where the system can do that."""

import ctypes
import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths as they stand
_SWAP = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


def exchanged(one: Path, other: Path) -> bool:
    """Let two folders of one file system change places; False where the system or its disk cannot, and nothing is done.

    Nobody who looks sees either name missing.
    """
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return bool(system.renamex_np(first, second, _SWAP) == 0)
        return bool(system.renameat2(_HERE, first, _HERE, second, _SWAP) == 0)
    except (AttributeError, OSError, TypeError):
        return False  # no such call, as in Windows or an old C library
