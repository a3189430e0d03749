"""Article text is hostile: what stands between it and a terminal, a table cell or an ASCII pipe."""

import codecs
import re
import unicodedata
from collections.abc import Iterable

from rich.cells import cell_len

_SEQUENCE = r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, the cursor
_STRING = r"\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)"  # titles, links; one without an end hides no text
_IN_C1 = r"\x9b[0-?]+[ -/]*[@-~]"  # a sequence; bare, it is a quotation mark that was decoded wrongly
_OTHER = r"\x1b[ -/]*[0-~]?"  # and what was begun only

ESCAPE = f"{_SEQUENCE}|{_STRING}|{_IN_C1}|{_OTHER}"
"""Escape sequences of a terminal (ECMA-48), whole; for `re` and for polars."""

_ESCAPES = re.compile(ESCAPE)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1: escape sequences
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidirectional controls: text that reads otherwise
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2065\ufeff"  # zero width
    "\ufe00-\ufe0f\ufff0-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"  # variation selectors, tags, surrogates
)
_LINE_BREAKS = re.compile("[\u2028\u2029\x85\x0b\x0c]")
_STACKED = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")  # more than three accents deep is a trick
_TONES = ("\U0001f3fb", "\U0001f3ff")  # of skin, behind an emoji
_DEEPEST = 8  # characters of a cell, a letter and its marks; chosen
_OF_A_FILE = re.compile(r" *\d* *\| ")  # its number and a rule before it; the caret's line has the rule
_INDENT = "    "  # before what goes on from the line above
_LONGEST = 4_000  # characters of a cell that are looked at; no cell is as wide; chosen

_ASCII = str.maketrans(
    {
        "·": ".",
        "█": "#",
        "▓": "+",
        "▒": "~",
        "❝": "'",
        "▸": ">",
        "…": "~",
        "–": "-",
        "—": "-",
        "─": "-",
        "│": "|",
        "├": "|",
        "└": "`",
        "┌": ".",
        "←": "<",
        "→": ">",
        "↕": "^",
        "−": "-",
        "×": "x",
        "≥": ">",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "«": '"',
        "»": '"',
        "‹": "<",
        "›": ">",
        "\xa0": " ",
    }
)


def clean(text: str) -> str:
    """Return the text without characters that a terminal obeys or hides; tabs and breaks become spaces."""
    spaced = _LINE_BREAKS.sub(" ", _ESCAPES.sub("", text)).replace("\t", " ").replace("\n", " ")
    return _STACKED.sub(r"\1", _UNSEEN.sub("", spaced))


def plain(text: str | None) -> str:
    """Return the text on one line, cleaned, its white space collapsed; "" for None."""
    return " ".join(clean((text or "")[:_LONGEST]).split())


def clip(text: str, width: int) -> str:
    """Return the text in at most `width` terminal cells, the last of them "…" where something is cut."""
    if cells_of(text) <= width:
        return text
    return _begun(text, width - 1).rstrip() + "…" if width > 0 else ""


def cells_of(text: str) -> int:
    """Return the most terminal cells that a text takes: a terminal that counts fewer leaves a gap, and none wraps.

    rich counts no cell for a vowel sign with a body of its own (Unicode's Mc, as in Devanagari) nor for a skin's tone;
    xterm, VTE and tmux draw them.
    """
    return len(text) if text.isascii() else sum(map(_broadest, text))


def _broadest(character: str) -> int:
    if _TONES[0] <= character <= _TONES[1]:
        return 2
    return max(cell_len(character), unicodedata.category(character) == "Mc")


def _begun(text: str, width: int) -> str:
    """Return the beginning of a text that fits; no letter is parted from the marks that stand on it."""
    taken, letter = 0, 0
    for place, character in enumerate(text):
        letter = letter if unicodedata.category(character).startswith("M") else place
        taken += _broadest(character)
        if taken > width:
            return text[:letter]
    return text


def breaks(text: str, width: int) -> list[int]:
    """Return where lines of the width begin but the first: after a space, or, in a longer word, before a letter."""
    found, begin = [], 0
    while begin < len(text):
        near = text[begin : begin + _DEEPEST * width]  # a word may be a megabyte
        if begin + len(near) == len(text) and cells_of(near.rstrip()) <= width:
            break
        end = begin + (len(_begun(near, width)) or 1)
        while unicodedata.category(text[end : end + 1] or " ").startswith("M"):
            end += 1
        space = text.rfind(" ", begin, end + 1) + 1
        begin = space if space > begin else end
        found.append(begin)
    return [begin for begin in found if begin < len(text)]


def wrap(items: Iterable[str], width: int, head: str = "", joint: str = " · ") -> str:
    """Return the items joined on few lines of the width, none of them broken, the head before the first."""
    lines = [head]
    for item in items:
        bare = not lines[-1][len(head) :]
        if bare or cells_of(lines[-1] + joint + item) <= width:
            lines[-1] += item if bare else joint + item
        else:
            lines.append(" " * cells_of(head) + item)
    return "\n".join(lines)


def fold(text: str, width: int) -> list[str]:
    """Return the text on lines of the width, broken between words only."""
    return wrap(text.split(), width, joint=" ").splitlines()


def folded(message: str, width: int) -> str:
    """Return a message on lines of the width, broken between words, all but the first indented."""
    first, *further = fold(message, width - len(_INDENT)) or [""]
    return "\n".join([first, *(_INDENT + row for row in further)])


def told(message: str, width: int | None) -> list[str]:
    """Return the lines of a message without what a terminal would obey: paths can be hostile too.

    What is longer than the width, where there is one, is folded, but for a line of a file shown in it.
    """
    lines: list[str] = []
    for line in map(clean, message.splitlines()):
        if width is None or cells_of(line) <= width or _OF_A_FILE.match(line):
            lines.append(line)
        else:
            lines += folded(line, width).splitlines()
    return lines


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return the text in exactly `width` terminal cells, flush left or right."""
    cut = clip(text, width)
    blank = " " * (width - cells_of(cut))
    return blank + cut if right else cut + blank


def ascii_twin(text: str) -> str:
    """Return the text in ASCII, as wide as before: our own marks by their twins, others without accents."""
    return "".join(_twin(character) for character in text.translate(_ASCII))


def _twin(character: str) -> str:
    if character.isascii():
        return character
    bare = unicodedata.normalize("NFKD", character)[0]
    width = cell_len(character)
    return bare if bare.isascii() and width == 1 else "?" * width


def _encode_twin(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    return ascii_twin(fault.object[fault.start : fault.end]), fault.end


ENCODE_TWINS = "provaudit.twins"
"""The codec error handler, registered here, by which any narrower encoding prints every report."""
codecs.register_error(ENCODE_TWINS, _encode_twin)
