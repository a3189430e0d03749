"""A page's tree to the lines that a reader is shown, each with the place in the tree where it begins.

Block elements and `<br>` end a line, as in a browser, so that a credit line stands on a line of its own.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from provaudit.ingest.clean import normal

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNSHOWN = (
    "script, style, noscript, template, svg, math, canvas, iframe, object, audio, video, head, select, datalist,"
    " textarea, [hidden], dialog:not([open]), [style*='display:none' i], [style*='display: none' i]"
)
"""Elements of which a browser with scripts on shows no text, and the choices of a form, which nobody wrote."""

_ROOTS = ("html", "body")
"""Elements that are shown even where they say `hidden`: scripts take that away once the page is there."""

_NAMES = """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li listing main menu nav ol p pre
search section summary table tbody tfoot thead tr ul"""
_BLOCKS = frozenset(_NAMES.split())
"""Elements that begin and end a line; the cells of a row of a table share one."""

_CELLS = frozenset({"td", "th"})


class Line(NamedTuple):
    """One line of a page: its words, white space folded; the text node and the block in which they begin."""

    text: str
    first: "LexborNode"
    block: "LexborNode"


@dataclass
class _Page:
    """The lines so far, and what the next one is made of."""

    block: "LexborNode"
    lines: list[Line] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    first: "LexborNode | None" = None
    blocks: "dict[int, LexborNode]" = field(default_factory=dict)

    def add(self, node: "LexborNode") -> None:
        """Add a text to the line, or to a new one where it stands in another block."""
        text = node.text_content or ""
        blank = not text or text.isspace()
        if blank and self.first is None:
            return  # white space between elements, as most of a page's texts are
        home = self._home(node)
        if home.mem_id != self.block.mem_id:
            self.end()
            self.block = home
        if self.first is None and not blank:
            self.first = node
        if self.words and _are_apart(self.words[-1], text):
            self.words.append(" ")
        self.words.append(text)

    def end(self) -> None:
        """End the line."""
        if self.first is None:
            self.words.clear()
            return
        text = " ".join(normal("".join(self.words)).split())  # an entity may stand for what is cleaned away
        if text:
            self.lines.append(Line(text, self.first, self.block))
        self.first = None
        self.words.clear()

    def _home(self, node: "LexborNode") -> "LexborNode":
        """Return the block around a text, which is sought once for each parent."""
        passed: list[int] = []
        found = node.parent or self.block
        while found.tag not in _BLOCKS and (above := found.parent) is not None:
            if known := self.blocks.get(found.mem_id):
                found = known
                break
            passed.append(found.mem_id)
            found = above
        if passed:
            self.blocks |= dict.fromkeys(passed, found)
        return found


def shown_lines(tree: "LexborHTMLParser") -> list[Line]:
    """Return the lines of the page, in its order; what is not shown is cut out of the tree."""
    for node in tree.css(_UNSHOWN):
        if node.tag not in _ROOTS:
            node.decompose()
    if tree.body is None:
        return []
    page = _Page(tree.body)
    for node in tree.body.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            page.add(node)
        elif tag == "br":
            page.end()
        elif tag in _CELLS:
            page.words.append(" ")
    page.end()
    return page.lines


def first_line(heading: "LexborNode") -> str:
    """Return the words of a heading, of several lines on one; of one that was never closed its first block's."""
    words: list[str] = []
    for node in heading.traverse(include_text=True):
        if node.tag == "br":
            words.append(" ")
        elif node.tag == "-text":
            words.append(node.text_content or "")
        elif node.tag in _BLOCKS and node.mem_id != heading.mem_id and "".join(words).strip():
            break
    return " ".join("".join(words).split())


def _are_apart(left: str, right: str) -> bool:
    """Whether two texts that touch, `By<b>Ana` or `2 May<i>Updated`, are apart by their looks only."""
    return left[-1:].islower() and right[:1].isupper()
