import os
import subprocess
import sys
from textwrap import dedent

import pytest
from rulebook_fixture import rule, write

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="this system cannot fork: one process does it all"
)


@pytest.fixture
def python(tmp_path):
    """Run code in a process of its own, which has imported nothing yet."""

    def run(code, *arguments):
        command = [sys.executable, "-c", dedent(code), *map(str, arguments)]
        environment = {**os.environ, "COLUMNS": "80"}
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    return run


def test_many_rules_are_checked_by_two_processes_in_the_words_of_one(run, python, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    sound = {f"origin__bulletin{number}": rule(f"origin/bulletin{number}") for number in range(150)}
    write(
        tmp_path / "mine",
        **sound,
        access__bad=rule("access/bad", points="many"),
        access__list=rule("access/list", match="{words: {phrase: ['from {shores}']}}"),
        sourcing__worse=rule("sourcing/x", when="(a"),
        sourcing__related=rule("sourcing/related", related="[origin/bulletin7, access/bad, origin/nothing]"),
        vocabulary__shores="entries: [{name: Quay, forms: [quay, ' ']}]",
    )
    (tmp_path / "mine" / "note.yaml").write_text("a: note")
    split = """
        import os, sys
        from provaudit.commands import forked
        forked.can_fork = lambda: "polars" not in sys.modules
        from provaudit.cli.main import main
        forks, fork = [], os.fork
        os.fork = lambda: forks.append(1) or fork()
        try:
            main(["rules", "check", "mine"])
        finally:
            print(len(forks), "forked", file=sys.stderr)
        """
    found, alone = python(split), run("rules", "check", "mine")
    assert found.stderr == "1 forked\n"
    assert (found.returncode, found.stdout) == (alone.code, alone.out)
    assert "is not where rules are read" in alone.out
    assert "unknown rule `origin/nothing`" in alone.out


def test_a_half_that_fails_in_the_other_process_is_done_in_this_one(python):
    code = """
        import os
        from provaudit.commands.forked import halves
        here = os.getpid()
        print(halves(lambda half: (half, os.getpid() == here, 1 // (half == 0 or os.getpid() == here))))
        """
    assert python(code).stdout == "[(0, True, 1), (1, True, 1)]\n"


def test_a_half_that_fails_here_leaves_no_process_that_waits_to_be_heard(python):
    code = """
        from provaudit.commands.forked import halves
        halves(lambda half: "much" * 1_000_000 if half else 1 // 0)
        """
    assert "ZeroDivisionError" in python(code).stderr
