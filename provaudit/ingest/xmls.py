"""XML: feeds and NewsML-G2, element by element, so that of a file that was cut off all whole items are kept."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from html.entities import html5
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from provaudit.ingest import feeds, newsml
from provaudit.ingest.batch import Problem, Row, Source, UnreadableError, parted
from provaudit.ingest.clean import normal, printable, sound
from provaudit.ingest.columns import Columns
from provaudit.ingest.encoding import content
from provaudit.ingest.html import require_web
from provaudit.ingest.page_encoding import declared_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 200
"""Elements within each other (chosen: news has ten, and what builds the tree recurses)."""

_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_VERBATIM = r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
_REFERENCE = re.compile(
    rf"(?P<verbatim>{_VERBATIM})"
    r"|&(?:#0*(?P<number>\d{1,7});|#[xX]0*(?P<hex>[0-9A-Fa-f]{1,6});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31};))?",
    re.DOTALL,
)
"""Where `&` stands for itself and stays, and where it begins a reference, or should have been one itself."""

_OWN = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_SURROGATES = range(0xD800, 0xE000)
_PREFIX = re.compile(
    r"</?([A-Za-z_][\w.-]{0,40}):[A-Za-z_]|\s([A-Za-z_][\w.-]{0,40}):[A-Za-z_][\w.-]{0,40}\s*="
)
_ROOT = re.compile(r"<[A-Za-z_][^\s/>]*")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read(
    sources: Iterable[Source], columns: Columns, problems: list[Problem], part: int
) -> Iterator[pl.DataFrame]:
    """Yield one row an item of a feed or of a NewsML-G2 file, in frames of about `part` characters."""
    del columns  # the formats say themselves what is what
    return parted(_rows(sources, problems), part)


def _rows(sources: Iterable[Source], problems: list[Problem]) -> Iterator[Row]:
    for source in sources:
        require_web("feeds and NewsML-G2", "defusedxml")
        try:
            yield from _items(source, problems)
        except UnreadableError as error:
            problems.append(source.problem(str(error)))


def _items(source: Source, problems: list[Problem]) -> Iterator[Row]:
    """Yield the items of one file; raise UnreadableError behind the last whole one if something is wrong."""
    reader: feeds.Feed | newsml.Message | None = None
    fault: UnreadableError | None = None
    count = 0
    try:
        for path, element in _closed(_text(source, problems)):
            if reader is None:
                reader = _reader(source, path[0].tag)
            for row in reader.take(path, element):
                count += 1
                yield row
    except UnreadableError as error:
        fault = error
    if reader and (count or not fault):
        problems.extend(reader.problems())
    if fault:
        raise UnreadableError(f"{fault}; what stands before is read" if count else str(fault)) from fault


def _reader(source: Source, root: str) -> feeds.Feed | newsml.Message:
    name = root.rpartition("}")[2]
    if name in feeds.ROOTS:
        return feeds.Feed(source)
    if name in newsml.ROOTS:
        return newsml.Message(source)
    shown = printable(name, 40)
    raise UnreadableError(f"is XML, but neither a feed (RSS, Atom) nor NewsML-G2: its root is <{shown}>")


def _closed(text: str) -> Iterator[tuple[Sequence["Element"], "Element"]]:
    """Yield each element as it ends, with those around it, from the root to itself."""
    from defusedxml import DefusedXmlException  # noqa: PLC0415 -- an extra, and not needed for --help
    from defusedxml.ElementTree import ParseError, iterparse  # noqa: PLC0415 -- the same

    path: list[Element] = []
    try:
        for event, element in iterparse(BytesIO(text.encode()), events=("start", "end")):
            if event == "start":
                path.append(element)
                if len(path) > _DEEPEST:
                    raise UnreadableError("is XML nested too deeply to be news")
            else:
                yield path, element
                path.pop()
    except ParseError as error:
        line, column = error.position
        what = str(error).partition(":")[0]
        raise UnreadableError(f"line {line}: is cut off or no valid XML ({what}, column {column})") from error
    except DefusedXmlException as error:
        raise UnreadableError("declares entities of its own, as an attack does and no news needs") from error


def _text(source: Source, problems: list[Problem]) -> str:
    """Return a file as XML in UTF-8 that expat reads: without a declared encoding and with no entities of HTML."""
    data = content(source)
    text, note = declared_text(data, source.content_type, (hit.decode() for hit in _DECLARED.findall(data)))
    if note:
        problems.append(source.problem(note))
    bare = _FORBIDDEN.sub("", _DECLARATION.sub("", normal(sound(text)), count=1))
    return _declared(sound(_REFERENCE.sub(_mended, bare)))


def _declared(text: str) -> str:
    """Return XML in which every prefix is declared, as many feeds forget: by its usual namespace, if it has one."""
    lacking = {prefix for pair in _PREFIX.findall(text) for prefix in pair if prefix} - {"xml", "xmlns"}
    lacking = {prefix for prefix in lacking if f"xmlns:{prefix}" not in text}
    if not lacking:
        return text
    said = (
        f' xmlns:{prefix}="{feeds.NAMESPACES.get(prefix, f"urn:undeclared:{prefix}")}"' for prefix in lacking
    )
    return _ROOT.sub(lambda found: found[0] + "".join(said), text, count=1)


def _mended(found: re.Match[str]) -> str:
    """Return a reference as XML knows it; an `&` that begins none, the commonest fault of feeds, as the letter it is.

    An entity that only HTML knows becomes its numbers, which mean the same in a stretch of HTML; one that nobody knows
    its letters; the number of a character that may not be there nothing, as that character itself.
    """
    if found["verbatim"]:
        return found[0]
    if name := found["name"]:
        known = None if name in _OWN else html5.get(name)
        return "".join(f"&#{ord(letter)};" for letter in known) if known else _own(found[0], name)
    if not (digits := found["number"] or found["hex"]):
        return f"&amp;{found[0][1:]}"
    code = int(digits, 10 if found["number"] else 16)
    if code in _SURROGATES:
        return chr(code)  # half of a letter, perhaps
    if code > sys.maxunicode:
        return "\N{REPLACEMENT CHARACTER}"
    return "" if _FORBIDDEN.match(chr(code)) else f"&#{code};"


def _own(reference: str, name: str) -> str:
    return reference if name in _OWN else f"&amp;{name}"
