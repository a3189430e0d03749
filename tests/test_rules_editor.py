"""Rule files in an editor: completion, hover and checks of yaml-language-server with the schema that we print."""

import json

import pytest
from jsonschema import Draft202012Validator
from language_server import VARIABLE, Editor, server

RULE = """\
# yaml-language-server: $schema=../rule.schema.json
id: origin/kna
summary: Signed by KNA
dimension: orign
status: stable
zone: [sign-off]
match:
  words:
    phrase: ["Text: KNA"]
points: 1
message: Signed by KNA.
tests:
  - {text: "Text: KNA", expect: match}
  - {text: "KNA meldet", expect: silent}

"""
LINES = RULE.splitlines()
WHOLE = {
    "id": "origin/kna",
    "summary": "Signed by KNA",
    "dimension": "origin",
    "status": "stable",
    "match": {"words": {"phrase": ["Text: KNA"]}},
    "points": 1,
    "message": "Signed by KNA.",
    "tests": [{"text": "Text: KNA", "expect": "match"}, {"text": "KNA meldet", "expect": "silent"}],
}


@pytest.fixture
def opened(run, tmp_path):
    if not (command := server()):
        pytest.skip(f"needs node and yaml-language-server (npm), on the path or named by {VARIABLE}")
    (tmp_path / "rule.schema.json").write_text(run("rules", "schema").out, encoding="utf-8")

    def opened(text):
        path = tmp_path / "origin" / "kna.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return Editor(command, path)

    return opened


def labels(found):
    return [item["label"] for item in found["items"]]


def test_an_editor_completes_explains_and_checks_a_rule(opened):
    with opened(RULE) as editor:
        (wrong,) = editor.diagnostics
        assert wrong["range"]["start"] == {"line": LINES.index("dimension: orign"), "character": 11}
        assert '"origin", "attribution"' in wrong["message"]
        assert "What a hit counts" in editor.at("hover", LINES.index("points: 1"), 2)["contents"]["value"]
        keys = labels(editor.at("completion", len(LINES) - 1, 0))
        assert {"when", "ignore", "codebook"} <= set(keys)
        assert "id" not in keys
        assert "source-line" in labels(editor.at("completion", LINES.index("zone: [sign-off]"), 7))


def test_an_editor_names_metrics_and_finds_nothing_wrong_with_a_sound_rule(opened):
    sound = RULE.replace("orign", "origin").replace(
        '    phrase: ["Text: KNA"]', "    metric: {name: words, over: 3}"
    )
    with opened(sound) as editor:
        assert editor.diagnostics == []
        line = sound.splitlines().index("    metric: {name: words, over: 3}")
        assert "words" in labels(editor.at("completion", line, 19))


def test_a_change_may_state_part_of_a_rule_and_take_keys_out(run):
    schema = Draft202012Validator(json.loads(run("rules", "schema").out))
    assert not schema.is_valid(WHOLE | {"group": None})
    assert not schema.is_valid(WHOLE | {"match": {"words": None}})
    assert schema.is_valid(WHOLE)
    change = {"change": "origin/kna"}
    match = {
        "words": None,
        "other": {"except": None, "regex": "KNA"},
        "more": {"except": {"phrase": ["KNA"]}},
    }
    assert schema.is_valid(
        change | {"match": match, "capture": {"mark": None}, "group": None, "ignore": None}
    )
    wrong = ({"points": None}, {"match": {"words": {"phrase": 3}}}, {"ignore": ["heading"]}, {"pionts": 1})
    assert [part for part in wrong if schema.is_valid(change | part)] == []


def test_an_editor_takes_a_change_that_takes_a_selection_out(opened):
    change = (
        RULE.splitlines()[0]
        + "\nchange: origin/kna\nmatch:\n  words:\n  mine: {phrase: [KNA]}\nzone: [heading]\n"
    )
    with opened(change) as editor:
        (wrong,) = editor.diagnostics
        assert wrong["range"]["start"]["line"] == change.splitlines().index("zone: [heading]")
