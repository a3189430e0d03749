import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from provaudit.rulebook.loading import load
from provaudit.written.conforming import conforming

FIXED = {"description": "not looked at"}
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from(["", "a", "b", "ab"])),
    lambda part: st.one_of(
        st.lists(part, max_size=3), st.dictionaries(st.sampled_from("abc"), part, max_size=3)
    ),
    max_leaves=6,
)
SCHEMAS = [
    {"type": "integer"},
    {"type": ["string", "null"], "minLength": 1},
    {"type": ["number", "boolean"]},
    {"enum": ["a", 1, None, [1]]},
    {"const": True},
    {"pattern": "^a"},
    {"required": ["a"]},
    {"properties": {"a": {"type": "string"}}, "additionalProperties": False},
    {"properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "integer"}},
    {"propertyNames": {"pattern": "[ab]"}},
    {"items": {"type": "integer"}, "minItems": 2, "uniqueItems": True},
    {"minProperties": 1, "maxProperties": 2},
    {"minimum": 0, "maximum": 2},
    {"if": {"required": ["a"]}, "then": {"minProperties": 2}, "else": {"maxProperties": 1}},
]


@pytest.mark.parametrize("schema", SCHEMAS)
@given(value=VALUES)
def test_the_fast_answer_is_the_validator_s(schema, value):
    assert conforming(schema | FIXED)(value) == Draft202012Validator(schema).is_valid(value)


def test_a_keyword_that_is_not_known_is_no_silent_yes():
    with pytest.raises(KeyError):
        conforming({"multipleOf": 2})


def test_every_shipped_rule_conforms():
    path = Path(__file__).parents[1] / "provaudit" / "schemas" / "rule.schema.json"
    whole = Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
    assert [rule.id for rule in load().rules if not whole.is_valid(dict(rule.document))] == []
