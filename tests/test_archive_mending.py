"""What an archive says of its articles is mended while their texts are whole, and traced again."""

import json

import polars as pl
import pytest
from test_archive_cli import COPY, FIRST, OTHER
from test_archive_store import RUN, rows
from test_windowed_again import batch, whole

from provaudit.archive import Archive
from provaudit.archive.forgetting import forget_articles
from provaudit.archive.mending import mend
from provaudit.archive.proving import findings


@pytest.fixture
def archive(tmp_path):
    return Archive.make(tmp_path / "archive")


def story(members, root="a"):
    return {"stories": rows("stories", {"id": "s", "members": members, "root": root})}


CHAIN = batch("a", "b", "c", edges=[("b", "a"), ("c", "b")], a="s", b="s", c="s")
HARMS = {
    "a story lists what is not there": CHAIN | story(["a", "b", "c", "gone"]),
    "a story has no root": CHAIN | story(["a", "b", "c"], root="gone"),
    "a story leaves one out": CHAIN | story(["a", "b"]),
    "there is no such story": {name: table for name, table in CHAIN.items() if name != "stories"},
    "a parent is not there": CHAIN | {"edges": rows("edges", {"child": "b", "parent": "gone"})},
    "an unseen source is not there": CHAIN | {"edges": rows("edges", {"child": "b", "parent": "unseen:1"})},
    "a child of an unseen source is not there": CHAIN
    | {"edges": rows("edges", {"child": "b", "parent": "unseen:1"})}
    | {"unseen": rows("unseen", {"id": "unseen:1", "children": ["b", "gone"]})},
    "a row belongs to nobody": CHAIN | {"prints": rows("prints", *({"id": one} for one in ("a", "b", "c", "gone")))},
    "one of a pair is not there": CHAIN | {"pairs": rows("pairs", {"owner": "b", "a": "gone", "b": "b"})},
    "a story lists another's": CHAIN | {
        "stories": rows("stories", *({"id": name, "members": ["a", "b", "c"], "root": "a"} for name in "st")),
        "articles": CHAIN["articles"].with_columns(
            story=pl.when(pl.col("id") == "c").then(pl.lit("t")).otherwise("story")
        ),
    },
}  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_lineage_that_names_what_is_not_there_is_taken_back(archive, harm):
    archive.store(HARMS[harm], RUN)
    assert [one.mendable for one in findings(archive)].count(True) >= 1
    texts = archive.scan("texts").select("id", "text").sort("id").collect()
    done = mend(archive, RUN)
    assert list(findings(archive)) == []
    open_again = archive.scan("verdicts").filter(pl.col("role").is_null()).collect()
    assert open_again.height == done.untraced
    assert archive.scan("texts").select("id", "text").sort("id").collect().equals(texts)
    turn = archive.log.turn
    assert (mend(archive, RUN).untraced, archive.log.turn) == (0, turn)


def test_who_has_a_whole_story_keeps_it(archive):
    archive.store(CHAIN | story(["a", "b"]), RUN)
    assert mend(archive, RUN).untraced == 1
    told = archive.scan("verdicts").sort("id").collect()
    assert told["story"].to_list() == ["s", "s", None]


def test_verify_says_what_mends_and_what_traces_again(run, tmp_path):
    where, pile = str(tmp_path / "archive"), tmp_path / "pile.jsonl"
    pile.write_text("".join(json.dumps(one) + "\n" for one in (FIRST, COPY, OTHER)))
    assert run("audit", pile, "--archive", where, "--workers", "1").code == 0
    archive = Archive.open(where)
    stored = whole(archive)
    ((name, members),) = stored.items()
    told = archive.scan("verdicts").filter(pl.col("id").is_in(members)).collect()
    torn = rows("stories", {"id": name, "members": [*members, "gone"], "root": members[0]})
    archive.store({"stories": torn}, RUN)
    said = run("archive", "verify", "--archive", where)
    assert said.code == 1
    named = f"`provaudit archive verify --repair --archive {where}`"
    assert named.replace(" ", "") in "".join(said.out.split())  # a long path is folded
    mended = run("archive", "verify", "--repair", "--archive", where)
    assert mended.code == 0
    assert f"{told.height} articles to be traced again, which `provaudit archive reaudit" in flat(mended.out)
    assert run("archive", "reaudit", "--archive", where, "--workers", "1").code == 0
    archive.refresh()
    assert whole(archive) == stored
    now = archive.scan("verdicts").filter(pl.col("id").is_in(members)).collect()
    assert now.sort("id").equals(told.sort("id"))


def flat(said):
    return " ".join(said.split())


def test_what_only_a_copy_mends_is_said_so(run, archive):
    archive.store({name: CHAIN[name] for name in ("articles", "edges", "stories")}, RUN)
    said = run("archive", "verify", "--repair", "--archive", archive.log.where, "--format", "json")
    told = json.loads(said.out)
    assert (said.code, "mended" in told) == (1, False)
    assert [(one["what"], one["mendable"]) for one in told["findings"]] == [
        ("articles have no row of prints", False)
    ]


def test_who_is_traced_again_after_another_was_forgotten_leaves_the_story_that_listed_it(archive):
    archive.store(batch("x", edges=[]), RUN)
    quoted = {"pairs": rows("pairs", {"owner": "c", "a": "x", "b": "c"})}
    archive.store(CHAIN | quoted, RUN)
    assert forget_articles(archive, ["x"], RUN).untraced == 1
    archive.store(batch("c", "n", edges=[("c", "n")], c="t", n="t"), RUN)
    assert sorted(whole(archive).values()) == [["a", "b"], ["c", "n"]]
