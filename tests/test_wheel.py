import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Install the wheel alone; this environment lends it the dependencies, so that no network is needed."""
    home = tmp_path_factory.mktemp("isolated")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    (site,) = home.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home


def run(home, *command, cwd):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    return subprocess.run(
        [home / "bin" / command[0], *command[1:]],
        cwd=cwd,
        env=clean | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_plain_files_travel_in_the_wheel(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for folder, ending, least in [
        ("provaudit/_shipped/rules/", ".yaml", 50),
        ("provaudit/_shipped/reports/", ".md", 1),
        ("provaudit/demo/articles/", ".md", 12),
        ("provaudit/demo/rules/vocabulary/", ".yaml", 1),
        ("provaudit/schemas/", ".schema.json", 2),
    ]:
        assert len([n for n in names if n.startswith(folder) and n.endswith(ending)]) >= least, folder
    assert "provaudit/py.typed" in names
    assert any(n.endswith("dist-info/licenses/LICENSE") for n in names)


def test_nothing_of_the_workshop_travels_in_the_wheel(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"provaudit"}


def test_the_installed_package_is_the_wheel_s_own(installed, tmp_path):
    done = run(installed, "python", "-c", "import provaudit; print(provaudit.__file__)", cwd=tmp_path)
    assert Path(done.stdout.strip()).is_relative_to(installed), done.stderr


def test_the_demo_runs_from_the_wheel_in_any_folder(installed, tmp_path):
    done = run(installed, "provaudit", "demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "16 articles" in done.stdout


def test_the_rules_prove_themselves_from_the_wheel(installed, tmp_path):
    done = run(installed, "provaudit", "rules", "test", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_audit_from_the_wheel_leaves_nothing_behind(installed, tmp_path):
    (tmp_path / "one.txt").write_text("A heron stood on the weir.\n", encoding="utf-8")
    done = run(installed, "provaudit", "audit", "one.txt", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["one.txt"]
