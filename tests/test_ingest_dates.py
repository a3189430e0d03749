"""Dates as publishers write them."""

import json
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provaudit.ingest import from_frame, read
from provaudit.ingest.dates import dated

DAY = datetime(2024, 6, 14)  # noqa: DTZ001 -- ARTICLES.published_at is UTC without a zone
MINUTE = DAY + timedelta(hours=10, minutes=20)
SECOND = MINUTE + timedelta(seconds=30)


def parsed(stated: str | None) -> tuple[datetime | None, str | None]:
    frame = dated(pl.DataFrame({"published": [stated]}, schema={"published": pl.String}))
    return frame.select("published_at", "precision").row(0)


@pytest.mark.parametrize(
    "stated",
    [
        "2024-06-14", " 2024-06-14\n", "2024/6/14", "20240614", "2024-06-14Z", "2024-06-14+02:00",
        "June 14, 2024", "Jun. 14 2024", "Friday, June 14th, 2024", "14 June 2024", "14-Jun-2024",
        "14. June 2024",
        "14.06.2024", "14. 6. 2024", "14/06/2024", "06/14/2024", "14-06-2024",
        "2024-06-14T00:00:00", "2024-06-14 00:00", "2024-06-14T00:00:00Z", "1718323200",
        "June 14, 2024 10:20 IST", "2024-06-14T10:20:30+99:99", "2024-06-14T10:20+01:75",
    ],
)  # fmt: skip
def test_a_day_is_known_to_the_day(stated):
    assert parsed(stated) == (DAY, "day")


@pytest.mark.parametrize(
    "stated",
    [
        "2024-06-14T10:20", "2024-06-14 10:20Z", "2024-06-14T12:20+02:00", "2024-06-14T15:50+0530",
        "202406141020",
        "June 14, 2024 at 6:20 a.m. EDT", "June 14, 2024, 10:20 AM", "14 June 2024 - 10:20 UTC",
        "14.06.2024 10:20",
    ],
)  # fmt: skip
def test_a_time_is_known_to_the_minute(stated):
    assert parsed(stated) == (MINUTE, "minute")


@pytest.mark.parametrize(
    "stated",
    [
        "2024-06-14T10:20:30", "2024-06-14 10:20:30.123456", "2024-06-14T05:20:30-05:00", "20240614T102030Z",
        "Fri, 14 Jun 2024 10:20:30 +0000", "Fri, 14 Jun 2024 10:20:30 GMT", "Fri, 14 Jun 2024 06:20:30 EDT",
        "Fri Jun 14 10:20:30 +0000 2024", "Fri Jun 14 10:20:30 2024",
        "Fri Jun 14 2024 12:20:30 GMT+0200 (Central European Summer Time)",
        "1718360430", "1718360430.7", "1718360430000", "1718360430000000",
    ],
)  # fmt: skip
def test_a_time_is_known_to_the_second(stated):
    assert parsed(stated) == (SECOND, "second")


def test_midnight_in_a_zone_away_from_utc_is_a_time():
    assert parsed("2024-06-14T00:00:00+02:00") == (DAY - timedelta(hours=2), "second")


def test_noon_and_midnight_on_the_dial_of_twelve():
    assert parsed("June 14, 2024 12:05 PM")[0] == DAY + timedelta(hours=12, minutes=5)
    assert parsed("June 14, 2024 12:05 am")[0] == DAY + timedelta(minutes=5)


@pytest.mark.parametrize("stated", ["06/07/2024", "6-7-2024", "8/9/19", "14 Jun 24"])
def test_an_ambiguous_date_stays_unknown(stated):
    assert parsed(stated) == (None, None)


def test_equal_day_and_month_are_not_ambiguous():
    assert parsed("06/06/2024") == (DAY - timedelta(days=8), "day")


@pytest.mark.parametrize(
    "stated",
    [
        None, "yesterday", "2024", "2024-06", "2024-02-30", "2024-13-01", "2024-06-14T25:00",
        "0001-01-01T00:00:00",
        "9999-12-31", "June 14, 2024 13:20 PM", "12", "9" * 25, "x" * 100_000, "June ۱۴, 2024", "²024-06-14",
    ],
)  # fmt: skip
def test_what_is_no_date_stays_unknown(stated):
    assert parsed(stated) == (None, None)


def test_the_statement_is_kept_and_named_as_not_understood():
    got = from_frame(pl.DataFrame({"text": ["a", "b"], "date": ["last week", "2024-06-14"]}))
    assert got.articles["published"].to_list() == ["last week", "2024-06-14"]
    assert got.articles["published_at"].to_list() == [None, DAY]
    assert got.problems["path"].item() == "frame"
    assert got.problems["message"].item() == (
        '1 date was not understood and counts as unknown, first "last week" (article frame#1, row 1);'
        " expected e.g. 2024-06-14 or 2024-06-14T10:30"
    )


def test_dates_that_are_not_understood_are_named_once_a_file(tmp_path):
    stated = ["2024-06-14", "soon", "2024-13-45", "03/04/2024", None, ""]
    lines = [json.dumps({"id": f"a{n}", "date": day, "text": "A bridge."}) for n, day in enumerate(stated)]
    (tmp_path / "pile.jsonl").write_text("\n".join(lines))
    (tmp_path / "one.md").write_text('---\ndate: "\\e[31mnever"\n---\nA bridge.')
    messages = read([tmp_path / "pile.jsonl", tmp_path / "one.md"]).problems["message"].to_list()
    assert messages[0].startswith(
        '3 dates were not understood and count as unknown, first "soon" (article a1, line 2)'
    )
    assert '1 date was not understood and counts as unknown, first "\\x1b[31mnever"' in messages[1]
    assert "(article one.md)" in messages[1]
    assert len(messages) == 2


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2024, 6, 14), (DAY, "day")),
        (SECOND, (SECOND, "second")),
        (DAY, (DAY, "day")),
        (SECOND.replace(tzinfo=UTC), (SECOND, "second")),
        (1718360430, (SECOND, "second")),
        (1718360430.0, (SECOND, "second")),
    ],
)
def test_typed_columns_are_dates_too(value, expected):
    got = from_frame(pl.DataFrame({"text": ["a"], "published": [value]}))
    assert got.articles.select("published_at", "precision").row(0) == expected


def test_rows_keep_their_order():
    stated = [f"2024-06-{day:02}" for day in range(30, 0, -1)] * 2
    got = dated(pl.DataFrame({"published": stated}))
    assert got["published_at"].dt.day().to_list() == [*range(30, 0, -1)] * 2


@settings(max_examples=40, deadline=None)
@given(st.datetimes(min_value=datetime(1700, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 -- as above
def test_what_python_writes_is_read_back(moment):
    second = moment.replace(microsecond=0)
    assert parsed(moment.isoformat())[0] == second
    assert parsed(second.strftime("%a, %d %b %Y %H:%M:%S +0000"))[0] == second


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40) | st.from_regex(r"[0-9./: -]{1,30}", fullmatch=True))
def test_no_statement_stops_the_reader(stated):
    at, precision = parsed(stated)
    assert (at is None) == (precision is None)
