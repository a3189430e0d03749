"""Credits to makers without a name, as a paragraph of their own or at a paragraph's head."""

import polars as pl
import pytest
from test_zones import LAST, LEAD, MORE, zones

import provaudit

SIGNED = [
    "By our staff and agencies", "By staff and agencies", "By Courier Staff and Wire Reports", "From agencies",
    "By our foreign correspondents, staff and the news agencies", "By Ada Quill and agencies",
    "From our own correspondent and wire services", "By our staff and agencies in Orleva", "BY STAFF AND AGENCIES",
]  # fmt: skip


def credit_of(text):
    found = provaudit.audit(pl.DataFrame({"id": ["a"], "text": [text]}))
    return found.signals.filter(pl.col("mark") == "generic")["zone"].to_list()


@pytest.mark.parametrize("end", ["", "."])
@pytest.mark.parametrize("line", [*SIGNED, "Staff and agencies", "Our staff and wire services"])
def test_a_paragraph_of_its_own_is_a_byline_that_credits_agencies(line, end):
    text = "\n\n".join([line + end, LEAD, MORE, LAST])
    assert zones(text)[0] == ("byline", line + end)
    assert credit_of(text) == ["byline"]


@pytest.mark.parametrize("mark", [".", ":", " —", " -", " |"])
@pytest.mark.parametrize("line", SIGNED)
def test_at_the_head_of_a_paragraph_it_is_cut_off(line, mark):
    text = "\n\n".join([f"{line}{mark} {LEAD}", MORE, LAST])
    (credit, said), (prose, rest) = zones(text)[:2]
    assert (credit, said.rstrip(" .:—-|")) == ("byline", line)
    assert (prose, rest.lstrip("—-| ")) == ("body", LEAD)
    assert credit_of(text) == ["byline"]


@pytest.mark.parametrize(
    "head",
    [
        "By all agencies that had been asked, the bridge was found to be sound.",
        "From agencies to clerks, everybody was told to stay at home.",
        "By our reporters’ count, forty boats were lost.",
        "By Tuesday the wires had been cut. Agencies were called.",
        "By then reporters and agencies had left the town.",
        "From staff and agencies came word that Orleva was safe.",
    ],
)
def test_a_sentence_that_begins_alike_is_prose(head):
    text = "\n\n".join([f"{head} {LEAD}", MORE, LAST])
    assert zones(text)[0] == ("body", f"{head} {LEAD}")
    assert credit_of(text) == []
