"""What is there to judge by: the facts that a rule's `needs` names."""

import polars as pl

from provaudit.model import OWN_ZONES, Zone
from provaudit.rulebook.rule import Rule

ENOUGH_WORDS = 50
"""Words from which a text is long enough to have a head, a body and a tail (chosen: two short paragraphs)."""

_CUT_HEAD = r"\A\s*(?:\.\.\.|…|\[…\]|\[\.\.\.\]|[\p{Ll},;])"
_CUT_TAIL = (
    r"(?i)(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\[\+\d+ chars\]|\bread more\b\W*|\bcontinue reading\b\W*"
    r"|[\p{L}\d,;:–—-])\s*\z"
)
_WORD = r"[\p{L}\p{N}]+"
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]"
_METADATA = ("title", "outlet", "byline", "published", "url")

LINEAGE_FROM = 2
"""Articles from which a pile can show a lineage."""


def find_facts(articles: pl.DataFrame, zones: pl.DataFrame, pile: int | None = None) -> pl.DataFrame:
    """Return which facts each article offers.

    `pile` counts the articles of the pile where these are a part of it.

    Columns in: ARTICLES; ZONES. Columns out: article, code (its language), and one boolean per fact: head
    (the beginning is there), body (own text of at least ENOUGH_WORDS words), tail (the end is there),
    byline (known or visible), metadata (any of title, outlet, byline, date, URL), language, lineage (there
    is another article). An ending in mid-sentence, an ellipsis or "read more" shows a cut tail; a small
    first letter a cut head.
    """
    own = zones.filter(pl.col("zone").is_in([zone.value for zone in OWN_ZONES]))
    bylines = zones.filter(pl.col("zone") == Zone.BYLINE)["article"].unique()
    ends = zones.group_by("article").agg(last=pl.col("end").max())
    edges = own.group_by("article").agg(own_start=pl.col("start").min(), own_end=pl.col("end").max())
    text = pl.col("text")
    opening = text.str.head(2_000)  # characters: more than ENOUGH_WORDS words in any language
    words = opening.str.count_matches(_WORD) + opening.str.count_matches(_UNSPACED) // 2
    whole = pl.col("whole")
    tail = text.str.slice(pl.col("own_end").cast(pl.Int64) - 40, 40)  # 40 characters hold every sign of a cut
    return (
        articles.select("article", "title", "outlet", "byline", "published", "url", "language", "text")
        .join(edges, on="article", how="left", maintain_order="left")
        .join(ends, on="article", how="left", maintain_order="left")
        .with_columns(whole=words >= ENOUGH_WORDS)
        .select(
            "article",
            code="language",
            head=whole
            & ~text.str.slice(pl.col("own_start"), 8).str.contains(_CUT_HEAD).fill_null(value=True),
            body=whole & pl.col("own_end").is_not_null(),
            tail=whole
            & ((pl.col("own_end") < pl.col("last")) | ~tail.str.contains(_CUT_TAIL)).fill_null(value=True),
            byline=pl.col("byline").is_not_null() | pl.col("article").is_in(bylines.implode()),
            metadata=pl.any_horizontal(pl.col(_METADATA).is_not_null()),
            language=pl.col("language").is_not_null(),
            lineage=pl.lit((pile or articles.height) >= LINEAGE_FROM),
        )
    )


def assessable(rule: Rule) -> pl.Expr:
    """Return, over `find_facts`, whether a rule can be assessed: its needs are met and its language fits."""
    return pl.all_horizontal(fits_language(rule, "code"), *(pl.col(need) for need in rule.needs))


def fits_language(rule: Rule, column: str) -> pl.Expr:
    """Return whether an article's language is one of the rule's, or not known."""
    if not rule.languages:
        return pl.lit(value=True)
    return pl.col(column).is_null() | pl.col(column).is_in(rule.languages)
