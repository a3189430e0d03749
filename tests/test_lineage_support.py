import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from piles import edited, parents, sentences, story, traced, verdict

from provaudit.lineage.pedigree import Pedigree, Step
from provaudit.lineage.support import (
    COMMON,
    EARLIEST,
    NAMED,
    PASSAGE,
    RETOLD,
    Ground,
    Support,
    likelihood,
)
from provaudit.lineage.ties import ties
from provaudit.lineage.verdicts import Reading
from provaudit.model import UNDETERMINED, EdgeDirection, Relation

TEXT = story(900, 14)
SHARES = st.floats(0, 1)


def outlet(name, text, when="2031-05-02T09:00", **more):
    return {"text": text, "outlet": name, "published": when, **more}


def support(reason=EARLIEST, words=90, own=100, alone=1.0, rivals=0, **more):
    return Support(reason, words, own, alone, rivals, **{"alike": words} | more)


@given(st.sampled_from(Ground), st.integers(1, 5_000), SHARES, SHARES, SHARES)
def test_a_parent_that_explains_more_or_more_alone_is_never_less_likely(ground, words, share, alone, more):
    said = likelihood(ground, words, share, alone)
    assert 0 <= said <= 1
    assert likelihood(ground, words + 10, max(share, more), max(alone, more)) >= said


def test_a_named_source_is_likelier_than_one_that_is_only_earlier_or_has_a_passage_besides():
    said = [support(reason, words=60, own=300).confidence for reason in (PASSAGE, EARLIEST, NAMED)]
    assert max(said[:2]) < 0.6
    assert said[2] > 0.8


def test_a_sentence_that_a_rival_has_too_leaves_the_parent_undetermined():
    assert support(words=25, own=600, alone=0.0, rivals=3).confidence < UNDETERMINED


def test_evidence_stands_in_the_order_of_its_weight():
    said = support(NAMED, alone=0.5, rivals=2, older=True).evidence
    assert said == (
        "names it as its source",
        "no other likely source has 50% of these words",
        "90 of its 100 own words (90%) stand in it",
        "was published before it",
    )


def test_a_source_that_bears_a_later_date_says_so_and_one_without_a_date_says_nothing():
    later, unknown = (support(NAMED, older=older).evidence for older in (False, None))
    assert later[-1].startswith("bears a later date than it")
    assert unknown == later[:-1]


def test_a_ground_that_is_no_more_than_the_text_weighs_less_than_the_words():
    said = support(EARLIEST, alone=0.9, rivals=1).evidence
    assert said.index("is the earliest that has the text") == len(said) - 1


def test_where_there_is_no_rival_nothing_is_said_of_rivals():
    assert not any("other likely source" in said for said in support().evidence)


def test_the_words_of_an_unseen_source_are_shown_in_another_carrier():
    said = support(COMMON, words=40, own=80, elsewhere="Herald").evidence
    assert "40 of its 80 own words also stand in Herald, which is not taken for its source" in said


def test_a_retelling_that_keeps_no_wording_says_so():
    assert support(RETOLD, words=40, own=80, alike=0).evidence == (
        "tells its facts one after the other, in its order",
        "tells it in words of its own: no 5 in a row stand in it",
    )


def test_the_share_leaves_out_what_was_changed_inside_a_passage():
    one = support(words=90, own=100, alike=84)
    assert (one.share, one.covered) == (0.84, 0.9)
    assert one.confidence == support(words=90, own=100).confidence


def test_drift_comes_after_all_that_speaks_for_the_parent():
    told = TEXT.replace(".", " 17 of them.", 1)
    found = traced(
        outlet("Norra", told),
        outlet("Herald", told.replace("17", "70"), "2031-05-02T11:00"),
        marks=((0, "meta", "Norra", "Norra"),),
    )
    assert found.edges["evidence"].to_list()[0][-1] == "changes 1 number"


@pytest.fixture
def one_shared_sentence():
    """Two long texts with a stretch of fifteen words in common, and nothing that tells whose it is."""
    shared = sentences(903, 1, words=26)[0]
    return traced(
        outlet("Herald", f"{story(901, 30)}\n\n{shared}"),
        outlet("Courier", f"{story(902, 30)}\n\n{shared}", "2031-05-02T12:00"),
    )


def test_an_undetermined_source_accuses_nobody(one_shared_sentence):
    assert one_shared_sentence.edges["confidence"].to_list()[0] < UNDETERMINED
    assert verdict(one_shared_sentence, 1) == ("own-reporting", "partial", "not-assessable")
    assert one_shared_sentence.pairs["direction"].to_list() == ["unclear"]


def test_who_may_have_lent_a_sentence_is_no_original_for_it(one_shared_sentence):
    assert verdict(one_shared_sentence, 0) == ("own-reporting", "independent", "not-needed")


def test_a_determined_source_that_goes_uncredited_is_told():
    found = traced(outlet("Herald", TEXT), outlet("Courier", edited(TEXT, 904), "2031-05-02T19:00"))
    assert parents(found) == {1: ["a0"]} or parents(found) == {0: ["unseen:1"], 1: ["unseen:1"]}
    assert verdict(found, 1)[2] == "none-observed"


def test_what_only_a_further_source_is_sure_of_accuses_nobody():
    doubtful, sure = support(words=25, own=600, alone=0.0, rivals=3), support()
    steps = [Step(2, n, Relation.SAME, EdgeDirection.INFERRED, one) for n, one in enumerate((doubtful, sure))]
    assert not Reading(None, Pedigree({2: steps}), {}).determined(2)
    assert Reading(None, Pedigree({2: steps[::-1]}), {}).determined(2)


def test_where_no_date_tells_the_evidence_claims_no_order_of_time():
    found = traced(
        {"outlet": "Herald", "text": TEXT}, {"outlet": "Courier", "text": " ".join(TEXT.split()[:90])}
    )
    said = [one for sentences in found.edges["evidence"] for one in sentences]
    assert not any("earliest" in one or "published before" in one for one in said)


def test_a_paraphrase_found_by_its_short_runs_is_said_to_keep_wording():
    tie = {"pair": 0, "a": 0, "b": 1, "relation": "paraphrase", "restates": False}
    known = pl.DataFrame([tie, tie | {"pair": 1, "b": 2, "restates": True}])
    runs = pl.DataFrame(schema=dict.fromkeys(("pair", "a_at", "b_at", "length"), pl.Int64))
    none = pl.DataFrame(
        schema=dict.fromkeys(("pair", "a_at", "a_to", "b_at", "b_to", "matched", "spoken"), pl.Int64)
        | {"quoted": pl.Boolean}
    )
    graph = ties(known, none, runs, runs, runs, [90, 90, 90])
    assert [graph[0][other].restated for other in (1, 2)] == [False, True]
