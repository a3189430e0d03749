"""The lineage as W3C PROV, in PROV-JSON: who made which text of which, and that an audit says so.

The document itself holds what was done: the audit (an activity), provaudit (an agent), the rulebook (its plan), the
articles that it used, and the lineage, a bundle that the audit generated. The bundle holds what was found: articles
and unseen sources (entities), outlets and agencies that the articles name (agents), and their derivations. PROV has
no words for relation, confidence or credit: these stand in a namespace of our own, `pa`.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO

import polars as pl

from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.model import Relation, Role
from provaudit.nested import digest
from provaudit.report.standards.lineage import UNSEEN, Edge, Node, edges, nodes
from provaudit.report.standards.safe import NAMESPACE, as_json, encoded
from provaudit.resources import installed_version

if TYPE_CHECKING:
    from prov.model import ProvBundle, ProvDocument

SPACES = {
    "pa": NAMESPACE,
    "article": "urn:provaudit:article:",
    "source": "urn:provaudit:source:",
    "agent": "urn:provaudit:agent:",
    "audit": "urn:provaudit:audit:",
    "rulebook": "urn:provaudit:rulebook:",
}
"""The namespaces of a document, by prefix."""

KINDS = {
    Relation.SAME: "prov:Quotation",
    Relation.EDITED: "prov:Revision",
    Relation.PARTIAL: "prov:Quotation",
    Relation.PARAPHRASE: None,
    Relation.QUOTES: "prov:Quotation",
}
"""PROV's kind of derivation for each relation: a quotation repeats some or all of an entity, a revision is a revised
version of it with substantial content from the original (PROV-DM 5.2.2, 5.2.3); a paraphrase is a derivation alone."""


def write_prov(audit: Audit, stream: BinaryIO) -> None:
    """Write the audit's lineage as PROV-JSON, one record a line.

    The `prov` library builds it in memory, some kilobytes an article. Raise InputError where it is not installed.
    """
    try:
        from prov.serializers.provjson import encode_json_document  # noqa: PLC0415 - an extra, and heavy
    except ImportError as fault:
        raise InputError("--format prov needs a library: pip install 'provaudit[standards]'") from fault
    container = encode_json_document(document(audit))
    stream.writelines(line.encode() for line in _lines(container))
    stream.write(b"\n")


def document(audit: Audit) -> "ProvDocument":
    """Return the audit's lineage as a document of the `prov` library."""
    from prov.model import ProvDocument  # noqa: PLC0415 - an extra, and heavy

    whole = ProvDocument()
    for prefix, uri in SPACES.items():
        whole.add_namespace(prefix, uri)
    name = _name(audit)
    lineage = whole.bundle(f"audit:{name}-lineage")
    made = {node.id: _entity(node) for node in _described(audit, lineage)}
    versions = set(audit.articles.filter(pl.col("role") == Role.VERSION)["id"])
    for edge in edges(audit):
        _derived(lineage, edge, made, "prov:Revision" if edge.child in versions else None)
    for child, first in _firsts(audit).items():
        lineage.primary_source(made[child], made[first])
    _done(audit, whole, name, [made[one] for one in audit.articles["id"]])
    return whole


def _name(audit: Audit) -> str:
    """Return what tells this audit from others: a digest of the rulebook, and of every article's id and text."""
    told = sha256(audit.rulebook.digest.encode())
    for one, text in audit.articles.select("id", "text").iter_rows():
        told.update(f"\n{one}\t{digest(text)}".encode(errors="replace"))
    return told.hexdigest()[:32]


def _done(audit: Audit, whole: "ProvDocument", name: str, used: list[str]) -> None:
    """Record what was done: the audit, by whom, by which rules, of which articles."""
    book = audit.rulebook
    activity, agent, plan = f"audit:{name}", "agent:provaudit", f"rulebook:{encoded(book.digest)}"
    whole.activity(activity, other_attributes={"prov:label": "audit of provenance", "pa:articles": len(used)})
    software: dict[str, Any] = {
        "prov:type": _qualified(whole, "prov:SoftwareAgent"),
        "pa:version": installed_version(),
    }
    whole.agent(agent, software | {"prov:label": "provaudit"})
    rules: dict[str, Any] = {"pa:name": book.name, "pa:version": book.version, "pa:digest": book.digest}
    whole.entity(plan, rules | {"prov:type": _qualified(whole, "prov:Plan"), "prov:label": "rulebook"})
    whole.wasAssociatedWith(activity, agent, plan)
    lineage = f"audit:{name}-lineage"
    whole.entity(lineage, {"prov:type": _qualified(whole, "prov:Bundle"), "prov:label": "lineage"})
    whole.wasGeneratedBy(lineage, activity)
    whole.wasAttributedTo(lineage, agent)
    for article in used:
        whole.used(activity, article)


def _entity(node: Node) -> str:
    return f"{'source' if node.values['kind'] == UNSEEN else 'article'}:{encoded(node.id)}"


def _described(audit: Audit, lineage: "ProvBundle") -> Iterator[Node]:
    """Record every article and unseen source, and the outlet and agency that an article names; yield them."""
    agents: set[str] = set()
    for node in nodes(audit):
        told, entity = dict(node.values), _entity(node)
        kind = "pa:UnseenSource" if told.pop("kind") == UNSEEN else "pa:Article"
        label = told.pop("label")
        known = {
            "prov:type": _qualified(lineage, kind),
            "prov:label": told.pop("title", label),
            "pa:id": node.id,
        }
        lineage.entity(entity, known | {f"pa:{name}": value for name, value in told.items()})
        for role in ("outlet", "agency"):
            if name := told.get(role):
                _attributed(lineage, entity, name, role, agents)
        yield node


def _attributed(lineage: "ProvBundle", entity: str, name: str, role: str, agents: set[str]) -> None:
    """Record that an entity bears the name of an organisation, and once who that is."""
    agent = f"agent:{encoded(name)}"
    if agent not in agents:
        agents.add(agent)
        lineage.agent(agent, {"prov:type": _qualified(lineage, "prov:Organization"), "prov:label": name})
    lineage.wasAttributedTo(entity, agent, other_attributes={"pa:as": role})


def _derived(lineage: "ProvBundle", edge: Edge, made: Mapping[str, str], kind: str | None) -> None:
    """Record a step of the lineage, of a kind or else of its relation's.

    One that is too weak to name a source is an influence and no derivation.
    """
    told = {f"pa:{name}": value for name, value in edge.values.items()}
    child, parent = made[edge.child], made[edge.parent]
    if edge.values["undetermined"]:
        lineage.wasInfluencedBy(child, parent, other_attributes=told)
        return
    kind = kind or KINDS.get(Relation(edge.values["relation"]))
    types = {"prov:type": _qualified(lineage, kind)} if kind else {}
    lineage.wasDerivedFrom(child, parent, other_attributes=types | told)


def _firsts(audit: Audit) -> dict[str, str]:
    """Return, for each article, the original that its main sources lead to, where they lead to one."""
    main = audit.edges.sort("share", descending=True, nulls_last=True, maintain_order=True)
    parents = dict(
        main.unique("child", keep="first", maintain_order=True).select("child", "parent").iter_rows()
    )
    originals = set(audit.articles.filter(pl.col("role") == Role.ORIGINAL)["id"])
    found = {}
    for child in audit.articles["id"]:
        top, seen = child, {child}
        while (above := parents.get(top)) is not None and above not in seen:
            top = above
            seen.add(top)
        if top != child and top in originals:
            found[child] = top
    return found


def _qualified(bundle: "ProvBundle", name: str) -> Any:
    return bundle.valid_qualified_name(name)


def _lines(value: Mapping[str, Any], indent: str = "", depth: int = 1) -> Iterator[str]:
    """Yield a container of PROV-JSON with one record a line: `depth` says how far above them it lies."""
    yield "{"
    for place, (name, inner) in enumerate(value.items()):
        yield f"{',' if place else ''}\n{indent} {as_json(name)}: "
        below = 3 if name == "bundle" else depth  # its name, and its kinds of records, lie between
        if below:
            yield from _lines(inner, f"{indent} ", below - 1)
        else:
            yield as_json(inner)
    yield f"\n{indent}}}"
