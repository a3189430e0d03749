import json

import polars as pl
import pytest

from provaudit.document import SCHEMAS
from provaudit.report.machine import write_tables
from provaudit.report.standards.tidy import LONG, PACKAGE, meanings


@pytest.fixture(params=["csv", "parquet"])
def folder(request, made, tmp_path):
    write_tables(made, tmp_path, request.param)
    return tmp_path


def test_every_table_and_column_says_what_it_is(folder):
    package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    assert [one["name"] for one in package["resources"]] == [*SCHEMAS, *LONG]
    for one in package["resources"]:
        path = folder / one["path"]
        columns = pl.read_parquet_schema(path) if path.suffix == ".parquet" else pl.read_csv(path).columns
        assert [field["name"] for field in one["schema"]["fields"]] == list(columns)
        assert all(field["description"] for field in one["schema"]["fields"])


def test_nothing_is_described_that_is_in_no_table(made, tmp_path):
    write_tables(made, tmp_path, "csv", with_text=True)
    written = {path.stem: pl.read_csv(path).columns for path in tmp_path.glob("*.csv")}
    assert {name: list(told["columns"]) for name, told in meanings().items()} == {
        name: sorted(columns, key=list(meanings()[name]["columns"]).index)
        for name, columns in written.items()
    }


def test_reasons_come_one_a_row(made, tmp_path):
    write_tables(made, tmp_path, "parquet")
    reasons = pl.read_parquet(tmp_path / "evidence.parquet")
    assert reasons.row(0) == ("portside.txt", "wire.txt", 1, "It credits Tidewater in its source line.")
    assert reasons.height == sum(map(len, made.edges["evidence"]))


def test_what_an_unseen_source_said_comes_one_passage_and_child_a_row(made, tmp_path):
    write_tables(made, tmp_path, "parquet")
    said = pl.read_parquet(tmp_path / "said.parquet")
    assert said.select("unseen", "place", "child").rows() == [
        ("unseen:1", 1, "lakeview.txt"),
        ("unseen:1", 1, "fernmark.txt"),
    ]


def test_the_package_names_the_rulebook(folder):
    package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    assert package["rulebook"]["digest"] == "0" * 64
