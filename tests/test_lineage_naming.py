import pytest
from piles import edited, parents, sentences, story, traced, verdict

from provaudit.lineage.facts import Facts, prose_credits, site
from provaudit.lineage.naming import Mentions, was_told
from provaudit.lineage.pedigree import Pedigree, Step
from provaudit.lineage.support import COMMON, Support
from provaudit.model import EdgeDirection, Relation

TEXT = story(700, 14)
PAGE = f"Researchers at the University of Tarnholm have found this.\n\n{TEXT}"
NEWS = f"{edited(TEXT, 1, 0.02)}\n\nSo said a professor at the University of Tarnholm."


def outlet(name, text, when=None, **more):
    return {"text": text, "outlet": name, "published": when, **more}


@pytest.mark.parametrize(
    ("expected", "domain"),
    [
        ("harbour", "edition.harbour.com"),
        ("tarnholm", "https://news.tarnholm.ac.uk/2031/rings"),
        ("quill", "quill.in"),
        ("beacon", "beacon.go.com"),
        ("rt", "www.rt.com"),
    ],
)
def test_people_call_a_domain_by_its_longest_label(expected, domain):
    assert site(domain) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "one official told the Harbour Post on Friday"),
        (True, "in a statement to the Harbour Post he denied it"),
        (True, "papers seen by Harbour Post"),
        (True, "Harbour Post affiliate Radio Nine was there"),
        (True, "the Harbour Post has learned"),
        (False, "a reader of the Harbour Post"),
        (False, "they told the harbour post"),
    ],
)
def test_whoever_was_told_had_a_reporter_there(expected, text):
    assert was_told(text, "Harbour Post") is expected


def test_what_an_affiliate_reported_is_no_credit_of_the_outlet():
    assert not prose_credits("Harbour Post affiliate Radio Nine reported, citing the mayor.", "Harbour Post")


def test_an_institutions_page_dated_after_the_news_about_it_is_still_the_source():
    found = traced(outlet("news.tarnholm.ac.uk", PAGE, "2031-12-11"), outlet("Herald", NEWS, "2031-04-10"))
    assert parents(found) == {1: ["a0"]}
    assert verdict(found, 1)[2] == "none-observed"
    assert "stands on the site of the institution that it speaks of" in found.edges["evidence"][0].to_list()


def test_an_institution_that_credits_a_paper_has_its_text_from_there():
    pile = (outlet("news.tarnholm.ac.uk", PAGE, "2031-12-11"), outlet("Herald", NEWS, "2031-04-10"))
    found = traced(*pile, marks=((0, "republished", "Herald", "first published in the Herald"),))
    assert parents(found) == {0: ["a1"]}


@pytest.mark.parametrize(("expected", "name"), [(True, "WIM"), (False, "Wim")])
def test_a_short_name_is_an_institutions_only_in_capitals(expected, name):
    texts = [f"{name} found it.", "WIM says that WIM found it."]
    names = Mentions([_facts(0, "Herald"), _facts(1, "www.wim.int")], texts)
    assert names.tells_of(0, 1) is expected
    assert bool(names.hint(0, 1)) is expected


def _facts(article, name):
    return Facts(article, f"a{article}", name, None, None, None, None, None, 100)


def test_of_two_undated_texts_the_one_whose_reporter_was_told_came_first():
    said = "She told the Courier that she would stay."
    found = traced(
        outlet("Herald", f"{TEXT}\n\n{said}\n\n{story(701, 4)}"), outlet("Courier", f"{TEXT}\n\n{said}")
    )
    assert parents(found) == {0: ["a1"]}
    assert found.pairs["direction"].to_list() == ["a_from_b"]
    assert verdict(found, 0)[2] == "none-observed"


def test_the_first_carriers_look_again_once_their_source_is_known():
    hours = iter(range(8, 20))
    first, second = f"{edited(TEXT, 3, 0.05)} {story(703, 6)}", f"{edited(TEXT, 4, 0.05)} {story(704, 6)}"
    found = traced(
        *(
            outlet(n, t, f"2031-05-02T{next(hours):02}:00")
            for n, t in (("A", first), ("B", second), ("C", TEXT))
        ),
        marks=((2, "dateline", "Norra", "(Norra)"),),
    )
    assert parents(found) == {0: ["unseen:1"], 1: ["unseen:1"], 2: ["unseen:1"]}


@pytest.mark.parametrize(("parent", "inserted"), [("a1", True), ("a0", False)])
def test_one_edit_and_a_passage_that_nobody_else_has_tell_a_copy_of_a_copy(parent, inserted):
    lines = sentences(705, 14)
    changed = [*lines[:6], lines[6].replace(lines[6].split()[5], "tidewater"), *lines[7:]]
    own = sentences(706, 2) if inserted else []
    copy = " ".join([*changed[:9], *own, *changed[9:]])
    found = traced(
        outlet("Norra", " ".join(lines), "2031-05-02T08:00"),
        outlet("Herald", copy, "2031-05-02T09:00"),
        outlet("Courier", copy, "2031-05-02T10:00"),
        marks=((0, "meta", "Norra", "Norra"),),
    )
    assert parents(found)[2][0] == parent


def test_two_that_have_most_from_one_source_have_it_in_common():
    more = " ".join(sentences(707, 2))
    found = traced(
        outlet("Norra", TEXT, "2031-05-02T08:00"),
        outlet("Herald", f"{TEXT}\n\n{more}", "2031-05-02T09:00"),
        outlet("Courier", f"{edited(TEXT, 8, 0.04)}\n\n{more}", "2031-05-02T10:00"),
        marks=((0, "meta", "Norra", "Norra"),),
    )
    directions = {(a, b): d for a, b, d in found.pairs.select("a", "b", "direction").iter_rows()}
    assert parents(found)[2] == ["a0", "a1"]
    assert directions[1, 2] == "common"


def test_an_unseen_source_left_by_its_children_is_dropped():
    pedigree = Pedigree(next_node=2)
    node = pedigree.new_unseen()
    support = Support(COMMON, words=90, own=100, alone=1.0, rivals=0)
    for child in (0, 1):
        pedigree.unseen[node].add(child)
        pedigree.add(Step(child, node, Relation.SAME, EdgeDirection.INFERRED, support))
    pedigree.forget(1)
    pedigree.close_if_lone(node)
    assert pedigree.unseen == {}
    assert pedigree.parents(0) == []
