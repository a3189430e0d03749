"""The page of a report in HTML: the very Markdown of `page`, and a link to the audit to click through."""

import re
from collections.abc import Iterator
from html import escape

from provaudit.report.html import policy

ALARM = "**Alarm.**"
"""How a line begins that tells of an alarm."""

_STYLE = """
:root { color-scheme: light dark; --rule: light-dark(#d9d6cf, #44423d); --soft: light-dark(#5d5a54, #aaa69d); }
body { max-width: 62rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; line-height: 1.5;
  font-family: system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3 { font-family: Georgia, serif; line-height: 1.2; }
h1 { font-size: 2rem; margin: 0.5rem 0; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--rule); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0;
  border-bottom: 1px solid var(--rule); }
.alarm { border-left: 0.35rem solid light-dark(#b3261e, #f2867e); padding: 0.5rem 0.9rem; font-weight: 600;
  background: light-dark(#fdeceb, #3a1d1b); }
.number { text-align: right; } ul { padding-left: 1.2rem; } li { margin: 0.2rem 0; }
hr { border: 0; border-top: 1px solid var(--rule); margin: 3rem 0 1rem; }
hr + p { color: var(--soft); font-size: 0.8rem; }
@media print { body { max-width: none; padding: 0; } .scroll { overflow: visible; } }
"""
_TOKENS = re.compile(r"\\(.)|(\*\*)", re.DOTALL)
_CELLS = re.compile(r"(?<!\\) \| ")
_ITEM = re.compile(r"( *)- (.*)", re.DOTALL)
_HEADING = re.compile(r"(#{1,3}) (.*)", re.DOTALL)
_JOINER = "\u2060"  # with which Markdown keeps an address from becoming a link; here nothing makes links


def front(markdown: str, title: str, beside: str) -> str:
    """Return one of our own pages of Markdown as HTML: headings, paragraphs, lists, tables, bold, and nothing else.

    All of it is escaped; no script runs and nothing is fetched. `beside` is the file of the audit.
    """
    lines = markdown.replace(_JOINER, "").splitlines()
    body = "\n".join(_blocks(lines))
    link = f'<p><a href="{escape(beside)}">Every article, story and passage, to click through</a></p>'
    head = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy([], [_STYLE]))}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><main>\n"
    )
    opening, _, rest = body.partition("</p>\n")
    return f"{head}{opening}</p>\n{link}\n{rest}\n</main></body></html>\n"


def _blocks(lines: list[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line, first = lines[at], at
        for begins, block in (("|", _table), ("-", _list)):
            while at < len(lines) and lines[at].lstrip(" ").startswith(begins) and lines[at] != "---":
                at += 1
            if at > first:
                yield from block(lines[first:at])
                break
        else:
            at += 1
            yield from _single(line)


def _single(line: str) -> Iterator[str]:
    heading = _HEADING.fullmatch(line)
    if heading:
        level = len(heading[1])
        yield f"<h{level}>{_inline(heading[2])}</h{level}>"
    elif line == "---":
        yield "<hr>"
    elif line.strip():
        kind = ' class="alarm"' if line.startswith(ALARM) else ""
        yield f"<p{kind}>{_inline(line)}</p>"


def _table(lines: list[str]) -> Iterator[str]:
    """Yield a table; a column of numbers is marked with `--:` in the second line."""
    head, marks, *rows = ([cell.strip() for cell in _CELLS.split(line[1:-1])] for line in _even(lines))
    kinds = [' class="number"' if mark.endswith(":") else "" for mark in marks]
    yield '<div class="scroll"><table><thead>'
    yield _row("th", head, kinds) + "</thead><tbody>"
    yield from (_row("td", row, kinds) for row in rows)
    yield "</tbody></table></div>"


def _even(lines: list[str]) -> list[str]:
    """Return a table's lines with the second, which is written without blanks, like the others."""
    return [lines[0], lines[1].replace("|", " | ").strip(), *lines[2:]]


def _row(tag: str, cells: list[str], kinds: list[str]) -> str:
    told = (f"<{tag}{kind}>{_inline(cell)}</{tag}>" for cell, kind in zip(cells, kinds, strict=True))
    return f"<tr>{''.join(told)}</tr>"


def _list(lines: list[str]) -> Iterator[str]:
    """Yield a list, and the lists in it, two blanks deeper each."""
    depth = -1
    for line in lines:
        indent, text = _ITEM.fullmatch(line).groups()  # type: ignore[union-attr] # `_blocks` has seen to it
        level = min(len(indent) // 2, depth + 1)
        yield "<ul><li>" if level > depth else "</li></ul>" * (depth - level) + "</li><li>"
        yield _inline(text)
        depth = level
    yield "</li></ul>" * (depth + 1)


def _inline(text: str) -> str:
    """Return text with what was escaped for Markdown as itself, escaped for HTML, and bold as bold."""
    told, last, bold = [], 0, False
    for token in _TOKENS.finditer(text):
        told.append(escape(text[last : token.start()]))
        if token[2]:
            bold = not bold
            told.append("<strong>" if bold else "</strong>")
        else:
            told.append(escape(token[1]))
        last = token.end()
    return "".join([*told, escape(text[last:]), "</strong>" * bold])
