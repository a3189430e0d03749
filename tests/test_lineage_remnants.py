# ruff: noqa: E501 - a paragraph is one line, as in an article
import random
from itertools import combinations, pairwise

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from piles import articles, body_zones, sentences, traced, verdict

from provaudit.lineage.grams import own_words
from provaudit.lineage.remnants import remnants
from provaudit.lineage.rising import heaviest_rising

SOURCE = """A tide clock is a device that shows the height of the water in a harbour without any sensor below the surface. It was first described by a ropemaker who wanted to know when his barges could leave the inner basin.

The device works by adding up several slow wheels, each of which turns at the pace of one part of the tide. A long thread runs over all the wheels and lifts a pen at its far end.

When the moon and the sun pull in the same direction the wheels agree and the pen rises to its highest mark. When they pull against each other the curve on the paper becomes almost flat.

The main weakness of a tide clock is the weather. A strong wind from the open sea can hold the water in the harbour for hours, and no wheel has been cut for the wind."""

# Nearly every sentence is put anew; what stays are runs of three to seven words, in their order.
REVISED = """Harbours once had a device that shows the height of the water although nothing was put under it. A ropemaker who wanted safer trips for his barges is said to have drawn the earliest one, so that they could leave the inner basin in time.

Inside are several slow wheels, and every wheel turns at the pace belonging to one part of the tide. Their movements meet in a long thread, which lifts a pen that draws on paper.

Once a fortnight the moon and the sun are in line, pull in the same direction, and the drawn line climbs. In between they pull against one another and the curve on the paper hardly moves.

People who used it knew the main weakness: the weather. With a strong wind from outside the basin would hold the water for half a day, and no wheel has ever been made to follow that."""

OWN_WORDS = """Before there were computers, ports had to find out some other way when a ship could come in. One answer was a machine with wheels and a pen, called a tide clock, that could draw the tide of next year in an afternoon.

Every wheel stood for one cycle of the moon or the sun. Turn the handle, and the wheels move a thread; the thread moves the pen. It is simple arithmetic done in brass.

Storms were its limit. A gale may pile water up against the quay, and the brass knows nothing about gales. Pilots therefore kept looking out of the window.

Today a few museums show such machines, and children may turn the handle."""

SIGN_UP = "Please choose at least one of our letters and confirm below that you are over sixteen before you send the form."


def found(*texts):
    pile = articles(*({"text": text} for text in texts))
    words = own_words(pile, body_zones(pile))
    pairs = pl.DataFrame(
        list(combinations(range(len(texts)), 2)), schema={"a": pl.Int64, "b": pl.Int64}, orient="row"
    )
    nothing = pl.DataFrame(schema=dict.fromkeys(("a", "b", "a_at", "length"), pl.Int64))
    return remnants(pairs, words, nothing)


def test_a_thorough_revision_is_told_from_another_account_of_the_same_thing():
    kept = found(SOURCE, REVISED, OWN_WORDS)
    assert kept.select("a", "b").rows() == [(0, 1)]
    assert 0.2 < kept["kept_b"][0] < 0.6


def test_a_revision_without_names_or_numbers_is_a_paraphrase_and_its_share_is_what_it_took():
    pile = traced({"text": SOURCE}, {"text": REVISED}, {"text": OWN_WORDS})
    relations = pile.verdicts["relation"].to_list()
    assert sorted(relations) == ["independent", "independent", "paraphrase"]
    assert verdict(pile, 2)[1] == "independent"
    assert 0.1 < pile.verdicts["share"].max() < 0.5


def test_short_runs_in_reverse_order_are_no_remnants():
    turned = "\n\n".join(" ".join(p.split(". ")[::-1]) for p in REVISED.split("\n\n")[::-1])
    assert found(SOURCE, turned).is_empty()


def test_text_that_no_fingerprint_attests_is_stock_and_no_remnant():
    one, two = (" ".join([*sentences(seed, 3), SIGN_UP]) for seed in (1, 2))
    assert found(one, two).is_empty()


def test_where_speech_rules_the_words_around_it_say_nothing():
    # The revision keeps six clauses of the source; as the source's speech they would be anyone's.
    spoken = "“" + SOURCE.replace("\n\n", "”\n\n“") + "”"
    assert found(spoken, REVISED).is_empty()


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5)), max_size=8))
def test_the_heaviest_rising_sequence_outweighs_every_other(items):
    values, weights = [v for v, _ in items], [w for _, w in items]
    rising = [
        sum(weights[i] for i in places)
        for size in range(len(items) + 1)
        for places in combinations(range(len(items)), size)
        if all(values[i] < values[j] for i, j in pairwise(places))
    ]
    chosen = heaviest_rising(values, weights)
    assert sum(weights[i] for i in chosen) == max(rising)
    assert all(values[i] < values[j] for i, j in pairwise(chosen))


def test_short_runs_of_common_words_tell_a_revision_where_no_rare_word_does():
    pick = random.Random(5)  # noqa: S311 - texts, no secrets
    common = [
        a + b
        for a in ("ba", "de", "fi", "go", "hu", "ka", "le", "mi")
        for b in ("no", "pu", "ra", "se", "ti")
    ]
    said = pick.choices(common, k=210)
    kept = [w if place % 7 < 4 else pick.choice(common) for place, w in enumerate(said)]
    one, two = (
        [" ".join(text[at : at + 14]).capitalize() + "." for at in range(0, 210, 14)] for text in (said, kept)
    )
    pile = traced(*({"text": " ".join(text)} for text in (one, two)))
    assert pile.pairs["relation"].to_list() == ["paraphrase"]
