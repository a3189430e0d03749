"""What the HTML report's template prints itself: totals, worst cases, rules, method; readable without scripts."""

from typing import Any, NamedTuple
from urllib.parse import quote

import polars as pl

from provaudit.choices import MEANINGS
from provaudit.document import Audit
from provaudit.model import Credit, Dimension, Relation, Role
from provaudit.profiles import judged
from provaudit.report.concerns import TOOK
from provaudit.report.html_index import NAME, TITLE, Pile, rule_rows
from provaudit.report.plain import clip, plain
from provaudit.report.problems import broken_rules
from provaudit.report.styles import ABOUT, LICENSED, MAYBE_ORIGINAL, UNDETERMINED, count, signed
from provaudit.report.totals import totals, without_credit
from provaudit.report.unseen import doubted
from provaudit.report.view import Row, Source
from provaudit.report.wording import told

WORST = 8
"""Articles that the overview names; chosen."""


class Tile(NamedTuple):
    """A number of the overview, what it counts, and the view that lists it."""

    number: int
    label: str
    href: str
    tone: str  # "bad", "warn" or ""


class Case(NamedTuple):
    """An article without the right credit, in words."""

    href: str
    outlet: str
    title: str
    credit: str
    said: str  # how that reads
    took: str
    compare: str  # the address of both texts side by side, of an unseen source another that has it; "" without source


def overview(pile: Pile) -> dict[str, Any]:
    """Return the values that the template prints."""
    numbers = totals(pile.audit)
    worst = [row for row, why in zip(pile.rows, pile.concerns, strict=True) if why in _OPEN and _accused(row)]
    return {
        "articles": count(numbers["articles"], "article"),
        "headline": _headline(numbers),
        "summary": _kinds(numbers),
        "tiles": _tiles(
            numbers,
            *_took(pile.audit),
            absent=sum(bool(row.absent) for row in pile.rows),
            guessed=doubted(pile.audit),
        ),
        "worst": [_case(row) for row in worst[:WORST]],
        "more": max(len(worst) - WORST, 0),
        "about": ABOUT if any(row.shared.startswith("~") for row in worst[:WORST]) else "",
        "rules": [_rule(row) for row in rule_rows(pile)],
        "dimensions": [str(dimension) for dimension in Dimension],
        "broken": broken_rules(pile.audit),
        "book": pile.audit.rulebook,
        "words": {
            str(kind.__name__).lower(): [(told(word), _meaning(word)) for word in kind]
            for kind in (Role, Credit, Relation)
        },
    }


_ABSENT = (
    "carries agency copy by its own mark alone, its source is not here",
    "carry agency copy by their own mark alone, its source is not here",
)
_MAYBE = "may be the original itself"
_OPEN = ("copies-without-credit", "second-hand", "without-credit")


def _headline(numbers: dict[str, int]) -> str:
    """Return what matters most of the whole pile, as a sentence."""
    if not numbers["articles"]:
        return "No articles"
    open_ = numbers["without-credit"]
    all_ = count(numbers["articles"], "article")
    return (
        f"{open_:,} of {all_} took text without the right credit"
        if open_
        else f"{all_}, none without the right credit"
    )


def _kinds(numbers: dict[str, int]) -> str:
    """Return in which ways credit lacks; "" where there is nothing to say."""
    line = without_credit(numbers)
    kinds = line.partition(": ")[2] or line.partition("; ")[2]
    return f"{kinds[0].upper()}{kinds[1:]}." if kinds else ""


def _accused(row: Row) -> bool:
    return row.credit in (Credit.NONE_OBSERVED, LICENSED, Credit.MISATTRIBUTED)


def _took(audit: Audit) -> tuple[int, int]:
    """Return how many articles took text from another, and how many of these credit “agencies” only."""
    known = judged(audit).filter(TOOK & ~pl.col("id").is_in(list(audit.archived)))
    return known.height, known.filter(pl.col("credit") == Credit.GENERIC).height


def _tiles(numbers: dict[str, int], took: int, vague: int, absent: int, guessed: int) -> list[Tile]:
    open_ = numbers["without-credit"]
    tiles = [
        Tile(numbers["articles"], "article", "#articles", ""),
        Tile(took, "took text from another", "#articles?took=yes", ""),
        Tile(open_, "of them, without the right credit", "#articles?credit=without", "bad" if open_ else ""),
        Tile(
            vague, "of them, with “agencies” as the only credit", "#articles?credit=generic&took=yes", "warn"
        ),
        Tile(absent, _ABSENT[0], "#articles?absent=yes", "warn"),
        Tile(numbers["undetermined"], "of undetermined source", f"#articles?credit={UNDETERMINED}", "warn"),
        Tile(numbers["maybe-originals"], _MAYBE, f"#articles?credit={quote(MAYBE_ORIGINAL)}", "warn"),
        Tile(numbers["stories"], "story", "#stories", ""),
        Tile(numbers["unseen"], _missing(numbers["unseen"], guessed), "#stories?missing=yes", "warn"),
    ]
    said = {
        "article": "articles",
        _ABSENT[0]: _ABSENT[1],
        "story": "stories",
    }
    return [
        tile._replace(label=tile.label if tile.number == 1 else said.get(tile.label, tile.label))
        for tile in tiles
        if tile.number or tile.tone != "warn"
    ]


def _missing(number: int, guessed: int) -> str:
    """Return what sources that are not here are called, and how many of them are guesses."""
    noun = "source" if number == 1 else "sources"
    if guessed == number:
        return f"{noun} perhaps missing from the pile"
    return f"{noun} missing from the pile{f', {guessed:,} of them perhaps' if guessed else ''}"


def _case(row: Row) -> Case:
    best = row.sources[0] if row.sources else None
    took = taken_told(best) if best else ""
    return Case(
        href=address("article", row.id),
        outlet=clip(row.name, NAME),
        title=clip(row.title, TITLE),
        credit=row.credit,
        said=told(row.credit),
        took=took,
        compare=address("edge", row.id, plain(best.id)) if best else "",
    )


def taken_told(source: Source) -> str:
    """Return what an article has of a source as a sentence without its subject, as the report's script says it."""
    said = {
        Relation.SAME: "{share} of it is copied from {name}",
        Relation.EDITED: "{share} of it comes from {name}, edited",
        Relation.PARAPHRASE: "retells {name} in other words: {share} of this article’s words stand there, too",
        Relation.PARTIAL: "a part of it, {share}, comes from {name}",
    }
    known = said.get(Relation(source.relation)) if source.relation else None
    return (known or "{share} of it comes from {name}").format(share=source.shared, name=source.name)


def address(view: str, *names: str) -> str:
    """Return the address of a view: `#edge/CHILD/PARENT`, each name escaped as the browser escapes it."""
    return "#" + "/".join([view, *(quote(name, safe="!'()*-._~") for name in names)])


def _rule(row: dict[str, Any]) -> dict[str, Any]:
    least, most = (signed(row[end]).replace("-", "−") for end in ("least", "most"))
    return row | {
        "points": most if least == most else f"{least} to {most}",
        "href": f"#articles?rule={quote(row['rule'], safe='')}",
    }


def _meaning(word: str) -> str:
    """Return what a word means, without the column's name that `totals` puts before it."""
    return MEANINGS[word].partition(": ")[2]
