"""A story's sentence where one outlet alone names an agency: who had the text before it may have written it."""

import polars as pl
import pytest

import provaudit
from provaudit.report.stories import worst

TEXT = (
    "The county council voted on Tuesday night to close the old lighthouse road for the winter, after engineers found "
    "that the sea wall beneath it had shifted by eleven centimetres since August.\n\n"
    "Harbour master Ina Bellweather told the meeting that two lorries a day still use the road to reach the market."
)
WIRE = f"MARROW (AP) - {TEXT}"
DOUBT = (
    "Only Northern Chronicle names the source, and Marrow Gazette had the text before it: the text may be "
    "Marrow Gazette’s own."
)


def told(*rows):
    audit = provaudit.audit(pl.DataFrame(rows, schema=["id", "outlet", "published", "text"], orient="row"))
    (story,) = worst(audit)
    return story.verdict


@pytest.mark.parametrize(
    ("quiet", "names", "doubted"),
    [
        ("2031-05-05T09:00:00Z", "2031-05-06T12:00:00Z", True),
        ("2031-05-05", "2031-05-06", True),
        ("2031-05-06", "2031-05-06T12:00:00Z", False),
        ("2031-05-06T13:00:00Z", "2031-05-06T12:00:00Z", False),
        ("2031-05-05T09:00:00Z", None, False),
    ],
)
def test_who_had_the_text_before_the_only_one_that_names_an_agency_is_not_simply_accused(
    quiet, names, doubted
):
    said = told(("a", "Marrow Gazette", quiet, TEXT), ("b", "Northern Chronicle", names, WIRE))
    assert said.startswith("Probably AP wrote it, in a text that is not in the pile (unseen source 1).")
    assert said.endswith(DOUBT) is doubted


def test_two_outlets_that_name_the_agency_are_believed():
    rows = [
        ("b", "Northern Chronicle", "2031-05-06T12:00:00Z", WIRE),
        ("c", "Eel Mail", "2031-05-06T13:00:00Z", WIRE),
    ]
    assert "may be" not in told(("a", "Marrow Gazette", "2031-05-05T09:00:00Z", TEXT), *rows)
