"""Folders of rules that somebody made to break things: each is a named fault, in bounded time."""

import copy
import os

import pytest
import yaml
from rulebook_fixture import rule, write

from provaudit.errors import RuleError
from provaudit.rulebook import layers, load


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (os.mkfifo, "cannot be read: it is no regular file"),
        (lambda path: path.symlink_to("/dev/zero"), "cannot be read: it is no regular file"),
        (lambda path: path.symlink_to(path.name), "cannot be read: Too many levels of symbolic links"),
        (lambda path: path.symlink_to("nowhere.yaml"), "cannot be read: No such file or directory"),
        (lambda path: path.mkdir(), "cannot be read: Is a directory"),
        (lambda path: path.write_text("#" * 2_000_001), "cannot be read: it is larger than 2 MB"),
    ],
)
def test_what_is_no_readable_file_is_told_and_stops_no_other(tmp_path, place, told):
    write(tmp_path, origin__bulletin=rule())
    place(tmp_path / "origin" / "odd.yaml")
    found = load(shipped=tmp_path)
    assert [fault.what for fault in found.faults] == [told]
    assert [one.id for one in found.rules] == ["origin/bulletin"]


def test_folders_that_lie_in_themselves_are_read_once(tmp_path):
    write(tmp_path, origin__bulletin=rule())
    (tmp_path / "origin" / "up").symlink_to("..")
    found = load(shipped=tmp_path)
    assert [one.id for one in found.rules] == ["origin/bulletin"]


def test_a_folder_of_far_too_many_files_is_none_of_rules(tmp_path, monkeypatch):
    monkeypatch.setattr(layers, "MOST_FILES", 2)
    write(tmp_path, **{f"origin__a{number}": rule(f"origin/a{number}") for number in range(3)})
    with pytest.raises(RuleError, match="holds more than 2 YAML files"):
        load(shipped=tmp_path)


ODD = (3, True, -1.5, "text", {"a": "b"}, [], [[1]], None)


def places(node, route=()):
    """Yield the way to every part of a rule."""
    yield from ((*route, key) for key in (node if isinstance(node, dict) else range(len(node))))
    for key, part in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(part, dict | list):
            yield from places(part, (*route, key))


def test_no_odd_value_at_any_place_of_a_rule_stops_the_others(tmp_path):
    captured = {"related": ["origin/sound"], "capture": {"agency": "{agencies}", "mark": "credit"}}
    stated = yaml.safe_load(rule(match="{words: {phrase: '{agencies}'}, far: {regex: quay}}")) | captured
    write(tmp_path, origin__sound=rule("origin/sound"))
    write(
        tmp_path,
        vocabulary__agencies="name: agencies\nsummary: S\nentries: [{name: AP, kind: agency, forms: [AP]}]\n",
    )
    for route in places(stated):
        for odd in ODD:
            changed = copy.deepcopy(stated)
            *above, last = route
            part = changed
            for key in above:
                part = part[key]
            part[last] = odd
            write(tmp_path, origin__bulletin=yaml.safe_dump(changed))
            found = load(shipped=tmp_path)
            assert "origin/sound" in [one.id for one in found.rules], (route, odd)
            assert len(found.faults) < 6, (route, odd)  # one slip, and what follows from it


def test_a_pattern_that_is_slow_on_ordinary_prose_is_refused(tmp_path):
    slow = [f"'(?s)[aeiou].{{0,3500}}[0-9]{{2}}[a-{last}][0-9]'" for last in "xyz"]
    write(
        tmp_path,
        origin__bulletin=rule(match=f"{{words: {{regex: [{', '.join(slow)}]}}}}"),
        origin__sound=rule("origin/sound", match="{words: {regex: 'harbour.{0,3500}bulletin'}}"),
    )
    found = load(shipped=tmp_path)
    assert [fault.what for fault in found.errors] == [
        "the pattern is slow: 80 ms are not enough for 30,000 characters of ordinary prose"
    ] * len(slow)
    assert [one.id for one in found.rules] == ["origin/sound"]


def test_a_list_within_a_list_is_told_with_the_way_out(tmp_path):
    form = 'name: posts\nsummary: S\nentries: [{name: A, kind: agency, forms: ["{agencies} mail"]}]\n'
    write(tmp_path, vocabulary__posts=form, origin__sound=rule("origin/sound"))
    (told,) = load(shipped=tmp_path).errors
    assert (told.what, told.expected) == (
        "unknown vocabulary `agencies`: no word list can stand here",
        "the words themselves",
    )


MANY = 20_000


@pytest.mark.parametrize(
    "match",
    [
        "{regex: '" + "|".join(f"quay{number}" for number in range(MANY)) + "'}",
        "{phrase: [" + ", ".join(f"quay office {number} of pier {number}" for number in range(MANY)) + "]}",
        "{regex: '((((a{1,100}){1,100}){1,100}){1,100})b'}",
        "{phrase: ['" + "(a b|c) " * 40 + "quay', quay office]}",
        "{regex: '" + "(" * 300 + "quay" + ")" * 300 + "'}",
    ],
    ids=["alternatives", "phrases", "repetitions", "brackets", "nesting"],
)
def test_a_pattern_beyond_measure_is_refused(tmp_path, match):
    write(tmp_path, origin__bulletin=rule(match=f"{{words: {match}}}"))
    assert load(shipped=tmp_path).errors


@pytest.mark.parametrize(
    "match",
    ["{phrase: ['" + "(" * 60 + "quay" + ")" * 60 + " x', quay office]}", "{regex: '(a+)+$|(?:x*)*y'}"],
)
def test_a_pattern_that_only_looks_so_is_taken(tmp_path, match):
    write(tmp_path, origin__bulletin=rule(match=f"{{words: {match}}}"))
    assert load(shipped=tmp_path).faults == ()


@pytest.mark.parametrize("key", ["points", "cap"])
def test_a_number_of_thousands_of_digits_is_no_number(tmp_path, key):
    write(tmp_path, origin__bulletin=rule(**{key: "9" * 5_000}))
    (fault,) = load(shipped=tmp_path).faults
    assert fault.what == f"`{key}` is of the wrong kind"


def test_thousands_of_faults_on_one_line_are_all_told(tmp_path):
    phrases = ", ".join(f"'(quay {number}'" for number in range(5_000))
    write(tmp_path, origin__bulletin=rule(match=f"{{words: {{phrase: [{phrases}]}}}}"))
    faults = load(shipped=tmp_path).faults
    assert len({fault.place for fault in faults}) == 5_000
    assert max(len(line) for fault in faults for line in str(fault).splitlines()[1:]) <= 80


def test_thousands_of_unknown_rules_are_told_and_a_few_guessed_at(tmp_path):
    related = ", ".join(f"origin/buletin-{number}" for number in range(2_000))
    named = {f"origin__bulletin_{number}": rule(f"origin/bulletin-{number}") for number in range(40)}
    write(tmp_path, origin__odd=rule("origin/odd", related=f"[{related}]"), **named)
    hints = [fault.hint for fault in load(shipped=tmp_path).faults if fault.hint]
    assert 0 < len(hints) <= 20
