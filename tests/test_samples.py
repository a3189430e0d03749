"""Golden samples: the demo corpus in every form. `make golden` writes them anew into reports/samples."""

import os
from pathlib import Path

import polars as pl
import pytest

from provaudit.choices import FORMATS
from provaudit.commands.output import write
from provaudit.commands.screen import Screen
from provaudit.pipeline import audit
from provaudit.report.figures.files import save
from provaudit.report.terminal import Wanted
from provaudit.rulebook import load

DEMO = Path("provaudit/demo")
SAMPLES = Path("reports/samples")
NAMES = {
    "table": "demo.txt",
    "json": "demo.json",
    "md": "demo.md",
    "html": "demo.html",
    "prov": "demo.prov.json",
    "jsonld": "demo.jsonld",
    "graphml": "demo.graphml",
    "dot": "demo.dot",
    "sarif": "demo.sarif",
    "csv": "csv",
    "parquet": "parquet",
}
"""The file, or the folder, that each form is written to; a form without one fails below."""


@pytest.fixture(scope="module")
def root(request):
    """Stand where the repository lies: samples name files relative to it."""
    before = Path.cwd()
    os.chdir(request.config.rootpath)
    yield request.config.rootpath
    os.chdir(before)


@pytest.fixture(scope="module")
def audited(root):
    assert (root / DEMO).is_dir()
    return audit(str(DEMO / "articles"), rules=[DEMO / "rules"])


@pytest.fixture
def sample(request, root):
    """Compare a file with its sample, or put it in its place with `pytest --update-golden`."""

    def check(made):
        known = root / SAMPLES / made.relative_to(made.parents[made.parts[::-1].index("made") - 1])
        if request.config.getoption("--update-golden") and not same(made, known):
            known.parent.mkdir(parents=True, exist_ok=True)
            known.write_bytes(content(made))
        assert same(made, known), f"{known} is not what is written today; `make golden` writes it anew"

    return check


def content(path):
    return path.read_bytes().replace(b"0+source", b"0.1.0")


def same(made, known):
    """Whether two files say the same: the bytes of Parquet are its library's, what it holds is ours."""
    if not known.is_file():
        return False
    if made.suffix == ".parquet":
        return pl.read_parquet(made).equals(pl.read_parquet(known))
    return content(made) == known.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_the_demo_reads_as_its_sample_in_every_form(audited, tmp_path, sample, form):
    out = tmp_path / "made" / NAMES[form]
    out.parent.mkdir()
    write(
        audited,
        form,
        out,
        Wanted(),
        Screen(width=120, quiet=True),
        with_text=False,
        rules=load([DEMO / "rules"]).rules,
    )
    for path in sorted(out.iterdir()) if out.is_dir() else [out]:
        sample(path)


def test_the_slide_of_the_demo_is_its_sample(audited, tmp_path, sample):
    svg = tmp_path / "made" / "demo.svg"
    svg.parent.mkdir()
    out = tmp_path / "demo.json"
    write(audited, "json", out, Wanted(), Screen(svg=svg), with_text=False)
    sample(svg)


def test_the_figures_of_the_demo_are_their_samples(audited, tmp_path, sample):
    drawn = [path for path in save(audited, tmp_path / "made" / "figures") if path.suffix == ".svg"]
    assert drawn
    for path in drawn:
        sample(path)


def test_no_sample_is_left_over(root):
    there = {path.name for path in (root / SAMPLES).iterdir()}
    assert there == {*NAMES.values(), "demo.svg", "figures", "README.md"}
