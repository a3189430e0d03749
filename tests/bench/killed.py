"""A report under kill -9: whatever the moment, no folder is half published, and the next run completes.

python -m bench.killed --times 20 [--pile provaudit/demo/articles] [--seed 1], in tests/
"""

import argparse
import filecmp
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ON = "2025-03-13"
ALARM = 1  # the exit code of the demo's report: there are copies without credit


def command(pile, to):
    """Return the command that makes the daily report of a pile."""
    words = ["report", "daily", str(pile), "--date", ON, "--to", str(to), "--quiet", "--workers", "1"]
    return [sys.executable, "-m", "provaudit", *words]


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


def killed(pile, times, seed, folder):
    """Kill so many runs at random moments; return what was wrong after each run, and how many ended before that."""
    reference, scene = folder / "reference", folder / "scene"
    start = time.monotonic()
    whole = subprocess.run(command(pile, reference), check=False, capture_output=True)
    took = time.monotonic() - start
    assert (whole.returncode, bool(whole.stdout)) == (ALARM, True), whole.stderr
    told, ended, moments = [], 0, random.Random(seed)  # noqa: S311 - moments, no secrets
    while len(told) - ended < times:
        run = subprocess.Popen(command(pile, scene), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            run.wait(moments.uniform(0.05, 1.05) * took)
            ended += 1
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
        told.append(broken(scene, reference / "daily" / ON))
    last = subprocess.run(command(pile, scene), check=False, capture_output=True)
    assert (last.returncode, bool(last.stdout)) == (ALARM, True), last.stderr
    told.append(broken(scene, reference / "daily" / ON) or _left(scene / "daily"))
    return told, ended


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
    asked.add_argument("--seed", type=int, default=1)
    stated = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told, ended = killed(stated.pile, stated.times, stated.seed, Path(folder))
    wrong = [one for one in told if one]
    print(
        f"{stated.times} runs killed, {ended} ended before; {len(wrong)} states wrong",
        *wrong,
        sep="\n",
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
