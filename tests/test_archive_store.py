"""What is stored in an archive is there once, whole, and told in its last version."""

from datetime import date
from errno import ENOSPC
from itertools import count

import polars as pl
import pytest

from provaudit.archive import TABLES, Archive, Run, TakenError
from provaudit.archive.forgetting import forget_articles
from provaudit.errors import FrameError, InputError, StorageError

RUN = Run("archive add", "provaudit", "1", "d1")
DAY = date(2026, 11, 20)


def rows(table, *given):
    """Return rows of a table, null where nothing is given."""
    schema = {**TABLES["texts"], **TABLES["verdicts"]} if table == "articles" else TABLES[table]
    return pl.DataFrame([{"day": DAY} | row for row in given], schema={**schema, "day": pl.Date()})


def article(name, text, **more):
    return {"id": name, "text": text} | more


@pytest.fixture
def archive(tmp_path):
    return Archive.make(tmp_path / "archive")


def test_what_is_stored_is_read_back(archive):
    edge = {"child": "b", "parent": "a", "relation": "same", "evidence": ["x"], "share": 0.5}
    batch = {
        "articles": rows(
            "articles", article("a", "One."), article("b", "One!", words=3, sources=[{"id": "a"}])
        ),
        "zones": rows("zones", {"id": "a", "zone": "body", "start": 0, "end": 4}),
        "edges": rows("edges", edge),
    }
    assert archive.store(batch, RUN).articles == 2
    found = archive.scan("articles").sort("id").collect()
    assert found["text"].to_list() == ["One.", "One!"]
    assert found["words"].to_list() == [None, 3]
    assert found["day"].to_list() == [DAY, DAY]
    assert archive.scan("edges").collect().to_dicts()[0]["evidence"] == ["x"]
    assert archive.scan("runs").collect().select("articles", "told").row(0) == (2, 2)


def test_of_a_commit_that_cannot_be_written_no_file_stays(archive, tmp_path, monkeypatch):
    whole, calls = pl.DataFrame.write_parquet, count()

    def full(frame, file, **given):
        if next(calls) == 1:
            raise OSError(ENOSPC, "No space left on device")
        whole(frame, file, **given)

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    days = [DAY, date(2026, 11, 21), date(2026, 11, 22)]
    batch = {"articles": rows("articles", *({"day": day} | article(str(day), "One.") for day in days))}
    with pytest.raises(StorageError, match="no space left"):
        archive.store(batch, RUN)
    assert next(calls) >= 2  # of two that are written at once, one was whole
    assert not list((tmp_path / "archive").rglob("*.parquet"))
    assert archive.store(batch, RUN).articles == 3


@pytest.mark.parametrize("table", TABLES)
def test_every_table_comes_back_with_the_types_it_has_in_an_audit(archive, table):
    assert archive.scan(table).collect_schema() == pl.Schema({**TABLES[table], "day": pl.Date()})
    assert archive.scan(table).collect().is_empty()


def test_the_same_article_is_stored_once(archive):
    batch = {"articles": rows("articles", article("a", "One."))}
    archive.store(batch, RUN)
    assert archive.store(batch, RUN).articles == 0
    assert archive.scan("articles").select("id").collect()["id"].to_list() == ["a"]


def test_an_address_makes_two_ids_one_article(archive):
    archive.store({"articles": rows("articles", article("a", "One.", url="https://x.example/1"))}, RUN)
    asked = rows("articles", article("b", "One.", url="https://x.example/1"))
    assert archive.named(asked).select("id", "known").row(0) == ("a", True)


def test_another_text_of_one_id_is_kept_beside_the_first_under_its_own(archive):
    archive.store({"articles": rows("articles", article("a", "One."))}, RUN)
    other = rows("articles", article("a", "Two."))
    named = archive.named(other)
    assert named["id"][0].startswith("a~")
    assert not named["known"][0]
    archive.store({"articles": other.with_columns(named["id"])}, RUN)
    assert archive.named(other).select("id", "known").row(0) == (named["id"][0], True)
    assert archive.named(other.with_columns(named["id"])).select("id", "known").row(0) == (
        named["id"][0],
        True,
    )


def test_the_same_file_name_and_text_of_another_day_is_another_article(archive):
    first = article("1.md", "One.", outlet="The Gull", published="2026-11-21")
    archive.store({"articles": rows("articles", first)}, RUN)
    named = archive.named(rows("articles", first | {"outlet": "The Wren", "published": "2026-11-23"}))
    assert not named["known"][0]
    assert named["id"][0].startswith("1.md~")


def test_an_article_is_known_whatever_a_file_on_outlets_calls_its_outlet(archive):
    first = article("1.md", "One.", outlet="Gull Online", published="2026-11-21")
    archive.store({"articles": rows("articles", first)}, RUN)
    again = rows("articles", first | {"outlet": "The Gull"})
    assert archive.named(again).select("id", "known").row(0) == ("1.md", True)
    forget_articles(archive, ["1.md"], RUN)
    assert archive.named(again)["forgotten"].to_list() == [True]


def test_an_article_is_known_again_when_the_id_that_another_had_is_free(archive):
    archive.store({"articles": rows("articles", article("a", "One."))}, RUN)
    other = rows("articles", article("a", "Two."))
    name = archive.named(other)["id"][0]
    archive.store({"articles": other.with_columns(id=pl.lit(name))}, RUN)
    forget_articles(archive, ["a"], RUN)
    assert archive.named(other).select("id", "known").row(0) == (name, True)


def test_who_has_the_name_and_text_of_a_forgotten_article_is_not_forgotten(archive):
    gull = article("1.md", "One.", outlet="The Gull", published="2026-11-21")
    archive.store({"articles": rows("articles", gull)}, RUN)
    forget_articles(archive, ["1.md"], RUN)
    asked = rows("articles", gull, gull | {"outlet": "The Wren", "published": "2026-11-23"})
    assert archive.named(asked)["forgotten"].to_list() == [True, False]


def test_an_article_that_stands_twice_in_what_is_asked_gets_one_id(archive):
    named = archive.named(rows("articles", article("a", "One."), article("a", "One."), article("a", "Two.")))
    assert named["again"].to_list() == [False, True, False]
    assert named["id"].to_list()[:2] == ["a", "a"]
    assert named["id"].n_unique() == 2


def test_ids_that_others_took_meanwhile_stop_the_whole_batch(archive):
    archive.store({"articles": rows("articles", article("a", "One."))}, RUN)
    with pytest.raises(TakenError, match=r"\(a\); nothing was stored"):
        archive.store({"articles": rows("articles", article("b", "Two."), article("a", "Three."))}, RUN)
    assert archive.scan("articles").collect().height == 1


def test_what_is_told_later_supersedes_what_was_told_before(archive):
    first = {
        "articles": rows(
            "articles", article("a", "One."), article("b", "Two.", role="republication", story="story:1")
        ),
        "prints": rows("prints", {"id": "a"}, {"id": "b"}),
        "zones": rows("zones", {"id": "b", "zone": "body", "start": 0, "end": 4}),
        "edges": rows("edges", {"child": "b", "parent": "unseen:1"}),
        "signals": rows("signals", {"id": "b", "rule": "x/y"}),
        "unseen": rows("unseen", {"id": "unseen:1", "children": ["b"]}),
        "stories": rows("stories", {"id": "story:1", "members": ["b"]}),
    }
    archive.store(first, RUN)
    later = {
        "articles": rows("articles", article("b", None, role="own-reporting")),
        "edges": rows("edges", {"child": "b", "parent": "a"}),
    }
    archive.store(later, RUN)
    found = archive.scan("articles").sort("id").collect()
    assert found["role"].to_list() == [None, "own-reporting"]
    assert found["text"].to_list() == ["One.", "Two."]
    assert archive.scan("edges").collect()["parent"].to_list() == ["a"]
    assert archive.scan("zones").collect().height == 1
    for gone in ("signals", "unseen", "stories"):
        assert archive.scan(gone).collect().is_empty()


def test_a_scan_of_some_days_has_them_and_what_is_undated(archive):
    days = {"a": None, "b": date(2026, 11, 1), "c": date(2026, 11, 2), "d": date(2026, 11, 3)}
    archive.store({"articles": rows("articles", *(article(n, n, day=day) for n, day in days.items()))}, RUN)
    found = archive.scan("articles", date(2026, 11, 2), date(2026, 11, 2)).collect()
    assert dict(found.select("id", "day").iter_rows()) == {"a": None, "c": date(2026, 11, 2)}


def test_a_writer_that_comes_second_tries_again(archive):
    other = Archive.open(archive.log.where)
    other.store({"articles": rows("articles", article("a", "One."))}, RUN)
    refresh, archive.refresh = archive.refresh, lambda: None  # it goes on as if nothing had happened
    refused = archive.log.append([])
    archive.refresh = refresh
    assert not refused
    assert (
        archive.store(
            {"articles": rows("articles", article("a", "One."), article("b", "Two."))}, RUN
        ).articles
        == 1
    )


def test_a_table_without_a_column_is_a_fault_of_the_caller(archive):
    with pytest.raises(FrameError, match=r"zones: columns \['start', 'end'\] are missing"):
        archive.store({"zones": rows("zones", {"id": "a"}).drop("start", "end")}, RUN)
    with pytest.raises(FrameError, match="there is no table 'zonen'"):
        archive.store({"zonen": rows("zones", {"id": "a"})}, RUN)
    with pytest.raises(FrameError, match="start: String, not UInt32"):
        archive.store({"zones": rows("zones", {"id": "a", "start": 1}).cast({"start": pl.String})}, RUN)


def test_a_folder_of_other_files_is_no_archive_and_cannot_be_made_one(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Una", encoding="utf-8")
    with pytest.raises(InputError, match=r"this folder is no archive: it holds other files \(letter.txt\)"):
        Archive.open(str(tmp_path))


def test_a_folder_without_an_archive_says_what_makes_one(tmp_path):
    with pytest.raises(InputError, match="there is no archive; `provaudit archive add"):
        Archive.open(tmp_path / "none")


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match=r"holds other files \(thesis.txt\)"):
        Archive.make(tmp_path)
    with pytest.raises(InputError, match="this is a file"):
        Archive.make(tmp_path / "thesis.txt")
