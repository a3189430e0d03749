import polars as pl
import pytest
from audit_fixture import TEXTS
from rich.text import Text
from test_report_view import changed

from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.report.aligned import Shared, differing, oriented, steps
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
    assert "Taken up by c0 (100%, same), c1" in shown
    assert "c4 (100%, same), 2 more: 7 articles" in shown


def test_a_rule_that_hits_twice_is_one_note(made, drawn):
    twice = made.signals.vstack(made.signals.filter(pl.col("rule") == "access/paywall"))
    shown = drawn(lambda to: print_article(changed(made, signals=twice), "skimmr.txt", to))
    assert "access/paywall ×2" in shown


def test_colour_shows_source_quotation_and_signal(made, drawn):
    shown = drawn(lambda to: print_article(made, "halden.txt", to), 80, "standard")
    assert "\x1b[3;36m“Nobody was hurt" in shown
    shown = drawn(lambda to: print_article(made, "wire.txt", to), 80, "standard")
    assert "\x1b[4m(Tidewater)" in shown


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
    assert [(step.own_a, step.own_b) for step in found] == [(0, 0), (0, 18), (0, 0), (17, 0)]


def test_a_passage_in_another_place_is_said_to_be(made, drawn):
    there = (pl.col("b") == "portside.txt") & (pl.col("a_start") == pl.col("a_start").min().over("b"))
    last = TEXTS["portside.txt"].index("Source")
    moved = made.passages.with_columns(
        b_start=pl.when(there).then(last - 9).otherwise("b_start").cast(pl.UInt32)
    )
    shown = drawn(lambda to: print_pair(changed(made, passages=moved), "wire.txt", "portside.txt", to))
    assert "[2] verbatim, in another place, 17 words" in shown


def test_two_that_share_nothing_are_independent(made, drawn):
    shown = drawn(lambda to: print_pair(made, "wire.txt", "radio.txt", to))
    assert "independent: they share nothing worth showing" in shown
    assert "… 5 words of its own …" in shown


def test_changes_are_coloured_where_there_is_colour(made, drawn):
    shown = drawn(lambda to: print_pair(made, "wire.txt", "halden.txt", to), 120, "standard")
    assert "[-" not in shown
    assert "\x1b[1;4;31mEngineers" in shown


@pytest.mark.parametrize(
    ("a", "b", "kind", "left", "right"),
    [
        ("one two three", "one three four", "edited", "one [-two-] three", "one three {+four+}"),
        ("one two", "three", "paraphrase", "one two", "three"),
        ("“Korea’s” – so", '"Korea\'s" - so', "verbatim", "“Korea’s” – so", '"Korea\'s" - so'),
        ("a " * 4_001, "b", "edited", ("a " * 4_001).strip(), "b"),
    ],
)
def test_changes_show_word_by_word(a, b, kind, left, right):
    shown = differing(Shared(a, b, kind, quoted=False, moved=False), marks=True)
    assert [side.plain for side in shown] == [left, right]


def test_a_label_wider_than_the_line_does_not_hang(drawn):
    assert drawn(lambda to: print_line(Line(Text("x" * 50), Text("ab")), to), 40).split() == [
        "x" * 50 + "a",
        "b",
    ]
