from piles import articles, body_zones

from provaudit.lineage import fingerprint
from provaudit.lineage.grams import own_words


def prints(words):
    return [values.tolist() for values in fingerprint.chosen_prints(words)]


def test_how_many_words_are_hashed_at_a_time_does_not_show(monkeypatch):
    texts = [" ".join(str(n * n % 23) for n in range(size)) for size in (40, 3, 90, 1, 30)]
    pile = articles(*({"text": text} for text in texts))
    words = own_words(pile, body_zones(pile))
    at_once = prints(words)
    for block in (1, 16, 50):
        monkeypatch.setattr(fingerprint, "_BLOCK", block)
        assert prints(words) == at_once
    assert at_once[1]


def test_no_words_have_no_fingerprints():
    pile = articles({"text": ""})
    assert prints(own_words(pile, body_zones(pile))) == [[], []]
