"""Which lines of a page are its article: what trafilatura keeps of them.

Its text alone would have to be sought in the page again, where teasers and menus hold the same words. So every line
goes in with a number in front of it, and the numbers that come out are the lines that were kept. Measured on the
181 pages of the extraction benchmark, that gives the F1 that trafilatura has by itself.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from provaudit.ingest.page_text import Line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode
    from trafilatura.settings import Extractor

_AROUND = (
    "nav, footer, aside, menu, button, fieldset, label, legend, output, progress, time, map, area, embed, applet,"
    " picture, source, track, link, input, figure:not(:has(table))"
)
"""Elements that hold no article: trafilatura throws them away itself, after it has looked at them several times."""

_BARE = ":blank:not(html, body, br, hr, wbr, td, th)"
"""Elements without words that part none; of a page nothing else may be left."""

_NESTED = 3
"""Times that bare elements are looked for: one that held nothing but such is bare, too (chosen; more are rare).

Without these elements trafilatura takes three quarters of the time (86 pages of news outlets, in pairs), and keeps the
same lines of 263 of 267 pages; of the others a teaser more, or less.
"""

_FIRST, _DIGITS = 0x2801, 255
"""Numbers are two Braille patterns: printable, no letters, so that no filter trips over them, and in no news."""

_MOST = _DIGITS * _DIGITS
_ENOUGH = 8  # characters that must agree behind a number (chosen): a page may have Braille of its own

_PROSE = 60  # characters: a shorter line is a label as soon as prose (chosen)
_SIBLINGS = 2  # kept lines of prose that show how the article's paragraphs are set (chosen)
_STEPS = (
    3  # elements, from the block upwards, by which paragraphs of one template are known (2 to 5 measured)
)
Setting = tuple[tuple[str, str], ...]
"""Elements and their classes, from a block upwards."""

_STOPPED = re.compile(r"[.!?…。！？:;,؟।][\"'”’»«“)\]]*$")


def main_lines(tree: "LexborHTMLParser", lines: Sequence[Line]) -> list[int]:
    """Return the places of the lines that are the article, none where that cannot be told. The tree is used up."""
    from trafilatura import bare_extraction  # noqa: PLC0415 -- an extra, and not needed for --help

    prose = {place: _setting(line.block) for place, line in enumerate(lines) if len(line.text) >= _PROSE}
    for place, line in enumerate(lines[:_MOST]):
        line.first.insert_before(_number(place))
    for selector in (_AROUND, *[_BARE] * _NESTED):
        for node in tree.css(selector):
            node.decompose()
    found = bare_extraction(tree.html, options=_options())
    text = getattr(found, "text", None)  # its annotation says it may be a dict, which takes as_dict=True
    kept = _numbers(text, lines) if text else set()
    return sorted(kept | _siblings(kept, lines, prose))


@cache
def _options() -> "Extractor":
    """Return how trafilatura is to read every page: made once, since it takes a tenth as long as a page.

    Never dedup=True: it remembers pages, and returns nothing for one that it has seen before.
    """
    from trafilatura.settings import Extractor  # noqa: PLC0415 -- an extra, and not needed for --help

    return Extractor(output_format="python", fast=True, comments=False, with_metadata=False)


def _number(place: int) -> str:
    high, low = divmod(place, _DIGITS)
    return chr(_FIRST + high) + chr(_FIRST + low)


def _numbers(text: str, lines: Sequence[Line]) -> set[int]:
    """Return the numbers that stand in a text, each in front of the line that it was given to."""
    found = set()
    for hit in re.finditer("[⠁-⣿]{2}", text):
        high, low = (ord(sign) - _FIRST for sign in hit.group())
        place = high * _DIGITS + low
        behind = text[hit.end() : hit.end() + 8 * _ENOUGH].lstrip()
        if place < len(lines) and behind.startswith(lines[place].text[:_ENOUGH].split(" ")[0]):
            found.add(place)
    return found


def _siblings(kept: Collection[int], lines: Sequence[Line], prose: Mapping[int, Setting]) -> set[int]:
    """Return the prose below the article's beginning that is set as its paragraphs are.

    Pages cut an article into several boxes, between which advertisements stand, and extractors take the best of them.
    """
    usual = Counter(setting for place, setting in prose.items() if place in kept)
    return {
        place
        for place, setting in prose.items()
        if usual[setting] >= _SIBLINGS and place > min(kept) and _STOPPED.search(lines[place].text)
    }


def _setting(block: "LexborNode") -> Setting:
    """Return the elements and classes by which paragraphs of one template are known."""
    steps: list[tuple[str, str]] = []
    node: LexborNode | None = block
    while node is not None and len(steps) < _STEPS:
        steps.append((node.tag or "", node.attributes.get("class") or ""))
        node = node.parent
    return tuple(steps)
