"""The zone by whose midnight a report counts its days."""

import os
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from provaudit.errors import InputError

UTC = "UTC"
LOCAL = "local"
"""The zone of the machine on which a report is made."""

_ALSO_UTC = ("UTC", "UCT", "Universal", "Zulu")
_CLOCK = Path("/etc/localtime")


def checked(stated: str) -> str:
    """Return the name of a zone, that of the machine for `local`; raise InputError where there is none."""
    name = here() if stated == LOCAL else stated
    if name is None:
        raise InputError("the zone of this machine has no name here; say which it is, such as Europe/Berlin")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = get_close_matches(name, available_timezones(), n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise InputError(
            f"there is no time zone {name!r}; expected {UTC}, {LOCAL} or a name such as Europe/Berlin{meant}"
        ) from None
    return name


def here() -> str | None:
    """Return the name of the zone that programs go by here, or null where nobody says: TZ, else the machine's."""
    return _named(os.environ.get("TZ", "").removeprefix(":")) or of_machine()


def of_machine() -> str | None:
    """Return the name of the zone that the machine's own clock goes by, for systemd and cron, or null."""
    return _named(str(_CLOCK.resolve()).partition("/zoneinfo/")[2])


def _named(stated: str) -> str | None:
    if stated.rpartition("/")[2] in _ALSO_UTC:
        return UTC
    return stated if stated in available_timezones() else None


def today(zone: str) -> date:
    """Return the day that it is in a zone."""
    return datetime.now(ZoneInfo(zone)).date()
