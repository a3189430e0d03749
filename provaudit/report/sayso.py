"""A story in one line: who wrote it, how many took from it, and how many of them say so."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import polars as pl

from provaudit.model import Credit
from provaudit.profiles import MAYBE_ORIGINAL
from provaudit.report.concerns import AGAIN, TOOK, UNDETERMINED
from provaudit.report.names import short_id
from provaudit.report.plain import clip, plain
from provaudit.report.taken import UNSEEN, descendants
from provaudit.report.unseen import Unseen
from provaudit.report.view import Row

_NAMED = 3  # articles that may be the original and are named; chosen


_NAME = 60  # cells of a name in a sentence; chosen: longer ones are no names


def verdict(
    articles: pl.DataFrame,
    story: Mapping[str, Any],
    lines: pl.DataFrame,
    rows: Mapping[str, Row],
    unseen: Mapping[str, Unseen],
) -> str:
    """Return the line; `articles` as `profiles.judged` has them, `dated`; `lines` has every source of every article.

    `rows` and `unseen` have at least the root.
    """
    known = articles.filter(pl.col("id").is_in(story["members"]))
    again = known.filter(AGAIN).height
    below = descendants(lines, [story["root"]])[story["root"]]
    here = pl.col("id").is_in(took_from_root(articles, story, lines))
    from_root, elsewhere = (known.filter(TOOK & side)["credit"] for side in (here, ~here))
    firsts = known.filter(MAYBE_ORIGINAL).select("outlet", "id", here=pl.col("id").is_in(below))
    perhaps = [clip(plain(outlet) or short_id(one), _NAME) for outlet, one, here in firsts.rows() if here]
    sentences = [_wrote(story["root"], rows, unseen, perhaps)]
    if len(from_root):
        sentences.append(f"{len(from_root):,} took from it: {_say_so(Counter(from_root))}.")
    if len(elsewhere):
        more = "more " if len(from_root) else ""
        sentences.append(f"{len(elsewhere):,} {more}took from another source: {_say_so(Counter(elsewhere))}.")
    if doubt := _contested(story["root"], known, lines):
        sentences.append(doubt)
    if again:
        what = "is a further version" if again == 1 else "are further versions"
        sentences.append(f"{again:,} {what} of an outlet’s own.")
    if unsure := known.filter(UNDETERMINED).height:
        sentences.append(f"{unsure:,} {_verb(unsure, 'share')} text, and from whom is undetermined.")
    if others := firsts.height - len(perhaps):
        sentences.append(f"{others:,} more may be {'an original' if others == 1 else 'originals'}.")
    return " ".join(sentences)


def took_from_root(articles: pl.DataFrame, story: Mapping[str, Any], lines: pl.DataFrame) -> list[str]:
    """Return the articles of a story that took its root's prose, directly or through others; as for `verdict`."""
    below = descendants(lines, [story["root"]])[story["root"]]
    inside = pl.col("id").is_in(story["members"]) & pl.col("id").is_in(below)
    return articles.filter(TOOK & inside)["id"].to_list()


def _wrote(root: str, rows: Mapping[str, Row], unseen: Mapping[str, Unseen], perhaps: list[str]) -> str:
    if root.startswith(UNSEEN):
        who, name = unseen[root].agency, unseen[root].name
        if who:
            return f"{unseen[root].likely.capitalize()} {who} wrote it, in a text that is not in the pile ({name})."
        if perhaps:
            firsts = " or ".join(perhaps) if len(perhaps) <= _NAMED else f"one of {len(perhaps):,} here"
            return f"Nobody here says who wrote it: {firsts}, or one that is not in the pile ({name})."
        points = "hint at" if unseen[root].doubted else "point to"
        return f"Nobody here says who wrote it; the texts {points} one that is not in the pile ({name})."
    row = rows[root]
    if row.absent:
        return (
            f"{row.absent} wrote it, in a text that is not in the pile; {clip(row.name, _NAME)} carries it."
        )
    return f"{clip(row.name, _NAME)} wrote it."


def _contested(root: str, known: pl.DataFrame, lines: pl.DataFrame) -> str:
    """Return what speaks against the agency that one outlet alone names: somebody else had the text before.

    Nobody can know then whether both have it from the agency, or the later one credits wrongly. "" where several
    outlets name the agency, or none is dated before the one that does: by a day where only that is known, as
    `profiles.judged` has it, which accuses none of these.
    """
    if not root.startswith(UNSEEN):
        return ""
    carriers = known.filter(pl.col("id").is_in(lines.filter(pl.col("parent") == root)["child"].implode()))
    says = carriers.filter(pl.col("credit") == Credit.NAMED)
    if says.select(pl.coalesce("outlet", "id").n_unique()).item() != 1:
        return ""
    times = carriers.drop_nulls("published_at")
    day = pl.when(pl.col("precision") == "day").then(timedelta(days=1)).otherwise(timedelta(microseconds=1))
    since = times.filter(pl.col("credit") == Credit.NAMED)["published_at"].min()
    before = times.filter(
        pl.col("credit") == Credit.NONE_OBSERVED, pl.col("published_at") + day <= pl.lit(since)
    )
    if says.height > times.filter(pl.col("credit") == Credit.NAMED).height or before.is_empty():
        return ""
    first = before.sort("published_at", "id").row(0, named=True)
    later = says.row(0, named=True)
    who, other = (clip(plain(one["outlet"]) or short_id(one["id"]), _NAME) for one in (later, first))
    return f"Only {who} names the source, and {other} had the text before it: the text may be {other}’s own."


def _say_so(credits_: Counter[str]) -> str:
    """Return how many say where they have it from, how many vaguely, not, or wrongly; zeros are left out."""
    named, generic = credits_[Credit.NAMED], credits_[Credit.GENERIC]
    not_said, wrong = credits_[Credit.NONE_OBSERVED], credits_[Credit.MISATTRIBUTED]
    own = credits_[Credit.OWN]
    rest = credits_.total() - named - generic - not_said - wrong - own
    said = [f"{named:,} {_verb(named, 'say')} so"] * bool(named)
    if generic:
        said.append(f"{generic:,} vaguely" if said else f"{generic:,} {_verb(generic, 'say')} so vaguely")
    if not_said:
        does = "does" if not_said == 1 else "do"
        said.append(f"{not_said:,} {does} not" + " say so" * (not said))
    apart = [", ".join(said)] if said else []
    if wrong:
        apart.append(f"{wrong:,} {_verb(wrong, 'name')} the wrong source")
    if own:
        apart.append(f"{own:,} {'is a version' if own == 1 else 'are versions'} of the outlet’s own")
    if rest:
        apart.append(f"{rest:,} {'is' if rest == 1 else 'are'} undetermined")
    return "; ".join(apart)


def _verb(number: int, verb: str) -> str:
    return f"{verb}s" if number == 1 else verb
