from datetime import datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from piles import articles, edited, lineage, parents, sentences, story, traced, verdict

from provaudit.lineage.facts import Facts, core, earlier, prose_credits, same_house, same_writer

WIRE = story(100)
OWN = {"text": WIRE, "outlet": "Norra", "published": "2031-05-02T08:00"}
NORRA = ((0, "dateline", "Norra", "(Norra)"), (0, "meta", "Norra", "Norra"))


def outlet(name, text, when="2031-05-02T09:00", **more):
    return {"text": text, "outlet": name, "published": when, **more}


def with_a_longer_version():
    """The agency's text, and two carriers that share three sentences it does not have."""
    more = " ".join(sentences(101, 3))
    return traced(
        {"text": WIRE},
        {"text": f"{WIRE}\n\n{more}"},
        {"text": f"{story(102, 6)}\n\n{more}\n\n{WIRE[:500]}"},
        marks=(NORRA[0], (2, "generic", None, "news agencies")),
    )


def test_a_copy_without_credit_hangs_under_the_agency_and_hides_it():
    found = traced(OWN, outlet("Herald", WIRE), marks=NORRA)
    assert parents(found) == {1: ["a0"]}
    assert verdict(found, 0) == ("original", "independent", "own")
    assert verdict(found, 1) == ("republication", "same", "none-observed")
    assert found.edges["direction"].to_list() == ["marked"]
    assert found.verdicts["share"].to_list() == [0.0, 1.0]


def test_a_dateline_credits_the_agency_by_name():
    found = traced(OWN, outlet("Herald", WIRE), marks=(*NORRA, (1, "dateline", "Norra", "(Norra)")))
    assert verdict(found, 1)[2] == "named"


def test_an_agency_known_by_its_sites_address_owns_its_text():
    pile = (outlet("www.norra.example", WIRE), outlet("Herald", WIRE, "2031-05-02T10:00"))
    found = traced(*pile, marks=((0, "meta", "Norra", "https://www.norra.example/"),))
    assert parents(found) == {1: ["a0"]}
    assert verdict(found, 0) == ("original", "independent", "own")


def test_an_outlet_that_two_others_credit_with_their_text_is_an_agency_here():
    names = ("Corvo", "Herald", "Courier", "Star")
    found = traced(
        *(outlet(n, WIRE, f"2031-05-02T1{i}:00") for i, n in enumerate(names)),
        marks=((1, "republished", "Corvo", "(Corvo)"), (2, "republished", "Corvo", "(Corvo)")),
    )
    assert parents(found) == {1: ["a0"], 2: ["a0"], 3: ["a0"]}
    assert [verdict(found, i)[2] for i in range(4)] == ["own", "named", "named", "none-observed"]


def test_an_agency_takes_its_text_from_no_client():
    found = traced(
        outlet("Herald", WIRE, "2031-05-01"), OWN | {"published": "2031-05-09"}, marks=((1, *NORRA[1][1:]),)
    )
    assert found.edges.is_empty()
    assert verdict(found, 1) == ("original", "independent", "own")


def test_an_agencys_page_dated_anew_is_still_the_source():
    found = traced(OWN | {"published": "2031-05-02T22:00"}, outlet("Herald", WIRE), marks=NORRA)
    assert parents(found) == {1: ["a0"]}
    assert verdict(found, 1)[2] == "none-observed"


def test_a_text_printed_years_later_comes_from_the_paper_that_had_it():
    found = traced(outlet("Herald", WIRE, "2021-05-02"), outlet("Courier", WIRE, "2031-05-02"))
    assert parents(found) == {1: ["a0"]}
    assert found.edges["direction"].to_list() == ["dated"]
    assert verdict(found, 0) == ("original", "independent", "own")


def test_a_paper_that_one_carrier_names_is_the_source_of_the_others():
    found = traced(
        outlet("Herald", WIRE),
        outlet("Star", WIRE, "2031-05-02T10:00"),
        outlet("Courier", WIRE, "2031-05-02T11:00"),
        marks=((2, "republished", "Herald", "first published by the Herald"),),
    )
    assert parents(found) == {1: ["a0"], 2: ["a0"]}


def test_an_undated_agency_original_among_dated_carriers_stays_the_original():
    found = traced({"text": WIRE}, outlet("Herald", WIRE), outlet("Star", WIRE), marks=(NORRA[0],))
    assert parents(found) == {1: ["a0"], 2: ["a0"]}


def test_of_undated_texts_the_original_is_the_one_that_the_others_agree_with():
    original, aside = story(61, 14), " ".join(sentences(62, 5))
    fuller = f"{edited(original, 63, 0.12)}\n\n{aside}"  # longer, and all of it stands in others
    copies = [
        f"{original[: len(original) * part // 10]}\n\n{story(70 + part, 3)}" for part in (9, 8, 7, 6, 5)
    ]
    found = traced(
        {"text": fuller}, {"text": original}, *({"text": t} for t in copies), {"text": story(64) + aside}
    )
    assert parents(found)[0] == ["a1"]
    assert {source for child in range(2, 7) for source in parents(found)[child]} == {"a1"}


def test_a_mention_in_prose_is_no_credit():
    found = traced(OWN, outlet("Herald", WIRE), marks=(*NORRA, (1, "mention", "Norra", "told Norra")))
    assert verdict(found, 1)[2] == "none-observed"


def test_a_contribution_note_that_names_the_wrong_agency_is_misattributed():
    found = traced(
        OWN, outlet("Herald", WIRE), marks=(*NORRA, (1, "contributed", "Sudra", "Sudra contributed"))
    )
    assert verdict(found, 1)[2] == "misattributed"


def test_twins_without_dates_are_judged_alike_in_any_order():
    rows = [{"text": WIRE, "id": "x"}, {"text": WIRE, "id": "y"}, {"text": WIRE, "id": "z"}]
    roles = []
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        found = traced(*(rows[i] for i in order))
        roles.append({rows[order[i]]["id"]: verdict(found, i) for i in range(3)})
    assert roles[0] == roles[1] == roles[2]


def test_an_unseen_source_takes_no_articles_name():
    marks = tuple((i, "dateline", "Norra", "(Norra)") for i in (0, 1))
    found = traced(outlet("Herald", WIRE, id="unseen:1"), outlet("Star", WIRE), marks=marks)
    assert found.unseen["id"].to_list() == ["unseen:2"]


def test_an_unseen_version_is_credited_with_no_word_that_a_seen_one_has():
    found = with_a_longer_version()
    assert found.unseen["words"].to_list() == [42]
    to_unseen = found.edges.filter(pl.col("parent") == 3)
    assert to_unseen["relation"].to_list() == ["partial", "partial"]


def test_a_marked_copy_with_copies_of_its_own_is_no_original():
    found = traced(outlet("Herald", WIRE), outlet("Star", WIRE[:700], "2031-05-02T12:00"), marks=(NORRA[0],))
    assert verdict(found, 0)[0] == "republication"


def test_a_wrong_agency_is_misattributed():
    found = traced(OWN, outlet("Herald", WIRE), marks=(*NORRA, (1, "dateline", "Sudra", "(Sudra)")))
    assert verdict(found, 1)[2] == "misattributed"


def test_agencies_without_a_name_are_a_generic_credit():
    found = traced(OWN, outlet("Herald", WIRE), marks=(*NORRA, (1, "generic", None, "with agencies")))
    assert verdict(found, 1)[2] == "generic"


def test_the_agencys_page_of_the_next_day_is_still_the_source():
    own = OWN | {"published": "2031-05-03"}
    found = traced(own, outlet("Herald", WIRE, "2031-05-02"), marks=NORRA)
    assert parents(found) == {1: ["a0"]}


def test_carriers_that_credit_an_absent_agency_hang_under_an_unseen_source():
    carriers = [
        outlet(name, WIRE, f"2031-05-02T{hour}:00") for name, hour in (("Herald", 10), ("Courier", 11))
    ]
    found = traced(*carriers, marks=((0, "dateline", "Norra", "(Norra)"), (1, "sign-off", "Norra", "Norra")))
    assert parents(found) == {0: ["unseen:1"], 1: ["unseen:1"]}
    assert found.unseen["children"].to_list() == [[0, 1]]
    assert found.unseen["words"].to_list() == [168]
    assert found.stories["root"].to_list() == [2]
    assert found.pairs["direction"].to_list() == ["common"]


def test_a_carrier_has_from_an_unseen_source_what_all_its_siblings_attest():
    whole = sentences(117, 12)
    pieces = whole, [*whole[:5], *sentences(118, 3)], [*sentences(119, 3), *whole[5:]]
    pile = (
        outlet(name, " ".join(some), f"2031-05-02T1{n}:00")
        for n, (name, some) in enumerate(zip(("Herald", "Courier", "Star"), pieces, strict=True))
    )
    found = traced(*pile, marks=[(n, "dateline", "Norra", "(Norra)") for n in range(3)])
    assert parents(found) == {number: ["unseen:1"] for number in range(3)}
    whole_edge = found.edges.row(0, named=True)
    assert (whole_edge["share"], whole_edge["relation"]) == (1.0, "same")
    assert (
        "168 of its 168 own words also stand in Star and others, which are not taken for its source"
        in whole_edge["evidence"]
    )
    assert verdict(found, 0)[0] == "republication"


def test_two_outlets_with_one_uncredited_text_have_a_common_source():
    found = traced(outlet("Herald", WIRE), outlet("Courier", WIRE, "2031-05-02T11:00"))
    assert parents(found) == {0: ["unseen:1"], 1: ["unseen:1"]}


def test_a_text_with_its_own_outlets_dateline_is_the_source_of_who_runs_it_later():
    signed = outlet("Corvo", f"OSTREL (Corvo) - {WIRE}", "2031-05-02T08:00")
    found = traced(signed, outlet("Herald", WIRE))
    assert parents(found) == {1: ["a0"]}
    assert verdict(found, 0)[0] == "original"
    assert verdict(found, 1) == ("republication", "same", "none-observed")


def test_an_outlet_that_is_named_is_the_source():
    borrowed = f"The Herald reported first. {WIRE}"
    found = traced(outlet("Courier", borrowed, "2031-05-02"), outlet("Herald", WIRE, "2031-05-02"))
    assert parents(found) == {0: ["a1"]}
    assert verdict(found, 0)[2] == "named"
    assert verdict(found, 1) == ("original", "independent", "own")


def test_a_copy_of_an_edited_copy_hangs_under_it():
    copy = edited(WIRE, 1)
    again = edited(copy, 2, 0.03)
    found = traced(
        OWN,
        outlet("Herald", copy),
        outlet("Courier", WIRE),
        outlet("Star", again, "2031-05-02T12:00"),
        marks=NORRA,
    )
    assert parents(found) == {1: ["a0"], 2: ["a0"], 3: ["a1"]}


def test_two_against_two_make_no_parent_where_the_source_is_unseen():
    copy = edited(WIRE, 1)
    rows = [("Herald", WIRE), ("Courier", copy), ("Star", edited(copy, 2, 0.03)), ("Globe", WIRE)]
    found = traced(
        *(outlet(name, text, f"2031-05-02T1{hour}:00") for hour, (name, text) in enumerate(rows)),
        marks=((0, "dateline", "Norra", "(Norra)"),),
    )
    assert parents(found) == {article: ["unseen:1"] for article in range(4)}


def test_a_cut_copy_hangs_under_the_original_not_under_an_equal_sibling():
    cut = "\n\n".join(WIRE.split("\n\n")[:4])
    found = traced(OWN, outlet("Herald", WIRE), outlet("Star", cut, "2031-05-02T12:00"), marks=NORRA)
    assert parents(found)[2] == ["a0"]


def test_carriers_that_agree_in_a_word_more_are_siblings_all_the_same():
    lines = WIRE.split("\n\n")[1:4]
    rows = [
        {"text": "\n\n".join(f"{a} bazara.\n\n{b}" for a, b in zip(sentences(s, 3, 30), lines, strict=True))}
        for s in (1, 2, 3)
    ]
    found = traced({"text": WIRE}, *rows, marks=(NORRA[0],))
    assert parents(found) == {1: ["a0"], 2: ["a0"], 3: ["a0"]}


def test_what_two_carriers_share_beyond_the_agencys_copy_comes_from_a_longer_version():
    found = with_a_longer_version()
    assert parents(found) == {1: ["a0", "unseen:1"], 2: ["a0", "unseen:1"]}
    assert verdict(found, 0) == ("original", "independent", "own")


def test_a_sentence_inside_own_reporting_is_partial():
    line = WIRE.split("\n\n", maxsplit=1)[0]
    found = traced(OWN, outlet("Herald", f"{story(103, 14)}\n\n{line}"), marks=NORRA)
    assert verdict(found, 1) == ("own-reporting", "partial", "none-observed")


def test_two_sources_are_both_named_best_first():
    other = story(104, 8)
    mixed = f"{WIRE}\n\n{other}"
    found = traced(OWN, outlet("Star", other, "2031-05-01T08:00"), outlet("Herald", mixed), marks=NORRA)
    assert parents(found)[2] == ["a0", "a1"]
    assert found.verdicts["share"][2] == 1.0


def test_another_version_from_one_outlet_is_no_copy_to_credit():
    found = traced(outlet("Herald", WIRE), outlet("Herald Online", edited(WIRE, 3), "2031-05-02T12:00"))
    assert verdict(found, 1) == ("version", "same", "own")


def test_shared_quotations_make_no_edge():
    speech = " ".join(sentences(105, 3))
    found = traced(*({"text": f"{story(s, 8)}\n\n“{speech}”"} for s in (106, 107)))
    assert found.pairs["relation"].to_list() == ["quotes"]
    assert found.edges.is_empty()
    assert verdict(found, 0) == ("own-reporting", "independent", "not-needed")


def test_quotations_with_the_narration_between_them_are_copied():
    first, told, second = (sentences(s, 1, n)[0] for s, n in ((108, 16), (109, 11), (110, 16)))
    lines = f"“{first}” {told} “{second}”"
    found = traced(
        *(outlet(n, f"{story(s, 8)}\n\n{lines}") for n, s in (("Herald", 111), ("Star", 112))),
        {"text": f"“{first}” {story(113, 8)} “{second}”"},
    )
    assert sorted(found.pairs["relation"]) == ["partial", "quotes", "quotes"]


def test_a_short_text_is_not_assessable():
    assert verdict(traced({"text": "A few words only."}), 0)[2] == "not-assessable"


def test_agency_copy_whose_kin_is_not_here_is_credited_where_it_says_so():
    found = traced(outlet("Herald", WIRE), marks=((0, "dateline", "Norra", "(Norra)"),))
    assert verdict(found, 0) == ("republication", "independent", "named")


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (True, ("2031-05-01", "day"), ("2031-05-03", "day")),
        (None, ("2031-05-01", "day"), ("2031-05-02", "day")),
        (None, ("2031-05-02", "day"), ("2031-05-02T12:00", "minute")),
        (False, ("2031-05-02T12:05", "minute"), ("2031-05-02T12:00", "minute")),
    ],
)
def test_times_tell_no_more_than_their_precision(expected, one, other):
    pair = [
        Facts(i, str(i), None, None, None, None, datetime.fromisoformat(t), p, 99)
        for i, (t, p) in enumerate((one, other))
    ]
    assert earlier(*pair) is expected


def test_an_outlets_names_agree():
    assert core("Herald News") == core("Herald Online News") == core("The Herald (Web News)") == "herald"
    assert core("Daily News") == "daily news"
    assert core(None) == ""


def test_one_address_read_twice_is_one_house():
    one, other = (
        Facts(i, str(i), n, None, None, "https://h.example/1", None, None, 9)
        for i, n in enumerate(("H", "Guests"))
    )
    assert same_house(one, other)


def test_a_byline_that_names_all_the_writers_is_the_same():
    lund, both, none = (
        Facts(i, str(i), "H", b, None, None, None, None, 9)
        for i, b in enumerate(("Eva Lund", "Eva Lund, Jo Ek", None))
    )
    assert same_writer(lund, both)
    assert not same_writer(lund, none)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "as the Harbour Post reported on Monday"),
        (True, "according to the Harbour Post, the dam"),
        (True, "This first appeared in the Harbour Post."),
        (False, "she told the Harbour Post that"),
        (False, "the Harbour Posters reported"),
        (False, "the harbour post reported"),
    ],
)
def test_a_name_in_prose_is_a_credit_only_beside_its_cue(expected, text):
    assert prose_credits(text, "The Harbour Post") is expected


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_lineage_has_no_circle_and_no_edge_runs_back_in_time(data):
    base = [story(s, 8) for s in (201, 202)]
    rows = []
    for number in range(data.draw(st.integers(2, 7))):
        text = edited(data.draw(st.sampled_from(base)), number, data.draw(st.sampled_from([0, 0.04, 0.1])))
        hour = data.draw(st.one_of(st.none(), st.integers(0, 23)))
        when = None if hour is None else f"2031-05-02T{hour:02}:00"
        rows.append(
            {
                "text": text,
                "outlet": data.draw(st.sampled_from([None, "Herald", "Courier"])),
                "published": when,
            }
        )
    found = traced(*rows)
    steps = found.edges.select("child", "parent").rows()
    time = dict(enumerate(r["published"] for r in rows))
    for child, parent in steps:
        if time.get(child) and time.get(parent):
            assert time[parent] <= time[child]
    above = {c: {p for x, p in steps if x == c} for c, _ in steps}
    for child, direct in above.items():
        seen, open_ = set(), set(direct)
        while open_:
            node = open_.pop()
            assert node != child
            open_ |= above.get(node, set()) - seen
            seen.add(node)


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_rows_changes_nothing(order):
    rows = [
        OWN,
        outlet("Herald", edited(WIRE, 1)),
        outlet("Star", story(300, 8)),
        outlet("Echo", WIRE[:600]),
        outlet("Sun", WIRE),
    ]
    pile = articles(*(rows[i] for i in order))
    marks = pl.DataFrame(
        [(order.index(a), m, s, t) for a, m, s, t in NORRA],
        schema={"article": pl.UInt32, "mark": pl.String, "source": pl.String, "text": pl.String},
        orient="row",
    )
    found = lineage(pile, marks)
    edges = {(order[c], order[p]) for c, p in found.edges.select("child", "parent").iter_rows()}
    assert edges == {(1, 0), (3, 0), (4, 0)}
