import json

import jsonschema
import pytest
from polars.testing import assert_frame_equal

from provaudit import resources
from provaudit.document import FORMAT, SCHEMAS, Audit
from provaudit.errors import DocumentError, FrameError
from provaudit.model import Credit, Relation
from provaudit.nested import digest


@pytest.fixture(scope="module")
def document(made):
    return made.to_document()


@pytest.fixture(scope="module")
def schema():
    return jsonschema.Draft202012Validator(json.loads(resources.schema("audit").read_text(encoding="utf-8")))


def test_the_fixture_holds_every_relation_and_credit(made):
    assert set(Relation) == set(made.articles["relation"])
    assert set(Credit) == set(made.articles["credit"])


def test_a_document_is_valid(document, schema):
    schema.validate(json.loads(json.dumps(document)))


def test_an_unknown_field_is_not_valid(document, schema):
    one = document["articles"][0]
    assert not schema.is_valid(document | {"articles": [one | {"truth": 1}]})


def test_a_missing_field_is_not_valid(document, schema):
    assert not schema.is_valid({k: v for k, v in document.items() if k != "problems"})


def test_an_unassessable_dimension_is_null_and_not_zero(document):
    scores = document["articles"][0]["scores"]
    assert scores["accountability"] is None
    assert scores["access"] == {"points": 0.0, "min": -4.0, "max": 5.0}


def test_an_article_without_scores_has_every_dimension_null(made):
    frames = made.frames() | {"scores": made.scores.clear()}
    scores = Audit(**frames, rulebook=made.rulebook).to_document()["articles"][0]["scores"]
    assert len(scores) == 7
    assert set(scores.values()) == {None}


def test_zones_of_the_document_leave_the_body_out(document):
    assert [z["zone"] for z in document["articles"][0]["zones"]] == ["dateline", "quote", "sign-off"]


def test_a_signal_slices_to_its_words(made, document):
    for article, text in zip(document["articles"], made.articles["text"], strict=True):
        for signal in article["signals"]:
            if signal["start"] is not None:
                assert text[signal["start"] : signal["end"]] == signal["text"]


def test_drift_stands_with_its_edge_and_slices_to_its_words(made, document):
    texts = dict(made.articles.select("id", "text").iter_rows())
    drifted = {e["child"]: e for e in document["edges"] if e["drift"]}
    assert [one["kind"] for one in drifted["halden.txt"]["drift"]] == ["number", "quotation"]
    for edge in drifted.values():
        for one in edge["drift"]:
            assert texts[edge["child"]][slice(*one["child"])] == one["now"]
            assert texts[edge["parent"]][slice(*one["parent"])] == one["was"]


def test_a_document_without_drift_is_read(document):
    older = document | {"edges": [{k: v for k, v in e.items() if k != "drift"} for e in document["edges"]]}
    assert Audit.from_document(older).drift.is_empty()


def test_a_document_without_the_words_of_unseen_sources_is_read(document):
    bare = [{k: v for k, v in one.items() if k != "passages"} for one in document["unseen"]]
    assert Audit.from_document(document | {"unseen": bare}).unseen["passages"].to_list() == [[]]


def test_a_document_comes_back_as_the_same_audit(made, document):
    texts = dict(made.articles.select("id", "text").iter_rows())
    back = Audit.from_document(json.loads(json.dumps(document)), texts)
    assert back.rulebook == made.rulebook
    for name in SCHEMAS.keys() - {"zones"}:
        assert_frame_equal(getattr(made, name), getattr(back, name), check_row_order=name != "passages")
    assert back.to_document() == document


def test_without_texts_a_document_has_none(document):
    assert Audit.from_document(document).articles["text"].null_count() == 8


def test_a_text_is_known_again_by_its_digest(made, document):
    assert document["articles"][0]["sha256"] == digest(made.articles["text"][0])


def test_another_format_is_refused():
    with pytest.raises(DocumentError, match=FORMAT):
        Audit.from_document({"format": "else"})


def test_a_list_is_no_document():
    with pytest.raises(DocumentError, match="not an audit document"):
        Audit.from_document([])


@pytest.mark.parametrize("key", ["articles", "rulebook", "pairs"])
def test_a_damaged_document_is_refused(document, key):
    with pytest.raises(DocumentError, match="damaged"):
        Audit.from_document(document | {key: [1]})


def test_a_table_without_its_columns_is_a_bug(made):
    with pytest.raises(FrameError, match=r"Audit\.pairs: columns \['a'\] are missing"):
        Audit(**(made.frames() | {"pairs": made.pairs.drop("a")}), rulebook=made.rulebook)


def test_an_audit_prints_as_one_line(made):
    assert repr(made).startswith("<Audit articles: 8, zones: ")
    assert repr(made).endswith("problems: 1; rulebook provaudit 1>")
    assert "\n" not in repr(made)
