import pytest
from rulebook_fixture import AGENCIES, rule, rulebook, write

from provaudit.errors import RuleError
from provaudit.rulebook import load, unknown_rule


def test_one_bad_rule_stops_no_other(tmp_path):
    write(tmp_path, origin__good=rule("origin/good"), origin__bad=rule("origin/bad", points="many"))
    found = load(shipped=tmp_path)
    assert [one.id for one in found.rules] == ["origin/good"]
    assert len(found.errors) == 1


def test_everything_wrong_in_all_files_is_reported_at_once(tmp_path):
    write(
        tmp_path,
        origin__one=rule("origin/one", points="many", zone="[bod]", when="nothing"),
        origin__two=rule("origin/three", summary=None),
        vocabulary__agencies="name: agencies\n",
    )
    assert len(load(shipped=tmp_path).errors) == 6


def test_one_mistake_hides_no_other_beside_it(tmp_path):
    match = """{a: {phrase: ["", "(open"]}, b: {metric: {name: wrods, over: "many"}}, c: {phrse: ["{nowhere} x"]}}"""
    tests = "[{text: a, expect: maybe, metrics: {wordz: 3}}]"
    write(
        tmp_path,
        origin__one=rule(
            "origin/one", match=match, when="a or bb and cc or", tests=tests, related="[origin/none]"
        ),
        vocabulary__agencies='name: agencies\nentries:\n  - {name: A, forms: ["", "(", "ok"]}\n',
    )
    told = "\n".join(str(fault) for fault in load(shipped=tmp_path).errors)
    for mistake in (
        "an item of `phrase` will not do", "`(` is never closed", "unknown metric `wrods`", "`over` is of the wrong",
        "unknown key `phrse`", "unknown vocabulary `nowhere`", "unknown selection `bb`", "unknown selection `cc`",
        "no value of `expect`", "unknown metric `wordz`", "unknown rule `origin/none`",
        "an item of `forms` will not do", "nothing to find",
    ):  # fmt: skip
        assert mistake in told


def test_an_overlay_replaces_the_same_path_and_adds_new_ones(tmp_path):
    base = write(tmp_path / "base", origin__one=rule("origin/one"), origin__two=rule("origin/two"))
    mine = write(tmp_path / "mine", origin__one=rule("origin/one", points="1"), form__new=rule("form/new"))
    found = {one.id: one.points for one in load([mine], shipped=base).rules}
    assert found == {"form/new": 2, "origin/one": 1, "origin/two": 2}


def test_an_overlay_adds_to_a_vocabulary_and_replaces_entries_of_the_same_name(tmp_path):
    base = write(tmp_path / "base", vocabulary__agencies=AGENCIES)
    added = "name: agencies\nentries:\n  - {name: Coast Press, forms: [CP]}\n  - {name: Harbour Wire, forms: [HWS]}\n"
    mine = write(tmp_path / "mine", vocabulary__agencies=added)
    entries = {entry.name: entry.forms for entry in load([mine], shipped=base).vocabulary["agencies"].entries}
    assert entries == {
        "Harbour Wire": ("HWS",),
        "Küstendienst": ("Küstendienst", "kd", "海岸通信"),
        "Coast Press": ("CP",),
    }


def test_the_digest_tells_rulebooks_apart_and_nothing_else(tmp_path):
    one = write(tmp_path / "one", origin__a=rule("origin/a"))
    same = write(tmp_path / "same", origin__a=rule("origin/a"))
    other = write(tmp_path / "other", origin__a=rule("origin/a", points="3"))
    assert load(shipped=one).digest == load(shipped=same).digest
    assert load(shipped=one).digest != load(shipped=other).digest
    assert load([other], shipped=one).digest == load(shipped=other).digest


def test_name_and_version_come_from_the_dimensions_file_and_the_overlays(tmp_path):
    base = tmp_path / "base"
    rulebook(base, rule())
    mine = write(tmp_path / "mine", dimensions="dimensions:\n  origin: {summary: Mine, cap: 1}\n")
    found = load([mine], shipped=base)
    assert (found.name, found.version) == ("harbour+mine", "3")
    assert found.dimensions["origin"].cap == 1
    assert found.dimensions["attribution"].cap == 3


def test_the_shipped_folder_given_as_an_overlay_changes_nothing(tmp_path):
    write(tmp_path, origin__a=rule("origin/a"))
    assert load([tmp_path], shipped=tmp_path) == load(shipped=tmp_path)


def test_an_overlay_that_is_no_folder_is_an_error(tmp_path):
    with pytest.raises(RuleError, match="expected a folder of rules"):
        load([tmp_path / "absent"])


def test_files_in_the_wrong_place_are_named(tmp_path):
    write(tmp_path, origin__deep__rule="id: x\n", stray="id: x\n")
    (tmp_path / "origin" / "short.yml").write_text("id: x\n")
    faults = load(shipped=tmp_path).faults
    assert [fault.what for fault in faults] == ["is not where rules are read"] * 3
    assert [fault.hint for fault in faults if fault.file.endswith("short.yml")] == ["`origin/short.yaml`"]


@pytest.mark.parametrize(
    ("content", "place", "line"),
    [
        (b"\xff", (1, 1), "\ufffd"),
        ("id: a\nwhy: \u00fcb".encode() + b"\xff c\n", (2, 8), "why: \u00fcb\ufffd c"),
        (b"id: a\n\xff\n", (2, 1), "\ufffd"),
    ],
)
def test_a_file_in_another_encoding_is_told_with_the_line_and_the_column(tmp_path, content, place, line):
    write(tmp_path, origin__a="")
    (tmp_path / "origin" / "a.yaml").write_bytes(content)
    (fault,) = load(shipped=tmp_path).faults
    assert (fault.what, fault.place, fault.source) == ("is not UTF-8", place, line)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"id: \xff\xfe\n", "is not UTF-8"),
        (b"id: a\x00b\n", "is not YAML"),
        (b"{[a]: b}\n", "a key that is not a word"),
        (b"", "holds no mapping"),
        (b"[" * 10_000, "nested too deeply"),
        (b"[" * 60_000 + b"]" * 60_000, "nested too deeply"),
    ],
)
def test_files_that_are_no_rules_are_told_by_what_is_wrong(tmp_path, content, what):
    write(tmp_path, origin__a="")
    (tmp_path / "origin" / "a.yaml").write_bytes(content)
    (fault,) = load(shipped=tmp_path).faults
    assert what in fault.what


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    (tmp_path / "origin" / "a.yaml").mkdir(parents=True)
    (fault,) = load(shipped=tmp_path).faults
    assert fault.what.startswith("cannot be read")


def test_words_that_yaml_takes_for_something_else_stay_words(tmp_path):
    found = rulebook(
        tmp_path, rule(language="[no]", match="{words: {phrase: [yes, 'on', off]}}", points="1e-1")
    )
    assert found.rules[0].languages == ("no",)
    assert found.rules[0].points == 0.1
    assert found.rules[0].document["match"]["words"]["phrase"] == ["yes", "on", "off"]


def test_positions_inside_block_text_point_at_the_block(tmp_path):
    write(tmp_path, origin__a=rule("origin/a", match="\n  words:\n    regex: |\n      (a"))
    (fault,) = load(shipped=tmp_path).errors
    assert "|" in fault.source


def test_a_pattern_that_repeats_a_vocabulary_beyond_measure_is_refused(tmp_path):
    text = rule("origin/a", match="{words: {regex: '({agencies}\\W*){1000}'}}")
    write(tmp_path, vocabulary__agencies=AGENCIES, origin__a=text)
    (fault,) = load(shipped=tmp_path).errors
    assert "compiles to more than 5 MB" in fault.what


def test_a_phrase_that_is_too_large_for_the_engine_is_refused(tmp_path):
    write(tmp_path, origin__a=rule("origin/a", match=f"{{words: {{phrase: [{'é' * 500_000}]}}}}"))
    (fault,) = load(shipped=tmp_path).errors
    assert "compiles to more than 5 MB" in fault.what


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "origin/buletin",
            "did you mean `origin/bulletin`? `provaudit rules list` names all 3",
        ),
        ("origin/bul", "did you mean `origin/bulletin` or `origin/bulletin-two`?"),
        ("bulletin", "did you mean `origin/bulletin` or `origin/bulletin-two`? `provaudit rules list`"),
        ("wyre", "did you mean `form/wire`?"),
        ("zzz", "unknown rule `zzz`; `provaudit rules list` names all 3"),
        ("form/zzz", "unknown rule `form/zzz`; Rules of form: form/wire"),
        ("from/zzz", "unknown rule `from/zzz`; Rules of form: form/wire"),
    ],
)
def test_an_unknown_rule_is_told_with_what_was_meant_and_its_dimension_only(tmp_path, asked, told):
    found = rulebook(tmp_path, rule("origin/bulletin"), rule("origin/bulletin-two"), rule("form/wire"))
    assert told in str(unknown_rule(asked, found))


def test_one_bad_entry_stops_no_other_of_its_vocabulary(tmp_path):
    added = AGENCIES + "  - {name: Quay Press, forms: []}\n  - {name: Pier Press, forms: [(]}\n"
    found = load(shipped=write(tmp_path, vocabulary__agencies=added))
    assert [entry.name for entry in found.vocabulary["agencies"].entries] == ["Harbour Wire", "Küstendienst"]
    assert len(found.errors) == 2


@pytest.mark.parametrize("wanted", [None, lambda file: "/mine/" in file], ids=["all read", "only mine read"])
def test_whoever_speaks_of_a_renamed_rule_by_its_old_id_is_told_the_new_one(tmp_path, wanted):
    base = write(tmp_path / "base", origin__notice=rule("origin/notice", related="[was: origin/bulletin]"))
    assert load(shipped=base).faults == ()
    mine = write(
        tmp_path / "mine",
        origin__bulletin="change: origin/bulletin\npoints: 1\n",
        origin__bell=rule("origin/bell", related="[origin/bulletin]"),
    )
    told = [(one.what, one.expected, one.hint) for one in load([mine], base, wanted).errors]
    assert told == [
        (
            "unknown rule `origin/bulletin`",
            (
                "the id of a rule in force, as `provaudit rules list` has them, or, where this rule was called so "
                "before, `was: origin/bulletin`"
            ),
            "`origin/notice`",
        ),
        (
            "there is no rule `origin/bulletin` to change: it is called `origin/notice` now",
            "`change: origin/notice`, in a file `origin/notice.yaml`",
            None,
        ),
    ]
    write(mine, origin__bulletin=rule(), origin__bell=rule("origin/bell"))
    found = load([mine], base, wanted)
    assert [str(one.place.line) + one.what for one in found.faults] == [
        "1`origin/bulletin` is what `origin/notice` was called before it was renamed, and both are in force"
    ]
    assert not found.errors


def test_an_old_id_on_the_command_line_is_told_the_new_one(tmp_path):
    book = load(
        shipped=write(tmp_path, origin__notice=rule("origin/notice", related="[was: origin/bulletin]"))
    )
    assert (
        str(unknown_rule("origin/bulletin", book))
        == "unknown rule `origin/bulletin`: it is called `origin/notice` now"
    )
    assert (book.rules[0].was, book.rules[0].related) == (("origin/bulletin",), ())


@pytest.mark.parametrize(
    ("related", "what"),
    [
        ("[{is: origin/x}]", "unknown key `is`"),
        ("[was: bulletin]", "`was` will not do"),
        ("[3]", "wrong kind"),
    ],
)
def test_what_else_stands_in_related_is_refused(tmp_path, related, what):
    found = load(shipped=write(tmp_path, origin__bulletin=rule(related=related)))
    assert any(what in one.what for one in found.errors)


def test_rules_that_nobody_wants_are_known_by_their_ids_alone_and_change_nothing_else(tmp_path):
    base = write(
        tmp_path / "base",
        vocabulary__agencies=AGENCIES,
        origin__beneath=rule("origin/beneath", points="1"),
        origin__apart=rule("origin/apart", match="{words: {regex: '('}}"),
    )
    mine = write(
        tmp_path / "mine",
        origin__beneath="change: origin/beneath\npoints: 3\n",
        origin__new=rule("origin/new", match='{words: {phrase: ["{agencies}"]}}', related="[origin/apart]"),
        origin__odd=rule("origin/odd", related="[origin/nowhere]"),
    )
    write(base, vocabulary__piers=AGENCIES.replace("name: agencies", "name: piers"))
    whole = load([mine], base)
    found = load([mine], base, lambda file: "/mine/" in file)
    assert found.vocabulary["agencies"] == whole.vocabulary["agencies"]
    assert (sorted(found.vocabulary), found.vocabulary["piers"].entries) == (sorted(whole.vocabulary), ())
    assert [one.id for one in found.rules] == ["origin/beneath", "origin/new", "origin/odd"]
    assert [one.points for one in found.rules if one.id == "origin/beneath"] == [3]
    assert found.rules == whole.rules
    assert found.digest == whole.digest
    assert [fault.what for fault in found.faults] == ["unknown rule `origin/nowhere`"]
    assert len(whole.faults) == 2


@pytest.mark.parametrize(
    ("regex", "refused"),
    [
        (r"(?:\p{L}+ ){1,120}harbour", False),
        (r"(?:\p{L}+ ){1,240}harbour", True),
        (r"(?:\p{L}{1,20} ){1,20}harbour", True),
        (r"harbour (?:\p{L}{1,30} .{1,30} \p{L}{1,30})", False),
        (r"(?:(?:harbour ){1,40}of ){1,40}", False),
        ("(?:(?:harbour ){1,200}of ){1,200}", True),
        (f"harbour{{{'9' * 5000}}}", True),
    ],
)
def test_a_pattern_may_compile_to_a_bound_however_its_repetitions_are_nested(tmp_path, regex, refused):
    write(tmp_path, origin__a=rule("origin/a", match=f"{{words: {{regex: '{regex}'}}}}"))
    assert bool(load(shipped=tmp_path).errors) == refused


def test_rules_are_read_again_where_a_file_changed_or_is_named_otherwise(tmp_path, monkeypatch):
    base = write(
        tmp_path / "rules", origin__one=rule("origin/one"), form__bad=rule("form/bad", points="many")
    )
    monkeypatch.setattr("provaudit.resources.shipped", lambda _name: base)
    found = load()
    assert load() is found
    over = write(tmp_path / "over", origin__one=rule("origin/one", points="3"))
    assert load([over]) is load([over])
    write(over, origin__one=rule("origin/one", points="2.5"))
    assert {one.points for one in load([over]).rules} == {2.5}
    monkeypatch.chdir(tmp_path)
    assert load().errors[0].file == "rules/form/bad.yaml" != found.errors[0].file
    write(base, origin__one=rule("origin/one", points="0.5"), origin__two=rule("origin/two"))
    assert {one.id: one.points for one in load().rules} == {"origin/one": 0.5, "origin/two": 2}
    (base / "origin" / "two.yaml").unlink()
    assert [one.id for one in load().rules] == ["origin/one"]
