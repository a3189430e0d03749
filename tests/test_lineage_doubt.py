"""Where the texts leave a doubt, the lineage says so and accuses nobody."""

from piles import parents, story, traced, verdict

WIRE, OTHER = story(100), story(200)
NORRA, SUDRA = ("dateline", "Norra", "(Norra)"), ("dateline", "Sudra", "(Sudra)")


def outlet(name, text, day=2, hour=9):
    return {"text": text, "outlet": name, "published": f"2031-05-{day:02}T{hour:02}:00"}


def carriers(*names):
    return [outlet(name, WIRE, hour=9 + n) for n, name in enumerate(names)]


def test_two_outlets_with_one_text_are_no_proof_of_a_third():
    found = traced(*carriers("Herald", "Star"))
    assert found.edges["parent"].n_unique() == 1
    assert found.edges["confidence"].max() < 0.75
    assert all("one has it from the other" in "; ".join(said) for said in found.edges["evidence"])


def test_a_third_outlet_with_it_makes_a_common_source_likelier():
    two, three = (
        traced(*carriers(*names)).edges for names in (("Herald", "Star"), ("Herald", "Star", "Post"))
    )
    assert three["parent"].n_unique() == 1
    assert three["confidence"].max() > two["confidence"].max()


def test_a_credit_days_later_makes_no_carrier_of_the_paper_that_had_the_text():
    found = traced(outlet("Herald", WIRE, 2), outlet("Star", WIRE, 9), marks=((1, *NORRA),))
    assert parents(found) == {1: ["a0"]}
    assert verdict(found, 0) == ("original", "independent", "own")


def test_a_credit_on_the_same_day_points_to_an_agency():
    found = traced(outlet("Herald", WIRE), outlet("Star", WIRE, hour=11), marks=((1, *NORRA),))
    assert parents(found) == {0: ["unseen:1"], 1: ["unseen:1"]}


def test_a_digest_without_a_date_is_made_from_what_it_holds_whole():
    found = traced({"text": WIRE}, {"text": f"{WIRE}\n\n{OTHER}"}, {"text": OTHER})
    assert parents(found) == {1: ["a0", "a2"]}


def test_a_text_without_a_date_of_which_others_have_parts_is_their_source():
    half = WIRE[: len(WIRE) // 2]
    found = traced({"text": half}, {"text": WIRE}, {"text": half[: len(half) // 2]})
    assert found.edges.filter(child=0)["parent"].to_list() == [1]
    assert 1 not in parents(found)


def test_one_carrier_is_not_enough_to_call_anothers_credit_wrong():
    marks = ((0, *NORRA), (1, "contributed", "Sudra", "Sudra contributed"))
    found = traced(*carriers("Herald", "Star", "Post"), marks=marks)
    assert verdict(found, 1)[2] != "misattributed"
    found = traced(*carriers("Herald", "Star", "Post"), marks=(*marks, (2, *NORRA)))
    assert verdict(found, 1)[2] == "misattributed"
