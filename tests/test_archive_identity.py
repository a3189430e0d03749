"""One article is one in an archive, in whatever order and however often it comes; two outlets' copies are two."""

import json
import tarfile
from itertools import permutations
from pathlib import Path

import polars as pl
import pytest

from provaudit.archive import Archive
from provaudit.windowed.adding import add

# Tracing takes a third of the time; the floor of coverage holds without these.
pytestmark = pytest.mark.no_cover

ORDERS = list(permutations(range(3)))
GATE = "The warden of the lower harbour closed the east gate on Monday after a barge struck its hinge."
FORMER = Path(__file__).parent / "data" / "archive-format-1.tar.gz"
"""Made by the format before: in one run gull/1.md (id 1.md), wren/1.md (1.md~2), and a third that was forgotten."""


def file(folder, name, text=GATE, **stated):
    """Write an article with front matter; return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{key}: {value}\n" for key, value in stated.items())
    path.write_text(f"---\n{head}---\n{text}\n" if head else f"{text}\n")
    return path


@pytest.fixture
def where(tmp_path):
    return str(tmp_path / "archive")


@pytest.fixture
def three(tmp_path):
    """Three outlets' files of one name and date, two of them with the same words."""
    return [
        file(tmp_path, "gull/1.md", outlet="The Gull", published="2026-11-20"),
        file(tmp_path, "wren/1.md", outlet="The Wren", published="2026-11-20"),
        file(tmp_path, "heron/1.md", "Eels were counted.", outlet="The Heron", published="2026-11-20"),
    ]


def stored(where):
    return sorted(Archive.open(where).scan("texts").select("outlet").collect()["outlet"].to_list())


ALL = ["The Gull", "The Heron", "The Wren"]


def again(where, three):
    """Add three articles that are known in every order, and one by one; return how many were new each time."""
    piles = [[three[place] for place in order] for order in ORDERS] + [[one] for one in three]
    return {add(Archive.open(where), pile).articles for pile in piles}


def test_another_order_of_inputs_stores_nothing_twice(where, three):
    assert add(Archive.make(where), three).articles == 3
    assert again(where, three) == {0}
    assert stored(where) == ALL


@pytest.mark.parametrize("order", ORDERS)
def test_copies_of_two_outlets_under_one_file_name_are_both_kept_run_by_run(where, three, order):
    for place in order:
        assert add(Archive.make(where), [three[place]]).articles == 1
    assert stored(where) == ALL
    assert add(Archive.open(where), three).articles == 0


def test_what_was_forgotten_comes_back_in_no_order(run, where, three):
    add(Archive.make(where), three)
    ids = Archive.open(where).scan("texts").filter(pl.col("outlet") == "The Wren").collect()["id"]
    assert run("archive", "forget", ids[0], "--archive", where, "--yes").code == 0
    assert again(where, three) == {0}
    assert stored(where) == ["The Gull", "The Heron"]


def test_the_level_of_the_folder_makes_no_article_new_whose_outlet_is_stated(where, three, tmp_path):
    add(Archive.make(where), three)
    file(tmp_path / "pile", "2026/gull/1.md", outlet="the  gull", published="2026-11-20")
    assert add(Archive.open(where), tmp_path / "pile").articles == 0


def test_a_file_on_outlets_makes_no_article_new_and_brings_none_back(run, where, three, tmp_path):
    add(Archive.make(where), three)
    names = tmp_path / "outlets.yaml"
    names.write_text("outlets:\n  - {name: Gull & Sons, aliases: [The Gull]}\n")
    again = run("archive", "add", *three, "--archive", where, "--outlets", names, "--workers", "1")
    assert again.out == f"{where}: 0 articles added, 3 it had already\n"
    assert run("archive", "forget", "--outlet", "The Gull", "--archive", where, "--yes").code == 0
    run("archive", "add", *three, "--archive", where, "--outlets", names, "--workers", "1")
    assert stored(where) == ["The Heron", "The Wren"]


def test_rows_are_known_in_another_order(where, tmp_path):
    rows = [{"text": f"{GATE} {number}", "published": "2026-11-20"} for number in range(3)]
    pile = tmp_path / "pile.jsonl"
    for some in (rows, rows[::-1], rows[1:]):
        pile.write_text("".join(json.dumps(row) + "\n" for row in some))
        add(Archive.make(where), pile)
    assert Archive.open(where).scan("texts").collect().height == 3


def test_a_stated_id_tells_two_texts_of_one_outlet_and_day_apart(where, tmp_path):
    row = {"text": GATE, "published": "2026-11-20", "outlet": "The Gull"}
    pile = tmp_path / "pile.jsonl"
    pile.write_text("".join(json.dumps(row | {"id": name}) + "\n" for name in "ab"))
    assert add(Archive.make(where), pile).articles == 2


def test_an_article_that_nothing_tells_from_another_is_left_out_and_named(where, tmp_path):
    paths = [file(tmp_path, "pile/gull/1.txt"), file(tmp_path, "pile/wren/1.txt")]
    done = add(Archive.make(where), paths)
    assert done.articles == 1
    (said,) = done.problems.filter(pl.col("message").str.contains("takes"))["message"]
    assert said.startswith("the archive takes 1.txt~2 for what stands before (1.txt): the same words")
    assert add(Archive.open(where), tmp_path / "pile/wren").articles == 0
    assert add(Archive.make(f"{where}2"), tmp_path / "pile").articles == 2  # the folder tells them apart


def test_exported_articles_are_known_again(run, where, three, tmp_path):
    add(Archive.make(where), [*three, file(tmp_path, "plain/x.txt", "Nothing is stated here.")])
    for kind in ("parquet", "jsonl"):
        words = ("--format", kind, "--with-text", "--out", tmp_path / kind)
        run("archive", "export", "--archive", where, *words)
        assert add(Archive.open(where), tmp_path / kind / f"articles.{kind}").articles == 0


@pytest.fixture
def former(where):
    with tarfile.open(FORMER) as packed:
        packed.extractall(where, filter="data")
    return where


def test_an_archive_of_the_format_before_is_read_and_goes_on(run, former, three):
    assert run("archive", "verify", "--archive", former).code == 0
    assert stored(former) == ["The Gull", "The Wren"]
    assert add(Archive.open(former), [three[1]]).articles == 0
    assert add(Archive.open(former), three[1::-1]).articles == 0
    assert run("archive", "reaudit", "--archive", former, "--workers", "1").code == 0
    assert add(Archive.open(former), three[:2]).articles == 0
    assert run("archive", "verify", "--archive", former).code == 0


def test_another_outlets_copy_is_new_to_an_archive_of_the_format_before(former, tmp_path):
    plover = file(tmp_path, "1.md", outlet="The Plover", published="2026-11-20")
    assert add(Archive.open(former), plover).articles == 1
    assert add(Archive.open(former), plover).articles == 0


@pytest.mark.parametrize("name", ["1.md~2", "1.md"])
def test_what_a_pile_of_the_format_before_had_numbered_stays_forgotten(run, former, three, name):
    assert run("archive", "forget", name, "--archive", former, "--yes").code == 0
    left, gone = (three[0], three[1])[:: 1 if name.endswith("2") else -1]
    for pile in ([gone], [left, gone], [gone, left]):
        assert add(Archive.open(former), pile).articles == 0
    assert add(Archive.open(former), [three[2], gone]).articles == 1
    assert stored(former) == sorted(["The Heron", "The Gull" if name.endswith("2") else "The Wren"])
    assert run("archive", "verify", "--archive", former).code == 0


def test_what_the_format_before_forgot_stays_forgotten(run, former, three):
    assert run("archive", "forget", "1.md", "--archive", former, "--yes").code == 0
    assert add(Archive.open(former), three[0]).articles == 0
    assert stored(former) == ["The Wren"]
