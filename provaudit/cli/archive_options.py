"""Options that the commands of `provaudit archive` share."""

from datetime import date

import click

from provaudit.errors import InputError

where = click.option(
    "--archive",
    "where",
    required=True,
    metavar="DIR",
    help="The archive: a folder of its own, or an address on object storage (s3://bucket/news).",
)
"""`--archive` (parameter `where`); what object storage wants to know is taken from the environment."""

form = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
"""`--format` (parameter `form`) of what is told."""


def _day(_context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as fault:
        raise InputError(f"--{option.name}: cannot read {value!r}; expected a day: 2026-11-22") from fault


since = click.option(
    "--since", callback=_day, metavar="DAY", help="Only articles published on this day or later."
)
"""`--since` (parameter `since`), a day."""

until = click.option(
    "--until", callback=_day, metavar="DAY", help="Only articles published on this day or before."
)
"""`--until` (parameter `until`), a day."""
