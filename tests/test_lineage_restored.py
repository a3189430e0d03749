import polars as pl
import pytest
from piles import edited, sentences, story, traced

from provaudit.frames import PASSAGES
from provaudit.lineage.pedigree import Pedigree
from provaudit.lineage.restored import MOST, restored

LOST = [" ".join(sentences(seed, 3)) for seed in (951, 952, 953, 954)]


def carrier(name, *paragraphs, when="2031-05-02T09:00"):
    return {"text": "\n\n".join(paragraphs), "outlet": name, "published": when}


@pytest.fixture(scope="module")
def found():
    """Three carriers that credit an agency whose text is not there; each lacks a paragraph of it."""
    credits_ = tuple((n, "dateline", "Norra", "(Norra)") for n in range(3))
    return traced(
        carrier("Herald", story(955, 4), *LOST[:3]),
        carrier("Courier", *LOST[:2], story(956, 4), LOST[3]),
        carrier("Star", LOST[0], LOST[2], LOST[3], story(957, 4)),
        marks=credits_,
    )


def test_what_two_children_attest_is_restored_in_order_and_nothing_else(found):
    said = [passage["text"] for passage in found.unseen["passages"][0]]
    assert sorted(said) == sorted(LOST)
    assert said.index(LOST[0]) < said.index(LOST[1])
    assert said.index(LOST[0]) < said.index(LOST[2]) < said.index(LOST[3])


def test_each_passage_names_who_has_it(found):
    who = {p["text"]: sorted(p["children"]) for p in found.unseen["passages"][0]}
    assert who == dict(zip(LOST, ([0, 1, 2], [0, 1], [0, 2], [1, 2]), strict=True))


def test_a_passage_stands_where_it_says_in_its_first_child(found):
    texts = {0: (story(955, 4), *LOST[:3]), 1: (*LOST[:2], story(956, 4), LOST[3])}
    texts[2] = (LOST[0], LOST[2], LOST[3], story(957, 4))
    for passage in found.unseen["passages"][0]:
        text = "\n\n".join(texts[passage["children"][0]])
        assert text[passage["start"] : passage["end"]] == passage["text"]


def test_what_a_seen_source_has_is_no_word_of_the_unseen_one():
    whole = story(958, 10)
    more = " ".join(sentences(959, 4))
    found = traced(
        carrier("Norra", whole, when="2031-05-02T08:00"),
        carrier("Herald", whole, more),
        carrier("Courier", edited(whole, 960), more),
        marks=((0, "meta", "Norra", "Norra"), *((n, "dateline", "Norra", "(Norra)") for n in (1, 2))),
    )
    assert [p["text"] for p in found.unseen["passages"][0]] == [more]


@pytest.mark.parametrize("line", ["We heard this from our own night desk. ", ""])
def test_a_carriers_own_line_between_two_passages_is_none_of_its_words(line):
    found = traced(
        carrier("Herald", LOST[0], f"Told first to our evening team by many. {LOST[1]}", *LOST[2:]),
        carrier("Courier", LOST[0], line + LOST[1], *LOST[2:]),
    )
    assert [passage["text"] for passage in found.unseen["passages"][0]] == LOST


def test_a_sentence_that_a_carrier_edited_is_quoted_as_it_has_it():
    found = traced(carrier("Herald", *LOST), carrier("Courier", *(edited(one, 961) for one in LOST)))
    said = " ".join(passage["text"] for passage in found.unseen["passages"][0])
    assert len(said.split()) > 0.9 * len(" ".join(LOST).split())


def pedigree_of(*children):
    pedigree = Pedigree(next_node=9)
    pedigree.unseen[pedigree.new_unseen()] = set(children)
    return pedigree


def shared(*rows):
    return pl.DataFrame(
        [(a, b, *spans, "verbatim", False) for a, b, *spans in rows], schema=PASSAGES, orient="row"
    )


def test_a_long_source_is_cut_at_a_whole_passage():
    text = "\n".join("x" * 999 for _ in range(30))
    (said,) = restored(pedigree_of(0, 1), shared((0, 1, 0, 29_999, 0, 29_999)), [text, text]).values()
    assert sum(len(stretch.text) for stretch in said) <= MOST
    assert len(said) == MOST // 999


def test_what_only_later_children_share_comes_after_what_they_have_before_it_in_common_with_the_first():
    old, new = "o" * 60, "n" * 60
    texts = [f"{old}\n{old}{old}", f"{old}\n{new}", f"{old}\n{new}"]
    rows = ((0, 1, 0, 60, 0, 60), (0, 2, 0, 60, 0, 60), (1, 2, 61, 121, 61, 121), (0, 3, 61, 181, 0, 120))
    (said,) = restored(pedigree_of(0, 1, 2, 3), shared(*rows), [*texts, old + old]).values()
    assert [(s.text[0], s.children) for s in said] == [("o", (0, 1, 2)), ("n", (1, 2)), ("o", (0, 3))]


def test_what_has_nothing_in_common_with_the_first_child_comes_last():
    old, new = "o" * 90, "n" * 60
    rows = ((0, 1, 0, 90, 0, 90), (2, 3, 0, 60, 0, 60))
    (said,) = restored(pedigree_of(0, 1, 2, 3), shared(*rows), [old, old, new, new]).values()
    assert [s.text for s in said] == [old, new]


def test_a_source_whose_children_only_paraphrase_each_other_has_no_text():
    told = shared((0, 1, 0, 90, 0, 90)).with_columns(kind=pl.lit("paraphrase"))
    assert list(restored(pedigree_of(0, 1), told, ["o" * 90] * 2).values()) == [[]]
