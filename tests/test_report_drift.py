import polars as pl
import pytest
from audit_fixture import TEXTS
from test_report_view import changed

from provaudit.document import SCHEMAS
from provaudit.report.compare import print_pair
from provaudit.report.drifted import SHOWN
from provaudit.report.markdown import markdown
from provaudit.report.show import print_article
from provaudit.report.terminal import Wanted
from provaudit.report.view import flags_of

PLACE = TEXTS["halden.txt"].index("Mechanics")


def drifting(made, *rows):
    """Return the audit with these changes from wire.txt to halden.txt: kind, child_start, child_end, was, now."""
    start = TEXTS["wire.txt"].index("Engineers")
    filled = [
        ("halden.txt", "wire.txt", kind, first, last, start, start + len(was), was, now)
        for kind, first, last, was, now in rows
    ]
    return changed(made, drift=pl.DataFrame(filled, schema=SCHEMAS["drift"], orient="row"))


@pytest.fixture
def lost(made):
    return drifting(made, ("attribution", PLACE, PLACE, "Engineers", ""))


def test_what_is_lost_before_a_line_is_marked_where_it_would_stand(lost, drawn):
    shown = drawn(lambda to: print_article(lost, "halden.txt", to))
    assert "[d1]‹A Mechanics found" in shown
    assert "[d1]  attribution A: “Engineers” → nothing" in shown


def test_a_loss_counts_in_the_headline_of_a_pair(lost, drawn):
    shown = drawn(lambda to: print_pair(lost, "wire.txt", "halden.txt", to))
    assert "drift: B loses 1 attribution of A" in shown
    assert "Engineers[d1]" in shown


def test_without_drift_nothing_is_said_of_it(made, drawn):
    bare = drifting(made)
    for shown in (
        drawn(lambda to: print_article(bare, "halden.txt", to)),
        drawn(lambda to: print_pair(bare, "halden.txt", "wire.txt", to)),
        markdown(bare, Wanted()),
    ):
        assert "drift" not in shown.lower()
        assert "Against" not in shown


def test_a_changed_number_or_quotation_flags_an_article(made, lost):
    assert "drift" in flags_of(made, ["halden.txt"])["halden.txt"]
    assert "drift" not in flags_of(lost, ["halden.txt"])["halden.txt"]
    assert "drift" not in flags_of(made, ["wire.txt"])["wire.txt"]


def test_of_many_changes_the_first_are_told_and_the_rest_counted(made, drawn):
    many = drifting(made, *[("number", n, n + 1, "Eng", "x") for n in range(SHOWN + 3)])
    assert "… and 3 more changes" in drawn(lambda to: print_article(many, "halden.txt", to))
    assert "… and 3 more changes" in markdown(many, Wanted())


def test_wordings_are_disarmed(made, drawn):
    hostile = drifting(made, ("number", PLACE, PLACE + 9, "\x1b[31m[b]six[/b]", "<b>two</b>"))
    assert "\x1b" not in drawn(lambda to: print_article(hostile, "halden.txt", to))
    assert "<b>" not in markdown(hostile, Wanted())
