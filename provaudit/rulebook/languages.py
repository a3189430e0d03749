"""What a rule says of an article's language where no article has such a one, or the rule looks at none that has."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain, product
from string import ascii_lowercase
from typing import Any

import polars as pl

from provaudit.rulebook.rule import Meta, Selection
from provaudit.written.source import Route, Source

_CODE = re.compile("[a-z]{2,3}")
_KEY = "language"


def other_languages(
    source: Source,
    match: Mapping[str, Mapping[str, Any]],
    data: Mapping[str, Any],
    selections: Mapping[str, Selection],
) -> None:
    """Add a warning to `source.faults` for each condition on the language that cannot hold, by itself or here.

    `data` is the rule: its `language` and `needs` already leave out articles, those of other languages or of none.
    """
    allowed = data.get(_KEY) or ()
    for name, kinds in match.items():
        stated = kinds.get("meta")
        if not isinstance(stated, dict) or stated.get("field") != _KEY:
            continue
        route: Route = ("match", name, "meta")
        one = selections.get(name)
        if isinstance(one, Meta) and one.test == "words":
            _warn_of_words(source, route, one)
        elif "absent" in stated and _KEY in (data.get("needs") or ()):
            what = "`absent` can never hold: the rule needs the language to be known"
            _warn(source, (*route, "absent"), what, "another condition, or `needs` without `language`")
        else:
            _warn_of_codes(source, (*route, "equals"), stated.get("equals", ()), allowed)


def _warn_of_codes(source: Source, route: Route, stated: str | Sequence[str], allowed: Sequence[str]) -> None:
    for at, code in enumerate([stated] if isinstance(stated, str) else stated):
        if not _CODE.fullmatch(code):
            what = f"`{code}` can never hold: languages are known by their codes"
            _warn(source, source.part(route, at), what, "an ISO 639 code such as `en`")
        elif allowed and code not in allowed:
            what = f"`{code}` can never hold: the rule looks at articles in {', '.join(allowed)} alone"
            _warn(source, source.part(route, at), what, "a language of the rule, or `language` with this one")


def _warn_of_words(source: Source, route: Route, stated: Meta) -> None:
    """Warn of words, globs and patterns that hit no code, such as `german`: all codes there could be are tried."""
    codes = pl.Series(["".join(one) for one in chain(*(product(ascii_lowercase, repeat=n) for n in (2, 3)))])
    if stated.values and not any(codes.str.contains(one).any() for one in stated.values):
        what = "no language is called so: they are known by their codes"
        _warn(source, route, what, "`equals` with an ISO 639 code such as `en`")


def _warn(source: Source, route: Route, what: str, expected: str) -> None:
    source.faults.append(source.fault(route, what, expected=expected, warning=True))
