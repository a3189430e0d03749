"""What the HTML report reads when an article is opened: its text and all that is marked in it, packed."""

import json
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl

from provaudit.document import Audit
from provaudit.model import Cited, Dimension, Drift, PassageKind, Zone
from provaudit.report.html_index import Pile
from provaudit.report.marked import LONGEST
from provaudit.report.messages import signals_told
from provaudit.report.plain import plain
from provaudit.report.taken import UNSEEN, taken
from provaudit.report.wording import facts

CHUNK = 400_000
"""Characters of text that are unpacked together when one of their articles is opened; chosen."""

CARRIERS = 3
"""Other carriers of an unseen source whose passages an article keeps, those with most first; chosen."""

_LEVEL = 9
_ZONES = [str(zone) for zone in Zone]
_KINDS = [str(kind) for kind in PassageKind]
_CITED = [str(kind) for kind in Cited]
_DRIFT = [str(kind) for kind in Drift]
NAMES = {"zones": _ZONES, "kinds": _KINDS, "cited": _CITED, "drift": _DRIFT}
"""What the small numbers in the details stand for."""


def chunks(pile: Pile, audit: Audit) -> tuple[list[str], dict[str, Any]]:
    """Return the packed details, and where each article lies: `place` ([chunk, place in it]), `names`, `many`.

    A chunk is a JSON list, deflated, in base64; articles of one story lie together, so that copies cost little.
    """
    packed: list[str] = []
    place: list[tuple[int, int]] = [(0, 0)] * len(pile.order)
    waiting: list[str] = []
    size = 0
    for node, text, detail in _details(pile, audit):
        place[node] = (len(packed), len(waiting))
        waiting.append(detail)
        size += len(text)
        if size > CHUNK:
            packed.append(_packed(waiting))
            waiting, size = [], 0
    if waiting:
        packed.append(_packed(waiting))
    return packed, {"place": place, "names": NAMES, "many": len(packed)}


def _packed(details: list[str]) -> str:
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(f"[{','.join(details)}]".encode()) + deflate.flush()
    return b64encode(packed).decode()


def _details(pile: Pile, audit: Audit) -> Iterator[tuple[int, str, str]]:
    """Yield each article's node, its text, and its details as JSON; stories together."""
    tables = {name: _by_article(pile, frame) for name, frame in _tables(pile, audit).items()}
    texts = dict(audit.articles.select("id", "text").rows())
    stories = {name: row.story or "" for name, row in zip(pile.order, pile.rows, strict=True)}
    for name in sorted(pile.order, key=lambda one: (stories[one] == "", stories[one], pile.nodes[one])):
        text = texts[name]
        shown = (text or "")[:LONGEST]
        detail = {
            "text": None if text is None else shown,
            "more": len(text or "") - len(shown),
            **{kind: rows.get(name, []) for kind, rows in tables.items()},
        }
        yield pile.nodes[name], shown, json.dumps(detail, ensure_ascii=False, separators=(",", ":"))


def _by_article(pile: Pile, frame: pl.DataFrame) -> dict[str, list[list[Any]]]:
    """Return the rows of each article by its id, the first column; nodes and rules as their places."""
    places: dict[str, Callable[[Any], Any]] = {
        "source": pile.nodes.get,
        "other": pile.nodes.get,
        "parent": pile.nodes.get,
        "rule": {rule: place for place, rule in enumerate(pile.rules)}.get,
        "message": plain,
        "found": lambda found: facts(plain(found)),
        "why": lambda reasons: [plain(reason) for reason in reasons or ()],
    }
    turns = [(column, places[name]) for column, name in enumerate(frame.columns[1:]) if name in places]
    found: dict[str, list[list[Any]]] = {}
    for name, *values in frame.iter_rows():
        for column, turn in turns:
            values[column] = turn(values[column])
        found.setdefault(name, []).append(values)
    return found


def _tables(pile: Pile, audit: Audit) -> dict[str, pl.DataFrame]:
    """Return what is kept of each article, the article's id first."""
    edges = audit.edges.select("child", "parent", why="evidence")
    return {
        "zones": audit.zones.filter(pl.col("zone") != Zone.BODY).select(
            "id", _code("zone", _ZONES), "start", "end"
        ),
        "signals": signals_told(audit)
        .sort("id", "start", "rule", nulls_last=True)
        .select(
            *("id", "rule", "start", "end", "points", "message"),
            found=pl.when(pl.col("start").is_null()).then("text"),
        ),
        "cited": audit.cited.select("id", _code("kind", _CITED), "start", "end", "cue_start", "cue_end"),
        "scores": audit.scores.select("id", _code("dimension", list(Dimension)), "points", "min", "max"),
        "passages": _passages(pile, audit),
        "drift": audit.drift.sort("child", "child_start", "parent", "parent_start").select(
            *("child", "parent", _code("kind", _DRIFT)),
            *("child_start", "child_end", "parent_start", "parent_end"),
        ),
        "edges": edges,
    }


def _code(name: str, words: list[Any]) -> pl.Expr:
    codes = {str(word): place for place, word in enumerate(words)}
    return pl.col(name).replace_strict(codes, return_dtype=pl.Int64)


def _passages(pile: Pile, audit: Audit) -> pl.DataFrame:
    """Return `taken`, with few of the many carriers that attest an unseen source."""
    found = taken(audit, pile.order)
    length = (pl.col("end") - pl.col("start")).cast(pl.Int64)
    most = found.group_by("id", "source", "other").agg(length=length.sum())
    ranked = most.sort("id", "source", -pl.col("length"), "other").with_columns(
        place=pl.int_range(pl.len()).over("id", "source")
    )
    few = ranked.filter(~pl.col("source").str.starts_with(UNSEEN) | (pl.col("place") < CARRIERS))
    kept = found.join(few, on=["id", "source", "other"], how="semi", maintain_order="left")
    columns = ("id", "start", "end", "source", "other", "other_start", "other_end")
    return kept.select(*columns, _code("kind", _KINDS), pl.col("quoted").cast(pl.Int8))
