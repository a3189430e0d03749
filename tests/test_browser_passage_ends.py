"""Two texts side by side in Chromium: a passage ends with its sentence where the next one goes on otherwise."""

import polars as pl
from browser import needs_chromium, opened

import provaudit

pytestmark = needs_chromium

REST = [
    "Chairman Odo Merriwell told Ida Penhallow of the coast survey that the repair of the slip would take months.",
    "Passengers with season tickets can use the railway across the causeway free of charge until the slip is mended.",
    "Two freight lines will be moved to the coal quay, where the cranes are being inspected by a firm from Tannenau.",
]
ROWS = [("wire", "Mareline", "2031-05-05T12:00:00Z"), ("copy", "Late Courier", "2031-05-05T18:05:00Z")]


def test_a_word_that_two_sentences_begin_with_draws_neither_into_the_passage(tmp_path):
    ends = (
        " the minister of fisheries promised eleven cranes.",
        " nobody in the town hall picked up the telephone.",
    )
    rows = [(*ROWS[n], "\n\n".join(REST) + f" On {('Monday', 'Friday')[n]}{ends[n]}") for n in (0, 1)]
    audit = provaudit.audit(pl.DataFrame(rows, schema=["id", "outlet", "published", "text"], orient="row"))
    with opened(audit, tmp_path) as watched:
        page = watched.open("edge/copy/wire")
        shared = [cell.strip() for cell in page.locator(".passage-cell p").all_inner_texts()]
        assert shared
        assert [cell for cell in shared if "minister of fisheries" in cell or "town hall" in cell] == []
        assert "town hall" in page.locator(".beside").inner_text()
