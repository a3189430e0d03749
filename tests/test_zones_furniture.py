"""Furniture that no list knows: learned from what one outlet repeats over stories that share nothing else."""

from datetime import datetime, timedelta

import polars as pl
import pytest
from test_zones import pile, zones

from provaudit.zones import find_zones, learn_furniture, read_lines

PROMISE = (
    "Readers like you pay for every word in this paper, and we are grateful to each of you for doing so."
)
VERBS = ["opened", "burned", "moved", "leaked", "broke", "shut", "sank", "rose"]
TOPICS = ["weir", "ferry", "mill", "school", "market", "harbour", "orchard", "quarry"]


def story(topic, *extra):
    """A story of its own: no sentence is like another topic's."""
    said = "on Monday, and the people of Oakdale spoke of nothing but the"
    body = [f"The {topic} {verb} {said} {topic} for weeks." for verb in ("opened", "burned", "moved")]
    return "\n\n".join([body[0], *extra, *body[1:]])


def told(topics, line, *, outlet="courier", days=30):
    start = datetime(2020, 1, 1)  # noqa: DTZ001 - ARTICLES holds naive UTC
    return [
        {"text": story(topic, line), "outlet": outlet, "published_at": start + timedelta(days=days * n)}
        for n, topic in enumerate(topics)
    ]


def zone_in(rows, line, article=0):
    return {text: zone for zone, text in zones(*rows, article=article)}[line]


def test_a_line_that_one_outlet_repeats_over_several_stories_is_furniture():
    assert zone_in(told(TOPICS[:3], "The Courier, since 1902"), "The Courier, since 1902") == "furniture"


def test_digits_and_case_do_not_hide_a_repetition():
    rows = [r for n, t in enumerate(TOPICS[:3]) for r in told([t], f"Issue {n * 50} of the COURIER")]
    assert zone_in(rows, "Issue 0 of the COURIER") == "furniture"


def test_twice_is_not_enough():
    assert zone_in(told(TOPICS[:2], "Oakdale in spring"), "Oakdale in spring") == "body"


def test_a_line_that_several_outlets_carry_is_not_furniture():
    rows = [row for n, topic in enumerate(TOPICS[:4]) for row in told([topic], PROMISE, outlet=f"paper {n}")]
    assert zone_in(rows, PROMISE) == "body"


def test_versions_of_one_story_do_not_make_their_prose_furniture():
    rows = [
        {"text": story("weir", f"Version {word}."), "outlet": "courier"}
        for word in ("one", "two", "three", "four", "five")
    ]
    assert {"furniture"}.isdisjoint(find_zones(pile(*rows))["zone"])


def test_an_article_on_one_line_that_is_cut_off_is_not_furniture_however_often_it_is_sent():
    cut = " ".join(f"The weir {verb} on Monday, and nobody in Oakdale had heard of it." for verb in VERBS)
    rows = [{"text": f"{cut} More <a hr", "outlet": "courier"} for _ in range(4)]
    assert {"furniture"}.isdisjoint(find_zones(pile(*rows))["zone"])


def test_a_sentence_repeated_for_months_is_furniture_and_one_repeated_for_days_is_background():
    assert zone_in(told(TOPICS[:4], PROMISE, days=30), PROMISE) == "furniture"
    assert zone_in(told(TOPICS[:4], PROMISE, days=3), PROMISE) == "body"


def test_a_sentence_that_many_outlets_print_is_copy_however_long_one_returns_to_it():
    copy = "The harbour board will lift the toll for barges that carry nothing but grain, its chair said in a letter."
    kept = told(TOPICS[:4], copy)
    others = [told([topic], copy, outlet=f"paper {n}")[0] for n, topic in enumerate(TOPICS[4:] * 2)]
    assert zone_in(kept, copy) == "furniture"
    assert zone_in([*kept, *others[:3]], copy) == "furniture"
    assert zone_in([*kept, *others], copy) == "body"


def test_a_short_sentence_that_many_outlets_print_is_copy_and_a_short_label_is_not():
    copy, label = (
        "No barge that carries grain will pay for the lock.",
        "Courier of the Oakdale Valley, since 1902",
    )
    kept = told(TOPICS[:4], f"{copy}\n\n{label}")
    others = [told([t], f"{copy}\n\n{label}", outlet=f"paper {n}")[0] for n, t in enumerate(TOPICS[4:] * 2)]
    assert zone_in(kept, copy) == "furniture"
    assert zone_in([*kept, *others], copy) == "body"
    assert zone_in([*kept, *others], label) == "furniture"


def test_a_sentence_that_many_outlets_print_is_copy_also_where_the_next_one_lost_its_stop():
    copy = "No barge that carries grain will pay for the lock, the board said. It had long asked for that”"
    kept = told(TOPICS[:4], copy)
    others = [told([topic], copy, outlet=f"paper {n}")[0] for n, topic in enumerate(TOPICS[4:] * 2)]
    assert zone_in(kept, copy) == "furniture"
    assert zone_in([*kept, *others], copy) == "body"


def test_a_sentence_that_all_outlets_of_a_chain_return_to_is_furniture_in_each():
    chain = [row for n in range(6) for row in told(TOPICS[:4], PROMISE, outlet=f"paper {n}")]
    assert zone_in(chain, PROMISE) == "furniture"
    assert zone_in(chain, PROMISE, article=len(chain) - 1) == "furniture"


def test_without_dates_a_sentence_repeated_over_stories_may_be_background_and_a_label_is_furniture():
    rows = [{"text": story(topic, PROMISE, "The Courier"), "outlet": "courier"} for topic in TOPICS[:4]]
    assert zone_in(rows, PROMISE) == "body"
    assert zone_in(rows, "The Courier") == "furniture"


WIRE = [
    "The dam above Lenn Mill gave way at dawn on Friday after four days of rain, the river board said.",
    "Some six hundred people were taken to a school in Farrow, where the army put up beds and a kitchen.",
    "The board had asked for new gates in May, and the money was to be voted on in the coming week.",
]


@pytest.mark.parametrize("label", [(), ("Oakdale in spring",)])
def test_copy_shared_by_articles_of_unknown_outlets_is_no_furniture(label):
    carriers = [{"text": story(topic, *WIRE, *label)} for topic in TOPICS[:4]]
    rows = [*carriers, {"text": "\n\n".join(WIRE)}]
    assert {"furniture"}.isdisjoint(find_zones(pile(*rows))["zone"])


def test_an_unknown_outlet_does_not_hide_what_a_known_one_repeats():
    rows = [
        *told(TOPICS[:3], "The Courier, since 1902"),
        {"text": story("quarry", "The Courier, since 1902")},
    ]
    assert zone_in(rows, "The Courier, since 1902") == "furniture"
    assert zone_in(rows, "The Courier, since 1902", article=3) == "body"


def test_the_address_tells_the_site_where_the_outlet_names_the_writer():
    rows = [
        {
            "text": story(topic, "Our pages, every day"),
            "outlet": topic,
            "url": f"https://www.courier.example/{topic}",
        }
        for topic in TOPICS[:3]
    ]
    assert zone_in(rows, "Our pages, every day") == "furniture"


def test_links_under_a_label_that_the_outlet_uses_are_furniture():
    rows = [{"text": story(t, f"Background: the {t} and its past"), "outlet": "courier"} for t in TOPICS]
    assert zone_in(rows, "Background: the weir and its past") == "furniture"


def a_pile_of_all_kinds():
    """Every count matters: labels, sentences over months, links under a label, versions, unknown outlets, posts."""
    versions = [
        {"text": story("weir", f"Version {n}.", PROMISE), "outlet": "farrow post"}
        for n in ("one", "two", "six")
    ]
    links = [{"text": story(t, f"Background: the {t} and its past"), "outlet": "post"} for t in TOPICS]
    rows = [
        *told(TOPICS[:3], "The Courier, since 1902"),
        *told(TOPICS[:4], PROMISE, outlet="gazette"),
        *told(TOPICS[4:], PROMISE, outlet="mirror", days=3),
        *versions,
        {"text": story("mill")},
        *links,
        {"text": "— Ada Quill (@adaquill) June 3, 2019\n\nOakdale waits\n\n" + story("quay")},
    ]
    return pile(*rows[::2], *rows[1::2])


@pytest.mark.parametrize("size", [1, 2, 5, 11])
def test_a_pile_cut_in_batches_has_the_zones_of_the_whole(size):
    whole = a_pile_of_all_kinds()
    batches = list(whole.iter_slices(size))
    furniture = learn_furniture(map(read_lines, batches))
    assert find_zones(whole).equals(pl.concat(find_zones(batch, furniture) for batch in batches))
    assert not find_zones(whole).equals(pl.concat(find_zones(batch) for batch in batches))


def test_the_order_of_batches_is_no_matter():
    whole = a_pile_of_all_kinds()
    turned = learn_furniture(map(read_lines, reversed(list(whole.iter_slices(3)))))
    assert find_zones(whole).equals(find_zones(whole, turned))


def test_no_batch_at_all_teaches_nothing():
    rows = told(TOPICS[:3], "The Courier, since 1902")
    assert {"furniture"}.isdisjoint(find_zones(pile(*rows), learn_furniture([]))["zone"])


@pytest.mark.parametrize(
    "sentence",
    [
        "लागत के कारण योजना को पहले दो बार टाला गया था, और तीन पड़ोसी कस्बों ने इस पर आपत्ति जताई।",
        "لاگت کی وجہ سے منصوبہ پہلے دو بار ملتوی ہوا اور تین قصبوں نے اس پر اعتراض کیا۔",
    ],
)
def test_a_sentence_is_known_by_the_full_stop_of_its_script(sentence):
    assert zone_in(told(TOPICS[:3], sentence, days=1), sentence) == "body"


@pytest.mark.parametrize(
    "link",
    [
        "Harbour walls:What the divers saw under the second pier of Tarnby",
        "FERRY RUNS AGROUND OFF TARNBY AFTER CAPTAIN MISSES THE LIGHT",
        "EXCLUSIVE: Ferry runs aground off Tarnby as its captain sleeps",
    ],
)
def test_a_headline_between_two_paragraphs_is_a_link(link):
    assert zone_in([{"text": story("weir", link)}], link) == "furniture"


@pytest.mark.parametrize(
    "head", ["THE SECOND PIER", "Harbour walls: what the divers saw down there in March"]
)
def test_a_heading_between_two_paragraphs_is_prose(head):
    assert zone_in([{"text": story("weir", head)}], head) == "body"


@pytest.mark.parametrize("label", ["RELATED:", "Read more:", "More:"])
def test_a_link_that_is_stuck_to_prose_leaves_it_prose(label):
    link, said = (
        f"{label} The Old Weir",
        "nobody in Oakdale doubted that the board had a plan, and few of them had read it",
    )
    rows = [
        {"text": story("weir", line), "outlet": "courier"} for line in (link, f"{link} After May {said}.")
    ]
    assert zone_in(rows, link) == "furniture"
    assert zone_in(rows, f"{link} After May {said}.", article=1) == "body"
