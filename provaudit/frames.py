"""Every table's columns, one constant each, and `require`, which holds a step to what it declares.

Inside the pipeline an article is its row number, `article` (dense, in reading order); the readable `id`
is joined in once, at the end. Offsets are characters (code points) into `ARTICLES.text`, end exclusive.
"""

import polars as pl

from provaudit.errors import FrameError

ARTICLES = pl.Schema(
    {
        "article": pl.UInt32(),  # row number, the key of every table below
        "id": pl.String(),  # unique in the audit
        "path": pl.String(),
        "title": pl.String(),
        "outlet": pl.String(),
        "byline": pl.String(),
        "published": pl.String(),  # as the input states it
        "published_at": pl.Datetime("us"),  # UTC; null where unknown
        "precision": pl.String(),  # "day" | "minute" | "second"; null where unknown
        "language": pl.String(),  # ISO 639-1 where known
        "url": pl.String(),
        "markup": pl.List(
            pl.Struct({"name": pl.String(), "value": pl.String()})
        ),  # ingest/markup.py; or null
        "main": pl.List(pl.Struct({"start": pl.UInt32(), "end": pl.UInt32()})),  # null: all of the text
        "known_by": pl.String(),  # see ingest/identity.py; null: by its address
        "stated_outlet": pl.String(),  # as the input states it, before a user's file on outlets renames it
        "text": pl.String(),  # line ends are "\n"; no NUL, no byte-order mark, no lone surrogates
    }
)
"""One row an article, as read.

`text` is all that a reader of the page is shown, so that no credit line is lost; `main` are the stretches of it that
an extractor takes for the article, by which zones tell the article from the page around it. `markup` is what the
input states beside the fields above: whom it is based on, whose copyright it is.
"""

METADATA = pl.Schema({name: dtype for name, dtype in ARTICLES.items() if name != "text"})
"""ARTICLES without the texts: what is kept of a pile that is read part by part."""

ZONES = pl.Schema({"article": pl.UInt32(), "zone": pl.String(), "start": pl.UInt32(), "end": pl.UInt32()})
"""One row a stretch (a paragraph or a part of one), trimmed of white space; sorted by article, start."""

SIGNALS = pl.Schema(
    {
        "article": pl.UInt32(),
        "rule": pl.String(),
        "dimension": pl.String(),
        "group": pl.String(),  # null: the rule stands alone
        "points": pl.Float64(),
        "zone": pl.String(),  # "meta" for a hit in metadata that is no zone
        "start": pl.UInt32(),  # null where the hit lies in metadata or is a metric
        "end": pl.UInt32(),
        "text": pl.String(),  # the words that hit, or the metric's value
        "message": pl.String(),
        "mark": pl.String(),  # model.Mark where the hit credits a source, else null
        "source": pl.String(),  # canonical name of the agency or outlet that the hit credits
    }
)
"""One row a hit of a rule."""

CITED = pl.Schema(
    {
        "article": pl.UInt32(),
        "start": pl.UInt32(),  # of the source
        "end": pl.UInt32(),
        "kind": pl.String(),  # model.Cited
        "text": pl.String(),  # the source as the article names it: a name, a phrase, a pronoun
        "cue": pl.String(),  # the words that attribute: "has also said", "according to"
        "cue_start": pl.UInt32(),
        "cue_end": pl.UInt32(),
    }
)
"""One row a statement: the source that its first cue gives words or views to; sorted by article, start, cue_start."""

SCORES = pl.Schema(
    {
        "article": pl.UInt32(),
        "dimension": pl.String(),
        "points": pl.Float64(),  # null: nothing in this dimension could be assessed
        "min": pl.Float64(),
        "max": pl.Float64(),
    }
)
"""One row an article and dimension; min and max are what the assessable rules could have given."""

PAIRS = pl.Schema(
    {
        "a": pl.UInt32(),  # a < b
        "b": pl.UInt32(),
        "relation": pl.String(),
        "direction": pl.String(),
        "confidence": pl.Float64(),
        "words_shared": pl.UInt32(),
        "containment_a": pl.Float64(),
        "containment_b": pl.Float64(),
        "prose_containment_a": pl.Float64(),
        "prose_containment_b": pl.Float64(),
        "longest_run": pl.UInt32(),  # words, unbroken
    }
)
"""One row a pair of articles that share something worth showing."""

PASSAGES = pl.Schema(
    {
        "a": pl.UInt32(),
        "b": pl.UInt32(),
        "a_start": pl.UInt32(),
        "a_end": pl.UInt32(),
        "b_start": pl.UInt32(),
        "b_end": pl.UInt32(),
        "kind": pl.String(),
        "quoted": pl.Boolean(),
    }
)
"""One row an aligned stretch of a pair."""

EDGES = pl.Schema(
    {
        "child": pl.UInt32(),
        "parent": pl.UInt32(),  # an article, or a node of UNSEEN
        "relation": pl.String(),
        "confidence": pl.Float64(),
        "direction": pl.String(),
        "share": pl.Float64(),  # 0..1 of the child's own words that this parent explains
        "evidence": pl.List(pl.String()),
    }
)
"""One row a step of the lineage; the graph has no cycle."""

DRIFT = pl.Schema(
    {
        "child": pl.UInt32(),
        "parent": pl.UInt32(),  # an article: an unseen source has no text
        "kind": pl.String(),  # model.Drift
        "child_start": pl.UInt32(),  # where nothing is left, start and end are the place where it would stand
        "child_end": pl.UInt32(),
        "parent_start": pl.UInt32(),  # where words were put into a quotation, start and end are the place
        "parent_end": pl.UInt32(),
        "was": pl.String(),  # the parent's words between its offsets
        "now": pl.String(),  # the child's
    }
)
"""One row a change that an edge brought to what its source says; sorted by child, parent, child_start."""

UNSEEN = pl.Schema(
    {
        "node": pl.UInt32(),  # counts on from the last article
        "id": pl.String(),  # "unseen:1"
        "children": pl.List(pl.UInt32()),
        "words": pl.UInt32(),
        "evidence": pl.List(pl.String()),
        "passages": pl.List(
            pl.Struct(
                {
                    "text": pl.String(),  # as the first of the children has it
                    "start": pl.UInt32(),
                    "end": pl.UInt32(),
                    "children": pl.List(pl.UInt32()),  # places in the row's children: who attests it
                }
            )
        ),
    }
)
"""One row a source that must have existed and is not in the pile."""

VERDICTS = pl.Schema(
    {
        "article": pl.UInt32(),
        "words": pl.UInt32(),  # of its own text
        "sentences": pl.UInt32(),
        "quotation": pl.Float64(),  # 0..1 of its own words that stand in quotations
        "agency": pl.String(),
        "agency_mark": pl.String(),
        "role": pl.String(),
        "relation": pl.String(),
        "credit": pl.String(),
        "share": pl.Float64(),
        "prose_share": pl.Float64(),
        "quote_share": pl.Float64(),
        "story": pl.UInt32(),  # null: stands alone
    }
)
"""One row an article: what the lineage says of it."""

STORIES = pl.Schema({"story": pl.UInt32(), "members": pl.List(pl.UInt32()), "root": pl.UInt32()})
"""One row a story of two or more articles; root is an article or an unseen source."""

PROBLEMS = pl.Schema({"path": pl.String(), "message": pl.String()})
"""One row an input, or part of one, that could not be read."""


def empty(schema: pl.Schema) -> pl.DataFrame:
    """Return a table of the schema with no rows."""
    return pl.DataFrame(schema=schema)


def require(frame: pl.DataFrame, schema: pl.Schema, step: str) -> pl.DataFrame:
    """Return the frame with exactly the schema's columns, in its order; raise FrameError naming what is off."""
    missing = [name for name in schema if name not in frame.columns]
    if missing:
        raise FrameError(f"{step}: columns {missing} are missing; there are {frame.columns}")
    wrong = [f"{n}: {frame.schema[n]}, not {t}" for n, t in schema.items() if frame.schema[n] != t]
    if wrong:
        raise FrameError(f"{step}: " + "; ".join(wrong))
    return frame.select(list(schema))


def relabelled(lists: pl.Series, labels: pl.Series) -> pl.Series:
    """Replace the numbers in lists, of which none is empty, by the labels in their places."""
    row = pl.int_range(len(lists), eager=True).alias("row")
    flat = pl.DataFrame([row, lists.alias("label")]).explode("label", empty_as_null=False)
    named = flat.with_columns(label=labels.gather(flat["label"]))
    return named.group_by("row", maintain_order=True).agg("label")["label"].alias(lists.name)


def as_schema(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Return the frame with the schema's columns, cast to its types; what does not fit is an error."""
    return frame.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
