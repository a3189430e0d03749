import pytest
from audit_fixture import build


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden/terminal"
    )


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
