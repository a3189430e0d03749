"""What the terminal shows, as one SVG for a slide or a page: no fonts of its own, no network, no script."""

import io
import re
from collections.abc import Callable
from html import escape, unescape

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme

from provaudit.report.plain import cells_of, plain

WIDTH = 120
"""Cells of a line where none is asked for: the terminal's would make other bytes on another machine."""

_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold and `plain` lets stand
_STRETCHED = re.compile(r'(<text [^>]*x=")([^"]*)(" y="([^"]*)" textLength=")[^"]*("[^>]*)>([^<]*)</text>')
_FOREIGN = r"(?:.?[\u0300-\u036f]|[^\u0020-\u02ff\u2010-\u2027\u2190-\u259f])+"
_STRETCHES = re.compile(f"({_FOREIGN}(?: {_FOREIGN})*)")
"""What other fonts draw than the one whose letters are a cell wide; an accent of its own goes with its letter."""

_BREAKS = re.compile(r"<text [^>]*>\n</text>")  # rich draws the ends of lines too
_CELL = 12.2  # of a cell, in the units of rich's drawing (20 high, 0.61 as wide)

LIGHT = TerminalTheme(
    (255, 255, 255),
    (31, 35, 40),
    [
        (31, 35, 40), (179, 38, 30), (26, 127, 55), (154, 103, 0),
        (9, 105, 218), (130, 80, 223), (27, 124, 131), (110, 119, 129),
    ],
    [
        (87, 96, 106), (179, 38, 30), (26, 127, 55), (154, 103, 0),
        (33, 139, 255), (164, 117, 249), (49, 146, 170), (140, 149, 159),
    ],
)  # fmt: skip
"""Dark ink on white; every colour that a report uses has a contrast of 4.5 or more (WCAG's formula)."""

_FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{title}" viewBox="0 0 {{width}} {{height}}">
<title>{title}</title>
<style>
.{{unique_id}}-matrix {{{{ font: {{char_height}}px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; \
white-space: pre; }}}}
.{{unique_id}}-title {{{{ font: bold 16px system-ui, "Helvetica Neue", Arial, sans-serif; fill: #57606a; }}}}
{{styles}}
</style>
<defs>
<clipPath id="{{unique_id}}-clip-terminal"><rect width="{{terminal_width}}" height="{{terminal_height}}"/></clipPath>
{{lines}}
</defs>
<rect width="100%" height="100%" rx="8" fill="#ffffff"/>
<text class="{{unique_id}}-title" x="{{terminal_x}}" y="26">{title}</text>
<g transform="translate({{terminal_x}}, {{terminal_y}})" clip-path="url(#{{unique_id}}-clip-terminal)">
{{backgrounds}}
<g class="{{unique_id}}-matrix">
{{matrix}}
</g>
</g>
</svg>
"""
"""rich's frame, without the fonts that it fetches from a server, and without a window's buttons."""


def slide(draw: Callable[[Console], None], title: str, width: int | None = None) -> str:
    """Return as SVG what `draw` draws at a width in cells; the same drawing gives the same bytes."""
    console = Console(
        width=width or WIDTH, record=True, file=io.StringIO(), color_system="truecolor", force_terminal=True,
        legacy_windows=False, highlight=False, markup=False, emoji=False, no_color=False,
    )  # fmt: skip
    draw(console)
    shown = escape(_NO_XML.sub("\ufffd", plain(title))).replace("{", "{{").replace("}", "}}")
    frame = _FRAME.format(title=shown)
    drawn = console.export_svg(theme=LIGHT, code_format=frame, unique_id="provaudit")
    return _placed(_BREAKS.sub("", _NO_XML.sub("\ufffd", drawn)))


def _placed(drawn: str) -> str:
    """Return the drawing with each letter in its cells, as every line of a report counts them.

    rich gives a vowel sign no cell, and letters of two cells one. Other scripts come from other fonts, whose letters
    are no cells wide: they stand apart, squeezed or stretched whole, so that they still join, and what comes after them
    stands where its cells are.
    """
    missed: dict[str, float] = {}  # by line: how far behind its place rich draws what comes next

    def place(found: re.Match[str]) -> str:
        head, x, middle, line, tail, told = found.groups()
        said = unescape(told).replace("\xa0", " ")
        at = float(x) + missed.get(line, 0.0)
        missed[line] = missed.get(line, 0.0) + (cells_of(said) - cell_len(said)) * _CELL
        pieces = []
        for part in filter(None, _STRETCHES.split(said)):
            length = cells_of(part) * _CELL
            whole = ' lengthAdjust="spacingAndGlyphs"' if _STRETCHES.match(part) else ""
            words = escape(part).replace(" ", "&#160;")
            if length:
                pieces.append(f"{head}{at:g}{middle}{length:g}{tail}{whole}>{words}</text>")
            at += length
        return "".join(pieces)

    return _STRETCHED.sub(place, drawn)
