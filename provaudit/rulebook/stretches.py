"""The pieces of text that rules look at: zones with their words, the metadata that zones stand for, cuts."""

from collections.abc import Collection, Iterable, Sequence

import polars as pl

from provaudit.rulebook.rule import META_ZONES, WHOLE_TEXT

FILLER = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for each character of a zone that was cut out: offsets stay right, and no word matches it."""


def stretches(articles: pl.DataFrame, zones: pl.DataFrame, wanted: Sequence[str]) -> pl.DataFrame:
    """Return the text of the wanted zones.

    Columns in: ARTICLES; ZONES. Columns out: row, article, zone, start (null: metadata), end, stretch (the
    text). A row is one stretch of one of the zones, numbered by `row`.
    """
    text = articles.select("article", "text")
    found = zones.filter(pl.col("zone").is_in(wanted)).join(text, on="article", maintain_order="left")
    found = found.select(
        "article",
        "zone",
        "start",
        "end",
        stretch=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")),
    )
    parts = [found]
    if WHOLE_TEXT in wanted:
        parts.append(
            text.select(
                "article",
                zone=pl.lit(WHOLE_TEXT),
                start=pl.lit(0, pl.UInt32),
                end=pl.col("text").str.len_chars(),
                stretch="text",
            )
        )
    parts += [_metadata(articles, zone) for zone in META_ZONES if zone in wanted]
    return pl.concat(parts).with_row_index("row")


def cut(
    found: pl.DataFrame, zones: pl.DataFrame, looked_at: Iterable[str], ways: Collection[frozenset[str]]
) -> dict[frozenset[str], pl.DataFrame]:
    """Return, for each way to ignore zones, the stretches with the ignored ones replaced by filler.

    Columns in: those of `stretches`; ZONES. Columns out: those of `stretches`, row for row; filler is as long
    as what it replaces. Only stretches in the zones `looked_at` are cut. Ways that come to the same are cut once.
    """
    ignored = frozenset[str]().union(*ways)
    out = zones.filter(pl.col("zone").is_in(ignored))
    overlaps = (
        found.filter(pl.col("start").is_not_null(), pl.col("zone").is_in(list(looked_at)))
        .join(out.select("article", cut_zone="zone", cut_start="start", cut_end="end"), on="article")
        .filter(pl.col("cut_start") < pl.col("end"), pl.col("cut_end") > pl.col("start"))
    )
    standing = frozenset(overlaps["cut_zone"].unique())
    done = {frozenset[str](): found}
    for there in {way & standing for way in ways} - done.keys():
        filled = _filled(overlaps.filter(pl.col("cut_zone").is_in(there)))
        joined = found.join(filled, on="row", how="left", maintain_order="left")
        done[there] = joined.with_columns(stretch=pl.coalesce("filled", "stretch")).drop("filled")
    return {way: done[way & standing] for way in ways}


def _filled(overlaps: pl.DataFrame) -> pl.DataFrame:
    """Return `row` and `filled` from one row per stretch and zone to cut out of it."""
    length = pl.col("end") - pl.col("start")
    begin = (pl.col("cut_start").cast(pl.Int64) - pl.col("start")).clip(0)
    until = pl.min_horizontal(pl.col("cut_end") - pl.col("start"), length).cast(pl.Int64)
    spans = overlaps.sort("row", "cut_start", "cut_end").with_columns(begin=begin, until=until)
    # The furthest end so far in the same stretch, without a window: rows ascend, and no end reaches 2^32.
    furthest = (pl.col("row").cast(pl.Int64) * 2**32 + pl.col("until")).cum_max().shift(1, fill_value=-1)
    done = pl.when(furthest // 2**32 == pl.col("row")).then(furthest % 2**32).otherwise(0)
    spans = spans.with_columns(done=done).with_columns(begin=pl.max_horizontal("begin", "done"))
    filler = FILLER * int(spans.select((pl.col("until") - pl.col("begin")).clip(0).max()).item())
    kept = pl.col("stretch").str.slice(pl.col("done"), pl.col("begin") - pl.col("done"))
    gone = pl.lit(filler).str.slice(0, (pl.col("until") - pl.col("begin")).clip(0))
    return (
        spans.with_columns(piece=kept + gone)
        .group_by("row", maintain_order=True)
        .agg(pl.col("piece").str.join(""), pl.col("stretch").first(), pl.col("until").max())
        .select("row", filled=pl.col("piece") + pl.col("stretch").str.slice(pl.col("until")))
    )


def _metadata(articles: pl.DataFrame, zone: str) -> pl.DataFrame:
    field = META_ZONES[zone]
    nothing = pl.lit(None, pl.UInt32)
    return articles.filter(pl.col(field).is_not_null()).select(
        "article", zone=pl.lit(zone), start=nothing, end=nothing, stretch=pl.col(field)
    )
