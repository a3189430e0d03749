"""Digests: what makes two articles the same, and what a log may name an article by."""

from hashlib import sha256

import polars as pl

_DIGITS = 32  # hexadecimal: 128 bits, so that chance makes no two of them alike
_SHORT = 6  # digits that tell two texts of one id apart
_TOLD_APART = f"~[0-9a-f]{{{_SHORT}}}$"
_NUMBERED = r"~\d+$"  # what `ingest.ids` puts behind the id of another one of the same pile
_ALIKE = 20  # articles of one id in a pile, among whose numbers a forgotten one is looked for; chosen
_ADDRESS = (
    r"^(?i:https?)://(?i:www\.)?(?P<host>[^/?#:]+)(?::(?:80|443))?(?P<path>/[^?#]*|)(?P<query>\?[^#]*)?"
    r"(?:(?P<place>#[!/].*)|#.*)?$"
)
_FORMER = pl.concat_str(
    pl.col("id").str.replace(_TOLD_APART, ""), pl.col("published").fill_null(""), separator="\0"
)


def digest(*said: str) -> str:
    """Return a digest of some strings, in their order."""
    return sha256("\0".join(said).encode(errors="surrogatepass")).hexdigest()[:_DIGITS]


def digests(names: pl.Series) -> pl.Series:
    """Return the digest of each name; each distinct one is computed once."""
    distinct = names.drop_nulls().unique()
    made = pl.Series([digest(name) for name in distinct], dtype=pl.String)
    return names.replace_strict(distinct, made, default=None, return_dtype=pl.String)


def article_keys(articles: pl.DataFrame) -> pl.Series:
    """Return what each article is known by in an archive: its address and text, or else `known_by` and text.

    Columns in: id, url, published, known_by, text. Another text at the same address is another version, and is kept
    beside the first. What was stored before there was `known_by` has the key of its time.
    """
    return _keyed(articles, pl.coalesce("url", "known_by", _FORMER))


def former(articles: pl.DataFrame, had: pl.DataFrame) -> pl.Series:
    """Return for each article the key of the one that it is among those of the format before; null where it is none.

    Columns in: id, outlet, stated_outlet, published, text; of `had` id, outlet, published, text, former (its key). The
    same are words, date and outlet; where one side has none, the id, whatever was put behind it.
    """
    asked = articles.select("id", "outlet", "stated_outlet", "published", "text").with_row_index("row")
    both = asked.join(had, on=["text", "published"], nulls_equal=True, suffix="_had")
    houses = [pl.col(name).str.to_lowercase() for name in ("outlet", "stated_outlet")]
    house = pl.col("outlet_had").str.to_lowercase()
    known = pl.coalesce(*houses).is_not_null() & house.is_not_null()
    bare = [pl.col(name).str.replace(_TOLD_APART, "").str.replace(_NUMBERED, "") for name in ("id", "id_had")]
    same = (
        pl.when(known).then(pl.any_horizontal(one == house for one in houses)).otherwise(bare[0] == bare[1])
    )
    found = both.filter(same).unique("row", keep="first").select("row", "former")
    return asked.select("row").join(found, on="row", how="left", maintain_order="left")["former"]


def _keyed(articles: pl.DataFrame, names: pl.Expr) -> pl.Series:
    rows = articles.select(names, "text").iter_rows()
    return pl.Series("key", [digest(name, text) for name, text in rows], pl.String)


def page(address: pl.Expr) -> pl.Expr:
    """Return the page that an address leads to: of https://www.heron.example/weir/#top `heron.example/weir`.

    It has no scheme, `www.`, usual port, last slash and fragment, but for one by which applications tell their pages.
    """
    parts = address.str.extract_groups(_ADDRESS).struct
    found = pl.concat_str(
        parts.field("host").str.to_lowercase(),
        parts.field("path").str.strip_chars_end("/"),
        parts.field("query").fill_null(""),
        parts.field("place").fill_null(""),
    )
    return pl.coalesce(found, address)


def outlet_digests(outlets: pl.Series) -> pl.Series:
    """Return by what an outlet is known that was forgotten: its name, in whatever case."""
    return digests("outlet " + outlets.str.strip_chars().str.to_lowercase())


def gone_by(articles: pl.DataFrame) -> pl.DataFrame:
    """Return by what each article may have been forgotten: digests.

    Columns in: those of `article_keys`, outlet, stated_outlet. Columns out: key, former (its key in an archive of the
    format before), address, page (which that leads to), outlet, stated (the outlet as the input has it).

    What has an address is known by it in all its versions, anything else as in `article_keys`.
    """
    return articles.select(
        article_keys(articles),
        _keyed(articles, pl.coalesce("url", _FORMER)).alias("former"),
        digests(articles["url"]).alias("address"),
        digests("page " + articles.select(page(pl.col("url"))).to_series()).alias("page"),
        outlet_digests(articles["outlet"]),
        outlet_digests(articles["stated_outlet"]).alias("stated"),
    )


def gone_by_number(articles: pl.DataFrame) -> pl.DataFrame:
    """Return by what else the format before may have forgotten each article: by the number its pile gave it then.

    Columns in: those of `article_keys`. Columns out: a digest for each number, `id`, `id~2`, …
    """
    bare = pl.col("id").str.replace(_TOLD_APART, "").str.replace(_NUMBERED, "")
    when = pl.col("published").fill_null("")
    ids = {str(n): pl.format("{}~{}", bare, pl.lit(n)) if n > 1 else bare for n in range(1, _ALIKE + 1)}
    return pl.DataFrame(
        {
            name: _keyed(articles, pl.coalesce("url", pl.concat_str(one, when, separator="\0")))
            for name, one in ids.items()
        }
    )


def other_ids(ids: pl.Expr, keys: pl.Expr) -> pl.Expr:
    """Return the ids that articles get whose own ids other texts have already: `id~ab12cd`."""
    return pl.format("{}~{}", ids, keys.str.head(_SHORT))
