"""The tutorial of `rules/README.md`, run from its first line to its last in an empty folder."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from provaudit.cli.main import cli
from provaudit.rulebook import load

README = Path(__file__).parents[1] / "rules" / "README.md"
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`([\w./-]+\.(?:jsonl|csv|yaml))`, change:\s*\Z|`([\w./-]+\.(?:jsonl|csv|yaml))`:\s*\Z")
KEY = re.compile(r"^(?=[a-z]\w*:)", re.MULTILINE)
CHANGING = re.compile(r"[\d.]+(?= ms an article)|(?<=with the digest )\w+")
ANSWERS = [
    "origin",
    "text-kna",
    "Text: KNA",
    "",
    "de",
    "sign-off,source-line",
    "Signed off as a text of the agency KNA",
    "Text: KNA",
    "text: KNA",
    "Die KNA meldet Neues.",
    "Text: Anna Wirth",
]


def tutorial():
    text = README.read_text(encoding="utf-8")
    return text[text.index("## From an idea") : text.index("## Where rules lie")]


def said(command, **given):
    """Return what a command line prints as a reader sees it: without the blanks at the ends of lines."""
    line, _, target = command.replace("\\\n", " ").partition(" > ")
    done = CliRunner().invoke(cli, shlex.split(line)[1:], prog_name="provaudit", **given)
    assert done.exit_code == 0, done.output
    if target:
        Path(target).write_text(done.output, encoding="utf-8")
        return ""
    return "".join(f"{one.rstrip()}\n" for one in done.output.splitlines())


def replayed(body):
    """Return a console block with what its commands print now; a command may run over several lines."""
    commands = re.findall(r"^\$ ((?:.*\\\n)*.*)$", body, re.MULTILINE)
    return "".join(f"$ {command}\n{said(command)}" for command in commands)


def changed(text, keys):
    """Return a rule's text with some of its keys as they are stated anew."""
    parts = {part.partition(":")[0]: part for part in KEY.split(text) + KEY.split(keys) if part}
    return "".join(parts.values())


def done(before, kind, body):
    """Do what a block asks of a reader, and return the block as it reads then."""
    if kind == "console":
        return replayed(body)
    if kind == "text":
        command = body.splitlines()[0][2:]
        return f"$ {command}\n" + said(command, input="\n".join([*ANSWERS, ""]))
    found = NAMED.search(before)
    assert found, f"no file is named before {body[:60]!r}"
    path = Path(found[1] or found[2])
    old = path.read_text(encoding="utf-8") if found[1] else ""
    path.write_text(changed(old, body) if found[1] else body, encoding="utf-8")
    return body


def settled(text):
    """Return a text without what differs from machine to machine, or with any other rule."""
    return CHANGING.sub("…", text)


def test_the_tutorial_prints_what_it_shows(tmp_path, monkeypatch, request):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    text = tutorial()
    now = text
    for block in BLOCK.finditer(text):
        body = done(text[: block.start()], block["kind"], block["body"])
        if settled(body) != settled(block["body"]):
            now = now.replace(block["body"], body, 1)
    if request.config.getoption("--update-golden"):
        README.write_text(README.read_text(encoding="utf-8").replace(text, now), encoding="utf-8")
        text = now
    assert settled(text) == settled(now)


def test_the_tutorial_fits_a_terminal_of_80_columns():
    printed = [
        line for block in BLOCK.finditer(tutorial()) if block["kind"] == "text" for line in block["body"]
    ]
    assert max(map(len, "".join(printed).splitlines())) <= 80


@pytest.mark.parametrize(
    "body", re.findall(r"^```yaml\n(change: .*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
)
def test_the_changes_that_it_shows_are_sound(body, tmp_path):
    identity = body.splitlines()[0].removeprefix("change: ")
    path = tmp_path / f"{identity}.yaml"
    path.parent.mkdir()
    path.write_text(body, encoding="utf-8")
    found = load([tmp_path])
    assert found.faults == ()
    assert next(rule for rule in found.rules if rule.id == identity).changes.endswith(f"/{identity}.yaml")
