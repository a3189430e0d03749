"""The stories as DOT, for graphviz: `dot -Tsvg`. Shape and colour tell the role, the line's width the share.

Articles that stand alone are counted, not drawn. An arrow goes from a source to what was made of it.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, BinaryIO

from provaudit.document import Audit
from provaudit.model import Credit, Relation, Role
from provaudit.report.plain import clip, plain
from provaudit.report.standards.lineage import UNSEEN, Edge, Node, edges, nodes
from provaudit.report.standards.safe import web_address
from provaudit.report.styles import MAYBE_ORIGINAL, count, percent, shared
from provaudit.report.wording import numbered
from provaudit.report.wording import told as word

LOOKS = {
    Role.ORIGINAL: 'shape=box, peripheries=2, style="filled,bold", fillcolor="#cfe8d5"',
    Role.VERSION: 'shape=box, style="filled,dashed", fillcolor="#cfe8d5"',
    Role.REPUBLICATION: 'shape=box, style="filled", fillcolor="#cfe0f3"',
    Role.REWRITE: 'shape=box, style="filled,rounded", fillcolor="#dcd6f0"',
    Role.SECOND_HAND: 'shape=hexagon, style="filled", fillcolor="#f6d9e6"',
    Role.OWN_REPORTING: 'shape=ellipse, style="filled", fillcolor="#f4f4f4"',
    MAYBE_ORIGINAL: 'shape=box, peripheries=2, style="filled,dashed", fillcolor="#f4f4f4"',
    UNSEEN: 'shape=diamond, style="filled,dashed", fillcolor="#fff3c9"',
}
"""How a node looks, by its role; what may be an original, and an unseen source, are one too.

All stand on white and on black, in print too."""

_CREDIT = {
    Credit.NONE_OBSERVED: "#b3261e",
    Credit.MISATTRIBUTED: "#b3261e",
    Credit.GENERIC: "#9a6700",
    Credit.NAMED: "#1a7f37",
    Credit.OWN: "#1a7f37",
}
_OTHER = "#57606a"
_TITLE = 44  # cells of a title; chosen, so that a box is no wider than its story
_ROW = 5.0  # points of the widest line, that of a whole copy; chosen


def write_dot(audit: Audit, stream: BinaryIO) -> None:
    """Write the graph in UTF-8, one node or edge a line, each story a cluster."""
    stream.writelines(line.encode() for line in _lines(audit))


def _lines(audit: Audit) -> Iterator[str]:
    joined = {one for columns in audit.edges.select("child", "parent").iter_rows() for one in columns}
    drawn = sorted((node for node in nodes(audit) if node.id in joined), key=lambda node: _story(node.values))
    names = {node.id: f"n{place}" for place, node in enumerate(drawn, start=1)}
    yield "digraph lineage {\n"
    yield '  graph [rankdir=LR, charset="UTF-8", fontname="Helvetica,Arial,sans-serif"];\n'
    yield '  node [fontname="Helvetica,Arial,sans-serif", fontsize=11, margin="0.15,0.08"];\n'
    yield '  edge [fontname="Helvetica,Arial,sans-serif", fontsize=9];\n'
    for place, (story, group) in enumerate(groupby(drawn, key=lambda node: node.values.get("story", ""))):
        yield f"  subgraph cluster_{place} {{\n    graph [label={_quoted(numbered(story))}, color=gray];\n"
        yield from (f"    {names[node.id]} [{_node(node)}];\n" for node in group)
        yield "  }\n"
    for edge in edges(audit):
        if edge.parent in names and edge.child in names:
            yield f"  {names[edge.parent]} -> {names[edge.child]} [{_edge(edge)}];\n"
    alone = audit.articles.height - sum(node.values["kind"] != UNSEEN for node in drawn)
    yield f"  // {count(alone, 'article')} without a source or a copy\n}}\n"


def _story(values: dict[str, Any]) -> tuple[int, str]:
    """Return what sorts stories by their number: story:2 before story:10, those without one last."""
    story = values.get("story", "")
    number = story.rpartition(":")[2]
    return (int(number), "") if number.isdecimal() else (1 << 62, story)


def _node(node: Node) -> str:
    told = node.values
    if told["kind"] == UNSEEN:
        label, look = (
            f"{numbered(told['label'])}\nnot in the pile, {told['words']:,} words or more",
            LOOKS[UNSEEN],
        )
    else:
        maybe = told["credit"] == MAYBE_ORIGINAL
        said = MAYBE_ORIGINAL if maybe else f"{word(told['role'])} · {word(told['credit'])}"
        label = f"{clip(told['label'], _TITLE)}\n{clip(told['title'], _TITLE)}\n{said}"
        look = LOOKS[MAYBE_ORIGINAL if maybe else Role(told["role"])]
    address = web_address(told.get("url"))
    link = f", URL={_quoted(address)}" if address else ""
    return f"label={_quoted(label)}, tooltip={_quoted(plain(node.id))}{link}, {look}"


def _edge(edge: Edge) -> str:
    told = edge.values
    share = told.get("share", 0.0)
    color = _CREDIT.get(told.get("credit", ""), _OTHER)
    weak = told["undetermined"] or told["relation"] in (Relation.PARAPHRASE, Relation.QUOTES)
    line = ", style=dashed" if weak else ""
    sure = f"{percent(told['confidence'])} sure that this is where it is from; {told.get('evidence', '')}"
    # The empty line lifts the words off a thick arrow.
    label = f"{shared(share, told['relation'])} {word(told['relation'])}\n "
    return (
        f"label={_quoted(label)}, tooltip={_quoted(sure)}, "
        f'color="{color}", penwidth={1 + (_ROW - 1) * share:.2f}{line}'
    )


def _quoted(text: str) -> str:
    r"""Return a string of DOT: quotes, backslashes and entities in it are what they are; a new line is `\n`."""
    safe = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{safe}"'
