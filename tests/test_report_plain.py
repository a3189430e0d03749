import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from provaudit.report.plain import ENCODE_TWINS, ascii_twin, clean, clip, pad, plain, wrap


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://evil.example\x07link\x1b]8;;\x07", "link"),
        ("\x1b]0;owned\x1b\\title", "title"),
        ("\x1b]0;a title without its end\nmore", "0;a title without its end more"),
        ("\x1bP+q544e\x1b\\asked\x1b(B\x1bc", "asked"),
        ("\x9b31mred", "red"),
        ("\x9bquoted\x9b", "quoted"),
        ("cut \x1b[31", "cut 31"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("tag\U000e0041s\ufe0f", "tags"),
        ("bell\x07\x00", "bell"),
        ("e" + "\u0301" * 40, "e" + "\u0301" * 3),
        ("two\u2028lines\nand\ta tab", "two lines and a tab"),
    ],
)
def test_what_a_terminal_obeys_or_hides_is_left_out(hostile, harmless):
    assert clean(hostile) == harmless


def test_markup_is_text():
    assert plain("[bold]not bold[/bold] [/x]") == "[bold]not bold[/bold] [/x]"


def test_white_space_collapses_and_nothing_is_empty():
    assert plain("  a \n\n b ") == "a b"
    assert plain(None) == ""


def test_a_megabyte_of_title_is_not_read_whole():
    assert len(plain("x" * 1_000_000)) == 4_000


def test_wide_characters_are_cut_at_a_cell():
    assert clip("オルヴァン", 6) == "オル…"
    assert clip("オルヴァン", 10) == "オルヴァン"
    assert clip("anything", 0) == ""


@given(st.text(), st.integers(0, 40), st.booleans())
def test_padding_fills_the_cells_exactly(text, width, right):
    assert cell_len(pad(clean(text), width, right=right)) == width


@given(st.text())
def test_the_ascii_twin_is_as_wide(text):
    twin = ascii_twin(clean(text))
    assert twin.isascii()
    assert cell_len(twin) == cell_len(clean(text))


def test_a_narrow_encoding_gets_twins_and_keeps_what_it_has():
    assert "é█·…―".encode("latin-1", errors=ENCODE_TWINS) == "é#·~?".encode("latin-1")
    assert "déjà █".encode("ascii", errors=ENCODE_TWINS) == b"deja #"


def test_the_twins_are_for_encoding_only():
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", errors=ENCODE_TWINS)


def test_items_wrap_whole():
    assert wrap(["one two", "three", "four"], 16, "n: ") == "n: one two\n   three · four"


@pytest.mark.parametrize(
    "text", ["हिन्दी समाचार", "நிகழ்ச்சி", "👍🏽👍🏽 ok", "👩‍👩‍👧 family", "オルヴァン", "Zürich"]
)
@pytest.mark.parametrize("width", [1, 4, 9, 13])
def test_no_terminal_wraps_what_is_cut_whichever_way_it_counts(text, width):
    marks = ("Mn", "Me", "Cf")  # that take no cell anywhere; xterm and VTE give one to all else
    broad = {"W": 2, "F": 2}
    shown = pad(plain(text), width)
    taken = [
        broad.get(unicodedata.east_asian_width(one), 1)
        for one in shown
        if unicodedata.category(one) not in marks
    ]
    assert sum(taken) == width


def test_no_letter_is_parted_from_its_vowel_sign():
    assert clip("कार्यक्रम", 4) == "कार्…"
