"""What is known of outlets: each under one name, with its other names, domains, owner, licences and ratings."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from provaudit.written import Fault

_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/@]*@)?(?:www\.)?([^/:?#]+).*$", re.IGNORECASE)


_SINGLE = ("owner", "agency")
"""Fields of which an outlet has one, so that two places can contradict each other."""


@dataclass(frozen=True)
class Rating:
    """What somebody else says of an outlet; shown beside, never counted."""

    source: str  # who says so
    measure: str | None  # what is rated; null where the source rates one thing only
    value: str  # as the source writes it
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Outlet:
    """One outlet, as stated in one or several places."""

    name: str | None  # null: known by its domains alone, so it gives nobody a name
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    owner: str | None = None
    agency: bool | None = None
    licences: tuple[str, ...] = ()  # agencies and outlets whose copy it may print
    ratings: tuple[Rating, ...] = ()


@dataclass(frozen=True)
class Outlets:
    """All outlets, found by name or domain, and what is wrong with the files that state them."""

    outlets: tuple[Outlet, ...] = ()
    names: Mapping[str, int] = field(default_factory=dict)  # folded name or alias: place in `outlets`
    domains: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    @property
    def digest(self) -> str | None:
        """A digest of all that is stated; null where that is nothing."""
        if not self.outlets:
            return None
        stated = (self.outlets, sorted(self.names.items()), sorted(self.domains.items()))
        return sha256(repr(stated).encode()).hexdigest()

    @property
    def agencies(self) -> list[tuple[str, ...]]:
        """The names of each outlet that is said to be a news agency, the first what it is called."""
        return [(one.name, *one.aliases) for one in self.outlets if one.agency and one.name]

    def called(self, name: str) -> list[str]:
        """Return all names of the outlet that goes by this one, with itself first."""
        place = self.names.get(folded(name))
        known = () if place is None else (self.outlets[place].name, *self.outlets[place].aliases)
        others = {folded(one): one for one in known if one and folded(one) != folded(name)}
        return [name, *others.values()]


def folded(name: str) -> str:
    """Return a name as it is looked up: without case, its white space single."""
    return " ".join(name.split()).casefold()


def domain_of(address: str) -> str:
    """Return the domain of an address or of a bare domain, lower case, without `www.`."""
    return _ADDRESS.sub(r"\1", address.strip()).rstrip(".").lower()


class Register:
    """Outlets as they come in, file after file; the same name or domain again adds to what is known."""

    def __init__(self) -> None:
        """Begin with none."""
        self._outlets: list[Outlet] = []
        self._names: dict[str, int] = {}
        self._domains: dict[str, int] = {}
        self._places: dict[tuple[int, str], str] = {}  # where the fields that have one value were stated last

    def add(self, outlet: Outlet, where: Callable[[str], str]) -> tuple[list[str], dict[str, str]]:
        """Take in an outlet; return what of it cannot stand: names and domains of others, and what contradicts.

        `where` says where a field of it is stated. Names and domains that another outlet has already are left with
        it. Of an owner, or of whether it is an agency, what is stated later counts: returned is the field, and what
        was said before and where.
        """
        place = self._place(outlet)
        stated = ((self._names, _names(outlet)), (self._domains, outlet.domains))
        taken = [key for known, keys in stated for key in keys if known.setdefault(key, place) != place]
        own = replace(
            outlet,
            aliases=tuple(one for one in outlet.aliases if folded(one) not in taken),
            domains=tuple(one for one in outlet.domains if one not in taken),
        )
        against = self._against(place, own)
        self._outlets[place] = _together(self._outlets[place], own)
        said = [name for name in _SINGLE if getattr(own, name) is not None]
        self._places |= {(place, name): where(name) for name in said}
        return taken, against

    def _against(self, place: int, outlet: Outlet) -> dict[str, str]:
        """Return the fields of which an outlet says something else than was said before, with that and where."""
        known, found = self._outlets[place], dict[str, str]()
        for name in _SINGLE:
            before, now = getattr(known, name), getattr(outlet, name)
            if None not in (before, now) and folded(str(before)) != folded(str(now)):
                told = before if isinstance(before, str) else "yes" if before else "no"
                found[name] = f"{told} ({self._places[place, name]})"
        return found

    def clashes(self, outlet: Outlet) -> list[str]:
        """Return the names and domains of an outlet that cannot be taken in which another one has already."""
        own = self._names.get(folded(outlet.name)) if outlet.name else None
        stated = ((self._names, _names(outlet)), (self._domains, outlet.domains))
        return [key for known, keys in stated for key in keys if known.get(key, own) != own]

    def done(self, faults: Iterable[Fault]) -> Outlets:
        """Return all that was taken in."""
        return Outlets(tuple(self._outlets), self._names, self._domains, tuple(faults))

    def _place(self, outlet: Outlet) -> int:
        known = self._domains.get(outlet.domains[0]) if outlet.domains else None
        if outlet.name is not None:
            named = self._names.get(folded(outlet.name))
            nameless = known is not None and self._outlets[known].name is None
            known = known if named is None and nameless else named
        if known is None:
            self._outlets.append(Outlet(outlet.name))
            known = len(self._outlets) - 1
        return known


def _names(outlet: Outlet) -> list[str]:
    return [folded(name) for name in ([outlet.name] if outlet.name else []) + list(outlet.aliases)]


def _together(known: Outlet, more: Outlet) -> Outlet:
    """Return what two places say of one outlet: lists joined, else what is stated later."""
    lists = {
        name: tuple(dict.fromkeys((*getattr(known, name), *getattr(more, name))))
        for name in ("domains", "aliases", "licences", "ratings")
    }
    return replace(
        known,
        name=known.name or more.name,
        owner=more.owner or known.owner,
        agency=known.agency if more.agency is None else more.agency,
        **lists,
    )
