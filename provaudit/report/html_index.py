"""What the HTML report knows before anything is opened: articles, edges, stories and rules, by small numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby
from typing import Any, Self

import polars as pl

from provaudit.document import Audit
from provaudit.ingest.dates import dated
from provaudit.model import Dimension
from provaudit.profiles import judged
from provaudit.report.concerns import OPEN_WORDS, WITHOUT_CREDIT
from provaudit.report.html_excerpts import PASSAGES, QUOTED
from provaudit.report.names import Names
from provaudit.report.namesakes import apart
from provaudit.report.plain import clip, plain
from provaudit.report.problems import problem_told
from provaudit.report.sayso import took_from_root, verdict
from provaudit.report.strip import Cell, Part
from provaudit.report.styles import ABOUT, DIGITS, digits
from provaudit.report.taken import parents
from provaudit.report.unseen import Unseen, unseen_sources
from provaudit.report.view import Row, ranked, rows

STRIP = 80
"""Cells of the strip over a text; chosen."""

NAME = 80
"""Cells of an article's or outlet's name, wherever it stands among others; chosen: longer ones are no names."""

TITLE = 300
"""Cells of a headline, and of a sentence about a story; chosen: longer ones are no headlines."""

_PARTS = list(Part)
_MINUTE = 60
_FACTS = ("byline", "published", "url", "language", "agency", "agency_mark")


@dataclass(frozen=True)
class Pile:
    """An audit in the report's order: articles by concern, then unseen sources; a node is a place in it."""

    audit: Audit
    rows: list[Row]
    order: list[str]
    concerns: list[str | None]
    unseen: dict[str, Unseen]

    @classmethod
    def of(cls, audit: Audit) -> Self:
        """Return the audit, ranked."""
        placed = ranked(audit)
        order = placed["id"].to_list()
        known = unseen_sources(audit, audit.unseen["id"].to_list())
        return cls(audit, rows(audit, order, widths=(STRIP,)), order, placed["concern"].to_list(), known)

    @cached_property
    def nodes(self) -> dict[str, int]:
        """The place of each article and unseen source, by its id."""
        unseen = self.audit.unseen["id"].to_list()
        return {name: place for place, name in enumerate([*self.order, *unseen])}

    @cached_property
    def rules(self) -> list[str]:
        """The rules that hit, in the order of their ids."""
        return self.audit.signals["rule"].unique().sort().to_list()

    @cached_property
    def lines(self) -> pl.DataFrame:
        """Every source of every article, as `taken.parents` has them."""
        return parents(self.audit)


def index(pile: Pile, *, excerpts: bool) -> dict[str, Any]:
    """Return the first part of the report's data, ready for JSON; `excerpts` cuts what unseen sources said."""
    outlets = sorted({plain(name) for name in pile.audit.articles["outlet"]})
    return {
        "about": ABOUT,
        "dimensions": [str(dimension) for dimension in Dimension],
        "parts": [part.name.lower() for part in _PARTS],
        "outlets": outlets,
        "articles": _articles(pile, {name: place for place, name in enumerate(outlets)}),
        "unseen": [_unseen(pile, name, excerpts=excerpts) for name in pile.audit.unseen["id"]],
        "edges": _edges(pile),
        "stories": _stories(pile),
        "rules": rule_rows(pile),
        "problems": [
            problem_told(*problem) for problem in pile.audit.problems.unique(maintain_order=True).rows()
        ],
    }


def _articles(pile: Pile, outlets: dict[str, int]) -> dict[str, list[Any]]:
    """Return the articles by column."""
    facts = pile.audit.articles.select(
        *("id", "outlet", "words", "share", "prose_share", "quote_share", *_FACTS),
        chars=pl.col("text").str.len_chars(),
    )
    by_id = {fact["id"]: fact for fact in facts.to_dicts()}
    told = [by_id[name] for name in pile.order]
    names = Names.of(pile.audit, pile.order)
    told_apart = apart(pile.audit, names, pile.order)
    columns: dict[str, list[Any]] = {
        "id": [row.id for row in pile.rows],
        "short": [clip(row.short, NAME) for row in pile.rows],
        "name": [clip(names.told(name), NAME) for name in pile.order],
        "apart": [
            told_apart[name][len(names.told(name)) :].strip() if name in told_apart else ""
            for name in pile.order
        ],
        "title": [clip(row.title, TITLE) for row in pile.rows],
        "outlet": [outlets[plain(fact["outlet"])] for fact in told],
        "at": _minutes(pile),
        "role": [row.role for row in pile.rows],
        "relation": [row.relation for row in pile.rows],
        "credit": [row.credit for row in pile.rows],
        "concern": [concern or "" for concern in pile.concerns],
        "absent": [row.absent for row in pile.rows],
        "heirs": [row.heirs for row in pile.rows],
        "flags": [list(row.flags) for row in pile.rows],
        "points": [[_short(row.points.get(dimension)) for dimension in Dimension] for row in pile.rows],
        "strip": [_strip(pile, row.strips.get(STRIP, ())) for row in pile.rows],
        "words": [fact["words"] or 0 for fact in told],
    }
    columns |= {name: [plain(fact[name]) for fact in told] for name in _FACTS}
    shares = ("share", "prose_share", "quote_share")
    return columns | {name: [digits(fact[name] or 0.0) for fact in told] for name in shares}


def _minutes(pile: Pile) -> list[list[Any] | None]:
    """Return when each article was published: minutes since 1970 in UTC, and whether only the day is known."""
    known = dated(pile.audit.articles.select("id", "published"))
    found = {
        name: (at, precision)
        for name, at, precision in known.select("id", "published_at", "precision").rows()
    }
    return [
        None if found[name][0] is None else [_since(found[name][0]), int(found[name][1] == "day")]
        for name in pile.order
    ]


def _since(moment: datetime) -> int:
    return round(moment.replace(tzinfo=UTC).timestamp() / _MINUTE)


def _short(number: float | None) -> float | None:
    return None if number is None else round(number, DIGITS)


def _strip(pile: Pile, cells: Iterable[Cell]) -> list[int]:
    """Return a strip as runs: part, node of the source (-1: none), how many cells; all in one list."""
    runs = [(cell, len(list(same))) for cell, same in groupby(cells)]
    return [
        number
        for cell, length in runs
        for number in (_PARTS.index(cell.part), pile.nodes.get(cell.source or "", -1), length)
    ]


def _unseen(pile: Pile, name: str, *, excerpts: bool) -> dict[str, Any]:
    known = pile.unseen[name]
    shown = known.passages[:PASSAGES] if excerpts else known.passages
    children = pile.audit.unseen.filter(pl.col("id") == name)["children"].to_list()[0]
    return {
        "id": known.id,
        "agency": known.agency,
        "words": known.words,
        "snippet": known.snippet,
        "passages": [
            [clip(said, QUOTED) if excerpts else said, clip(carriers, TITLE)] for said, carriers in shown
        ],
        "evidence": list(known.evidence),
        "children": [pile.nodes[child] for child in children],
    }


def _edges(pile: Pile) -> list[list[Any]]:
    """Return child, parent, relation, share, confidence, direction of each edge, a child's best source first.

    Last comes the share (0..1) of the source that stands in the child; null where it is not in the pile.
    """
    audit = pile.audit
    stated = audit.edges.select("child", "parent", "confidence", "direction")
    lines = pile.lines.join(stated, on=["child", "parent"], how="left", maintain_order="left")
    sides = [audit.pairs.select(child=a, parent=b, given=f"containment_{b}") for a, b in ("ab", "ba")]
    lines = lines.join(pl.concat(sides), on=["child", "parent"], how="left", maintain_order="left")
    return [
        [
            pile.nodes[child],
            pile.nodes[parent],
            relation or "",
            digits(share),
            None if sure is None else digits(sure),
            direction or "",
            None if given is None else digits(given),
        ]
        for child, parent, relation, share, sure, direction, given in lines.rows()
        if child in pile.nodes and parent in pile.nodes
    ]


def _stories(pile: Pile) -> list[dict[str, Any]]:
    """Return the stories, those with most words taken without the right credit first, then the largest."""
    audit = pile.audit
    by_id = dict(zip(pile.order, pile.rows, strict=True))
    articles = dated(judged(audit))
    marked = dict(articles.filter(WITHOUT_CREDIT).select("id", OPEN_WORDS.alias("words")).rows())
    told = [
        {
            "id": plain(story["id"]),
            "members": sorted(pile.nodes[member] for member in story["members"]),
            "root": pile.nodes[story["root"]],
            "took": len(took_from_root(articles, story, pile.lines)),
            "open": sum(member in marked for member in story["members"]),
            "words": round(sum(marked.get(member, 0) for member in story["members"])),
            "verdict": clip(verdict(articles, story, pile.lines, by_id, pile.unseen), TITLE),
        }
        for story in audit.stories.to_dicts()
    ]
    return sorted(
        told, key=lambda one: (-one["words"], -one["open"], -len(one["members"]), len(one["id"]), one["id"])
    )


def rule_rows(pile: Pile) -> list[dict[str, Any]]:
    """Return the rules that hit: id, dimension, points, the heaviest hit's message, hits, articles."""
    heaviest = pl.col("message").sort_by(pl.col("points").abs(), "message", descending=[True, False]).first()
    found = pile.audit.signals.group_by("rule", "dimension").agg(
        least=pl.col("points").min(),
        most=pl.col("points").max(),
        message=heaviest,
        hits=pl.len(),
        articles=pl.col("id").n_unique(),
        nodes=pl.col("id").unique(),
    )
    return [
        row | {"message": plain(row["message"]), "nodes": sorted(pile.nodes[name] for name in row["nodes"])}
        for row in found.sort("rule").to_dicts()
    ]
