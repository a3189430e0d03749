"""The names of agencies, from the vocabularies of the rules: what a rule finds in a credit is zoned as one."""

from functools import lru_cache

import polars as pl

from provaudit.zones.vocabulary import forms

HOUSES = frozenset(
    [
        "CNN", "CNN Business", "CNNMoney", "CBS", "CBS News", "NBC", "ABC", "BBC", "Sputnik", "VOA", "JTA",
        "Antara", "Thomson Reuters Foundation", "sid",
    ]
)  # fmt: skip
"""Who signs as agencies do and is in no vocabulary: outlets, and names that rules may not take for an agency's."""

_UNNAMED = frozenset(
    [
        *(
            "agency",
            "agencies",
            "news agency",
            "news agencies",
            "wire agencies",
            "press agency",
            "press agencies",
        ),
        *(
            "wire service",
            "wire services",
            "wires",
            "news services",
            "agences",
            "agenturen",
            "agencias",
            "agências",
        ),
        "agenzie",
    ]
)
"""What is written for agencies that go without a name, in small letters."""

_PLAIN_SIGNS = {"’": "'", "‑": "-", "‐": "-", "\u00a0": " "}
"""What a typesetter writes for a sign of the vocabulary."""


SHIPPED: frozenset[str] = frozenset()
"""No names but those that ship."""


@lru_cache(4)
def names(more: frozenset[str] = SHIPPED) -> frozenset[str]:
    """Return every form of every agency, release service and house, and those with small letters in capitals, too."""
    stated = HOUSES | forms("agencies") | forms("release-services") | more
    return stated | {form.upper() for form in stated if _spoken(form)}


def _spoken(form: str) -> bool:
    """Say whether a form is a name of words: `dpa` in capitals is another form, and stated where it is one."""
    return not form.islower() and len(form) > 4  # noqa: PLR2004 - longer than an acronym; chosen


def known(name: pl.Expr, more: frozenset[str] = SHIPPED) -> pl.Expr:
    """Return whether a text is an agency's name, `The` before it or not, or the word for agencies in any language."""
    plain = name.str.replace_many(list(_PLAIN_SIGNS), list(_PLAIN_SIGNS.values()))
    bare = plain.str.replace("^[Tt]he ", "")
    return plain.is_in(names(more)) | bare.is_in(names(more)) | plain.str.to_lowercase().is_in(_UNNAMED)
