import json

import click
import pytest
from rulebook_fixture import AGENCIES, DIMENSIONS, rule, write

from provaudit.cli.rules import rules


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """Stand beside a small `rules/` that counts as the shipped one."""
    folder = write(
        tmp_path / "rules",
        vocabulary__agencies=AGENCIES,
        dimensions=DIMENSIONS,
        origin__bulletin=rule(),
        attribution__wire=rule(
            "attribution/wire",
            match='{credit: {phrase: ["from {agencies}"]}, few: {metric: {name: words, under: 9}}, '
            "home: {meta: {field: url, glob: 'https://quay*'}}, known: {meta: {field: byline, present: true}}}",
            when="credit and few and home and known",
            capture='{agency: "{agencies}", mark: contributed}',
            language="[en]",
            needs="[tail]",
            ignore="[quote]",
            group="credit",
            status="test",
            why='"So that [/red] a reader \\e[31mknows."',
            codebook="{variable: wire, include: [from Harbour Wire, from HW]}",
            tests="""
  - {text: From HW, expect: match, agency: Harbour Wire, metrics: {words: 2}, url: "https://quay.example", byline: Ada}
  - {text: From the sea, expect: silent}""",
        ),
    )
    monkeypatch.setattr("provaudit.resources.shipped", lambda _name: folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.mark.parametrize("command", sorted(rules.commands))
def test_every_command_s_help_shows_an_example(command):
    text = rules.commands[command].get_help(click.Context(rules.commands[command]))
    assert f"Example:\n    provaudit rules {command}" in text


@pytest.mark.usefixtures("shipped")
def test_list_names_every_rule_within_80_columns(run):
    found = run("rules", "list")
    assert found.code == 0
    assert max(map(len, found.out.splitlines())) <= 80
    assert all(
        word in found.out
        for word in ("origin/bulletin", "attribution/wire", "+2", "test", "2 rules", "Names the")
    )


@pytest.mark.usefixtures("shipped")
def test_list_gives_a_rule_one_line_cut_at_whole_words(run):
    lines = run("rules", "list", "--width", "60").out.splitlines()
    assert "  origin/bulletin    +2 stable  Names the bulletin" in lines
    assert max(map(len, lines)) <= 60
    assert "origin at most 5 points · Whose text this is" in lines


def test_a_summary_that_does_not_fit_is_folded_between_words(run, shipped):
    write(shipped, origin__long=rule("origin/long", summary="Names the " + "harbour " * 9, points="0"))
    lines = run("rules", "list").out.splitlines()
    at = next(number for number, line in enumerate(lines) if "origin/long" in line)
    assert lines[at] == "  origin/long         0 stable  Names the harbour harbour harbour harbour"
    assert lines[at + 1] == " " * 32 + "harbour harbour harbour harbour harbour"


def test_a_rule_about_metrics_only_has_no_zones(run, shipped):
    write(shipped, form__short=rule("form/short", match="{few: {metric: {name: words, in: [1, 2.5]}}}"))
    found = json.loads(run("rules", "list", "--dimension", "form", "--format", "json").out)
    assert found[0]["zones"] == []
    shown = run("rules", "show", "form/short").out
    assert "zones" not in shown
    assert "words one of 1, 2.5: words of the article's own text" in shown


@pytest.mark.usefixtures("shipped")
def test_list_can_be_of_one_dimension_and_machine_readable(run):
    found = json.loads(run("rules", "list", "--dimension", "attribution", "--format", "json").out)
    assert [(one["id"], one["points"], one["status"]) for one in found] == [("attribution/wire", 2.0, "test")]
    assert "origin/bulletin" not in run("rules", "list", "--dimension", "attribution").out


def test_list_says_that_some_rules_are_not_in_force(run, shipped):
    write(shipped, origin__bad=rule("origin/bad", points="many"))
    found = run("rules", "list")
    assert found.code == 0
    assert "1 error in rule files" in found.err


@pytest.mark.usefixtures("shipped")
def test_check_of_rules_without_fault_is_content(run):
    found = run("rules", "check")
    assert (found.code, found.out) == (
        0,
        "2 rules, 1 vocabulary checked: 0 errors, 0 warnings\n",
    )


@pytest.mark.usefixtures("shipped")
def test_check_shows_what_is_wrong_in_the_given_folder_or_file_only(run, tmp_path):
    mine = write(
        tmp_path / "mine",
        origin__bad=rule("origin/bad", points="many"),
        origin__worse=rule("origin/x", when="(a"),
    )
    folder = run("rules", "check", "mine")
    assert folder.code == 2
    assert "mine/origin/bad.yaml:6:9: `points` is of the wrong kind" in folder.out
    assert "2 rules, 0 vocabularies checked: 3 errors, 0 warnings" in folder.out
    assert "2 errors" in run("rules", "check", mine / "origin" / "worse.yaml").out
    assert run("rules", "check", "--rules", "mine", "rules").code == 0


@pytest.mark.usefixtures("shipped")
def test_a_warning_alone_is_no_failure(run, tmp_path):
    match = "{words: {phrase: [harbour bulletin]}, other: {phrase: [quay]}}"
    write(tmp_path / "mine", origin__odd=rule("origin/odd", match=match, when="words"))
    found = run("rules", "check", "mine")
    assert (found.code, "0 errors, 1 warning" in found.out) == (0, True)


@pytest.mark.usefixtures("shipped")
def test_the_rules_own_tests_are_run(run):
    found = run("rules", "test")
    assert (found.code, found.out) == (0, "2 rules, 4 tests, all as expected: 2 matched, 2 silent\n")
    assert run("rules", "test", "origin/*").out == "1 rule, 2 tests, all as expected: 1 matched, 1 silent\n"


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("part", ["origin", "vocabulary"])
def test_a_dimension_s_folder_is_checked_as_a_part_of_its_rules(run, tmp_path, part):
    write(tmp_path / "mine", origin__odd=rule("origin/odd"), form__bad=rule("form/bad", points="many"))
    write(tmp_path / "mine", vocabulary__piers=AGENCIES.replace("name: agencies", "name: piers"))
    counted = {"origin": "1 rule, 0 vocabularies", "vocabulary": "0 rules, 1 vocabulary"}[part]
    assert run("rules", "check", f"mine/{part}").out == f"{counted} checked: 0 errors, 0 warnings\n"


@pytest.mark.usefixtures("shipped")
def test_a_failed_test_says_where_its_text_was_taken_to_stand(run, tmp_path):
    tests = "[{text: the harbour bulletin, expect: match}, {text: the harbour master, expect: silent}]"
    write(tmp_path / "mine", origin__odd=rule("origin/odd", zone="[sign-off, byline]", tests=tests))
    out = run("rules", "test", "origin/odd", "--rules", "mine").out
    assert "The text is taken for body, and the rule looks at sign-off, byline." in " ".join(out.split())
    assert not [line for line in out.splitlines() if line.startswith("    mine/") and line.endswith(" ")]


@pytest.mark.usefixtures("shipped")
def test_a_failed_test_shows_its_text_and_what_happened(run, tmp_path):
    tests = """
  - {text: "The [/red] quay \\e[31m.", expect: match}
  - {text: harbour bulletin, expect: silent}
  - {text: harbour bulletin, expect: match, span: the bulletin}
  - {text: harbour bulletin, expect: match, agency: Harbour Wire}
  - {expect: match}"""
    write(tmp_path / "mine", origin__bulletin=rule(tests=tests))
    found = run("rules", "test", "--rules", "mine", "origin/bulletin")
    assert found.code == 2
    for words in (
        "Should match, and nothing hit. (missing)\n    mine/origin/bulletin.yaml:9: origin/bulletin, test 1",
        "The [/red] quay .",
        "Should be silent, and hit “harbour bulletin”",
        "Should hit “the bulletin”, and hit “harbour bulletin”",
        "Should credit Harbour Wire, and credits nobody",
        "(no text)",
        "1 rule, 5 tests, 5 failed: 1 noisy, 2 missing, 1 wrong-span, 1 wrong-agency",
    ):
        assert words in found.out
    assert "\x1b" not in found.out


@pytest.mark.usefixtures("shipped")
def test_show_tells_everything_about_a_rule(run):
    found = run("rules", "show", "attribution/wire")
    assert found.code == 0
    assert max(map(len, found.out.splitlines())) <= 80
    for words in (
        "Names the bulletin.",
        "test (counts no points)",
        "+2, the best of group credit",
        "standfirst, body, without quote",
        "from {agencies}",
        "words under 9",
        "the metadata field url has the form:",
        "the metadata field byline is stated",
        "mark: contributed",
        "So that [/red] a reader knows.",
        "from Harbour Wire",
        "match (byline Ada, url",
    ):
        assert words in found.out


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("command", ["show", "test"])
def test_an_unknown_rule_is_told_with_the_nearest(run, command):
    found = run("rules", command, "origin/buletin")
    assert found.code == 2
    assert "did you mean `origin/bulletin`?" in found.err


def test_show_tells_what_a_hit_must_not_hold(run, shipped):
    match = "{words: {phrase: [harbour], except: {phrase: [harbour master, harbour dog]}}}"
    write(shipped, origin__excepting=rule("origin/excepting", match=match))
    lines = [line.strip() for line in run("rules", "show", "origin/excepting").out.splitlines()]
    at = lines.index("but not where the hit holds any of the words:")
    assert lines[at + 1 : at + 3] == ["harbour master", "harbour dog"]


@pytest.mark.usefixtures("shipped")
def test_an_overlay_that_is_not_there_is_told(run):
    found = run("rules", "list", "--rules", "absent")
    assert found.code == 2
    assert "absent: expected a folder of rules" in found.err


@pytest.mark.usefixtures("shipped")
def test_what_is_wrong_is_folded_at_80_columns_and_no_line_ends_in_a_blank(run, tmp_path):
    write(tmp_path / "mine", origin__bad=rule("origin/bad", points="many", zone="[everywhere, nowhere]"))
    for args in (("check", "mine"), ("show", "origin/bulletin")):
        lines = run("rules", *args).out.splitlines()
        assert len(lines) > 5
        assert all(len(line) <= 80 and line == line.rstrip() for line in lines)


@pytest.mark.usefixtures("shipped")
def test_the_advice_after_an_error_names_the_folder_that_was_given(run, tmp_path):
    write(tmp_path / "my rules", origin__bad=rule("origin/bad", points="many"))
    found = run("rules", "list", "--rules", "my rules")
    assert "origin/bad.yaml:6:9: `points` is of the wrong kind" in found.err
    assert "1 error in rule files: run provaudit rules check --rules 'my rules'" in found.err


@pytest.mark.usefixtures("shipped")
def test_a_rule_that_is_switched_off_is_told_in_place_of_its_tests(run, tmp_path):
    write(tmp_path / "mine", origin__bulletin="change: origin/bulletin\nstatus: retired\n")
    found = run("rules", "test", "origin/bulletin", "--rules", "mine")
    assert (found.code, found.err) == (0, "")
    assert " ".join(found.out.split()) == (
        "origin/bulletin is switched off (status: retired in mine/origin/bulletin.yaml): no tests run"
    )


def test_of_a_folder_that_holds_no_rules_a_check_names_twenty_files(run, tmp_path):
    folder = tmp_path / "other"
    write(folder, origin__bulletin=rule())
    for number in range(30):
        (folder / f"note{number:02}.yaml").write_text("a: note")
    found = run("rules", "check", folder).out
    assert found.count("is not where rules are read") == 20
    assert "10 more files where no rule is read" in " ".join(found.split())
