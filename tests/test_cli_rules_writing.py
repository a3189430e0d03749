"""Rules written, tested again on change, and described: `new`, `test --watch`, `codebook`, `schema`."""

import io
import json
import re
from html.parser import HTMLParser
from shlex import split

import jsonschema
import pytest
from rulebook_fixture import AGENCIES, DIMENSIONS, rule, write

from provaudit import watching
from provaudit.written.source import read_source

ANSWERS = (
    "--phrase 'Text: KNA' --language de --zone sign-off,source-line --meaning 'Signed \"off\" by KNA: it is theirs' "
    "--match 'Text: KNA' --match 'text: KNA' --silent 'Die KNA meldet Neues.' --silent 'Text: Anna Wirth'"
)


@pytest.fixture(autouse=True)
def shipped(tmp_path, monkeypatch):
    folder = write(
        tmp_path / "rules", vocabulary__agencies=AGENCIES, dimensions=DIMENSIONS, origin__bulletin=rule()
    )
    monkeypatch.setattr("provaudit.resources.shipped", lambda _name: folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return folder


def test_a_rule_written_from_options_is_checked_and_ready_to_try(run):
    found = run("rules", "new", "--id", "origin/kna", *split(ANSWERS))
    assert found.out == (
        "wrote my-rules/origin/kna.yaml\n"
        "1 rule, 4 tests, all as expected: 2 matched, 2 silent\n"
        "next: provaudit rules try origin/kna CORPUS --rules my-rules\n"
    )
    assert run("rules", "check", "my-rules").code == 0
    assert (
        'Signed "off" by KNA: it is theirs' in run("rules", "show", "origin/kna", "--rules", "my-rules").out
    )


def test_what_no_option_says_is_asked_and_a_wrong_answer_asked_again(run, monkeypatch, tmp_path):
    names = ["orgin", "origin", "Bell Ringers", "bell-ringers"]
    words = ["", "rung by (the) ringers", "", "english", "", "", " ", "Rung"]
    texts = ["Rung by ringers", "rung by the ringers", "ringers", "rung by"]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*names, *words, *texts, ""])))
    found = run("rules", "new", "--into", "mine")
    assert found.code == 0, found.out + found.err
    assert all(len(line) <= 80 for line in found.out.splitlines() if ": " not in line)
    written = (tmp_path / "mine/origin/bell-ringers.yaml").read_text(encoding="utf-8")
    assert "language" not in written
    assert "zone: [" not in written
    assert 'phrase: ["rung by (the) ringers"]' in written
    assert "zone: body, expect: match" in written


def test_a_dimension_given_beside_a_name_makes_the_id(run):
    out = run(
        "rules", "new", "--id", "kna", "--dimension", "attribution", "--points", "1.5", *split(ANSWERS)
    ).out
    assert "wrote my-rules/attribution/kna.yaml" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--id", "press/kna"], "the dimension is 'press'; expected one of origin"),
        (["--id", "origin/K NA"], "“K NA” cannot be a rule's name; expected letters from a to z"),
        (["--id", "origin/kna", "--dimension", "form"], "is not of the dimension form"),
        (
            ["--id", "origin/kna", "--phrase", "x", "--language", "German"],
            "'German' is not known here; expected a code",
        ),
        (
            ["--id", "origin/kna", "--phrase", "x", "--language", "", "--zone", "end"],
            "'end' is not known here",
        ),
        (["--id", "origin/kna", *split(ANSWERS), "--meaning", " "], "it says nothing; expected a sentence"),
        (
            ["--id", "origin/kna", *split(ANSWERS), "--into", "rules/dimensions.yaml"],
            "Directory 'rules/dimensions.yaml' is a file",
        ),
    ],
)
def test_a_wrong_option_is_told(run, arguments, told):
    found = run("rules", "new", *arguments)
    assert (found.code, told in found.err) == (2, True), found.err


def test_without_a_terminal_a_missing_answer_is_told(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    found = run("rules", "new", "--id", "origin/kna")
    assert (found.code, "there was no answer to read" in found.err) == (2, True)


def test_at_a_terminal_ctrl_c_stops(run, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Terminal(""))
    found = run("rules", "new", "--id", "origin/kna")
    assert (found.code, found.err.splitlines()[-1]) == (130, "provaudit: stopped")


def test_a_rule_that_is_there_is_not_overwritten(run):
    run("rules", "new", "--id", "origin/kna", *split(ANSWERS))
    found = run("rules", "new", "--id", "origin/kna", *split(ANSWERS))
    assert (found.code, "my-rules/origin/kna.yaml is there already" in found.err) == (2, True)


def test_a_folder_that_cannot_be_written_is_told(run, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "origin").write_text("a file", encoding="utf-8")
    found = run("rules", "new", "--id", "origin/kna", "--into", "mine", *split(ANSWERS))
    assert (found.code, "mine/origin/kna.yaml: cannot be written" in found.err) == (2, True)


def test_a_rule_that_fails_its_tests_or_is_faulty_is_written_and_told(run):
    found = run("rules", "new", "--id", "origin/kna", *split(ANSWERS), "--match", "KNA alone")
    assert found.code == 2
    assert "(missing)" in found.out
    assert (
        "next: edit my-rules/origin/kna.yaml, and see it tested:\n  provaudit rules test origin/kna"
        in found.out
    )


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("(open", "“(open”: `(` is never closed; expected `)` after it, or `\\(` for the character"),
        ("(küf)", "expected a word outside the brackets, or `\\(` and `\\)` for the brackets themselves"),
    ],
)
def test_words_that_are_no_phrase_are_told_before_a_rule_is_written(run, tmp_path, phrase, told):
    found = run("rules", "new", "--id", "origin/open", *split(ANSWERS), "--phrase", phrase)
    assert (found.code, told in " ".join(found.err.split())) == (2, True), found.err
    assert not (tmp_path / "my-rules/origin/open.yaml").exists()


def test_words_in_brackets_are_asked_again_with_the_way_out_which_then_works(run, monkeypatch, tmp_path):
    words = ["origin", "küf", "kuf", "(küf)", r"\(küf\)", "", "de", "", "Signed by küf"]
    monkeypatch.setattr(
        "sys.stdin", io.StringIO("\n".join([*words, "(küf)", "Mehr (Küf)", "küf", "Küfer", ""]))
    )
    found = run("rules", "new", "--into", "mine")
    assert "1 rule, 4 tests, all as expected" in found.out, found.out
    assert "“küf” cannot be a rule's name" in found.out + found.err
    assert "such as kuf" in " ".join((found.out + found.err).split())
    assert r"""phrase: ["\\(küf\\)"]""" in (tmp_path / "mine/origin/kuf.yaml").read_text(encoding="utf-8")


def test_watch_runs_the_tests_again_when_a_rule_changes(run, monkeypatch, tmp_path):
    mine = write(tmp_path / "mine", origin__bell=rule("origin/bell"))
    changes = iter(
        [
            lambda: None,
            lambda: write(mine, origin__bell=rule("origin/bell", match="{words: {phrase: [harbour]}}")),
            (mine / "origin" / "bell.yaml").unlink,
        ]
    )

    def sleep(seconds):
        assert seconds == watching.PAUSE
        change = next(changes, None)
        if change is None:
            raise KeyboardInterrupt
        change()

    monkeypatch.setattr("time.sleep", sleep)
    found = run("rules", "test", "origin/bell", "--rules", "mine", "--watch")
    assert (found.code, found.err) == (0, "watching mine and the shipped rules; Ctrl-C ends\n")
    first, second, third = re.split(r"\nmine/origin/bell.yaml\n", found.out)
    assert first == "1 rule, 2 tests, all as expected: 1 matched, 1 silent\n"
    assert "Should be silent, and hit “harbour”. (noisy)" in second
    assert "1 rule, 2 tests, 1 failed: 1 matched, 1 noisy" in second
    assert third.startswith("unknown rule `origin/bell`")


def test_watch_goes_on_where_the_rule_is_broken_at_first(run, monkeypatch, tmp_path):
    write(tmp_path / "mine", origin__bell="id: [")

    def sleep(_seconds):
        raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", sleep)
    found = run("rules", "test", "origin/bell", "--rules", "mine", "--watch")
    assert (found.code, "watching mine and the shipped rules" in found.err) == (0, True)
    assert max(map(len, found.out.splitlines())) <= 80


def test_a_test_in_a_language_that_the_rule_is_not_about_says_so(run, tmp_path):
    tests = "[{text: the harbour bulletin, language: fr, expect: match}, {text: pier, expect: silent}]"
    write(tmp_path / "mine", origin__bell=rule("origin/bell", language="[de]", tests=tests))
    found = run("rules", "test", "origin/bell", "--rules", "mine")
    assert "The test is in fr, and the rule's `language` has de alone." in found.out


def test_watch_of_what_is_not_there_ends_at_once(run):
    found = run("rules", "test", "origin/bell", "--watch")
    assert (found.code, "unknown rule `origin/bell`" in found.err) == (2, True)


class Reader(HTMLParser):
    """Collects a page's text and the tags in it."""

    def __init__(self):
        super().__init__()
        self.texts, self.tags = [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not {name for name, _ in attrs} & {"src", "onload", "style"}

    def handle_data(self, data):
        self.texts.append(data)


HOSTILE = rule(
    "attribution/hostile",
    summary='"<script>alert(1)</script> \\e[31m"',
    match="{a: {phrase: ['`<b>` (x) {agencies}'], except: {phrase: [y]}}, b: {meta: {field: url, absent: true}}, "
    "c: {metric: {name: words, at-least: 9}}, d: {regex: '</code>'}, e: {meta: {field: byline, phrase: [z]}}}",
    when="(a or d) and b and c and e",
    needs="[tail, lineage]",
    ignore="[quote]",
    group="credit",
    status="test",
    language="[en, de]",
    why="'So & so.'",
    references="'https://quay.example/<i>'",
    false_positives="[one, two]",
    codebook="{variable: hostile, definition: '*Any* <u>', include: one, borderline: [two]}",
    tests="""
  - {text: "`<b>` x HW\\n\\nmore", byline: z, metrics: {words: 9}, expect: match}
  - {text: y, expect: silent}""",
)


def test_the_codebook_as_html_shows_hostile_text_and_obeys_none(run, shipped, tmp_path):
    write(shipped, attribution__hostile=HOSTILE)
    found = run("rules", "codebook", "--output", "book.html")
    assert (found.code, found.out) == (0, "wrote book.html: 2 variables, found by 2 rules\n")
    page = (tmp_path / "book.html").read_text(encoding="utf-8")
    reader = Reader()
    reader.feed(page)
    text = " ".join(reader.texts)
    assert not reader.tags & {"script", "b", "i", "u", "link", "img"}
    assert "<script>alert(1)</script>" in text
    assert "\x1b" not in page
    assert "@media print" in page
    for words in (
        "Codebook: harbour 3",
        "hostile is 1 where the definition holds, 0 where it does not; not assessable where the end is cut off",
        "or there is no other article.",
        "any of the words",
        "but not where the hit holds any of the words",
        "the metadata field url is not stated",
        "words at least 9: words of the article's own text",
        "(a or d) and b and c and e",
        "+2; of the group credit the best counts; status test, so they do not count",
        "standfirst, body, without quote",
        "“`<b>` x HW / more” (byline z, words 9)",
        "Harbour Wire, Küstendienst",
        "origin_bulletin",
        "2 variables, found by 2 rules",
    ):
        assert words in text
    assert page == run("rules", "codebook", "--format", "html").out


def test_the_codebook_as_markdown_shows_hostile_text_and_obeys_none(run, shipped):
    write(shipped, attribution__hostile=HOSTILE)
    out = run("rules", "codebook", "attribution/*").out
    assert "<" not in re.sub(r"\\<|`+ .*? `+|`[^`]*`", "", out)
    assert "\x1b" not in out
    assert "- `` `<b>` (x) {agencies} ``" in out
    assert "### attribution/hostile" in out
    assert "origin_bulletin" not in out
    assert out == run("rules", "codebook", "attribution/*").out


def test_rules_of_one_variable_name_each_other(run, shipped):
    write(
        shipped,
        origin__bell=rule("origin/bell", codebook="{variable: signal}"),
        origin__horn=rule("origin/horn", codebook="{variable: signal}"),
    )
    out = run("rules", "codebook").out
    assert "2 variables, found by 3 rules" in out
    assert "signal is 1 where the definition, or that of another rule of this variable, holds" in out
    assert "**Same variable:** origin/horn" in out


def test_a_codebook_without_vocabulary_or_cap_has_none(run, shipped):
    write(
        shipped,
        form__short=rule("form/short", match="{few: {metric: {name: words, in: [1, 2.5]}}}", points="0"),
    )
    (shipped / "dimensions.yaml").write_text(
        DIMENSIONS + "  form: {summary: How it reads, cap: 0}\n", encoding="utf-8"
    )
    out = run("rules", "codebook", "form/short").out
    assert "How it reads.\n" in out
    assert "Word lists" not in out
    assert "**Where:** the article as a whole" in out
    assert "words one of 1, 2.5" in out
    assert "<h2>Word lists</h2>" not in run("rules", "codebook", "form/short", "--format", "html").out


@pytest.mark.parametrize(
    ("kind", "text"), [("rule", rule()), ("vocabulary", AGENCIES), ("dimensions", DIMENSIONS)]
)
def test_the_schema_of_each_file_fits_such_a_file(run, tmp_path, kind, text):
    schema = json.loads(run("rules", "schema", kind).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    path = tmp_path / "one.yaml"
    path.write_text(text, encoding="utf-8")
    data = read_source(path, "one.yaml").data
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(data)) == []
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(data | {"tset": 1})) != []


def test_the_schema_says_what_keys_mean_and_which_metrics_there_are(run):
    schema = json.loads(run("rules", "schema").out)
    assert all("description" in key or key == "id" for key in schema["properties"].values())
    name = schema["$defs"]["metric"]["properties"]["name"]
    assert len(name["enum"]) == len(name["enumDescriptions"]) > 10


@pytest.mark.usefixtures("shipped")
def test_a_codebook_is_not_written_in_a_form_that_its_name_does_not_say(run, tmp_path):
    found = run("rules", "codebook", "--output", "book.pdf")
    assert (found.code, (tmp_path / "book.pdf").exists()) == (2, False)
    assert "expected a name that ends in .md or .html, or --format md or html" in " ".join(found.err.split())
    assert run("rules", "codebook", "--output", "book.pdf", "--format", "md").code == 0


@pytest.mark.usefixtures("shipped")
def test_every_message_fits_80_columns_but_for_a_line_of_a_file(run):
    new = ("rules", "new", "--id", "origin/kna", *split(ANSWERS))
    calls = (
        ("rules", "schema", "foo"),
        ("rules", "try", "origin/bulletin", "pile.jsonl", "--zone", "bdy"),
        (*new, "--zone", "bdy"),
        (*new, "--match", "KNA alone"),
        (*new,),
    )
    for call in calls:
        found = run(*call)
        assert found.code == 2
        assert all(len(line) <= 80 for line in (found.out + found.err).splitlines()), found


@pytest.mark.usefixtures("shipped")
def test_a_name_that_a_rule_has_is_told_before_anything_else_is_asked(run, tmp_path):
    taken = tmp_path / "my-rules" / "origin" / "kna.yaml"
    taken.parent.mkdir(parents=True)
    taken.write_text("", encoding="utf-8")
    found = run("rules", "new", "--id", "origin/kna")
    assert (found.code, "is there already; edit it" in found.err) == (2, True)


@pytest.mark.usefixtures("shipped")
def test_a_rule_that_takes_the_place_of_a_shipped_one_says_so_when_written_and_checked(run):
    told = "warning: replaces the rule `origin/bulletin`"
    assert told in " ".join(run("rules", "new", "--id", "origin/bulletin", *split(ANSWERS)).out.split())
    assert told in " ".join(run("rules", "check", "my-rules").out.split())


@pytest.mark.parametrize("points", ["nan", "inf", "-inf"])
def test_points_that_are_no_number_are_refused_and_nothing_is_written(run, tmp_path, points):
    found = run("rules", "new", "--id", "origin/kna", *split(ANSWERS), "--points", points)
    assert (found.code, list(tmp_path.rglob("kna.yaml"))) == (2, [])
