import pytest
from bench.sourcing import compared, labelled, precision, recall

MARKS = """T1	Source 0 4	Bell
T2	Cue 5 9	said
T3	Source 20 24;30 34	they also
T4	Source 50 54	left
T5	Attribution 5 9	said
E1	Attribution:T5 Cue:T2 Source:T1 Source2:T3
"""


def test_labels_are_the_sources_that_an_attribution_uses(tmp_path):
    (tmp_path / "outlet_a-day_1f2e.ann").write_text(MARKS, encoding="utf-8")
    (tmp_path / "outlet_a-day_3c4d.ann").write_text(MARKS.replace("0 4", "0 6"), encoding="utf-8")
    assert labelled(tmp_path) == {"outlet_a-day": {(0, 4), (0, 6), (20, 34)}}


def test_a_source_counts_where_another_overlaps_it():
    cases = list(compared({(0, 4), (10, 14)}, {(3, 8), (14, 20), (30, 31)}))
    assert recall(cases) == 0.5
    assert precision(cases) == pytest.approx(1 / 3)
