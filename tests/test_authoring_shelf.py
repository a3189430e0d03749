import re

import pytest
from rulebook_fixture import AGENCIES, DIMENSIONS, rule, write

from provaudit.authoring.shelf import shelf, version
from provaudit.errors import RuleError


@pytest.fixture(autouse=True)
def shipped(tmp_path, monkeypatch):
    folder = write(
        tmp_path / "rules", vocabulary__agencies=AGENCIES, dimensions=DIMENSIONS, origin__bulletin=rule()
    )
    monkeypatch.setattr("provaudit.resources.shipped", lambda _name: folder)
    monkeypatch.chdir(tmp_path)
    return folder


def summary(wanted, overlays=()):
    with shelf(overlays, wanted) as (found, identity):
        return identity, found.rule(identity).summary


def test_a_rule_is_named_by_its_id(tmp_path):
    write(tmp_path / "mine", origin__bell=rule("origin/bell", summary="Names the bell"))
    assert summary("origin/bulletin") == ("origin/bulletin", "Names the bulletin")
    assert summary("origin/bell", [tmp_path / "mine"]) == ("origin/bell", "Names the bell")


def test_a_rule_file_lies_as_rules_lie_or_anywhere(tmp_path):
    text = rule(summary="Names it anew")
    write(tmp_path / "mine", origin__bulletin=text)
    (tmp_path / "draft.yml").write_text(text, encoding="utf-8")
    assert summary("mine/origin/bulletin.yaml") == ("origin/bulletin", "Names it anew")
    assert summary("draft.yml") == ("origin/bulletin", "Names it anew")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (rule(points="many"), "draft.yaml:6:9: `points` is of the wrong kind"),
        (rule(related="[origin/none]"), "unknown rule `origin/none`"),
        ("summary: none\n", "draft.yaml: states no id"),
    ],
)
def test_a_faulty_rule_file_is_told_under_its_own_name(tmp_path, text, told):
    (tmp_path / "draft.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=re.escape(told)):
        summary("draft.yaml")


def test_what_is_not_there_is_told():
    with pytest.raises(RuleError, match=r"absent.yaml: there is no such rule file"):
        summary("absent.yaml")
    with pytest.raises(RuleError, match="did you mean `origin/bulletin`"):
        summary("origin/buletin")


def test_an_id_whose_file_is_faulty_is_told_with_the_fault(tmp_path):
    write(tmp_path / "mine", origin__bell=rule("origin/bell", points="many"))
    with pytest.raises(RuleError, match=r"mine/origin/bell.yaml:6:9"):
        summary("origin/bell", [tmp_path / "mine"])


def test_patterns_choose_rules_each_once(tmp_path):
    write(tmp_path / "mine", origin__bell=rule("origin/bell"))
    with shelf([tmp_path / "mine"]) as (found, _):
        assert [one.id for one in found.matching([])] == ["origin/bell", "origin/bulletin"]
        assert [one.id for one in found.matching(["origin/b*l", "origin/bell"])] == ["origin/bell"]
        with pytest.raises(RuleError, match=r"unknown rule `form/\*`"):
            found.matching(["form/*"])


def test_a_version_is_what_ships_a_whole_rulebook_an_overlay_or_one_rule(tmp_path, shipped):
    mine = write(tmp_path / "mine", origin__bell=rule("origin/bell"))
    whole = write(tmp_path / "whole", dimensions=DIMENSIONS, origin__horn=rule("origin/horn"))
    (tmp_path / "draft.yaml").write_text(rule("origin/flag"), encoding="utf-8")

    def ids(wanted):
        with version(str(wanted)) as found:
            return [one.id for one in found.rulebook.rules]

    assert ids("shipped") == ids(shipped) == ["origin/bulletin"]
    assert ids(mine) == ["origin/bell", "origin/bulletin"]
    assert ids(whole) == ["origin/horn"]
    assert ids("draft.yaml") == ["origin/flag"]
    with pytest.raises(
        RuleError, match=r"nothing: expected `shipped`, a folder or pack of rules, or a rule file"
    ):
        ids("nothing")
