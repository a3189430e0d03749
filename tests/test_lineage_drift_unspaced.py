"""Drift in scripts that are written without spaces."""

import pytest
from test_lineage_drift import told

from provaudit.lineage.drift.unspaced import HELD
from provaudit.lineage.drift.words import read

CHINESE = (
    "据悉，卡勒多港市政府周三表示，周一夜间的洪水造成至少25人死亡，另有130人受伤。根据消防局的通报，救援队共出动62艘船只救出居民。"
    "市长在会上说：“我们失去了邻居和朋友。”降雨量可能在周末再次增加，河岸居民应当保持警惕。堤坝的拨款在2019年减半。"
)
JAPANESE = (
    "ハルデン市当局は水曜日、月曜夜の洪水で少なくとも25人が死亡し、130人が負傷したと発表した。"
    "市長は会見で「私たちは隣人と友人を失った」と述べた。消防によると、救助隊は62隻の船で900人以上を救出した。"
)
THAI = (
    "เทศบาลเมืองฮัลเดนแถลงเมื่อวันพุธว่า น้ำท่วมคืนวันจันทร์ทำให้มีผู้เสียชีวิตอย่างน้อย 25 ราย และบาดเจ็บ 130 ราย"
    " ฝนจะตกหนักอีกในวันเสาร์นี้ หน่วยกู้ภัยใช้เรือ 62 ลำช่วยผู้คนกว่า 900 คน"
)


@pytest.mark.parametrize(
    ("text", "was", "now", "expected"),
    [
        (CHINESE, "25人", "35人", ("number", "25", "35")),
        (CHINESE, "周三", "周四", ("date", "周三", "周四")),
        (CHINESE, "2019年", "2017年", ("date", "2019年", "2017年")),
        (CHINESE, "邻居", "亲人", ("quotation", "邻居", "亲人")),
        (CHINESE, "降雨量可能", "降雨量", ("hedge", "可能", "")),
        (CHINESE, "根据消防局的通报，", "", ("attribution", "根据消防局的通报", "")),
        (JAPANESE, "25人", "35人", ("number", "25", "35")),
        (JAPANESE, "水曜日", "木曜日", ("date", "水曜日", "木曜日")),
        (JAPANESE, "隣人", "家族", ("quotation", "隣人", "家族")),
        (JAPANESE, "消防によると、", "", ("attribution", "消防によると", "")),
        (THAI, "25 ราย", "35 ราย", ("number", "25", "35")),
        (THAI, "วันเสาร์", "วันศุกร์", ("date", "วันเสาร์", "วันศุกร์")),
    ],
)
def test_what_changed_is_told_with_its_words(text, was, now, expected):
    assert was in text
    assert told(text, text.replace(was, now)) == [expected]


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        (CHINESE, "受伤", "负伤"),  # another word for it
        (CHINESE, "62艘", "62条"),  # another word to count with
        (CHINESE, "根据消防局的通报，救援队", "消防局表示，救援队"),  # the same source
        (JAPANESE, "130人", "１３０人"),  # the same number, set wide
        (THAI, "บาดเจ็บ", "ได้รับบาดเจ็บ"),
    ],
)
def test_what_says_the_same_is_no_drift(text, was, now):
    assert was in text
    assert told(text, text.replace(was, now)) == []


def test_a_full_stop_of_these_scripts_ends_a_sentence_without_a_space():
    words = read(CHINESE, (), 0, len(CHINESE))
    assert [words.said(*words.bounds(number, 0))[-1] for number in range(2)] == ["伤", "民"]


def test_a_text_without_such_scripts_is_read_as_before():
    assert HELD.search("Die Fähre verließ Orvan, Ñuble, Київ, 서울") is None
