"""What was proved of an archive, or what is wrong with it and which command helps, on a terminal."""

from collections.abc import Iterator, Sequence
from shlex import quote

from rich.console import Console
from rich.text import Text

from provaudit.archive.counting import Holdings
from provaudit.archive.mending import Mended
from provaudit.archive.proving import Finding
from provaudit.report.holdings import size, strays
from provaudit.report.lines import Line, print_line
from provaudit.report.plain import plain
from provaudit.report.styles import count


def print_proof(
    where: str, found: Sequence[Finding], held: Holdings | None, mended: Mended | None, console: Console
) -> None:
    """Print what was mended of an archive, what is wrong with it, or what was proved and what it holds."""
    for one in found:
        label = Text(f"  {one.number:>9,}  ", "bold red")
        print_line(Line(label, Text(plain(f"{one.what}; for example {one.example}"))), console)
    if held and not found:
        files = f"{count(held.files, 'file')}, {size(held.bytes)}"
        told = f"{count(held.articles, 'article')} in {files}: every count, digest and reference is right"
        print_line(Line(Text("  "), Text(told)), console)
    for advice in _advice(plain(where), found, held, mended):
        print_line(Line(Text("→ "), Text(advice)), console)


def _advice(
    where: str, found: Sequence[Finding], held: Holdings | None, mended: Mended | None
) -> Iterator[str]:
    """Yield what was done, and what is to be done by which command."""
    if mended:
        yield f"Mended: {_done(where, mended)}."
    elif found:
        yield "Nothing was changed."
    if any(one.mendable for one in found):
        lineage = "Texts are whole where lineage names what is not there"
        yield f"{lineage}: `provaudit archive verify --repair --archive {quote(where)}` mends that."
    if any(not (one.mendable or one.advised) for one in found):
        whole = f"`provaudit archive add {quote(f'{where}/table=texts')} --archive NEW`"
        yield (
            "Put what is named back from a copy of the folder; where there is none, make a new archive from the "
            f"articles' files, or of its texts that are whole: {whole}."
        )
    if held and held.strays:
        yield strays(held)


def _done(where: str, mended: Mended) -> str:
    told = []
    if mended.strangers:
        told.append(f"what was kept of {count(mended.strangers, 'article')} without a text was deleted")
    if mended.untraced:
        many = count(mended.untraced, "article")
        told.append(
            f"{many} to be traced again, which `provaudit archive reaudit --archive {quote(where)}` does"
        )
    return "; ".join(told) or "stories and unseen sources that nothing belongs to were deleted"
