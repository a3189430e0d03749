"""A sentence that is too short for proof is proof where many carry the story that has it."""

from itertools import chain

import polars as pl
import pytest
from piles import MARKS, articles, lineage, parents, sentences, story

from provaudit.lineage import grouping

SENTENCE = "Wubasto kledera no muradro pusto fikakle hun rasto vogo leka miragu tidebasto senbo dravuna."
OTHERS = 45
MANY, FEW = 15, 12


def printed(text, hours):
    return {"text": text, "published": f"2024-03-0{1 + hours // 24}T{hours % 24:02}:00"}


def with_sentence(seed, sentence=SENTENCE):
    own = sentences(seed, 10)
    return "\n\n".join([*own[:5], sentence, *own[5:]])


def pile(carriers, taker, hours, *, shared=MANY, sentence=SENTENCE):
    """Return a story that so many carry, `shared` of them with the sentence; unrelated ones; last the taker."""
    carried = [with_sentence(1, sentence) if n < shared else story(1) for n in range(carriers)]
    rows = [printed(text, 10 + n) for n, text in enumerate(carried)]
    rows += [printed(story(seed), 12) for seed in range(100, 100 + OTHERS + MANY - carriers)]
    return articles(*rows, printed(taker, hours))


def traced(*args, **kwargs):
    return lineage(pile(*args, **kwargs), pl.DataFrame(schema=MARKS))


def source(*args, **kwargs):
    """Return the parents of the taker, whose number is the last."""
    found = traced(*args, **kwargs)
    return parents(found).get(found.verdicts["article"].max())


def test_a_sentence_of_a_story_that_many_carry_is_from_there():
    assert source(MANY, with_sentence(2), 40) == ["a0"]


def test_a_sentence_of_a_story_that_few_carry_needs_more_words():
    assert source(FEW, with_sentence(2), 40) is None


def test_what_one_carrier_put_in_says_nothing_of_the_others():
    assert source(MANY, with_sentence(2), 40, shared=2) is None


def test_who_had_the_sentence_before_all_carriers_took_it_from_none():
    found = traced(MANY, with_sentence(2), 1)
    taker = found.verdicts["article"].max()
    assert taker not in parents(found)
    assert f"a{taker}" not in chain.from_iterable(parents(found).values())


def test_a_pair_that_only_quotes_without_company_is_told_once():
    said = (
        'Wubasto kledera no muradro pusto fikakle hun, "rasto vogo leka miragu tidebasto senbo dravuna '
        'pusto hun kledera vogo rasto senbo leka tidebasto fikakle," muradro dravuna miragu no kledera.'
    )
    found = traced(MANY, with_sentence(2, said), 40, sentence=said)
    taker = found.verdicts["article"].max()
    mine = (pl.col("a") == taker) | (pl.col("b") == taker)
    pairs = found.pairs.filter(mine)
    assert set(pairs["relation"]) == {"partial"}
    assert pairs.select("a", "b").is_unique().all()
    assert found.passages.filter(mine).is_unique().all()


@pytest.mark.parametrize("most", [300, 3_000])
def test_company_is_found_however_the_batches_are_cut(monkeypatch, most):
    monkeypatch.setattr(grouping, "BATCH", most)
    assert source(MANY, with_sentence(2), 40) == ["a0"]
