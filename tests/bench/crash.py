"""An archive under kill -9, four writers at once and a full disk: nothing acknowledged is lost or doubled.

python -m bench.crash [--kills 50] [--writers 4] [--seed 1] [--only kills|writers|disk], in tests/

A full disk is a small tmpfs, which takes root to mount.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from provaudit.archive import Archive
from provaudit.archive.proving import findings

CHUNK = 6  # articles that one command adds
_OPENINGS, _ENDINGS = ("har", "can", "lan", "qua", "mil"), ("bour", "tern", "ry", "low", "ner")
_WORDS = [opening + ending for opening in _OPENINGS for ending in _ENDINGS]


def articles(chunk, size=CHUNK):
    """Return the articles of a chunk: the same each time, and like those of no other."""
    drawn = random.Random(chunk)  # noqa: S311 - texts, no secrets
    for number in range(size):
        sentences = (" ".join(drawn.choices(_WORDS, k=12)).capitalize() + "." for _ in range(20))
        day = f"2026-11-{1 + drawn.randrange(3):02}"
        yield {
            "id": f"c{chunk}-{number}",
            "outlet": "The Heron",
            "published": day,
            "text": "\n\n".join(sentences),
        }


def written(folder, chunk, size=CHUNK):
    """Write a chunk as a file, and return it."""
    path = folder / f"chunk{chunk}.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in articles(chunk, size)))
    return path


def add(where, *paths):
    """Return the command that adds files."""
    words = ["archive", "add", *map(str, paths), "--archive", str(where), "--quiet", "--workers", "1"]
    return [sys.executable, "-m", "provaudit", *words]


def started(command):
    """Start a command, its output kept."""
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wrong(where, acknowledged):
    """Return what is wrong: articles lost or doubled of the chunks that were acknowledged, or what `verify` finds."""
    if not (where / "_delta_log").is_dir():
        return ["no archive"] if acknowledged else []
    archive = Archive.open(where)
    ids = archive.scan("texts").select("id").collect()["id"].to_list()
    lost = {one["id"] for chunk in acknowledged for one in articles(chunk)} - set(ids)
    doubled = len(ids) - len(set(ids))
    told = [f"{len(lost)} lost: {min(lost)}"] if lost else []
    return told + ([f"{doubled} doubled"] if doubled else []) + [str(one) for one in findings(archive)]


def killed(folder, times, seed):
    """Kill so many `archive add` at random moments, half of them while they write; then let all come to their end."""
    where, moments = folder / "archive", random.Random(seed)  # noqa: S311
    start = time.monotonic()
    subprocess.run(add(where, written(folder, 0)), check=True, capture_output=True)
    took, chunk, acknowledged, told = time.monotonic() - start, 0, [0], []
    while chunk + 1 - len(acknowledged) < times:
        chunk += 1
        run = started(add(where, written(folder, chunk)))
        _wait_until(run, where, moments.uniform(0, 0.95) * took if chunk % 2 else None, moments)
        run.kill()
        _, said = run.communicate()
        if run.returncode == 0:  # what had ended by itself, which a kill no longer reaches
            acknowledged.append(chunk)
        elif run.returncode != -signal.SIGKILL:
            told.append(f"exit code {run.returncode}: {said}")
        told += wrong(where, acknowledged)
        hit = chunk + 1 - len(acknowledged)
        print(f"  {hit} of {chunk} runs killed, {len(told)} faults", file=sys.stderr)
    everything = range(chunk + 1)
    subprocess.run(
        add(where, *(written(folder, chunk) for chunk in everything)), check=True, capture_output=True
    )
    return told + wrong(where, everything)


def _wait_until(run, where, moment, moments):
    """Wait for a moment after the start, or else for one shortly after the first new file in the archive."""
    start, before = time.monotonic(), _files(where)
    while run.poll() is None:
        waited = time.monotonic() - start
        if moment is None and _files(where) != before:
            moment = waited + moments.uniform(0, 0.3)
        if moment is not None and waited >= moment:
            return
        time.sleep(0.005)


def _files(where):
    return sum(len(files) for _, _, files in os.walk(where))


def together(folder, writers):
    """Let several add the same files, each in its own order and some of its own besides; all must end well."""
    where = folder / "shared"
    common = [written(folder, 1000 + number) for number in range(3)]
    runs = []
    for writer in range(writers):
        mine = [*common[writer % 3 :], *common[: writer % 3], written(folder, 2000 + writer)]
        runs.append(started(add(where, *mine)))
    told = [f"a writer failed: {run.stderr.read()}" for run in runs if run.wait()]
    everything = [1000 + number for number in range(3)] + [2000 + writer for writer in range(writers)]
    return told + wrong(where, everything)


def full(folder):
    """Fill a small disk, make it larger, and go on."""
    with small_disk(folder / "disk", "700k") as disk:
        where, told, acknowledged = disk / "archive", [], []
        for chunk in range(3000, 3020):
            run = subprocess.run(
                add(where, written(folder, chunk)), check=False, capture_output=True, text=True
            )
            if run.returncode:
                break
            acknowledged.append(chunk)
        print(f"  {len(acknowledged)} chunks fitted; then: {run.stderr.strip()}", file=sys.stderr)
        if run.returncode != 2 or "no space left" not in run.stderr or "Traceback" in run.stderr:
            told.append(f"a full disk was not explained: {run.returncode} {run.stderr}")
        told += wrong(where, acknowledged)
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        run = subprocess.run(add(where, written(folder, chunk)), check=False, capture_output=True, text=True)
        told += [run.stderr] if run.returncode else []
        return told + wrong(where, [*acknowledged, chunk])


@contextmanager
def small_disk(folder, size):
    """Mount a tmpfs of a size; it goes in the end."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def main():
    """Try all, print, and exit with 1 where anything was lost, doubled or not explained."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--writers", type=int, default=4)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", choices=["kills", "writers", "disk"])
    stated = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trials = {
            "kills": lambda: killed(folder, stated.kills, stated.seed),
            "writers": lambda: together(folder, stated.writers),
            "disk": lambda: full(folder),
        }
        told = []
        for kind, trial in trials.items():
            if stated.only in (None, kind):
                start = time.monotonic()
                found = trial()
                print(f"{kind}: {len(found)} faults in {time.monotonic() - start:.0f} s", *found, sep="\n")
                told += found
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
