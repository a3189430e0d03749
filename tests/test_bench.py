import json
import math
import sys

import pytest
from bench import __main__ as bench
from bench import corpora, invented, lost
from bench.arithmetic import (
    bootstrap,
    brier,
    calibration_error,
    connected,
    f1,
    macro_f1,
    quantile,
    ranks,
    reliability,
    share,
    spearman,
    wilson,
)
from bench.articles import agency_f1
from bench.command import measured
from bench.confidence import told
from bench.finding import Figure, Finding
from bench.flows import figures, judged_edges, spread
from bench.machine import machine
from bench.minhash import shingles
from bench.peers import derived_pairs
from bench.wirepairs import derived_or_not, direction, five_class, judge, three_class


def truth(*rows):
    names = ("id", "parent", "parent_seen")
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_f1_is_the_harmonic_mean_of_precision_and_recall():
    assert f1("aabb", "abbb", "a") == pytest.approx(2 / 3)  # precision 1, recall 1/2
    assert f1("aa", "aa", "b") is None


def test_macro_f1_passes_over_labels_that_never_occur():
    assert macro_f1("aabb", "abbb", "abc") == pytest.approx((2 / 3 + 4 / 5) / 2)
    assert math.isnan(macro_f1("a", "a", "z"))


def test_a_share_of_nothing_is_undefined():
    assert share([True, False, True, True]) == 0.75
    assert math.isnan(share([]))


def test_equal_values_share_their_rank():
    assert ranks([10, 30, 20, 30]) == [1, 3.5, 2, 3.5]


def test_spearman_on_known_values():
    assert spearman([1, 2, 3], [10, 100, 1000]) == pytest.approx(1)
    assert spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    # The worked example of IQ against hours of television: 1 - 6 * 194 / 990.
    iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    assert spearman(iq, hours) == pytest.approx(1 - 6 * 194 / 990)
    assert math.isnan(spearman([1, 1], [1, 2]))


def test_wilson_on_known_values():
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=5e-4)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=5e-4)
    assert wilson(0, 0) == (0, 1)


def test_a_quantile_lies_between_its_neighbours():
    assert quantile([1, 2, 3, 4], 0.5) == 2.5
    assert quantile([7], 0.975) == 7


def test_the_bootstrap_of_a_constant_has_no_width():
    assert bootstrap([[1, 1], [1]], share) == (1, 1)


def test_the_bootstrap_comes_near_the_normal_interval_and_is_repeatable():
    cases = [[n < 60] for n in range(100)]
    low, high = bootstrap(cases, share)
    assert (low, high) == pytest.approx((0.504, 0.696), abs=0.02)
    assert (low, high) == bootstrap(cases, share)


def test_cases_of_one_cluster_are_drawn_together():
    alone = bootstrap([[n < 20] for n in range(40)], share)
    together = bootstrap([[True] * 20, [False] * 20], share)
    assert together == (0, 1)
    assert alone[0] > 0.3


def test_a_bootstrap_without_a_defined_round_is_undefined():
    assert all(math.isnan(end) for end in bootstrap([[]], share))


def test_what_pairs_join_is_one_cluster():
    cluster = connected([("a", "b"), ("c", "d"), ("b", "e")])
    assert cluster["a"] == cluster["b"] == cluster["e"]
    assert cluster["c"] == cluster["d"] != cluster["a"]


def test_reliability_puts_every_confidence_into_one_bin():
    cases = [(0.5, True), (0.5, False), (0.9, True), (1.0, True)]
    low, high = reliability(cases, [0, 0.5, 0.9, 1])
    assert (low.n, low.stated, low.right) == (2, 0.5, 0.5)
    assert (high.n, high.right) == (2, 1)
    assert high.stated == pytest.approx(0.95)


def test_brier_and_calibration_error_of_sure_and_right_answers_are_nil():
    cases = [(1.0, True), (0.0, False)]
    assert brier(cases) == 0
    assert calibration_error(reliability(cases, [0, 0.5, 1])) == 0


def test_brier_and_calibration_error_of_a_coin_taken_for_sure():
    cases = [(1.0, True), (1.0, False)]
    assert brier(cases) == 0.5
    assert calibration_error(reliability(cases, [0, 0.5, 1])) == 0.5


def test_a_wrong_agency_is_missed_and_false():
    assert agency_f1([("ap", "ap"), ("", "")]) == 1
    assert agency_f1([("ap", "ap"), ("afp", "upi")]) == 0.5
    assert agency_f1([("ap", "ap"), ("", "ap")]) == pytest.approx(2 / 3)


def test_pairs_are_judged_whichever_way_round_they_stand():
    audit = {
        "pairs": [{"a": "two", "b": "one", "relation": "same", "direction": "a_from_b", "confidence": 0.9}],
        "articles": [{"id": "one", "credit": "own"}, {"id": "two", "credit": "none-observed"}],
    }
    label = {"a": "one", "b": "two", "relation": "same", "direction": "b_from_a"}
    (one,) = judge(audit, [label | {"credit_a": "own", "credit_b": "named"}])
    assert (one.said, one.direction, one.credits) == ("same", True, (True, False))
    assert [measure([one]) for measure in (three_class, five_class, derived_or_not, direction)] == [
        1,
        1,
        1,
        1,
    ]


def test_what_is_not_derived_is_asked_neither_for_direction_nor_credit():
    row = {"a": "one", "b": "two", "relation": "boilerplate", "direction": "none"}
    audit = {"pairs": [], "articles": [{"id": name, "credit": "own"} for name in ("one", "two")]}
    (one,) = judge(audit, [row | {"credit_a": "na", "credit_b": "na"}])
    assert (one.gold, one.said, one.direction, one.credits) == ("independent", "independent", None, ())
    assert math.isnan(derived_or_not([one]))


def test_a_flow_is_scored_without_the_only_child_of_a_missing_source():
    rows = truth(
        ("root", "", "1"),
        ("copy", "root", "1"),
        ("left", "gone", "0"),
        ("right", "gone", "0"),
        ("alone", "lost", "0"),
    )
    found = {"copy": "root", "left": "unseen:1", "right": "unseen:1", "root": "", "alone": ""}
    audit = {
        "edges": [{"child": child} for child, parent in found.items() if parent],
        "articles": [{"id": name, "sources": [{"id": p}] if p else []} for name, p in found.items()],
    }
    told = {name: figure.value for name, figure in figures(audit, rows).items()}
    assert told == dict.fromkeys(told, 1)


def test_of_the_largest_story_copies_of_copies_count_too():
    rows = truth(
        ("root", "", "1"), ("copy", "root", "1"), ("second", "copy", "1"), ("a", "", "1"), ("b", "a", "1")
    )
    audit = {"edges": [{"child": "copy"}, {"child": "b"}], "articles": []}
    assert figures(audit, rows)["largest story's copies found"] == Figure(0.5, n=2)


def test_an_edge_to_a_sibling_is_kin_but_no_parent():
    rows = truth(("root", "", "1"), ("one", "root", "1"), ("two", "root", "1"), ("other", "", "1"))
    edges = [
        {"child": "one", "parent": "root", "confidence": 0.9},
        {"child": "two", "parent": "one", "confidence": 0.7},
        {"child": "other", "parent": "one", "confidence": 0.5},
    ]
    direct, kin = judged_edges(edges, rows)
    assert direct == [(0.9, True), (0.7, False), (0.5, False)]
    assert kin == [(0.9, True), (0.7, True), (0.5, False)]


def test_an_unseen_parent_is_right_where_the_parent_was_removed():
    rows = truth(("one", "gone", "0"), ("two", "one", "1"), ("own", "", "1"))
    edges = [{"child": row["id"], "parent": "unseen:1", "confidence": 0.8} for row in rows]
    direct, kin = judged_edges(edges, rows)
    assert [right for _, right in direct] == [True, False, False]
    assert [right for _, right in kin] == [True, True, False]


def test_a_lost_source_is_held_against_what_its_copies_give_back(tmp_path, monkeypatch):
    said = "one two three four five six seven eight nine ten"
    made = [
        ("source", said),
        ("a", f"{said} and more"),
        ("b", f"{said[:18]} else {said[24:]}"),
        ("own", "x y z"),
    ]
    rows = [("source", ""), ("a", "source"), ("b", "source"), ("own", "")]
    lines = "\n".join(json.dumps({"id": name, "text": text}) for name, text in made)
    (tmp_path / "articles.jsonl").write_text(lines, encoding="utf-8")
    truth = "\n".join(["id,parent", *map(",".join, rows)])
    (tmp_path / "truth.csv").write_text(truth, encoding="utf-8")
    monkeypatch.setattr(lost, "flow", lambda *_: tmp_path)
    read = []

    def document(sources, _out):
        read.extend(json.loads(line)["id"] for line in sources[0].read_text(encoding="utf-8").splitlines())
        return {
            "unseen": [
                {"children": ["own", "x"]},
                {"children": ["a", "b"], "passages": [{"text": "five six seven eight nine ten and"}]},
            ]
        }

    monkeypatch.setattr(lost, "document", document)
    figures = {name: figure.value for name, figure in lost.measure(tmp_path, 4, 1).figures.items()}
    assert read == ["a", "b", "own"]
    assert figures == {
        "inferred from two copies or more": 1,
        "of such a source's words, in two copies": 0.9,  # all but `five`
        "of the words that two copies have, given back": pytest.approx(5 / 9),
        "of what is given back, the source's": pytest.approx(6 / 7),
    }
    assert lost.named(["a", "c"], [{"children": ["a", "b"]}]) is None


def test_figures_of_several_flows_are_their_mean_between_lowest_and_highest():
    assert spread([{"f": Figure(0.8, n=10)}, {"f": Figure(0.9, n=20)}]) == {
        "f": Figure(pytest.approx(0.85), (0.8, 0.9), 30)
    }


def test_the_peers_shingles_are_runs_of_five_words():
    assert shingles("The quay, the QUAY, the quay!") == ["quay the quay the quay", "the quay the quay the"]


def test_derived_pairs_go_by_the_numbers_of_their_articles():
    pairs = [
        {"a": "004_x.txt", "b": "001_y.txt", "relation": "same"},
        {"a": "004_x.txt", "b": "002_z.txt", "relation": "quotes"},
    ]
    assert derived_pairs(pairs) == {frozenset({"001", "004"})}


def test_a_finding_reads_as_text_and_as_json():
    finding = Finding(
        "flow", {"derived": Figure(0.5, (0.25, 0.75), 1_234), "nothing": Figure(math.nan)}, ("note",)
    )
    assert finding.text().splitlines() == [
        "flow",
        "  derived      0.500  [0.250, 0.750]   n 1,234",
        "  nothing          –",
        "  note",
    ]
    assert json.loads(json.dumps(finding.plain(), allow_nan=False))["figures"]["nothing"]["value"] is None


def test_a_reliability_table_names_its_bins():
    lines = told("edges", [(0.65, True), (0.95, True)]).lines
    assert [line.split("  ")[0] for line in lines] == ["confidence", "0.6 to 0.7", "0.9 to 1.0"]


def test_the_machine_is_described_without_its_name():
    assert set(machine()) == {"cores", "memory", "load before", "processor", "platform", "Python"}


def test_without_the_labelled_data_only_the_project_s_own_texts_are_measured(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(corpora, "SHARED", tmp_path / "absent")
    monkeypatch.setattr(corpora, "digests", lambda: {"demo": "0"})
    monkeypatch.setattr(invented, "demo", lambda _folder, _runs: Finding("demo"))
    monkeypatch.setattr(invented, "one_event", lambda _folder: Finding("one event"))
    bench.main(["--quick", "--json", str(tmp_path / "bench.json")])
    assert "../shared is not there" in capsys.readouterr().out
    written = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert [one["title"] for one in written["findings"]] == [
        "demo",
        "one event",
        "rules check: 500 rules, the whole command",
        "labelled data: not measured",
    ]


def test_a_command_is_measured_and_its_failure_is_named():
    cost = measured([sys.executable, "-c", "print('done')"])
    assert 0 < cost.processor < 60
    assert cost.peak > 1024**2
    with pytest.raises(RuntimeError, match="no such luck"):
        measured([sys.executable, "-c", "raise SystemExit('no such luck')"])


def test_the_memory_of_children_counts_too():
    hold = "import subprocess, sys, time; b = bytearray(60_000_000); "
    child = f"{hold}time.sleep(0.5)"
    alone = measured([sys.executable, "-c", f"{hold}time.sleep(0.3)"])
    both = measured([sys.executable, "-c", f"{hold}subprocess.run([sys.executable, '-c', {child!r}])"])
    assert 60e6 < alone.peak < 110e6
    assert 120e6 < both.peak < 220e6
