"""Labels by place what the words left open: the head, menus around and between the prose, and the prose itself."""

import polars as pl

from provaudit.model import Zone
from provaudit.zones import bylines, stock, voices
from provaudit.zones.head import head, named
from provaudit.zones.patterns import fits, looked_at
from provaudit.zones.steps import after, before, fill

_PROSE = 90  # bytes, so that scripts with denser characters need fewer of them
_LONG = 220  # bytes: as long a line is prose, however it ends
_LOOSE = 160  # characters: the longest line of a menu
_STANDFIRST = 420  # characters
_SIGNED = 80  # characters, chosen: a longer line says more than who wrote the text
_HEAD = 15  # lines, chosen: a byline stands no further above an article's first line
_LINK = 40  # characters, chosen: a shorter line in capitals is a sub-head
_MENU = 3  # chosen: fewer short lines in a row may be sub-heads
_STOPPED = r"[.!?…。！？:;,؟।][\"'”’»«“)\]]*$"


def by_place(pieces: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces with every `zone` filled.

    Columns in: LINES and zone; of the articles article, title, byline, outlet.
    """
    edged = _signed(_with_edges(_around(pieces)))
    near = pl.col("line") <= pl.col("lead") + 1
    top = head(edged.filter(near).join(named(articles), on="article", how="left", maintain_order="left"))
    whole = pl.concat([_headed(top), edged.filter(~near)]).sort("article", "start")
    return _prose(_menus(whole)).select("article", "zone", "start", "end", "chars", "text")


def _around(pieces: pl.DataFrame) -> pl.DataFrame:
    """Fill furniture: what stands outside the article's main stretches, below where its prose begins.

    Above there the headline, the byline and the standfirst are still to be found, which extractors often leave out.
    """
    first = pl.col("inside") & (pl.col("text").str.len_bytes() >= _PROSE)
    lead = pl.when(first).then(pl.col("line")).min().over("article")
    return fill(pieces, ~pl.col("inside") & (pl.col("line") > lead), Zone.FURNITURE)


def _with_edges(pieces: pl.DataFrame) -> pl.DataFrame:
    """Add `prose`, `loose` (short, not ended like a sentence), and `lead`, `close`: first and last prose line."""
    text, own = pl.col("text"), pl.col("zone").is_null()
    size, stopped = text.str.len_bytes(), text.str.contains(_STOPPED)
    pieces = looked_at(
        pieces,
        text.str.contains(voices.POST_HINT),
        signature=text.str.contains(voices.POST_SIGNATURE),
        post=fits(text, voices.POST),
    )
    # What stands above a post's signature is the post, however loosely it ends.
    posted = pl.col("post") | pl.col("signature") | after("signature").fill_null(value=False)
    place = pl.when(pl.col("prose") | (pl.col("zone") == Zone.DATELINE)).then(pl.col("line"))
    return pieces.with_columns(
        prose=own & pl.col("inside") & (((size >= _PROSE) & stopped) | (size >= _LONG)),
        loose=own & ~stopped & (pl.col("chars") <= _LOOSE) & ~posted,
    ).with_columns(
        lead=place.min().over("article").fill_null(0),
        close=place.max().over("article").fill_null(pl.col("line").max()),
    )


def _signed(pieces: pl.DataFrame) -> pl.DataFrame:
    """Fill the byline that closes a text: right below its last sentence, where the page's own lines begin.

    Further down, the writers are those of other stories.
    """
    told = pl.col("zone").is_null() & ~pl.col("loose")
    ended = before(told).fill_null(value=False) & ~after(told).fill_null(value=False)
    last = pl.col("loose") & ended & ((pl.col("line") > pl.col("close")) | (pl.col("lead") == 0))
    last &= pl.col("chars") <= _SIGNED
    pieces = looked_at(pieces, last, signed=pl.col("text").str.contains(bylines.CLOSING))
    return fill(pieces, pl.col("signed"), Zone.BYLINE).drop("signed")


def _headed(top: pl.DataFrame) -> pl.DataFrame:
    """Make furniture of names that a page shows above the headline, or far above the article: they sign nothing."""
    place = pl.when(pl.col("zone") == Zone.HEADLINE).then(pl.col("line")).max().over("article")
    away = (pl.col("line") < place) | (pl.col("ahead") > _HEAD)
    menu = ~pl.col("inside") & (pl.col("zone") == Zone.BYLINE) & away.fill_null(value=False)
    return top.with_columns(zone=pl.when(menu).then(pl.lit(str(Zone.FURNITURE))).otherwise("zone"))


def _menus(pieces: pl.DataFrame) -> pl.DataFrame:
    """Fill furniture and captions: what stands above the headline, around the prose, or in runs inside it."""
    loose, line = pl.col("loose"), pl.col("line")
    headline = pl.when(pl.col("zone") == Zone.HEADLINE).then(line).min().over("article")
    outside = (line < pl.col("lead")) | (line > pl.col("close"))
    pieces = fill(pieces, line < headline, Zone.FURNITURE)
    pieces = fill(
        pieces, loose & pl.col("inside") & (after("zone") == Zone.CAPTION) & ~after("gap"), Zone.CAPTION
    )
    pieces = pieces.with_columns(
        run=pl.struct("article", "loose").rle_id(), announced=before(pl.col("text").str.ends_with(":"))
    )
    listed = pl.col("announced").first().over("run") | pl.col("text").str.contains(stock.LISTED)
    menu = (pl.len().over("run") >= _MENU) & ~listed.fill_null(value=False)
    pieces = looked_at(pieces, loose & (pl.col("chars") >= _LINK), linked=fits(pl.col("text"), stock.LINKED))
    pieces = fill(pieces, loose & (outside | menu) | pl.col("linked"), Zone.FURNITURE)
    furniture = pl.lit(str(Zone.FURNITURE))
    between = (before("zone") == furniture) & (after("zone").fill_null(furniture) == furniture)
    return fill(pieces, outside & between & ~pl.col("gap") & ~pl.col("prose"), Zone.FURNITURE)


def _prose(pieces: pl.DataFrame) -> pl.DataFrame:
    """Fill standfirst and body."""
    above = after("zone").is_in([Zone.BYLINE, Zone.CAPTION, Zone.DATELINE]) & (pl.col("chars") <= _STANDFIRST)
    pieces = fill(pieces, (before("zone") == Zone.HEADLINE) & above, Zone.STANDFIRST)
    return fill(fill(pieces, ~pl.col("inside"), Zone.FURNITURE), pl.lit(value=True), Zone.BODY)
