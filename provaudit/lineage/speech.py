"""Quotations without an end: a mark that nothing closes makes no speech of the prose behind it.

Closing marks get lost where pages are converted and passages cut out. Where the next paragraph opens anew, the
quotation goes on, as newspapers print it; elsewhere only its first sentence is speech for certain, even if some
later paragraph ends in a mark. Where the next paragraph opens with a quotation of its own, the text alone does not
tell whether the last one went on or its mark got lost: that is for the other carriers of the passage to say.
"""

from collections.abc import Sequence
from functools import cache

import polars as pl

from provaudit.text.quotations import quotations

_OPENING = frozenset('“„«‘"″「『')
_CLOSING = frozenset("”»’'″」』")
_EITHER = frozenset('"“')  # “ closes in German, " everywhere
_BEHIND = 4  # characters that a paragraph's end and the mark behind it take


def without_end(texts: Sequence[str], quotes: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """Return the quotations of which no mark says where they end, with the paragraphs that they run on into.

    Columns in: article, start, end; a row of `quotes` lies in one paragraph, and in one row of `own`. Columns out:
    the same, and resumed (the next paragraph opens anew, so it may have gone on).
    """
    spans = _placed(quotes, own)
    marked = cache(lambda article: {start for start, _ in quotations(texts[article])})
    read = []
    for article, start, end, *between in spans.iter_rows():
        text = texts[article]
        goes_on = text[start] not in _OPENING and start in marked(article)
        follows = goes_on and _next_to(text, start, between)
        # What goes on from a paragraph that is not the article's own text has lost its beginning.
        lost = goes_on and not follows and text[start].isalnum()
        read.append((lost or _endless(text, start, end), not lost and _resumed(text, end), follows))
    told = pl.DataFrame(read, dict.fromkeys(("endless", "resumed", "follows"), pl.Boolean()), orient="row")
    chain = (~told["follows"]).cum_sum().alias("chain")
    return (
        spans.hstack(told)
        .group_by(chain, maintain_order=True)
        .agg(pl.col("article", "start", "endless", "resumed").first(), pl.col("end").last())
        .filter("endless")
        .select("article", "start", "end", "resumed")
    )


def _placed(quotes: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """Return the quotations in order, and between which characters own text may part each from the last one.

    Columns out: article, start, end; above, above_to (from the end of the last one to that of its row), top (where
    the row of this one begins): null where a row of own text lies between. What is not the article's own, such as
    links between paragraphs, parts none.
    """
    rows = own.select("article", top="start", to="end").sort("article", "top").with_row_index("row")
    spans = quotes.select("article", "start", "end").sort("article", "start")
    placed = spans.join_asof(rows, left_on="start", right_on="top", by="article", check_sortedness=False)
    last = placed.select(pl.all().shift())
    near = (placed["article"] == last["article"]) & (placed["row"] <= last["row"] + 1)
    between = {"above": last["end"], "above_to": last["to"], "top": placed["top"]}
    return spans.with_columns(pl.when(near).then(value).alias(name) for name, value in between.items())


def _endless(text: str, start: int, end: int) -> bool:
    """Whether a stretch opens with a mark that nothing closes."""
    last, behind = text[end - 1], text[end : end + _BEHIND]
    meant = last in _EITHER and not (text[end - 2].isspace() and behind[:1].isalnum())
    return text[start] in _OPENING and last not in _CLOSING and not meant


def _resumed(text: str, end: int) -> bool:
    """Whether the paragraph behind the one that ends there opens with a quotation."""
    behind = text[end : end + _BEHIND]
    return "\n" in behind and behind.lstrip()[:1] in _OPENING


def _next_to(text: str, start: int, between: Sequence[int | None]) -> bool:
    """Whether no own text parts a stretch from the one above it; `between` as `_placed` has it."""
    above, above_to, top = between
    if above is None or above_to is None or top is None:
        return False
    return not text[above : min(above_to, start)].strip() and not text[max(above, top) : start].strip()
