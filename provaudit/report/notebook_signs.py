"""The signs of a notebook's picture: the shapes that the HTML report has for the same things."""

from collections.abc import Iterator
from math import cos, pi, sin
from xml.etree.ElementTree import Element

from provaudit.model import Relation, Role
from provaudit.report.stories import Branch
from provaudit.report.styles import MAYBE_ORIGINAL
from provaudit.report.unseen import Unseen

_SIZE = 5  # pixels from a sign's middle to its edge
_DASHED = {"stroke-dasharray": "2 2"}
_CORNERS = {
    "stroke-dasharray": "4 3",
    "stroke-dashoffset": "2",
}  # of a hexagon whose sides are 7 long: they stay


def signs(branch: Branch, x: int, y: int, colour: str) -> Iterator[Element]:
    """Yield what a node's sign at `x`, `y` is drawn of; `colour` is that of what took text."""
    ink = "currentColor"
    if isinstance(branch.node, Unseen):
        corners = [(x + 7 * cos(turn * pi / 3), y + 7 * sin(turn * pi / 3)) for turn in range(6)]
        outline = "M" + "L".join(f"{one:.1f} {other:.1f}" for one, other in corners) + "Z"
        yield _path(outline, ink, **_CORNERS)
    elif branch.node.credit == MAYBE_ORIGINAL:
        yield _circle(x, y, _SIZE, fill="none", stroke=ink, **_DASHED)
        yield _circle(x, y, 2, fill=ink)
    elif not branch.relation:
        yield _circle(x, y, _SIZE - 1, fill="none", stroke=ink, **{"stroke-width": "3"})
    elif branch.node.role == Role.VERSION:
        yield _square(x, y, fill="none", stroke=colour, rx="4", **{"stroke-width": "3"})
    else:
        yield from _taken(branch.relation, x, y, colour)


def _taken(relation: str, x: int, y: int, colour: str) -> Iterator[Element]:
    if relation == Relation.SAME:
        yield _square(x, y, fill=colour)
    elif relation == Relation.EDITED:
        yield _path(f"M{x} {y - 6}l6 6l-6 6l-6 -6Z", colour, fill=colour)
    elif relation == Relation.PARAPHRASE:
        yield _path(f"M{x} {y - 6}l5.5 10h-11Z", colour, fill=colour)
    else:
        yield _circle(x, y, _SIZE, fill="none", stroke=colour, **{"stroke-width": "1.5"})
        if relation == Relation.PARTIAL:
            yield _path(f"M{x - _SIZE} {y}a{_SIZE} {_SIZE} 0 0 0 {2 * _SIZE} 0Z", "none", fill=colour)


def _path(course: str, stroke: str, **more: str) -> Element:
    return Element("path", {"d": course, "fill": "none", "stroke": stroke, **more})


def _circle(x: int, y: int, radius: int, **more: str) -> Element:
    return Element("circle", {"cx": str(x), "cy": str(y), "r": str(radius), **more})


def _square(x: int, y: int, **more: str) -> Element:
    corner = {"x": str(x - _SIZE), "y": str(y - _SIZE), "width": str(2 * _SIZE), "height": str(2 * _SIZE)}
    return Element("rect", {**corner, **more})
