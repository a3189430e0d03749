"""Learns a pile's furniture: what one outlet repeats over stories that have nothing else in common.

Wire copy is repeated by many outlets; furniture by one, over many stories. So lines are counted per outlet,
and articles that share most of their other lines (updates, the same page twice) count as one story. A sentence that
more outlets print once and leave than one of them has stories with it is copy, however long that one returns to it;
a chain's template is returned to by all its outlets. Where neither outlet nor address is known, a repetition may as
well be wire copy: such articles teach nothing.

A pile may be larger than memory: of each batch only hashes of its lines are kept, and every count is a sum over
whole articles, so the borders of batches leave no trace.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from provaudit.zones.patterns import looked_at

_START = 160  # characters of a line that identify it …
_END = 60  # … and of the end of a sentence: pages stick furniture ahead of prose
_STORIES = 3  # chosen: twice may be chance or a follow-up
_PROSE_STORIES = 4  # chosen: sentences recur in follow-ups sooner than menu entries do
_PROSE_BYTES = 80  # a shorter line, or one without a full stop, is no sentence of the story
_BRIEF_BYTES = (
    40  # chosen: with a full stop, a shorter line is a sentence less often than a label or an imprint
)
_PROSE_DAYS = (
    45  # chosen: background paragraphs recur while a story runs, furniture for as long as the template
)
_TOLD = 400  # characters: a line as long is an article's, whatever it ends with, where it holds …
_SENTENCES = 3  # … so many ends of sentences amid it; chosen
_NEXT = r"\p{Ll}{2}[.!?][\"'”’»)]* [\"'“‘«(]*\p{Lu}|[。！？।]"
_SPOKEN = 0.3  # chosen: the share of sentences behind a label from which it is a speaker's
_FULL_STOP = r"[.!?…。！？؟।۔][\"'”’»)]*$"
_LABEL = 24  # characters: the longest label ahead of a link
_LABEL_STORIES = 8  # chosen, see _links
_HARD_BLANK = "\u00a0"
_PARTS = 8  # of all hashes, chosen: what is sorted out at a time is so much less than all lines


@dataclass(frozen=True)
class Furniture:
    """What the outlets of a pile repeat, learned once and good for every batch of that pile."""

    lines: pl.Series
    """Hashes of outlet and line, as `keyed` makes them."""

    def holds(self, read: pl.DataFrame) -> pl.Series:
        """Return, for each row of `keyed`, whether the pile shows the line to be furniture."""
        return read["line"].is_in(self.lines.implode()).fill_null(value=False)


class Lines(NamedTuple):
    """What is kept of the lines of a batch; no text, and nothing of unknown outlets."""

    lines: pl.DataFrame  # line, article, prose, brief: 14 bytes a line
    articles: pl.DataFrame  # article, house, day, sentences: a row an article
    labels: pl.DataFrame  # label, stories, spoken, all: counts, a row a label
    links: pl.DataFrame  # label, line: lines under a label that are no sentences


def keyed(lines: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each line: article, day, prose, brief (a short sentence), and hashes: house, line, label.

    Brief is also what ends like no sentence, but has the end of one amid it. A hash is null where the outlet is
    unknown, or no label there; a line's is that of its site (or its outlet, where no address tells), its start and a
    sentence's end, case folded, digits dropped. Columns in: article, chars, text; of the articles article, outlet,
    url, published_at.
    """
    host = pl.col("url").str.extract(r"(?i)^(?:\w+:)?//(?:www\.)?([^/:?#]+)")
    site = pl.coalesce(host, pl.col("outlet").str.to_lowercase())
    outlets = articles.select(
        "article", outlet=pl.when(site != "").then(site.hash()), day=pl.col("published_at").dt.date()
    )
    text = pl.col("text")
    hard = text.str.contains(_HARD_BLANK, literal=True)
    read = looked_at(
        lines.select("article", "chars", "text"),
        hard,
        soft=text.str.replace_all(_HARD_BLANK, " ", literal=True),
    ).with_columns(text=pl.coalesce("soft", "text"))
    read = read.join(outlets, on="article", how="left", maintain_order="left")
    read = _with_ends(read)
    longer = pl.col("prose") & (pl.col("chars") > _START)
    read = looked_at(read, longer, end=_folded(text.str.slice(_START).str.tail(_END)))
    labelled = pl.col("start").str.slice(0, _LABEL + 1).str.contains(":", literal=True)
    label = pl.col("start").str.extract(rf"^([^ :][^:]{{1,{_LABEL - 1}}}):")
    read = looked_at(read, labelled, label=pl.when(label.is_not_null()).then(label.hash(seed=3)))
    end = pl.when("prose").then(pl.col("end").fill_null("")).hash(seed=2)
    return read.select(
        "article",
        "day",
        "prose",
        "brief",
        house="outlet",
        line=pl.col("outlet") ^ pl.col("start").hash(seed=1) ^ end,
        label=pl.col("outlet") ^ pl.col("label"),
    )


def _with_ends(read: pl.DataFrame) -> pl.DataFrame:
    """Add prose and brief, by how the lines end, and start: how they begin, folded."""
    text, known = pl.col("text"), pl.col("outlet").is_not_null()
    long, stops = text.str.len_bytes() >= _PROSE_BYTES, text.str.tail(6).str.contains(_FULL_STOP)
    brief = ~long & (text.str.len_bytes() >= _BRIEF_BYTES) & stops
    read = looked_at(read, known, prose=long & stops, brief=brief, start=_folded(text.str.slice(0, _START)))
    cut_off = known & ~pl.col("prose") & long
    read = looked_at(read, cut_off, ends=text.str.count_matches(_NEXT))
    told = (pl.col("chars") >= _TOLD) & (pl.col("ends") >= _SENTENCES)
    return read.with_columns(
        prose=pl.col("prose") | told.fill_null(value=False),
        brief=pl.col("brief") | (pl.col("ends") > 0).fill_null(value=False),
    )


def _folded(text: pl.Expr) -> pl.Expr:
    return text.str.to_lowercase().str.replace_all("[0-9]", "")


def learned(batches: Iterable[Lines]) -> Furniture:
    """Return the furniture of a pile whose lines come in batches, each article whole in one batch."""
    kept = list(batches)
    articles = pl.concat(batch.articles for batch in kept)
    lines = [batch.lines for batch in kept]
    unrelated = _unrelated(_told(_repeated(lines), articles))
    own = unrelated.join(_copied(unrelated, lines, articles), on="line", how="anti")["line"]
    links = _links(pl.concat(batch.labels for batch in kept), pl.concat(batch.links for batch in kept))
    return Furniture(pl.concat([own, links]).unique())


def lines_of(read: pl.DataFrame) -> Lines:
    """Return what furniture is learned from. Columns in: those of `keyed`."""
    known = read.filter(pl.col("line").is_not_null())
    labelled = known.filter(pl.col("label").is_not_null())
    return Lines(
        lines=known.select("line", "article", "prose", "brief"),
        articles=known.group_by("article").agg(
            pl.col("house", "day").first(), sentences=pl.col("prose").sum()
        ),
        labels=labelled.group_by("label").agg(
            stories=pl.col("article").n_unique(), spoken=pl.col("prose").sum(), all=pl.len()
        ),
        links=labelled.filter(~pl.col("prose")).select("label", "line").unique(),
    )


def _repeated(batches: list[pl.DataFrame]) -> pl.DataFrame:
    """Return the rows of lines that stand in two articles or more, looked for in one part of all hashes at a time."""
    article = pl.col("article")
    parts = (
        pl.concat(batch.filter(pl.col("line") % _PARTS == part) for batch in batches)
        for part in range(_PARTS)
    )
    return pl.concat(part.filter(article.min().over("line") != article.max().over("line")) for part in parts)


def _told(repeated: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return the repeated lines with the day and the story of their articles.

    Articles of an outlet that share most of their prose lines have one story: the earliest article that most of
    the repeated prose points to, if that is half of the prose.
    """
    first = repeated.filter("prose").with_columns(story=pl.col("article").min().over("line"))
    votes = (
        first.group_by("article", "story")
        .agg(votes=pl.len())
        .sort("article", "votes", "story", descending=[False, True, False])
    )
    best = votes.group_by("article", maintain_order=True).first()
    half = pl.col("votes") * 2 >= pl.col("sentences")
    stories = articles.join(best, on="article", how="left").select(
        "article", "house", "day", story=pl.when(half).then("story").otherwise("article")
    )
    return repeated.join(stories, on="article")


def _unrelated(told: pl.DataFrame) -> pl.DataFrame:
    """Return the lines in enough stories, far enough apart for a sentence: line, house, stories, prose, brief.

    Without dates nothing shows a sentence to be more than the background of a running story.
    """
    groups = told.group_by("line").agg(
        pl.col("house").first(),
        stories=pl.col("story").n_unique(),
        prose=pl.col("prose").any(),
        brief=pl.col("brief").any(),
        days=(pl.col("day").max() - pl.col("day").min()).dt.total_days().fill_null(0),
    )
    apart = (pl.col("stories") >= _PROSE_STORIES) & (pl.col("days") >= _PROSE_DAYS)
    return groups.filter((pl.col("stories") >= _STORIES) & (~pl.col("prose") | apart)).drop("days")


def _copied(unrelated: pl.DataFrame, lines: Iterable[pl.DataFrame], articles: pl.DataFrame) -> pl.DataFrame:
    """Return the sentences that more outlets print and do not return to than their own has stories with them: line."""
    said = (pl.col("line") ^ pl.col("house")).alias("said")
    sentence = pl.col("prose") | pl.col("brief")
    asked = unrelated.filter(sentence).with_columns(said)
    houses = articles.select("article", "house")
    printed = pl.concat(
        some.filter(sentence)
        .join(houses, on="article")
        .select("house", said)
        .join(asked, on="said", how="semi")
        .unique()
        for some in lines
    )
    outlets = printed.group_by("said").agg(outlets=pl.col("house").n_unique())
    returning = pl.len().over("said")  # a row of `asked` is an outlet that returns to a sentence
    once = asked.join(outlets, on="said").filter(pl.col("outlets") - returning > pl.col("stories"))
    return once.select("line")


def _links(labels: pl.DataFrame, links: pl.DataFrame) -> pl.Series:
    """Return the lines behind a label that the outlet puts on links (`More:…`, `SEE ALSO: …`).

    A label that mostly stands before sentences is a speaker's name, and its lines are words spoken.
    """
    counts = labels.group_by("label").agg(pl.all().sum())
    spoken = pl.col("spoken") / pl.col("all") <= _SPOKEN
    used = counts.filter((pl.col("stories") >= _LABEL_STORIES) & spoken)
    return links.join(used, on="label", how="semi")["line"]
