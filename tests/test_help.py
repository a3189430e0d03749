"""What `--help` says of each command, and what it costs."""

import inspect
import subprocess
import sys

import click
import pytest

from provaudit.cli.deferred import Deferred
from provaudit.cli.main import COMMANDS, cli

HEAVY = ("polars", "numpy", "textstat", "jsonschema", "rich.console")


def walked(group, words=()):
    """Yield the words that call each command below a group, and the command."""
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        yield (*words, name), command
        if isinstance(command, click.Group):
            yield from walked(command, (*words, name))


EVERY = dict(walked(cli))
DOING = {words: command for words, command in EVERY.items() if not isinstance(command, click.Group)}


def each(commands):
    return pytest.mark.parametrize("words", commands, ids=" ".join)


def test_every_command_of_every_group_is_looked_at():
    assert {words[0] for words in EVERY} == set(COMMANDS)
    assert len(EVERY) > len(COMMANDS)


@each(EVERY)
def test_help_imports_nothing_heavy(words):
    code = "import sys\nfrom provaudit.cli.main import main\ntry: main(sys.argv[1:])\n"
    code += f"finally: print([one for one in {HEAVY!r} if one in sys.modules], file=sys.stderr)"
    asked = [sys.executable, "-c", code, *words, "--help"]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    assert done.stderr == "[]\n"


@each(EVERY)
def test_help_fits_80_columns_and_has_an_example(run, words):
    found = run(*words, "--help")
    called = f"provaudit {' '.join(words)}"
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith(f"Usage: {called} ")
    assert f"  {called}" in found.out.partition("\n")[2]
    assert max(map(len, found.out.splitlines())) <= 80


@each(DOING)
def test_what_a_command_takes_is_what_is_done_with(words):
    command = DOING[words]
    assert isinstance(command.callback, Deferred)
    given = {option.name: None for option in command.params}
    inspect.signature(command.callback.found()).bind(**given)
