import re

import polars as pl
import pytest
from audit_fixture import TEXTS
from rich.text import Text
from test_report_view import changed

from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.report.aligned import Shared, apart, differing, oriented, steps
from provaudit.report.compare import print_pair
from provaudit.report.lines import Line, print_line
from provaudit.report.marked import LONGEST
from provaudit.report.show import print_article


def with_text(made, one, text):
    known = pl.when(pl.col("id") == one).then(pl.lit(text, pl.String)).otherwise("text")
    return changed(made, articles=made.articles.with_columns(text=known))


def test_an_article_without_text_cannot_be_shown(made, drawn):
    with pytest.raises(InputError, match=r"text of wire\.txt is not known"):
        drawn(lambda to: print_article(with_text(made, "wire.txt", None), "wire.txt", to))


def test_a_pair_without_text_cannot_be_compared(made, drawn):
    with pytest.raises(InputError, match=r"text of wire\.txt is not known"):
        drawn(lambda to: print_pair(with_text(made, "wire.txt", None), "wire.txt", "halden.txt", to))


def test_a_document_without_body_zones_reads_the_same(made, drawn):
    read = Audit.from_document(made.to_document(), TEXTS)
    for one in ("halden.txt", "skimmr.txt"):
        shown = [
            drawn(lambda to, audit=audit, one=one: print_article(audit, one, to)) for audit in (made, read)
        ]
        assert shown[0] == shown[1]


def test_the_source_of_a_source_is_named(made, drawn):
    shown = drawn(lambda to: print_article(made, "skimmr.txt", to))
    assert "which has it from Tidewater Wire" in shown


def test_a_source_without_an_edge_is_still_named(made, drawn):
    bare = changed(made, edges=made.edges.clear())
    assert "A  Halden Courier" in drawn(lambda to: print_article(bare, "skimmr.txt", to))


def test_an_article_of_its_own_has_neither_sources_nor_notes(made, drawn):
    bare = changed(made, signals=made.signals.clear(), scores=made.scores.clear())
    shown = drawn(lambda to: print_article(bare, "radio.txt", to))
    assert "stands in A" not in shown
    assert shown.splitlines()[-1] == "body         Line shut. More at nine."


def test_many_copies_are_counted_after_five(made, drawn):
    edges = pl.concat([made.edges.head(1).with_columns(child=pl.lit(f"c{n}")) for n in range(7)])
    shown = drawn(lambda to: print_article(changed(made, edges=edges), "wire.txt", to), 200)
    assert "Taken up by c0 (100%, same text), c1" in shown
    assert "c4 (100%, same text), 2 more: 7 articles" in " ".join(shown.split())


def test_a_rule_that_hits_twice_is_one_note(made, drawn):
    twice = made.signals.vstack(made.signals.filter(pl.col("rule") == "access/paywall"))
    shown = drawn(lambda to: print_article(changed(made, signals=twice), "skimmr.txt", to))
    assert "access/paywall ×2" in shown


def test_blanks_at_the_ends_of_a_passage_are_not_marked(made, drawn):
    text = TEXTS["halden.txt"]
    blank = text.index(" ", made.passages.filter(b="halden.txt")["b_start"].max())
    late = pl.when(pl.col("b") == "halden.txt").then(pl.lit(blank, pl.UInt32)).otherwise("b_start")
    wide = changed(made, passages=made.passages.with_columns(b_start=late))
    shown = drawn(lambda to: print_article(wide, "halden.txt", to))
    assert f" ‹A {text[blank:].split()[0]}" in shown


def test_colour_shows_source_quotation_and_signal(made, drawn):
    shown = drawn(lambda to: print_article(made, "halden.txt", to), 80, "standard")
    assert "\x1b[3;36m“Nobody was hurt" in shown
    shown = drawn(lambda to: print_article(made, "wire.txt", to), 80, "standard")
    assert "\x1b[4m(Tidewater)" in shown


def test_an_original_s_zeros_are_left_out(made, drawn):
    shown = drawn(lambda to: print_article(made, "wire.txt", to))
    assert "share     none of its 68 words\n" in shown
    assert "relation" not in shown
    assert "sources" not in shown
    assert "0 in attribution, sourcing, carrier and access" in " ".join(shown.split())


def test_neither_furniture_nor_two_words_are_marked_as_copied(made, drawn):
    whole = made.passages.filter(pl.col("b") == "skimmr.txt").head(1)
    end = len(TEXTS["skimmr.txt"])
    rows = [whole.with_columns(b_start=pl.lit(0, pl.UInt32), b_end=pl.lit(end - 20, pl.UInt32)),
            whole.with_columns(b_start=pl.lit(end - 11, pl.UInt32), b_end=pl.lit(end, pl.UInt32))]  # fmt: skip
    shown = drawn(lambda to: print_article(changed(made, passages=pl.concat(rows)), "skimmr.txt", to))
    assert "furniture    Get every headline" in shown
    assert "body         ‹A~ Forty-one people" in shown
    assert "mechanics found." in shown.replace("\n             ", " ")


def test_paragraphs_stand_apart(made, drawn):
    lines = drawn(lambda to: print_article(made, "portside.txt", to)).splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("body"))
    assert lines[first - 1] == ""
    assert lines[first + 2] == ""


def test_a_paraphrase_says_how_much_restates_it(made, drawn):
    for edges in (made.edges, made.edges.clear()):
        shown = drawn(
            lambda to, edges=edges: print_pair(changed(made, edges=edges), "skimmr.txt", "halden.txt", to)
        )
        assert re.search(r"\d+ of the 27 words of B restate A, 2 sentences in its order", shown)
        assert "shared:" not in shown


def test_megabytes_on_one_line_end_somewhere(made, drawn):
    long = with_text(made, "radio.txt", "word " * 200_000)
    shown = drawn(lambda to: print_article(long, "radio.txt", to), 200)
    assert f"… and {1_000_000 - LONGEST:,} more characters" in shown


def test_sources_beyond_z_have_numbers(made, drawn):
    named = [{"id": f"unseen:{n}", "share": 0.01} for n in range(1, 29)]
    sources = pl.Series([named] * 8, dtype=made.articles.schema["sources"])
    many = changed(made, articles=made.articles.with_columns(sources=sources), edges=made.edges.clear())
    assert "28 unseen:" in drawn(lambda to: print_article(many, "radio.txt", to))


def test_a_pair_is_seen_from_the_first_named(made):
    pair, passages = oriented(made, "halden.txt", "wire.txt")
    assert (pair["a"], pair["direction"], pair["containment_a"]) == ("halden.txt", "a_from_b", 0.71)
    assert passages["a_start"].is_sorted()
    assert oriented(made, "wire.txt", "radio.txt")[0] is None


def test_words_between_passages_are_counted_on_either_side(made):
    _, passages = oriented(made, "wire.txt", "halden.txt")
    found = steps(made, TEXTS, "wire.txt", "halden.txt", passages)
    assert [(step.own_a.words, step.own_b.words) for step in found] == [(0, 0), (0, 18), (0, 0), (17, 0)]
    assert found[1].own_b.opening == "From the terrace of"


def passage(a_start, a_end, b_start, b_end, kind="verbatim"):
    return {"a_start": a_start, "a_end": a_end, "b_start": b_start, "b_end": b_end, "kind": kind}


def test_no_passage_overlaps_another_and_the_other_side_loses_as_many_words():
    a, b = "one two three four five six", "one two three four . four five six"
    found = apart([passage(0, 18, 0, 18), passage(14, 27, 21, 34)], a, b)
    assert [(a[p["a_start"] : p["a_end"]].strip(), b[p["b_start"] : p["b_end"]]) for p in found] == [
        ("one two three four", "one two three four"), ("five six", "five six"),
    ]  # fmt: skip


def test_a_passage_ends_where_a_longer_one_begins():
    a = "aa bb cc dd ee ff gg hh"
    found = apart([passage(6, 23, 6, 23), passage(0, 8, 0, 8)], a, a)
    assert [(p["a_start"], p["a_end"], p["b_end"]) for p in found] == [(0, 6, 5), (6, 23, 23)]


def test_a_paraphrase_keeps_its_other_side():
    found = apart([passage(0, 20, 0, 20), passage(15, 30, 40, 60, "paraphrase")], "x " * 30, "y " * 30)
    assert (found[1]["a_start"], found[1]["b_start"]) == (20, 40)


def test_what_mostly_overlaps_is_left_out():
    assert len(apart([passage(0, 20, 0, 20), passage(2, 18, 30, 46)], "x " * 30, "y " * 30)) == 1


def test_a_passage_in_another_place_is_said_to_be(made, drawn):
    there = (pl.col("b") == "portside.txt") & (pl.col("a_start") == pl.col("a_start").min().over("b"))
    last = TEXTS["portside.txt"].index("Source")
    places = {"b_start": last, "b_end": last + 9}
    moved = made.passages.with_columns(
        pl.when(there).then(place).otherwise(name).cast(pl.UInt32).alias(name)
        for name, place in places.items()
    )
    shown = drawn(lambda to: print_pair(changed(made, passages=moved), "wire.txt", "portside.txt", to))
    assert "[1] verbatim, in another place, 20 words" in shown


def test_two_that_share_nothing_are_independent(made, drawn):
    shown = drawn(lambda to: print_pair(made, "wire.txt", "radio.txt", to))
    assert "independent: they share nothing worth showing" in shown
    assert "… 5 words of its own: “Line shut. More at …”" in shown


def test_changes_are_underlined_where_a_terminal_can(made, drawn):
    shown = drawn(lambda to: print_pair(made, "wire.txt", "halden.txt", to), 120, "standard")
    assert "[-" not in shown
    assert "\x1b[1;4;31mEngineers" in shown


@pytest.mark.parametrize(
    ("a", "b", "kind", "left", "right"),
    [
        ("one two three", "one three four", "edited", "one [-two-] three", "one three {+four+}"),
        (
            "On the Hill, he said",
            "on the hill he said",
            "verbatim",
            "On the Hill, he said",
            "on the hill he said",
        ),
        ("it is “two”, yes", "it is “four”, yes", "edited", "it is “[-two-]”, yes", "it is “{+four+}”, yes"),
        ("cost $5 then", "cost $6 then", "edited", "cost [-$5-] then", "cost {+$6+} then"),
        ("one two", "three", "paraphrase", "one two", "three"),
        ("“Korea’s” – so", '"Korea\'s" - so', "verbatim", "“Korea’s” – so", '"Korea\'s" - so'),
        (
            "约六[d1]百人，被送走。",
            "约七[d1]百人，被送走。",
            "edited",
            "约[-六[d1]-]百人，被送走。",
            "约{+七[d1]+}百人，被送走。",
        ),
        ("橋 600 mは閉鎖", "橋 700 mは再開", "edited", "橋 [-600-] mは[-閉鎖-]", "橋 {+700+} mは{+再開+}"),
        ("คนสี่วัน", "คนห้าวัน", "edited", "คน[-สี่-]วัน", "คน{+ห้า+}วัน"),
        ("a " * 4_001, "b", "edited", ("a " * 4_001).strip(), "b"),
    ],
)
def test_changes_show_word_by_word_and_character_by_character_where_no_spaces_part_words(
    a, b, kind, left, right
):
    shown = differing(Shared(a, b, kind, quoted=False, moved=False), marks=True)
    assert [side.plain for side in shown] == [left, right]


def test_a_label_wider_than_the_line_does_not_hang(drawn):
    assert drawn(lambda to: print_line(Line(Text("x" * 50), Text("ab")), to), 40).split() == [
        "x" * 50 + "a",
        "b",
    ]
