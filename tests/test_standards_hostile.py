"""A hostile pile: markup, escape codes, bidi controls and words of a megabyte in every field, in every form."""

import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import networkx as nx
import polars as pl
import pytest
import sarif_shape
from prov.model import ProvDocument
from pyld import jsonld

from provaudit.choices import FORMATS
from provaudit.commands.output import write
from provaudit.commands.screen import Screen
from provaudit.pipeline import audit
from provaudit.report.machine import write_tables
from provaudit.report.terminal import Wanted

BAD = (
    "<script>alert(1)</script>\"'&amp;]]>\\ {0} {{ [x](javascript:alert(1)) \u202e\u2066\x1b[31m\x9b31m\x07\0\ufffe"
    "\u2028\x7f \ud800 \udbff --> */ ${x} %s"
)
LONG = "W" * 1_000_000
STORY = (
    "The harbour master of Ormsund closed both piers on Monday after a barge loaded with gravel broke its moorings. "
    "Nobody was hurt, and the ferries sailed again in the evening, an hour late. The barge belongs to the quarry at "
    "Vell, whose owner had been warned in May about its ropes."
)
FIELDS = ("id", "title", "outlet", "byline", "url", "language")
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def row(number):
    stated = {name: f"{name} {number} {BAD}{LONG}" for name in FIELDS}
    text = f"By {BAD}\n\n{STORY}\n\n{BAD}{LONG}\n\n“We {BAD},” said Ola Brandt, 4{number}, to Reuters.\n"
    return {**stated, "published": f"2031-05-0{number}T10:00:00Z", "text": text}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    path = tmp_path_factory.mktemp("pile") / "a b;\x1b[31m.jsonl"
    path.write_text("\n".join(json.dumps(row(number)) for number in (1, 2)), encoding="utf-8")
    found = audit(path)
    assert found.edges.height
    first, second = (found.articles["text"][place].index("hurt") for place in (0, 1))
    drift = [(*found.edges.row(0)[:2], "quotation", first, first + 4, second, second + 4, BAD, LONG)]
    sound = [
        value.encode(errors="replace").decode() if isinstance(value, str) else value for value in drift[0]
    ]
    object.__setattr__(found, "drift", pl.DataFrame([sound], schema=found.drift.schema, orient="row"))
    return found


def parsed_prov(text):
    assert ProvDocument.deserialize(content=text, format="json").get_records


def parsed_jsonld(text):
    def offline(url, _options):
        raise AssertionError(url)

    assert jsonld.expand(json.loads(text), {"documentLoader": offline})


def parsed_graphml(text):
    assert nx.read_graphml(io.BytesIO(text.encode())).number_of_edges() == 1


def parsed_dot(text):
    string = r'"(?:[^"\\]|\\.)*"'
    value = rf"(?:{string}|[\w.]+)"
    pairs = rf"\[\w+={value}(?:, \w+={value})*\]"
    line = re.compile(
        rf"digraph lineage {{|\s*(?:graph|node|edge|n\d+|n\d+ -> n\d+) {pairs};"
        r"|\s*subgraph cluster_\d+ {|\s*}|\s*//.*"
    )
    assert all(line.fullmatch(one) for one in text.splitlines())


def parsed_sarif(text):
    for schema in (jsonschema.Draft7Validator(sarif_shape.LOG), sarif_shape.official()):
        schema.validate(json.loads(text))


PARSERS = {
    "prov": parsed_prov,
    "jsonld": parsed_jsonld,
    "graphml": parsed_graphml,
    "dot": parsed_dot,
    "sarif": parsed_sarif,
    "json": json.loads,
}


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"parquet"}))
def test_every_form_is_well_formed_and_obeys_no_terminal(hostile, tmp_path, form):
    out = tmp_path / "out"
    write(hostile, form, out, Wanted(), Screen(width=120), with_text=False)
    for path in out.iterdir() if out.is_dir() else [out]:
        text = path.read_text(encoding="utf-8")
        assert not OBEYED.search(text)
        PARSERS.get(form, str)(text)


def test_parquet_keeps_hostile_text_as_it_is(hostile, tmp_path):
    write_tables(hostile, tmp_path, "parquet")
    assert pl.read_parquet(tmp_path / "articles.parquet")["title"].equals(hostile.articles["title"])


def test_a_slide_of_hostile_text_is_well_formed(hostile, tmp_path):
    svg = tmp_path / "a.svg"
    write(hostile, "table", tmp_path / "a.txt", Wanted(), Screen(svg=svg), with_text=False)
    text = Path(svg).read_text(encoding="utf-8")
    assert not OBEYED.search(text)
    assert {one.tag.rpartition("}")[2] for one in ET.fromstring(text).iter()} == {  # noqa: S314 - we made it
        "svg", "title", "style", "defs", "clipPath", "rect", "text", "g",
    }  # fmt: skip
