"""Quotation marks of many scripts, apostrophes, marks that never close."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.text.quotations import each_quotation, quotations


def quoted(text):
    return [text[start:end] for start, end in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and left.", ["“yes”"]),
        ('She said "no way," and "never again."', ['"no way,"', '"never again."']),
        ('It stuck."They left," she said.', ['"They left,"']),
        ('A 6" pipe burst in Oakdale.', []),
        ('"Opened straight, closed curly” he said.', ['"Opened straight, closed curly”']),
        ('He saw “no sign" of it. "It holds," she said, “today”.', ['“no sign"', '"It holds,"', "“today”"]),
        ("He called it a “fast“ review.", ["“fast“"]),
        ('“They say "no" to me,” she said.', ['“They say "no" to me,”']),
        ("”Bron håller”, sade hon.", ["”Bron håller”"]),
        ('He called it "open to the end', ['"open to the end']),
        ("Er sagte: „Das Wehr hält“, und „ja“.", ["„Das Wehr hält“", "„ja“"]),
        ("„Zamknięte” powiedział.", ["„Zamknięte”"]),
        ("« Le pont est fermé », dit-elle.", ["« Le pont est fermé »"]),
        ("»Das Wehr hält«, sagte er.", ["»Das Wehr hält«"]),
        ("市長は「橋は『安全』だ」と述べた。", ["「橋は『安全』だ」"]),
        ("The ″mill will open″ soon.", ["″mill will open″"]),
        ("''The weir will hold,'' he said.", ["''The weir will hold,''"]),
        ("'The weir will not hold,' he said.", ["'The weir will not hold,'"]),
        ("‘The weir won’t hold’ was the headline.", ["‘The weir won’t hold’"]),
        ("It's the millers' fault, 'twas said in the '90s.", []),
        ("The miller’s ‘fix’ and the dogs’ bowls.", []),
    ],
)
def test_marks_of_many_scripts_are_found(text, expected):
    assert expected == quoted(text)


def test_a_quotation_that_opens_anew_in_each_paragraph_is_found_in_each():
    text = "“The weir held.\n\n“The bridge did not,” she said. He “agreed”."
    assert quoted(text) == ["“The weir held.", "“The bridge did not,”", "“agreed”"]


def test_a_quotation_over_paragraphs_that_opens_once_is_split_at_the_line_breaks():
    assert quoted("“The weir held.\n \nThe bridge did not.” Yes.") == [
        "“The weir held.",
        "The bridge did not.”",
    ]


def test_a_curly_mark_that_never_closes_holds_to_the_end_of_its_paragraph():
    assert quoted("So: “Never closed \nand “then” on.") == ["“Never closed", "“then”"]


def test_many_texts_keep_their_numbers():
    assert list(each_quotation(["“a”", "none", " “b”"])) == [(0, 0, 3), (2, 1, 4)]


@given(st.text(alphabet="ab ,.\n\"'“”‘’„«»「」″", max_size=60))
def test_quotations_are_in_order_apart_and_trimmed(text):
    end = 0
    for start, stop in quotations(text):
        assert end <= start < stop
        assert text[start:stop] == text[start:stop].strip()
        assert "\n" not in text[start:stop]
        end = stop
