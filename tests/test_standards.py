import io
import json
import os
import subprocess
import sys
from dataclasses import replace

import networkx as nx
import polars as pl
import pytest
from prov.model import ProvDocument
from pyld import jsonld
from test_report_view import changed

from provaudit.errors import InputError
from provaudit.report.standards import prov
from provaudit.report.standards.dot import write_dot
from provaudit.report.standards.graphml import write_graphml
from provaudit.report.standards.jsonld import write_jsonld
from provaudit.report.standards.safe import as_json, as_xml, web_address

PA = "urn:provaudit:ns:"


def written(write, audit):
    stream = io.BytesIO()
    write(audit, stream)
    return stream.getvalue().decode()


@pytest.fixture
def weak(made):
    """The audit, with one step of the lineage too weak to name a source."""
    low = pl.when(pl.col("child") == "skimmr.txt").then(0.1).otherwise("confidence")
    return changed(made, edges=made.edges.with_columns(confidence=low))


def expanded(audit):
    """Return the claimed and the inferred graph, each node by its id; whoever asks the network fails."""

    def offline(url, _options):
        raise AssertionError(url)

    _, _, *graphs = jsonld.expand(json.loads(written(write_jsonld, audit)), {"documentLoader": offline})
    claimed, inferred = [{node["@id"]: node for node in graph["@graph"]} for graph in graphs]
    return claimed, inferred


def derivations(document):
    (bundle,) = document.bundles
    for record in bundle.get_records():
        told = {str(name): str(value) for name, value in record.attributes}
        if "prov:usedEntity" in told:
            yield told["prov:generatedEntity"], told["prov:usedEntity"], told.get("prov:type")


def test_prov_reads_back_equal(made):
    read = ProvDocument.deserialize(content=written(prov.write_prov, made), format="json")
    assert read == prov.document(made)


def test_a_relation_is_the_kind_of_derivation_that_prov_has_for_it(made):
    found = set(derivations(prov.document(made)))
    assert ("article:portside.txt", "article:wire.txt", "prov:Quotation") in found
    assert ("article:halden.txt", "article:wire.txt", "prov:Revision") in found
    assert ("article:skimmr.txt", "article:halden.txt", None) in found
    assert ("article:fernmark.txt", "source:unseen%3A1", "prov:Quotation") in found


def test_a_version_is_a_revision_however_much_of_it_is_the_same(made):
    roles = pl.when(pl.col("id") == "portside.txt").then(pl.lit("version")).otherwise("role")
    found = set(derivations(prov.document(changed(made, articles=made.articles.with_columns(role=roles)))))
    assert ("article:portside.txt", "article:wire.txt", "prov:Revision") in found


def test_the_original_is_a_primary_source_at_any_remove(made):
    firsts = {one for one in derivations(prov.document(made)) if one[2] == "prov:PrimarySource"}
    assert firsts == {
        (f"article:{child}.txt", "article:wire.txt", "prov:PrimarySource")
        for child in ("portside", "halden", "skimmr")
    }


def test_a_step_too_weak_to_name_a_source_is_an_influence(weak):
    document = prov.document(weak)
    assert "article:skimmr.txt" not in {child for child, *_, kind in derivations(document) if kind is None}
    assert "wasInfluencedBy(article:skimmr.txt, article:halden.txt" in document.get_provn()


def test_prov_says_who_found_it_and_by_which_rules(made):
    provn = prov.document(made).get_provn()
    assert "used(audit:" in provn
    assert f"rulebook:{'0' * 64}" in provn
    assert "wasAttributedTo(article:wire.txt, agent:Tidewater%20Wire" in provn


def test_prov_needs_its_library(made, monkeypatch):
    monkeypatch.setitem(sys.modules, "prov.serializers.provjson", None)
    with pytest.raises(InputError, match=r"pip install 'provaudit\[standards\]'"):
        prov.write_prov(made, io.BytesIO())


def test_json_ld_expands_without_a_network_and_keeps_claims_apart(made):
    claimed, inferred = expanded(made)
    one = "urn:provaudit:article:portside.txt"
    assert claimed[one]["https://schema.org/creditText"] == [{"@value": "Source: Tidewater"}]
    assert claimed[one]["https://schema.org/sourceOrganization"][0]["https://schema.org/name"] == [
        {"@value": "Tidewater"}
    ]
    assert "https://schema.org/isBasedOn" not in claimed[one]
    assert inferred[one]["https://schema.org/isBasedOn"] == [{"@id": "urn:provaudit:article:wire.txt"}]
    assert inferred[one][f"{PA}role"] == [{"@value": "republication"}]
    assert "https://schema.org/creditText" not in inferred[one]


def test_json_ld_names_whom_an_article_cites_but_nobody_who_is_not_named(made):
    claimed, _ = expanded(made)
    (person,) = claimed["urn:provaudit:article:wire.txt"]["https://schema.org/mentions"]
    assert person["https://schema.org/name"] == [{"@value": "Mira Solheim"}]
    assert "https://schema.org/mentions" not in claimed["urn:provaudit:article:lakeview.txt"]


def test_an_article_is_based_on_nothing_that_is_too_weak_to_be_named(weak):
    _, inferred = expanded(weak)
    skimmr = inferred["urn:provaudit:article:skimmr.txt"]
    assert "https://schema.org/isBasedOn" not in skimmr
    assert skimmr[f"{PA}derivation"][0][f"{PA}confidence"] == [{"@value": 0.1}]


def test_an_unseen_source_is_a_work_that_must_have_been(made):
    _, inferred = expanded(made)
    assert inferred["urn:provaudit:source:unseen%3A1"][f"{PA}atLeastWords"] == [{"@value": 44}]


def test_networkx_opens_the_graph(made):
    graph = nx.read_graphml(io.BytesIO(written(write_graphml, made).encode()))
    assert set(graph.nodes) == {*made.articles["id"], "unseen:1"}
    assert set(graph.edges) == set(made.edges.select("child", "parent").iter_rows())
    edge = graph.edges["halden.txt", "wire.txt"]
    assert (edge["relation"], edge["confidence"], edge["undetermined"]) == ("edited", 0.9, False)
    assert graph.nodes["unseen:1"] == {
        "kind": "unseen", "label": "unseen:1", "words": 44, "story": "story:1",
    }  # fmt: skip


def test_what_an_archive_holds_is_told_from_what_was_read(made):
    graph = nx.read_graphml(
        io.BytesIO(written(write_graphml, replace(made, archived=frozenset({"wire.txt"}))).encode())
    )
    assert [name for name, told in graph.nodes(data=True) if told.get("archived")] == ["wire.txt"]


def test_dot_tells_roles_by_shape_and_shares_by_width(made):
    lines = written(write_dot, made).splitlines()
    (wire,) = [line for line in lines if "Tidewater Wire" in line]
    assert "peripheries=2" in wire
    assert "original · its own" in wire
    assert any("shape=diamond" in line and "unseen source 1" in line for line in lines)
    assert any("n1 -> " in line and "penwidth=5.00" in line for line in lines)
    assert any("88% paraphrase" in line and "style=dashed" in line for line in lines)
    assert "  // 2 articles without a source or a copy" in lines


def test_stories_are_drawn_in_the_order_of_their_numbers(made):
    later = made.articles.with_columns(
        story=pl.when(pl.col("id") == "wire.txt").then(pl.lit("story:10")).otherwise(pl.lit("story:9"))
    )
    drawn = written(write_dot, changed(made, articles=later))
    assert drawn.index('"story 9"') < drawn.index('"story 10"')


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("/pile/wire.txt", None),
        (None, None),
        ('https://a.example/"><b>', "https://a.example/%22%3E%3Cb%3E"),
        ("https://a.example/?a=1&b=%20#c", "https://a.example/?a=1&b=%20#c"),
    ],
)
def test_only_addresses_of_the_web_become_links(hostile, harmless):
    assert web_address(hostile) == harmless


def test_what_a_terminal_obeys_is_written_as_numbers():
    assert as_json("a\x9b\u202e\x1b") == r'"a\u009b\u202e\u001b"'
    assert as_xml('a<\x9b\u202e\x1b\n"') == "a&lt;&#155;&#8238;\ufffd&#10;&quot;"


def test_the_same_audit_gives_the_same_bytes_whatever_the_hashes():
    code = (
        "import sys; sys.path[:0] = ['tests', '.']; from audit_fixture import build; "
        "from provaudit.report.standards.forms import STANDARDS; "
        "from provaudit.report.standards.sarif import write_sarif; "
        "[write(build(), sys.stdout.buffer) for write in (*STANDARDS.values(), write_sarif)]"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        for seed in ("1", "2")
    ]
    assert len({run.stdout for run in runs}) == 1
