"""How many sources of each kind an article cites, for rules and reports that ask for numbers."""

import polars as pl

from provaudit.model import Cited

LANGUAGES = frozenset({"en", "de", "fr", "es"})
"""The languages whose words for citing are known (`verbs.yaml`, `grammar.yaml`): elsewhere none found is not none."""


def counts(articles: pl.DataFrame, cited: pl.DataFrame) -> pl.DataFrame:
    """Count the citations of each article, all and by kind of source.

    Columns in: article, language of ARTICLES; article, kind of CITED. Columns out: article, cited, and cited_KIND for
    each of model.Cited (Float64); null where the article's language is not stated, or is none of LANGUAGES.
    """
    found = cited.group_by("article").agg(
        pl.len().alias("cited"), *((pl.col("kind") == kind).sum().alias(f"cited_{kind}") for kind in Cited)
    )
    names = ("cited", *(f"cited_{kind}" for kind in Cited))
    known = pl.col("language").is_in(LANGUAGES)
    return (
        articles.select("article", "language")
        .join(found, on="article", how="left", maintain_order="left")
        .select(
            "article", *(pl.when(known).then(pl.col(n).fill_null(0)).cast(pl.Float64).alias(n) for n in names)
        )
    )
