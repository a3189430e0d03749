"""What a user's files say of outlets, as reports tell it beside their figures and never among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import polars as pl


@dataclass(frozen=True)
class Stated:
    """What is known of one outlet, in words as the user's files have them: whoever prints it escapes it."""

    about: str = ""  # agency, owner, licences; empty where nothing is stated
    ratings: tuple[
        tuple[str, str | None], ...
    ] = ()  # what somebody else says of it and who, and where that stands

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Return what a row of LISTED says."""
        parts = (
            "news agency" if row["agency"] else "",
            f"owner {row['owner']}" if row["owner"] else "",
            f"licences {', '.join(row['licences'])}" if row["licences"] else "",
        )
        return cls(
            "; ".join(filter(None, parts)), tuple((_rated(one), one["url"]) for one in row["ratings"] or ())
        )

    @property
    def rated(self) -> str:
        """All ratings in one line."""
        return "; ".join(said for said, _ in self.ratings)


def stated(outlets: pl.DataFrame) -> dict[str, Stated]:
    """Return by name the outlets of which more is known than their names. Columns in: LISTED."""
    told = {row["name"]: Stated.of(row) for row in outlets.iter_rows(named=True)}
    return {name: one for name, one in told.items() if one != Stated()}


def _rated(rating: Mapping[str, Any]) -> str:
    whose = ", ".join(part for part in (rating["source"], rating["date"]) if part)
    return " ".join(part for part in (rating["measure"], rating["value"], f"({whose})") if part)
