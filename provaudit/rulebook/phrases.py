r"""Phrases and globs, as a person writes them, to regular expressions of the Rust engine.

A phrase: white space stands for any white space; straight and curly quotation marks, hyphens and dashes
are equal; `(word)` may be absent; `a|b` is either; `{name}` is any form of that vocabulary; `\` takes the
next character as it is. Words match whatever their case, except those written in capitals.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

Expand = Callable[[str, int], str]
"""From a vocabulary's name and its offset in the phrase to a regular expression, or PatternFault."""

_SINGLE = "'‘’‚‛ʼ`´′＇"
_DOUBLE = '"“”„‟«»″＂'
_DASHES = "-‐‑‒–—―−－"
_DASH_CLASS = r"(?:[-‐‑‒–—―−－]{1,2})"
_SINGLE_CLASS = "['‘’‚‛ʼ`´′＇]"
_DOUBLE_CLASS = r"""(?:["“”„‟«»″＂]|''|``)"""

UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Scripts without spaces between words, and Hangul, whose particles cling to the noun."""

_PIECE = re.compile(
    r"\\(?P<literal>.)|\{(?P<name>[a-z][a-z0-9-]*)\}|(?P<word>[^\W_]+)|(?P<space>\s+)|(?P<other>.)", re.DOTALL
)

_PLAIN = re.compile(r"\s*[^\W_]+(?:\s+[^\W_]+)*\s*")
"""A phrase of words and nothing else."""

REMEMBERED = 4_000
"""Words of which the pattern is kept (chosen: the shipped rules have some 3,000)."""

CAPITALS = 2
"""Letters from which a word in capitals is an acronym and not the article `A` (chosen)."""


LONGEST = 200
"""Words and signs that a phrase or glob may have (chosen; it also bounds how deep brackets nest)."""


class PatternFault(Exception):  # noqa: N818 - carries the user's fault to where its place is known
    """A phrase, glob or regular expression is wrong `at` that character."""

    def __init__(self, what: str, at: int = 0, expected: str | None = None, hint: str | None = None) -> None:
        """Keep what is wrong, at which character, and what would be right."""
        super().__init__(what)
        self.what, self.at, self.expected, self.hint = what, at, expected, hint


@dataclass(frozen=True)
class _Run:
    """What stands between two white spaces of a phrase, as a regular expression, and the word boundaries around it."""

    inner: str
    opening: str = ""
    closing: str = ""
    optional: bool = False

    @property
    def pattern(self) -> str:
        return f"{self.opening}{self.inner}{self.closing}"


@dataclass(frozen=True)
class _Atom:
    """A part of a run, and the text whose ends decide on word boundaries (empty: none)."""

    pattern: str
    text: str = ""


@dataclass(frozen=True)
class _Token:
    kind: str  # literal | name | word | space | other
    text: str
    at: int


def phrase_regex(phrase: str, expand: Expand) -> str:
    """Return the regular expression of one phrase; raise PatternFault where it cannot be read."""
    words = phrase.split()
    if len(words) <= LONGEST // 2 and _PLAIN.fullmatch(phrase):  # as most are: nothing to take apart
        return _joined([_bounded(word) for word in words])
    tokens = [
        _Token(m.lastgroup or "", m.group(m.lastgroup or 0), m.start())
        for m in _PIECE.finditer(phrase.strip())
    ]
    if len(tokens) > LONGEST:
        raise PatternFault("the phrase is too long", 0, f"at most {LONGEST // 2} words")
    reader = _Reader(tokens, expand)
    runs = reader.sequence()
    if reader.here < len(tokens):
        raise PatternFault(
            "`)` closes nothing", tokens[reader.here].at, r"`(` before it, or `\)` for the character"
        )
    if all(run.optional for run in runs):
        signs = r"`\(` and `\)` for the brackets themselves"
        raise PatternFault(
            "the phrase may be absent altogether", 0, f"a word outside the brackets, or {signs}"
        )
    return _joined(runs)


@lru_cache(REMEMBERED)
def _bounded(word: str) -> _Run:
    return _run([_Atom(_word(word, word), word)], bounded=True)


def glob_regex(glob: str) -> str:
    """Return the regular expression of a glob over a whole stretch: `*` any run in a line, `?` one sign."""
    pieces: list[str] = []
    for match in re.finditer(r"\\(.)|(\*)|(\?)|([^\W_]+)|(\s+)|(.)", glob.strip(), re.DOTALL):
        literal, star, question, word, space, other = match.groups()
        if star or question:
            pieces.append(r"[^\n]*" if star else r"[^\n]")
        elif space:
            pieces.append(r"\s+")
        else:
            pieces.append(_word(word, glob) if word else _character(literal or other))
    if len(pieces) > LONGEST:
        raise PatternFault("the glob is too long", 0, f"at most {LONGEST // 2} words")
    if not any(piece.strip() for piece in re.split(r"[\s*?]+", glob)):
        raise PatternFault("the glob matches any text", 0, "a word in it")
    return r"\A" + "".join(pieces) + r"\z"


class _Reader:
    """Reads the tokens of one phrase from left to right."""

    def __init__(self, tokens: list[_Token], expand: Expand) -> None:
        self.tokens = tokens
        self.expand = expand
        self.here = 0

    def sequence(self, *, bounded: bool = True) -> list[_Run]:
        """Read runs up to the end or a closing bracket; `bounded` ones begin and end at word boundaries."""
        runs = []
        at = self.here
        while (token := self._peek()) is not None and not _is(token, ")"):
            if token.kind == "space":
                self.here += 1
            elif bounded and token.kind == "word" and self._ends_run(self.here + 1):
                self.here += 1
                runs.append(_bounded(token.text))
            else:
                runs.append(
                    _Run(self._group(), optional=True) if self._alone() else self._branches(bounded=bounded)
                )
        if not runs:
            raise PatternFault("nothing to find", self.tokens[at - 1].at if at else 0, "a word")
        return runs

    def _branches(self, *, bounded: bool) -> _Run:
        start = self.tokens[self.here].at
        branches: list[list[_Atom]] = [[]]
        while (token := self._peek()) is not None and token.kind != "space" and not _is(token, ")"):
            if _is(token, "|"):
                self.here += 1
                branches.append([])
            else:
                branches[-1].append(self._atom(token))
        if not all(branches):
            raise PatternFault("`|` has nothing on one side", start, r"`a|b`, or `\|` for the character")
        # Longer ones first, as among phrases: of `wire|wire-desk` the second would never be reached.
        branches.sort(key=lambda branch: -sum(len(atom.text) for atom in branch))
        runs = [_run(branch, bounded=bounded) for branch in branches]
        return runs[0] if len(runs) == 1 else _Run(f"(?:{'|'.join(run.pattern for run in runs)})")

    def _atom(self, token: _Token) -> _Atom:
        if _is(token, "("):
            first = self.here + 1
            pattern = self._group(bounded=False)
            return _Atom(
                f"(?:{pattern})?", "".join(token.text for token in self.tokens[first : self.here - 1])
            )
        self.here += 1
        if token.kind == "name":
            return _Atom(self.expand(token.text, token.at))
        if token.kind == "word":
            return _Atom(_word(token.text, self._run_text()), token.text)
        return _Atom(_character(token.text), token.text)

    def _group(self, *, bounded: bool = True) -> str:
        opened = self.tokens[self.here]
        self.here += 1
        inner = _joined(self.sequence(bounded=bounded))
        if self._peek() is None:
            raise PatternFault("`(` is never closed", opened.at, r"`)` after it, or `\(` for the character")
        self.here += 1
        return inner

    def _alone(self) -> bool:
        """Say whether here begins a bracket with white space after it: words that may be absent."""
        if not _is(self.tokens[self.here], "("):
            return False
        depth = 0
        for at in range(self.here, len(self.tokens)):
            depth += _is(self.tokens[at], "(") - _is(self.tokens[at], ")")
            if depth == 0:
                return at > self.here and self._ends_run(at + 1)
        return True

    def _ends_run(self, at: int) -> bool:
        """Say whether a run ends before that token: white space, a closing bracket or nothing stands there."""
        after = self.tokens[at] if at < len(self.tokens) else None
        return after is None or after.kind == "space" or _is(after, ")")

    def _run_text(self) -> str:
        """Return the letters around the current token up to white space: `U.S.` is capitals as a whole."""
        first = last = self.here - 1
        while first > 0 and self.tokens[first - 1].kind != "space":
            first -= 1
        while last + 1 < len(self.tokens) and self.tokens[last + 1].kind != "space":
            last += 1
        return "".join(token.text for token in self.tokens[first : last + 1])

    def _peek(self) -> _Token | None:
        return self.tokens[self.here] if self.here < len(self.tokens) else None


def _is(token: _Token, sign: str) -> bool:
    return token.kind == "other" and token.text == sign


def _joined(runs: list[_Run]) -> str:
    """Join runs by white space, which goes where an absent run goes.

    Beside white space that must be there no word boundary has to be asked for.
    """
    anchor = next((at for at, run in enumerate(runs) if not run.optional), 0)
    before = "".join(rf"(?:{run.opening}{run.inner}\s+)?" for run in runs[:anchor])
    found = [before, runs[anchor].opening, runs[anchor].inner]
    closing = runs[anchor].closing
    for run in runs[anchor + 1 :]:
        if run.optional:
            found += [closing, rf"(?:\s+{run.inner}{run.closing})?"]
            closing = ""
        else:
            found.append(rf"\s+{run.inner}")
            closing = run.closing
    return "".join([*found, closing])


def _run(atoms: list[_Atom], *, bounded: bool) -> _Run:
    inner = "".join(atom.pattern for atom in atoms)
    if not bounded:
        return _Run(inner)
    text = "".join(atom.text for atom in atoms)
    return _Run(inner, _edge(atoms[0].text[:1], text), _edge(atoms[-1].text[-1:], text))


def _edge(char: str, text: str) -> str:
    """Return the word boundary that belongs beside a character.

    Acronyms in Latin capitals end at any letter that is not Latin, for Chinese, Japanese and Korean text
    writes `AFP` without a space around it; the engine has no look-around to say so of all words.
    """
    if not char or not (char.isalnum() or char == "_") or UNSPACED.match(char):
        return ""
    return r"(?-u:\b)" if text.isascii() and acronym(text) else r"\b"


def _word(word: str, run: str) -> str:
    written = re.escape(word)
    return (
        written
        if word == word.lower() == word.upper() or acronym(word) or acronym(run)
        else f"(?i:{written})"
    )


def acronym(text: str) -> bool:
    """Say whether a word is written in capitals, so that it matches only so."""
    if text.islower():
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= CAPITALS and all(char.isupper() for char in letters)


def _character(char: str) -> str:
    if char in _SINGLE:
        return _SINGLE_CLASS
    if char in _DOUBLE:
        return _DOUBLE_CLASS
    if char in _DASHES:
        return _DASH_CLASS
    return r"\s+" if char.isspace() else re.escape(char)
