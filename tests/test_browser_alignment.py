"""Two texts side by side: Chromium and the terminal tell the same of the same pair."""

import io
import re

import polars as pl
import pytest
from browser import needs_chromium, opened
from rich.console import Console

import provaudit
from provaudit.report.compare import print_pair

pytestmark = needs_chromium

A, B, C, D = (
    "Officials of both harbours held an urgent call over cracks in the northern slip of the old coal quay.",
    "The repair, said Chairman Odo Merriwell, would take eleven months and cost nine million crowns of Kestria.",
    (
        "Passengers with season tickets can use the railway across the causeway free of charge until the slip is "
        "mended, while two freight lines move to the coal quay, where a firm from Tannenau inspects the "
        "cranes and the rails for the first time since the great flood of the year before last."
    ),
    "Divers found the first crack on a Tuesday in March, beneath the lamp that marks the end of the mole.",
)
A_ANEW = A.replace("old coal quay", "great pier")
OWN = "Gulls had the mole to themselves all morning, and nobody in the fish hall would talk about money."
MORE = (
    "A council of eleven skippers meets tonight in Pellgate to draw lots for the berths that are still dry."
)
ROWS = [
    ("wire", "Mareline", "2031-05-05T12:00:00Z", "\n\n".join([f"QUILLPORT (Mareline) - {A}", B, MORE, D, C])),
    ("copy", "Late Courier", "2031-05-05T18:05:00Z", f"{A_ANEW}\n\n{C}\n\n{B}\n\n{OWN}\n\n{D}"),
]


@pytest.fixture(scope="module")
def audit():
    return provaudit.audit(pl.DataFrame(ROWS, schema=["id", "outlet", "published", "text"], orient="row"))


@pytest.fixture(scope="module")
def told(audit):
    console = Console(file=io.StringIO(), width=120, color_system=None)
    print_pair(audit, "copy", "wire", console)
    return console.file.getvalue()


@pytest.fixture(scope="module")
def page(audit, tmp_path_factory):
    with opened(audit, tmp_path_factory.mktemp("alignment")) as watched:
        yield watched.open("edge/copy/wire")


def test_as_many_passages_stand_in_another_place_and_fewest_words_do(told, page):
    moved = len(re.findall(r"^\[\d+\] .*in another place", told, re.MULTILINE))
    found = re.search(r"(\d+) in another place", page.locator("h2", has_text="in both").inner_text())
    assert found is not None
    assert int(found[1]) == moved == 2 == page.locator(".gap-cell.child .moved").count()


def test_a_passage_has_the_name_that_the_audit_gives_it_where_its_sentence_ends_otherwise(audit, told, page):
    kinds = sorted(audit.passages["kind"])
    shown = page.locator(".passage-cell.child .number").all_text_contents()
    assert sorted(re.findall(r"^\[\d+\] (\w+)", told, re.MULTILINE)) == kinds == ["verbatim"] * 4
    assert page.locator(".passage-cell.child ins").first.inner_text() == "great pier."
    assert shown == ["1 verbatim, but for its ends", "4 verbatim"]


def test_the_edge_has_one_confidence(told, page):
    said = re.search(r"(\d+% sure that) B has its words from A", told)
    assert said is not None
    assert said[1] in page.locator('[data-view="edge"]').inner_text()


def test_what_stands_in_another_place_looks_unlike_what_stands_in_one_text(page):
    colour = "one => getComputedStyle(one).color"
    moved, pale = (page.locator(f".gap-cell {part}").first.evaluate(colour) for part in (".moved", ".pale"))
    assert moved != pale
    assert "another place" in page.locator(".legend:visible li", has=page.locator(".moved")).inner_text()
