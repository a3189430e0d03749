"""The audit as one value: public tables keyed by the readable `id`, and the document they print.

The document is `provaudit.audit/1`; its JSON Schema ships as `schemas/audit.schema.json`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Self

import polars as pl

from provaudit.errors import DocumentError
from provaudit.frames import PROBLEMS, empty, require
from provaudit.model import UNDETERMINED
from provaudit.nested import rows, sections
from provaudit.outlets import LISTED
from provaudit.resources import installed_version

FORMAT = "provaudit.audit/1"
"""The name and version that the document's field `format` carries."""

_DRIFT_SPANS = ("child_start", "child_end", "parent_start", "parent_end")
_OTHER_TYPES: dict[str, pl.DataType] = {
    **dict.fromkeys(("words", "start", "end", "a_start", "a_end", "b_start", "b_end"), pl.UInt32()),
    **dict.fromkeys(("words_shared", "longest_run"), pl.UInt32()),
    **dict.fromkeys((*_DRIFT_SPANS, "cue_start", "cue_end"), pl.UInt32()),
    **dict.fromkeys(("share", "prose_share", "quote_share", "confidence"), pl.Float64()),
    **dict.fromkeys(("containment_a", "containment_b"), pl.Float64()),
    **dict.fromkeys(("prose_containment_a", "prose_containment_b"), pl.Float64()),
    **dict.fromkeys(("points", "min", "max"), pl.Float64()),
    **dict.fromkeys(("evidence", "children", "members"), pl.List(pl.String())),
    "quoted": pl.Boolean(),
    "sources": pl.List(pl.Struct({"id": pl.String(), "share": pl.Float64()})),
}

_SAID = pl.List(
    pl.Struct(
        {"text": pl.String(), "start": pl.UInt32(), "end": pl.UInt32(), "children": pl.List(pl.String())}
    )
)


def _schema(columns: str) -> pl.Schema:
    return pl.Schema({name: _OTHER_TYPES.get(name, pl.String()) for name in columns.split()})


SCHEMAS = {
    "articles": _schema(
        "id path title outlet byline published language url text words agency agency_mark"
        " role relation credit licence share prose_share quote_share story sources"
    ),
    "zones": _schema("id zone start end"),
    "signals": _schema("id rule dimension group points zone start end text message mark source"),
    "cited": _schema("id start end kind text cue cue_start cue_end"),
    "scores": _schema("id dimension points min max"),
    "pairs": _schema(
        "a b relation direction confidence words_shared containment_a containment_b"
        " prose_containment_a prose_containment_b longest_run"
    ),
    "passages": _schema("a b a_start a_end b_start b_end kind quoted"),
    "edges": _schema("child parent relation confidence direction share evidence"),
    "drift": _schema("child parent kind child_start child_end parent_start parent_end was now"),
    "unseen": pl.Schema({**_schema("id children words evidence"), "passages": _SAID}),
    "stories": _schema("id members root"),
    "outlets": LISTED,
    "problems": PROBLEMS,
}
"""The public tables of an audit, by name; what their columns mean stands in `frames` under the same names."""


@dataclass(frozen=True)
class PackInfo:
    """One pack of rules that was in force: its name, its version and a digest of its files."""

    name: str
    version: str
    digest: str


@dataclass(frozen=True)
class RulebookInfo:
    """Which rules were in force: a name, a version and a digest of all their files, and the packs among them."""

    name: str
    version: str
    digest: str
    packs: tuple[PackInfo, ...] = ()

    @classmethod
    def read(cls, stated: Mapping[str, Any]) -> Self:
        """Return what a document states; one that was written before there were packs has none."""
        packs = tuple(PackInfo(**pack) for pack in stated.get("packs", ()))
        return cls(**{**stated, "packs": packs})


@dataclass(frozen=True, eq=False, repr=False)
class Audit:
    """What an audit found: one polars table per noun, with the columns of `SCHEMAS`.

    Raise FrameError where a table lacks a column or has one of another type.
    """

    articles: pl.DataFrame
    zones: pl.DataFrame
    signals: pl.DataFrame
    cited: pl.DataFrame
    scores: pl.DataFrame
    pairs: pl.DataFrame
    passages: pl.DataFrame
    edges: pl.DataFrame
    drift: pl.DataFrame
    unseen: pl.DataFrame
    stories: pl.DataFrame
    problems: pl.DataFrame
    rulebook: RulebookInfo
    outlets: pl.DataFrame = field(default_factory=lambda: empty(LISTED))
    archived: frozenset[str] = frozenset()
    """The ids of articles that were not audited here but stand in an archive, and have to do with those that were."""

    whole: "Audit | None" = None
    """The audit of which this one shows some articles: among all of a story alone it can be told who is its first."""

    _repr_html_: ClassVar[Callable[..., str] | None] = None
    """What a notebook shows; `provaudit` itself sets it, since no room knows those above it."""

    def __post_init__(self) -> None:
        """Hold every table to its schema; columns come out in the schema's order."""
        for name, schema in SCHEMAS.items():
            object.__setattr__(self, name, require(getattr(self, name), schema, f"Audit.{name}"))

    def __repr__(self) -> str:
        """Return the audit in one line: how much of what, and the rules in force."""
        told = ", ".join(f"{name}: {frame.height:,}" for name, frame in self.frames().items())
        return f"<Audit {told}; rulebook {self.rulebook.name} {self.rulebook.version}>"

    @property
    def audited(self) -> pl.DataFrame:
        """The articles without those of an archive."""
        return self.articles.filter(~pl.col("id").is_in(list(self.archived)))

    def frames(self) -> dict[str, pl.DataFrame]:
        """Return the tables by name, in the order of `SCHEMAS`."""
        return {name: getattr(self, name) for name in SCHEMAS}

    def to_document(self) -> dict[str, Any]:
        """Return the audit document, ready for JSON; shares and confidences are rounded to four decimals."""
        return self.header() | {name: rows(frame) for name, frame in self.sections()}

    def header(self) -> dict[str, Any]:
        """Return the document's fields that are not lists."""
        book = asdict(self.rulebook) | {"packs": [asdict(pack) for pack in self.rulebook.packs]}
        made = {"format": FORMAT, "provaudit": installed_version(), "undetermined_below": UNDETERMINED}
        return made | {"rulebook": book}

    def sections(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """Yield each list of the document as its name and a frame that has an item in every row."""
        return sections(self.frames(), self.archived)

    @classmethod
    def from_document(cls, document: Mapping[str, Any], texts: Mapping[str, str] | None = None) -> Self:
        """Return the audit that a document tells of, with the articles' texts where given by id.

        Body zones are not in a document: the body is what no other zone covers.
        Raise DocumentError where the document is not one, or lacks what one must have.
        """
        if not isinstance(document, Mapping) or document.get("format") != FORMAT:
            raise DocumentError(f'not an audit document: its "format" should be "{FORMAT}"')
        try:
            flat = _rows(document, texts or {})
            tables: dict[str, Any] = {
                name: pl.DataFrame(flat[name], schema=schema) for name, schema in SCHEMAS.items()
            }
            archived = frozenset(one["id"] for one in document["articles"] if one.get("archived"))
            return cls(**tables, rulebook=RulebookInfo.read(document["rulebook"]), archived=archived)
        except (KeyError, TypeError, AttributeError, ValueError, pl.exceptions.PolarsError) as fault:
            raise DocumentError(f"the audit document is damaged: {type(fault).__name__}: {fault}") from fault


def _rows(document: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table, taken apart from the nested document."""
    articles, pairs = document["articles"], document["pairs"]
    rows = {name: document[name] for name in ("edges", "stories", "problems", "pairs")}
    return rows | {
        "articles": [a | a["reuse"] | {"text": texts.get(a["id"])} for a in articles],
        "unseen": [{"passages": []} | one for one in document["unseen"]],
        "outlets": document.get("outlets", []),
        "zones": _children(articles, "zones"),
        "signals": _children(articles, "signals"),
        "cited": _children(articles, "cited"),
        "scores": [
            {"id": a["id"], "dimension": dimension} | (score or {})
            for a in articles
            for dimension, score in a["scores"].items()
        ],
        "drift": [
            {"child": e["child"], "parent": e["parent"], "kind": one["kind"]}
            | {"was": one["was"], "now": one["now"]}
            | dict(zip(_DRIFT_SPANS, (*one["child"], *one["parent"]), strict=True))
            for e in document["edges"]
            for one in e.get("drift", ())
        ],
        "passages": [
            {"a": p["a"], "b": p["b"], "kind": one["kind"], "quoted": one["quoted"]}
            | dict(zip(("a_start", "a_end", "b_start", "b_end"), (*one["a"], *one["b"]), strict=True))
            for p in pairs
            for one in p["passages"]
        ],
    }


def _children(articles: Iterable[Mapping[str, Any]], name: str) -> list[dict[str, Any]]:
    return [{"id": a["id"]} | one for a in articles for one in a.get(name, ())]
