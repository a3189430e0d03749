"""Audit news articles: where a text came from, whether it says so, how much of its sourcing it shows.

>>> import provaudit
>>> report = provaudit.audit("articles/")
>>> report.articles.select("id", "role", "relation", "credit")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from provaudit.document import Audit
    from provaudit.errors import ProvauditError
    from provaudit.pipeline import audit

__all__ = ["Audit", "ProvauditError", "audit"]

_HOMES = {"audit": "provaudit.pipeline", "Audit": "provaudit.document", "ProvauditError": "provaudit.errors"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `provaudit --help` must not wait for polars."""
    if name not in _HOMES:
        raise AttributeError(f"module 'provaudit' has no attribute {name!r}; it has {', '.join(__all__)}")
    if name != "ProvauditError":
        import_module("provaudit.document").Audit._repr_html_ = _in_notebook
    return getattr(import_module(_HOMES[name]), name)


def _in_notebook(audit: "Audit") -> str:
    """Return what a notebook shows of an audit; the room of the reports is imported when one does."""
    drawn: str = import_module("provaudit.report.notebook").notebook(audit)
    return drawn


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
