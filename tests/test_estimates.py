import numpy as np
import pytest

from provaudit.authoring.agreement import agreement
from provaudit.estimates import share, wilson

ALONE = np.arange(20)


def ratio(hits, whole, story=ALONE, seed=1):
    return share(np.array(hits, float), np.array(whole, float), np.asarray(story), seed)


def test_a_share_is_of_all_articles_that_count():
    found = ratio([1] * 15 + [0] * 5, [1] * 20)
    assert (found.value, found.n, found.stories, found.too_few) == (0.75, 20, 20, False)


def test_a_share_of_nothing_is_not_defined():
    assert ratio([0] * 20, [0] * 20).value is None


def test_ten_of_ten_leave_room_for_doubt():
    found = ratio([1] * 10, [1] * 10, range(10))
    assert (found.value, found.high) == (1, 1)
    assert found.low == pytest.approx(0.722, abs=0.001)  # Wilson's for 10 of 10


def test_wilson_s_interval_is_the_published_one():
    low, high = wilson(np.array([0.5]), np.array([10]))
    assert (low[0], high[0]) == pytest.approx((0.2366, 0.7634), abs=0.0001)  # Newcombe 1998, method 3


def test_copies_of_one_text_count_as_one_story():
    hits = [1] * 10 + [0] * 10
    apart, copies = ratio(hits, [1] * 20), ratio(hits, [1] * 20, [number // 5 for number in range(20)])
    assert copies.stories == 4
    assert copies.too_few
    assert copies.high - copies.low > apart.high - apart.low


def test_the_same_seed_gives_the_same_interval():
    hits = np.random.default_rng(4).integers(0, 2, 300)
    one, two, other = (ratio(hits, [1] * 300, range(300), seed) for seed in (1, 1, 2))
    assert one == two
    assert (one.low, one.high) != (other.low, other.high)


def test_an_interval_holds_the_true_share_as_often_as_it_says(monkeypatch):
    monkeypatch.setattr("provaudit.estimates.DRAWS", 400)
    generator = np.random.default_rng(0)
    story = np.repeat(np.arange(40), generator.integers(1, 4, 40))
    found = [
        ratio((generator.random(40) < 0.8)[story], np.ones(len(story)), story, seed) for seed in range(200)
    ]
    assert sum(one.low <= 0.8 <= one.high for one in found) / 200 >= 0.95


def table(*coders):
    """Return how many coders chose each category of each unit; "." is no answer."""
    categories = sorted({answer for coder in coders for answer in coder} - {"."})
    return np.array(
        [[sum(c[unit] == one for c in coders) for one in categories] for unit in range(len(coders[0]))]
    )


def test_alpha_is_that_of_krippendorff_s_example():
    counts = table("123321412...", "1233224125.3", ".333234225 1.".replace(" ", ""), "12332441251.")
    assert agreement(counts, np.arange(12), 1).value == pytest.approx(0.743, abs=0.0005)


def test_perfect_agreement_is_one_and_chance_is_about_nothing():
    assert agreement(table("ababababab", "ababababab"), np.arange(10), 1).value == 1
    generator = np.random.default_rng(1)
    counts = np.eye(2, dtype=int)[generator.integers(0, 2, (2, 2000))].sum(axis=0)
    found = agreement(counts, np.arange(2000), 1)
    assert found.low < 0 < found.high
    assert abs(found.value) < 0.05


def test_of_one_story_alpha_has_no_interval():
    found = agreement(table("aabba", "aabbb"), np.zeros(5), 1)
    assert found.value == pytest.approx(0.64, abs=0.005)
    assert (found.low, found.high, found.stories) == (None, None, 1)


@pytest.mark.parametrize("coders", [("aaaa", "aaaa"), ("ab..", "..ab")])
def test_alpha_is_not_defined_without_variety_or_overlap(coders):
    assert agreement(table(*coders), np.arange(4), 1).value is None
