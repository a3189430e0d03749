"""The lineage as GraphML, which networkx, Gephi, igraph, yEd and Cytoscape open.

A node is an article or an unseen source and has its id; an edge goes from a child to the parent it took from.
"""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from provaudit.document import Audit
from provaudit.report.standards.lineage import EDGE, NODE, edges, nodes
from provaudit.report.standards.safe import as_xml
from provaudit.resources import installed_version

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(audit: Audit, stream: BinaryIO) -> None:
    """Write the lineage, one node or edge a line, as it is made: it need not fit into memory twice."""
    stream.writelines(line.encode() for line in _lines(audit))


def _lines(audit: Audit) -> Iterator[str]:
    yield _HEAD
    book = audit.rulebook
    about = {"provaudit": installed_version(), "rulebook": f"{book.name} {book.version} {book.digest}"}
    keys = {"graph": dict.fromkeys(about, "string"), "node": NODE, "edge": EDGE}
    for place, wanted in keys.items():
        for name, kind in wanted.items():
            yield f'<key id="{place}.{name}" for="{place}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="lineage" edgedefault="directed">\n'
    yield f"{_data('graph', about)}\n"
    yield from _elements(
        (f'<node id="{as_xml(node.id)}">', _data("node", node.values), "</node>") for node in nodes(audit)
    )
    yield from _elements(
        (
            f'<edge source="{as_xml(edge.child)}" target="{as_xml(edge.parent)}">',
            _data("edge", edge.values),
            "</edge>",
        )
        for edge in edges(audit)
    )
    yield "</graph>\n</graphml>\n"


def _elements(parts: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    return (f"{start}{inner}{end}\n" for start, inner, end in parts)


def _data(place: str, values: dict[str, Any]) -> str:
    return "".join(f'<data key="{place}.{name}">{_text(value)}</data>' for name, value in values.items())


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else as_xml(str(value))
