"""Where a text quotes: stretches between quotation marks of any script, as character offsets.

Both marks belong to the stretch. A mark that is never closed holds to the end of its paragraph, which is
also how newspapers print a quotation of several paragraphs: each opens anew, only the last one closes.
"""

import re
from collections.abc import Iterable, Iterator

Span = tuple[int, int]

# A single mark is an apostrophe far more often than a quotation: hence three words at least, and for the
# straight one also a closing comma or stop, as British papers print it.
# Repeats that may fail are bounded, for text is hostile: a megabyte of opening marks must not take an hour.
_QUOTATIONS = {
    found[0]: re.compile(found, re.VERBOSE)
    for found in (
        r"""“(?:[^“”"]{1,4000}”      # over paragraphs too, where nothing opens anew in between
            |[^“”"\n]{1,2000}(?<=[^\s([])["“](?=[\s.,;:!?)\]—–]|$)  # closed by another mark than it should be
            |[^“”]{1,4000}”
            |[^“”\n]+)            # never closed
        """,
        r"""”(?<![^\s([]”)(?=\w)[^“”\n]*”?""",  # Swedish, Finnish: the same mark on both sides
        r"""″[^″”\n]*[″”]?""",  # double primes: what some wires' converters make of marks
        r"""„[^„“”"\n]*[“”"]?""",  # German, Polish, Czech …
        # Also "stuck."To a stop.
        r""""(?:(?<![\w.,!?…%)]")|(?<=[.,!?…)]")(?=[^\W\d_a-z]))(?=[^\s"])[^"”\n]*["”]?""",
        r"""«[^«»\n]*»?""",
        r"""»[^«»\n]+«""",  # German and Danish books, turned round
        r"""‹[^‹›\n]*›""",
        r"""「[^「」]*」?""",
        r"""『[^『』]*』?""",
        r"""﹁[^﹁﹂]*﹂?""",
        r"""〝[^〝〞〟\n]*[〞〟]?""",
        r"""‘(?<!\w‘)(?=(?:[^\s’]|’\w){1,60}\s+(?:[^\s’]|’\w){1,60}\s+\S)
            [^‘’\n]{0,2000}(?:(?<=\w)’(?=\w)[^‘’\n]{0,2000}){0,50}’(?!\w)
        """,
        r"""'(?<![\w']')(?:
            '(?=[^\s'])(?:[^'\n]|'(?!')){0,4000}''
            |(?=\w{1,60}\s+\S{1,60}\s+\S)(?:[^'\n]|(?<=\w)'(?=\w)){0,2000}(?<=[.,!?…])'(?![\w'])
        )""",
    )
}
"""A pattern for each opening mark. One mark alone is searched for many times faster than one out of many."""
_ASCII = {mark: pattern for mark, pattern in _QUOTATIONS.items() if mark.isascii()}


def quotations(text: str) -> list[Span]:
    """Return the quoted stretches of a text in their order, none inside another, none over a line break.

    A quotation of several paragraphs is one stretch for each.
    """
    spans: list[Span] = []
    for start, end in _stretches(text):
        if text.find("\n", start, end) < 0 and not text[end - 1].isspace():
            spans.append((start, end))
        else:
            spans.extend(_lines(text, start, end))
    return spans


def each_quotation(texts: Iterable[str]) -> Iterator[tuple[int, int, int]]:
    """Return (number of the text, start, end) of every quotation of many texts."""
    for number, text in enumerate(texts):
        for start, end in quotations(text):
            yield number, start, end


def _stretches(text: str) -> Iterator[Span]:
    """Yield what the marks enclose, always the first that opens behind the last."""
    marks = (_ASCII if text.isascii() else _QUOTATIONS).items()
    patterns = [pattern for mark, pattern in marks if mark in text]
    # No two start at the same mark, so patterns are never compared.
    nearest = [(found.start(), found.end(), each) for each in patterns if (found := each.search(text))]
    end = 0
    while len(nearest) > 1:
        start, stop, pattern = nearest.pop(nearest.index(min(nearest)))
        if start >= end:
            end = stop
            yield start, end
        if found := pattern.search(text, end):
            nearest.append((found.start(), found.end(), pattern))
    for start, _, pattern in nearest:
        yield from (found.span() for found in pattern.finditer(text, max(start, end)))


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Return the stretch line by line, each without white space around it."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        if not line.isspace() and line:
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        start = stop + 1
