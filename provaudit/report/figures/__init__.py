"""Pictures of an audit, as SVG: for the HTML report, for files, for slides."""

from collections.abc import Callable
from typing import NamedTuple

from provaudit.document import Audit
from provaudit.estimates import FEWEST
from provaudit.report.figures.canvas import SLIM, WIDTH, Nothing
from provaudit.report.figures.flow import TITLE as FLOW
from provaudit.report.figures.flow import flow
from provaudit.report.figures.ground import Ground
from provaudit.report.figures.hours import TITLE as HOURS
from provaudit.report.figures.hours import hours
from provaudit.report.figures.sourcing import TITLE as SOURCING
from provaudit.report.figures.sourcing import sourcing
from provaudit.report.figures.style import file_style, page_style
from provaudit.report.figures.time import TITLE as TIME
from provaudit.report.figures.time import time
from provaudit.report.figures.wire import TITLE as WIRE
from provaudit.report.figures.wire import wire

__all__ = ["Figure", "figures", "file_style", "page_style"]


class Figure(NamedTuple):
    """One picture."""

    name: str
    title: str
    svg: str  # to be put into a page whose style has `page_style()`; no script, no style of its own
    caption: str  # what is counted, and how
    slim: str  # the same picture for a telephone

    @property
    def nothing(self) -> str:
        """Why there is nothing to draw; "" where there is something."""
        return self.svg.why if isinstance(self.svg, Nothing) else ""


_INTERVAL = "Lines are 95% intervals, drawn by story."
_FEW = f"A dashed bar: under {FEWEST} stories, too few to say. The dashed line: all together."

_DRAWN: dict[str, tuple[str, Callable[[Ground, int], str], str]] = {
    "wire": (
        WIRE,
        wire,
        f"The share of each outlet’s articles that are an agency’s text, by a mark or its own text. {_INTERVAL} {_FEW}",
    ),
    "hours": (
        HOURS,
        hours,
        f"From the agency’s own text to its copy, where both are in the pile and state a time of day. {_INTERVAL}",
    ),
    "flow": (
        FLOW,
        flow,
        "Copies of each agency’s texts, by the outlet that printed them; a part of one is no copy.",
    ),
    "sourcing": (
        SOURCING,
        sourcing,
        f"Sources that articles in English cite, each once an article; the share with a name. {_INTERVAL} {_FEW}",
    ),
    "time": (TIME, time, "Articles by when they were published (UTC); agencies’ own texts are left out."),
}


def figures(audit: Audit) -> list[Figure]:
    """Return the pictures of an audit; one that has nothing to show says why."""
    ground = Ground.of(audit)
    return [
        Figure(name, title, draw(ground, WIDTH), told, draw(ground, SLIM))
        for name, (title, draw, told) in _DRAWN.items()
    ]
