"""One SVG picture, element by element: escaped, without script or style of its own, the same bytes for the same marks.

What a mark looks like is its class, and `style.py` says it for pages and for files. Lengths are pixels; the picture
is as wide as a column of the page.
"""

from xml.etree.ElementTree import Element, SubElement, tostring

from rich.cells import cell_len

from provaudit.report.plain import plain

WIDTH = 480
"""Pixels of every picture (chosen: half a page, and still legible on a telephone)."""

SLIM = 330
"""Pixels of the same picture for a telephone (chosen: what a screen of 380 pixels leaves)."""

_NARROW, _BROAD = set("iljtfrI.,:;'|!()[] -"), set("mwMW@%…—")
# pixels of a character 12.5 pixels high in DejaVu Sans, the broadest of the usual fonts
_LOWER, _SLIM, _UPPER, _BROADEST = 7.7, 4.8, 9.0, 12.4
_ROUNDING = 0.01  # pixels that sums of lengths may be off


class Canvas:
    """A picture that marks are put on."""

    def __init__(self, name: str, title: str, told: str, height: float, width: int = WIDTH) -> None:
        """Begin a picture; a screen reader reads its title, then what is told in it."""
        self.width = width
        key = f"figure-{name}" if width == WIDTH else f"figure-{name}-{width}"
        self._root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": "figure",
                "width": str(width),
                "height": number(height),
                "viewBox": f"0 0 {width} {number(height)}",
                "role": "img",
                "aria-labelledby": f"{key}-title {key}-told",
            },
        )
        SubElement(self._root, "title", {"id": f"{key}-title"}).text = plain(title)
        SubElement(self._root, "desc", {"id": f"{key}-told"}).text = plain(told)

    def text(self, x: float, y: float, words: str, kind: str = "ink", anchor: str = "start") -> None:
        """Write words on a line that stands on y; `anchor` is what of them stands at x: start, middle or end."""
        self._add("text", kind, x=x, y=y, anchor=anchor).text = plain(words)

    def name(
        self,
        x: float,
        y: float,
        whole: str,
        room: float,
        kind: str = "ink",
        anchor: str = "start",
        more: str = "",
    ) -> None:
        """Write a name and `more` behind it; one that has no room is cut, and told whole to who rests on it."""
        words = fitted(whole, room)
        one = self._add("text", kind, x=x, y=y, anchor=anchor)
        one.text = words + more
        if words != plain(whole):
            SubElement(one, "title").text = plain(whole)

    def bar(self, x: float, y: float, width: float, height: float, kind: str, tip: str = "") -> None:
        """Draw a rectangle; `tip` is shown by whoever rests on it with a pointer."""
        self._add("rect", kind, tip, x=x, y=y, width=width, height=height)

    def line(self, x: float, y: float, to_x: float, to_y: float, kind: str) -> None:
        """Draw a straight line."""
        self._add("line", kind, x1=x, y1=y, x2=to_x, y2=to_y)

    def dot(self, x: float, y: float, radius: float, kind: str, tip: str = "") -> None:
        """Draw a disc."""
        self._add("circle", kind, tip, cx=x, cy=y, r=radius)

    def path(self, drawn: str, kind: str, tip: str = "") -> None:
        """Draw an outline, in the language of SVG's paths."""
        self._add("path", kind, tip).set("d", drawn)

    def whisker(self, low: float, high: float, y: float, kind: str = "line") -> None:
        """Draw an interval: a line with an end at each side."""
        self.line(low, y, high, y, kind)
        for end in (low, high):
            self.line(end, y - 3, end, y + 3, kind)

    def svg(self) -> str:
        """Return the picture."""
        return tostring(self._root, encoding="unicode")

    def _add(self, tag: str, kind: str, tip: str = "", anchor: str = "start", **lengths: float) -> Element:
        one = SubElement(self._root, tag, {"class": f"figure-{kind}"})
        for name, length in lengths.items():
            one.set(name, number(length))
        if anchor != "start":
            one.set("text-anchor", anchor)
        if tip:
            SubElement(one, "title").text = plain(tip)
        return one


def number(length: float) -> str:
    """Return a length in as few characters as a tenth of a pixel needs."""
    return f"{length:.1f}".removesuffix(".0")


def fitted(words: str, room: float) -> str:
    """Return the words, with "…" in their middle where they need more pixels than there are.

    Names that begin alike are told apart by their ends.
    """
    told = plain(words)
    if pixels(told) <= room + _ROUNDING:
        return told
    left = len(told)
    while left and pixels(_without_middle(told, left)) > room + _ROUNDING:
        left -= 1
    return _without_middle(told, left)


def _without_middle(told: str, left: int) -> str:
    """Return so many of the characters, a third of them from the end."""
    end = left // 3
    return f"{told[: left - end].rstrip()}…{told[len(told) - end :].lstrip() if end else ''}"


def pixels(words: str) -> float:
    """Return how broad words are at most, in a usual font."""
    return sum(map(_broad, words))


def _broad(character: str) -> float:
    if character in _NARROW:
        return _SLIM
    if character in _BROAD or cell_len(character) > 1:
        return _BROADEST
    return _UPPER if character.isupper() else _LOWER


class Nothing(str):
    """The picture of nothing: an SVG that says why there is nothing, and the same as a sentence."""

    __slots__ = ("why",)
    why: str


def blank(name: str, title: str, why: str, width: int = WIDTH) -> Nothing:
    """Return the picture of nothing, which says why there is nothing."""
    canvas = Canvas(name, title, why, 34, width)
    canvas.text(0, 21, why, "soft")
    nothing = Nothing(canvas.svg())
    nothing.why = why
    return nothing
