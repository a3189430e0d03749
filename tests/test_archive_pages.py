"""A page is forgotten by whatever form of its address, and comes back by none."""

import json

import pytest

from provaudit.archive import Archive

FORMS = [
    "https://www.heron.example/weir",
    "http://heron.example/weir/",
    "https://Heron.example:443/weir#top",
]
OTHERS = [
    "https://heron.example/weir?page=2", "https://heron.example/Weir", "https://gull.example/weir",
    "https://heron.example/#!/weir", "https://heron.example/#!/eels",
]  # fmt: skip


@pytest.fixture
def added(run, tmp_path):
    """Return a command that adds articles of some addresses, and how many of them are stored then."""

    def add(*urls):
        rows = [{"id": url, "url": url, "text": f"The upper weir was drained: {url}."} for url in urls]
        (tmp_path / "pile.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
        )
        done = run(
            "archive", "add", tmp_path / "pile.jsonl", "--archive", tmp_path / "days", "--workers", "1"
        )
        assert done.code in (0, 2)
        return set(Archive.open(tmp_path / "days").scan("texts").collect()["url"])

    return add


@pytest.mark.parametrize("asked", [*FORMS, "HTTP://HERON.EXAMPLE/weir"])
def test_a_page_is_forgotten_by_any_form_of_its_address(run, added, tmp_path, asked):
    assert added(*FORMS, *OTHERS) == {*FORMS, *OTHERS}
    done = run("archive", "forget", asked, "--archive", tmp_path / "days", "--yes")
    assert (done.code, "3 articles forgotten" in done.out + done.err) == (0, True)
    assert added() == set(OTHERS)
    assert added(*FORMS, "http://www.heron.example/weir") == set(OTHERS)
    assert run("archive", "verify", "--archive", tmp_path / "days").code == 0


def test_pages_of_an_application_are_told_apart(run, added, tmp_path):
    added(*OTHERS)
    assert run("archive", "forget", OTHERS[-1], "--archive", tmp_path / "days", "--yes").code == 0
    assert added() == set(OTHERS[:-1])


def test_an_address_of_no_article_is_named(run, added, tmp_path):
    added(*OTHERS)
    done = run("archive", "forget", OTHERS[0], FORMS[0], "--archive", tmp_path / "days", "--yes")
    assert (done.code, f"with the id or address {FORMS[0]}" in done.err) == (2, True)
    assert added() == set(OTHERS)
