import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provaudit.text.tokens import CAPITAL, LOWER, NUMBER, tokenize


def words(text):
    tokens = tokenize([text])
    return [text[s:e] for s, e in zip(tokens.start, tokens.end, strict=True)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["The", "mayor", "s", "café"], "The mayor’s café."),
        (["in", "the", "U.S", "today"], "in the U.S. today"),
        (["S", "Korvia"], "S.Korvia"),
        (["1", "000", "euros"], "1,000 euros"),
        (["東", "京", "で", "abc"], "東京で abc"),
        (["naïve"], "nai\u0308ve".replace("nai\u0308ve", "naïve")),
        ([], " \n…— "),
    ],
)
def test_words_stand_where_the_text_has_them(expected, text):
    assert expected == words(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Putnik’s", "putnik's"),
        ("U.S.", "US"),
        ("CAFÉ", "cafe"),
        ("nai\u0308ve", "naive"),
        ("co\u00adop", "coop"),
    ],
)
def test_spellings_of_one_word_agree(one, other):
    assert tokenize([one]).word.tolist() == tokenize([other]).word.tolist()


def test_a_hash_is_the_same_for_ever():
    assert tokenize(["Reuben said"]).word.tolist() == [871862464137464700, 5044540066153379091]
    beyond_the_first_plane = "\ufa6c"  # folds to U+242EE
    assert tokenize([beyond_the_first_plane]).word.tolist() == [10104579963459381334]


def test_stems_join_the_forms_of_a_word():
    tokens = tokenize(["visit visits visiting vista"])
    assert len(set(tokens.stem[:3].tolist())) == 1
    assert tokens.stem[3] != tokens.stem[0]


def test_shapes_tell_names_and_numbers():
    assert tokenize(["Lund paid 500"]).shape.tolist() == [CAPITAL, LOWER, NUMBER]


def test_sentences_open_after_stops_and_breaks_but_not_after_initials():
    text = "Mr. Lund met Gov. Sato. They talked.\nnothing more"
    tokens = tokenize([text])
    opening = [
        text[s:e] for s, e, o in zip(tokens.start, tokens.end, tokens.opens_sentence, strict=True) if o
    ]
    assert opening == ["Mr", "They", "nothing"]


def test_articles_are_counted_and_offsets_start_anew():
    tokens = tokenize(["one two", "", "three"])
    assert tokens.article.tolist() == [0, 0, 2]
    assert tokens.start.tolist() == [0, 4, 0]


def test_chunks_do_not_show():
    long = "word " * 400_000
    tokens = tokenize([long, "U.S. end", long])
    assert len(tokens) == 800_002
    assert tokens.where(tokens.article == 1).start.tolist() == [0, 5]


@given(st.lists(st.text(), max_size=5))
def test_any_text_gives_words_inside_it_in_order(texts):
    tokens = tokenize(texts)
    for article, start, end in zip(tokens.article, tokens.start, tokens.end, strict=True):
        assert 0 <= start < end <= len(texts[article])
    order = tokens.article.astype(np.int64) * 2**32 + tokens.start
    assert (np.diff(order) > 0).all()
