"""What an article goes back to, and what was made of it, in sentences."""

from collections.abc import Iterator
from typing import Any

import polars as pl
from rich.text import Text

from provaudit.document import Audit
from provaudit.report.lines import BLANK, Line, line
from provaudit.report.marked import CLOSE, OPEN, PARAPHRASED, Mark
from provaudit.report.names import Names
from provaudit.report.plain import plain
from provaudit.report.styles import count, shared
from provaudit.report.taken import UNSEEN, parents
from provaudit.report.unseen import sure_told, unseen_sources
from provaudit.report.wording import told

_NAMED = 5  # articles of a list that are named before the rest is counted; chosen
_INDENT = 3


def known_names(audit: Audit, one: str) -> Names:
    """Return the names of an article and of all that it goes back to or was made of it."""
    lines = parents(audit)
    above = _ancestors(lines, one)
    siblings = audit.unseen.filter(pl.col("id").is_in(above))["children"].explode(empty_as_null=False)
    return Names.of(audit, {*above, *siblings, *_heirs(audit, one)["child"]})


def _ancestors(lines: pl.DataFrame, one: str) -> list[str]:
    found, waiting = dict.fromkeys([one]), [one]
    while waiting:
        above = lines.filter(pl.col("child").is_in(waiting))["parent"].to_list()
        waiting = [parent for parent in dict.fromkeys(above) if parent not in found]
        found |= dict.fromkeys(waiting)
    return list(found)


def _heirs(audit: Audit, one: str) -> pl.DataFrame:
    return audit.edges.filter(pl.col("parent") == one).sort("share", "child", descending=[True, False])


def who_said_it(audit: Audit, one: str, letters: dict[str, Mark], names: Names) -> Iterator[Line]:
    """Yield, for each source, who it is, how sure that is, and where it had the words from itself."""
    if not letters:
        return
    yield BLANK
    yield line(
        f"{OPEN}A …{CLOSE} stands in A   {OPEN}A{PARAPHRASED} …{CLOSE} paraphrases A; a share counts the words alike",
        "dim",
    )
    lines = parents(audit)
    mine = lines.filter(pl.col("child") == one).select("parent", "share", "relation")
    shares = {parent: shared(share, relation) for parent, share, relation in mine.iter_rows()}
    edges = {edge["parent"]: edge for edge in audit.edges.filter(pl.col("child") == one).to_dicts()}
    for source, mark in letters.items():
        letter = Text(mark.letter.ljust(_INDENT), f"bold {mark.colour}")
        yield Line(letter, Text(_described(audit, source, names)))
        yield line("; ".join([shares[source], *_reasons(edges.get(source))]), "", _INDENT)
        if chain := _chain(lines, source):
            first = ", and that from ".join(_name(parent, names) for parent in chain)
            yield line(f"which has it from {first}", "", _INDENT)
        if known := unseen_sources(audit, [source]).get(source):
            for said, carriers in known.passages:
                yield line(f"“{said}” ({carriers})", "dim", _INDENT)


def _reasons(edge: dict[str, Any] | None) -> list[str]:
    if edge is None:
        return []
    how = f"{told(edge['relation'])}, {told(edge['direction'])}"
    return [how, sure_told(edge["confidence"], edge["parent"]), *map(plain, edge["evidence"])]


def _described(audit: Audit, source: str, names: Names) -> str:
    if source.startswith(UNSEEN):
        known = unseen_sources(audit, [source]).get(source)
        return " · ".join(known.told) if known else plain(source)
    published = audit.articles.filter(pl.col("id") == source)["published"].to_list()
    return " · ".join(
        part for part in (_name(source, names), names.title(source), *map(plain, published)) if part
    )


def _chain(lines: pl.DataFrame, one: str) -> list[str]:
    """Return the best source of a source, and so on, back to who said it first."""
    chain: list[str] = []
    while not (above := lines.filter(pl.col("child") == one)).is_empty() and above["parent"][0] not in chain:
        one = above["parent"][0]
        chain.append(one)
    return chain


def _name(one: str, names: Names) -> str:
    return names.told(one)


def _listed(names: list[str]) -> str:
    more = [f"{len(names) - _NAMED:,} more"] if len(names) > _NAMED else []
    return ", ".join([*names[:_NAMED], *more]) or "no other"


def taken_up(audit: Audit, one: str, names: Names) -> Iterator[Line]:
    """Yield one line on the articles that took from this one, the largest shares first."""
    heirs = _heirs(audit, one)
    taken = [
        f"{_name(edge['child'], names)} ({shared(edge['share'] or 0.0, edge['relation'])}, {told(edge['relation'])})"
        for edge in heirs.to_dicts()
    ]
    if taken:
        yield BLANK
        yield line(f"Taken up by {_listed(taken)}: {count(len(taken), 'article')}")
