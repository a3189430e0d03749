import polars as pl
import pytest

from provaudit.ingest import from_frame
from provaudit.zones import find_zones

BOX = "Una Mary QuellHarbour board balks at long inquiry Five takeaways from the pier debate MORE"


def zoned(text):
    """Return the text's stretches with their zones, but for quotations."""
    articles = from_frame(pl.DataFrame({"text": [text]})).articles
    found = find_zones(articles).filter(pl.col("zone") != "quote")
    return [(zone, text[start:end]) for zone, start, end in found.select("zone", "start", "end").rows()]


@pytest.mark.parametrize(
    ("box", "behind"),
    [
        (BOX, "'s board closed the pier on Monday, and nobody said for how long."),
        (
            BOX.replace("Una Mary", "Una (Mary) Ann"),
            " (D-Orleva) closed the pier on Monday, and nobody said why.",
        ),
        (
            BOX.replace("QuellHarbour", "Quell2031 race"),
            ", of Orleva, closed the pier on Monday, and nobody said why.",
        ),
    ],
)
def test_a_box_of_headlines_is_cut_out_of_the_prose(box, behind):
    ahead = "The divers came back from the pier when Mayor Una Quell"
    assert zoned(f"{ahead} {box}{behind}") == [("body", ahead), ("furniture", box), ("body", behind.strip())]


def test_every_box_of_a_paragraph_is_cut_out():
    text = f"The mayor, Una Quell {BOX}, and her deputy, Tom Brill Thomas BrillDeputy wants MORE, closed the pier."
    assert [zone for zone, _ in zoned(text)] == ["body", "furniture", "body", "furniture", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Una Quell asked for more, and the board of the harbour wanted MORE than it was given on Monday.",
        "Una Quell Una Quell said it twice on Monday, and the board of the harbour wanted MORE than that.",
        "HE WAS IN ORLEVA IN THE WAR. IN THE INSURGENCY, THE PIER WAS LOST, AND THERE WERE MORE PIERS THAN THAT.",
    ],
)
def test_capitals_and_a_name_said_twice_are_no_box(text):
    assert zoned(text) == [("body", text)]
