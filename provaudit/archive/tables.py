"""What an archive keeps: the columns of every table, and how they lie in one Delta table.

Delta Lake commits are atomic for one table only. So an archive is one Delta table whose partitions are the tables below
(`table`) and the days of publication (`day`): articles, their edges and the run that brought them come in one commit,
or not at all. Rows are never changed; each carries `turn`, the number of its commit, and what is told later of an
article supersedes what was told before.
"""

from typing import Any

import polars as pl

from provaudit.frames import ARTICLES

_COUNT, _SHARE, _NAMES = pl.UInt32(), pl.Float64(), pl.List(pl.String())
_SAID = pl.List(
    pl.Struct(
        {"text": pl.String(), "start": pl.UInt32(), "end": pl.UInt32(), "children": pl.List(pl.String())}
    )
)


def _schema(names: str, **others: pl.DataType) -> pl.Schema:
    """Return a schema of columns of text, and others."""
    return pl.Schema({**dict.fromkeys(names.split(), pl.String()), **others})


def _counts(names: str) -> dict[str, pl.DataType]:
    return dict.fromkeys(names.split(), _COUNT)


def _shares(names: str) -> dict[str, pl.DataType]:
    return dict.fromkeys(names.split(), _SHARE)


TEXTS = pl.Schema(
    {
        **{name: dtype for name, dtype in ARTICLES.items() if name != "article"},
        "key": pl.String(),  # see keys.article_keys; rows of the former format have no `known_by`
        "run": pl.String(),  # the run that brought it
    }
)
"""One row an article, as read; never superseded."""

VERDICTS = _schema(
    "id known_as agency agency_mark role relation credit licence story house",
    **_counts("words sentences"),
    **_shares("share prose_share quote_share"),
    sources=pl.List(pl.Struct({"id": pl.String(), "share": _SHARE})),
    nameless=pl.Boolean(),
    owns_agency=pl.Boolean(),
    is_wire=pl.Boolean(),
    credited=_NAMES,
)
"""One row an article: what the last audit says of it; role, relation and credit are null until it is traced.

`known_as` is the outlet, by the name that the user's files gave it then.
"""

PRINTS = _schema(
    "id rulebook engine outlets",
    **_counts("window"),
    prints=pl.Binary(),
    couples=pl.Binary(),
    stems=pl.Binary(),
)
"""One row an article: its fingerprints; by which rules, provaudit and files on outlets (a digest) it was examined.

`window` says within how many days it was traced as a new one; null before that, and in rows of earlier archives.
"""

WINDOW = 14
"""Days within which an article is traced where nobody asks for more, or where its row does not say."""

TABLES = {
    "texts": TEXTS,
    "verdicts": VERDICTS,
    "prints": PRINTS,
    "zones": _schema("id zone", **_counts("start end")),
    "cited": _schema("id kind text cue", **_counts("start end cue_start cue_end")),
    "signals": _schema(
        "id rule dimension group zone text message mark source", points=_SHARE, **_counts("start end")
    ),
    "scores": _schema("id dimension", **_shares("points min max")),
    "edges": _schema("child parent relation direction", **_shares("confidence share"), evidence=_NAMES),
    "drift": _schema("child parent kind was now", **_counts("child_start child_end parent_start parent_end")),
    "pairs": _schema(
        "owner a b relation direction",
        **_counts("words_shared longest_run"),
        **_shares("confidence containment_a containment_b prose_containment_a prose_containment_b"),
    ),
    "passages": _schema("owner a b kind", **_counts("a_start a_end b_start b_end"), quoted=pl.Boolean()),
    "unseen": _schema("id", **_counts("words"), children=_NAMES, evidence=_NAMES, passages=_SAID),
    "stories": _schema("id root", members=_NAMES),
    "runs": _schema(
        "run command rulebook version digest engine",
        at=pl.Datetime("us"),
        articles=pl.Int64(),
        told=pl.Int64(),
    ),
    "forgotten": _schema("what digest", at=pl.Datetime("us")),
}
"""Every table's columns as `Archive.scan` gives them, to which it adds `day`; names and types are those of an audit."""

OWNERS = {"edges": "child", "drift": "child", "pairs": "owner", "passages": "owner"}
"""The column that says whose a row is, where it is not `id`."""

HEADS = {
    **dict.fromkeys(("zones", "cited"), "prints"),
    **dict.fromkeys(("signals", "scores", "edges", "drift", "pairs", "passages"), "verdicts"),
}
"""The table with whose rows a table's rows are superseded; heads, stories and unseen sources supersede themselves."""

SUPERSEDED = frozenset({*HEADS.values(), "unseen", "stories"})
"""The tables of which the latest row of each id counts."""

REFERRED = {"unseen": ("edges", "parent"), "stories": ("verdicts", "story")}
"""The table and column of whatever day that must name a row, or it counts for nothing."""

UNDATED = "undated"
"""The partition of what has no day; the others are named 2026-11-22."""


def stored(dtype: Any) -> pl.DataType:
    """Return the type that a column has on disk: Delta Lake knows no unsigned numbers, and times have a zone."""
    if isinstance(dtype, pl.List):
        return pl.List(stored(dtype.inner))
    if isinstance(dtype, pl.Struct):
        return pl.Struct({field.name: stored(field.dtype) for field in dtype.fields})
    if dtype == pl.UInt32:
        return pl.Int64()
    kept: pl.DataType = pl.Datetime("us", "UTC") if isinstance(dtype, pl.Datetime) else dtype
    return kept


def layout() -> pl.Schema:
    """Return the columns of the one table on disk: where a row belongs, and then those of all tables."""
    columns: dict[str, pl.DataType] = {"table": pl.String(), "day": pl.String(), "of": pl.String()}
    columns["turn"] = pl.Int64()
    for schema in TABLES.values():
        columns |= {name: stored(dtype) for name, dtype in schema.items()}
    return pl.Schema(columns)


def read_for(table: str) -> frozenset[str]:
    """Return the tables, on the days asked for, of which `Archive.scan` makes one."""
    parts = ("texts", "verdicts") if table == "articles" else (table,)
    return frozenset({*parts, *(HEADS[part] for part in parts if part in HEADS)})
