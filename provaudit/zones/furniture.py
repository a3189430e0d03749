"""Learns a pile's furniture: what one outlet repeats over stories that have nothing else in common.

Wire copy is repeated by many outlets; furniture by one, over many stories. So lines are counted per outlet,
and articles that share most of their other lines (updates, the same page twice) count as one story. Where neither
outlet nor address is known, a repetition may as well be wire copy: such articles teach nothing.
"""

import polars as pl

_START = 160  # characters of a line that identify it …
_END = 60  # … and of the end of a sentence: pages stick furniture ahead of prose
_STORIES = 3  # chosen: twice may be chance or a follow-up
_PROSE_STORIES = 4  # chosen: sentences recur in follow-ups sooner than menu entries do
_PROSE_BYTES = 80  # a shorter line, or one without a full stop, is no sentence of the story
_PROSE_DAYS = (
    45  # chosen: background paragraphs recur while a story runs, furniture for as long as the template
)
_SPOKEN = 0.3  # chosen: the share of sentences behind a label from which it is a speaker's
_FULL_STOP = r"[.!?…。！？][\"'”’»)]*$"
_LABEL_STORIES = 8  # chosen, see _labels


def learned(lines: pl.DataFrame, articles: pl.DataFrame) -> pl.Series:
    """Return, for each line, whether the pile shows it to be furniture.

    Columns in: article, text, chars; of the articles article, outlet, url, published_at, title.
    """
    keyed = _keyed(lines, articles)
    known = keyed.filter(pl.col("outlet").is_not_null())
    seen = known.group_by("outlet", "key").agg(copies=pl.col("article").n_unique())
    repeated = known.join(seen.filter(pl.col("copies") >= 2), on=["outlet", "key"])  # noqa: PLR2004 - twice at all
    told = repeated.join(_stories(known, repeated), on="article", how="left")
    bad = _unrelated(told.with_columns(pl.col("story").fill_null(pl.col("article"))))
    furniture = pl.concat([bad, _labels(known)]).unique()
    found = keyed.join(
        furniture.with_columns(hit=True), on=["outlet", "key"], how="left", maintain_order="left"
    )
    return found["hit"].fill_null(value=False)


def _keyed(lines: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return the lines with outlet (the site, where the address tells it; null: unknown), day, key, prose, label.

    The key is a hash of the start of the line, and of a sentence's end, case folded, digits dropped.
    """
    host = pl.col("url").str.extract(r"(?i)^(?:\w+:)?//(?:www\.)?([^/:?#]+)")
    site = pl.coalesce(host, pl.col("outlet").str.to_lowercase())
    outlets = articles.select(
        "article",
        outlet=pl.when(site != "").then(site.hash()),
        day=pl.col("published_at").dt.date(),
    )
    text = pl.col("text")
    read = lines.select(
        "article",
        prose=(text.str.len_bytes() >= _PROSE_BYTES) & text.str.tail(6).str.contains(_FULL_STOP),
        start=_folded(text.str.slice(0, _START)),
        end=_folded(text.str.slice(_START).str.tail(_END)),
    )
    return read.select(
        "article",
        "prose",
        key=pl.struct("start", pl.when("prose").then("end")).hash(),
        label=pl.col("start").str.extract("^([^ :][^:]{1,23}):"),
    ).join(outlets, on="article", how="left", maintain_order="left")


def _folded(text: pl.Expr) -> pl.Expr:
    small = text.str.to_lowercase().str.replace_all("[0-9]", "")
    return small.str.replace_all("\u00a0", " ", literal=True)


def _stories(keyed: pl.DataFrame, repeated: pl.DataFrame) -> pl.DataFrame:
    """Return article, story: articles of an outlet that share most of their prose lines have one story.

    The story is the earliest article that most of the repeated prose points to, if that is half of the prose.
    """
    prose = keyed.filter("prose").group_by("article").agg(sentences=pl.len())
    first = repeated.filter("prose").with_columns(story=pl.col("article").min().over("outlet", "key"))
    votes = (
        first.group_by("article", "story")
        .agg(votes=pl.len())
        .sort("article", "votes", "story", descending=[False, True, False])
    )
    best = votes.group_by("article", maintain_order=True).first()
    return (
        best.join(prose, on="article")
        .filter(pl.col("votes") * 2 >= pl.col("sentences"))
        .select("article", "story")
    )


def _unrelated(told: pl.DataFrame) -> pl.DataFrame:
    """Return outlet, key of the lines that stand in enough stories, far enough apart for a sentence.

    Without dates nothing shows a sentence to be more than the background of a running story.
    """
    groups = told.group_by("outlet", "key").agg(
        stories=pl.col("story").n_unique(),
        prose=pl.col("prose").any(),
        days=(pl.col("day").max() - pl.col("day").min()).dt.total_days().fill_null(0),
    )
    apart = (pl.col("stories") >= _PROSE_STORIES) & (pl.col("days") >= _PROSE_DAYS)
    return groups.filter((pl.col("stories") >= _STORIES) & (~pl.col("prose") | apart)).select("outlet", "key")


def _labels(keyed: pl.DataFrame) -> pl.DataFrame:
    """Return outlet, key of lines behind a label that the outlet puts on links (`More:…`, `SEE ALSO: …`).

    A label that mostly stands before sentences is a speaker's name, and its lines are words spoken.
    """
    labels = keyed.filter(pl.col("label").is_not_null()).group_by("outlet", "label")
    links = labels.agg(stories=pl.col("article").n_unique(), spoken=pl.col("prose").mean()).filter(
        (pl.col("stories") >= _LABEL_STORIES) & (pl.col("spoken") <= _SPOKEN)
    )
    return keyed.filter(~pl.col("prose")).join(links, on=["outlet", "label"]).select("outlet", "key")
