from dataclasses import replace
from resource import RUSAGE_SELF, getrusage

import numpy as np
import polars as pl
import pytest
from profile_fixture import empty, invented, spread

from provaudit.estimates import DRAWS, FEWEST, Pile, medians, rates, shares
from provaudit.profiles import PROFILES, TRAITS, Measure, profiled, profiles, traits


def column(frame, name):
    return dict(frame.select("id", name).iter_rows())


def row(found, measure, outlet):
    return found.filter(pl.col("measure") == measure, pl.col("outlet").eq_missing(outlet)).row(0, named=True)


def changed(made, one, **values):
    there = pl.col("id") == one
    new = [pl.when(there).then(pl.lit(value)).otherwise(name).alias(name) for name, value in values.items()]
    return replace(made, articles=made.articles.with_columns(new))


def test_wire_copy_is_what_bears_the_mark_or_came_from_the_agency_s_text(made):
    assert column(traits(made), "agency") == {
        "wire.txt": None,  # the agency's own
        "portside.txt": "Tidewater",
        "halden.txt": "Tidewater",
        "fernmark.txt": None,  # from an unseen source that is nobody's by name
        "lakeview.txt": None,  # says an agency, wrongly
        "skimmr.txt": None,  # a paraphrase is no copy
        "vesper/adler.txt": None,
        "radio.txt": None,
    }


def test_an_agency_s_own_text_is_neither_wire_copy_nor_another_s(made):
    found = traits(made)
    assert column(found, "wire")["wire.txt"] is None
    assert column(found, "taken")["wire.txt"] is None


def test_a_copy_of_a_copy_is_the_agency_s_still(made):
    chained = replace(made, edges=made.edges.with_columns(relation=pl.lit("edited")))
    found = traits(chained).row(by_predicate=pl.col("id") == "skimmr.txt", named=True)
    assert (found["agency"], found["uncredited"]) == ("Tidewater", True)


def test_what_is_undetermined_is_nobody_s_copy(made):
    unsure = replace(made, edges=made.edges.with_columns(confidence=pl.lit(0.2)))
    assert column(traits(unsure), "agency")["halden.txt"] is None
    vague = changed(made, "halden.txt", credit="not-assessable")
    found = column(traits(replace(vague, edges=made.edges.clear())), "taken")
    assert found["halden.txt"] is None


def test_an_unseen_source_is_the_agency_s_that_most_of_its_carriers_name(made):
    named = changed(made, "fernmark.txt", agency="Coastline Press", agency_mark="sign-off", credit="named")
    assert column(traits(named), "agency")["fernmark.txt"] == "Coastline Press"
    assert column(traits(named), "agency")["lakeview.txt"] == "Coastline Press"


def test_uncredited_are_those_that_took_and_do_not_say_from_whom(made):
    assert column(traits(made), "uncredited") == {
        "wire.txt": None,
        "portside.txt": False,
        "halden.txt": True,
        "fernmark.txt": False,
        "lakeview.txt": True,
        "skimmr.txt": True,
        "vesper/adler.txt": None,
        "radio.txt": None,
    }


def test_hours_are_counted_where_both_state_a_time_of_day(made):
    hours = column(traits(made), "hours")
    assert hours["portside.txt"] == pytest.approx(50 / 60)
    assert hours["halden.txt"] is None  # states a day only


def test_a_copy_that_is_dated_before_its_original_has_no_hours(made):
    early = changed(made, "portside.txt", published="2031-05-06T08:00:00Z")
    assert column(traits(early), "hours")["portside.txt"] is None


def test_each_source_counts_once_and_pronouns_for_nobody(made):
    twice = pl.concat([made.cited, made.cited.with_columns(text=pl.col("text").str.to_uppercase())])
    pronoun = made.cited.head(1).with_columns(text=pl.lit("She"))
    found = traits(replace(made, cited=pl.concat([twice, pronoun])))
    assert column(found, "cited")["wire.txt"] == 1
    assert column(found, "named")["lakeview.txt"] == 0  # "two board members"


def test_sources_are_counted_in_english_only(made):
    found = traits(changed(made, "wire.txt", language="de"))
    assert [column(found, name)["wire.txt"] for name in ("words", "cited", "named")] == [0, 0, 0]


def test_a_correction_is_seen_where_it_can_be(made):
    told = pl.lit("accountability")
    scores = pl.concat([made.scores, made.scores.head(2).with_columns(dimension=told, points=pl.lit(3.0))])
    group = {"dimension": told, "group": pl.lit("correction"), "id": pl.lit("wire.txt")}
    found = traits(replace(made, scores=scores, signals=made.signals.head(1).with_columns(**group)))
    assert column(found, "corrected") == dict.fromkeys(made.articles["id"]) | {"wire.txt": True}


def test_traits_are_the_table_that_they_say(made):
    assert traits(made).schema == TRAITS


def test_an_archive_s_articles_are_nobody_s_profile(made):
    kept = replace(made, archived=frozenset({"halden.txt"}))
    assert "Halden Courier" not in profiles(kept)["outlet"]


def test_a_profile_has_every_measure_of_every_outlet_largest_first(made):
    found = profiles(spread(made, ["Small", "Big", "Big"], 3))
    assert found.schema == PROFILES
    assert found["outlet"].unique(maintain_order=True).to_list() == ["Big", "Small", "Tidewater Wire"]
    assert found["measure"].head(len(Measure)).to_list() == list(Measure)


def test_a_share_comes_with_its_interval_and_what_it_rests_on(made):
    found = row(profiles(spread(made, ["Portside", "Halden"], 10)), Measure.WIRE, "Portside")
    assert (found["value"], found["n"], found["stories"], found["too_few"]) == (0.5, 20, 20, False)
    assert found["low"] < 0.5 < found["high"]
    assert (found["pile"], found["difference"]) == (0.5, 0.0)


def test_too_few_stories_are_said_to_be_and_have_no_interval(made):
    found = row(profiles(spread(made, ["Portside"], FEWEST // 2 - 1)), Measure.WIRE, "Portside")
    assert found["too_few"]
    assert [found[end] for end in ("low", "high", "difference", "difference_low")] == [None] * 4


def test_copies_of_one_story_are_one_story():
    alone, together = (
        profiled(invented(200, 2, wire=np.arange(200) % 4 < 2, story=story)).filter(measure=Measure.WIRE)
        for story in (np.arange(200), np.arange(200) // 20)
    )
    assert together["stories"].to_list() == [10, 10]
    assert (together["high"] - together["low"]).min() > (alone["high"] - alone["low"]).max()


def test_one_outlet_alone_is_compared_with_nobody():
    assert profiled(invented(50, 1))["difference"].to_list() == [None] * len(Measure)


def test_an_outlet_unlike_the_others_is_told_from_them():
    found = invented(600, 6, wire=np.zeros(600, bool))
    odd = found.with_columns(wire=(pl.col("outlet") == "Outlet 003") | (pl.int_range(pl.len()) % 10 == 0))
    rows = profiled(odd).filter(measure=Measure.WIRE)
    above = rows.filter(pl.col("difference_low") > 0)
    assert above["outlet"].to_list() == ["Outlet 003"]


def test_the_order_of_articles_does_not_matter_and_the_draw_is_fixed():
    found = invented(300, 5)
    assert profiled(found.sample(fraction=1, shuffle=True, seed=3)).equals(profiled(found))
    assert not profiled(found, seed=2).equals(profiled(found))


def test_an_outlet_that_is_not_known_has_a_profile_too():
    found = profiled(invented(40, 1, outlet=None))
    assert found["outlet"].to_list() == [None] * len(Measure)


def test_nothing_has_no_profiles(made):
    assert profiles(empty(made)).equals(pl.DataFrame(schema=PROFILES))


@pytest.mark.no_cover
def test_500_outlets_of_33_000_articles_take_seconds():
    before = getrusage(RUSAGE_SELF)
    found = profiled(invented(33_000, 500))
    after = getrusage(RUSAGE_SELF)
    assert found.height == 500 * len(Measure)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 20


GROUPS = np.repeat([0, 1, 3], [15, 20, 12])
STORIES = np.arange(len(GROUPS))


def test_medians_are_those_of_the_groups():
    values = np.random.default_rng(5).exponential(2, len(GROUPS))
    found = medians(values, Pile(GROUPS, 4, STORIES, 1))
    expected = [np.median(values[group == GROUPS]) if group != 2 else np.nan for group in range(4)]
    np.testing.assert_allclose(found.value[:, 0], expected)
    np.testing.assert_allclose(found.pile, [np.median(values)])
    assert found.low[0, 0] < found.value[0, 0] < found.high[0, 0]
    assert np.isnan(found.low[2, 0])


def test_medians_are_drawn_as_a_plain_bootstrap_draws_them():
    values = np.random.default_rng(6).exponential(2, 40)
    found = medians(values, Pile(np.zeros(40, int), 1, np.arange(40), 1))
    draw = np.random.default_rng(7)
    plain = [np.median(draw.choice(values, 40)) for _ in range(DRAWS)]
    np.testing.assert_allclose(
        [found.low[0, 0], found.high[0, 0]], np.quantile(plain, [0.025, 0.975]), rtol=0.12
    )


def test_a_median_of_nothing_is_not_defined():
    found = medians(np.full(3, np.nan), Pile(np.zeros(3, int), 2, np.arange(3), 1))
    assert np.isnan(found.value).all()
    assert found.n.tolist() == [[0], [0]]


def test_a_rate_may_be_of_any_size():
    part, whole = np.full((len(GROUPS), 1), 30.0), np.full((len(GROUPS), 1), 10.0)
    found = rates(part, whole, Pile(GROUPS, 4, STORIES, 1))
    assert found.value[[0, 1, 3], 0].tolist() == [3, 3, 3]
    assert found.high[0, 0] == 3


def test_a_share_of_all_leaves_room_for_doubt_in_its_difference_too():
    part = (GROUPS == 1).astype(float)[:, None]
    found = shares(part, np.ones_like(part), Pile(GROUPS, 4, STORIES, 1))
    assert found.low[1, 0] == pytest.approx(0.839, abs=0.001)  # Wilson's for 20 of 20
    assert found.difference_low[1, 0] <= 0.839 - found.pile[0]
