"""Two texts side by side in Chromium: sentences stay whole where a passage begins or ends within one."""

import polars as pl
import pytest
from browser import needs_chromium, opened

import provaudit

pytestmark = needs_chromium

LEAD = "Officials of both harbours held an urgent call over cracks in the northern slip, the ministry said on Friday."
REST = [
    "Chairman Odo Merriwell told Capt. Ida Penhallow of the U.S. Coast Survey that the repair would take months.",
    "Passengers with season tickets can use the railway across the causeway free of charge until the slip is mended.",
    "Two freight lines will be moved to the coal quay, where the cranes are being inspected by a firm from Tannenau.",
]
CLOSING = (
    "Closing the northern slip could cut the islands off from their doctors, both sides warned on Friday."
)
ROWS = [
    ("wire", "Mareline", "2031-05-05T12:00:00Z", "\n\n".join([f"QUILLPORT (Mareline) - {LEAD}", *REST])),
    ("copy", "Late Courier", "2031-05-05T18:05:00Z", "\n\n".join([LEAD, CLOSING, *REST])),
]


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    audit = provaudit.audit(pl.DataFrame(ROWS, schema=["id", "outlet", "published", "text"], orient="row"))
    with opened(audit, tmp_path_factory.mktemp("sentences")) as watched:
        page = watched.open("edge/copy/wire")
        yield [cell.strip() for cell in page.locator(".passage-cell p, .beside .pale").all_inner_texts()]


def test_no_cell_begins_or_ends_within_a_sentence(cells):
    assert len(cells) >= 4
    assert [cell for cell in cells if not cell.endswith(".")] == []
    assert [cell for cell in cells if not cell[0].isupper()] == []


def test_a_stop_behind_an_abbreviation_ends_no_sentence(cells):
    assert any("Capt. Ida Penhallow of the U.S. Coast Survey that the repair" in cell for cell in cells)


def test_what_a_side_has_more_is_kept(cells):
    assert any("both sides warned on Friday." in cell for cell in cells)
    assert sum("the ministry said on Friday." in cell for cell in cells) == 2
