"""The user's outlets laid over a pile: each article under its outlet's one name, and what is known of those outlets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from provaudit.frames import empty
from provaudit.outlets.register import Outlet, Outlets, domain_of, folded

_RATING = pl.Struct(dict.fromkeys(("source", "measure", "value", "date", "url"), pl.String()))

LISTED = pl.Schema(
    {
        "name": pl.String(),  # as `ARTICLES.outlet` has it
        "domains": pl.List(pl.String()),
        "aliases": pl.List(pl.String()),
        "owner": pl.String(),
        "agency": pl.Boolean(),  # null: not stated
        "licences": pl.List(pl.String()),  # agencies by their canonical names, outlets by theirs
        "ratings": pl.List(_RATING),  # from elsewhere, with their source; they count for nothing
    }
)
"""One row an outlet of the pile that the user's files speak of; sorted by name."""

_FOUND = pl.Schema(
    {"outlet": pl.String(), "host": pl.String(), "name": pl.String(), "places": pl.List(pl.Int64())}
)
_HOST = r"(?i)^(?:[a-z][a-z0-9+.-]*:)?//(?:[^/@]*@)?([^/:?#]+)"


@dataclass(frozen=True)
class Joined:
    """Articles under their outlets' names, what is known of the outlets, and what is odd about that."""

    articles: pl.DataFrame
    listed: pl.DataFrame  # LISTED
    remarks: tuple[str, ...]


def joined(articles: pl.DataFrame, outlets: Outlets, agencies: Mapping[str, str]) -> Joined:
    """Give articles the one name of their outlet, and collect what is known of the outlets of this pile.

    Columns in: outlet, url (any others stay). An outlet is known by its name or an alias, else by the domain of the
    article's address, the longest that is listed; an outlet without a name names only articles that state none.
    `agencies` has the canonical names of agencies by all their forms, folded: what licences are given in.
    """
    if not outlets.outlets:
        return Joined(articles, empty(LISTED), ())
    keys = articles.select("outlet", host=pl.col("url").str.extract(_HOST).str.to_lowercase())
    found = [(*pair, *_found(pair[0], pair[1], outlets)) for pair in keys.unique().iter_rows()]
    names = pl.DataFrame(found, schema=_FOUND, orient="row")
    told = keys.join(names, on=["outlet", "host"], how="left", nulls_equal=True, maintain_order="left")[
        "name"
    ]
    listed = names.explode("places", empty_as_null=False).drop_nulls("places")
    places = listed.group_by("name").agg(pl.col("places").unique().sort()).sort("name")
    known = {folded(name): name for name in names["name"].drop_nulls()} | _known(outlets, agencies)
    rows = [
        _row(name, [outlets.outlets[at] for at in at_places], known) for name, at_places in places.iter_rows()
    ]
    return Joined(
        articles.with_columns(told.alias("outlet")),
        pl.DataFrame(rows, schema=LISTED, orient="row"),
        tuple(_unknown(outlets, known)),
    )


def said(
    outlets: Outlets, listed: pl.DataFrame, agencies: Mapping[str, str], *, agency: bool
) -> frozenset[str]:
    """Return all names of the outlets that are said to be agencies, or not to be any; an agency's canonical one, too.

    Columns in: LISTED, which knows the names of those that are stated by their domains alone.
    """
    stated = [one for one in outlets.outlets if one.agency is agency]
    names = {name for one in stated for name in (one.name, *one.aliases) if name}
    return frozenset(names | {agencies[key] for name in names if (key := folded(name)) in agencies}).union(
        listed.filter(pl.col("agency") == agency)["name"]
    )


def _found(outlet: str | None, host: str | None, outlets: Outlets) -> tuple[str | None, list[int]]:
    """Return the name to use, and which outlets it is: one, and one more that is known by the domain alone."""
    place, site = (
        _place(outlet, host, outlets),
        _of_domain(domain_of(host), outlets.domains) if host else None,
    )
    if place is None:
        return outlet, []
    known = outlets.outlets[place]
    nameless = [site] if site is not None and outlets.outlets[site].name is None else []
    return known.name or outlet or known.domains[0], [place, *nameless]


def _place(outlet: str | None, host: str | None, outlets: Outlets) -> int | None:
    """Return which outlet it is: by its name, by its name if that is a domain, by the address's domain."""
    if outlet is not None:
        if (named := outlets.names.get(folded(outlet))) is not None:
            return named
        if (site := _of_domain(domain_of(outlet), outlets.domains)) is not None:
            return site
    return _of_domain(domain_of(host), outlets.domains) if host else None


def _of_domain(host: str, domains: Mapping[str, int]) -> int | None:
    labels = host.split(".")
    candidates = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((domains[one] for one in candidates if one in domains), None)


def _known(outlets: Outlets, agencies: Mapping[str, str]) -> dict[str, str]:
    """Return the names that licences can be for, folded, each with what it is called in an audit."""
    named = {key: outlets.outlets[place].name for key, place in outlets.names.items()}
    return {key: agencies.get(folded(name), name) for key, name in named.items() if name} | dict(agencies)


def _row(name: str, outlets: list[Outlet], known: Mapping[str, str]) -> tuple[object, ...]:
    """Return the row of LISTED for outlets that go by one name: several only where domains alone tell of them."""
    owners = [one.owner for one in outlets if one.owner]
    agency = [one.agency for one in outlets if one.agency is not None]
    licences = (known.get(folded(to), to) for one in outlets for to in one.licences)
    ratings = [vars(rating) for one in outlets for rating in one.ratings]
    return (
        name,
        _all(domain for one in outlets for domain in one.domains),
        _all(alias for one in outlets for alias in one.aliases),
        owners[0] if owners else None,
        any(agency) if agency else None,
        _all(licences),
        ratings,
    )


def _all(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _unknown(outlets: Outlets, known: Mapping[str, str]) -> Iterable[str]:
    for outlet in outlets.outlets:
        for to in outlet.licences:
            if folded(to) not in known:
                near = get_close_matches(folded(to), known, n=1)
                meant = f"; did you mean {known[near[0]]}?" if near else ""
                yield f"{outlet.name} has a licence of {to}, which is no agency or outlet that is known{meant}"
