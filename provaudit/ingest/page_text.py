"""A page's tree to the lines that a reader is shown, each with its place in the tree.

Block elements end a line, as in a browser, so that a credit line stands on a line of its own.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNSHOWN = (
    "script, style, noscript, template, svg, math, canvas, iframe, object, audio, video, head, select, datalist,"
    " textarea, [hidden], dialog:not([open]), [style*='display:none' i], [style*='display: none' i]"
)
"""Elements of which a browser with scripts on shows no text, and choices of a form, which nobody wrote."""

_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p"
    " pre search section summary table tbody td tfoot th thead tr ul label".split()
)


class Line(NamedTuple):
    """One line of a page: its words, white space folded, and the block element that it stands in."""

    text: str
    block: "LexborNode"


def shown_lines(tree: "LexborHTMLParser") -> list[Line]:
    """Return the lines of the page, in its order; what is not shown is cut out of the tree."""
    for node in tree.css(_UNSHOWN):
        node.decompose()
    lines: list[Line] = []
    words: list[str] = []
    blocks: dict[int, LexborNode] = {}
    block = tree.body
    if block is None:
        return []
    for node in block.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            home = _block(node, blocks)
            if home.mem_id != block.mem_id:
                _end(words, block, lines)
                block = home
            words.append(node.text_content or "")
        elif tag == "br":
            _end(words, block, lines)
    _end(words, block, lines)
    return lines


def _end(words: list[str], block: "LexborNode", lines: list[Line]) -> None:
    text = " ".join("".join(words).split())
    words.clear()
    if text:
        lines.append(Line(text, block))


def _block(node: "LexborNode", blocks: dict[int, "LexborNode"]) -> "LexborNode":
    """Return the block element around a text, looked up once for each parent."""
    parent = node.parent
    assert parent is not None  # a text stands in the body
    found = blocks.get(parent.mem_id)
    if found is None:
        found = parent
        while found.tag not in _BLOCKS and found.parent is not None:
            found = found.parent
        blocks[parent.mem_id] = found
    return found
