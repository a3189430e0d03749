"""Whoever is killed, and however many write: what was acknowledged is there once. `bench.crash` is the longer trial."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from provaudit.archive import Archive
from provaudit.archive.proving import findings

WRITER = """
import sys
sys.path.insert(0, {tests!r})
from test_archive_upkeep import told
from test_archive_store import RUN
from provaudit.archive import Archive

archive = Archive.make(sys.argv[1])
for number in range(int(sys.argv[3])):
    name = f"{{sys.argv[2]}}{{number}}"
    archive.store(told(name, "shared"), RUN)
    print(name, flush=True)
"""


@pytest.fixture
def where(tmp_path):
    return tmp_path / "archive"


def writer(where, name, number):
    """Start a process that stores articles one by one, each with one that all store, and prints what is stored."""
    code = WRITER.format(tests=str(Path(__file__).parent))
    words = [sys.executable, "-c", code, str(where), name, str(number)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def ids(where):
    return Archive.open(where).scan("texts").select("id").collect()["id"].sort().to_list()


def test_a_killed_writer_loses_and_doubles_nothing_that_it_acknowledged(where):
    moments, acknowledged = random.Random(7), {"shared"}  # noqa: S311 - moments, no secrets
    for round_ in range(4):
        run = writer(where, f"w{round_}-", 1000)
        acknowledged |= {run.stdout.readline().strip() for _ in range(moments.randrange(1, 6))}
        run.kill()
        acknowledged |= set(run.communicate()[0].split("\n")[:-1])
        found = ids(where)
        assert acknowledged <= set(found)
        assert len(found) == len(set(found))
        assert len(found) <= len(acknowledged) + round_ + 1  # what was stored and not yet said
    assert list(findings(Archive.open(where))) == []


def test_four_writers_at_once_store_everything_once(where):
    runs = [writer(where, f"w{number}-", 3) for number in range(4)]
    said = [run.communicate()[0].split() for run in runs]
    assert [len(names) for names in said] == [3, 3, 3, 3]
    assert ids(where) == ["shared", *(f"w{number}-{place}" for number in range(4) for place in range(3))]
    assert list(findings(Archive.open(where))) == []
