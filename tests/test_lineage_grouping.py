import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.lineage import grouping
from provaudit.lineage.grouping import families, family_batches, pair_batches

SIDES = {"later": pl.UInt32, "earlier": pl.UInt32}
PILE = 12
PAIR = st.tuples(st.integers(1, PILE - 1), st.integers(0, PILE - 2)).filter(lambda two: two[1] < two[0])
PAIRS = st.lists(PAIR, max_size=20)
WORDS = st.lists(st.integers(0, 9), min_size=PILE, max_size=PILE)


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(grouping, "BATCH", 10)


def joined(pairs, pile):
    return families(
        pl.DataFrame(pairs, schema={"a": pl.UInt32, "b": pl.UInt32}, orient="row"), np.ones(pile, np.int64)
    )


def union(pairs, pile):
    """Return the smallest member of everybody's family, found the slow way."""
    family = list(range(pile))
    for _ in range(pile):
        for a, b in pairs:
            family[a] = family[b] = min(family[a], family[b])
    return family


@given(PAIRS)
def test_a_family_is_all_that_pairs_join(pairs):
    assert joined(pairs, PILE).tolist() == union(pairs, PILE)


@pytest.mark.parametrize("step", [1, -1])
def test_a_long_chain_is_one_family(step):
    chain = [(n, n + 1) for n in range(999)][::step]
    assert set(joined(chain, 1_001).tolist()) == {0, 1_000}


@pytest.mark.parametrize("centre", [0, 500, 999])
def test_a_star_is_one_family(centre):
    assert not joined([(n, centre) for n in range(1_000) if n != centre], 1_000).any()


def test_without_pairs_everybody_is_a_family():
    assert joined([], 3).tolist() == [0, 1, 2]
    assert joined([], 0).tolist() == []


@given(PAIRS, WORDS)
def test_families_stay_whole_and_batches_small(pairs, words):
    family, words = joined(pairs, PILE), np.array(words, np.int64)
    batches = list(family_batches(family, np.arange(PILE), words))
    assert sorted(np.concatenate(batches).tolist()) == list(range(PILE))
    for batch in batches:
        assert (np.diff(batch) > 0).all()
        assert np.isin(np.flatnonzero(np.isin(family, family[batch])), batch).all()
        assert words[batch].sum() <= 10 or len(np.unique(family[batch])) == 1


def test_several_workers_each_get_families_and_strangers_are_no_work():
    family = np.array([0, 0, 2, 2, 4, 4, 6, 6, 8, 9])
    words = np.array([1, 1, 1, 1, 1, 1, 1, 1, 0, 0])
    lots = [batch.tolist() for batch in family_batches(family, np.arange(10), words, 2)]
    assert lots == [[0, 1], [2, 3], [4, 5], [6, 7, 8, 9]]
    assert len(list(family_batches(family, np.arange(10), words))) == 1


def test_several_workers_each_get_pairs():
    rows = pl.DataFrame([(1, 0), (3, 2), (5, 4), (7, 6)], schema=SIDES, orient="row")
    assert [batch.height for batch in pair_batches(rows, np.ones(8, np.int64), 2)] == [1, 1, 1, 1]
    assert [batch.height for batch in pair_batches(rows, np.ones(8, np.int64))] == [4]


def test_a_pile_of_strangers_is_batched_too():
    batches = family_batches(np.arange(5), np.zeros(5, np.int64), np.full(5, 4))
    assert [batch.tolist() for batch in batches] == [[0, 1], [2, 3], [4]]


@given(PAIRS, WORDS)
def test_every_pair_is_in_one_batch_and_batches_are_small(pairs, words):
    rows = pl.DataFrame(sorted(set(pairs)), schema=SIDES, orient="row")
    batches = list(pair_batches(rows, np.array(words, np.int64)))
    assert sorted(pl.concat(batches).rows()) == rows.rows()
    for batch in batches:
        held = {article for row in batch.rows() for article in row}
        assert sum(words[one] for one in held) <= 10 or batch.height == 1


def test_pairs_of_one_story_lie_together():
    rows = pl.DataFrame([(2, 0), (3, 1), (4, 2), (5, 3)], schema=SIDES, orient="row")
    batches = pair_batches(rows, np.full(6, 3))
    assert [batch.rows() for batch in batches] == [[(2, 0), (4, 2)], [(3, 1), (5, 3)]]


def test_without_pairs_there_is_one_empty_batch():
    assert [batch.height for batch in pair_batches(pl.DataFrame(schema=SIDES), np.ones(3, np.int64))] == [0]
