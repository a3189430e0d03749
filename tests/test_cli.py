import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from provaudit import resources
from provaudit.cli import main as entry
from provaudit.cli.main import COMMANDS
from provaudit.errors import ProvauditError


def test_help_lists_every_command(run):
    assert all(name in run("--help").out for name in COMMANDS)


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_polars_is_not_imported_for(option):
    code = f"import sys\nsys.argv = ['provaudit', '{option}']\nfrom provaudit.cli.main import main\n"
    code += "try: main()\nexcept SystemExit: assert 'polars' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_the_commands_are_listed_in_the_order_of_use():
    assert entry.cli.list_commands(None) == list(COMMANDS)


def test_a_bare_source_tree_has_a_version_too(monkeypatch):
    monkeypatch.setattr(metadata, "version", "{}-1.2".format)
    assert resources.installed_version() == "provaudit-1.2"

    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert resources.installed_version() == "0+source"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nope"], "No such command 'nope'"),
        (["auditt", "x"], "No such command 'auditt'. Did you mean 'audit'?"),
        (["audit"], "Missing argument 'PATH…'"),
        (["audit", "x", "--format", "xml"], "'xml' is not one of"),
        (["audit", "x", "--columns", "text"], "--columns: cannot read 'text'; expected ours=theirs"),
        (["audit", "x", "--fail-on", "lies>0"], "nothing called 'lies' is counted"),
    ],
)
def test_a_wrong_call_ends_with_one_message_and_2(run, arguments, message):
    found = run(*arguments)
    assert (found.code, found.out) == (2, "")
    assert message in found.err
    assert "Traceback" not in found.err


def test_an_error_loses_what_a_terminal_would_obey(run, monkeypatch):
    def fail(*_, **__):
        raise ProvauditError("first\x1b[31m\nsecond\u202e")

    monkeypatch.setattr("provaudit.pipeline.audit", fail)
    assert run("audit", "x").err == "provaudit: first\nsecond\n"


def test_a_bug_keeps_its_traceback(monkeypatch):
    monkeypatch.setattr("provaudit.pipeline.audit", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        entry.main(["audit", "x"])


def test_ctrl_c_ends_with_130(run, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("provaudit.pipeline.audit", stop)
    found = run("audit", "x")
    assert found.code == 130
    assert found.err.strip() == "provaudit: stopped"


def test_a_reader_that_goes_away_is_no_error(run, monkeypatch):
    def gone(*_, **__):
        raise BrokenPipeError

    monkeypatch.setattr("provaudit.pipeline.audit", gone)
    monkeypatch.setattr(entry, "_let_go", lambda: None)
    found = run("audit", "x")
    assert (found.code, found.err) == (141, "")


def audit_made(*arguments, **settings):
    """Run `provaudit audit` in a process of its own, on the made audit."""
    code = "from audit_fixture import build; from provaudit import pipeline; "
    code += "from provaudit.cli.main import main; pipeline.audit = lambda *_, **__: build(); main()"
    paths = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-c", code, "audit", "pile", *arguments]
    return subprocess.run(command, check=False, stderr=subprocess.PIPE, env=environment, **settings)


def test_a_closed_pipe_leaves_no_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    done = audit_made("--format", "json", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_ascii_stdout_gets_the_table():
    done = audit_made(stdout=subprocess.PIPE)
    assert done.stdout.isascii()
    assert b'....."....         none needed     -' in done.stdout


def test_json_is_utf_8_whatever_the_terminal_speaks():
    done = audit_made("--format", "json", stdout=subprocess.PIPE)
    assert json.loads(done.stdout.decode())["articles"][6]["title"].startswith("オルヴァン")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_one_clear_line():
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device, not a path of the project
        done = subprocess.run(
            [sys.executable, "-m", "provaudit", "rules", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "provaudit: standard output: no space left to write on\n"
