"""Dates as publishers write them to UTC, over a whole column; what is ambiguous stays unknown."""

import re
from types import MappingProxyType

import polars as pl

from provaudit.choices import YEARS
from provaudit.ingest.months import MONTHS

_TIME = (
    r"(?:(?:[Tt]|\s*[,|·–—-]?\s+(?:(?:at|um|à|om|alle|a\s+las|às|о|в|kl\.?)\s+)?)(?P<hour>\d{1,2})[:.h]"
    r"(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?:Uhr)?\s*"
    r"(?P<zone>[A-Za-z+(−-].{0,40})?)?$"
)
_COMPACT_TIME = r"(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<zone>Z)?)?$"
_EASTERN_TIME = r"(?:[（(]\pL[)）])?(?:\s*(?P<hour>\d{1,2})(?::|[時时시]\s*)(?P<minute>\d{2})[分분]?)?$"
_WEEKDAY = r"^(?:[\pL]{2,13}\.?,?\s+)?"
_MONTH = r"(?P<month>\pL{3,12})\.?"
_WRITTEN = (
    # 2024-06-14, 2024/6/14, 2024-06-14T10:20:30.5+02:00, 2024-06-14Z
    r"^(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?:[Zz]|[+-]\d{2}:\d{2})?" + _TIME,
    # 20240614, 20240614T102030Z, 20240614102030
    r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})" + _COMPACT_TIME,
    # 14.06.2024, 14. 6. 2024: with dots the day comes first everywhere
    r"^(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})" + _TIME,
    # 14/06/2024 and 06/14/2024: read only where one order is possible
    r"^(?P<first>\d{1,2})[/-](?P<other>\d{1,2})[/-](?P<year>\d{4})" + _TIME,
    # 14 June 2024, Fri, 14 Jun 2024 10:20:30 +0000 (RFC 2822), 14. Juni 2024, 14 de junio de 2024
    _WEEKDAY
    + r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:de\s+|of\s+)?"
    + _MONTH
    + r",?[\s-]+(?:de\s+)?(?P<year>\d{4})(?:\s*(?:г|р)\.)?"
    + _TIME,
    # June 14, 2024; Friday, June 14th, 2024 at 10:20 a.m. EDT
    _WEEKDAY + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})" + _TIME,
    # 2024年6月14日 10時20分, 2024년 6월 14일
    r"^(?P<year>\d{4})[年년]\s*(?P<month>\d{1,2})[月월]\s*(?P<day>\d{1,2})[日일]" + _EASTERN_TIME,
    # 10:20 PM EDT, Fri June 14, 2024
    _WEEKDAY + r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"(?:\s+(?P<zone>[A-Z]{1,5}))?,?\s+"
    + _WEEKDAY[1:]
    + _MONTH
    + r"\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})$",
    # Fri Jun 14 10:20:30 +0000 2024
    _WEEKDAY + _MONTH + r"\s+(?P<day>\d{1,2})\s+(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2})"
    r"(?:\s+(?P<zone>[A-Z+-][A-Z0-9]*))?\s+(?P<year>\d{4})$",
)
_PATTERNS = [pattern.replace(r"\d", "[0-9]") for pattern in _WRITTEN]  # \d alone has the digits of any script

_MONTHS = {**MONTHS} | {
    spelling: number for number in range(1, 13) for spelling in (f"{number:02}", str(number))
}

ZONES = MappingProxyType(
    {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420}
    | {"mdt": -360, "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "jst": 540, "kst": 540}
)
"""Minutes east of UTC of the zone names that RFC 2822 defines, and of four more that mean one thing only."""

_MONTHS_A_YEAR = 12
_DIAL = 12
_DATE = ("year", "month", "day")

_EPOCH = {10: 1, 13: 1_000, 16: 1_000_000}
"""Digits of a Unix time of this age (2001 to 2286) and what they count a second."""


_OFFSET = r"^(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>[0-9]{2}):?(?P<minutes>[0-9]{2})?(?:\s*\(.*)?$"
_OFFSETS = (-12 * 60, 14 * 60)  # minutes: no place on earth lies beyond
_STAMP = "%Y-%m-%d %H:%M:%S"


def day(zone: str = "UTC") -> pl.Expr:
    """Return the day (Date) of a zone on which an article was published; a date without a time of day is that day.

    Columns in: published_at, precision.
    """
    at = pl.col("published_at")
    local = at.dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.date()
    return pl.when(pl.col("precision") == "day").then(at.dt.date()).otherwise(local)


def dated(frame: pl.DataFrame) -> pl.DataFrame:
    """Add `published_at` and `precision`, read from `published`; both null where that states no date.

    Columns in: published. Columns out: all, and published_at (UTC), precision (day, minute, second). Without
    a stated zone a time is taken for UTC. Midnight, if not in a zone away from UTC, is the day alone, and so
    is a time in a zone of unknown name.
    """
    distinct = frame.select(pl.col("published").drop_nulls().unique(maintain_order=True))
    parsed = distinct.with_columns(_parts()).with_columns(_numbers()).with_columns(_stamps())
    moments = parsed.select("published", *_moment())
    return frame.join(moments, on="published", how="left", maintain_order="left")


def _parts() -> list[pl.Expr]:
    """Take a date apart into the named groups of the patterns, as text, and `epoch`."""
    stated = pl.col("published").str.strip_chars()
    found: dict[str, list[pl.Expr]] = {}
    for pattern in _PATTERNS:
        groups = stated.str.extract_groups(pattern)
        for name in re.findall(r"\?P<(\w+)>", pattern):
            found.setdefault(name, []).append(groups.struct.field(name))
    epoch = stated.str.extract(r"^([0-9]{10}|[0-9]{13}|[0-9]{16})(?:\.[0-9]*)?$")
    return [pl.coalesce(groups).alias(name) for name, groups in found.items()] + [epoch.alias("epoch")]


def _numbers() -> list[pl.Expr]:
    """Read the parts: month and day as numbers, hour on the dial of 24, the zone as minutes east of UTC."""
    first, other = pl.col("first").cast(pl.Int32), pl.col("other").cast(pl.Int32)
    month_first = other > _MONTHS_A_YEAR
    day_first = (first > _MONTHS_A_YEAR) | (first == other)
    month = pl.col("month").str.to_lowercase().replace_strict(_MONTHS, default=None, return_dtype=pl.Int32)
    hour = pl.col("hour").cast(pl.Int32)
    afternoon = pl.col("half").str.to_lowercase().str.starts_with("p")
    dial = pl.when(hour.is_between(1, _DIAL)).then(hour % _DIAL + afternoon.cast(pl.Int32) * _DIAL)
    return [
        pl.coalesce(month, pl.when(month_first).then(first).when(day_first).then(other)).alias("month"),
        pl.coalesce(
            pl.col("day").cast(pl.Int32), pl.when(month_first).then(other).when(day_first).then(first)
        ).alias("day"),
        pl.when(pl.col("half").is_null()).then(hour).otherwise(dial).alias("hour"),
        pl.col("hour").is_not_null().alias("timed"),
        _offset(pl.col("zone").str.strip_chars("() ").str.replace("−", "-", literal=True)).alias("offset"),
    ]


def _offset(zone: pl.Expr) -> pl.Expr:
    groups = zone.str.extract_groups(_OFFSET).struct
    minutes = groups.field("hours").cast(pl.Int32) * 60 + groups.field("minutes").cast(pl.Int32).fill_null(0)
    named = zone.str.to_lowercase().replace_strict(ZONES, default=None, return_dtype=pl.Int32)
    east = pl.when(groups.field("sign") == "-").then(-minutes).otherwise(minutes)
    there_is = east.is_between(*_OFFSETS) & (groups.field("minutes").fill_null("00") < "60")
    return pl.coalesce(pl.when(there_is).then(east), named)


def _stamps() -> list[pl.Expr]:
    """Put the numbers together: `date` at midnight, `moment` in UTC; null for a day that never was."""
    date = pl.format("{}-{}-{}", "year", *(pl.col(part).cast(pl.String).str.zfill(2) for part in _DATE[1:]))
    hour, minute = pl.col("hour").cast(pl.String).str.zfill(2), pl.col("minute")
    clock = pl.format("{} {}:{}:{}", date, hour, minute, pl.col("second").fill_null("00"))
    east = pl.duration(minutes=pl.col("offset").fill_null(0))
    length = pl.col("epoch").str.len_chars()
    unit = length.replace_strict(_EPOCH, default=None, return_dtype=pl.Int64)
    epoch = (pl.col("epoch").cast(pl.Int64) * (1_000_000 // unit)).cast(pl.Datetime("us"))
    moment = pl.coalesce(clock.str.to_datetime(_STAMP, strict=False, time_unit="us") - east, epoch)
    day = (date + " 00:00:00").str.to_datetime(_STAMP, strict=False, time_unit="us")
    return [pl.coalesce(day, epoch.dt.truncate("1d")).alias("date"), moment.alias("moment")]


def _moment() -> list[pl.Expr]:
    """Decide how precise the date is, and give the moment or the start of its day."""
    moment, date, epoch = pl.col("moment"), pl.col("date"), pl.col("epoch").is_not_null()
    stranger = pl.col("zone").is_not_null() & pl.col("offset").is_null()
    midnight = (moment == date) & (pl.col("offset").fill_null(0) == 0)
    by_day = ~epoch & ~pl.col("timed") | stranger | midnight
    fine = pl.when(epoch | pl.col("second").is_not_null()).then(pl.lit("second")).otherwise(pl.lit("minute"))
    at = pl.when(by_day).then(date).otherwise(moment)
    known = at.dt.year().is_between(YEARS[0], YEARS[-1])
    precision = pl.when(by_day).then(pl.lit("day")).otherwise(fine)
    return [
        pl.when(known).then(at).alias("published_at"),
        pl.when(known).then(precision).alias("precision"),
    ]
