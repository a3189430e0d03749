"""What a selection says in vain: a pattern or a bound that nothing fulfils, a pattern that another one covers."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

import polars as pl

from provaudit.rulebook.covering import covered, readings
from provaudit.rulebook.covering import stated as stated_hits
from provaudit.rulebook.edges import BEGINS, impossible_edge
from provaudit.rulebook.metrics import METRICS, MetricInfo
from provaudit.rulebook.patterns import pattern
from provaudit.rulebook.phrases import PatternFault, acronym
from provaudit.rulebook.ranges import LOWER, UPPER, Comparison, comparisons, never
from provaudit.rulebook.rule import Vocabulary
from provaudit.rulebook.unreached import LARGEST, unreached
from provaudit.written.source import Route, Source

_OPENED = re.compile(r"\(\?[a-zA-Z-]*[:)]|\(\?P?<\w+>")
_HABIT = re.compile(r"\\[dDwWsSb][+*?]?(?![^\W\d_])|\.[*+]|\[\^?\w-\w[^\]]*\][+*?]?|\(\?|^\^|\$$")
_OPTIONAL = re.compile(r"(?<!\\)\((?:[^()\\]|\\.)*\)")  # words that may be absent
_LISTED = re.compile(r"\{[^}]*\}|\([^)]*\)")  # what may be read in several ways
_LETTER = r"(?<!\\)(?<!\\[pPx])(?<!\\x\w)(?<!\\u\w{3})\w"  # not one that is part of a sign
_SIGN = r"[ ,;:!/\"'“”„«»’‘–—-]"  # stands for itself in a pattern, and is no letter
_IN_VAIN = (
    (("\\b",), re.compile(rf"{_LETTER}(?:\\b)+(?:\\w|\w)(?![?*{{])")),
    (
        ("^\\b", ",\\b", ";\\b", ":\\b", "!\\b"),
        re.compile(r"(?<![\[\\])\^\\b\\[^\w\s](?![?*{])|(?<!\\)[,;:!]\\b(?:\$|\\z)(?![?*{])"),
    ),
    (("[^\\",), re.compile(r"\[\^\\[sS]\\[sS]\]|\[\^\\[wW]\\[wW]\]|\[\^\\[dD]\\[dD]\]")),
    (
        ("\\B",),
        re.compile(
            rf"(?:{_LETTER}|\\[wd]\+?)(?:\\B)+(?:\\[sW]|{_SIGN})(?![?*{{])"
            rf"|(?:(?<!\\)\\[sW]\+?|(?<!\\){_SIGN})(?:\\B)+(?:\\[wd]|\w)(?![?*{{])"
        ),
    ),
    (("\\b\\B", "\\B\\b"), re.compile(r"(?<!\\)(?:\\b\\B|\\B\\b(?!\{))(?![?*{])")),
)
"""What nothing is, behind texts of which one stands in whatever it finds: looking for them is quicker."""


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
                _regex_habits(source, route, texts)
                _bracketed(source, route, texts)
                covered(source, route, texts, longer_meant="except" in kinds)
                _on_a_list(source, route, texts, vocabulary, longer_meant="except" in kinds)
            elif kind == "metric" and isinstance(value, dict):
                _beyond(source, route, value)


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
    """Warn of each comparison that no value of the metric fulfils, else of two that none fulfils together."""
    metric = METRICS.get(str(value["name"]))
    if metric is None:  # which is told where the metric is looked up
        return
    sound: list[Comparison] = []
    for key, wanted in comparisons(value):
        each = [((key, at), one) for at, one in enumerate(wanted)] if key == "in" else [((key,), wanted)]
        vain = [(part, one) for part, one in each if never(metric, [("equals" if key == "in" else key, one)])]
        sound += [(key, wanted)] * (not vain)
        for part, one in () if metric.words else vain:  # a wrong word is told where the metric is looked up
            what = f"`{key}: {one}` can never hold for `{value['name']}`"
            told = source.fault((*route, *part), what, expected=_possible(metric), warning=True)
            source.faults.append(told)
    for one, other in combinations(sorted(sound, key=_in_order), 2):
        if never(metric, [one, other]):
            (low, least), (high, most) = one, other
            what = f"`{low}: {least}` and `{high}: {most}` never hold together"
            bounds = low in LOWER and high in UPPER
            expected = (
                f"`{high}` above `{low}`, or two selections and `or`" if bounds else "one of them left out"
            )
            source.faults.append(source.fault((*route, high), what, expected=expected, warning=True))


def _in_order(comparison: Comparison) -> int:
    return (*LOWER, *UPPER, "equals", "in").index(comparison[0])


def _possible(metric: MetricInfo) -> str:
    number = "a whole number" if metric.whole else "a number"
    return f"{number} from {metric.least}" + (f" to {metric.most}" if metric.most is not None else "")


def _regex_habits(source: Source, route: Route, texts: Sequence[str]) -> None:
    """Warn of what means something in a regular expression alone, so that no text has it."""
    for at, text in enumerate(texts):
        if found := _HABIT.search(text):
            what = f"`{found.group()}` is looked for as it stands: a phrase is no regular expression"
            place, expected = source.part(route, at), "`regex` in place of `phrase`, or words alone"
            source.faults.append(
                source.fault(place, what, offset=found.start(), expected=expected, warning=True)
            )


def _bracketed(source: Source, route: Route, texts: Sequence[str]) -> None:
    """Warn of words that may be absent where a text that must match has them in brackets: those were meant."""
    tests = source.data.get("tests")
    wanted = [one for one in tests if isinstance(one, dict)] if isinstance(tests, list) else []
    spelled = [str(one.get("text")) for one in wanted if one.get("expect") == "match"]
    for at, text in enumerate(texts):
        for found in _OPTIONAL.finditer(text):
            said = found.group()
            if any(said in one for one in spelled):
                what = f"`{said}` stands in a test with its brackets, which in a phrase say that it may be absent"
                expected = rf"`\({said[1:-1]}\)` in single quotes, where the brackets themselves are meant"
                place = source.part(route, at)
                source.faults.append(
                    source.fault(place, what, offset=found.start(), expected=expected, warning=True)
                )


def _never(source: Source, route: Route, texts: Sequence[str]) -> None:
    for at, text in enumerate(texts):
        if found := _vain_piece(text) or _edge_amid(text):
            what, offset = found
            expected = "`^` at its beginning, `$` at its end, `\\b` beside a word"
            warned = source.fault(
                source.part(route, at), what, offset=offset, expected=expected, warning=True
            )
            source.faults.append(warned)


def _vain_piece(text: str) -> tuple[str, int] | None:
    signs = [sign for needed, sign in _IN_VAIN if any(one in text for one in needed)]
    if not signs or not any(sign.search(text) for sign in signs) or re.search(r"\(\?[a-z]*[mx]", text):
        return None
    plain = _OPENED.sub(lambda opened: "(" * len(opened.group()), text)
    found = next(filter(None, (sign.search(plain) for sign in signs)), None)
    return found and (f"the pattern can never match: nothing is `{found.group()}`", found.start())


def _edge_amid(text: str) -> tuple[str, int] | None:
    found = impossible_edge(text) if len(text) <= LARGEST else None
    if found is None:
        return None
    edge, whole = found
    begins = edge.text in BEGINS
    named = "pattern" if whole else "part of the pattern around it"
    where = "begins the text, and something must stand before it"
    if not begins:
        where = "ends the text, and something must stand behind it"
    return f"the {named} can never match: `{edge.text}` {where}", edge.at
