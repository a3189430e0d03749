import pytest
from piles import articles, body_zones

from provaudit.lineage.grams import own_words
from provaudit.zones import find_zones


def spoken(text):
    """The words that stand in a quotation, as the text has them."""
    pile = articles({"text": "Nothing said here."}, {"text": text})
    words = own_words(pile, body_zones(pile))
    tokens = words.tokens.where(words.quoted)
    return " ".join(text[s:e] for s, e in zip(tokens.start, tokens.end, strict=True))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Rents rise We know", "“Rents rise. We know,” Dale said. He left."),
        ("Rents rise We know", 'He left. "Rents rise. We know. "\n\nDale ran.'),
        ("Rents rise We know", "„Rents rise. We know.“ Dale ran."),
        ("Rents rise", "“Rents rise. Dale left the hall. Nobody spoke.\n\nIt rained."),
        ("Rents rise", '"Rents rise. Dale left the hall. "And then it rained.'),
        ("Rents rise We know Taxes fall", "“Rents rise. We know.\n\n“Taxes fall,” Dale said."),
        ("Rents rise", "“Rents rise. Dale left.\n\nIt rained all day.”\n\nNobody spoke."),
        ("Rents rise Taxes fall", "“Rents rise. Dale left.\n\nIt rained. “Taxes fall,” he said."),
        ("Rents rise", "It rained. “Rents rise"),
        ("", "It rained. Nobody spoke."),
    ],
)
def test_a_quotation_that_nothing_closes_is_speech_for_one_sentence(expected, text):
    assert spoken(text) == expected


def test_an_unmarked_quotation_behind_an_open_one_stays_speech():
    pile = articles({"text": "“Rents rise. Dale left.\n\nMY OWN POST @dale\n\nIt rained."})
    zones = body_zones(pile)
    post = zones.filter(zone="quote").with_columns(start=25, end=42).cast(zones.schema)
    words = own_words(pile, zones.vstack(post))
    assert words.quoted.tolist() == [True, True, False, False, True, True, True, True, False, False]


BETWEEN = "Read more: Floods in Tarn"
RAIN = (
    "It rained all day in the hills above Tarn, and nobody there could say when the road would be open again"
)


@pytest.mark.parametrize(
    "rest", [f"{RAIN}. Then it stopped.”\n\nDale ran.", f"{RAIN}.\n\nThen it stopped.\n\n{BETWEEN}.”"]
)
def test_furniture_between_its_paragraphs_or_at_their_end_makes_no_speech_of_them(rest):
    pile = articles(
        {"text": f"Dale left on Monday, when the rents had been told.\n\n“Rents rise.\n\n{BETWEEN}\n\n{rest}"}
    )
    zones = find_zones(pile)
    assert "furniture" in zones["zone"].to_list()
    assert own_words(pile, zones).quoted.sum() == 2


def test_prose_between_two_quotations_parts_them():
    text = f"“Rents rise.\n\nDale left on Monday, when the rents had been told.\n\n«Le pain.\n\n{RAIN}.»"
    pile = articles({"text": text})
    assert own_words(pile, find_zones(pile)).quoted.sum() == 4


def test_what_goes_on_from_a_paragraph_that_is_not_own_text_is_no_speech_but_for_a_sentence():
    photo = "“Rents rise. (Photo: Ann Lee/Oakdale Press)"
    pile = articles({"text": f"{RAIN}, said Dale.\n\n{photo}\n\n{RAIN}. Then it stopped.\n\nDale ran.”"})
    zones = find_zones(pile)
    assert "caption" in zones["zone"].to_list()
    assert own_words(pile, zones).quoted.sum() == len(RAIN.split())
