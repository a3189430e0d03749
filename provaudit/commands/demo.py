"""`provaudit demo`: the bundled corpus, audited."""

from typing import Any

from provaudit import resources
from provaudit.commands.audit import run


def demo(**report: Any) -> int:
    """Audit the demo: an invented event, invented outlets and agency, and who copied whom."""
    corpus = resources.demo()
    return run([str(corpus / "articles")], columns=None, rules=(corpus / "rules",), **report)
