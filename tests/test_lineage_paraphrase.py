# ruff: noqa: E501 - a paragraph is one line, as in an article
from piles import traced, verdict

ORIGINAL = """Harbour master Ilse Brandvik closed the Corran swing bridge on Tuesday after divers found a crack in its eastern pivot.

Engineers from the Meridel Institute measured the fracture at forty-two centimetres and traced it to the frost of January.

The bridge carries nine thousand vehicles a day between Corran and the Skerry industrial estate.

Ferry operator Haldane Lines offered free crossings for nurses and teachers until the weekend.

Transport minister Oskar Thule promised eleven million crowns for a new pivot bearing made in Vessby.

Fishermen led by Runa Sigvard blocked the quay for two hours because the detour doubles their fuel bill.

A temporary pontoon, borrowed from the army's Lindholm depot, should open to pedestrians on Friday."""

RETOLD = """Divers' discovery of a crack in the eastern pivot led harbour master Ilse Brandvik to shut the Corran swing bridge this Tuesday.
According to measurements by the Meridel Institute's engineers, January frost caused the forty-two centimetre fracture.
Nine thousand vehicles normally use the link from Corran to the Skerry industrial estate each day.
Until the weekend nurses and teachers cross without paying, courtesy of Haldane Lines, which operates the ferry.
For a replacement pivot bearing, to be built in Vessby, transport minister Oskar Thule has pledged eleven million crowns.
Angry that their fuel costs twice as much on the detour, fishermen around Runa Sigvard kept the quay shut for two hours.
Pedestrians may walk over from Friday on a temporary pontoon that the army's Lindholm depot lends."""

INDEPENDENT = """Free ferries did not calm the mood in Corran yesterday, where pensioner Aud Melby waited ninety minutes with her shopping.

She had not heard why the bridge was closed. Nobody at the town hall answered the telephone before noon.

On the quay some thirty boats lay side by side. Runa Sigvard, who speaks for the fishermen, handed out coffee and leaflets.

At the Skerry estate two factories sent the late shift home, and the bakery threw away six hundred loaves.

The minister's visit lasted a quarter of an hour. Oskar Thule looked at the pivot, shook hands and left for the airport.

Retired welder Tor Egeland says he warned the council about rust in a letter four years ago; the letter was never answered."""


def test_the_facts_in_the_others_order_are_a_paraphrase():
    found = traced(
        {"text": ORIGINAL, "outlet": "Skerry Post", "published": "2031-03-04T09:00"},
        {"text": RETOLD, "outlet": "Coast Today", "published": "2031-03-04T15:00"},
    )
    assert verdict(found, 1) == ("second-hand", "paraphrase", "none-observed")
    assert found.passages["kind"].unique().to_list() == ["paraphrase"]
    assert 0 < found.verdicts["share"][1] < 0.1  # a phrase of five words; the rest is put anew
    assert round(found.pairs["containment_b"][0], 4) == found.verdicts["share"][1]


def test_two_reporters_at_one_event_are_independent():
    found = traced({"text": ORIGINAL}, {"text": INDEPENDENT})
    assert found.edges.is_empty()
    assert verdict(found, 1)[1] == "independent"


def test_the_same_facts_in_another_order_are_no_paraphrase():
    shuffled = RETOLD.split("\n")
    turned = "\n".join(shuffled[::-1])
    assert traced({"text": ORIGINAL}, {"text": turned}).edges.is_empty()
