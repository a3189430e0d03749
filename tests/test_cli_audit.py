import json

import pytest
from audit_fixture import TEXTS
from rich.cells import cell_len
from test_report_terminal import large

from provaudit import resources
from provaudit.choices import NAMES
from provaudit.commands import output
from provaudit.commands.opened import find
from provaudit.commands.screen import Screen, progress
from provaudit.engine import cores
from provaudit.errors import InputError
from provaudit.rulebook import load


def test_the_table_goes_to_stdout_and_the_problems_to_stderr(run, piped):
    found = run("audit", "pile")
    assert found.code == 0
    assert found.out.startswith("article ")
    assert found.err == "pile/broken.bin: is not text\n"
    ((places, given),) = piped
    assert given.pop("rules").digest == load().digest
    assert places == ["pile"]
    assert given == {"columns": None, "outlets": (), "progress": None, "workers": cores()}


@pytest.mark.usefixtures("piped")
def test_a_pipe_is_80_cells_wide_and_without_colour(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    out = run("audit", "pile").out
    assert max(map(cell_len, out.splitlines())) == 80
    assert "\x1b" not in out


@pytest.mark.usefixtures("piped")
def test_width_is_what_it_is_asked_to_be(run):
    assert max(map(cell_len, run("audit", "pile", "--width", 120).out.splitlines())) == 120


def test_input_settings_reach_the_pipeline(run, piped):
    laid = resources.demo() / "rules"
    run("audit", "a", "b", "--columns", "text=content, outlet=site", "--rules", laid)
    ((source, settings),) = piped
    assert source == ["a", "b"]
    assert settings["columns"] == {"text": "content", "outlet": "site"}
    assert settings["rules"].digest == load([laid]).digest


@pytest.mark.parametrize(
    ("expression", "code"), [("uncredited-copies>0", 1), ("uncredited-copies>1 and problems>0", 0)]
)
@pytest.mark.usefixtures("piped")
def test_a_condition_that_holds_is_1(run, expression, code):
    assert run("audit", "pile", "--fail-on", expression).code == code


@pytest.mark.usefixtures("piped")
def test_a_condition_that_holds_says_so_on_stderr(run):
    err = run("audit", "pile", "--fail-on", "uncredited_copies>0 or articles=3").err
    assert "provaudit: --fail-on holds: uncredited-copies is 1 (> 0)\n" in err


def test_help_names_everything_that_is_counted(run):
    out = run("audit", "--help").out
    assert all(name in out for name in NAMES)


@pytest.mark.usefixtures("document")
def test_an_audit_document_is_no_article(run, piped):
    found = run("audit", "audit.json")
    assert found.code == 2
    assert "audit.json is an audit document, no article: provaudit show audit.json ID" in found.err
    assert piped == []


@pytest.mark.usefixtures("piped")
def test_csv_says_what_it_wrote_and_where(run, tmp_path):
    assert "the table of articles only" in run("audit", "pile", "--format", "csv").err
    err = run("audit", "pile", "--format", "csv", "--out", tmp_path / "x.csv").err
    assert f"one file each, are in the folder {tmp_path / 'x.csv'}\n" in err


@pytest.mark.usefixtures("piped")
def test_quiet_says_nothing_on_stderr(run):
    assert run("audit", "pile", "--quiet").err == ""


@pytest.mark.usefixtures("piped")
def test_without_stories_there_is_no_tree(run):
    assert "├─" not in run("audit", "pile", "--no-stories").out


@pytest.mark.usefixtures("piped")
def test_order_and_limit_are_kept(run):
    lines = run("audit", "pile", "--sort", "id", "--limit", 1, "--no-stories").out.splitlines()
    assert lines[2].startswith("Fernmark Post")
    assert lines[3] == "… and 7 more (--limit 0 shows all)"


@pytest.mark.parametrize("form", ["json", "md", "csv", "table"])
@pytest.mark.usefixtures("piped")
def test_a_file_holds_what_stdout_would(run, tmp_path, form):
    out = run("audit", "pile", "--format", form).out
    path = tmp_path / "out"
    assert run("audit", "pile", "--format", form, "--out", path).out == ""
    where = path / "articles.csv" if form == "csv" else path
    assert where.read_text(encoding="utf-8") == out


@pytest.mark.usefixtures("piped")
def test_json_on_stdout_is_one_document(run, made):
    assert json.loads(run("audit", "pile", "--format", "json").out) == made.to_document()


@pytest.mark.usefixtures("piped")
def test_parquet_needs_a_folder(run):
    found = run("audit", "pile", "--format", "parquet")
    assert (found.code, found.err) == (
        2,
        "provaudit: --format parquet needs --out FOLDER: it is one file a table\n",
    )


def test_the_demo_audits_the_bundled_corpus_with_its_rules(run, piped):
    assert run("demo", "--limit", 2).code == 0
    ((source, settings),) = piped
    assert source == [str(resources.demo() / "articles")]
    assert settings["rules"].digest == load([resources.demo() / "rules"]).digest


class Terminal:
    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def isatty(self):
        return True


def test_a_terminal_gets_colour_unless_it_is_not_wanted(made, monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")

    def drawn(screen):
        screen.print(lambda console: output.print_audit(made, console, output.Wanted()))
        return capsys.readouterr().out

    assert "\x1b[" in drawn(Screen(80))
    assert "\x1b[" not in drawn(Screen(80, no_color=True))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in drawn(Screen(80))


def test_progress_is_shown_on_a_terminal_only(monkeypatch):
    with progress(Screen()) as step:
        assert step is None
    monkeypatch.setattr("sys.stderr", Terminal(output.sys.stderr))
    with progress(Screen(quiet=True)) as step:
        assert step is None
    with progress(Screen()) as step:
        step("lineage", 0.5)


@pytest.fixture
def document(run, piped, pile):
    assert run("audit", "pile", "--format", "json", "--out", pile / "audit.json").code == 0
    piped.clear()
    return "audit.json"


@pytest.mark.parametrize(
    "arguments",
    [
        ["audit.json", "vesper/adler.txt"],
        ["audit.json", "adler"],
        ["audit.json", "adler.txt"],
        ["audit.json", "ad"],
        ["audit.json#adler"],
        ["--in", "audit.json", "adler"],
    ],
)
@pytest.mark.usefixtures("document")
def test_an_article_of_a_document_is_shown_from_its_file(run, piped, arguments):
    found = run("show", *arguments)
    assert (found.code, found.err) == (0, "")
    assert "role      own reporting" in found.out
    assert "“Nobody was hurt" in found.out
    assert piped == []


@pytest.mark.usefixtures("document")
def test_a_document_is_read_from_elsewhere_too(run, pile, monkeypatch):
    (pile / "else").mkdir()
    monkeypatch.chdir(pile / "else")
    assert run("show", "../audit.json", "wire").code == 0


@pytest.mark.usefixtures("pile")
def test_an_article_of_a_pile_audits_the_pile(run, piped):
    assert "Tidewater Wire" in run("show", "--in", "pile", "wire").out
    assert piped[0][0] == ["pile"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["pile"], "pile holds 8 articles: name one, for example 'wire.txt'"),
        (["--in", "pile", "wire", "halden"], "with --in, name one article only"),
        (["audit.json", "wir.txt"], "there is no article 'wir.txt'; there is wire.txt"),
        (["audit.json", "zzzzzz"], "there is wire.txt, portside.txt"),
        (["audit.json#"], "'' could be wire.txt"),
    ],
)
@pytest.mark.usefixtures("document")
def test_a_name_that_means_no_article_is_answered(run, arguments, message):
    found = run("show", *arguments)
    assert found.code == 2
    assert message in found.err


def test_a_changed_text_is_not_shown_as_if_it_were_audited(run, document, pile):
    (pile / "pile" / "wire.txt").write_text("Something else.")
    found = run("show", document, "wire")
    assert (found.code, found.err) == (
        2,
        "provaudit: wire.txt: its text in pile/wire.txt is not the one that was audited; audit again\n",
    )


def test_a_missing_text_is_named(run, document, pile):
    (pile / "pile" / "wire.txt").unlink()
    found = run("show", document, "wire")
    assert found.code == 2
    assert "wire.txt: its file pile/wire.txt is not there" in found.err


def test_a_cut_document_is_named(run, document, pile):
    (pile / document).write_text((pile / document).read_text()[:900])
    found = run("show", document, "wire")
    assert found.code == 2
    assert "audit.json: the audit document is damaged: " in found.err


def test_an_ambiguous_name_is_answered_with_what_it_could_mean():
    ids = ["a/x.txt", "b/x.txt", *(f"c{n}/y" for n in range(12))]
    with pytest.raises(InputError, match=r"'x' could be a/x\.txt, b/x\.txt; say which"):
        find(["x"], ids)
    with pytest.raises(InputError, match="c9/y and 2 more; say which"):
        find(["y"], ids)


def test_two_articles_of_a_document_are_compared(run, document):
    out = run("compare", "--in", document, "halden", "wire").out
    assert "edited (90% sure): B took from A\n90% sure that B has its words from A" in out
    assert "[-forty-one passengers-]" in out


@pytest.mark.usefixtures("pile")
def test_two_files_are_audited_to_be_compared(run, piped):
    found = run("compare", "pile/wire.txt", "pile/halden.txt")
    assert found.code == 2
    assert "compare needs two articles, not 8" in found.err
    assert piped[0][0] == ("pile/wire.txt", "pile/halden.txt") or piped[0][0] == [
        "pile/wire.txt",
        "pile/halden.txt",
    ]


def test_a_document_named_first_is_where_both_stand(run, piped, document):
    assert (
        run("compare", document, "halden", "wire").out
        == run("compare", "--in", document, "wire", "halden").out
    )
    assert piped == []


def test_an_article_is_not_compared_with_itself(run, document):
    assert "compare needs two articles, not 1" in run("compare", "--in", document, "wire", "wire").err


def test_a_long_pile_is_written_whole(run, made, monkeypatch):
    monkeypatch.setattr("provaudit.pipeline.audit", lambda *_, **__: large(made, 300))
    document = json.loads(run("audit", "x", "--format", "json").out)
    assert len(document["articles"]) == 301
    assert len(TEXTS) == 8


def test_the_rules_are_read_once(run, pile, monkeypatch):
    reads = []
    for place in ("provaudit.commands.audit.load", "provaudit.pipeline.load"):
        monkeypatch.setattr(place, lambda rules, load=load: reads.append(rules) or load(rules))
    assert run("audit", str(pile), "--format", "sarif").code == 0
    assert len(reads) == 1
