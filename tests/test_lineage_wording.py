import numpy as np
from piles import sentences, story, traced

TEXT = story(931, 12)


def changed(text, every):
    """Put another word in the place of every so-manieth one."""
    words = text.split(" ")
    words[every - 1 :: every] = [f"anders{n}" for n in range(len(words[every - 1 :: every]))]
    return " ".join(words)


def test_a_share_counts_the_words_that_stand_in_the_source_and_none_that_were_changed():
    words, every = TEXT.split(" "), 10
    found = traced({"text": TEXT}, {"text": changed(TEXT, every)})
    (copy,) = found.edges["child"].to_list()
    kept = 1 - len(words[every - 1 :: every]) / len(words)
    assert abs(found.verdicts["share"][copy] - kept) < 0.02
    assert found.edges["share"].to_list() == [found.verdicts["share"][copy]]
    assert found.pairs["relation"].to_list() == ["same"]  # an edit leaves the passage whole


def test_what_a_pair_contains_is_what_its_articles_share():
    found = traced({"text": TEXT}, {"text": changed(TEXT, 10)})
    pair = found.pairs.to_dicts()[0]
    sizes = [found.verdicts["words"][pair[side]] for side in "ab"]
    assert [pair["containment_a"], pair["containment_b"]] == [pair["words_shared"] / size for size in sizes]


def test_the_shares_of_several_sources_add_up_to_what_is_reused():
    one, other = story(932, 8), story(933, 8)
    third = "\n\n".join((changed(one, 12), changed(other, 15), *sentences(934, 3)))
    found = traced({"text": one}, {"text": other}, {"text": third})
    shares = found.edges.filter(found.edges["child"] == 2)["share"]
    assert len(shares) == 2
    assert np.isclose(shares.sum(), found.verdicts["share"][2], atol=2e-4)
