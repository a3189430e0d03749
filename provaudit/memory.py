"""How a process of our own treats memory: it seldom looks for garbage, and keeps what it freed for the next step.

None of it is for a caller's process, which has other work, too.
"""

import ctypes
import gc
import os
import sys

_ARRAY = 1 << 28  # bytes; larger arrays are given back at once; chosen
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # mallopt(3)

ENVIRONMENT = {
    "_RJEM_MALLOC_CONF": "dirty_decay_ms:10000,muzzy_decay_ms:10000",
    "MALLOC_MMAP_THRESHOLD_": str(_ARRAY),
    "MALLOC_TRIM_THRESHOLD_": str(_ARRAY),
}
"""What a process that is to be started is told, so that it uses again the memory it has.

glibc hands numpy's large arrays back to the system and asks for them again at every step, and so does polars'
allocator, of which polars wants it half a second after use: a tenth of an audit's time went into fresh pages.
"""


def keep_freed() -> None:
    """Have this process treat memory as ENVIRONMENT says, unless the user said otherwise; before polars is imported."""
    os.environ.setdefault("_RJEM_MALLOC_CONF", ENVIRONMENT["_RJEM_MALLOC_CONF"])
    # glibc has read its own settings by now; other libraries have no such call.
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _ARRAY)
        mallopt(_TRIM_THRESHOLD, _ARRAY)


def collect_rarely() -> None:
    """Have Python look for garbage in cycles a hundredth as often.

    Reading rules and matching words makes millions of small objects, hardly any of them in cycles: looking for those
    took a tenth of an audit's time.
    """
    gc.set_threshold(100_000, 20, 100)


def leave_garbage() -> None:
    """Have Python look for no garbage at the end of the process: what is left goes with it.

    That took a tenth of a second after some hundred rules were checked.
    """
    gc.freeze()
