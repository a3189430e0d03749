import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from provaudit.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(?P<kind>python|console)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(block["kind"], block["body"]) for block in BLOCK.finditer(README.read_text(encoding="utf-8"))]
CONSOLE = [body for kind, body in BLOCKS if kind == "console"]
PYTHON = [body for kind, body in BLOCKS if kind == "python"]


def printed(command):
    """Return what a command line prints into a pipe, without what it says on stderr."""
    bin_first = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT,
        env=os.environ | {"PATH": bin_first, "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    return done.stdout.decode()


def replayed(body):
    """Return a console block as it reads when its commands (the lines that begin with `$ `) run now."""
    commands = [line for line in body.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{line}\n{_stripped(printed(line[2:]))}" for line in commands)


def _stripped(text):
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip("\n").splitlines())


def test_the_readme_shows_both_ways_in():
    assert CONSOLE
    assert PYTHON


@pytest.mark.parametrize("body", CONSOLE, ids=lambda body: body.splitlines()[0])
def test_what_the_readme_shows_is_what_is_printed(body, request):
    now = replayed(body)
    if request.config.getoption("--update-golden"):
        README.write_text(README.read_text(encoding="utf-8").replace(body, now), encoding="utf-8")
        body = now
    assert body == now


@pytest.mark.parametrize("body", PYTHON, ids=lambda body: body.splitlines()[0])
def test_the_readme_s_python_runs_and_prints_what_its_comments_say(body, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    exec(compile(body, "README.md", "exec"), {})  # noqa: S102 -- the example is the test
    promised = re.findall(r"^print\(.*\)  # (.*)$", body, re.MULTILINE)
    assert promised
    assert capsys.readouterr().out.splitlines() == promised


def test_the_rule_in_contributing_passes_its_own_tests(tmp_path):
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rule = re.search(r"^```yaml\n(id: (\S+)\n.*?)^```$", text, re.MULTILINE | re.DOTALL)
    path = tmp_path / f"{rule.group(2)}.yaml"
    path.parent.mkdir()
    path.write_text(rule.group(1), encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).parent / "provaudit", "rules", "test", rule.group(2), "--rules", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_has_its_place_in_the_readme():
    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"provaudit {name}" not in text] == []
