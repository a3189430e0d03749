"""Numbers and dates as words write them, with every value that the writing may stand for."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from provaudit.lineage.drift import cues, unspaced

Piece = tuple[int, int, str]
"""A word of a text: where it starts and ends, in characters, and its key."""

DATES = frozenset({"date", "month", "day", "year"})
"""Kinds of values that say when."""

_SPACES = re.compile(r"[ \u00a0\u202f’']")
_GROUPED = 3  # digits after a mark that may part thousands
_LONGEST = 20  # characters of a number; longer ones are no quantities; chosen
_NEAR = 2  # characters between the parts of one value
_HUNDRED = 100
_YEARS = range(1900, 2100)
_ORDINAL = frozenset({"st", "nd", "rd", "th"})


class Value(NamedTuple):
    """What a number or date says: its kind, its possible readings, its measure ("" where none is stated)."""

    kind: str  # number | ordinal | vague | clock | date | month | day | year
    readings: frozenset[Decimal | str]
    unit: str = ""

    @property
    def key(self) -> str:
        """Return what it is compared by: the same for `4,300` and `4300`, for `Oct. 20` and `20 October`."""
        numbers = [r for r in self.readings if isinstance(r, Decimal)]
        return f"{self.kind} {max(numbers).normalize() if numbers else min(map(str, self.readings))}"

    def same(self, other: "Value") -> bool:
        """Whether both may say the same."""
        return self.kind == other.kind and bool(self.readings & other.readings)

    def comparable(self, other: "Value") -> bool:
        """Whether one may stand where the other stood and would then say something else."""
        one_measure = self.unit == other.unit or ("" in (self.unit, other.unit) and self.kind == "number")
        return self.kind == other.kind and one_measure and not self.same(other)


def value_at(text: str, words: Sequence[Piece], at: int) -> tuple[Value, int] | None:
    """Return the value that begins at the word `at`, and the word after its last; None where none does."""
    symbol = cues.UNITS.get(words[at][2], "") if not words[at][2].isalnum() else ""
    if symbol:
        if symbol == "%" or not _digits(words, at + 1) or not _joined(text, words, at):
            return None
        return _number(text, words, at + 1, symbol)
    return _date(text, words, at) or _number(text, words, at, "") or _word(words, at)


def _joined(text: str, words: Sequence[Piece], at: int) -> bool:
    """Whether the word `at` and the next one are parts of one expression, not of two sentences."""
    if at + 1 >= len(words):
        return False
    gap = text[words[at][1] : words[at + 1][0]]
    return len(gap) <= _NEAR and "\n" not in gap and not set(gap) & set(';:()[]“”"')


def _digits(words: Sequence[Piece], at: int) -> bool:
    return at < len(words) and words[at][2][:1].isdecimal()


def _day(words: Sequence[Piece], at: int) -> int:
    """Return the day of a month that the word can be, 0 for none."""
    written = words[at][2] if at < len(words) else ""
    day = int(written) if written.isdecimal() and len(written) <= 2 else 0  # noqa: PLR2004 - a day's digits
    return day if day <= 31 else 0  # noqa: PLR2004 - days of a month


def _month(text: str, words: Sequence[Piece], at: int) -> int:
    start, _, word = words[at] if at < len(words) else (0, 0, "")
    if word in cues.CAPITAL_MONTHS and not text[start].isupper():
        return 0
    return cues.MONTHS.get(word, 0)


def _date(text: str, words: Sequence[Piece], at: int) -> tuple[Value, int] | None:
    if month := _month(text, words, at):
        if _joined(text, words, at) and (day := _day(words, at + 1)):
            after = at + 2
            suffixed = after < len(words) and words[after][2] in _ORDINAL
            return Value("date", frozenset({Decimal(month * _HUNDRED + day)})), after + suffixed
        alone = words[at][2] not in cues.AMBIGUOUS_MONTHS
        return (Value("month", frozenset({Decimal(month)})), at + 1) if alone else None
    if day := _day(words, at):
        place = at
        while _joined(text, words, place) and words[place + 1][2] in cues.BETWEEN_DATE:
            place += 1
        if _joined(text, words, place) and (month := _month(text, words, place + 1)):
            return Value("date", frozenset({Decimal(month * _HUNDRED + day)})), place + 2
    return None


def _number(text: str, words: Sequence[Piece], at: int, unit: str) -> tuple[Value, int] | None:
    found = _digit_number(text, words, at) if _digits(words, at) else _word_number(text, words, at)
    if found is None:
        return None
    value, after = found
    if _joined(text, words, after - 1) and words[after][2] in cues.FRACTIONS:
        return None
    if value.kind not in ("number", "clock"):
        return found
    while _joined(text, words, after - 1) and words[after][2] in cues.CLOCK:
        unit, after = words[after][2], after + 1
    if unit in cues.CLOCK or value.kind == "clock":
        hour = words[at][2].replace(".", ":").removesuffix(":00")
        return Value("clock", frozenset({hour}), unit), after
    if at > 0 and words[at - 1][1] == words[at][0] and words[at - 1][2].isalpha():
        return Value(
            "number", value.readings, words[at - 1][2]
        ), after  # R300, US250: a money, a kind of thing
    if not unit and _joined(text, words, after - 1):
        two = tuple(word for *_, word in words[after : after + 2])
        unit = "%" if two in cues.PERCENT else cues.UNITS.get(two[0], "")
        after += (2 if two in cues.PERCENT else 1) if unit else 0
    return Value("number", value.readings, unit), after


def _digit_number(text: str, words: Sequence[Piece], at: int) -> tuple[Value, int] | None:
    start, end, written = words[at]
    if end - start > _LONGEST or "/" in (text[start - 1 : start], text[end : end + 1]):
        return None  # 24/7, 165-1/4
    if ":" in written:
        return Value("clock", frozenset({written})), at + 1
    readings, after = _readings(written), at + 1
    adjacent = after < len(words) and words[after][0] == end
    if adjacent and words[after][2] in _ORDINAL:
        return Value("ordinal", readings), after + 1
    if written.isdecimal() and len(written) == 4 and int(written) in _YEARS and _tells_year(text, words, at):  # noqa: PLR2004
        return Value("year", readings), after
    if adjacent and text[end] in unspaced.DATED_BY and text[end + 1 : end + 2] not in unspaced.LASTING:
        return Value(unspaced.DATED_BY[text[end]], readings), after + 1
    while _joined(text, words, after - 1) and (scale := cues.SCALES.get(words[after][2])):
        if words[after][2] == "m" and not adjacent:
            break
        readings, after = frozenset(r * s for r in readings for s in scale), after + 1
    return Value("number", frozenset(readings)), after


def _tells_year(text: str, words: Sequence[Piece], at: int) -> bool:
    before = [word for *_, word in words[max(0, at - 2) : at]]
    if before and (before[-1] in cues.BEFORE_YEAR or any(word in cues.MONTHS for word in before)):
        return True
    start, end, _ = words[at]
    return text[max(0, start - 2) : start].strip() in ("(", ",") and text[end : end + 1] in (")", ",")


def _readings(written: str) -> frozenset[Decimal]:
    """Return what a number in digits may say: `1,200` is 1200 in one country and 1.2 in another."""
    digits = _SPACES.sub("", written)
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return frozenset({Decimal(digits)})
    whole, fraction = digits[: digits.rindex(marks[-1])], digits[digits.rindex(marks[-1]) + 1 :]
    bare = re.sub("[.,]", "", whole)
    decimal = Decimal(f"{bare}.{fraction}")
    grouped = Decimal(bare + fraction)
    if len(marks) > 1:
        return frozenset({grouped if len(set(marks)) == 1 else decimal})
    if len(fraction) == _GROUPED and len(whole) <= _GROUPED and whole != "0":
        return frozenset({grouped} if fraction.endswith("0") else {grouped, decimal})
    return frozenset({decimal})


def _word_number(text: str, words: Sequence[Piece], at: int) -> tuple[Value, int] | None:
    """Read `two hundred and fifty`, `twenty-one`, `three million`."""
    current, place = cues.NUMBERS.get(words[at][2], 0), at
    scale: tuple[int, ...] = (1,)
    while current and _joined(text, words, place):
        word = words[place + 1][2]
        if word == "and" and current % 100 == 0 and _joined(text, words, place + 1):
            place, word = place + 1, words[place + 2][2]
        factors = cues.SCALES.get(word, ())
        part = cues.NUMBERS.get(word, 0)
        if len(word) > 1 and factors:
            place += 1
            if factors[0] > _HUNDRED:
                scale = factors
                break
            current *= factors[0]
        elif part and _adds(current, part):
            current, place = current + part, place + 1
        else:
            place -= words[place][2] == "and"
            break
    return (Value("number", frozenset(Decimal(current * s) for s in scale)), place + 1) if current else None


def _adds(current: int, part: int) -> bool:
    """Whether a number goes on: ones after tens (French: up to nineteen), all below a hundred after hundreds."""
    rest = current % _HUNDRED
    return part < _HUNDRED if rest == 0 else part < 20 <= rest and rest % 10 == 0  # noqa: PLR2004 - as it says


def _word(words: Sequence[Piece], at: int) -> tuple[Value, int] | None:
    word = words[at][2]
    if word in cues.ORDINALS:
        return Value("ordinal", frozenset({Decimal(cues.ORDINALS[word])})), at + 1
    if word in cues.DAYS:
        return Value("day", frozenset({Decimal(cues.DAYS[word])})), at + 1
    return (Value("vague", frozenset({word})), at + 1) if word in cues.VAGUE else None
