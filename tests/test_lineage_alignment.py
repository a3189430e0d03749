import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from piles import MARKS, articles, edited, keep, sentences, story

from provaudit.lineage.align import runs
from provaudit.lineage.candidates import MET, best
from provaudit.lineage.fingerprint import chosen_prints, share
from provaudit.lineage.kept import mark_spoken, recall
from provaudit.lineage.pairing import settle
from provaudit.lineage.passages import passages, reuse
from provaudit.lineage.prints import attest, gather_findings
from provaudit.store import scratch


def aligned(*texts):
    pile = articles(*({"text": t} for t in texts))
    with scratch() as store:
        keep(store, pile, pl.DataFrame(schema=MARKS))
        settle(store)
        attest(store, 0)
        found = best(store.gather("met-prints", MET, 0), 1)
        mark_spoken(store, *(gather_findings(store, name) for name in ("spoken", "told")))
        words = recall(store, np.arange(len(texts)))
    pairs = found.select(a="earlier", b="later").cast(pl.Int64).sort("a", "b")
    hashes, at = chosen_prints(words)
    shared = runs(pairs, share(hashes, at, words.tokens.article), words)
    return words, pairs, shared, passages(shared, words)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(8, 60), st.integers(0, 60))
def test_a_copied_run_is_found_whole(seed, length, offset):
    source = story(seed).replace("\n\n", " ").split(" ")
    taken = source[offset : offset + length]
    copy = " ".join([*sentences(seed + 1, 2), *taken, *sentences(seed + 2, 2)])
    words, _, shared, _ = aligned(" ".join(source), copy)
    assert shared["length"].max() >= len(taken)
    for a_at, b_at, n in shared.select("a_at", "b_at", "length").iter_rows():
        assert (words.tokens.word[a_at : a_at + n] == words.tokens.word[b_at : b_at + n]).all()


def test_unrelated_texts_share_nothing():
    assert aligned(story(1), story(2))[1].is_empty()


def test_small_edits_are_bridged_into_one_passage():
    text = story(5, 6).replace("\n\n", " ")
    _, _, shared, found = aligned(text, edited(text, 1, 0.05))
    assert shared.height > found.height
    assert "edited" in found["kind"].to_list()
    assert found["matched"].sum() > 0.75 * 84


def test_moved_paragraphs_are_two_passages():
    first, second = story(6, 4), story(7, 4)
    _, _, _, found = aligned(f"{first}\n\n{second}", f"{second}\n\n{first}")
    assert found["matched"].to_list() == [56, 56]
    assert found["kind"].unique().to_list() == ["verbatim"]


def test_each_word_of_a_is_explained_once():
    text = story(8, 6)
    _, _, shared, _ = aligned(text, f"{text}\n\n{text}")
    assert shared["length"].sum() == 84


def test_speech_quoted_by_one_carrier_is_speech_in_the_other():
    speech = " ".join(sentences(9, 3))
    quoted, bare = f"{story(10, 4)}\n\n“{speech}”", f"{speech}\n\n{story(11, 4)}"
    words, pairs, _, found = aligned(quoted, bare)
    assert found["quoted"].to_list() == [True]
    summed = reuse(pairs, found, words).row(0, named=True)
    assert summed["containment_b"] > 0.4
    assert summed["prose_containment_b"] < 0.1


@pytest.mark.parametrize("carriers", [2, 19])
def test_wire_prose_that_few_quote_stays_prose(carriers):
    text = story(12, 4)
    _, _, _, found = aligned(*[text] * carriers, f"{story(13, 4)}\n\n“{text.replace(chr(10), ' ')}”")
    first = found.filter(pl.col("pair") == 0)
    assert first["quoted"].to_list() == [False]


def test_pairs_grow_with_the_carriers_not_with_their_square():
    text = story(14)
    for carriers in (60, 240):
        _, pairs, _, _ = aligned(*[edited(text, i, 0.01) for i in range(carriers)])
        assert carriers - 1 <= pairs.height <= 16 * carriers


def test_every_carrier_of_a_large_story_is_held_against_the_first():
    text = story(15)
    _, pairs, _, _ = aligned(text, *[edited(text, i, 0.02) for i in range(80)])
    assert set(pairs.filter(pl.col("a") == 0)["b"]) == set(range(1, 81))


@pytest.mark.parametrize(
    ("speech", "plain", "quoting"),
    [(4, 10, 0), (32, 9, 0), (4, 18, 2), (32, 10, 2)],
)
def test_a_mark_got_lost_where_ten_or_more_print_as_prose_what_it_would_hold(speech, plain, quoting):
    told = " ".join(sentences(1, 2))
    others = [*[told] * plain, *[f"“{told}”"] * quoting]
    pile = [f"{sentences(seed, 1)[0]}\n\n{other}" for seed, other in enumerate(others, start=2)]
    words, *_ = aligned(*pile, f"“Rents rise. {told}\n\n“Taxes fall,” Dale said.")
    assert words.quoted[words.first[-2] :].sum() == speech


def test_a_phrase_that_all_print_as_prose_makes_no_prose_of_the_speech_it_stands_in():
    phrase, speech = sentences(1, 1, words=8)[0][:-1].lower(), " ".join(sentences(2, 2))
    pile = [f"{sentences(seed, 1)[0][:-1]} {phrase}." for seed in range(3, 15)]
    words, *_ = aligned(*pile, f"“Rents rise. {speech[:-1]} {phrase}.\n\n“Taxes fall,” Dale said.")
    assert words.quoted[words.first[-2] :].sum() == 2 + 28 + 8 + 2
