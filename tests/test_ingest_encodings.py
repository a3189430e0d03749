"""Unknown encodings, line ends and the few characters that are taken out. All texts are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.ingest import read
from provaudit.ingest.clean import normal, printable, sound
from provaudit.ingest.encoding import decode

ENGLISH = (
    "The mayor’s office said the old bridge wouldn’t reopen until spring. “We are sorry,” she told the"
    " Harbour Courier – and the café beside it will stay shut as well.\n"
)
GERMAN = (
    "Die Bürgermeisterin von Grünfelden sagte am Donnerstag, die Brücke über die Möwe müsse „sofort“ gesperrt"
    " werden – für Fußgänger und Züge. Der Übergang sei seit Jahren baufällig, hieß es im Rathaus.\n"
)
PORTUGUESE = (
    "A prefeita anunciou na quinta-feira que a ponte será fechada amanhã. Não há previsão de reabertura,"
    " disse, e a população ficará sem ligação até o verão. As crianças irão de ônibus.\n"
)
CZECH = (
    "Starostka oznámila ve čtvrtek, že most přes řeku bude okamžitě uzavřen pro pěší i vlaky. Podle ní je"
    " přechod už léta v havarijním stavu.\n"
)
RUSSIAN = (
    "Мэр вымышленного города заявила в четверг, что мост через реку будет немедленно закрыт для пешеходов и"
    " поездов. По её словам, переправа давно находится в аварийном состоянии.\n"
)
JAPANESE = (
    "架空の町の市長は木曜日、橋を直ちに閉鎖すると発表した。市によると、橋は長年にわたり老朽化が進んでおり、"
    "歩行者と列車の通行は春まで認められないという。\n"
)
CHINESE = (
    "虚构城市的市长周四表示，将立即关闭这座桥。市政府称，该桥多年来年久失修，行人和火车在春季之前不得通行。\n"
)
KOREAN = (
    "가상의 도시 시장은 목요일 다리를 즉시 폐쇄한다고 발표했다. 시에 따르면 다리는 수년간 노후화되어 왔다.\n"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"), (GERMAN, "cp1252"), (PORTUGUESE, "cp1252"), (CZECH, "cp1250"),
        (RUSSIAN, "koi8-r"), (RUSSIAN, "cp1251"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"), (KOREAN, "euc_kr"),
        (JAPANESE, "utf-16"), (ENGLISH, "utf-16-le"), (ENGLISH, "utf-16-be"), (RUSSIAN, "utf-32"),
        (ENGLISH, "utf-8"), (ENGLISH, "utf-8-sig"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("times", [3, 400])
def test_the_encoding_of_a_long_enough_text_is_found(text, encoding, times, tmp_path):
    (tmp_path / "story.txt").write_bytes((text * times).encode(encoding))
    got = read([tmp_path])
    assert got.articles["text"].item() == text * times
    assert got.problems.is_empty()


def test_the_first_odd_letter_may_come_late():
    text = "The bridge is shut.\n" * 10_000 + GERMAN * 3
    assert decode(text.encode("cp1252"))[0] == text


def test_one_stray_byte_does_not_make_han_of_latin_letters():
    text, _ = decode(b"The ferry sailed at noon from the old quay\n\t\x94\n\n")
    assert text.startswith("The ferry sailed at noon from the old quay\n")


def test_damaged_utf8_is_named_with_its_line():
    text, note = decode("One café,\ntwo cafés \xff".encode("latin-1").replace(b"\xe9", "é".encode()))
    assert text == "One café,\ntwo cafés \ufffd"
    assert note == "line 2: 1 characters are not valid utf-8 and are read as U+FFFD; save the file as UTF-8"


def test_a_replacement_character_that_was_there_is_no_damage(tmp_path):
    (tmp_path / "story.txt").write_text("The mayor \ufffd said")
    assert read([tmp_path]).problems.is_empty()


def test_line_ends_nul_and_byte_order_marks_are_made_one(tmp_path):
    (tmp_path / "story.txt").write_bytes("\ufeffOne\r\nTwo\rThree\0\n\ufeffFour\v\u2028Five\t ".encode())
    assert read([tmp_path]).articles["text"].item() == "One\nTwo\nThree\nFour\v\u2028Five\t "


@given(st.text(st.characters() | st.sampled_from("\0\ufeff\r\n"), max_size=60))
def test_cleaning_twice_changes_nothing_more(text):
    once = normal(text)
    assert normal(once) == once
    assert not set(once) & set("\0\ufeff\r")


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_surrogates_are_joined_or_replaced(text):
    assert sound(text).encode().decode() == sound(sound(text))


def test_a_surrogate_pair_is_one_character():
    assert sound("\ud83d\ude00 \ud83d") == "😀 \ufffd"


@given(st.text(st.characters(exclude_categories=()), max_size=120))
def test_a_message_can_show_anything(text):
    shown = printable(text)
    assert not set(shown) & set("\x1b\x9b\r\n\0\u202e")
    shown.encode()
