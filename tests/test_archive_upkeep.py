"""An archive can be slimmed, proved, and made to forget."""

import os
from pathlib import Path

import polars as pl
import pytest
from test_archive_store import DAY, RUN, article, rows

from provaudit.archive import Archive
from provaudit.archive.forgetting import forget_articles, forget_outlet
from provaudit.archive.proving import findings
from provaudit.archive.upkeep import compact
from provaudit.errors import InputError, StorageError


def told(*names, **more):
    """Return a batch with everything that each article must have."""
    when = pl.lit(DAY).cast(pl.Datetime("us")).alias("published_at")
    given = rows("articles", *(article(name, f"The text of {name}.") | more for name in names))
    return {"articles": given.with_columns(when), "prints": rows("prints", *({"id": name} for name in names))}


@pytest.fixture
def archive(tmp_path):
    made = Archive.make(tmp_path / "archive")
    made.store(told("a", "b", outlet="The Heron", story="s"), RUN)
    family = {
        "edges": rows("edges", {"child": "b", "parent": "a"}),
        "stories": rows("stories", {"id": "s", "members": ["a", "b"], "root": "a"}),
        "signals": rows("signals", {"id": "b", "rule": "x/y"}),
    }
    made.store(told("b", outlet="The Heron", story="s", role="republication") | family, RUN)
    made.store(told("c", outlet="Other"), RUN)
    return made


def ids(archive):
    return archive.scan("articles").select("id").collect()["id"].sort().to_list()


def test_a_whole_archive_has_no_findings(archive):
    assert list(findings(archive)) == []


def test_an_archive_without_an_article_has_no_findings(tmp_path):
    assert list(findings(Archive.make(tmp_path / "empty"))) == []


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (Path.unlink, "it is not there"),
        (lambda file: os.truncate(file, 100), "it has 100 bytes, and had "),
        (lambda file: file.write_bytes(bytes(file.stat().st_size)), "cannot be read"),
    ],
    ids=["gone", "cut off", "overwritten"],
)
@pytest.mark.parametrize("table", ["texts", "edges"])
def test_files_that_came_to_harm_are_named(archive, table, harm, fault):
    harm(next(Path(archive.log.where, f"table={table}").glob("*/*")))
    (found,) = findings(archive)
    assert (found.what.partition(":")[0], found.number) == ("files are gone or damaged", 1)
    assert found.example.startswith(f"table={table}/")
    assert fault in found.example


def test_whoever_meets_a_file_that_is_gone_is_told_who_knows_more(archive):
    next(Path(archive.log.where, "table=verdicts").glob("*/*")).unlink()
    with pytest.raises(StorageError, match=r"`provaudit archive verify --archive .*` says what"):
        compact(archive)


def test_compacting_changes_nothing_that_is_read(archive):
    before = {table: archive.scan(table).collect() for table in ("articles", "edges", "stories", "signals")}
    done = compact(archive)
    assert (done.rows, done.merged > 0, done.swept > 0) == (
        2,
        True,
        True,
    )  # the first verdict and prints of b
    for table, rows_before in before.items():
        after = archive.scan(table).collect()
        assert after.sort(after.columns[0]).equals(rows_before.sort(rows_before.columns[0]))
    assert compact(archive).rows == 0
    assert list(findings(archive)) == []


def test_what_others_put_into_the_folder_stays(archive):
    folder = Path(archive.log.where)
    (folder / "published" / "daily").mkdir(parents=True)
    mine = [folder / "notes.txt", folder / "published" / "daily" / "x.parquet"]
    for path in mine:
        path.write_text("mine", encoding="utf-8")
    orphan = next(folder.glob("table=texts/*")) / "left.parquet"
    orphan.write_text("of a run that was killed", encoding="utf-8")
    assert compact(archive).swept > 0
    assert [path.read_text(encoding="utf-8") for path in mine] == ["mine", "mine"]
    assert not orphan.exists()
    assert archive.log.strays() == []


def bytes_of(folder):
    return b"".join(path.read_bytes() for path in Path(folder).rglob("*") if path.is_file())


def test_a_forgotten_article_is_in_no_file_and_stays_out(archive):
    done = forget_articles(archive, ["a"], RUN)
    assert (done.articles, done.untraced) == (1, 1)
    assert ids(archive) == ["b", "c"]
    assert archive.named(told("a")["articles"])["forgotten"].to_list() == [True]
    assert list(findings(archive)) == []
    everything = bytes_of(archive.log.where)
    assert b"The text of c." in everything
    assert b"The text of a." not in everything


def test_who_was_traced_to_a_forgotten_article_is_to_be_traced_again(archive):
    forget_articles(archive, ["a"], RUN)
    left = archive.scan("articles").filter(pl.col("id") == "b").select("role", "story", "text").collect()
    assert left.row(0) == (None, None, "The text of b.")
    assert archive.scan("signals").collect()["rule"].to_list() == ["x/y"]
    assert archive.scan("edges").collect().is_empty()


def test_an_outlet_is_forgotten_in_whatever_case(archive):
    assert forget_outlet(archive, ["the heron"], RUN).articles == 2
    assert ids(archive) == ["c"]
    assert archive.named(told("d", outlet="THE HERON")["articles"])["forgotten"].to_list() == [True]
    assert b"Heron" not in bytes_of(archive.log.where)
    assert list(findings(archive)) == []


def test_what_is_not_there_cannot_be_forgotten(archive):
    with pytest.raises(InputError, match="no article with the id or address z"):
        forget_articles(archive, ["a", "z"], RUN)
    with pytest.raises(InputError, match="no article of an outlet named Nobody"):
        forget_outlet(archive, ["Nobody"], RUN)
    assert ids(archive) == ["a", "b", "c"]
