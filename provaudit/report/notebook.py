"""What a notebook shows of an audit: totals, the first lines of the table, the worst story as a picture.

Neither style nor script: attributes and `currentColor` alone, so that it keeps its looks where a notebook cleans what
it shows, and stands on dark paper as on white.
"""

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from provaudit.document import Audit
from provaudit.model import Credit
from provaudit.report.notebook_signs import signs
from provaudit.report.plain import clip, plain
from provaudit.report.stories import Branch, Story, worst
from provaudit.report.styles import ABOUT, count, shared
from provaudit.report.totals import totals, without_credit
from provaudit.report.unseen import Unseen, unseen_told
from provaudit.report.view import Row, ranked, rows
from provaudit.report.wording import numbered, told

ROWS, NODES = 10, 24
"""Lines of the table and of the picture at most (chosen: what a cell of a notebook has room for)."""

_STRIP = 10
_HEADS = ("outlet", "headline", "text", "share", "credit", "from", "role")
_OUTLET, _TITLE, _NAME = 26, 56, 100  # cells
_WIDE, _HIGH, _STEP = 760, 22, 26  # pixels: the picture, one of its lines, one generation
_LANE = 3  # pixels from the left edge, where lines from further sources run
_MARK = 5  # from a node's middle to its edge
OPEN, VAGUE, SAID, QUIET = "#d9622b", "#9c8400", "#3f8fd0", "#8a8f96"
"""Copies without the right credit, with “agencies” as theirs, with credit, and the rest: each 3:1 or more on white
and on black (WCAG)."""

_KEY = (
    "Orange: no credit seen, or a wrong one; olive: “agencies” alone; blue: says where it has it from; grey: cannot be "
    "told. As broad as the share, dashed where it is reworded, dotted from a further source. Ring: original, dashed "
    "where it only may be one; square: the same text; diamond: edited; triangle: in other words; half a disc: a part; "
    "dashed hexagon: not in the pile."
)

_HUES: dict[str, str] = {
    Credit.NONE_OBSERVED: OPEN,
    Credit.MISATTRIBUTED: OPEN,
    Credit.GENERIC: VAGUE,
    Credit.NAMED: SAID,
}


def notebook(audit: Audit) -> str:
    """Return the audit as HTML of bounded length; everything that stands in an article is escaped."""
    numbers = totals(audit)
    found = Element("div")
    head = (
        count(numbers["articles"], "article"),
        count(numbers["stories"], "story", "stories"),
        unseen_told(audit),
        count(numbers["problems"], "problem"),
    )
    SubElement(SubElement(found, "p"), "b").text = " · ".join(head)
    SubElement(found, "p").text = without_credit(numbers)
    if audit.articles.height:
        _table(found, audit)
    for story in _pictured(worst(audit)):
        SubElement(
            found, "p"
        ).text = f"{numbered(story.id)}, {count(story.articles, 'article')}: {story.verdict}"
        nodes = [node for root in story.roots for node in _walked(root, 0, None)]
        found.append(_picture(nodes[:NODES], story.verdict))
        SubElement(found, "p").text = _KEY
        if left := len(nodes[NODES:]) + story.left_out:
            SubElement(found, "p").text = f"… and {count(left, 'more article')}"
    return tostring(found, encoding="unicode", short_empty_elements=False)


def _pictured(stories: Sequence[Story]) -> Sequence[Story]:
    """Return the worst story of which the picture shows who took from whom, else the worst, else none."""
    joined = [story for story in stories if any(root.children for root in story.roots)]
    return (joined or stories)[:1]


def _table(found: Element, audit: Audit) -> None:
    order = ranked(audit)["id"].to_list()
    table = SubElement(found, "table")
    _row(SubElement(table, "thead"), "th", _HEADS)
    body = SubElement(table, "tbody")
    shown = rows(audit, order[:ROWS], (_STRIP,))
    for row in shown:
        source = f"{row.sources[0].name} {row.sources[0].shared}" if row.sources else row.absent
        cells = (
            clip(row.name, _OUTLET),
            clip(row.title, _TITLE),
            "".join(cell.part.value for cell in row.strips.get(_STRIP, ())),
            row.shared,
            told(row.credit),
            clip(source, _OUTLET),
            told(row.role),
        )
        _row(body, "td", cells)
    if any(row.shared.startswith("~") for row in shown):
        SubElement(found, "p").text = f"{ABOUT}."
    if len(order) > ROWS:
        SubElement(found, "p").text = f"… and {len(order) - ROWS:,} more, in audit.articles"


def _row(part: Element, kind: str, cells: Iterable[str]) -> None:
    line = SubElement(part, "tr")
    for place, cell in enumerate(cells):
        one = SubElement(SubElement(line, kind, {"nowrap": "nowrap"}), "div", {"align": "left"})
        if kind == "td" and _HEADS[place] == "text":
            one = SubElement(one, "code")
        one.text = cell


class _Node:
    """A line of the picture: what stands on it, how far in, and the line that it comes from."""

    def __init__(self, branch: Branch, depth: int, parent: "_Node | None") -> None:
        self.branch, self.depth, self.parent = branch, depth, parent


def _walked(branch: Branch, depth: int, parent: _Node | None) -> list[_Node]:
    """Return a branch and all below it, in the order of the tree."""
    node = _Node(branch, depth, parent)
    return [node, *(one for child in branch.children for one in _walked(child, depth + 1, node))]


def _picture(nodes: Sequence[_Node], verdict: str) -> Element:
    size = {"width": str(_WIDE), "height": str(_HIGH * len(nodes) + 6)}
    box = {"viewBox": f"0 0 {_WIDE} {size['height']}", "role": "img", "aria-label": plain(verdict)}
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, **box})
    places = {id(node): (14 + _STEP * node.depth, _HIGH * place + 14) for place, node in enumerate(nodes)}
    for node in nodes:
        if node.parent is not None:
            _edge(svg, places[id(node.parent)], places[id(node)], node.branch)
    known = {node.branch.id: places[id(node)] for node in nodes}
    for node in nodes:
        for start in _further(node, known):
            _lane(svg, start, places[id(node)], node.branch)
    for node in nodes:
        _mark(svg, places[id(node)], node.branch)
    return svg


def _edge(svg: Element, start: tuple[int, int], end: tuple[int, int], branch: Branch) -> None:
    """Draw from whom a text came: as broad as its share, dashed where it was reworded, in the colour of its credit.

    The way down from the source belongs to all that came from it, and has nobody's colour.
    """
    turn = f"M{start[0]},{end[1]}"
    down = {
        "d": f"M{start[0]},{start[1] + _MARK + 1}V{end[1]}",
        "fill": "none",
        "stroke": QUIET,
        "stroke-width": "1",
    }
    SubElement(svg, "path", down)
    line = SubElement(
        svg, "path", {"d": f"{turn}H{end[0] - _MARK}", "fill": "none", "stroke": _colour(branch)}
    )
    line.set("stroke-width", f"{1 + 3 * branch.share:.1f}")
    if branch.relation == "paraphrase":
        line.set("stroke-dasharray", "3 3")


def _further(node: _Node, known: Mapping[str, tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where the sources of an article stand under which it does not hang itself."""
    above = node.parent.branch.id if node.parent else ""
    sources = node.branch.node.sources if isinstance(node.branch.node, Row) else ()
    return [known[source.id] for source in sources if source.id in known and source.id != above]


def _lane(svg: Element, start: tuple[int, int], end: tuple[int, int], branch: Branch) -> None:
    """Draw a further source: dotted, along the left edge, and below the line of the best one."""
    (x, y), foot = start, end[1] + 4
    course = f"M{x - _MARK - 1},{y}H{_LANE}V{foot}H{end[0] - _MARK}"
    dots = {"stroke": _colour(branch), "stroke-dasharray": "1.5 2.5"}
    SubElement(svg, "path", {"d": course, "fill": "none", **dots})


def _mark(svg: Element, place: tuple[int, int], branch: Branch) -> None:
    """Draw a node's sign and its name."""
    x, y = place
    for sign in signs(branch, x, y, _colour(branch)):
        svg.append(sign)
    words = SubElement(svg, "text", {"x": str(x + 12), "y": str(y + 4), "fill": "currentColor"})
    words.set("font-size", "12")
    words.text = clip(_said(branch), _NAME - 2 * (x // _STEP))


def _said(branch: Branch) -> str:
    node = branch.node
    if isinstance(node, Unseen):
        return " · ".join(node.told[:3])
    took = f"{shared(branch.share, branch.relation)} {told(branch.relation)}, {told(node.credit)}"
    how = took if branch.relation else told(node.role)
    return f"{node.name} ({how}) · {node.title}"


def _colour(branch: Branch) -> str:
    if not isinstance(branch.node, Row):
        return QUIET
    credit = branch.node.credit
    return _HUES.get(credit, QUIET)
