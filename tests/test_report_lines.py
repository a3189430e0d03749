import unicodedata

import pytest
from rich.text import Text

from provaudit.report.lines import READABLE, Line, line, print_beside, print_line, wrapped
from provaudit.report.plain import cells_of

SIGNS = ["हिन्दी समाचार में कार्यक्रम के बारे में", "நிகழ்ச்சி தமிழ்நாடு கொழும்பு", "कार्यक्रमकेबारेमेंनिकलाकिताबें"]


@pytest.mark.parametrize("text", SIGNS)
@pytest.mark.parametrize("width", [4, 9, 20])
def test_lines_fit_and_no_letter_is_torn_from_its_signs(text, width, drawn):
    rows = []
    drawn(lambda to: rows.extend(row.plain for row in wrapped(Text(text), width, to)))
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert max(map(cells_of, rows)) <= width
    assert not any(unicodedata.category(row[0]).startswith("M") for row in rows)


def test_two_texts_with_vowel_signs_stand_in_straight_columns(drawn):
    left, right = (Line(Text("A  "), Text(" ".join([text] * 4))) for text in SIGNS[:2])
    shown = drawn(lambda to: print_beside(left, right, to, " │ "), 60).splitlines()
    assert {cells_of(line.partition("│")[0]) for line in shown} == {29}
    assert max(map(cells_of, shown)) <= 60


def test_prose_is_no_wider_than_can_be_read(drawn):
    shown = drawn(lambda to: print_line(line("word " * 100), to), 200).splitlines()
    assert READABLE - 5 <= max(map(len, shown)) <= READABLE
