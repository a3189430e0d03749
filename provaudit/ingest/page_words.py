"""What a page says of itself to its readers alone: who wrote it, and on what day, in the lines about its title."""

import re
from collections.abc import Iterator, Sequence

from provaudit.ingest.months import MONTHS
from provaudit.ingest.page_text import Line
from provaudit.ingest.page_titles import fold

_ABOVE, _BELOW = 3, 12
"""Lines above a title, and below it, that can be about the article (chosen: a byline, a date, a place, sharing)."""

_PROSE = 120  # characters of a line that is the article, or its standfirst, and no label (chosen)

BY = re.compile(
    r"^(?:written |words |story |reported |posted |texte? )?(?:by|von|par|por|di|door|av|af|text:|текст:|автор:)"
    r"(?!\w)[\s:]*",
    re.IGNORECASE,
)
"""What a line that names its writers begins with."""

_NAMED = re.compile(
    r"^[^\W\d_a-z][\w.'’-]+(?:\s+(?:[^\W\d_a-z][\w.'’-]*|van|von|der|den|de|da|di|del|la|le|al|bin|ibn|y|e)){1,4}$"
)
"""A person's name: two words at least, in capitals but for the particles."""

_PARTS = re.compile(r"\s*(?:[|•·,;/]|\s[-–—]\s|\s(?:and|und|et|y|e|en|och|og|in|for)\s)\s*")
_DAY = re.compile(
    r"(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|(?:1[3-9]|2\d|3[01])/\d{1,2}/\d{4}|\d{1,2}/(?:1[3-9]|2\d|3[01])/\d{4}"
    r"|\d{4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]"
    r"|\d{1,2}(?:st|nd|rd|th|er|º|\.)?\s(?:de\s|of\s)?(?P<later>[^\W\d_]{3,12})\.?,?\s(?:de\s)?\d{4}"
    r"|(?P<first>[^\W\d_]{3,12})\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4})(?!\d)"
)
"""A day as it is printed; with slashes only where one order of day and month is possible."""

_LATER = re.compile(
    r"updat|modif|aktualis|mis(?:e)? à jour|actuali|aggiorn|atuali|bijgewerkt|oppdater|opdater|обновлен|更新",
    re.IGNORECASE,
)


def about(lines: Sequence[Line], title: str | None, kept: Sequence[int]) -> list[str]:
    """Return the short lines about a page's title; without a title those above `kept`, the lines of its article."""
    name = fold(title or "")
    places = [place for place, line in enumerate(lines) if name and fold(line.text) == name]
    body = next((place for place in kept if len(lines[place].text) >= _PROSE), len(lines))
    nearest = max((place for place in places if place <= body), default=None)
    if nearest is None:
        return [line.text for line in lines[max(0, body - _BELOW // 2) : body]]
    below = [line.text for line in lines[nearest + 1 : nearest + 1 + _BELOW]]
    end = next((at for at, text in enumerate(below) if len(text) >= _PROSE), len(below))
    return [*below[:end], *(line.text for line in lines[max(0, nearest - _ABOVE) : nearest])]


def writers(labels: Sequence[str]) -> list[str]:
    """Return the names in the first line that says who wrote the article, none where no line does."""
    for text in labels:
        if said := BY.match(text):
            names = list(_leading(_PARTS.split(text[said.end() :])))
            if names:
                return names
    return []


def day(labels: Sequence[str]) -> str | None:
    """Return the day that stands in the lines, as it is printed; one of a later change is none."""
    for text in labels:
        for hit in _DAY.finditer(text):
            month = hit["later"] or hit["first"]
            if (month is None or month.lower() in MONTHS) and not _LATER.search(text[: hit.start()]):
                return hit.group()
    return None


def _leading(parts: Sequence[str]) -> Iterator[str]:
    """Yield the names that a byline begins with; what follows them is a title, a place or a time."""
    for part in parts:
        if not _NAMED.match(part):
            return
        yield part
