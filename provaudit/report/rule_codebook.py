"""The codebook as Markdown, and as one HTML file that needs nothing else and prints well."""

from collections.abc import Collection, Iterator
from html import escape

from provaudit.authoring.codebook import Chapter, Codebook, Entry, Field, Kind
from provaudit.report.markdown import escaped
from provaudit.report.plain import clean
from provaudit.report.styles import count

_NOTATION = (
    "In the patterns of words, (words) in brackets may be absent, a|b is either word, {name} is any form of that "
    "word list. Quotation marks, dashes and capital letters of every kind count as equal; words in capitals only "
    "match as written. Of a long regular expression the gist is printed: [a | b | … 3 more] is one of these, … is any "
    "text; provaudit rules show RULE prints it whole."
)

_STYLE = """
:root { color-scheme: light dark; --ink: #111; --dim: #555; --paper: #fff; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --dim: #a8a8a8; --paper: #16181a; } }
body { font: 11pt/1.45 Georgia, 'Times New Roman', serif; color: var(--ink); background: var(--paper);
  max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1, h2, h3, nav, dt { font-family: system-ui, 'Helvetica Neue', Arial, sans-serif; line-height: 1.2; }
h2 { border-bottom: 2px solid; padding-bottom: .2em; margin-top: 2.5em; }
h3 { margin: 2em 0 .2em; overflow-wrap: anywhere; }
h3 code { font-weight: normal; color: var(--dim); }
dl { display: grid; grid-template-columns: 9em 1fr; gap: .3em 1em; margin: .6em 0; }
dt { font-size: .8em; color: var(--dim); padding-top: .2em; }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
dd ul { margin: 0; padding-left: 1.1em; }
code { font: .85em ui-monospace, 'DejaVu Sans Mono', Consolas, monospace; white-space: pre-wrap; }
nav ul { columns: 14em; list-style: none; padding: 0; margin: .3em 0 1em; font-size: .9em; }
nav li { padding: .2em 0; break-inside: avoid; overflow-wrap: anywhere; }
nav summary { font-weight: bold; color: var(--dim); } nav summary a { color: var(--ink); }
a { color: inherit; }
@media (max-width: 34em) {
  dl { grid-template-columns: 1fr; gap: 0 1em; } dt { margin-top: .5em; } nav ul { columns: 9em; }
}
@media print {
  @page { margin: 2cm; }
  body { margin: 0; max-width: none; font-size: 9.5pt; }
  h2 { break-before: page; } h2, h3, dt { break-after: avoid; } li, dt { break-inside: avoid; }
}
""".strip()


def codebook_markdown(book: Codebook) -> str:
    """Return the codebook as Markdown; the same bytes for the same rules."""
    lines = [f"# Codebook: {escaped(book.name)} {escaped(book.version)}", "", escaped(_about(book)), ""]
    lines += [escaped(_NOTATION)]
    for chapter in book.chapters:
        lines += ["", f"## {escaped(chapter.dimension)}", "", escaped(_chapter(chapter))]
        for entry in chapter.entries:
            lines += [
                "",
                f"### {escaped(entry.rule)}",
                "",
                f"{escaped(entry.summary)} (variable {_code(entry.variable)})",
            ]
            lines += [line for field in entry.fields for line in _field(field)]
    if book.vocabularies:
        lines += ["", "## Word lists"]
        lines += [line for field in book.vocabularies for line in _field(_joined(field))]
    return "\n".join([*lines, ""])


def _field(field: Field) -> Iterator[str]:
    if field.kind in (Kind.PROSE, Kind.RULES):
        between = " " if field.kind is Kind.PROSE else ", "
        yield from ("", f"**{escaped(field.label)}:** {escaped(between.join(field.texts))}")
        return
    if field.label:
        yield from ("", f"**{escaped(field.label)}:**")
    yield ""
    yield from (f"- {_code(text) if field.kind is Kind.CODE else escaped(text)}" for text in field.texts)


def _code(text: str) -> str:
    """Return a text as code that no backtick in it can end."""
    bare = clean(text)
    fence = "`"
    while fence in bare:
        fence += "`"
    return f"{fence} {bare} {fence}" if "`" in bare else f"`{bare}`"


def codebook_html(book: Codebook) -> str:
    """Return the codebook as one HTML file; the same bytes for the same rules."""
    title = f"Codebook: {_safe(book.name)} {_safe(book.version)}"
    known = {entry.rule for chapter in book.chapters for entry in chapter.entries}
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>",
            f"<h1>{title}</h1>\n<p>{_safe(_about(book))}</p>\n<p>{_safe(_NOTATION)}</p>",
            '<nav aria-label="Rules">',
            *(part for chapter in book.chapters for part in _contents(chapter)),
            "</nav>",
            *(part for chapter in book.chapters for part in _section(chapter, known)),
            *(_lists(book) if book.vocabularies else ()),
            "</body>\n</html>\n",
        ]
    )


def _contents(chapter: Chapter) -> Iterator[str]:
    name = _safe(chapter.dimension)
    yield f'<details open>\n<summary><a href="#{name}">{name}</a> {len(chapter.entries)}</summary>\n<ul>'
    for entry in chapter.entries:
        shown = entry.rule.removeprefix(f"{chapter.dimension}/")
        yield f'<li><a href="#{_safe(entry.rule)}">{_safe(shown)}</a></li>'
    yield "</ul>\n</details>"


def _section(chapter: Chapter, known: Collection[str]) -> Iterator[str]:
    name = _safe(chapter.dimension)
    yield f'<section id="{name}">\n<h2>{name}</h2>\n<p>{_safe(_chapter(chapter))}</p>'
    for entry in chapter.entries:
        yield from _article(entry, known)
    yield "</section>"


def _article(entry: Entry, known: Collection[str]) -> Iterator[str]:
    yield f'<article id="{_safe(entry.rule)}">'
    yield f"<h3>{_safe(entry.rule)} <code>{_safe(entry.variable)}</code></h3>"
    yield f"<p>{_safe(entry.summary)}</p>\n<dl>"
    yield from (_definition(field, known) for field in entry.fields)
    yield "</dl>\n</article>"


def _definition(field: Field, known: Collection[str] = ()) -> str:
    if field.kind is Kind.RULES:
        named = (
            f'<a href="#{_safe(one)}">{_safe(one)}</a>' if one in known else _safe(one) for one in field.texts
        )
        return f"<dt>{_safe(field.label)}</dt><dd>{', '.join(named)}</dd>"
    if field.kind is Kind.PROSE:
        return f"<dt>{_safe(field.label)}</dt><dd>{_safe(' '.join(field.texts))}</dd>"
    open_, close = ("<code>", "</code>") if field.kind is Kind.CODE else ("", "")
    items = "".join(f"<li>{open_}{_safe(text)}{close}</li>" for text in field.texts)
    return f"<dt>{_safe(field.label)}</dt><dd><ul>{items}</ul></dd>"


def _lists(book: Codebook) -> Iterator[str]:
    yield "<section>\n<h2>Word lists</h2>\n<dl>"
    yield from (_definition(_joined(field)) for field in book.vocabularies)
    yield "</dl>\n</section>"


def _joined(field: Field) -> Field:
    """Return a word list as running text: hundreds of names fill few lines."""
    return Field(f"{{{field.label}}}", (", ".join(field.texts),))


def codebook_size(book: Codebook) -> str:
    """Return how much the codebook holds: "3 variables, found by 4 rules"."""
    entries = [entry for chapter in book.chapters for entry in chapter.entries]
    variables = len({entry.variable for entry in entries})
    return f"{count(variables, 'variable')}, found by {count(len(entries), 'rule')}"


def _about(book: Codebook) -> str:
    digest = f"the digest {book.digest[:16]}"
    return (
        f"{codebook_size(book)}. Made from the rulebook with {digest}: the same rules make the same codebook."
    )


def _chapter(chapter: Chapter) -> str:
    return f"{chapter.summary}. At most {chapter.cap:g} points." if chapter.cap else f"{chapter.summary}."


def _safe(text: str) -> str:
    """Return a text as HTML that shows it, and nothing that a browser or terminal obeys."""
    return escape(clean(text))
