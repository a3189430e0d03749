"""Small rules, vocabularies and articles about an invented harbour, for the tests of the rulebook."""

import polars as pl

import provaudit.zones  # noqa: F401 - its word lists are the shipped ones, whatever rules a test puts in their place
from provaudit.frames import ARTICLES, ZONES
from provaudit.rulebook import load

AGENCIES = """
name: agencies
summary: The agencies of an invented coast
entries:
  - {name: Harbour Wire, kind: agency, forms: [Harbour Wire, HW, The Harbour Wire Service]}
  - {name: Küstendienst, kind: agency, forms: [Küstendienst, "kd", 海岸通信]}
"""

DIMENSIONS = """
name: harbour
version: "3"
dimensions:
  origin: {summary: Whose text this is, cap: 5}
  attribution: {summary: Whether it says so, cap: 3}
"""


def rule(identity="origin/bulletin", **keys):
    """Return the text of a rule file; keys are YAML, None leaves one out."""
    stated = {
        "id": identity,
        "summary": "Names the bulletin",
        "dimension": identity.partition("/")[0],
        "status": "stable",
        "match": '{words: {phrase: ["harbour bulletin"]}}',
        "points": "2",
        "message": "Names the bulletin.",
        "tests": '[{text: "the harbour bulletin", expect: match}, {text: "the harbour master", expect: silent}]',
    } | keys
    return "\n".join(f"{key}: {value}" for key, value in stated.items() if value is not None) + "\n"


def write(folder, **files):
    """Write files under a folder; `origin__name` is `origin/name.yaml`."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/").replace("_", "-") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def rulebook(folder, *rules, vocabulary=AGENCIES, dimensions=DIMENSIONS):
    """Return the rulebook of these rule texts, which must be without fault."""
    named = {text.splitlines()[0].removeprefix("id: ").replace("/", "__"): text for text in rules}
    write(folder, vocabulary__agencies=vocabulary, dimensions=dimensions)
    for name, text in named.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = load(shipped=folder)
    assert [str(fault) for fault in found.errors] == []
    return found


def articles(*texts, **columns):
    """Return ARTICLES of these texts; each further column is a list or one value for all."""
    rows = [{"article": at, "id": str(at), "path": str(at), "text": text} for at, text in enumerate(texts)]
    for name, values in columns.items():
        for at, row in enumerate(rows):
            row[name] = values[at] if isinstance(values, list) else values
    return pl.DataFrame(rows, schema=ARTICLES)


def zones(*rows):
    """Return ZONES from (article, zone, start, end)."""
    return pl.DataFrame(list(rows), schema=ZONES, orient="row")


def all_body(found):
    """Zone every article as one body stretch, as a stand-in for `find_zones`."""
    whole = found.filter(pl.col("text") != "").with_columns(
        zone=pl.lit("body"), start=pl.lit(0, pl.UInt32), end=pl.col("text").str.len_chars()
    )
    return whole.select(list(ZONES))
