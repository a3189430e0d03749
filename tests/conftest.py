import io
from types import SimpleNamespace

import pytest
from audit_fixture import TEXTS, build
from hypothesis import settings
from rich.console import Console
from rich.style import Style

from provaudit import publishing, sourcing, zones
from provaudit.cli.main import main

SHIPPED = (publishing, sourcing, zones)
"""Rooms that know where the shipped files lie: loaded before a test puts others in their place, whatever the order."""

# A busy machine is no failure, and a run that fails fails again with the same examples.
settings.register_profile("provaudit", deadline=None, derandomize=True)
settings.load_profile("provaudit")


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden and reports/samples")


@pytest.fixture(scope="session", autouse=True)
def caches(tmp_path_factory):
    """Keep what is tried here out of the user's folder of caches, and what lies there out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


@pytest.fixture(scope="session")
def made():
    return build()


@pytest.fixture
def golden(request):
    """Compare a text with a file of tests/golden, or write it there with `pytest --update-golden`."""

    def check(name, text):
        path = request.config.rootpath / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture
def drawn():
    """Return what a function draws on a console of a width, without colour unless asked."""

    def draw(function, width=80, colour=None):
        for known in (Style.parse, Style._add):  # noqa: SLF001 - rich keeps a style's codes of the first terminal it met
            known.cache_clear()
        console = Console(
            file=io.StringIO(), width=width, color_system=colour, force_terminal=colour is not None,
            legacy_windows=False, highlight=False,
        )  # fmt: skip
        function(console)
        return console.file.getvalue()

    return draw


@pytest.fixture
def run(capfd):
    """Run the command line; return its exit code and what it wrote."""

    def call(*arguments):
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return SimpleNamespace(code=stop.value.code, out=out, err=err)

    return call


@pytest.fixture
def piped(made, monkeypatch):
    """Let the pipeline find the made audit, whatever it is asked; return what it was asked."""
    asked = []

    def audit(source, **settings):
        asked.append((source, settings))
        if settings.get("progress"):
            settings["progress"]("lineage", 0.5)
        return made

    monkeypatch.setattr("provaudit.pipeline.audit", audit)
    return asked


@pytest.fixture
def pile(tmp_path, monkeypatch):
    """Write the made articles to files of `pile/`, and stand beside it."""
    for name, text in TEXTS.items():
        path = tmp_path / "pile" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
