"""Stories on a terminal: share, relation and credit in columns, then who took from whom as a tree."""

from collections.abc import Iterator

from rich.text import Text

from provaudit.report.colours import Colours
from provaudit.report.plain import cells_of, clip, fold, pad
from provaudit.report.stories import Branch, Story
from provaudit.report.styles import CREDIT, count, shared
from provaudit.report.unseen import Unseen
from provaudit.report.view import Row
from provaudit.report.wording import numbered, told

_SHARE, _RELATION, _CREDIT = 5, 10, 14  # cells: the longest of each
_LEFT = _SHARE + _RELATION + _CREDIT + 3 * 2
_READABLE = 12  # cells below which a headline tells nothing; chosen


def stories(worst: list[Story], known: int, width: int, colours: Colours) -> Iterator[Text]:
    """Yield the lines of the stories, none wider than `width`, and how many of `known` are left out."""
    for story in worst:
        yield Text()
        uncredited = f", {story.uncredited:,} without the right credit" if story.uncredited else ""
        yield Text(f"{numbered(story.id)}  {count(story.articles, 'article')}{uncredited}", "bold underline")
        yield from map(Text, fold(story.verdict, width))
        for root in story.roots:
            yield from _lines(root, "", "", width, colours, None)
        if story.left_out:
            yield Text(f"… and {count(story.left_out, 'more article')}", "italic")
    if known > len(worst) > 0:
        yield Text()
        yield Text(f"… and {count(known - len(worst), 'more story', 'more stories')}", "italic")


def _lines(
    branch: Branch, stem: str, guide: str, width: int, colours: Colours, parent: str | None
) -> Iterator[Text]:
    """Yield a branch, its stem before its name, then its children, each behind the guide."""
    under = guide + ("│ " if branch.children else "  ")
    room, below = (max(width - _LEFT - cells_of(before), 1) for before in (stem, under))
    if isinstance(branch.node, Unseen):
        # What is missing is never cut: it takes as many lines as it needs.
        said = fold(" · ".join(branch.node.told), min(room, below))
    else:
        said = _article(branch, branch.node, room, below)
    for place, text in enumerate(said):
        left = _left(branch, colours, parent) if place == 0 else Text(" " * _LEFT)
        style = colours.get(branch.id, "")
        drawn = Text.assemble(left, (under if place else stem, "dim"), *_styled(text, branch, style, place))
        drawn.truncate(width, overflow="ellipsis")
        drawn.rstrip()
        yield drawn
    for place, child in enumerate(branch.children, start=1):
        last = place == len(branch.children)
        inner = guide + ("   " if last else "│  ")
        yield from _lines(child, guide + ("└─ " if last else "├─ "), inner, width, colours, branch.id)


def _left(branch: Branch, colours: Colours, parent: str | None) -> Text:
    share = (shared(branch.share, branch.relation) if branch.relation else "").rjust(_SHARE)
    if isinstance(branch.node, Unseen):
        relation, credit = told(branch.relation) or "unseen", Text(" " * _CREDIT)
    else:
        root = branch.node.role if len(branch.node.role) <= _RELATION else ""
        relation = told(branch.relation) or root
        credit = Text(pad(told(branch.node.credit), _CREDIT), CREDIT[branch.node.credit])
    return Text.assemble((share, colours.get(parent, "")), "  ", pad(relation, _RELATION), "  ", credit, "  ")


def _styled(text: str, branch: Branch, style: str, place: int) -> Iterator[Text]:
    """Yield the text with the branch's name, which opens its first line, in its colour."""
    name = branch.node.name
    if place or not text.startswith(name):
        yield Text(text, "" if place == 0 else "dim")
        return
    yield Text(name, style)
    yield Text(text[len(name) :])


def _article(branch: Branch, row: Row, room: int, below: int) -> list[str]:
    """Return name, headline and notes on a line; notes that would leave no headline stand below it."""
    notes = "".join(f" · {note}" for note in branch.notes)
    name = clip(row.name, room)
    left = room - cells_of(name) - cells_of(notes) - 3
    if left >= min(_READABLE, cells_of(row.title)):
        return [f"{name} · {clip(row.title, left)}{notes}"]
    title = clip(row.title, room - cells_of(name) - 3)
    return [f"{name} · {title}" if title else name, *fold(" · ".join(branch.notes), below)]
