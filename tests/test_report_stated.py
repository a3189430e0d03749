"""What a user's files say of outlets: beside the figures in every form, and escaped."""

import json

import polars as pl
import pytest
from browser import needs_chromium, opened

import provaudit

LISTED = """outlets:
  - name: Tarn Dispatch
    owner: Quarry Press
    licences: [Reuters]
    ratings:
      - {source: Press Watch, measure: candour, value: "7 <b>of</b> 9", date: 2031-01-02, url: "https://watch.example/t"}
      - {source: Script Watch, value: "\\e[31mlow", url: "javascript:alert(1)"}
"""
PILE = pl.DataFrame(
    {
        "id": ["a", "b"],
        "outlet": ["Tarn Dispatch", "Moor Mail"],
        "text": [
            "The tarn froze over on Monday night. " * 8,
            "The moor road was closed to carts by snow. " * 8,
        ],
    }
)


@pytest.fixture
def files(tmp_path):
    PILE.write_ndjson(tmp_path / "pile.jsonl")
    (tmp_path / "listed.yaml").write_text(LISTED)
    return tmp_path / "pile.jsonl", "--outlets", tmp_path / "listed.yaml"


@pytest.mark.parametrize("form", ["table", "md"])
def test_they_stand_below_the_figures(run, files, form):
    said = run("outlets", *files, "--format", form).out
    figures, _, stated = said.partition("counted in no figure:")
    assert "Press Watch" not in figures
    assert "owner Quarry Press; licences Reuters; rated candour 7" in stated
    assert "Script Watch" in stated
    assert "Moor Mail" not in stated
    assert "\x1b" not in said
    assert ("<b>" in stated) == (form == "table")


def test_nothing_is_added_where_nothing_is_stated(run, files):
    assert "counted in no figure" not in run("outlets", files[0]).out


def test_the_data_have_them_too(run, files):
    told = json.loads(run("outlets", *files, "--format", "json").out)["outlets"]
    stated = {one["outlet"]: one.get("stated") for one in told}
    assert stated["Tarn Dispatch"]["ratings"][0]["value"] == "7 <b>of</b> 9"
    assert stated["Moor Mail"] is None


def test_they_move_no_score(files):
    with_them = provaudit.audit(PILE, outlets=[files[2]])
    without = provaudit.audit(PILE)
    assert with_them.scores.equals(without.scores)


@needs_chromium
def test_the_page_of_an_outlet_shows_them(files, tmp_path):
    with opened(provaudit.audit(PILE, outlets=[files[2]]), tmp_path) as watched:
        page = watched.open("outlet/Tarn Dispatch")
        words = page.locator('[data-view="outlet"]').inner_text()
        assert "owner Quarry Press; licences Reuters" in words
        assert "candour 7 <b>of</b> 9 (Press Watch, 2031-01-02)" in words
        links = page.locator('[data-view="outlet"] ul a[target="_blank"]')
        assert links.evaluate_all("all => all.map((one) => one.href)") == ["https://watch.example/t"]
        assert (
            "Rated elsewhere"
            not in watched.open("outlet/Moor Mail").locator('[data-view="outlet"]').inner_text()
        )
