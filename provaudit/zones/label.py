"""Gives every piece of an article its structural zone: first by what it says, then by where it stands."""

import string
from collections.abc import Iterable

import polars as pl

from provaudit.model import Zone
from provaudit.zones import cues, stock

_CAPTION = 700  # characters: the longest caption seen, with its credit
_CREDIT = 160  # characters: the longest photo credit
_TAIL = 40  # lines from the end: comments and menus may follow a sign-off
_SHORT = 420  # characters: stock phrases are looked for in shorter lines only; longer ones are prose
_PROSE_BYTES = 90  # bytes, so that scripts with denser characters need fewer of them
_PUNCTUATION = [*string.punctuation, *string.whitespace, *"‘’‚‛“”„‟«»‹›–—―−…·•\u00a0\u2009\u202f"]
_MENU = 3  # chosen: fewer short lines in a row may be sub-heads
_STOPPED = r"[.!?…。！？:;,؟।][\"'”’»«“)\]]*$"


def by_words(pieces: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces, `zone` filled where the words alone tell: source-line, sign-off, caption, furniture."""
    # Columns, not expressions: polars would lower the text anew for every pattern that reads it.
    open_ = pl.col("zone").is_null()
    read = pieces.select(
        "zone",
        "back",
        gallery=open_ & pl.col("text").str.contains(cues.GALLERY),
        short=pl.when(open_ & (pl.col("chars") <= _SHORT)).then(pl.col("text")),
        caption=pl.when(open_ & (pl.col("chars") <= _CAPTION)).then(pl.col("text")),
    ).with_columns(
        small=pl.col("short").fill_null("").str.to_lowercase(), credit=pl.col("caption").str.tail(_CREDIT)
    )
    read = read.with_columns(last=pl.when(pl.col("back") < _TAIL).then(pl.col("small")))
    short, small = pl.col("short"), pl.col("small")
    rules = [
        (Zone.FURNITURE, short.str.contains(stock.RULE_LINE)),
        (Zone.SOURCE_LINE, _any(small, cues.SOURCE_LINE) | short.str.contains(cues.SOURCE_CASED)),
        (Zone.SIGN_OFF, _any(pl.col("last"), cues.SIGN_OFF)),
        (Zone.CAPTION, pl.col("gallery")),
        (
            Zone.CAPTION,
            _any(pl.col("caption"), cues.CAPTION_HEADS) | _any(pl.col("credit"), cues.CAPTION_TAILS),
        ),
        (Zone.FURNITURE, _any(small, (*stock.STARTS, stock.INSIDE, stock.OTHER_LANGUAGES))),
    ]
    told = pl.coalesce("zone", *(pl.when(rule).then(pl.lit(str(zone))) for zone, rule in rules))
    return pieces.with_columns(zone=read.select(told).to_series())


def _any(text: pl.Expr, patterns: Iterable[str]) -> pl.Expr:
    return pl.any_horizontal(text.str.contains(pattern) for pattern in patterns)


def by_place(pieces: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces with every `zone` filled: headline, byline, standfirst, menus around the prose, body."""
    known = _with_edges(pieces)
    near = pl.col("line") <= pl.col("lead") + 1
    head = _head(known.filter(near).join(_names(articles), on="article", how="left", maintain_order="left"))
    known = pl.concat([head, known.filter(~near)]).sort("article", "start")
    return _rest(known).select("article", "zone", "start", "end", "line", "gap", "chars", "text")


def _names(articles: pl.DataFrame) -> pl.DataFrame:
    """Return article and its title, byline and outlet, folded for comparison."""
    return articles.select(
        "article", *(_fold(pl.col(name)).alias(f"its_{name}") for name in ("title", "byline", "outlet"))
    )


def _fold(text: pl.Expr) -> pl.Expr:
    """Return the text in small letters without spaces and punctuation: quotation marks, dashes are all equal."""
    return text.str.to_lowercase().str.replace_many(_PUNCTUATION, [""])


def _with_edges(pieces: pl.DataFrame) -> pl.DataFrame:
    """Add `prose`, `loose` (short, not ended like a sentence), and `lead`, `close`: first and last prose line."""
    size, stopped = pl.col("text").str.len_bytes(), pl.col("text").str.contains(_STOPPED)
    own = pl.col("zone").is_null()
    prose = own & ((size >= _PROSE_BYTES) & stopped | (size >= 220))
    # What stands above a post's signature is the post, however loosely it ends.
    posted = _any(pl.col("text"), cues.POST) | pl.col("text").str.contains(cues.POST_SIGNATURE)
    posted |= pl.col("text").str.contains(cues.POST_SIGNATURE).shift(-1).fill_null(value=False)
    loose = own & ~stopped & (pl.col("chars") <= 160) & ~posted
    place = pl.when(pl.col("prose") | (pl.col("zone") == Zone.DATELINE)).then(pl.col("line"))
    return pieces.with_columns(prose=prose, loose=loose).with_columns(
        lead=place.min().over("article").fill_null(0), close=place.max().over("article").fill_null(1 << 30)
    )


def _head(pieces: pl.DataFrame) -> pl.DataFrame:
    """Fill headline and byline above (or, for a known title, near) the first prose; drop the `its_` columns."""
    pieces = pieces.with_columns(folded=_fold(pl.col("text").str.slice(0, _SHORT)))
    folded, title, size = pl.col("folded"), pl.col("its_title"), pl.col("folded").str.len_chars()
    part = (size >= 12) & title.str.contains(folded, literal=True)
    more = (
        (title.str.len_chars() >= 12) & folded.str.starts_with(title) & (size <= title.str.len_chars() + 30)
    )
    titled = (pl.col("chars") <= _SHORT) & (part | more | (folded == title))
    own_name = (size >= 5) & pl.col("its_byline").str.contains(folded, literal=True)
    # Where the title is known and this line is not it, two capitalised words are a name.
    other = title.is_not_null() & (pl.col("line") < pl.col("lead")) & pl.col("text").str.contains(cues.NAMES)
    named = pl.col("loose") & (_any(pl.col("text"), cues.BYLINE) | own_name.fill_null(value=False) | other)
    pieces = pieces.with_columns(
        zone=pl.when(pl.col("zone").is_null() & titled)
        .then(pl.lit(str(Zone.HEADLINE)))
        .when(pl.col("zone").is_null() & named)
        .then(pl.lit(str(Zone.BYLINE)))
        .otherwise("zone")
    )
    return _bylines(_guessed_headline(_summary(pieces))).drop(
        "folded", "its_title", "its_byline", "its_outlet"
    )


def _summary(pieces: pl.DataFrame) -> pl.DataFrame:
    """Points under a label like "Story highlights" are the standfirst."""
    label = (pl.col("zone") == Zone.FURNITURE) & (
        pl.col("text").str.contains(cues.SUMMARY) | (pl.col("text") + " x").str.contains(cues.SUMMARY_STUCK)
    )
    under = label.fill_null(value=False).cum_max().over("article")
    point = under & pl.col("zone").is_null() & pl.col("loose") & (pl.col("line") < pl.col("lead"))
    return pieces.with_columns(zone=pl.when(point).then(pl.lit(str(Zone.STANDFIRST))).otherwise("zone"))


def _guessed_headline(pieces: pl.DataFrame) -> pl.DataFrame:
    """Where no title was found: the first loose line above the prose that is long enough for a headline."""
    free = (pl.col("line") < pl.col("lead")) & pl.col("loose") & pl.col("zone").is_null()
    free &= ~pl.col("text").str.contains(cues.SENTENCES)
    none = ~(pl.col("zone") == Zone.HEADLINE).any().over("article")
    size = pl.col("text").str.len_bytes()
    pieces = pieces.with_columns(
        fit=pl.when(free & none & (size >= 12)).then(pl.when(size >= 30).then(1000).otherwise(size))
    )
    best = pl.col("fit") == pl.col("fit").max().over("article")
    first = pl.when(best).then(pl.col("line")).min().over("article") == pl.col("line")
    chosen = (best & first).fill_null(value=False)
    return pieces.with_columns(zone=pl.when(chosen).then(pl.lit(str(Zone.HEADLINE))).otherwise("zone")).drop(
        "fit"
    )


def _bylines(pieces: pl.DataFrame) -> pl.DataFrame:
    """Lone names right below the headline, and the outlet's name right below a byline, belong to the byline."""
    above = pl.col("zone").is_null() & pl.col("loose") & (pl.col("line") < pl.col("lead"))
    after = pl.col("zone").shift().over("article")
    names = above & (after.is_null() | (after == Zone.HEADLINE)) & pl.col("text").str.contains(cues.NAMES)
    pieces = pieces.with_columns(zone=pl.when(names).then(pl.lit(str(Zone.BYLINE))).otherwise("zone"))
    after = pl.col("zone").shift().over("article")
    outlet = above & (after == Zone.BYLINE) & (pl.col("folded") == pl.col("its_outlet"))
    return pieces.with_columns(
        zone=pl.when(pl.col("zone").is_null() & outlet).then(pl.lit(str(Zone.BYLINE))).otherwise("zone")
    )


def _rest(pieces: pl.DataFrame) -> pl.DataFrame:
    """Fill what is left: captions' first lines, menus, standfirst, body."""
    loose, line, gap = pl.col("loose"), pl.col("line"), pl.col("gap")
    headline = pl.when(pl.col("zone") == Zone.HEADLINE).then(line).min().over("article")
    pieces = _fill(pieces, line < headline, Zone.FURNITURE)
    outside = (line < pl.col("lead")) | (line > pl.col("close"))
    alt_text = loose & (_next("zone") == Zone.CAPTION) & ~_next("gap")
    pieces = _fill(pieces, alt_text, Zone.CAPTION)
    pieces = pieces.with_columns(
        run=loose.rle_id().over("article"), announced=_last("text").str.ends_with(":")
    )
    listed = pl.col("announced").first().over("article", "run") | pl.col("text").str.contains(cues.LISTED)
    menu = (pl.len().over("article", "run") >= _MENU) & ~listed.fill_null(value=False)
    pieces = _fill(pieces, loose & (outside | menu), Zone.FURNITURE)
    between = (_last("zone") == Zone.FURNITURE) & (
        _next("zone").fill_null(str(Zone.FURNITURE)) == Zone.FURNITURE
    )
    pieces = _fill(pieces, outside & between & ~gap & ~pl.col("prose"), Zone.FURNITURE)
    above = _next("zone").is_in([Zone.BYLINE, Zone.CAPTION, Zone.DATELINE]) & (pl.col("chars") <= _SHORT)
    pieces = _fill(pieces, (_last("zone") == Zone.HEADLINE) & above, Zone.STANDFIRST)
    return _fill(pieces, pl.lit(value=True), Zone.BODY)


def _fill(pieces: pl.DataFrame, where: pl.Expr, zone: Zone) -> pl.DataFrame:
    """Return the pieces, those of no zone yet that the condition holds for now of this zone."""
    chosen = pl.col("zone").is_null() & where
    return pieces.with_columns(zone=pl.when(chosen).then(pl.lit(str(zone))).otherwise("zone"))


def _next(name: str) -> pl.Expr:
    return pl.col(name).shift(-1).over("article")


def _last(name: str) -> pl.Expr:
    return pl.col(name).shift().over("article")
