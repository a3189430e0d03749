"""An audit on a terminal: the table, the stories as trees, the totals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from provaudit.document import Audit
from provaudit.model import Credit, Dimension, Role
from provaudit.report.plain import plain, wrap
from provaudit.report.stories import Branch, Story, worst
from provaudit.report.strip import Part
from provaudit.report.styles import CODES, CREDIT, count, palette, percent
from provaudit.report.table import STRIPS, Colours, table
from provaudit.report.totals import totals
from provaudit.report.view import Row, ranked, rows

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
    told = worst(audit) if wanted.stories else []
    colours = palette(_sources(shown, told))
    for line in _table(shown, len(order) - len(shown), console.width, colours):
        console.print(line, soft_wrap=True)
    for line in _stories(told, audit.stories.height, console.width, colours):
        console.print(line, soft_wrap=True)
    console.print(_totals(audit, console.width))


def print_problems(audit: Audit, console: Console) -> None:
    """Print what could not be read: the first ten by name, then how many more."""
    for path, message in audit.problems.head(_PROBLEMS).iter_rows():
        console.print(Text(f"{plain(path)}: {plain(message)}", "yellow"), soft_wrap=True)
    if audit.problems.height > _PROBLEMS:
        console.print(f"… and {count(audit.problems.height - _PROBLEMS, 'more problem')}")


def _sources(shown: list[Row], told: list[Story]) -> Iterator[str]:
    yield from (source.id for row in shown for source in row.sources)
    waiting = [root for story in told for root in story.roots]
    while waiting:
        branch = waiting.pop(0)
        if branch.children:
            yield branch.id
        waiting.extend(branch.children)


def _table(shown: list[Row], more: int, width: int, colours: Colours) -> Iterator[Text]:
    lines, names = table(shown, width, colours)
    yield from lines
    if more:
        yield Text(f"… and {more:,} more (--limit 0 shows all)", "italic")
    yield Text()
    yield _legend(shown, width)
    if "points" in names:
        codes = [f"{CODES[dimension]} {dimension}" for dimension in Dimension]
        yield Text(wrap([*codes, "– not assessable"], width, "points: "), "dim")


def _legend(shown: list[Row], width: int) -> Text:
    """Return what the strip's marks mean: only those that are seen."""
    meaning = {
        Part.OWN: "own",
        Part.QUOTED: "quoted",
        Part.TAKEN: "also in its source",
        Part.TAKEN_ELSEWHERE: "also in another",
        Part.REWORDED: "reworded",
    }
    seen = {cell.part for row in shown for cells in row.strips.values() for cell in cells}
    marks = [f"{part} {words}" for part, words in meaning.items() if part in seen]
    return Text(wrap(marks or ["none"], width, "text:   ", "   "), "dim")


def _stories(told: list[Story], known: int, width: int, colours: Colours) -> Iterator[Text]:
    for story in told:
        yield Text()
        uncredited = f", {story.uncredited:,} without the right credit" if story.uncredited else ""
        yield Text(f"{story.id}  {count(story.articles, 'article')}{uncredited}", "bold underline")
        for root in story.roots:
            yield _cut(_root(root, colours), width)
            yield from _branches(root, "", width, colours)
        if story.left_out:
            yield Text(f"… and {count(story.left_out, 'more article')}", "italic")
    if known > len(told) > 0:
        yield Text()
        yield Text(f"… and {count(known - len(told), 'more story', 'more stories')}", "italic")


def _branches(branch: Branch, guide: str, width: int, colours: Colours) -> Iterator[Text]:
    for place, child in enumerate(branch.children, start=1):
        last = place == len(branch.children)
        stem = (guide + ("└─ " if last else "├─ "), "dim")
        yield _cut(Text.assemble(stem, _leaf(child, branch, colours)), width)
        yield from _branches(child, guide + ("   " if last else "│  "), width, colours)


def _root(branch: Branch, colours: Colours) -> Text:
    if branch.row is None:
        return _unseen(branch, colours)
    row = branch.row
    name = Text(row.outlet or branch.id, colours.get(branch.id, ""))
    return Text(" · ").join(
        [name, Text(row.role), Text(row.credit, CREDIT[Credit(row.credit)]), Text(row.title, "bold")]
    )


def _leaf(branch: Branch, parent: Branch, colours: Colours) -> Text:
    if branch.row is None:
        return _unseen(branch, colours)
    row = branch.row
    return Text.assemble(
        (f"{percent(branch.share):>4} ", colours.get(parent.id, "")),
        f"{branch.relation:<10} ",
        (f"{row.credit:<14} ", CREDIT[Credit(row.credit)]),
        (row.outlet or branch.id, colours.get(branch.id, "")),
        f" · {row.title}",
        (f" · also from {', '.join(branch.also)}" if branch.also else "", "italic"),
    )


def _unseen(branch: Branch, colours: Colours) -> Text:
    told = f" · a source that is not in the pile, {count(branch.words, 'word')} at least"
    evidence = f" · {branch.evidence}" if branch.evidence else ""
    return Text.assemble((branch.id, colours.get(branch.id, "")), (told, "italic"), (evidence, "dim"))


def _cut(line: Text, width: int) -> Text:
    line.truncate(width, overflow="ellipsis")
    return line


def _totals(audit: Audit, width: int) -> Text:
    numbers = totals(audit)
    told = [
        count(numbers["articles"], "article"),
        count(numbers["stories"], "story", "stories"),
        count(numbers["uncredited-copies"], "uncredited copy", "uncredited copies"),
        count(numbers["unseen"], "unseen source"),
        count(numbers["problems"], "problem"),
    ]
    tallies = [_tally("role:   ", Role, numbers, width), _tally("credit: ", Credit, numbers, width)]
    return Text.assemble("\n", (wrap(told, width), "bold"), "\n", "\n".join(tallies))


def _tally(head: str, words: Iterable[str], numbers: dict[str, int], width: int) -> str:
    return wrap([f"{numbers[word]:,} {word}" for word in map(str, words) if numbers[word]], width, head)
