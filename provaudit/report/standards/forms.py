"""The standard forms of an audit that need nothing but the audit, by the names that `--format` has for them."""

from collections.abc import Callable
from typing import BinaryIO

from provaudit.document import Audit
from provaudit.report.standards.dot import write_dot
from provaudit.report.standards.graphml import write_graphml
from provaudit.report.standards.jsonld import write_jsonld
from provaudit.report.standards.prov import write_prov

STANDARDS: dict[str, Callable[[Audit, BinaryIO], None]] = {
    "prov": write_prov,
    "jsonld": write_jsonld,
    "graphml": write_graphml,
    "dot": write_dot,
}
"""What writes each form to a stream."""
