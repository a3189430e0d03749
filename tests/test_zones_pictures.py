"""Lines that say of themselves that they describe a picture: captions, whatever they end with."""

import pytest
from test_zones import LEAD, MORE, zones


@pytest.mark.parametrize(
    "line",
    [
        "Photo: The bridge in Oakdale (AP)",
        "Photo : Le pont (AFP)",
        "File photo: The bridge (Reuters)",
        "Foto: Die Brücke am Montag (dpa)",
        "Archivbild: Die Brücke (dpa)",
        "Video: A hen escapes (Reuters)",
        "Graphic: Prices of stone (AFP)",
        "Imagen: El puente (EFE)",
        "Фото: Мост (ТАСС)",
        "写真：橋（ロイター）",
    ],
)
def test_a_line_that_opens_with_a_word_for_pictures_is_a_caption_wherever_it_stands(line):
    assert zones(f"{LEAD}\n\n{MORE}\n\n{line}")[-1] == ("caption", line)
    assert zones(f"{line}\n\n{LEAD}\n\n{MORE}")[0] == ("caption", line)


def test_a_headline_that_opens_with_a_word_for_pictures_is_the_headline():
    title = "Video: The bridge of Oakdale comes down"
    assert zones({"text": f"{title}\n\n{LEAD}", "title": title})[0] == ("headline", title)
