"""A regular expression taken apart: letters, classes, brackets with their alternatives, edges, repetitions."""

import re
from dataclasses import dataclass, field

_PIECE = re.compile(
    r"""(?P<class>\\[pPx](?:\{[^}]*\}|.{1,2})|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\\[dDsSwW]|\.)
    |(?P<flags>\(\?[a-zA-Z-]+\))|(?P<open>\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?)|(?P<close>\))|(?P<or>\|)
    |(?P<edge>\\b(?!\{))|(?P<many>[?*+]\??|\{\d+(?:,\d*)?\}\??)|(?P<name>\{[a-z][a-z0-9-]*\})
    |(?P<nothing>\^|\$|\\[AzB]|\\b\{[^}]*\})|\\(?P<escaped>[^\w\s])|(?P<other>\\.)|(?P<letter>.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class Item:
    """A piece of a pattern: a letter, a bracket with what it holds, or something else."""

    kind: str
    text: str
    at: int
    many: str = ""  # the sign of repetition behind it
    branches: list[list["Item"]] = field(default_factory=list)  # of a bracket

    @property
    def may_be_absent(self) -> bool:
        """Whether it stands there no time at all, or that often."""
        return self.many[:1] in ("?", "*") or self.many.startswith("{0")


def read_pieces(pattern: str) -> Item | None:
    """Return the pattern as one bracket; null where white space in it means nothing, or brackets do not close."""
    whole = Item("open", "", 0, branches=[[]])
    within = [whole]
    for piece in _PIECE.finditer(pattern):
        kind, here = piece.lastgroup or "", within[-1].branches[-1]
        if kind in ("flags", "open") and re.match(r"\(\?[a-zA-Z]*[xR]", piece.group()):
            return None
        if kind == "open":
            within.append(Item(kind, piece.group(), piece.start(), branches=[[]]))
            here.append(within[-1])
        elif kind == "close":
            within.pop()
            if not within:
                return None
        elif kind == "or":
            within[-1].branches.append([])
        elif kind == "many" and here:
            here[-1].many += piece.group()
        elif kind != "flags":
            text = piece.group("escaped") or piece.group()
            here.append(Item("letter" if kind == "escaped" else kind, text, piece.start()))
    return whole if within == [whole] else None
