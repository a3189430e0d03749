"""A process of our own keeps the memory that it freed, unless the user said how it is to be treated."""

import os
import platform
import subprocess
import sys

import pytest

from provaudit.memory import keep_freed

_FAULTS = """
import resource, sys
from provaudit.memory import keep_freed
if sys.argv[1] == "kept":
    keep_freed()
import numpy as np
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    together = [np.ones(400_000) for _ in range(20)]
    del together
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def test_what_the_user_says_of_the_allocator_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_RJEM_MALLOC_CONF", "dirty_decay_ms:0")
    keep_freed()
    assert os.environ["_RJEM_MALLOC_CONF"] == "dirty_decay_ms:0"


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be told")
def test_large_arrays_use_the_memory_of_the_ones_before() -> None:
    def faults(way: str) -> int:
        command = [sys.executable, "-c", _FAULTS, way]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    assert faults("kept") * 2 < faults("as it comes")
