"""Digests: what makes two articles the same, and what a log may name an article by."""

from hashlib import sha256

import polars as pl

_DIGITS = 32  # hexadecimal: 128 bits, so that chance makes no two of them alike
_SHORT = 6  # digits that tell two texts of one id apart
_TOLD_APART = f"~[0-9a-f]{{{_SHORT}}}$"


def digest(*said: str) -> str:
    """Return a digest of some strings, in their order."""
    return sha256("\0".join(said).encode()).hexdigest()[:_DIGITS]


def digests(names: pl.Series) -> pl.Series:
    """Return the digest of each name; each distinct one is computed once."""
    distinct = names.drop_nulls().unique()
    made = pl.Series([digest(name) for name in distinct], dtype=pl.String)
    return names.replace_strict(distinct, made, default=None, return_dtype=pl.String)


def article_keys(articles: pl.DataFrame) -> pl.Series:
    """Return what each article is known by: its address and its text, or else its id, date and text.

    Columns in: id, url, published, text. Another text at the same address is another version, and is kept beside the
    first. Without an address the id is most often a file's name, which other days have, too: their copy of a text is
    an article of its own. The outlet is no part of it, since a user's file on outlets may name it anew. What
    `other_ids` put behind an id is none either, so that an article is known again when the id that another one had is
    free.
    """
    named = pl.concat_str(
        pl.col("id").str.replace(_TOLD_APART, ""),
        pl.col("published").fill_null(""),
        separator="\0",
    )
    rows = articles.select(pl.coalesce("url", named), "text").iter_rows()
    return pl.Series("key", [digest(name, text) for name, text in rows], pl.String)


def outlet_digests(outlets: pl.Series) -> pl.Series:
    """Return by what an outlet is known that was forgotten: its name, in whatever case."""
    return digests("outlet " + outlets.str.strip_chars().str.to_lowercase())


def gone_by(articles: pl.DataFrame) -> pl.DataFrame:
    """Return by what each article may have been forgotten. Columns in: those of `article_keys`, outlet.

    Columns out: key, address, outlet; digests.

    What has an address is known by it in all its versions, anything else as in `article_keys`.
    """
    return articles.select(
        article_keys(articles), digests(articles["url"]).alias("address"), outlet_digests(articles["outlet"])
    )


def other_ids(ids: pl.Expr, keys: pl.Expr) -> pl.Expr:
    """Return the ids that articles get whose own ids other texts have already: `id~ab12cd`."""
    return pl.format("{}~{}", ids, keys.str.head(_SHORT))
