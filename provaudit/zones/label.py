"""Gives every piece of an article its structural zone: first by what it says, then by where it stands."""

import polars as pl

from provaudit.model import Zone
from provaudit.zones import cues

_SHORT = 420  # characters: stock phrases are looked for in shorter lines only; longer ones are prose
_PROSE_BYTES = 90  # bytes, so that scripts with denser characters need fewer of them
_STOPPED = r"[.!?…。！？:;,؟।][\"'”’»«“)\]]*$"


def by_words(pieces: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces, `zone` filled where the words alone tell: source-line, sign-off, caption, furniture."""
    text, short = pl.col("text"), pl.col("chars") <= _SHORT
    rules = [
        (Zone.FURNITURE, text.str.contains(cues.RULE_LINE)),
        (Zone.SOURCE_LINE, (pl.col("chars") <= 200) & text.str.contains(f"(?i){cues.SOURCE_LINE}")),
        (Zone.SOURCE_LINE, (pl.col("chars") <= 60) & text.str.contains(cues.SOURCE_CASED)),
        (Zone.SIGN_OFF, short & (pl.col("back") < 40) & text.str.contains(f"(?i){cues.SIGN_OFF}")),
        (Zone.CAPTION, (pl.col("chars") <= 700) & text.str.contains(cues.CAPTION)),
        (Zone.FURNITURE, short & text.str.contains(f"(?i){cues.FURNITURE}")),
        (Zone.FURNITURE, short & text.str.contains(cues.FURNITURE_OTHER)),
    ]
    told = pl.coalesce(pl.col("zone"), *(pl.when(rule).then(pl.lit(str(zone))) for zone, rule in rules))
    return pieces.with_columns(zone=told)


def by_place(pieces: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces with every `zone` filled: headline, byline, standfirst, menus around the prose, body."""
    known = pieces.join(_names(articles), on="article", how="left", maintain_order="left")
    known = _head(_with_edges(known))
    return _rest(known).select("article", "zone", "start", "end", "line", "gap", "chars", "text")


def _names(articles: pl.DataFrame) -> pl.DataFrame:
    """Return article and its title, byline and outlet, folded for comparison."""
    return articles.select("article", *(fold(pl.col(name)).alias(f"its_{name}") for name in ("title", "byline", "outlet")))


def fold(text: pl.Expr) -> pl.Expr:
    """Return the letters and digits of the text in small letters: quotation marks, dashes, spaces are equal."""
    return text.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "")


def _with_edges(pieces: pl.DataFrame) -> pl.DataFrame:
    """Add `prose`, `loose` (short, not ended like a sentence), and `lead`, `close`: first and last prose line."""
    size, stopped = pl.col("text").str.len_bytes(), pl.col("text").str.contains(_STOPPED)
    own = pl.col("zone").is_null()
    prose = own & ((size >= _PROSE_BYTES) & stopped | (size >= 220))
    loose = own & ~stopped & (pl.col("chars") <= 160)
    place = pl.when(pl.col("prose") | (pl.col("zone") == Zone.DATELINE)).then(pl.col("line"))
    return pieces.with_columns(prose=prose, loose=loose).with_columns(
        lead=place.min().over("article").fill_null(0), close=place.max().over("article").fill_null(1 << 30)
    )


def _head(pieces: pl.DataFrame) -> pl.DataFrame:
    """Fill headline and byline above (or, for a known title, near) the first prose."""
    folded = fold(pl.col("text").str.slice(0, 400))
    near, above = pl.col("line") <= pl.col("lead") + 1, pl.col("line") < pl.col("lead")
    title, size = pl.col("its_title"), folded.str.len_chars()
    part = (size >= 12) & title.str.contains(folded, literal=True)
    more = (title.str.len_chars() >= 12) & folded.str.starts_with(title) & (size <= title.str.len_chars() + 30)
    titled = near & (pl.col("chars") <= 400) & (part | more | (folded == title)).fill_null(value=False)
    named = pl.any_horizontal(pl.col("text").str.contains(p) for p in cues.BYLINE) & (pl.col("chars") <= 160)
    same_name = (pl.col("its_byline").str.contains(folded, literal=True) & (size >= 5)).fill_null(value=False)
    head = pl.col("zone").is_null() & near
    pieces = pieces.with_columns(
        zone=pl.when(pl.col("zone").is_null() & titled)
        .then(pl.lit(str(Zone.HEADLINE)))
        .when(head & pl.col("loose") & (named | same_name))
        .then(pl.lit(str(Zone.BYLINE)))
        .otherwise("zone")
    )
    return _bylines(_guessed_headline(pieces, above))


def _guessed_headline(pieces: pl.DataFrame, above: pl.Expr) -> pl.DataFrame:
    """Where no title was found: the first loose line above the prose that is long enough for a headline."""
    free = above & pl.col("loose") & pl.col("zone").is_null()
    none = ~(pl.col("zone") == Zone.HEADLINE).any().over("article")
    size = pl.col("text").str.len_bytes()
    pieces = pieces.with_columns(fit=pl.when(free & none & (size >= 12)).then(pl.when(size >= 30).then(1000).otherwise(size)))
    best = pl.col("fit") == pl.col("fit").max().over("article")
    first = pl.when(best).then(pl.col("line")).min().over("article") == pl.col("line")
    chosen = (best & first).fill_null(value=False)
    return pieces.with_columns(zone=pl.when(chosen).then(pl.lit(str(Zone.HEADLINE))).otherwise("zone")).drop("fit")


def _bylines(pieces: pl.DataFrame) -> pl.DataFrame:
    """Lone names right below the headline, and the outlet's name right below a byline, belong to the byline."""
    above = pl.col("zone").is_null() & pl.col("loose") & (pl.col("line") < pl.col("lead"))
    after = pl.col("zone").shift().over("article")
    names = above & (after.is_null() | (after == Zone.HEADLINE)) & pl.col("text").str.contains(cues.NAMES)
    pieces = pieces.with_columns(zone=pl.when(names).then(pl.lit(str(Zone.BYLINE))).otherwise("zone"))
    after = pl.col("zone").shift().over("article")
    outlet = above & (after == Zone.BYLINE) & (fold(pl.col("text")) == pl.col("its_outlet"))
    return pieces.with_columns(
        zone=pl.when(pl.col("zone").is_null() & outlet).then(pl.lit(str(Zone.BYLINE))).otherwise("zone")
    )


def _rest(pieces: pl.DataFrame) -> pl.DataFrame:
    """Fill what is left: captions' first lines, menus, standfirst, body."""
    open_, line = pl.col("zone").is_null(), pl.col("line")
    after = pl.col("zone").shift(-1).over("article")
    gap_after = pl.col("gap").shift(-1).over("article")
    alt_text = pl.col("loose") & (after == Zone.CAPTION) & ~gap_after
    pieces = pieces.with_columns(
        zone=pl.when(open_ & alt_text).then(pl.lit(str(Zone.CAPTION))).otherwise("zone")
    )
    run = pl.col("loose").rle_id().over("article")
    length = pl.len().over("article", run)
    menu = pl.col("loose") & ((line < pl.col("lead")) | (line > pl.col("close")) | (length >= 3))
    pieces = pieces.with_columns(
        zone=pl.when(open_ & menu).then(pl.lit(str(Zone.FURNITURE))).otherwise("zone")
    )
    before, after = pl.col("zone").shift().over("article"), pl.col("zone").shift(-1).over("article")
    summary = (before == Zone.HEADLINE) & after.is_in([Zone.BYLINE, Zone.CAPTION, Zone.DATELINE]) & (pl.col("chars") <= 400)
    return pieces.with_columns(
        zone=pl.when(open_ & summary).then(pl.lit(str(Zone.STANDFIRST))).otherwise(pl.col("zone").fill_null(str(Zone.BODY)))
    )
