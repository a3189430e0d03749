"""What each article says of itself: its agency, its credits, its time and its outlet, ready for the lineage."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import islice

import polars as pl

from provaudit.model import AGENCY_MARKS, Mark

_OUTLET_KIND = re.compile(
    r"\([^)]*\)|\s[-–—|]\s.*$|^the\s+|^(?:https?://)?www\.|\.(com|org|net|co\.uk|example)\b", re.IGNORECASE
)
_SUFFIX = re.compile(r"[a-z]{2}|com|org|net|edu|gov|mil|int|info|example")
_MEDIUM = {"news", "online", "web", "the", "daily", "newspaper", "tv"}
SLACK = {"day": timedelta(hours=36), "minute": timedelta(minutes=1), "second": timedelta(seconds=1)}
"""How far two times must lie apart to tell an order: days are local, and pages are dated anew when updated."""
_CREDITED_BEFORE = re.compile(
    r"\b(?:according to|via|h/t|hat tip|hat tip to|per|reported by|reports? (?:by|in|from)|from|courtesy of"
    r"|(?:appeared|published|posted) (?:on|in|by|at)|writes? (?:at|in|for)"
    r"|(?:op-ed|column|article|essay|story|report|piece|scoop) (?:for|in|by|from)) (?:the )?$",
    re.IGNORECASE,
)
_CREDITED_AFTER = re.compile(
    r"(?:[’']s)?(?: (?!affiliate\b)\w+){0,3} (?:reported|reports|first reported|(?:is|are) reporting|writes|wrote"
    r"|notes|noted|has learned|spoke (?:to|with))|report(?:ed)?\b"
)
_BY = re.compile(r"^\W*(?:by|from|von|par|por|di|door|av|af)\s+", re.IGNORECASE)
_BESIDE = re.compile(r"\s*[,;/|&+]\s*|\s+(?:and|with|und|mit|et|avec|y|e)\s+", re.IGNORECASE)
HOUSE_LEAD = timedelta(
    hours=36
)  # an agency dates its page anew with each update; its copy went out before; chosen
_REACH = 40  # characters around a name in which its cue must stand; chosen
_PLACES = 20  # occurrences of a name that are looked at; chosen


@dataclass(frozen=True)
class Facts:
    """One article as the lineage knows it."""

    article: int
    id: str
    outlet: str | None
    byline: str | None
    title: str | None
    url: str | None
    time: datetime | None
    precision: str | None
    words: int
    agency: str | None = None
    agency_mark: str | None = None
    owns_agency: bool = False
    """The outlet is the agency itself."""
    credited: frozenset[str] = field(default_factory=frozenset)
    """Agencies and other outlets that the article credits with its text, where its reader can see it."""
    generic: bool = False

    @property
    def name(self) -> str:
        """What evidence calls the article: its outlet, or its id where that is unknown."""
        return self.outlet or self.id

    @property
    def is_original_wire(self) -> bool:
        """Whether this is an agency's own copy: by its outlet, or, where that is unknown, by its mark."""
        return self.owns_agency or (self.outlet is None and self.is_wire)

    @property
    def credits_somebody(self) -> bool:
        """Whether the article says, by name or not, that its text comes from elsewhere."""
        return bool(self.credited) or self.generic

    @property
    def is_wire(self) -> bool:
        """Whether the article carries an agency's mark of origin (a contribution is none)."""
        return self.agency is not None and self.agency_mark != Mark.CONTRIBUTED


@dataclass(frozen=True)
class Agencies:
    """Outlets that are news agencies and outlets that are none, by their `core`, whatever their texts say of it."""

    known: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()

    def and_(self, acting: frozenset[str]) -> "Agencies":
        """Return them with those that act as agencies; who is none does not become one by that."""
        return replace(self, known=(self.known | acting) - self.denied)


UNSTATED = Agencies()
"""Nothing but what the texts say."""


def gather(
    articles: pl.DataFrame, marks: pl.DataFrame, words: Iterable[int], agencies: Agencies = UNSTATED
) -> list[Facts]:
    """Return the facts of every article, in order.

    Columns in: METADATA; marks: article, mark, source, text.
    """
    by_article: dict[int, list[tuple[str, str | None, str]]] = {}
    none = {source for source in marks["source"].unique() if core(source) in agencies.denied}
    for article, mark, source, text in marks.select("article", "mark", "source", "text").iter_rows():
        by_article.setdefault(article, []).append((mark, source, text))
    known = articles.select(
        "article", "id", "outlet", "byline", "title", "url", pl.col("published_at").alias("time"), "precision"
    )
    rows = known.with_columns(words=pl.Series(list(words), dtype=pl.UInt32)).iter_rows(named=True)
    read = (_with_marks(Facts(**row), by_article.get(row["article"], []), none) for row in rows)
    found = [_of_stated(f, by_article.get(f.article, []), agencies) for f in read]
    return [
        f if f.owns_agency or core(f.outlet) not in agencies.known else replace(f, owns_agency=True)
        for f in found
    ]


def _of_stated(facts: Facts, marks: list[tuple[str, str | None, str]], agencies: Agencies) -> Facts:
    """Take an outlet that the article names as where its text is from for its agency, where that is said to be one.

    It may stand in a source line, or in the byline, alone or beside a writer.
    """
    others = agencies.known - {core(facts.outlet)}
    if facts.agency is not None or not others:
        return facts
    named = [source for mark, source, _ in marks if mark == Mark.REPUBLISHED and source]
    if stated := [source for source in named if core(source) in others]:
        return replace(facts, agency=min(stated), agency_mark=Mark.SOURCE_LINE.value)
    byline = _BY.sub("", facts.byline or "")
    signed = (part.strip() for part in (byline, *_BESIDE.split(byline)))
    if writers := [part for part in signed if core(part) in others]:
        credited = facts.credited | {writers[0]}
        return replace(facts, agency=writers[0], agency_mark=Mark.BYLINE.value, credited=credited)
    return facts


def _with_marks(
    facts: Facts, marks: list[tuple[str, str | None, str]], none: Collection[str | None]
) -> Facts:
    """Read an article's marks: its agency by the strongest of them, whom it credits, whether only generically.

    A mark of one of `none`, who are no agencies, still credits that source.
    """
    if not marks:
        return facts
    ranked = sorted(
        (AGENCY_MARKS.index(Mark(m)), source, m)
        for m, source, _ in marks
        if source and source not in none and Mark(m) in AGENCY_MARKS
    )
    _, agency, mark = ranked[0] if ranked else (0, None, None)
    house = core(facts.outlet)
    named = {(m, source) for m, source, _ in marks if source and core(source) != house}
    owner = {
        source
        for m, source, text in marks
        if m == Mark.META and source and source not in none and _is_outlet(text, facts.outlet)
    }
    if owner and agency not in owner:
        agency, mark = min(owner), Mark.META.value
    return replace(
        facts,
        agency=agency,
        agency_mark=mark,
        owns_agency=bool(owner),
        credited=frozenset(source for m, source in named if m not in (Mark.MENTION, Mark.META)),
        generic=any(m == Mark.GENERIC for m, _, _ in marks),
    )


def _is_outlet(text: str, outlet: str | None) -> bool:
    """Whether metadata that names an agency is the outlet itself, or an address on the outlet's own site."""
    return outlet is not None and (text == outlet or ("." in outlet and outlet.casefold() in text.casefold()))


@cache
def core(outlet: str | None) -> str:
    """Return what names an outlet, without its medium: `Fox News` and `Fox Online News` are one."""
    if not outlet:
        return ""
    name = _OUTLET_KIND.sub(" ", outlet.strip()).casefold()
    kept = [w for w in re.findall(r"\w+", name) if w not in _MEDIUM]
    return " ".join(kept) or " ".join(re.findall(r"\w+", outlet.casefold()))


def same_house(x: Facts, y: Facts) -> bool:
    """Whether both articles come from one outlet, or are one address read twice."""
    if x.owns_agency != y.owns_agency:
        return False
    one_outlet = bool(core(x.outlet)) and core(x.outlet) == core(y.outlet)
    return one_outlet or (x.url is not None and x.url == y.url)


def same_writer(x: Facts, y: Facts) -> bool:
    """Whether one article's byline names all the writers of the other's."""
    writers = [set(re.findall(r"\w{2,}", (f.byline or "").casefold())) for f in (x, y)]
    return min(map(len, writers)) > 1 and (writers[0] <= writers[1] or writers[1] <= writers[0])


def days_apart(x: Facts, y: Facts) -> float:
    """Return the days between two articles; 0 where a time is unknown."""
    return abs(x.time - y.time) / timedelta(days=1) if x.time and y.time else 0.0


def may_precede(x: Facts, y: Facts) -> bool:
    """Whether y can have its text from x: x is not certainly the later one, or is an agency's page dated anew."""
    if earlier(y, x) is not True:
        return True
    return (
        x.owns_agency
        and not y.owns_agency
        and x.time is not None
        and y.time is not None
        and x.time - y.time <= HOUSE_LEAD
    )


def earlier(x: Facts, y: Facts) -> bool | None:
    """Whether x was published before y: True or False where the stated times can tell, else None."""
    if x.time is None or y.time is None:
        return None
    slack = max(SLACK[x.precision or "day"], SLACK[y.precision or "day"])
    if abs(x.time - y.time) < slack:
        return None
    return x.time < y.time


@cache
def finder(outlet: str) -> re.Pattern[str]:
    """Return what finds an outlet's name in prose; of a domain, its letters with or without spaces between."""
    name = re.sub(r"\s+", " ", _OUTLET_KIND.sub(" ", outlet)).strip()
    name = re.sub(r"\s+(online|web)\b", "", name, flags=re.IGNORECASE)
    domain = "." in outlet and " " not in outlet.strip()
    name = site(outlet) if domain else name
    if len(name) < 3:  # noqa: PLR2004 - AP, UN: too short to be found in prose
        return re.compile(r"(?!)")
    letters = r"[ .-]?".join(map(re.escape, name)) if domain else re.escape(name)
    return re.compile(rf"(?<!\w)(?i:{letters})(?!\w)" if domain else rf"(?<!\w){letters}(?!\w)")


def site(domain: str) -> str:
    """Return the label by which people call a domain: `cnn` of `edition.cnn.com`, `ox` of `www.ox.ac.uk`."""
    labels = re.sub(r"^(?:https?://)?(?:www\.)?", "", domain.strip().casefold()).split("/")[0].split(".")
    while len(labels) > 1 and _SUFFIX.fullmatch(labels[-1]):
        labels.pop()
    return labels[-1]


def prose_credits(text: str, outlet: str | None) -> bool:
    """Whether the prose names the outlet as a source.

    A name alone is no credit: "told the Courier" is a mention, "the Courier reported" names a source. Case
    counts: `Time` is not `time`.
    """
    for found in islice(finder(outlet or "").finditer(text), _PLACES):
        start, end = found.span()
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        if found[0][0].isupper() and (_CREDITED_BEFORE.search(before) or _CREDITED_AFTER.match(after)):
            return True
    return False
