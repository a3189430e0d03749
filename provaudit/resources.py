"""This installation: its version, and where the files that ship with it lie, in a wheel and a checkout alike."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """Return the folder `rules` or `reports` that came with this installation."""
    in_wheel = _PACKAGE / "_shipped" / name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / name


def schema(name: str) -> Path:
    """Return the JSON Schema file of `audit`, `rule`, `report` or `outlets`."""
    return _PACKAGE / "schemas" / f"{name}.schema.json"


def demo() -> Path:
    """Return the folder of the demo corpus: `articles/` and the overlay `rules/`."""
    return _PACKAGE / "demo"


def installed_version() -> str:
    """Return the version of this installation, or `0+source` where it runs from a bare source tree."""
    # Here, for it imports a mail package and more, and every command would wait for that.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version("provaudit")
    except PackageNotFoundError:
        return "0+source"
