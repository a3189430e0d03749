"""What is kept of an article in an archive: the tables of one part, by readable ids, each row with its day."""

import polars as pl

from provaudit.document import SCHEMAS
from provaudit.engine import Engine, done
from provaudit.examine import articles_of
from provaudit.frames import METADATA
from provaudit.lineage import ALONE, Wider, keep_shortened, settle
from provaudit.store import Store

STANDING = ("house", "nameless", "owns_agency", "is_wire", "credited", "words", "sentences")
"""How an article stands among others: the columns of `lineage.standing` that no other table has."""

TOLD = tuple(name for name in SCHEMAS["articles"] if name not in (*METADATA, "words", "text"))
"""What only a traced lineage tells of an article: columns of an audit's articles."""


def shorten(store: Store, run: Engine, wider: Wider = ALONE) -> None:
    """Make the short fingerprints of all parts, which `examined` and the search for neighbours want."""
    settle(store, wider)
    done(run(keep_shortened, range(store.parts)))


def examined(store: Store, part: int) -> dict[str, pl.DataFrame]:
    """Return what `examine`, `shorten` and `cite` found in a part, for an archive to keep; nothing need be traced.

    The tables: articles (ARTICLES without `article`, STANDING, and the columns of an audit's articles, null),
    prints (id, prints, couples, stems), zones, cited and signals as `document.SCHEMAS` has them; each with `day`.
    """
    articles, zones = articles_of(store, part, "articles"), store.load("zones", part)
    days = articles.select("article", "id", day=pl.col("published_at").dt.date())
    standing = store.load("standing", part).select("article", *STANDING)
    untold = [pl.lit(None, SCHEMAS["articles"][name]).alias(name) for name in TOLD]
    tables = {
        "articles": articles.drop("id")
        .join(standing, on="article", maintain_order="left")
        .with_columns(untold),
        "prints": store.load("shortened", part),
        "zones": zones,
        "cited": store.load("cited", part),
        "signals": store.load("signals", part),
    }
    return {
        name: table.join(days, on="article", maintain_order="left").drop("article")
        for name, table in tables.items()
    }
