"""What was forgotten comes back by no writer that began before."""

import pytest
from test_archive_store import RUN, article, rows
from test_archive_upkeep import ids, told

from provaudit.archive import Archive, ForgottenError
from provaudit.archive.forgetting import forget_articles, forget_outlet
from provaudit.archive.proving import findings
from provaudit.windowed import adding


@pytest.fixture
def archive(tmp_path):
    """Return an archive of a, which is to be forgotten, and b."""
    made = Archive.make(tmp_path / "archive")
    made.store(told("a", outlet="The Heron"), RUN)
    made.store(told("b", outlet="Other"), RUN)
    return made


PAIR = {"owner": "c", "a": "c", "b": "a"}
MENTIONS = {
    "the very text": lambda: told("a", outlet="The Heron"),
    "another text of the outlet": lambda: told("c", outlet="the heron"),
    "a verdict": lambda: {"articles": rows("articles", article("a", None))},
    "a pair": lambda: told("c") | {"pairs": rows("pairs", PAIR)},
    "a story": lambda: told("c") | {"stories": rows("stories", {"id": "s", "members": ["b", "a", "c"]})},
    "an unseen source": lambda: told("c") | {"unseen": rows("unseen", {"id": "u", "children": ["a", "c"]})},
}


@pytest.mark.parametrize("mention", MENTIONS)
def test_a_writer_from_before_puts_nothing_back(archive, mention):
    batch = MENTIONS[mention]()
    forget_outlet(Archive.open(archive.log.where), ["The Heron"], RUN)
    with pytest.raises(ForgottenError, match=r"were forgotten \([ac]\); nothing was stored: run it again"):
        archive.store(batch, RUN)
    assert ids(archive) == ["b"]
    assert list(findings(archive)) == []


def test_what_has_to_do_with_others_alone_is_stored(archive):
    forget_articles(Archive.open(archive.log.where), ["a"], RUN)
    family = {"stories": rows("stories", {"id": "s", "members": ["b", "c"], "root": "b"})}
    assert archive.store(told("c") | family, RUN).articles == 1
    assert (
        archive.store({"articles": rows("articles", article("b", None, role="original"))}, RUN).articles == 0
    )
    assert ids(archive) == ["b", "c"]


def test_who_adds_goes_on_without_it(archive):
    batch = told("a", "c", outlet="Other")
    forget_articles(Archive.open(archive.log.where), ["a"], RUN)
    assert adding._stored(archive, batch, RUN) == 1  # noqa: SLF001 - what a race of two processes comes to
    assert ids(archive) == ["b", "c"]


def test_what_was_forgotten_can_be_forgotten_again(archive):
    forget_articles(archive, ["a"], RUN)
    assert forget_articles(archive, ["b"], RUN).articles == 1
    assert ids(archive) == []
