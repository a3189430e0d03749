"""The bench for authors, called as an author calls it: on an invented town's articles and rules."""

import csv
import io
import json

import pytest
from authoring_fixture import article, labels, pile
from rulebook_fixture import AGENCIES, DIMENSIONS, rule, write

from provaudit.authoring.evaluation import part_of

WIDTH = 80
BULLETIN = "Text: Harbour Bulletin"


@pytest.fixture(autouse=True)
def town(tmp_path, monkeypatch):
    """Stand beside `rules/`, which counts as shipped, and `pile.jsonl`: 40 articles, 20 of them with a credit."""
    write(
        tmp_path / "rules",
        vocabulary__agencies=AGENCIES,
        dimensions=DIMENSIONS,
        origin__bulletin=rule(zone="[source-line, furniture]"),
        origin__paper=rule("origin/paper", match="{words: {phrase: [bulletin]}}", zone="[text]", points="1"),
        origin__wire=rule("origin/wire", match='{words: {phrase: ["{agencies}"]}}', zone="[text]"),
        form__short=rule("form/short", match="{few: {metric: {name: words, under: 500}}}", points="0"),
    )
    monkeypatch.setattr("provaudit.resources.shipped", lambda _name: tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    rows = [article(number, BULLETIN if number % 2 else "") for number in range(40)]
    rows[3]["outlet"] = "Quay [/red] \x1b[31mPost"
    pile(tmp_path, rows)
    return tmp_path


@pytest.fixture
def fits(run):
    """Run a command that must end well and print nothing wider than the screen, nor an escape code."""

    def call(*arguments, code=0):
        found = run("rules", *arguments)
        assert found.code == code, found.err
        assert max(map(len, found.out.splitlines())) <= WIDTH
        assert "\x1b" not in found.out
        return found.out

    return call


def test_try_shows_counts_and_hits_in_context(fits):
    out = fits("try", "origin/bulletin", "pile.jsonl", "--sample", 2)
    assert "20 hits in 20 of 40 articles (50%)" in out
    assert "2 of them, drawn at random (--seed 1, --sample N for more)" in out
    assert out.count("‹Harbour Bulletin›") == 2
    assert "Quay [/red] Post" in out
    assert "was hurt. Text: ‹Harbour Bulletin›" in " ".join(out.split())


def test_a_wide_screen_shows_whole_words_around_a_hit_and_says_where_the_text_goes_on(run, town):
    pile(town, [article(1, f"{'millwheels ' * 40}\n\n{BULLETIN} {'lighthouse ' * 40}")])
    out = run("rules", "try", "origin/paper", "pile.jsonl", "--width", 300, "--quiet").out
    shown = out[out.index("…") :].split()
    assert {shown[0], shown[-1]} == {"…millwheels", "lighthouse…"}
    assert set(shown) == {
        "…millwheels",
        "millwheels",
        "Text:",
        "Harbour",
        "‹Bulletin›",
        "lighthouse",
        "lighthouse…",
    }


def test_try_of_another_seed_draws_other_hits(run):
    drawn = [
        [
            hit["id"]
            for hit in json.loads(
                run("rules", "try", "origin/bulletin", "pile.jsonl", "--format", "json", "--seed", seed).out
            )["sample"]
        ]
        for seed in (1, 1, 2)
    ]
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(drawn[0]) == 10


def test_try_of_a_rule_that_hits_nothing_says_where_it_looked(fits):
    out = fits("try", "origin/wire", "pile.jsonl")
    assert "0 hits in 0 of 40 articles" in out
    assert "Nothing hit. The rule looks at: text." in out


def test_try_tells_where_else_its_words_stand(fits, town):
    write(town / "mine", origin__end=rule("origin/end", zone="[sign-off]"))
    out = fits("try", "origin/end", "pile.jsonl", "--rules", "mine")
    assert "Nothing hit. The rule looks at: sign-off." in out
    assert "Its words also stand where it does not look: furniture 20. Those that you mean" in out


def test_try_of_a_rule_about_numbers_audits(run):
    out = run("rules", "try", "form/short", "pile.jsonl", "--format", "json").out
    found = json.loads(out)
    assert (found["audited"], found["articles_with_hit"], found["zones"]) == (
        True,
        40,
        [{"zone": "meta", "hits": 40}],
    )


def test_try_as_csv_has_a_row_a_hit_to_label(run):
    rows = list(
        csv.DictReader(
            io.StringIO(
                run("rules", "try", "origin/bulletin", "pile.jsonl", "--sample", 0, "--format", "csv").out
            )
        )
    )
    assert len(rows) == 20
    assert (rows[0]["id"], rows[0]["text"], rows[0]["label"]) == ("a01", "Harbour Bulletin", "")
    assert rows[1]["outlet"] == "Quay [/red] Post"


def test_try_blind_draws_articles_whatever_hits_in_them(run):
    rows = list(
        csv.DictReader(io.StringIO(run("rules", "try", "origin/bulletin", "pile.jsonl", "--blind", 20).out))
    )
    assert len(rows) == 20
    assert set(rows[0]) == {"id", "rule", "label", "outlet", "title", "text"}
    assert 0 < sum(BULLETIN in row["text"] for row in rows) < 20


def test_a_retired_rule_is_not_tried(run, town):
    write(town / "mine", origin__old=rule("origin/old", status="retired"))
    found = run("rules", "try", "origin/old", "pile.jsonl", "--rules", "mine")
    assert (found.code, "origin/old is retired" in found.err) == (2, True)


def judged(town, wrong=(), coders=("",)):
    """Label all 40 articles for origin/bulletin, some wrongly."""
    rows = [
        (f"a{number:02}", "origin/bulletin", "yes" if bool(number % 2) != (number in wrong) else "no", coder)
        for number in range(40)
        for coder in coders
    ]
    return labels(town, rows, "id,rule,label,coder")


def halves():
    parts = [part_of(f"a{number:02}") for number in range(40)]
    return [[number for number in range(40) if parts[number] == part] for part in ("development", "held-out")]


def test_eval_measures_one_half_and_shows_the_errors(fits, town):
    development, held_out = halves()
    odd, even = (next(number for number in development if number % 2 == left) for left in (1, 0))
    judged(town, wrong={odd, even})
    out = fits("eval", "origin/bulletin", "pile.jsonl", "--labels", "labels.csv")
    right = sum(number % 2 for number in development)
    assert f"{len(development)} articles: {right - 1} right hits, 1 false, 1 missed" in out
    assert f"False hits: 1\na{odd:02} · " in out
    assert f"Missed: 1\na{even:02} · " in out
    assert f"{len(held_out)} labelled articles more are held out (--held-out" in out
    assert "alpha" not in out


def test_a_miss_is_shown_where_the_words_of_the_rule_stand(fits, town):
    one = next(f"a{n:02}" for n in range(40) if part_of(f"a{n:02}") == "development")
    text = f"Boats lay idle.\n\n{'crane ' * 80}a bulletin of the quay said so. {'crane ' * 80}\n\nNobody was hurt."
    pile(town, [article(1, id=one, text=text)])
    rule_text = rule("origin/paper", match="{words: {phrase: [harbour bulletin]}}", zone="[standfirst, body]")
    write(town / "mine", origin__paper=rule_text)
    labels(town, [(one, "origin/paper", "yes")])
    out = fits("eval", "origin/paper", "pile.jsonl", "--labels", "labels.csv", "--rules", "mine")
    shown = " ".join(out.partition("Missed: 1")[2].split())
    assert "body …crane crane" in shown
    assert "crane a bulletin of the quay said so. crane" in shown
    assert "crane… This is" in shown
    assert "Nobody was hurt" not in shown


def test_eval_of_the_held_out_half_is_another(fits, town):
    judged(town)
    out = fits("eval", "all", "pile.jsonl", "--labels", "labels.csv", "--held-out")
    assert f"{len(halves()[1])} articles: " in out
    assert "This is the held-out part" in out


def test_eval_of_several_coders_gives_alpha_and_leaves_out_what_they_split_on(fits, town):
    judged(town, coders=("Ada", "Bo"))
    development = halves()[0]
    path = town / "labels.csv"
    split = f"a{development[0]:02},origin/bulletin,{'yes' if development[0] % 2 else 'no'},Bo"
    path.write_text(path.read_text().replace(split, split.replace("yes,", "na,").replace("no,", "na,")))
    out = fits("eval", "origin/bulletin", "pile.jsonl", "--labels", "labels.csv")
    assert "alpha, 2 coders" in out
    assert "1 undecided left out" in " ".join(out.split())


@pytest.mark.parametrize(
    ("turned", "told"),
    [(0, ""), (3, "conclusions from these labels are tentative"), (5, "its figures allow no conclusion")],
)
def test_eval_says_what_a_low_alpha_means(fits, town, turned, told):
    judged(town, coders=("Ada", "Bo"))
    path = town / "labels.csv"
    text = path.read_text()
    for number in halves()[0][:turned]:
        right, wrong = ("yes", "no") if number % 2 else ("no", "yes")
        text = text.replace(
            f"a{number:02},origin/bulletin,{right},Bo", f"a{number:02},origin/bulletin,{wrong},Bo"
        )
    path.write_text(text)
    out = " ".join(fits("eval", "origin/bulletin", "pile.jsonl", "--labels", "labels.csv").split())
    assert told in out
    assert ("Alpha is under" in out) == bool(told)


def test_try_looks_in_the_zones_that_are_asked_for(fits, run):
    assert "20 hits in 20 of 40 articles" in fits("try", "origin/bulletin", "pile.jsonl")
    assert "0 hits in 0 of 40 articles" in fits(
        "try", "origin/bulletin", "pile.jsonl", "--zone", "caption,quote"
    )
    assert "bodi" in run("rules", "try", "origin/bulletin", "pile.jsonl", "--zone", "bodi").err


def test_eval_of_few_says_so(fits, town):
    development = halves()[0]
    labels(
        town,
        [(f"a{number:02}", "origin/bulletin", "yes" if number % 2 else "no") for number in development[:6]]
        + [("a00", "origin/bulletin", "")],
    )
    out = fits("eval", "all", "pile.jsonl", "--labels", "labels.csv", "--errors", 0)
    assert "precision     n too small" in out
    assert "1 row of the labels without a label is left out." in out


def test_eval_for_programs_has_counts_and_intervals(run, town):
    judged(town, coders=("Ada", "Bo"))
    found = json.loads(
        run("rules", "eval", "all", "pile.jsonl", "--labels", "labels.csv", "--format", "json").out
    )
    whole = found["rules"][0]["measured"][0]
    assert (whole["group"], whole["false_hits"], whole["precision"]["value"]) == ("all", 0, 1)
    assert whole["precision"]["low"] < 0.9
    assert found["rules"][0]["alpha"]["value"] == 1
    rows = list(
        csv.DictReader(
            io.StringIO(
                run("rules", "eval", "all", "pile.jsonl", "--labels", "labels.csv", "--format", "csv").out
            )
        )
    )
    assert [row["group"] for row in rows] == ["all"] + ["outlet"] * (len(rows) - 1)
    assert rows[0]["recall_value"] == "1.0"


def test_eval_of_several_rules_ends_with_all_of_them_in_a_table(fits, town):
    rows = [
        (f"a{n:02}", name, "yes" if n % 2 else "no")
        for n in range(40)
        for name in ("origin/bulletin", "form/short")
    ]
    labels(town, rows)
    out = fits("eval", "all", "pile.jsonl", "--labels", "labels.csv")
    assert "rule             articles  precision  recall    F1\nform/short" in out
    assert "(--errors N for more)" in out


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("zz", "origin/bulletin", "yes")], "labels.csv:2: there is no article 'zz' in the corpus"),
        ([("a01", "origin/none", "yes")], "labels.csv:2: unknown rule `origin/none`"),
        ([("a01", "origin/bulletin", "hm")], "labels.csv:2: cannot read the label 'hm'"),
    ],
)
def test_eval_tells_wrong_labels_with_their_line(run, town, rows, told):
    labels(town, rows)
    found = run("rules", "eval", "all", "pile.jsonl", "--labels", "labels.csv")
    assert (found.code, told in found.err) == (2, True)


def test_eval_tells_that_no_label_is_in_the_half(run, town):
    labels(town, [(f"a{halves()[1][0]:02}", "origin/bulletin", "yes")])
    found = run("rules", "eval", "all", "pile.jsonl", "--labels", "labels.csv")
    assert (found.code, "no labelled article is in the development half" in found.err) == (2, True)


def test_diff_shows_what_flips(fits, town):
    write(
        town / "mine", origin__paper=rule("origin/paper", match="{words: {phrase: [Monday]}}", zone="[text]")
    )
    out = fits("diff", "shipped", "mine", "pile.jsonl", "--sample", 1)
    assert "1 rule changed; 27 of 40 articles flip" in out
    assert "origin/paper  matching   20    7       7    20      0" in out
    assert "origin/paper: hit by the new rules only, 1 of 7" in out
    assert "‹Monday›" in out


def test_diff_of_equal_rules_finds_nothing(fits):
    assert fits("diff", "shipped", "rules", "pile.jsonl") == "No rule changed, and no article flips.\n"


def test_diff_tells_changes_that_flip_nothing_from_those_of_matching(run, town):
    whole = write(
        town / "whole",
        vocabulary__agencies=AGENCIES,
        dimensions=DIMENSIONS,
        origin__bulletin=rule(zone="[source-line, furniture]", points="4"),
        origin__paper=rule(
            "origin/paper", match="{words: {phrase: [bulletin]}}", zone="[text]", points="1", why="So."
        ),
        origin__wire=rule("origin/wire", match='{words: {phrase: ["{agencies}"]}}', zone="[text]"),
        origin__added=rule("origin/added", match="{words: {phrase: [a Monday]}}"),
    )
    found = json.loads(run("rules", "diff", "shipped", whole, "pile.jsonl", "--format", "json").out)
    changes = {one["rule"]: (one["change"], one["gained"], one["lost"]) for one in found["rules"]}
    assert changes == {
        "form/short": ("gone", 0, 40),
        "origin/added": ("new", 7, 0),
        "origin/bulletin": ("points", 0, 0),
        "origin/paper": ("text", 0, 0),
    }


def test_diff_of_two_rule_files_compares_them_whatever_their_ids(run, town):
    (town / "old.yaml").write_text(rule(zone="[text]"), encoding="utf-8")
    (town / "new.yaml").write_text(
        rule("origin/anew", zone="[text]", capture="{agency: Bulletin}"), encoding="utf-8"
    )
    rows = list(
        csv.DictReader(
            io.StringIO(run("rules", "diff", "old.yaml", "new.yaml", "pile.jsonl", "--format", "csv").out)
        )
    )
    assert rows == []
    found = json.loads(run("rules", "diff", "old.yaml", "new.yaml", "pile.jsonl", "--format", "json").out)
    assert (found["rules"][0]["change"], found["rules"][0]["moved"]) == ("matching", 20)
    alone = json.loads(run("rules", "diff", "old.yaml", "shipped", "pile.jsonl", "--format", "json").out)
    assert [one["rule"] for one in alone["rules"]] == ["origin/bulletin"]


def test_diff_compares_a_renamed_rule_with_what_it_was(run, fits, town):
    former = write(town / "former", origin__bulletin=rule(zone="[text]"), origin__bell=rule("origin/bell"))
    named = rule("origin/notice", zone="[text]", related="[was: origin/bulletin]")
    renamed = write(town / "renamed", origin__notice=named, origin__bell=rule("origin/bell"))
    books = [
        str(write(folder, vocabulary__agencies=AGENCIES, dimensions=DIMENSIONS))
        for folder in (former, renamed)
    ]
    found = json.loads(run("rules", "diff", *books, "pile.jsonl", "--format", "json").out)
    changed = [
        one
        for one in found["rules"]
        if one["rule"].startswith("origin/n") or one["rule"] == "origin/bulletin"
    ]
    assert [(one["rule"], one["was"], one["change"], one["gained"], one["lost"]) for one in changed] == [
        ("origin/notice", "origin/bulletin", "renamed", 0, 0)
    ]
    assert "origin/notice was called origin/bulletin" in fits("diff", *books, "pile.jsonl")
    back = json.loads(run("rules", "diff", *reversed(books), "pile.jsonl", "--format", "json").out)
    assert ("origin/bulletin", "renamed") in {(one["rule"], one["change"]) for one in back["rules"]}


def test_coverage_names_what_never_and_always_fires_and_what_overlaps(fits, run):
    out = fits("coverage", "pile.jsonl")
    assert "4 rules on 40 articles" in out
    assert "Never fired: 1\n  origin/wire" in out
    assert "Fired in 90% of the articles or more: 1\n  form/short" in out
    assert "origin/bulletin and origin/paper        20     1.00" in out
    assert "origin/bulletin        20   50%                 20         -2" in out
    rows = list(
        csv.DictReader(
            io.StringIO(run("rules", "coverage", "pile.jsonl", "--format", "csv", "--only", "origin/p*").out)
        )
    )
    assert [(row["rule"], row["articles"], row["points"]) for row in rows] == [("origin/paper", "20", "-1.0")]


def test_coverage_names_a_rule_that_its_group_always_beats(run, town):
    write(
        town / "mine",
        origin__bulletin=rule(zone="[text]", group="credit", points="3"),
        origin__paper=rule(
            "origin/paper", match="{words: {phrase: [bulletin]}}", zone="[text]", group="credit", points="1"
        ),
    )
    found = json.loads(run("rules", "coverage", "pile.jsonl", "--rules", "mine", "--format", "json").out)
    assert found["idle"] == ["origin/paper"]


def test_profile_times_every_rule_that_can_run_alone(fits, run):
    out = fits("profile", "pile.jsonl", "--limit", 1)
    assert "and 2 rules more (--limit 0 shows all)" in out
    assert "All 3 rules together: " in out
    assert "Not timed, because only a whole audit can run them: form/short" in out
    found = json.loads(run("rules", "profile", "pile.jsonl", "--sample", 12, "--format", "json").out)
    assert (found["articles"], len(found["costs"])) == (12, 3)
    assert found["articles_per_second"] > 0
    assert run("rules", "profile", "pile.jsonl", "--only", "origin/b*", "--format", "csv").out.startswith(
        "rule,seconds\norigin/bulletin,"
    )


@pytest.mark.parametrize(
    "command", [("try", "origin/bulletin"), ("coverage",), ("profile",), ("diff", "shipped", "rules")]
)
def test_a_corpus_that_is_not_there_is_told(run, command):
    found = run("rules", *command, "absent.jsonl")
    assert (found.code, "absent.jsonl: no such file or folder" in found.err) == (2, True)


def test_what_could_not_be_read_of_a_corpus_is_told_ten_times_at_most(run, town):
    for number in range(12):
        (town / f"bad{number:02}.html").write_text("<p>", encoding="utf-8")
    files = [f"bad{number:02}.html" for number in range(12)]
    found = run("rules", "try", "origin/bulletin", "pile.jsonl", *files)
    assert found.code == 0
    assert "bad09.html" in found.err
    assert "bad10.html" not in found.err
    assert "and 2 problems more" in found.err
    assert run("rules", "try", "origin/bulletin", "pile.jsonl", *files, "--quiet").err == ""


def test_a_draft_about_readability_is_measured(run, town):
    match = "{hard: {metric: {name: lix, over: 1}}}"
    write(town / "mine", form__hard=rule("form/hard", match=match, status="draft"))
    words = {"text": " ".join(article(number)["text"] for number in range(4))}
    path = pile(town, [article(0), article(1, **words)])
    found = json.loads(run("rules", "try", "form/hard", path, "--rules", "mine", "--format", "json").out)
    assert (found["audited"], [hit["id"] for hit in found["sample"]]) == (False, ["a01"])
    easy = write(town / "easy", form__hard=rule("form/hard", match=match.replace("over", "under")))
    assert (
        "The rule looks at: metadata and numbers."
        in run("rules", "try", "form/hard", path, "--rules", easy).out
    )


def test_many_outlets_are_counted_and_unknown_ones_named_so(fits, town):
    rows = [
        article(number, BULLETIN, outlet=f"Paper {number:02}" if number else None) for number in range(14)
    ]
    out = fits("try", "origin/paper", pile(town, rows), "--sample", 0)
    assert "All hits" in out
    assert "(not known)" in fits("try", "origin/paper", pile(town, rows[:3]))
    assert "and 2 outlets more with 2 hits" in out


def test_a_hit_in_metadata_has_no_context(fits, town):
    rule_text = rule(
        "origin/by", match="{words: {phrase: [Ada Finch]}}", zone="[byline]", capture="{agency: Finch}"
    )
    write(town / "mine", origin__by=rule_text)
    out = fits("try", "origin/by", pile(town, [article(1, byline="Ada Finch")]), "--rules", "mine")
    assert "a01 · Quay Post · byline · credits Finch\n  ‹Ada Finch›" in out


def test_a_long_hit_is_cut(fits, town):
    write(town / "mine", origin__all=rule("origin/all", match="{words: {regex: '(?s).+'}}", zone="[text]"))
    out = fits("try", "origin/all", "pile.jsonl", "--rules", "mine", "--sample", 1)
    assert len(out.partition("--sample N for more)")[2].splitlines()) <= 6


def test_coverage_of_little_is_short(fits, monkeypatch):
    out = fits("coverage", "pile.jsonl", "--only", "origin/wire")
    assert out.endswith("Fired, and no article's points would change without it: none\n\n")
    monkeypatch.setattr("provaudit.report.rule_coverage._PAIRS", 0)
    assert "and 3 pairs more (--format json has all)" in fits("coverage", "pile.jsonl")


def test_profile_of_few_rules_names_no_more(fits):
    out = fits("profile", "pile.jsonl", "--only", "origin/wire", "--limit", 0)
    assert "articles a second of processor time" in out
    assert "together" not in out
    assert "more" not in out
    assert "Not timed" not in out


def test_diff_counts_changes_of_rules_that_hit_nothing(fits, town):
    write(town / "mine", origin__wire=rule("origin/wire", match="{words: {phrase: [whale]}}"))
    assert "1 rule changed that hits nothing here" in fits(
        "diff", "shipped", "mine", "pile.jsonl", "--sample", 0
    )


def test_diff_compares_rules_of_the_lineage_where_credits_change(run, town):
    write(town / "mine", origin__paper=rule("origin/paper", zone="[text]", capture="{agency: Bulletin}"))
    rows = [article(number, BULLETIN) for number in range(3)] + [article(1, "", id="copy", outlet="Net")]
    found = json.loads(run("rules", "diff", "shipped", "mine", pile(town, rows), "--format", "json").out)
    assert [one["rule"] for one in found["rules"]] == ["origin/paper"]


def test_context_in_a_script_without_spaces_is_cut_anywhere(fits, town):
    write(town / "mine", origin__sea=rule("origin/sea", match="{words: {phrase: [海岸通信]}}", zone="[text]"))
    row = article(1) | {"text": f"{'港' * 200}海岸通信{'橋' * 200}", "language": "zh"}
    shown = fits("try", "origin/sea", pile(town, [row]), "--rules", "mine")
    assert 50 <= shown.count("港") <= 60
    assert 50 <= shown.count("橋") <= 60
    assert "‹海岸通信›" in shown.replace("\n  ", "")


def test_a_text_is_no_formula_in_a_spreadsheet_and_an_id_stays_itself(run, town):
    rows = [article(1, id="-a1", outlet="=HYPERLINK(1)"), article(2, outlet="@Post", title="+1")]
    out = run("rules", "try", "origin/bulletin", pile(town, rows), "--blind", 2).out
    first, second = csv.DictReader(io.StringIO(out))
    assert (first["id"], first["outlet"]) == ("-a1", "'=HYPERLINK(1)")
    assert (second["outlet"], second["title"]) == ("'@Post", "'+1")
