import random

import numpy as np
import polars as pl
import pytest
from bench import calibrate, confidence
from bench.logistic import fit, stated
from bench.wirepairs import Judged, half

from provaudit.lineage.calibration import fitted
from provaudit.lineage.relation import relate
from provaudit.lineage.support import Ground, likelihood


def test_a_fit_finds_the_odds_that_cases_were_made_with():
    pick = random.Random(7)  # noqa: S311 - cases, no secrets
    features = np.array([[1.0, pick.uniform(-2, 2)] for _ in range(20_000)])
    made = stated(features, [0.5, 1.5])
    found = fit(features, [pick.random() < p for p in made])
    assert found == pytest.approx([0.5, 1.5], abs=0.1)


def test_a_class_that_is_always_right_stays_finite():
    assert 0.9 < stated(np.ones((1, 1)), fit(np.ones((50, 1)), [True] * 50))[0] < 1


def test_the_edges_matrix_says_what_the_tool_says():
    edges = pl.DataFrame(
        {"ground": ["mark", "text"], "words": [90, 30], "share": [0.9, 0.1], "alone": [1.0, 0.2]}
    )
    said = stated(calibrate.edge_matrix(edges), calibrate.ordered(dict(fitted("edges"))))
    assert said.tolist() == pytest.approx([likelihood(*row) for row in edges.iter_rows()])


def test_the_stored_coefficients_have_every_ground_but_a_guess_and_grow_with_what_speaks_for_a_parent():
    given = fitted("edges")
    assert set(given) == {*map(str, Ground), "share", "words", "alone"} - {str(Ground.GUESS)}
    assert min(given["share"], given["words"], given["alone"], fitted("pairs")["most"]) > 0
    assert given["mark"] > given["kin"] > given["text"]


def pair(containment, **more):
    shares = {f"covered_{side}": containment for side in "ab"}
    known = {
        "prose_shared": 300 * containment,
        "words_shared": 300 * containment,
        "longest_prose": 40,
        "knit": 0,
    }
    rest = dict.fromkeys(("restated_a", "restated_b", "order", "ordered", "kept_words"), 0.0)
    return shares | known | rest | {"prose_a": 300, "prose_b": 300} | more


def test_the_tool_states_of_a_pair_what_was_fitted():
    pairs = relate(pl.DataFrame([pair(0.95), pair(0.5), pair(0.1)]), 100)
    assert pairs["relation"].to_list() == ["same", "edited", "partial"]
    said = calibrate.pair_stated(pairs, dict(fitted("pairs")))
    assert said.round(2).tolist() == pytest.approx(pairs["confidence"].to_list())
    assert said[2] < said[1]


def test_reliability_of_pairs_is_told_apart_for_what_was_fitted_on():
    events = ["a", "b", "c", "d", "e", "f"]
    judged = [Judged(e, "same", "same", 0.9, None, ()) for e in events]
    fitted_on, held = confidence.of_pairs([*judged, Judged("a", "same", "independent", None, None, ())])
    counts = [sum(half(e) == part for e in events) for part in (0, 1)]
    assert [one.figures["share right"].n for one in (fitted_on, held)] == counts
    assert "held out" in held.title
