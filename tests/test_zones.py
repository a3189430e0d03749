"""Zones of whole articles: what stands where, and what always holds. All people, places and outlets are invented."""

import itertools
import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provaudit.frames import ARTICLES, ZONES
from provaudit.zones import find_zones

LEAD = "The council of Oakdale voted on Monday to close the old bridge over the Lenn for at least two years."
MORE = (
    "Engineers had found cracks in three of its piers, and lorries have been sent round by Farrow since May."
)
LAST = "The mayor said that a ferry would run from June until the work was finished, free of charge."


def pile(*rows):
    """ARTICLES of dicts or texts."""
    rows = [{"text": row} if isinstance(row, str) else row for row in rows]
    filled = [{name: row.get(name) for name in ARTICLES} | {"article": n} for n, row in enumerate(rows)]
    return pl.DataFrame(filled, schema=ARTICLES)


def zones(*rows, article=0):
    """(zone, text) of one article, quotes left out."""
    articles = pile(*rows)
    found = find_zones(articles).filter((pl.col("article") == article) & (pl.col("zone") != "quote"))
    return spans(articles["text"][article], found)


def spans(text, found):
    return [(row["zone"], text[row["start"] : row["end"]]) for row in found.iter_rows(named=True)]


def quotes(*paragraphs):
    articles = pile("\n\n".join(paragraphs))
    return [t for _, t in spans(articles["text"][0], find_zones(articles).filter(pl.col("zone") == "quote"))]


def zone_of(line, *, after=(LEAD, MORE), before=(), **known):
    """The zone of a line behind (or before) some prose."""
    text = "\n\n".join([*before, *after, line] if not before else [*before, line, *after])
    return {t: z for z, t in zones({"text": text, **known})}[line]


def test_an_agency_story_falls_into_headline_dateline_body_and_sign_off():
    sign_off = "(Reporting by Ada Quill; Editing by Bo Tarn)"
    text = f"Oakdale shuts its bridge\n\nOAKDALE (Norwire) -{LEAD}\n\n{MORE} {sign_off}"
    assert zones(text) == [
        ("headline", "Oakdale shuts its bridge"),
        ("dateline", "OAKDALE (Norwire) -"),
        ("body", LEAD),
        ("body", MORE),
        ("sign-off", sign_off),
    ]


def test_an_article_on_one_line_is_taken_apart_too():
    text = f"By Ada Quill OAKDALE, June 3 (Norwire) — {LEAD} (With inputs from agencies)"
    assert zones(text) == [
        ("byline", "By Ada Quill"),
        ("dateline", "OAKDALE, June 3 (Norwire) —"),
        ("body", LEAD),
        ("sign-off", "(With inputs from agencies)"),
    ]


def test_an_aggregators_page_keeps_only_the_article_as_body():
    top = "All the papers in one place.\nOne app.\nThe Oakdale Courier\nAda Quill in Oakdale"
    caption = "The bridge in spring\nThe bridge over the Lenn, closed since May. Photograph: Bo Tarn/Norwire"
    tail = "Sign up to read this article\nAlready a member? Sign in here\nRelated Stories\nOur Picks"
    text = (
        f"{top}\n\nOakdale closes its bridge as cracks are found\n\n{caption}\n\n{LEAD}\n\n{MORE}\n\n{tail}"
    )
    found = zones(text)
    assert [t for z, t in found if z == "body"] == [LEAD, MORE]
    assert [t for z, t in found if z == "headline"] == ["Oakdale closes its bridge as cracks are found"]
    assert [t for z, t in found if z == "byline"] == ["Ada Quill in Oakdale"]
    assert caption.split("\n") == [t for z, t in found if z == "caption"]


def test_a_text_that_starts_with_prose_keeps_its_first_paragraph():
    assert zones({"text": f"{LEAD}\n\n{MORE}", "title": "Something else"}) == [("body", LEAD), ("body", MORE)]


def test_the_known_title_is_the_headline_whatever_its_quotation_marks():
    text = f"Menu one\n\n“Oakdale’s bridge”: shut\n\n{LEAD}"
    assert ("headline", "“Oakdale’s bridge”: shut") in zones(
        {"text": text, "title": "'Oakdale's bridge': shut"}
    )


def test_names_above_the_prose_are_a_byline_where_the_title_is_known_to_be_another():
    text = f"Ada Quill and Bo Tarn\n\nThe Courier\n\n{LEAD}"
    found = zones({"text": text, "title": "Bridge shut", "outlet": "The Courier"})
    assert found == [("byline", "Ada Quill and Bo Tarn"), ("byline", "The Courier"), ("body", LEAD)]


def test_a_lone_name_below_the_headline_is_a_byline():
    assert ("byline", "Ada Quill") in zones(f"Oakdale shuts its bridge for two years\n\nAda Quill\n\n{LEAD}")


def test_a_summary_between_headline_and_caption_is_the_standfirst():
    text = f"Oakdale shuts its bridge\n\nLorries go by Farrow until the piers are mended.\n\nPhoto: Bo Tarn\n\n{LEAD}"
    assert ("standfirst", "Lorries go by Farrow until the piers are mended.") in zones(text)


def test_points_under_a_summary_label_are_the_standfirst():
    text = f"Story highlights Bridge shut for two years\n\nA ferry will run from June\n\n{LEAD}"
    expected = [
        ("furniture", "Story highlights"),
        ("standfirst", "Bridge shut for two years"),
        ("standfirst", "A ferry will run from June"),
        ("body", LEAD),
    ]
    assert expected == zones(text)


def test_sub_heads_and_lists_inside_the_prose_are_body():
    text = f"{LEAD}\n\nWhat comes next\n\n{MORE}\n\nThe stops are:\n\nFarrow\n\nLenn Mill\n\nQuay\n\n{LAST}"
    assert {"body"} == {z for z, _ in zones(text)}


def test_a_run_of_short_lines_inside_the_prose_is_a_menu():
    text = f"{LEAD}\n\n{MORE}\n\nBridges\n\nFerries\n\nLorries\n\nWeather\n\n{LAST}"
    assert [t for z, t in zones(text) if z == "furniture"] == ["Bridges", "Ferries", "Lorries", "Weather"]


def test_prose_wrapped_by_hand_is_joined_to_paragraphs():
    first = "The council of Oakdale voted on Monday\nto close the old bridge over the Lenn\nfor at least two years."
    second = "Engineers had found cracks in three of\nits piers, and lorries have been sent\nround by Farrow since May."
    assert [("body", first), ("body", second)] == zones(f"{first}\n\n{second}\n")


@pytest.mark.parametrize(
    "line",
    [
        "OAKDALE (Norwire) —",
        "OAKDALE, Farrowshire (NW) --",
        "OAKDALE, June 3 (Norwire) -",
        "OAKDALE/LENN (Norwire) _",
        "OAKDALE —",
        "OAKDALE, Farr. —",
        "Oakdale (dpa) -",
        "Berlin, 3. Juni (Reuters) -",
        "(Reuters) -",
        "Dec 29 (Reuters) -",
        "Oakdale (CNN)",
        "МОСКВА, 16 февраля. /ТАСС/.",
        "新华社北京6月3日电",
        "［東京 28日 ロイター］ -",
        "(서울=연합뉴스) 홍길동 기자 =",
        "(ANSA) - ROMA, 03 GIU -",
    ],
)
def test_datelines_of_many_agencies_are_split_off(line):
    assert [("dateline", line), ("body", LEAD)] == zones(f"{line} {LEAD}")


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE — the bridge",
        "The Lenn Valley Trust (LVT) — the owner —",
        "Oakdale (pop. 900) has",
        "WATCH — it",
    ],
)
def test_what_only_looks_like_a_dateline_stays_prose(line):
    text = f"{line} {LEAD}"
    assert [("body", text)] == zones(text)


def test_a_caption_stuck_ahead_of_the_dateline_is_split_off():
    caption = "The bridge on Monday. (AP Photo/Bo Tarn)"
    found = zones(f"{caption} OAKDALE (AP) — {LEAD}")
    assert [("caption", caption), ("dateline", "OAKDALE (AP) —"), ("body", LEAD)] == found


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Ada Quill; Editing by Bo Tarn",
        "(Additional reporting by Ada Quill in Lenn)",
        "The Associated Press contributed to this report.",
        "Norwire writers Ada Quill and Bo Tarn contributed.",
        "Contributing: Ada Quill",
        "(With inputs from agencies)",
        "--IANS",
        "(PTI)",
        "This story has not been edited by Courier staff and is auto-generated from a syndicated feed.",
        "Except for the headline, this story has not been edited.",
        "This article originally appeared on The Farrow Post.",
        "Ada Quill is a columnist. Follow her on Twitter: @adaquill. This column first appeared in The Farrow Post.",
        "(Con información de EFE)",
        "avec AFP",
    ],
)
def test_credits_at_the_end_are_sign_offs(line):
    assert zone_of(line) == "sign-off"


@pytest.mark.parametrize(
    "line",
    [
        "Source: Oakdale Radio and news agencies",
        "Quelle: Norwire",
        "Fuente: agencias",
        "Πηγή: Norwire",
        "출처: 노르와이어",
        "Источник: Норвайр",
        "来源：北社",
        "SOURCE Norwire",
        "Copyright 2020 Norwire. All rights reserved.",
        "© 2020 The Farrow Post",
        "RIPRODUZIONE RISERVATA",
    ],
)
def test_source_and_copyright_lines_are_source_lines(line):
    assert zone_of(line) == "source-line"


@pytest.mark.parametrize(
    "line",
    [
        "FILE - In this May 3 photo, the bridge stands open.",
        "The bridge on Monday [Bo Tarn, Norwire Pool Photo via AP)",
        "The bridge. Photograph: Bo Tarn/Norwire",
        "The bridge on Monday. REUTERS/Bo Tarn",
        "A ferry on the Lenn. Bo Tarn/Getty Images",
        "Enlarge this image toggle caption Bo Tarn/AP Bo Tarn/AP",
        "The bridge, closed. | AP Photo",
        "Photos: the bridge Hide Caption 1 of 3 Photos: the bridge "
        + "It stood for years. " * 60
        + "Hide Caption 2 of 3",
    ],
)
def test_photo_credits_make_captions(line):
    assert zone_of(line, after=(MORE,), before=(LEAD,)) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Story continues below advertisement",
        "More: Ferry timetable for the summer",
        "Sign up for our morning newsletter",
        "By signing up, you agree to our privacy policy.",
        "We use cookies to improve this page.",
        "___",
        "Lesen Sie auch: Die Fähre kommt",
        "Читайте также: паром",
    ],
)
def test_stock_phrases_are_furniture(line):
    assert zone_of(line, after=(MORE,), before=(LEAD,)) == "furniture"


PLACES = (
    " ".join(
        f"{one}{two}" for one in ("Al", "Bel", "Cor", "Dal") for two in ("bania", "gium", "sica", "matia")
    )
    * 4
)
FORM = f"Get The Tide. Sign up to receive the top stories. Choose your country {PLACES} Please enter your address."


def test_a_sign_up_form_is_furniture_however_long_its_list_of_countries_is():
    assert (
        zone_of(f"{FORM} You may unsubscribe at any time. Thank you!", after=(MORE,), before=(LEAD,))
        == "furniture"
    )


@pytest.mark.parametrize(
    "line", [f"{LEAD} {PLACES} You may unsubscribe at any time.", f"Sign up, they said: {PLACES}. {MORE}"]
)
def test_a_long_line_that_begins_or_ends_as_a_story_does_is_none(line):
    assert zone_of(line, after=(MORE,), before=(LEAD,)) == "body"


@pytest.mark.parametrize(
    "line", ["By Ada Quill", "BY ADA QUILL", "Von Ada Quill, dpa", "Ada Quill, Oakdale Press"]
)
def test_bylines_stand_above_the_prose(line):
    assert zone_of(line, before=("Oakdale shuts its bridge for two years",)) == "byline"


def test_the_known_byline_is_a_byline_wherever_it_stands_above_the_prose():
    assert zone_of("ada quill", before=("Oakdale shuts its bridge now",), byline="Ada Quill") == "byline"


@given(st.lists(st.text(alphabet='AbZé.:,“" \t\u00a0“”()—\n1漢א', max_size=30), max_size=4), st.randoms())
@settings(max_examples=20, deadline=None)
def test_zones_tile_the_text_and_do_not_depend_on_the_order_of_rows(texts, rng):
    articles = pile(*texts)
    found = find_zones(articles)
    assert found.schema == ZONES
    shuffled = random.Random(rng.random()).sample(range(len(texts)), len(texts))  # noqa: S311 - no secret
    again = find_zones(articles[shuffled]) if texts else found
    assert found.equals(again)
    for number, text in enumerate(texts):
        own = found.filter(pl.col("article") == number)
        tiles = own.filter(pl.col("zone") != "quote").select("start", "end").rows()
        covered = "".join(text[a:b] for a, b in tiles)
        assert "".join(covered.split()) == "".join(text.split())
        assert all(text[a:b] == text[a:b].strip() for a, b in own.select("start", "end").rows())
        assert all(before <= start for (_, before), (start, _) in itertools.pairwise(tiles))
        inside = own.filter(pl.col("zone") == "quote").select("start", "end").rows()
        assert all(any(a <= start and end <= b for a, b in tiles) for start, end in inside)


def test_nothing_has_no_zones():
    assert find_zones(pile()).equals(find_zones(pile("", " \n\t\n")))
