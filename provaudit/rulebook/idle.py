"""What a selection says in vain: a pattern or a bound that nothing fulfils, a pattern that another one covers."""

import re
from collections.abc import Mapping, Sequence
from itertools import product

import polars as pl

from provaudit.rulebook.covering import covered, readings
from provaudit.rulebook.covering import stated as stated_hits
from provaudit.rulebook.metrics import METRICS
from provaudit.rulebook.patterns import pattern
from provaudit.rulebook.phrases import PatternFault, acronym
from provaudit.rulebook.rule import Vocabulary
from provaudit.rulebook.unreached import unreached
from provaudit.written.source import Route, Source

_LOWER, _UPPER = ("over", "at-least"), ("under", "at-most")
_CODE = re.compile("[a-z]{2,3}")
_OPENED = re.compile(r"\(\?[a-zA-Z-]*[:)]|\(\?P?<\w+>")
_LISTED = re.compile(r"\{[^}]*\}|\([^)]*\)")  # what may be read in several ways
_ONE = r"(?:[\w\s,.;:!?\"'«»“”-]|\\[^bBAzZ]|\[(?:\\.|[^\]\\])+\])"
_MUST = rf"{_ONE}(?![?*{{])"
_LETTER = r"(?<!\\)(?<!\\[pPx])(?<!\\x\w)(?<!\\u\w{3})\w"  # not one that is part of a sign
_IN_VAIN = (
    re.compile(rf"(?<!\\)(?:\$|\\z)\(*{_MUST}"),
    re.compile(rf"(?<![\[\\]){_ONE}\+?\)*(?:(?<!\\)\^|\\A)"),
    re.compile(rf"{_LETTER}(?:\\b)+(?:\\w|\w)(?![?*{{])"),
    re.compile(r"(?<![\[\\])\^\\b\\[^\w\s](?![?*{])|(?<!\\)[,;:!]\\b(?:\$|\\z)(?![?*{])"),
    re.compile(r"\[\^\\[sS]\\[sS]\]|\[\^\\[wW]\\[wW]\]|\[\^\\[dD]\\[dD]\]"),
    re.compile(r"(?<!\\)(?:\\b\\B|\\B\\b(?!\{))(?![?*{])"),
)


def vain_parts(
    source: Source, match: Mapping[str, Mapping[str, object]], vocabulary: Mapping[str, Vocabulary]
) -> None:
    """Add a warning to `source.faults` for every part of sound selections that can find nothing of its own."""
    for name, kinds in match.items():
        for kind, value in kinds.items():
            route: Route = ("match", name, kind)
            texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
            if kind == "regex":
                _never(source, route, texts)
                unreached(source, route, texts)
            elif kind == "phrase":
                covered(source, route, texts, longer_meant="except" in kinds)
                _on_a_list(source, route, texts, vocabulary, longer_meant="except" in kinds)
            elif kind == "metric" and isinstance(value, dict):
                _apart(source, route, value)
                _beyond(source, route, value)
            elif kind == "meta" and isinstance(value, dict) and value.get("field") == "language":
                _no_language(source, (*route, "equals"), value.get("equals", ()))


def takes_all(stated: str | Sequence[str], exceptions: Sequence[str]) -> bool:
    """Say whether every reading of these phrases holds one of the excepted patterns, so that none is a hit."""
    read = [readings(text) for text in ([stated] if isinstance(stated, str) else stated)]
    if not exceptions or not all(read):
        return False
    spelled = pl.Series([one for many in read for one in many])
    held = pl.any_horizontal(pl.lit(spelled).str.contains(pattern) for pattern in exceptions)
    return bool(pl.select(held.all()).item())


def _on_a_list(
    source: Source,
    route: Route,
    texts: Sequence[str],
    vocabulary: Mapping[str, Vocabulary],
    *,
    longer_meant: bool,
) -> None:
    """Warn of each plain phrase that another one finds by a vocabulary: `Reuters says` beside `{agencies} says`.

    Where no longer hit is meant, of each that only holds what the other finds, too: `Reuters says on Monday`.
    """
    listed = [text for text in texts if "{" in text]
    if len(listed) in (0, len(texts)):
        return
    plain = {at: small for at, text in enumerate(texts) if (small := _readings_both_ways(text))}
    for wide in listed:
        meant = {at: small for at, small in plain.items() if _has_words(small, wide)}
        if not meant:
            continue
        try:
            regex = pattern("phrase", wide, vocabulary)
        except PatternFault:  # which is told where the phrase is read
            continue
        rows = pl.DataFrame({"at": list(meant), "text": list(meant.values())}).explode("text")
        found = pl.col("text").str.contains(regex)
        held = rows.filter(found.all().over("at"))
        same = set(held.filter(pl.col("text").str.contains(f"^(?:{regex})$").all().over("at"))["at"])
        apart = set() if longer_meant else set(held["at"]) - same
        longer = {at for at in apart if not stated_hits(source, [texts[at]])}
        for at in sorted(same | longer):
            what = f"the phrase finds nothing that `{wide}` does not find"
            if at in longer:
                what = f"the phrase holds what `{wide}` finds, so it finds nothing more"
            source.faults.append(source.fault((*route, at), what, expected="it left out", warning=True))
            del plain[at]


def _has_words(read: Sequence[str], wide: str) -> bool:
    """Whether all readings may hold what a phrase with a list finds: they have the words that it always has.

    Compiling a list of some hundred names costs more than all else that is asked of a rule.
    """
    must = [word.casefold() for word in _LISTED.sub(" ", wide).split() if word.isalnum()]
    return all(word in one.casefold() for one in read for word in must)


def _readings_both_ways(text: str) -> list[str]:
    """Return a phrase's readings, and again in small letters but for the words that match in capitals alone."""
    read = readings(text)
    small = (" ".join(w if acronym(w) else w.lower() for w in one.split()) for one in read)
    return list(dict.fromkeys([*read, *small]))


def _beyond(source: Source, route: Route, value: Mapping[str, object]) -> None:
    """Warn of a bound that lies outside what the metric can be."""
    metric = METRICS.get(str(value["name"]))
    if metric is None:  # which is told where the metric is looked up
        return
    for key, wanted in value.items():
        if not isinstance(wanted, int | float) or isinstance(wanted, bool):
            continue
        high, low = metric.most, metric.least
        above = (
            high is not None and (wanted > high or (key == "over" and wanted == high)) and key not in _UPPER
        )
        below = low is not None and (wanted < low or (key == "under" and wanted == low)) and key not in _LOWER
        if above or below:
            what = f"`{key}: {wanted}` can never hold for `{value['name']}`"
            expected = f"a number from {low}" + (f" to {high}" if high is not None else "")
            source.faults.append(source.fault((*route, key), what, expected=expected, warning=True))


def _no_language(source: Source, route: Route, wanted: object) -> None:
    for at, one in enumerate(
        [wanted] if isinstance(wanted, str) else wanted if isinstance(wanted, list) else ()
    ):
        if isinstance(one, str) and not _CODE.fullmatch(one):
            what = f"`{one}` can never hold: languages are known by their codes"
            place = source.part(route, at)
            expected = "an ISO 639 code such as `en`"
            source.faults.append(source.fault(place, what, expected=expected, warning=True))


def _never(source: Source, route: Route, texts: Sequence[str]) -> None:
    for at, text in enumerate(texts):
        lines = re.search(r"\(\?[a-z]*[mx]", text)
        plain = _OPENED.sub(lambda opened: "(" * len(opened.group()), text)
        found = None if lines else next(filter(None, (sign.search(plain) for sign in _IN_VAIN)), None)
        if found:
            what = f"the pattern can never match: nothing is `{found.group()}`"
            expected = "`^` at its beginning, `$` at its end, `\\b` beside a word"
            warned = source.fault(
                source.part(route, at), what, offset=found.start(), expected=expected, warning=True
            )
            source.faults.append(warned)


def _apart(source: Source, route: Route, value: Mapping[str, object]) -> None:
    bounds = {key: wanted for key, wanted in value.items() if isinstance(wanted, int | float)}
    for low, high in product(_LOWER, _UPPER):
        if low in bounds and high in bounds:
            strict = low == "over" or high == "under"
            if bounds[low] > bounds[high] or (strict and bounds[low] == bounds[high]):
                what = f"`{low}: {bounds[low]}` and `{high}: {bounds[high]}` never hold together"
                expected = f"`{high}` above `{low}`, or two selections and `or`"
                source.faults.append(source.fault((*route, high), what, expected=expected, warning=True))
