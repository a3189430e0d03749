import re
import subprocess
import sys
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import polars as pl
import pytest
from profile_fixture import HOSTILE, empty
from test_report_terminal import large

import provaudit
from provaudit.report import notebook as room
from provaudit.report.notebook import NODES, ROWS, notebook

ALLOWED = {"div", "p", "b", "table", "thead", "tbody", "tr", "th", "td", "code"}
DRAWN = {"svg", "path", "circle", "rect", "text"}


def read(html):
    return fromstring(html)  # noqa: S314 - our own page


def texts(html, tag):
    return ["".join(one.itertext()) for one in read(html).iter() if one.tag.endswith(tag)]


def test_an_audit_shows_itself_in_a_notebook(made):
    assert provaudit.Audit is type(made)
    assert made._repr_html_() == notebook(made)


def test_an_audit_made_by_other_ways_keeps_its_line():
    code = "from provaudit.document import Audit; print(Audit._repr_html_)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "None\n"


def test_totals_come_first(made):
    assert texts(notebook(made), "b") == ["8 articles · 1 story · 1 unseen source · 1 problem"]


def test_the_worst_articles_are_in_the_table(made):
    html = notebook(made)
    assert texts(html, "th")[:2] == ["outlet", "headline"]
    assert texts(html, "td")[0] == "Lakeview Herald"


def test_the_story_is_a_picture_with_a_mark_an_article_and_an_unseen_source(made):
    svg = next(one for one in read(notebook(made)).iter() if one.tag.endswith("svg"))
    tags = [one.tag.rpartition("}")[2] for one in svg]
    assert (tags.count("rect"), tags.count("circle")) == (2, 2)  # copies; the original, the ring of a part
    shapes = [one.get("d") for one in svg if one.get("d", "").endswith("Z")]
    assert [shape.lower().count("l") for shape in shapes] == [
        3,
        1,
        5,
        0,
    ]  # edited, in other words, not here, half a disc
    dashes = [one.get("stroke-dasharray") for one in svg if one.get("stroke-dasharray")]
    assert dashes == ["3 3", "1.5 2.5", "4 3"]
    assert svg.get("aria-label")


def test_a_copy_is_coloured_by_its_credit(made):
    fills = {one.get("fill") for one in read(notebook(made)).iter() if one.tag.endswith(("rect", "path"))}
    assert fills == {room.OPEN, room.VAGUE, room.SAID, "none"}


def test_it_is_made_of_plain_elements_without_style_or_script(made):
    elements = list(read(notebook(made)).iter())
    assert {one.tag.rpartition("}")[2] for one in elements} <= ALLOWED | DRAWN
    attributes = {attribute for one in elements for attribute in one.attrib}
    assert not attributes & {"style", "class", "id", "href", "onclick", "onload"}


def test_what_an_article_says_is_text(made):
    hostile = pl.lit(HOSTILE)
    html = notebook(replace(made, articles=made.articles.with_columns(outlet=hostile, title=hostile)))
    assert "<script" not in html
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", html)


def test_a_large_audit_is_shown_in_part(made):
    html = notebook(large(made, 500))
    assert len(texts(html, "tr")) == ROWS + 1
    assert f"… and {501 - ROWS} more, in audit.articles" in texts(html, "p")
    assert len(texts(html, "text")) <= NODES
    assert len(html) < 20_000


def test_a_story_that_is_joined_in_the_picture_is_shown_before_a_worse_that_is_not(made, monkeypatch):
    story = room.worst(made)[0]
    loose = replace(story, id="story:9", roots=tuple(replace(root, children=()) for root in story.roots))
    monkeypatch.setattr(room, "worst", lambda _audit: [loose, story])
    assert any(text.startswith("story 1, ") for text in texts(notebook(made), "p"))
    monkeypatch.setattr(room, "worst", lambda _audit: [loose])
    assert any(text.startswith("story 9, ") for text in texts(notebook(made), "p"))


def test_nothing_is_shown_of_nothing(made):
    html = notebook(empty(made))
    assert texts(html, "b") == ["0 articles · 0 stories · 0 unseen sources · 0 problems"]
    assert "<table" not in html


@pytest.mark.parametrize("colour", [room.OPEN, room.VAGUE, room.SAID, room.QUIET])
def test_colours_stand_on_white_and_on_black(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    assert min(1.05 / (light + 0.05), (light + 0.05) / 0.05) >= 3  # WCAG 2.2, 1.4.11
