"""Articles as schema.org's NewsArticle in JSON-LD; what an article claims is kept apart from what the audit inferred.

Two named graphs speak of the same articles. `claimed` is what the article, or the file that it came in, says of
itself: headline, author, publisher, the credit it prints (`creditText`), the agency that this names
(`sourceOrganization`), whom and what it cites. `inferred` is the audit's: what it is based on (`isBasedOn`), with
relation, confidence and share in a namespace of our own. The context is inlined: to expand it asks no network.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import polars as pl

from provaudit.document import Audit
from provaudit.model import PRONOUNS, Cited, Mark
from provaudit.profiles import judged
from provaudit.report.concerns import CREDIT_TOLD
from provaudit.report.standards.lineage import Edge, edges
from provaudit.report.standards.safe import NAMESPACE, as_json, items, urn, web_address
from provaudit.report.taken import UNSEEN
from provaudit.resources import installed_version

CONTEXT = {
    "@vocab": "https://schema.org/",
    "pa": NAMESPACE,
    "prov": "http://www.w3.org/ns/prov#",
    "isBasedOn": {"@type": "@id"},
    "pa:source": {"@type": "@id"},
    "prov:wasAttributedTo": {"@type": "@id"},
    "prov:hadPlan": {"@type": "@id"},
}
"""The context of every document; a term without a prefix is schema.org's."""

AGENT = {"@id": "urn:provaudit:agent:provaudit", "@type": "SoftwareApplication", "name": "provaudit"}
_ABSENT = (
    "A text that is not among the articles audited: several of them share passages that it must have had."
)
_CLAIMS = {
    "title": "headline",
    "published": "datePublished",
    "language": "inLanguage",
    "byline": "author",
    "outlet": "publisher",
    "url": "url",
}
_VERDICTS = ("words", "agency", "agency_mark", "role", "relation", "credit", "licence", "share")
_SHARES = ("prose_share", "quote_share")
_CITES = {
    Cited.PERSON: ("mentions", "Person"),
    Cited.INSTITUTION: ("mentions", "Organization"),
    Cited.MEDIUM: ("citation", "CreativeWork"),
    Cited.DOCUMENT: ("citation", "CreativeWork"),
}
"""schema.org's property and type for each kind of source; one without a name is none of its things."""

_SLICE = 1_000  # articles turned into Python objects at a time; chosen


def write_jsonld(audit: Audit, stream: BinaryIO) -> None:
    """Write the document in UTF-8, one node a line, as it is made."""
    stream.writelines(line.encode() for line in _lines(audit))


def _lines(audit: Audit) -> Iterator[str]:
    book = audit.rulebook
    plan = {"@id": urn("rulebook", book.digest), "@type": "CreativeWork", "name": book.name}
    agent = AGENT | {"softwareVersion": installed_version()}
    yield f'{{"@context": {as_json(CONTEXT)},\n"@graph": [\n'
    yield f"{as_json(agent)},\n{as_json(plan | {'version': book.version, 'identifier': book.digest})},\n"
    yield '{"@id": "urn:provaudit:graph:claimed", "@graph": ['
    yield from items(_claims(audit))
    yield f'\n]}},\n{{"@id": "urn:provaudit:graph:inferred", "prov:wasAttributedTo": {as_json(agent["@id"])}, '
    yield f'"prov:hadPlan": {as_json(plan["@id"])}, "@graph": ['
    yield from items(_inferences(audit))
    yield "\n]}\n]}\n"


def _claims(audit: Audit) -> Iterator[dict[str, Any]]:
    """Yield each article as it states itself."""
    for part in audit.articles.drop("text", "sources").iter_slices(_SLICE):
        credits_of, cited = _credits(audit, part["id"]), _cited(audit, part["id"])
        for row in part.iter_rows(named=True):
            one = {"@id": urn("article", row["id"]), "@type": "NewsArticle", "identifier": row["id"]}
            stated = {theirs: row[ours] for ours, theirs in _CLAIMS.items() if row[ours]}
            for name, kind in (("author", "Person"), ("publisher", "Organization")):
                if name in stated:
                    stated[name] = {"@type": kind, "name": stated[name]}
            stated["url"] = web_address(row["url"])
            told = one | stated | credits_of.get(row["id"], {}) | cited.get(row["id"], {})
            yield {name: value for name, value in told.items() if value is not None}


def _credits(audit: Audit, ids: pl.Series) -> dict[str, dict[str, Any]]:
    """Return the words in which each article credits a source, and whom these name; in the order of the text.

    A source that the prose mentions ("the Courier reported") is cited, not credited.
    """
    credit = (pl.col("mark") != Mark.MENTION) & pl.col("start").is_not_null()
    marks = audit.signals.filter(credit & pl.col("id").is_in(ids.implode())).sort("start", "rule")
    told: dict[str, dict[str, Any]] = {}
    for one, text, source in marks.select("id", "text", "source").iter_rows():
        found = told.setdefault(one, {"creditText": [], "sourceOrganization": []})
        if text and text not in found["creditText"]:
            found["creditText"].append(text)
        named = {"@type": "Organization", "name": source}
        if source and named not in found["sourceOrganization"]:
            found["sourceOrganization"].append(named)
    return {one: {name: values for name, values in found.items() if values} for one, found in told.items()}


def _cited(audit: Audit, ids: pl.Series) -> dict[str, dict[str, Any]]:
    """Return whom and what each article cites, each once, in the order of the text."""
    named = pl.col("kind").is_in([str(kind) for kind in _CITES]) & ~pl.col("text").str.to_lowercase().is_in(
        PRONOUNS
    )
    found = audit.cited.filter(named & pl.col("id").is_in(ids.implode()))
    told: dict[str, dict[str, Any]] = {}
    once = found.unique(["id", "kind", "text"], keep="first", maintain_order=True)
    for one, kind, text in once.select("id", "kind", "text").iter_rows():
        name, type_ = _CITES[Cited(kind)]
        told.setdefault(one, {}).setdefault(name, []).append({"@type": type_, "name": text})
    return told


def _inferences(audit: Audit) -> Iterator[dict[str, Any]]:
    """Yield what the audit says of each article, then the unseen sources."""
    steps: dict[str, list[Edge]] = {}
    for edge in edges(audit):
        steps.setdefault(edge.child, []).append(edge)
    wanted = judged(audit).with_columns(credit=CREDIT_TOLD).select("id", *_VERDICTS, *_SHARES, "story")
    for part in wanted.with_columns(pl.selectors.float().round(4)).iter_slices(_SLICE):
        for row in part.iter_rows(named=True):
            yield _inferred(row, steps.get(row["id"], []))
    for one, words, evidence in audit.unseen.select("id", "words", "evidence").iter_rows():
        told = {"@id": urn("source", one), "@type": "CreativeWork", "identifier": one, "abstract": _ABSENT}
        yield told | {"pa:atLeastWords": words, "pa:evidence": list(evidence)}


def _inferred(row: dict[str, Any], steps: list[Edge]) -> dict[str, Any]:
    """Return the verdicts on an article; a source too weak to be named one stands under its derivations only."""
    told: dict[str, Any] = {"@id": urn("article", row.pop("id")), "wordCount": row.pop("words")}
    if sure := [_node(edge.parent) for edge in steps if not edge.values["undetermined"]]:
        told["isBasedOn"] = sure
    told |= {f"pa:{name}": value for name, value in row.items() if value is not None}
    if steps:
        told["pa:derivation"] = [
            {"@type": "pa:Derivation", "pa:source": _node(edge.parent)}
            | {f"pa:{name}": value for name, value in edge.values.items() if name != "credit"}
            for edge in steps
        ]
    return told


def _node(parent: str) -> str:
    return urn("source" if parent.startswith(UNSEEN) else "article", parent)
