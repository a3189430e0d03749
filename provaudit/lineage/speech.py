"""Quotations without an end: a mark that nothing closes makes no speech of the prose behind it.

Closing marks get lost where pages are converted and passages cut out. Where the next paragraph opens anew, the
quotation goes on, as newspapers print it; elsewhere only its first sentence is speech for certain, even if some
later paragraph ends in a mark.
"""

from collections.abc import Sequence

import polars as pl

_OPENING = frozenset('“„«‘"″「『')
_CLOSING = frozenset("”»’'″」』")
_EITHER = frozenset('"“')  # “ closes in German, " everywhere
_BEHIND = 4  # characters that a paragraph's end and the mark behind it take
_READ = pl.Schema({"endless": pl.Boolean(), "follows": pl.Boolean(), "closes": pl.Boolean()})


def without_end(texts: Sequence[str], quotes: pl.DataFrame) -> pl.DataFrame:
    """Return the quotations of which no mark says where they end, with the paragraphs up to the next closing mark.

    Columns in and out: article, start, end, sorted; one row of `quotes` lies in one paragraph.
    """
    spans = quotes.select("article", "start", "end").sort("article", "start")
    before = spans.select(pl.when(pl.col("article") == pl.col("article").shift()).then(pl.col("end").shift()))
    rows = zip(spans.iter_rows(), before.to_series(), strict=True)
    read = [_read(texts[article], start, end, above) for (article, start, end), above in rows]
    chained = spans.hstack(pl.DataFrame(read, schema=_READ, orient="row"))
    return (
        chained.group_by((~pl.col("follows")).cum_sum().alias("chain"), maintain_order=True)
        .agg(
            pl.col("article", "start", "endless").first(),
            end=pl.when(pl.col("closes").last()).then(pl.col("end").last()).otherwise(pl.col("end").first()),
        )
        .filter("endless")
        .select("article", "start", "end")
    )


def _read(text: str, start: int, end: int, above: int | None) -> tuple[bool, bool, bool]:
    """Say of a stretch whether its mark is never closed, whether it goes on from the one above, whether it closes."""
    last, behind = text[end - 1], text[end : end + _BEHIND]
    opens = text[start] in _OPENING
    meant = last in _EITHER and not (text[end - 2].isspace() and behind[:1].isalnum())
    closes = last in _CLOSING or meant
    goes_on = "\n" in behind and behind.lstrip()[:1] in _OPENING
    follows = above is not None and not opens and text[above:start].isspace()
    return opens and not closes and not goes_on, follows, closes
