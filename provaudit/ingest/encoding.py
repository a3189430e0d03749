"""Bytes to text: byte-order mark, UTF-8, a guess on a sample; what is no text is refused with its name."""

import codecs
import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple, TypeVar

from provaudit.ingest.batch import Problem, Source, UnreadableError

_HEAD = 8192
"""Bytes judged for being text at all, before the rest of a file is read (chosen)."""

_BLOCK = 4_194_304
"""Bytes that are read at once of a file that is taken line by line (chosen)."""

_SAMPLE = 32_768
"""Bytes on which an unknown encoding is guessed: the detector is slow (chosen)."""

_CONTROL_SHARE = 0.05
"""More control bytes than this in the head, and a file is binary (chosen)."""

_STRAY = 8
"""Control bytes that even the shortest text may have (chosen)."""

_NUL_SHARE = 0.3
"""NULs at every second byte make UTF-16 without a mark when Latin text is meant (chosen)."""

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x1f\x8b": "gzip-compressed",
    b"BZh": "bzip2-compressed",
    b"\xfd7zXZ\x00": "xz-compressed",
    b"(\xb5/\xfd": "zstd-compressed",
    b"PAR1": "a parquet file (name it .parquet)",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}
_WIDE = ["utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"]
"""Never guessed: without NULs they turn the letters of any Latin text with one stray byte into Han."""

_CONTROLS = bytes(code for code in range(0x20) if chr(code) not in "\t\n\v\f\r\b\x1b") + b"\x7f"
_HIGH = re.compile(rb"[\x80-\xff]")


T = TypeVar("T")


def each_text(sources: Iterable[Source], problems: list[Problem]) -> Iterator[tuple[Source, str]]:
    """Yield each source with its text; add to problems what cannot be read, and what was damaged."""
    return _each(sources, problems, lambda source: decode(content(source)))


def each_in_blocks(
    sources: Iterable[Source], problems: list[Problem]
) -> Iterator[tuple[Source, Iterator[str]]]:
    """Yield each source with its text in blocks of whole lines; problems as `each_text`.

    Where the source can no longer be read, its blocks end in an UnreadableError.
    """
    return _each(sources, problems, _in_blocks)


def _each(
    sources: Iterable[Source], problems: list[Problem], opened: Callable[[Source], tuple[T, str | None]]
) -> Iterator[tuple[Source, T]]:
    for source in sources:
        try:
            text, note = opened(source)
        except UnreadableError as error:
            problems.append(source.problem(str(error)))
            continue
        if note:
            problems.append(source.problem(note))
        yield source, text


def content(source: Source) -> bytes:
    """Return a source's bytes; raise UnreadableError if it cannot be opened or is no text."""
    with _opened(source) as file:
        return file.read()


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    try:
        with source.path.open("rb") if source.data is None else io.BytesIO(source.data) as file:
            refuse_binary(file.read(_HEAD))  # before a disk image of many gigabytes is read for nothing
            file.seek(0)
            yield file
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or error}") from error


def _in_blocks(source: Source) -> tuple[Iterator[str], str | None]:
    """Return the blocks of a source and a note on its damage, after a pass over it that keeps nothing.

    Only UTF-8 comes in blocks: any other encoding shows in the whole file only, and makes one block.
    """
    with _opened(source) as file:
        head = file.read(_HEAD)
    encoding = _stated(head)
    if encoding in {None, "utf-8-sig"}:
        if all(map(_is_utf8, _byte_blocks(source))):
            return _text_blocks(source), None
        damage = _damage(_text_blocks(source))
        if encoding or damage.is_slight:
            return _text_blocks(source), damage.note("utf-8")
    text, note = decode(content(source))
    return iter([text]), note


def _byte_blocks(source: Source) -> Iterator[bytes]:
    with _opened(source) as file:
        while block := file.read(_BLOCK):
            yield block + file.readline()


def _text_blocks(source: Source) -> Iterator[str]:
    encoding = "utf-8-sig"  # a mark counts where the file begins, and is a character anywhere else
    for block in _byte_blocks(source):
        yield block.decode(encoding, "replace")
        encoding = "utf-8"


def _is_utf8(block: bytes) -> bool:
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True


def refuse_binary(head: bytes) -> None:
    """Raise UnreadableError if the first bytes of a file are not those of a text."""
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise UnreadableError(f"is {what}, not text; save its articles as .txt, .jsonl or .csv")
    if any(head.startswith(mark) for mark, _ in _MARKS) or _unmarked_utf16(head):
        return
    if len(head) - len(head.translate(None, _CONTROLS)) > max(_STRAY, _CONTROL_SHARE * len(head)):
        raise UnreadableError("is binary, not text; save its articles as .txt, .jsonl or .csv")


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text and, where bytes had to be replaced by U+FFFD, a note that says so.

    Raises UnreadableError where no encoding makes a text of the bytes.
    """
    encoding = _stated(data)
    if encoding is None:
        try:
            return data.decode(), None
        except UnicodeDecodeError:
            encoding = "utf-8" if _damage([data.decode("utf-8", "replace")]).is_slight else _guess(data)
    text = data.decode(encoding, "replace")
    return text, _damage([text]).note(encoding.removesuffix("-sig"))


class _Damage(NamedTuple):
    """What was replaced in a text: how many characters, from which line on, beside how many not ASCII."""

    replaced: int
    line: int
    others: int

    @property
    def is_slight(self) -> bool:
        """Whether valid multi-byte characters are at least half the faults: by chance they are rare."""
        return 2 * self.others >= self.replaced

    def note(self, encoding: str) -> str | None:
        """Return what a reader is told, null where nothing was replaced."""
        if not self.replaced:
            return None
        return (
            f"line {self.line}: {self.replaced} characters are not valid {encoding}"
            " and are read as U+FFFD; save the file as UTF-8"
        )


def _damage(blocks: Iterable[str]) -> _Damage:
    count, line, others = 0, 1, 0
    for text in blocks:
        if not count:
            line += text.partition("\ufffd")[0].count("\n")
        faults = text.count("\ufffd")
        count += faults
        others += len(text) - faults - len(text.encode("ascii", "ignore"))
    return _Damage(count, line, others)


def _stated(data: bytes) -> str | None:
    """Return the encoding that a mark, or the NULs of UTF-16, give away; null for UTF-8 or an unknown one."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked_utf16(data)


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    enough, few = _NUL_SHARE * len(head) / 2, _CONTROL_SHARE * len(head) / 2
    if odd > enough and even <= few:
        return "utf-16-le"
    return "utf-16-be" if even > enough and odd <= few else None


def _guess(data: bytes) -> str:
    # Imported where it is used: 40 ms that a pile of UTF-8 (nearly every pile) and `--help` need not pay.
    from charset_normalizer import from_bytes  # noqa: PLC0415 -- lazily, see above

    matches = from_bytes(_sample(data), cp_exclusion=_WIDE)
    best = matches.best()
    if best is None:
        raise UnreadableError("is in no encoding that can be recognised; save it as UTF-8")
    # Single-byte code pages often tie on Western text; the most common of them is then the likeliest.
    ties = (m for m in matches if m.chaos <= best.chaos and m.coherence >= best.coherence)
    return "cp1252" if any("cp1252" in m.could_be_from_charset for m in ties) else best.encoding


def _sample(data: bytes) -> bytes:
    """Return whole lines from the first one that is not ASCII on, so that no multi-byte character is cut."""
    high = _HIGH.search(data)
    start = data.rfind(b"\n", 0, high.start() if high else 0) + 1
    sample = data[start : start + _SAMPLE]
    end = sample.rfind(b"\n")
    return sample[:end] if end > _SAMPLE // 2 else sample
