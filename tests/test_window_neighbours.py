"""Neighbours are found by what is kept of each article: few of many carriers, and nobody by stock or by chance."""

import numpy as np
import polars as pl
import pytest

from provaudit.lineage import Standings, by_couples, by_prints, neighbours, spread
from provaudit.lineage.wider import among, shortened

TEXT = np.arange(1, 30, dtype=np.uint32) * 7_000_001


def column(*rows):
    return pl.Series([np.asarray(row, "<u4").tobytes() for row in rows], dtype=pl.Binary)


def shelf(first, *rows):
    """Return rows of archived articles, numbered on from `first`, in two batches."""
    half = len(rows) // 2
    cuts = (0, half), (half, len(rows))
    return [(np.arange(first + low, first + high), column(*rows[low:high])) for low, high in cuts]


def standings(*order, day=None):
    return Standings(np.array(order), np.array(day if day is not None else [1] * len(order)))


@pytest.fixture(params=[2_000_000, 40])
def at_once(request, monkeypatch):
    """Hold all carriers against each other at once, or some at a time."""
    monkeypatch.setattr(neighbours, "_AT_ONCE", request.param)


@pytest.mark.usefixtures("at_once")
def test_of_a_story_of_thousands_a_copy_meets_the_first_and_the_nearest():
    carriers = 3_000
    asking = [(np.array([0]), column(TEXT))]
    order = [carriers, *range(carriers)]
    found, stock = by_prints(asking, shelf(1, *[TEXT] * carriers), standings(*order), 2)
    assert found.tolist() == [0, 1, carriers - 2, carriers - 1, carriers]
    assert not len(stock)


@pytest.mark.usefixtures("at_once")
def test_a_late_original_meets_all_its_copies():
    asking = [(np.array([0]), column(TEXT))]
    found, _ = by_prints(asking, shelf(1, *[TEXT] * 300), standings(*range(301)), 2)
    assert found.tolist() == list(range(301))


def test_one_fingerprint_is_too_few_and_strangers_meet_nobody():
    asking = [(np.array([0]), column(TEXT))]
    found, _ = by_prints(asking, shelf(1, TEXT[:1], TEXT + 1, TEXT[:2]), standings(3, 0, 1, 2), 2)
    assert found.tolist() == [0, 3]
    nobody, _ = by_prints(asking, shelf(1, TEXT + 1, []), standings(2, 0, 1), 2)
    assert nobody.tolist() == []


def test_what_comes_back_for_the_third_time_is_stock_and_brings_nobody():
    asking = [(np.array([0]), column(TEXT))]
    rows = shelf(1, TEXT[:9], TEXT[:9], TEXT[20:])
    found, stock = by_prints(asking, rows, standings(3, 0, 1, 2, day=[40, 1, 20, 39]), 2)
    assert found.tolist() == [0, 3]
    assert stock.tolist() == TEXT[:9].tolist()


def test_couples_that_many_have_name_a_topic():
    asking = [(np.array([0]), column(TEXT))]
    few = by_couples(asking, shelf(1, *[TEXT] * 11), standings(*range(12)), 4)
    assert few.tolist() == list(range(12))
    assert by_couples(asking, shelf(1, *[TEXT] * 12), standings(*range(13)), 4).tolist() == []


def test_rows_are_spread_and_looked_up():
    data, counts = spread(column([1, 2], [], [3]))
    assert (data.tolist(), counts.tolist()) == ([1, 2, 3], [2, 0, 1])
    assert shortened(np.array([2**63 + 5], np.uint64)).tolist() == [2**31]
    assert among(np.array([1, 4], np.uint32), np.array([4, 9], np.uint32)).tolist() == [False, True]
    assert among(np.array([1], np.uint32), np.zeros(0, np.uint32)).tolist() == [False]
