"""The names of months in the languages that pages print dates in, each with its number."""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType

_SHORTEST = 3  # letters of a name that is cut short (chosen)

_LISTED = """
january february march april may june july august september october november december
januar februar märz april mai juni juli august september oktober november dezember
jänner feber märz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
januar februar marts april maj juni juli august september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
januari februari maret april mei juni juli agustus september oktober november desember
"""
"""A language a line, each month as it stands in a date."""


def _named() -> dict[str, int]:
    """Return every name, and every beginning of one that can be no other month's."""
    lines = [line.split() for line in _LISTED.strip().splitlines()]
    whole = {name: number for line in lines for number, name in enumerate(line, 1)}
    cut: dict[str, set[int]] = {}
    for name, number in chain.from_iterable(zip(line, range(1, 13), strict=True) for line in lines):
        for end in range(_SHORTEST, len(name)):
            cut.setdefault(name[:end], set()).add(number)
    return {start: min(numbers) for start, numbers in cut.items() if len(numbers) == 1} | whole


MONTHS: Mapping[str, int] = MappingProxyType(_named())
"""Names of months in small letters, whole or cut short, to their numbers."""
