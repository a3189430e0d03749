"""The pictures as files: SVG always, PNG where the extra `figures` is installed."""

from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, fromstring, register_namespace, tostring

from provaudit.document import Audit
from provaudit.report.beside import writable, write_beside
from provaudit.report.figures import Figure, figures
from provaudit.report.figures.canvas import WIDTH, number
from provaudit.report.figures.style import file_style
from provaudit.report.plain import fold

_CONVERTER = "vl_convert"
_NAMESPACE = "http://www.w3.org/2000/svg"
_SCALE = 2  # pixels of a PNG for each of the SVG: sharp on a slide
_MARGIN, _HEAD, _LINE, _CELLS = (
    16,
    26,
    17,
    64,
)  # pixels around, of the title, of a line of the caption; its width


def save(audit: Audit, folder: Path) -> list[Path]:
    """Write each picture of an audit to `folder/<name>.svg`, and to `<name>.png` where that can be made.

    Return the files. Raise InputError where the folder cannot be made or written.
    """
    with writable(folder, "--figures"):
        folder.mkdir(parents=True, exist_ok=True)
    files = []
    for figure in figures(audit):
        alone = standalone(figure)
        forms = {"svg": alone.encode()} | ({"png": _png(alone)} if makes_png() else {})
        for suffix, content in forms.items():
            files.append(folder / f"{figure.name}.{suffix}")
            write_beside(files[-1], partial(_fill, content), "--figures")
    return files


def _fill(content: bytes, stream: BinaryIO) -> None:
    stream.write(content)


def makes_png() -> bool:
    """Tell whether PNG can be made here."""
    return find_spec(_CONVERTER) is not None


def standalone(figure: Figure) -> str:
    """Return a picture as a file of its own: with its style, on its paper, its title above, its caption below."""
    register_namespace("", _NAMESPACE)
    root = fromstring(figure.svg)  # noqa: S314 - our own picture
    drawn = float(root.get("height", "0"))
    caption = fold(figure.caption, _CELLS)
    wide, high = WIDTH + 2 * _MARGIN, drawn + 2 * _MARGIN + _HEAD + _LINE * len(caption)
    root.set("viewBox", f"{-_MARGIN} {-_MARGIN - _HEAD} {wide} {number(high)}")
    root.set("width", number(wide))
    root.set("height", number(high))
    style, paper = Element("style"), Element("rect", {"class": "figure-paper"})
    style.text = file_style()
    for name, length in {"x": -_MARGIN, "y": -_MARGIN - _HEAD, "width": wide, "height": high}.items():
        paper.set(name, number(length))
    lines = [_line(words, drawn + _LINE * (place + 1), "soft") for place, words in enumerate(caption)]
    for place, one in enumerate((style, paper, _line(figure.title, -10, "head"), *lines)):
        root.insert(2 + place, one)
    return tostring(root, encoding="unicode") + "\n"


def _line(words: str, y: float, kind: str) -> Element:
    one = Element("text", {"class": f"figure-{kind}", "x": "0", "y": number(y)})
    one.text = words
    return one


def _png(svg: str) -> bytes:
    from vl_convert import svg_to_png  # noqa: PLC0415 - an extra

    return bytes(svg_to_png(svg, scale=_SCALE))
