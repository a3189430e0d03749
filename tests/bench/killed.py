"""A report under kill -9: whatever the moment, no folder is half published, and the next run completes.

python -m bench.killed --times 50 [--archive] [--pile provaudit/demo/articles] [--seed 1], in tests/

With `--archive` it traces against an archive and stores there. Then the archive, too, is looked at after every kill: it
is whole, it has no article twice, and once a report was published it has all of them. One kill between two whole runs
took a minute so, on two busy cores.
"""

import argparse
import filecmp
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from provaudit.archive import Archive
from provaudit.archive.proving import findings

ON = "2025-03-13"
ARCHIVE = "archive"
WITHIN = 0.02, 0.95
"""The part of a whole run's time in which it is killed: later, it would have ended on a machine less busy then."""

ALARM = 1  # the exit code of the demo's report: there are copies without credit


def command(pile, to, *, archive=False):
    """Return the command that makes the daily report of a pile, in an archive beside it where one is asked for."""
    words = ["report", "daily", str(pile), "--date", ON, "--to", str(to), "--quiet", "--workers", "1"]
    stored = ["--archive", str(to / ARCHIVE)] if archive else []
    return [sys.executable, "-m", "provaudit", *words, *stored]


def broken(folder, reference):
    """Return what is wrong with what a reader can see: nothing, or the very files of the reference."""
    seen = [
        path for path in folder.glob("daily/*") if not path.name.startswith(".") and path.name != "log.txt"
    ]
    dated = [path for path in seen if path.name == ON]
    if not {path.name for path in seen} <= {ON, "latest"}:
        return f"there is {[path.name for path in seen]}"
    names = sorted(path.name for path in reference.iterdir())
    for path in dated:
        same, other, odd = filecmp.cmpfiles(path, reference, names, shallow=False)
        if len(same) != len(names) or sorted(one.name for one in path.iterdir()) != names:
            return f"{path} differs in {other + odd}"
    return ""


def lost(folder, articles):
    """Return what is wrong with the archive of a scene: nothing, while it may have these articles and no others."""
    if not (folder / ARCHIVE / "_delta_log").is_dir():
        return "no archive" if (folder / "daily" / ON).exists() else ""
    held = Archive.open(folder / ARCHIVE)
    ids = held.scan("texts").collect()["id"].to_list()
    told = [str(one) for one in findings(held)]
    if sorted(set(ids)) != sorted(ids) or not set(ids) <= articles:
        told.append(f"it has {sorted(ids)}")
    if (folder / "daily" / ON).exists() and set(ids) != articles:
        told.append(f"published, but lost: {sorted(articles - set(ids))}")
    return "; ".join(told)


def killed(pile, times, seed, folder, *, archive=False):
    """Kill so many runs at random moments; return what was wrong after each run, and how many ended before that."""
    reference, scene = folder / "reference", folder / "scene"
    start = time.monotonic()
    whole = subprocess.run(command(pile, reference, archive=archive), check=False, capture_output=True)
    took = time.monotonic() - start
    assert (whole.returncode, bool(whole.stdout)) == (ALARM, True), whole.stderr
    articles = set(Archive.open(reference / ARCHIVE).scan("texts").collect()["id"]) if archive else set()

    def wrong():
        return broken(scene, reference / "daily" / ON) or (lost(scene, articles) if archive else "")

    told, ended, moments = [], 0, random.Random(seed)  # noqa: S311 - moments, no secrets
    while len(told) - ended < times:
        run = subprocess.Popen(
            command(pile, scene, archive=archive), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            run.wait(moments.uniform(*WITHIN) * took)
            ended += 1
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
        told.append(wrong() or _unlike(run.returncode))
        print(f"  {len(told) - ended} of {len(told)} runs killed: {told[-1] or 'right'}", file=sys.stderr)
        if run.returncode != -signal.SIGKILL:
            shutil.rmtree(scene)  # the next ones are killed while there is something to make
    last = subprocess.run(command(pile, scene, archive=archive), check=False, capture_output=True)
    assert (last.returncode, bool(last.stdout)) == (ALARM, True), last.stderr
    told.append(wrong() or _left(scene / "daily"))
    return told, ended


def _unlike(code):
    """Return what is wrong with how a run ended."""
    return "" if code in (ALARM, -signal.SIGKILL) else f"exit code {code}"


def _left(folder):
    left = sorted(path.name for path in folder.iterdir())
    return "" if left == [".lock", ON, "latest", "log.txt"] else f"left behind: {left}"


def main():
    """Measure, print, and exit with 1 where anything was half published."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--times", type=int, default=20)
    asked.add_argument(
        "--pile", type=Path, default=Path(__file__).parents[2] / "provaudit" / "demo" / "articles"
    )
    asked.add_argument("--archive", action="store_true")
    asked.add_argument("--seed", type=int, default=1)
    stated = asked.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        told, ended = killed(stated.pile, stated.times, stated.seed, Path(folder), archive=stated.archive)
    wrong = [one for one in told if one]
    print(
        f"{stated.times} runs killed, {ended} ended before; {len(wrong)} states wrong; "
        f"{time.monotonic() - start:.0f} s",
        *wrong,
        sep="\n",
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
