"""Credits that are nothing but a name, told from menus and buttons by where they stand."""

import pytest
from test_zones import LAST, LEAD, MORE, zones

BODY = (LEAD, MORE, LAST)


def last(line, *below, body=BODY):
    """The zone of a line behind three paragraphs."""
    return {t: z for z, t in zones("\n\n".join([*body, line, *below]))}[line]


@pytest.mark.parametrize(
    "line",
    [
        "Reuters", "*Reuters*", "REUTERS", "AP/AFP", "AP, AFP and dpa", "With Reuters", "Via dpa", "— Agencies",
        "Agencies", "Norwire", "Ada Quill", "Norwire/Lenn Press", "(Norwire)", "With Norwire", "Reuters.",
        "Text: KNA", "Bericht: dpa", "Text und Foto: NWN", "Redaktion: Ada Quill", "(nwn)", "[nwn/aq]", "nwn/aq",
        "/NWN/", "路透社", "(रॉयटर्स)", "— أ ف ب", "北港通訊社",
    ],
)  # fmt: skip
def test_a_name_alone_behind_the_prose_is_a_sign_off(line):
    assert last(line) == "sign-off"


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "ADVERTISEMENT", "Related", "Comments", "Share", "Print", "More", "Topics", "Tags",
        "Share Print", "More Data", "Related Stories", "World News", "Read more",
        "Ferry Timetable for the Whole Summer of 2021",
        "a ferry", "Never.", "(more)", "(end)", "Print/Share", "(a ferry)",
    ],
)  # fmt: skip
def test_a_button_or_label_behind_the_prose_is_no_sign_off(line):
    assert last(line) != "sign-off"


def test_several_names_in_a_row_are_a_menu():
    found = zones("\n\n".join([*BODY, "Oakdale", "Reuters", "Farrow"]))
    assert [z for z, _ in found] == ["body"] * 3 + ["furniture"] * 3


def test_the_name_of_an_agency_may_have_a_menu_below_and_another_only_what_is_surely_furniture():
    assert last("Reuters", "Ferries to run all night again") == "sign-off"
    assert last("Norwire", "Ferries to run all night again") == "furniture"
    assert last("Norwire", "Advertisement") == "sign-off"


def test_a_name_under_a_teaser_or_amid_the_prose_or_announced_is_no_sign_off():
    assert last("Reuters", body=BODY[:1]) != "sign-off"
    assert last("Norwire", body=BODY[:2]) != "sign-off"
    assert last("Reuters", LAST.upper()) != "sign-off"
    assert (
        last("Reuters", body=(LEAD, MORE, LAST, "The money came from a fund run by one company:"))
        != "sign-off"
    )


def test_an_agency_under_a_brief_signs_it():
    assert last("Reuters", body=BODY[:2]) == "sign-off"
    assert last("(БТА)", body=BODY[:1]) == "sign-off"
    assert last("(AP)", body=BODY[:1]) == "sign-off"
    assert last("(БТА)", "Ferries to run all night again", body=BODY[:1]) != "sign-off"


@pytest.mark.parametrize(
    "line",
    [
        "Press Trust of India", "(Palestinian News and Information Agency)", "Iranian Students’ News Agency",
        "ΑΠΕ - ΜΠΕ", "Česká tisková kancelář", "askanews", "dpa-infocom", "(Thomson/Reuters)", "（AFP時事）",
        "БТА/РП", "(APP)", "Thông tấn xã Việt Nam", "EUROPA PRESS", "The Oakdale Courier with Reuters",
        "Le Matin d’Oakdale avec l’AFP", "20 Minuten mit dpa",
    ],
)  # fmt: skip
def test_whoever_is_in_the_vocabulary_of_agencies_signs_by_name_alone(line):
    assert last(line) == "sign-off"


@pytest.mark.parametrize("line", ["APP", "Map", "The ferry firm signs with AAP.", "A ferry"])
def test_an_agency_whose_name_is_a_button_or_stands_in_a_sentence_signs_nothing(line):
    assert last(line) in {"furniture", "body"}


def test_a_holder_of_rights_right_behind_the_prose_holds_those_of_the_text():
    for line in ("© AFP", "© dpa", "© AFP 2031", "Credit: Reuters", "(Credit: Reuters)"):
        assert last(line) == "source-line"
        assert last(line, "Advertisement") == "source-line"


def test_a_holder_of_rights_by_a_picture_or_amid_the_prose_holds_those_of_the_picture():
    assert last("© AFP", body=(*BODY, "The bridge in May")) == "caption"
    assert last("© AFP", body=(*BODY, "FILE - The bridge stood open in May.")) == "caption"
    assert last("© AFP", LAST.upper()) == "caption"
    assert last("Photo: AFP") == last("© Ada Quill") == "caption"
    assert zones("\n\n".join(["© AFP", *BODY]))[0] == ("caption", "© AFP")


@pytest.mark.parametrize("repeated", ["Reuters", "Agencies"])
def test_an_agency_that_the_outlet_names_under_every_story_stays_a_sign_off(repeated):
    rows = [
        {"text": "\n\n".join(f"{p[:-1]}, {topic}." for p in BODY) + f"\n\n{repeated}", "outlet": "courier"}
        for topic in ("weir", "ferry", "mill", "school")
    ]
    assert zones(*rows)[-1] == ("sign-off", repeated)


def test_the_outlets_own_footer_stays_furniture():
    topics = ["weir", "ferry", "mill", "school"]
    verbs = ("opened", "burned", "moved")
    rows = [
        {
            "text": "\n\n".join(
                f"The {t} {v} on Monday, and Oakdale spoke of the {t} for weeks." for v in verbs
            )
            + "\n\nOakdale Courier",
            "outlet": "courier",
        }
        for t in topics
    ]
    assert zones(*rows)[-1] == ("furniture", "Oakdale Courier")


@pytest.mark.parametrize(
    "line",
    ["Reuters Staff", "Agencies", "Reuters", "Norwire Staff", "Le Courrier avec AFP", "Press Trust of India"],
)
def test_an_agency_alone_above_the_prose_is_a_byline(line):
    assert zones("\n\n".join([line, *BODY]))[0] == ("byline", line)
    title = "Oakdale shuts its bridge for two years"
    assert zones("\n\n".join([title, line, *BODY]))[:2] == [("headline", title), ("byline", line)]


def test_an_agency_below_a_caption_or_above_the_prose_credits_the_picture():
    assert last("REUTERS", body=(*BODY, "FILE - The bridge stood open in May.")) == "caption"
    assert zones("\n\n".join(["REUTERS", *BODY]))[0] == ("caption", "REUTERS")


@pytest.mark.parametrize("line", ["Oakdale", "Share", "World", "Advertisement"])
def test_another_word_above_the_prose_is_no_byline(line):
    assert zones("\n\n".join([line, *BODY]))[0][0] != "byline"


@pytest.mark.parametrize(
    "closing",
    [
        "(NWN)",
        "(NWN/aq)",
        "– Norwind Press Agency",
        "[Norwind News Service]",
        "-- Norwind Newswire",
        "(Norwind Press)",
    ],
)
def test_a_closing_of_nobody_on_a_list_is_cut_off_the_last_sentence(closing):
    found = zones("\n\n".join([LEAD, MORE, f"{LAST} {closing}"]))
    assert found[-2:] == [("body", LAST), ("sign-off", closing)]


@pytest.mark.parametrize("end", ["(See Page 4)", "– Ada Quill", "(Laughter)", "(MUSIC)", "(2021)", "[sic]"])
def test_other_brackets_and_names_behind_a_sentence_stay_with_it(end):
    found = zones("\n\n".join([LEAD, MORE, f"{LAST} {end}"]))
    assert "sign-off" not in {zone for zone, _ in found}


@pytest.mark.parametrize("end", ["(PA)", "(SDA)", "(AFP)", "[Norwind News]"])
def test_a_bracket_at_the_end_of_a_paragraph_signs_only_where_no_prose_follows(end):
    assert "sign-off" not in {zone for zone, _ in zones("\n\n".join([LEAD, f"{MORE} {end}", LAST]))}
    assert zones("\n\n".join([LEAD, MORE, f"{LAST} {end}", "Read more"]))[-2] == ("sign-off", end)


def test_an_agency_and_a_slash_ahead_of_the_prose_are_a_dateline_and_beside_a_desk_a_byline():
    assert zones("\n\n".join([f"dpa/ {LEAD}", MORE]))[:2] == [("dateline", "dpa/"), ("body", LEAD)]
    assert (
        zones("\n\n".join(["Oakdale shuts its bridge for two years", "dpa/Farrow", *BODY]))[1][0] == "byline"
    )


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Quill",
        "BY ADA QUILL",
        "Von Ada Quill und Ben Orr",
        "Par Ada Quill",
        "(By Ada Quill)",
    ],
)
@pytest.mark.parametrize("body", [BODY, ("The pier was closed.", "It opens again in May.")])
def test_who_wrote_it_may_stand_below_the_last_sentence(line, body):
    assert last(line, body=body) == "byline"
    assert last(line, "Share", "Print", body=body) == "byline"


def test_the_writers_of_other_stories_below_do_not_sign_this_one():
    assert last("By Ada Quill", body=(*BODY, "Ferry prices rise again")) == "furniture"
