import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import provaudit

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SOURCES = sorted((ROOT / "provaudit").rglob("*.py"))
HEAVY = ("polars", "numpy", "textstat", "nltk", "jsonschema")


def run(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_imports_only_descend():
    done = run(BIN / "lint-imports", "--no-cache")
    assert done.returncode == 0, done.stdout


def test_the_public_surface_is_exactly_this():
    assert sorted(provaudit.__all__) == ["Audit", "ProvauditError", "audit"]


def test_every_public_name_is_there():
    assert not [name for name in dir(provaudit) if not hasattr(provaudit, name)]


def test_an_unknown_name_is_missed_as_usual():
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = provaudit.no_such_name


def test_help_imports_nothing_heavy():
    code = f"import sys, provaudit.cli.main; print([m for m in {HEAVY!r} if m in sys.modules])"
    assert run(sys.executable, "-c", code).stdout == "[]\n"


def test_help_takes_under_a_third_of_a_second():
    def seconds():
        child = subprocess.Popen([BIN / "provaudit", "--help"], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.returncode == 0
        return used.ru_utime + used.ru_stime  # not the clock: other tests run at the same time

    assert min(seconds() for _ in range(3)) < 0.3


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_fit_a_glance(path):
    text = path.read_text(encoding="utf-8")
    defs = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f"{node.name}:{node.end_lineno - node.lineno + 1}" for node in defs if _lines(node) > 45]
    assert len(text.splitlines()) <= 300
    assert long == []


def _lines(node):
    return node.end_lineno - node.lineno + 1


def test_no_room_is_named_for_what_has_no_name():
    vague = {"utils", "util", "helpers", "common", "base", "manager"}
    assert not [path for path in SOURCES if path.stem in vague or path.parent.name in vague]
