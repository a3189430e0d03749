"""A word's key: the same for `Defence` and `defense`, `Putin’s` and `Putin`, `don’t` and `do not`, `U.S.` and `US`."""

import re
import unicodedata
from functools import lru_cache

_AMERICAN = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"^adviser(s)?$", r"advisor\1"),
        (r"(?<=..)is(e|ed|es|er|ers|ing|ation|ations|ational)$", r"iz\1"),
        (r"(?<=.l)ys(e|ed|es|er|ers|ing)$", r"yz\1"),
        (r"(?<=..)our(s|ed|ing|ite|ites|able|ful|hood|al|er|ers|ist|ists)?$", r"or\1"),
        (r"(?<=..)tre(s|d)?$", r"ter\1"),
        (r"(?<=fen|cen|ten)c(e|es|ed|ing)$", r"s\1"),
        (r"(?<=...)ll(ed|ing|er|ers|or|ors|ation)$", r"l\1"),
        (r"(?<=...)logue(s)?$", r"log\1"),
        (r"^programme(s)?$", r"program\1"),
        (r"^grey(s|ed|ing|er)?$", r"gray\1"),
        (r"(?<=..)dge(ment|ments)$", r"dg\1"),
        (r"^(after|back|for|in|on|out|to|up|down)wards$", r"\1ward"),
        (r"^(while|among)st$", r"\1"),
        (r"^whilst$", "while"),
        (r"(?<=.)ae(?=[dst][a-z]{3})", "e"),
        (r"^tonne(s)?$", r"ton\1"),
    )
)
"""British spellings and their American twins. Only keys are folded, so what this does to other words is no harm."""

_BRITISH = re.compile("|".join(british.pattern for british, _ in _AMERICAN))

_CONTRACTED = {
    "n't": " not",
    "'ve": " have",
    "'re": " are",
    "'ll": " will",
    "'m": " am",
    "'d": " would",
    "'s": "",
}
_WHOLE = {
    "cannot": "can not",
    "can't": "can not",
    "won't": "will not",
    "wanna": "want to",
    "gonna": "going to",
    "gotta": "got to",
    "'em": "them",
}
_REMEMBERED = 1 << 16  # words; most of a pile's are repeats; chosen


@lru_cache(maxsize=_REMEMBERED)
def key(word: str) -> str:
    """Return a word without what typesetting and house style change in it.

    Lower case, bare letters, American spelling, no dots, no possessive ending; a contraction comes as two words.
    """
    folded = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    folded = "".join(c for c in folded if not unicodedata.combining(c) and c != ".")
    if folded in _WHOLE:
        return _WHOLE[folded]
    for ending, full in _CONTRACTED.items():
        if folded.endswith(ending):
            return folded.removesuffix(ending) + full
    if _BRITISH.search(folded):  # hardly any word has one of these
        for british, american in _AMERICAN:
            folded = british.sub(american, folded)
    return folded
