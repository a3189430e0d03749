"""A source that is not in the pile: what it said at least, who carries it, whose it probably is."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from provaudit.document import Audit
from provaudit.model import UNDETERMINED
from provaudit.report.names import Names
from provaudit.report.namesakes import apart
from provaudit.report.plain import clip, plain
from provaudit.report.styles import count, percent
from provaudit.report.taken import UNSEEN, parents
from provaudit.report.wording import numbered

_WORDS = 6  # of a passage that stand for it; chosen
_QUOTED = re.compile('["“”„‟«»]')  # a few words are quoted as such, and may hold one end of a quotation
_NAME = 80  # cells of a carrier's name; chosen: longer ones are no names
_NAMED = 4  # carriers of a passage that are named; chosen


@dataclass(frozen=True)
class Unseen:
    """An unseen source, ready to print."""

    id: str
    name: str  # how the id reads
    words: int  # at least
    agency: str  # "" where nothing names it
    carriers: tuple[
        tuple[str, float], ...
    ]  # names, short or told apart, and shares of their own words, largest first
    snippet: str  # the first words of its longest passage; "" where none is known
    passages: tuple[tuple[str, str], ...]  # what it said, in its order, and who has it
    evidence: tuple[str, ...]
    sure: tuple[float, float] | None = None  # 0..1, the least and the most that a carrier has it from there

    @property
    def doubted(self) -> bool:
        """Whether none of its carriers is known to have it from there."""
        return self.sure is not None and self.sure[1] < UNDETERMINED

    @property
    def likely(self) -> str:
        """The word that stands before whose it is."""
        return "perhaps" if self.doubted else "probably"

    @property
    def sure_told(self) -> str:
        """How sure it is that its carriers have those words from there, in words; "" where nothing is known."""
        return f"{how_sure(*self.sure)} that they have it from there" if self.sure else ""

    @property
    def told(self) -> tuple[str, ...]:
        """What is known of it, its name first, in pieces none of which may be cut."""
        said = f", {self.likely} by {self.agency}" if self.agency else ""
        parts = ", ".join(f"{percent(share)} of {clip(name, _NAME)}" for name, share in self.carriers)
        more = f" (+ {count(len(self.passages) - 1, 'passage')})" if len(self.passages) > 1 else ""
        pieces = (
            self.name,
            f"not in the pile{said}",
            f"at least {count(self.words, 'word')}",
            f"makes up {parts}" if parts else "",
            self.sure_told,
            f"“{self.snippet} …”{more}" if self.snippet else "",
        )
        return tuple(piece for piece in pieces if piece)


def unseen_sources(audit: Audit, ids: Iterable[str]) -> dict[str, Unseen]:
    """Return what is known of each of the unseen sources `ids`, by its id."""
    found = audit.unseen.filter(pl.col("id").is_in(list(ids))).to_dicts()
    lines = parents(audit).filter(pl.col("parent").is_in([one["id"] for one in found]))
    shares = {(child, parent): share for child, parent, _, share in lines.iter_rows()}
    sure = _confidences(audit)
    children = {child for one in found for child in one["children"]}
    short = _short(audit, children)
    told = {}
    for one in found:
        carriers = [(short[child], shares.get((child, one["id"]), 0.0)) for child in one["children"]]
        passages = tuple(
            (plain(said["text"]), _carriers(said["children"], short)) for said in one["passages"]
        )
        longest = max((said for said, _ in passages), key=len, default="")
        told[one["id"]] = Unseen(
            id=plain(one["id"]),
            name=numbered(plain(one["id"])),
            words=one["words"],
            agency=_agency(audit, one["id"], one["children"], one["evidence"]),
            carriers=tuple(sorted(carriers, key=lambda carrier: (-carrier[1], carrier[0]))),
            snippet=_QUOTED.sub("", " ".join(longest.split()[:_WORDS])),
            passages=passages,
            evidence=tuple(map(plain, one["evidence"])),
            sure=sure.get(one["id"]),
        )
    return told


def _confidences(audit: Audit) -> dict[str, tuple[float, float]]:
    """Return the least and the most confidence of the edges that lead to each unseen source."""
    sure = pl.col("confidence")
    known = audit.edges.filter(pl.col("parent").str.starts_with(UNSEEN)).drop_nulls("confidence")
    ends = known.group_by("parent").agg(least=sure.min(), most=sure.max())
    return {one: (least, most) for one, least, most in ends.iter_rows()}


def doubted(audit: Audit) -> int:
    """Return how many unseen sources are guesses: none of their carriers is known to have its words from there."""
    return sum(most < UNDETERMINED for _, most in _confidences(audit).values())


def unseen_told(audit: Audit) -> str:
    """Return how many unseen sources there are, and how many of them perhaps."""
    number, unsure = audit.unseen.height, doubted(audit)
    perhaps = "" if not unsure else " (perhaps)" if unsure == number else f" ({unsure:,} perhaps)"
    return f"{count(number, 'unseen source')}{perhaps}"


def sure_told(sure: float, parent: str) -> str:
    """Return in words how sure it is that an article has its words from `parent`, the id of a source."""
    of = "a source that is not here" if parent.startswith(UNSEEN) else "this source"
    return f"{how_sure(sure, sure)} that it has them from {of}"


def how_sure(least: float, most: float) -> str:
    """Return a confidence or a range of them in words; who is below the bound is undetermined."""
    low, high = percent(least), percent(most)
    doubt = "undetermined: only "
    if low == high:
        return f"{doubt * (most < UNDETERMINED)}{high} sure"
    if most < UNDETERMINED:
        return f"{doubt}{low} to {high} sure"
    return f"{low}{' (undetermined)' * (least < UNDETERMINED)} to {high} sure"


def _short(audit: Audit, children: set[str]) -> dict[str, str]:
    """Return what to call each carrier: its outlet, and more where that has others in its story, carriers or not."""
    stories = audit.articles.filter(pl.col("id").is_in(children))["story"].drop_nulls().unique()
    ids = {*children, *audit.articles.filter(pl.col("story").is_in(stories.implode()))["id"]}
    names = Names.of(audit, ids)
    alike = apart(audit, names, ids)
    return {child: alike.get(child) or names.short(child) for child in children}


def _agency(audit: Audit, one: str, children: list[str], evidence: list[str]) -> str:
    """Return the agency that the evidence names, else the one that most of its children mark."""
    reasons = audit.edges.filter(pl.col("parent") == one)["evidence"].explode(empty_as_null=False)
    said = " ".join([*evidence, *reasons.drop_nulls()])
    marked = audit.articles["agency"].drop_nulls().unique().sort(descending=True).to_list()
    named = Counter({agency: said.count(agency) for agency in marked if agency in said})
    marks = audit.articles.filter(pl.col("id").is_in(children))["agency"].drop_nulls()
    votes = named or Counter(sorted(marks))
    return plain(votes.most_common(1)[0][0]) if votes else ""


def _carriers(children: list[str], names: Mapping[str, str]) -> str:
    more = [f"{len(children) - _NAMED:,} more"] if len(children) > _NAMED else []
    return ", ".join([*(names[child] for child in children[:_NAMED]), *more])
