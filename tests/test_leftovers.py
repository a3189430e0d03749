"""What killed runs leave in the folder for temporary files goes with the next run; nothing else does."""

import signal
import subprocess
import sys

import pytest

from provaudit.store import scratch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs locks of files as Unix has them")

HELD = """
import time
from provaudit.store import scratch
with scratch() as store:
    (store.folder / "big.bin").write_bytes(b"x" * 1000)
    print(store.folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def started():
    """Return a process that works in a scratch folder."""
    process = subprocess.Popen([sys.executable, "-c", HELD], stdout=subprocess.PIPE, text=True)
    process.stdout.readline()
    return process


def test_what_a_killed_run_left_goes_with_the_next(place):
    left = started()
    left.send_signal(signal.SIGKILL)
    left.communicate()
    assert len(list(place.glob("provaudit-*/big.bin"))) == 1
    with scratch() as store:
        assert list(place.iterdir()) == [store.folder]
    assert list(place.iterdir()) == []


def test_what_another_run_works_in_stays(place):
    other = started()
    try:
        with scratch() as store:
            assert len(list(place.iterdir())) == 2
        assert len(list(place.glob("provaudit-*/big.bin"))) == 1
        assert not store.folder.exists()
    finally:
        other.kill()
        other.communicate()


def test_a_folder_of_the_users_stays(place):
    mine = place / "provaudit-notes"
    mine.mkdir()
    (mine / "notes.txt").write_text("mine", encoding="utf-8")
    elsewhere = place / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "in-use.lock").touch()
    (place / "provaudit-linked").symlink_to(elsewhere)
    with scratch():
        assert (mine / "notes.txt").exists()
    assert (elsewhere / "in-use.lock").exists()
