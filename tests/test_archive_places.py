"""Where an archive can lie: under folders of many names, at an address that leads to one, and nowhere else."""

import json

import pytest

from provaudit.archive import Archive
from provaudit.errors import InputError

ARTICLES = [
    {
        "id": "weir",
        "outlet": "The Heron",
        "published": "2026-11-20",
        "text": "The upper weir was drained on Monday.",
    },
    {
        "id": "eels",
        "outlet": "The Heron",
        "published": "2026-11-21",
        "text": "Two pupils counted the eels below it.",
    },
]


@pytest.fixture
def pile(tmp_path):
    path = tmp_path / "pile.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in ARTICLES), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "name", ["two words", "Bücher", "100%zz", "a#b", "what?", "all*", "it's", "a&b;c", "{x}"]
)
def test_a_folder_may_have_any_usual_name(run, tmp_path, pile, name):
    where = tmp_path / name / "days"
    where.parent.mkdir()
    assert run("archive", "add", pile, "--archive", where, "--workers", "1").code == 0
    assert run("audit", pile, "--archive", where, "--workers", "1", "--quiet").code == 0
    assert run("archive", "compact", "--archive", where).code == 0
    assert run("archive", "export", "--archive", where, "--out", tmp_path / "out").code == 0
    assert run("archive", "verify", "--archive", where).code == 0
    assert sorted(Archive.open(where).scan("articles").collect()["id"]) == ["eels", "weir"]
    assert [path.name for path in where.parent.iterdir()] == ["days"]


@pytest.mark.parametrize(
    "name",
    ["a%20b", "year=2026", "a[1]", "a|b", "a^b", "a\\b", "a\nb", pytest.param("M\udce4rz", id="latin")],
)
def test_a_name_that_would_be_misread_is_refused_before_anything_is_made(run, tmp_path, pile, name):
    where = tmp_path / name
    for command in (("add", pile), ("status",), ("verify",), ("compact",)):
        done = run("archive", *command, "--archive", where)
        assert done.code == 2
        assert "cannot lie under a folder with" in done.err
    assert not where.exists()


def test_an_address_of_a_file_is_the_folder_that_it_leads_to(run, tmp_path, pile):
    address = (tmp_path / "two words").as_uri()
    assert run("archive", "add", pile, "--archive", address, "--workers", "1").code == 0
    (tmp_path / "two words" / "mine.txt").write_text("mine")
    assert run("archive", "compact", "--archive", address).code == 0
    assert (tmp_path / "two words" / "mine.txt").read_text() == "mine"
    done = run("archive", "export", "--archive", address, "--out", tmp_path / "two words" / "out")
    assert (done.code, "lies in the archive's own folder" in done.err) == (2, True)
    assert run("archive", "status", "--archive", "file://elsewhere/news").err.endswith(
        "leads to another machine, elsewhere; expected file:///PATH\n"
    )


@pytest.mark.parametrize("below", ["", "/days"])
def test_a_file_is_no_archive(pile, below):
    with pytest.raises(InputError, match=r"is a file; an archive is a folder of its own"):
        Archive.open(f"{pile}{below}")


def test_a_command_that_is_advised_can_be_pasted(run, tmp_path, pile):
    where = tmp_path / "two words"
    told = run("archive", "status", "--archive", where).err
    assert f"`provaudit archive add PATH… --archive '{where}'` makes one" in told
    run("archive", "add", pile, "--archive", where, "--workers", "1")
    said = " ".join(run("archive", "status", "--archive", where).out.split())
    assert f"reaudit --archive '{where}'`" in said
