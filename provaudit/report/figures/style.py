"""How the marks of the pictures look: one table, written for a page that inlines them and for a file of its own.

Colours are Okabe and Ito's (2008) vermilion and blue, darker on white and lighter on black, so that the colour-blind
tell them apart; where two meet, one is also much lighter than the other.
"""

from collections.abc import Callable
from typing import NamedTuple

_FONTS = (
    ".figure text { font: 12.5px system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', 'DejaVu Sans', "
    "sans-serif; }\n"
    ".figure .figure-head { font-weight: 600; font-size: 15px; }\n"
)
_PAPER = ("#ffffff", "#1d2024")


class _Look(NamedTuple):
    """What is painted how, on white and on black, and what else holds."""

    paint: str
    light: str
    dark: str
    more: str = ""


_LOOKS = {
    "ink": _Look("fill", "#1b1d20", "#e9e7e2"),
    "soft": _Look("fill", "#565b62", "#a9adb3"),
    "axis": _Look("stroke", "#cbc7be", "#454a50"),
    "mean": _Look("stroke", "#565b62", "#a9adb3", "stroke-dasharray: 3 3; "),
    "line": _Look("stroke", "#1b1d20", "#e9e7e2", "stroke-width: 1.2; "),
    "open": _Look("fill", "#c2410c", "#ff9a5c"),
    "vague": _Look("fill", "#e0a52e", "#c9992f"),
    "said": _Look("fill", "#8fbce0", "#3f79ab"),
    "again": _Look("fill", "#a9a59c", "#6b7178"),
    "else": _Look("fill", "#dad7d0", "#3d4248"),
    "dot": _Look("fill", "#0b5c94", "#7cc0f2"),
    "tick": _Look("stroke", "#0b5c94", "#7cc0f2", "stroke-opacity: .75; stroke-width: 1.6; "),
    "head": _Look("fill", "#1b1d20", "#e9e7e2"),
    "node": _Look("fill", "#565b62", "#a9adb3"),
    "few": _Look("stroke", "#8a8f96", "#8a8f96", "fill: none; stroke-dasharray: 3 2; "),
    "open-flow": _Look("fill", "#c2410c", "#ff9a5c", "fill-opacity: .6; "),
    "vague-flow": _Look("fill", "#e0a52e", "#c9992f", "fill-opacity: .6; "),
    "again-flow": _Look("fill", "#a9a59c", "#6b7178", "fill-opacity: .6; "),
    "else-flow": _Look("fill", "#dad7d0", "#3d4248"),
    "said-flow": _Look("fill", "#8fbce0", "#3f79ab", "fill-opacity: .6; "),
}


def page_style() -> str:
    """Return the CSS for a page that inlines the pictures; light or dark as its `color-scheme` says."""
    return _FONTS + _rules(lambda look: f"light-dark({look.light}, {look.dark})")


def file_style() -> str:
    """Return the CSS for a picture in a file of its own: light, and dark where its reader prefers that."""
    return (
        f"{_FONTS}.figure-paper {{ fill: {_PAPER[0]}; }}\n{_rules(lambda look: look.light)}"
        f"@media (prefers-color-scheme: dark) {{\n"
        f".figure-paper {{ fill: {_PAPER[1]}; }}\n{_rules(lambda look: look.dark)}}}\n"
    )


def _rules(colour: Callable[[_Look], str]) -> str:
    return "".join(
        f".figure-{name} {{ {look.paint}: {colour(look)}; {look.more}}}\n" for name, look in _LOOKS.items()
    )
