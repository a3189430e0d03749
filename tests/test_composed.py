"""Letters written in one sign or in several: equal words match, and offsets are those of the text as written."""

import json
from unicodedata import normalize

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulebook_fixture import articles, rule, write

import provaudit
from provaudit.composed import compose
from provaudit.rulebook import load
from provaudit.text.tokens import tokenize

WORDS = {
    "Vietnamese": (
        "Theo Thông tấn xã Việt Nam",
        "Chính phủ công bố kế hoạch mới. Theo Thông tấn xã Việt Nam, cầu mở.",
    ),
    "Arabic": ("وكالة الأنباء المحمَّدية", "قال الوزير إن الجسر مغلق. وكالة الأنباء المحمَّدية أكدت ذلك."),
    "Hindi": ("हार्बर क़लम समाचार", "पुल बंद है। हार्बर क़लम समाचार ने यह बताया।"),
    "Korean": ("항만통신 제공", "다리가 닫혔다고 밝혔다. 항만통신 제공 기사다."),
    "Japanese": ("ガラス通信による", "橋は閉じている。ガラス通信による記事だ。"),
    "German": ("Küstendienst Nördlich", "Die Brücke ist zu. Küstendienst Nördlich meldet das über Ähren."),
}
FORMS = ("NFC", "NFD")


def audited(tmp_path, phrase, *texts):
    found = rule(
        "attribution/marked",
        match=json.dumps({"words": {"phrase": [phrase]}}, ensure_ascii=False),
        zone="[text]",
    )
    return provaudit.audit(pl.DataFrame({"text": texts}), rules=[write(tmp_path, attribution__marked=found)])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_a_rule_finds_equal_words_and_quotes_them_as_written(tmp_path, words, form):
    phrase, text = words
    texts = [normalize(one, text) for one in FORMS]
    audit = audited(tmp_path, normalize(form, phrase), *texts)
    hits = audit.signals.filter(pl.col("rule") == "attribution/marked")
    assert hits["text"].to_list() == [normalize(one, phrase) for one in FORMS]
    assert [text[at:end] for text, at, end in zip(texts, hits["start"], hits["end"], strict=True)] == hits[
        "text"
    ].to_list()
    assert audit.articles["text"].to_list() == texts


def test_whoever_is_cited_and_every_zone_are_told_as_written():
    text = (
        "HÖCHST (kd) - Die Brücke über den Fluß ist zu.\n\n„Wir prüfen die Schäden“, sagte Jörg Böhm am Freitag.\n\n"
        "Foto: Änne Müller"
    )
    audits = [
        provaudit.audit(pl.DataFrame({"text": [normalize(form, text)], "language": ["de"]})) for form in FORMS
    ]
    for table, columns in {
        "zones": ("zone", "start", "end"),
        "cited": ("kind", "start", "end"),
        "signals": ("rule", "start", "end"),
    }.items():
        told = [
            [
                (name, None if start is None else normalize("NFC", normalize(form, text)[start:end]))
                for name, start, end in getattr(audit, table).select(columns).iter_rows()
            ]
            for audit, form in zip(audits, FORMS, strict=True)
        ]
        assert told[0] == told[1]
        assert told[0]
    cited = audits[1].cited.row(0, named=True)
    assert (
        cited["text"]
        == normalize("NFD", "Jörg Böhm")
        == normalize("NFD", text)[cited["start"] : cited["end"]]
    )


def test_copies_written_otherwise_are_copies():
    story = (
        "정부는 화요일 새로운 항만 계획을 발표했다고 교통부가 밝혔다. "
        "장관은 공사가 3년 동안 계속되고 비용은 400억 원에 이를 것이라고 말했다. "
        "주민들은 소음과 먼지를 걱정하며 시청 앞에서 집회를 열었다. "
        "어민 대표는 어장이 줄어들 수 있다고 경고했다."
    )
    texts = {form: normalize(form, story) for form in FORMS}
    audit = provaudit.audit(
        pl.DataFrame({"id": FORMS, "text": texts.values(), "outlet": ["Hafenblatt", "Kai"]})
    )
    pair = audit.pairs.row(0, named=True)
    assert (pair["relation"], pair["containment_a"], pair["containment_b"]) == ("same", 1.0, 1.0)
    passage = audit.passages.row(0, named=True)
    there = [texts[passage[one]][passage[f"{one}_start"] : passage[f"{one}_end"]] for one in ("a", "b")]
    assert normalize("NFC", there[1]) == normalize("NFC", there[0])


def test_an_outlet_is_the_same_however_it_is_written():
    frame = pl.DataFrame(
        {"text": ["Die Brücke ist zu."] * 2, "outlet": [normalize(form, "Büttel") for form in FORMS]}
    )
    assert provaudit.audit(frame).articles["outlet"].unique().to_list() == ["Büttel"]


@pytest.mark.parametrize("words", [text for _, text in WORDS.values()], ids=WORDS)
def test_words_are_equal_and_end_behind_their_marks(words):
    read = {form: tokenize([normalize(form, words)]) for form in FORMS}
    assert read["NFC"].word.tolist() == read["NFD"].word.tolist()
    spans = [
        [
            normalize("NFC", normalize(form, words)[at:end])
            for at, end in zip(some.start, some.end, strict=True)
        ]
        for form, some in read.items()
    ]
    assert spans[0] == spans[1]


@given(
    st.lists(
        st.text("aé́̂ё한간ᄒ\u1161\u11abがか\u3099क़क\u093cÅ\u212b \n", max_size=12), min_size=1, max_size=3
    )
)
def test_offsets_go_there_and_back(texts):
    look = compose(articles(*texts))
    assert look.articles["text"].to_list() == [normalize("NFC", text) for text in texts]
    for at, text in enumerate(texts):
        cut = normalize("NFC", text)
        every = pl.DataFrame(
            {"article": [at] * (len(cut) + 1), "start": range(len(cut) + 1), "end": range(len(cut) + 1)},
            schema={"article": pl.UInt32, "start": pl.UInt32, "end": pl.UInt32},
        )
        back = look.written(every)
        assert (back["start"] <= back["end"]).all()
        for column in ("start", "end"):
            assert (np.diff(back[column].cast(pl.Int64)) >= 0).all()
            for place, there in zip(every[column], back[column], strict=True):
                exact = (
                    normalize("NFC", text[:there]) == cut[:place]
                    and normalize("NFC", text[there:]) == cut[place:]
                )
                outward = there <= len(text) and (back["start"][place] < back["end"][place])
                assert exact or outward
        whole = look.written(every.with_columns(start=pl.lit(0, pl.UInt32), end=pl.lit(len(cut), pl.UInt32)))
        assert set(whole["end"]) == {len(text)}
        assert set(look.within(whole)["end"]) == {len(cut)}


def test_main_stretches_of_a_page_follow_their_text():
    text = normalize("NFD", "Menü\nDie Brücke ist zu.\nMehr")
    start = text.index("Die")
    found = compose(
        articles(text, main=[[{"start": start, "end": start + len(normalize("NFD", "Die Brücke"))}]])
    )
    main = found.articles["main"][0].to_list()[0]
    assert found.articles["text"][0][main["start"] : main["end"]] == "Die Brücke"


def test_a_fault_behind_an_accent_points_at_its_place_in_the_file(tmp_path):
    behind = []
    for form in FORMS:
        match = normalize(form, "{words: {regex: 'Küstenbrücke(('}}")
        write(tmp_path, attribution__broken=rule("attribution/broken", match=match))
        fault = next(one for one in load([tmp_path]).errors if "broken" in one.file)
        behind.append(fault.source[fault.place.column - 1 :])
    assert behind == ["('}}"] * 2
