"""An audit on a terminal: the table, the stories as trees, the totals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from polars import DataFrame
from rich.console import Console
from rich.text import Text

from provaudit.document import Audit
from provaudit.model import Credit, Role
from provaudit.report.colours import Colours, palette
from provaudit.report.in_force import laid_over
from provaudit.report.plain import fold, wrap
from provaudit.report.problems import broken_rules, problem_told
from provaudit.report.stories import worst
from provaudit.report.strip import Part
from provaudit.report.styles import ABOUT, CODES, count
from provaudit.report.table import ORIGINAL, STRIPS, WIDE, WIDER, table
from provaudit.report.totals import totals, without_credit
from provaudit.report.tree import stories
from provaudit.report.unseen import unseen_told
from provaudit.report.view import Row, ranked, rows
from provaudit.report.wording import told

ROWS = 40
"""Lines of the table where the pile is longer; chosen, a screen or two."""

_PROBLEMS = 10  # named before the rest is counted; chosen


@dataclass(frozen=True)
class Wanted:
    """How much of an audit to print, and in which order; a limit of 0 prints all."""

    sort: str = "concern"
    limit: int | None = None
    stories: bool = True


def print_audit(audit: Audit, console: Console, wanted: Wanted) -> None:
    """Print the table, then the stories, then the totals, no line wider than the console."""
    order = ranked(audit, wanted.sort)["id"].to_list()
    limit = ROWS if wanted.limit is None else wanted.limit or len(order)
    shown = rows(audit, order[:limit], STRIPS)
    shown_stories = worst(audit) if wanted.stories else []
    colours = palette(audit)
    for line in (
        *_table(shown, len(order) - len(shown), console, colours),
        *stories(shown_stories, audit.stories.height, console.width, colours),
        *_totals(audit, console.width),
    ):
        console.print(line, soft_wrap=True)


def print_problems(problems: DataFrame, console: Console) -> None:
    """Print what could not be read and what was left out: the first ten by name, then how many more.

    Columns in: PROBLEMS.
    """
    problems_told = [
        problem_told(path, message) for path, message in problems.unique(maintain_order=True).iter_rows()
    ]
    for problem in problems_told[:_PROBLEMS]:
        console.print(Text(problem, "yellow"), soft_wrap=True)
    if len(problems_told) > _PROBLEMS:
        console.print(f"… and {count(len(problems_told) - _PROBLEMS, 'more problem')}")


def _table(shown: list[Row], more: int, console: Console, colours: Colours) -> Iterator[Text]:
    width, colour = console.width, console.color_system is not None
    yield from table(shown, width, colours)
    if more:
        yield Text(f"… and {more:,} more (--limit 0 shows all)", "italic")
    yield Text()
    yield _legend(shown, width, colour)
    if width >= WIDE:
        codes = [f"{code} {dimension}" for dimension, code in CODES.items()]
        rounded = ["rounded; show has them exactly"] * (width < WIDER)
        yield Text(wrap([*codes, "– not assessable", *rounded], width, "points: "), "dim")


def _legend(shown: list[Row], width: int, colour: bool) -> Text:
    """Return what the marks mean: only those that are seen."""
    meaning = {
        Part.OWN: "its own words",
        Part.QUOTED: "a quotation of its own",
        Part.TAKEN: "also in its source",
        Part.TAKEN_ELSEWHERE: "also in another source",
        Part.QUOTED_TAKEN: "a quotation also in a source",
        Part.PARAPHRASED: "paraphrase",
        Part.UNKNOWN: "an agency’s, by its mark",
    }
    seen = {cell.part for row in shown for cells in row.strips.values() for cell in cells}
    marks = [f"{part} {words}" for part, words in meaning.items() if part in seen]
    lines = [wrap(marks or ["none"], width, "text:   ", "   ")]
    if any(row.shared.startswith("~") for row in shown):
        lines.append(wrap(ABOUT.split(), width, "share:  ", " "))
    if any(row.heirs and not row.sources for row in shown):
        lines.append(f"from:   {ORIGINAL} an original, and how many articles took from it")
    if colour:
        lines.append("colour: the source, as in the column from")
    return Text("\n".join(lines), "dim")


def _totals(audit: Audit, width: int) -> Iterator[Text]:
    numbers = totals(audit)
    counts = [
        count(numbers["articles"], "article"),
        count(numbers["stories"], "story", "stories"),
        unseen_told(audit),
        count(numbers["problems"], "problem"),
        *[count(numbers["notes"], "note")] * bool(numbers["notes"]),
    ]
    yield Text()
    yield Text(wrap(counts, width), "bold")
    for line in (without_credit(numbers), broken_rules(audit)):
        yield from (Text(part, "bold") for part in fold(line, width) if part)
    yield Text(_tally("role:   ", Role, numbers, width))
    yield Text(_tally("credit: ", Credit, numbers, width))
    if over := laid_over(audit):
        yield Text(wrap(over, width, "rules:  "))


def _tally(head: str, words: Iterable[str], numbers: dict[str, int], width: int) -> str:
    return wrap([f"{numbers[word]:,} {told(word)}" for word in map(str, words) if numbers[word]], width, head)
