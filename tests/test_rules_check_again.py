"""A rule that was found sound is not checked again before something changes that it rests on."""

import pytest
from rulebook_fixture import rule, write

from provaudit.commands import sound
from provaudit.rulebook import loading

LISTED = '{words: {phrase: ["from {shores}"]}}'
TESTS = '[{text: "from Quay", expect: match}, {text: "from nowhere", expect: silent}]'


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """Stand beside two sound rules and their list, with nothing remembered."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sound, "folder", lambda: tmp_path / "sound")
    monkeypatch.chdir(tmp_path)
    return write(
        tmp_path / "mine",
        origin__bulletin=rule(),
        origin__listed=rule("origin/listed", match=LISTED, tests=TESTS, related="[origin/bulletin]"),
        vocabulary__shores="{name: shores, entries: [{name: Quay, forms: [Quay]}]}",
    )


@pytest.fixture
def checked(run, mine, monkeypatch):
    """Check them; return the rules that were built, the code and what was said."""
    built, build = [], loading.build_rule

    def noted(source, identity, *rest):
        built.append(identity)
        return build(source, identity, *rest)

    monkeypatch.setattr(loading, "build_rule", noted)

    def check(*arguments):
        built.clear()
        found = run("rules", "check", *(arguments or [mine]))
        return sorted(built), found.code, found.out + found.err

    return check


def test_nothing_is_checked_again_and_the_same_is_told(checked):
    first, again = checked(), checked()
    assert first[0] == ["origin/bulletin", "origin/listed"]
    assert again == ([], *first[1:])
    assert "2 rules, 1 vocabulary checked: 0 errors, 0 warnings" in again[2]


def test_a_file_that_changed_is_checked_alone(checked, mine):
    checked()
    write(mine, origin__bulletin=rule(points="many"))
    assert [checked()[:2] for _ in range(2)] == [(["origin/bulletin"], 2)] * 2
    write(mine, origin__bulletin=rule())
    assert checked()[:2] == ([], 0)


def test_a_list_that_changed_has_all_checked(checked, mine):
    checked()
    write(mine, vocabulary__shores="{name: shores, entries: [{name: Pier, forms: [Pier]}]}")
    built, _, said = checked()
    assert built == ["origin/bulletin", "origin/listed"]
    assert "no test makes the rule fire" in said


def test_a_rule_is_checked_whose_relation_is_gone(checked, mine):
    checked()
    (mine / "origin/bulletin.yaml").unlink()
    built, code, said = checked()
    assert (built, code) == (["origin/listed"], 2)
    assert "unknown rule `origin/bulletin`" in said


def test_a_rule_that_another_folder_replaces_is_told_of(checked, mine, tmp_path):
    write(tmp_path / "above", origin__bulletin=rule(points="1"))
    assert checked(tmp_path / "above")[1] == 0
    assert "replaces the rule `origin/bulletin`" in checked(tmp_path / "above", "--rules", mine)[2]


def test_another_version_of_the_package_checks_all(checked, tmp_path, monkeypatch):
    checked()
    monkeypatch.setattr(sound, "_PACKAGE", tmp_path / "package")
    assert checked()[0] == ["origin/bulletin", "origin/listed"]


def test_shipped_rules_are_known_as_sound_without_their_tests_only_where_those_do_not_count(
    checked, mine, monkeypatch
):
    vain = '[{text: "the harbour", expect: match}, {text: "the sea", expect: silent}]'
    write(mine, origin__bulletin=rule(tests=vain))
    monkeypatch.setattr("provaudit.resources.shipped", lambda _name: mine)
    assert (
        "0 warnings" in checked("--rules", write(mine.parent / "other", origin__quay=rule("origin/quay")))[2]
    )
    assert "no test makes the rule fire" in checked(mine)[2]


@pytest.mark.parametrize("broken", [b"", b"\xff", b"[]", b'{"a": 1}'])
def test_a_broken_memory_counts_as_none(checked, tmp_path, broken):
    checked()
    for file in (tmp_path / "sound").iterdir():
        file.write_bytes(broken)
    assert checked()[:2] == (["origin/bulletin", "origin/listed"], 0)


def test_where_nothing_can_be_kept_all_is_checked(checked, tmp_path):
    (tmp_path / "sound").write_text("in the way")
    assert [len(checked()[0]) for _ in range(2)] == [2, 2]


def test_of_many_memories_the_last_used_are_kept(checked, mine, tmp_path):
    for number in range(sound.KEPT + 2):
        write(
            mine, vocabulary__shores=f"{{name: shores, entries: [{{name: Quay, forms: [Quay, Q{number}]}}]}}"
        )
        checked()
    assert len(list((tmp_path / "sound").iterdir())) == sound.KEPT
    assert checked()[0] == []
