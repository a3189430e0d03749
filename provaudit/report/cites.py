"""Whom an article cites, by kind of source."""

from collections.abc import Iterator

import polars as pl
from rich.text import Text

from provaudit.document import Audit
from provaudit.model import PRONOUNS, Cited
from provaudit.report.lines import BLANK, Line, line
from provaudit.report.plain import clip, plain
from provaudit.report.styles import count

SHOWN = 12
"""Sources of a kind that are named before the rest is counted; chosen."""

_LONGEST = 50  # cells of a source; chosen
_WHO = r",?\s(?:who|whom|which|that|qui|quien|quienes)$"  # `Ann Bell, who`: the name without it is the same source
_KIND = max(map(len, Cited)) + 2


def listed(audit: Audit, one: str) -> Iterator[Line]:
    """Yield a headline and one line a kind: the sources in their order, each once, and how often each is cited.

    Pronouns count in the headline only: whom they stand for is not resolved.
    """
    found = audit.cited.filter(pl.col("id") == one)
    if found.is_empty():
        return
    yield BLANK
    yield line(f"It cites, in {count(found.height, 'statement')}:", "bold")
    named = found.filter(~pl.col("text").str.to_lowercase().is_in(PRONOUNS))
    named = named.with_columns(pl.col("text").str.replace(_WHO, ""))
    times = named.group_by("kind", "text", maintain_order=True).len()
    for kind in Cited:
        sources = list(times.filter(pl.col("kind") == kind).select("text", "len").iter_rows())
        if sources:
            yield Line(Text(kind.ljust(_KIND), "dim"), Text(_told(sources)))


def _told(sources: list[tuple[str, int]]) -> str:
    shown = [
        clip(plain(text), _LONGEST) + (f" ×{times}" if times > 1 else "") for text, times in sources[:SHOWN]
    ]
    rest = [f"{len(sources) - SHOWN} more"] if len(sources) > SHOWN else []
    return ", ".join(shown + rest)
