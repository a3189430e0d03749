"""Who runs the partitions; the scripts are run as a user's would be."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import polars as pl
import pytest

from provaudit import engine as rooms
from provaudit.engine import cores, crew, done, engine, refuse_reentry
from provaudit.errors import StorageError, WorkerError
from provaudit.store import scratch

PATIENCE = 60  # seconds; a busy machine is no failure
ROOT = Path(__file__).parents[1]
ONE_LINE = "import functools, pathlib, sys, time\nimport provaudit.pipeline\nfrom provaudit import ingest\n"
SMALL_PARTS = "provaudit.pipeline.stream = functools.partial(ingest.stream, part=1_000)\n"


@pytest.fixture
def store():
    with scratch() as opened:
        yield opened


def told(store, task):
    """Say who works, with how many threads, on what."""
    return os.getpid(), pl.thread_pool_size(), store.shared("name") + task


def faulty(_store, task):
    if task == "full":
        raise StorageError("no room on this disk")
    return task


def killed(_store, _task):
    os.kill(os.getpid(), signal.SIGKILL)


def kept(store, task):
    (store.folder / f"kept-{task}").write_text(task)


def endless(store, _task):
    (store.folder / "at-work").write_text(str(os.getpid()))
    time.sleep(PATIENCE)


def read_when_there(path):
    until = time.monotonic() + PATIENCE
    while not (path.is_file() and path.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    return path.read_text()


def is_gone(pid):
    until = time.monotonic() + PATIENCE / 2
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def script(tmp_path):
    """Start a script in a session of its own, as a terminal does; its temporary files lie in `room`."""
    started = []
    (tmp_path / "room").mkdir()

    def start(code):
        path = tmp_path / "script.py"
        path.write_text(ONE_LINE + code)
        place = os.environ | {"TMPDIR": str(tmp_path / "room"), "PYTHONPATH": str(ROOT)}
        started.append(
            subprocess.Popen(
                [sys.executable, path],
                cwd=tmp_path,
                env=place,
                text=True,
                start_new_session=True,
                stderr=subprocess.PIPE,
            )
        )
        return started[-1]

    yield start
    for one in started:
        if one.poll() is None:
            os.killpg(one.pid, signal.SIGKILL)
        one.stderr.close()
        one.wait()


@pytest.mark.parametrize("workers", [1, 2])
def test_what_stands_beside_is_done_when_the_body_ends(store, workers):
    with engine(store, workers) as run:
        with run.beside(kept, "abc"):
            pass
        assert all((store.folder / f"kept-{task}").is_file() for task in "abc")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_beside_is_raised_as_it_was(store, workers):
    with (
        pytest.raises(StorageError, match="no room"),
        engine(store, workers) as run,
        run.beside(faulty, ["fine", "full"]),
    ):
        pass


def test_after_a_fault_in_the_body_nothing_more_is_begun_beside(store):
    begun = Event()

    def slow(_store, task):
        begun.set()
        time.sleep(0.2)
        kept(store, task)

    def body():
        begun.wait(PATIENCE)
        raise WorkerError("the body")

    with pytest.raises(WorkerError, match="the body"), engine(store, 1) as run, run.beside(slow, "ab"):
        body()
    assert (store.folder / "kept-a").is_file()
    assert not (store.folder / "kept-b").exists()


def test_one_worker_is_this_process(store):
    store.share("name", "part ")
    with engine(store, 1) as run:
        assert list(run(told, "ab")) == [(os.getpid(), pl.thread_pool_size(), f"part {one}") for one in "ab"]


def test_several_give_the_same_in_the_same_order_and_end(store):
    store.share("name", "part ")
    with engine(store, 2) as run:
        pids, threads, words = zip(*run(told, "abcdefg"), strict=True)
        assert list(run(told, "")) == []
    assert words == tuple(f"part {one}" for one in "abcdefg")
    assert os.getpid() not in pids
    assert set(threads) == {max(1, (os.cpu_count() or 1) // 2)}
    assert all(map(is_gone, pids))


def test_processes_at_hand_go_on_with_the_next_step(store):
    store.share("name", "part ")
    with crew(store) as hands:
        assert hands.count == 0
        read, examined = ({pid for pid, _, _ in hands.engine(2)(told, "abcdefgh")} for _ in range(2))
        assert read & examined
        assert [pid for pid, _, _ in hands.engine(1)(told, "a")] == [os.getpid()]
        assert all(map(is_gone, read | examined))
        fresh = {pid for pid, _, _ in hands.engine(2)(told, "abcdefgh")}
    assert all(map(is_gone, fresh))


def test_a_killed_process_of_a_crew_is_explained(store):
    with pytest.raises(WorkerError, match="ended from outside"), crew(store) as hands:
        done(hands.engine(2)(killed, range(9)))


def test_a_fault_comes_as_it_was(store):
    with pytest.raises(StorageError, match=r"^no room on this disk$"), engine(store, 2) as run:
        done(run(faulty, ["well", "full", "well"]))


def test_a_killed_process_is_explained(store):
    wanted = pytest.raises(WorkerError, match="ended from outside, most often for want of memory")
    with wanted, engine(store, 2) as run:
        done(run(killed, range(9)))


def test_an_interrupt_ends_the_processes_at_once(store):
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt), engine(store, 2) as run:
        done(run(endless, interrupted(store)))
    assert time.monotonic() - start < PATIENCE
    assert is_gone(int((store.folder / "at-work").read_text()))


def interrupted(store):
    """Yield tasks until one is worked on."""
    yield from range(2)
    read_when_there(store.folder / "at-work")
    raise KeyboardInterrupt


def test_workers_do_not_outlive_the_process_that_started_them(script, tmp_path):
    one = script(
        "from provaudit.engine import done, engine\nfrom provaudit.store import Store\n"
        f"sys.path.append({str(ROOT / 'tests')!r})\nfrom test_engine import endless\n"
        "if __name__ == '__main__':\n"
        "    with engine(Store(pathlib.Path()), 2) as run:\n        done(run(endless, range(3)))\n"
    )
    worker = int(read_when_there(tmp_path / "at-work"))
    one.kill()
    assert is_gone(worker)


def test_a_script_without_its_guard_is_told_so(script, tmp_path):
    write_pile(tmp_path)
    one = script(f"{SMALL_PARTS}provaudit.pipeline.audit('pile.csv', workers=2)\n")
    _, said = one.communicate(timeout=4 * PATIENCE)
    assert one.returncode == 1
    assert said.splitlines()[-1].startswith("provaudit.errors.WorkerError: one of the processes")
    assert "WorkerError: a script that asks for several workers is run by each of them, too: put" in said
    assert list((tmp_path / "room").iterdir()) == []


def test_ctrl_c_stops_the_command_in_few_words_and_leaves_nothing(script, tmp_path):
    write_pile(tmp_path)
    one = script(
        f"from provaudit.cli import main\nfrom provaudit.commands import audit\n{SMALL_PARTS}audit.cores = lambda: 2\n"
        f"def slow(store, part):\n    pathlib.Path('at-work').write_text('1')\n    time.sleep({PATIENCE})\n"
        "provaudit.pipeline.examine = slow\n"
        "if __name__ == '__main__':\n    main.main(['audit', 'pile.csv'])\n"
    )
    read_when_there(tmp_path / "at-work")
    os.killpg(one.pid, signal.SIGINT)
    _, said = one.communicate(timeout=PATIENCE)
    assert (one.returncode, said.strip()) == (130, "provaudit: stopped")
    assert list((tmp_path / "room").iterdir()) == []


def write_pile(folder):
    texts = [f"Port {n} opened its gate on Monday, the keeper of pier {n} said. " * 9 for n in range(20)]
    pl.DataFrame({"text": texts}).write_csv(folder / "pile.csv")


def test_nobody_starts_workers_while_being_started(monkeypatch):
    refuse_reentry()
    monkeypatch.setattr(multiprocessing.current_process(), "_inheriting", True, raising=False)
    with pytest.raises(WorkerError, match="put what it does below"):
        refuse_reentry()


def test_a_worker_lives_as_long_as_its_other_end_is_held(monkeypatch):
    ended = []
    monkeypatch.setattr(os, "_exit", ended.append)
    end, held = multiprocessing.Pipe(duplex=False)
    rooms._live_by(end)  # noqa: SLF001 - what a worker does first
    assert ended == []
    held.close()
    until = time.monotonic() + PATIENCE
    while not ended and time.monotonic() < until:
        time.sleep(0.01)
    assert ended == [1]
    end.close()


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_interrupts_wait_while_processes_start(monkeypatch, platform):
    def blocked():
        return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())

    monkeypatch.setattr(sys, "platform", platform)
    with rooms._no_interrupts():  # noqa: SLF001 - a signal at that very moment cannot be timed
        assert blocked() == (platform == "linux")
    assert not blocked()


@pytest.mark.parametrize("before", [None, "7"])
def test_the_cores_are_shared_only_while_processes_start(monkeypatch, before):
    monkeypatch.setattr(rooms, "cores", lambda: 8)
    monkeypatch.delenv("POLARS_MAX_THREADS", raising=False)
    if before:
        monkeypatch.setenv("POLARS_MAX_THREADS", before)
    with rooms._environment(3):  # noqa: SLF001 - what the processes inherit
        assert os.environ["POLARS_MAX_THREADS"] == "2"
    assert os.environ.get("POLARS_MAX_THREADS") == before


def test_cores_are_those_that_may_be_used(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {1, 5, 6}, raising=False)
    assert cores() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert cores() == 4
