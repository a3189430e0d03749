"""An audit as one HTML file that opens offline: everything inlined, nothing fetched, all of it to click through."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from provaudit.document import Audit
from provaudit.report.figures import Figure, figures, page_style
from provaudit.report.html_details import chunks
from provaudit.report.html_excerpts import excerpted
from provaudit.report.html_index import Pile, index
from provaudit.report.html_overview import overview
from provaudit.report.html_profiles import drawn_profiles, drawn_statements
from provaudit.resources import installed_version
from provaudit.told import Told

TEMPLATES = Path(__file__).parent / "templates"

_ESCAPED = re.compile("[<>&\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def write_html(
    found: Audit | Told, stream: BinaryIO, *, excerpts: bool = False, title: str = "Provenance audit"
) -> None:
    """Write the report in UTF-8; the same audit gives the same bytes.

    With `excerpts` it quotes only the opening words of passages and the words that rules hit, so that it can be
    published without republishing the articles. A `Told` audit is taken into memory first.
    """
    stream.write(html(found, excerpts=excerpts, title=title).encode())


def html(found: Audit | Told, *, excerpts: bool = False, title: str = "Provenance audit") -> str:
    """Return the report as `write_html` writes it."""
    audit = found.audit() if isinstance(found, Told) else found
    pile = Pile.of(audit)
    shown = excerpted(audit) if excerpts else audit
    packed, places = chunks(pile, shown)
    payload = index(pile, excerpts=excerpts) | {
        "excerpts": excerpts,
        "chunks": places,
        "profiles": drawn_profiles(audit),
        "stated": drawn_statements(audit),
    }
    drawn = figures(audit)
    script, style = _joined("js"), _joined("css") + page_style()
    page: str = _page().render(
        title=title,
        made=installed_version(),
        policy=policy([script], [style]),
        script=_safe(script),
        style=_safe(style),
        data=_safe(embedded(payload)),
        packed=packed,
        figures=[one._replace(svg=_safe(one.svg), slim=_safe(one.slim)) for one in drawn if not one.nothing],
        nothing=_not_drawn(drawn),
        excerpts=excerpts,
        **overview(pile),
    )
    return page


def _not_drawn(drawn: list[Figure]) -> list[tuple[str, str]]:
    """Return the titles of pictures that have nothing to show, those with one reason together, and the reason."""
    reasons = dict.fromkeys(one.nothing for one in drawn if one.nothing)
    return [(" · ".join(one.title for one in drawn if one.nothing == why), why) for why in reasons]


def embedded(payload: Mapping[str, Any]) -> str:
    """Return JSON that no HTML parser mistakes for markup, and no reader's screen obeys."""
    written = json.dumps(payload, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def policy(scripts: list[str], styles: list[str]) -> str:
    """Return the Content-Security-Policy: these scripts and styles by their hash, and nothing else at all."""
    allowed = {"script-src": scripts, "style-src": styles}
    hashes = [
        f"{name} " + " ".join(dict.fromkeys(f"'sha256-{_digest(one)}'" for one in inlined))
        for name, inlined in allowed.items()
    ]
    return "; ".join(
        ["default-src 'none'", *hashes, "img-src data:", "base-uri 'none'", "form-action 'none'"]
    )


def _digest(inlined: str) -> str:
    return b64encode(sha256(inlined.encode()).digest()).decode()


def _joined(kind: str) -> str:
    """Return all files of a kind as one, in the order of their names; `js` runs in a scope of its own."""
    files = sorted((TEMPLATES / kind).glob(f"*.{kind}"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return f'"use strict";\n(() => {{\n{text}}})();\n' if kind == "js" else text


def _safe(ours: str) -> Any:
    """Mark as ready for the page what we made ourselves: it is our code, or it is escaped."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2, which only this report needs

    return Markup(ours)  # noqa: S704 - scripts, styles and charts of ours, and JSON that `embedded` escaped


def _page() -> Any:
    from jinja2 import (  # noqa: PLC0415 - only this report needs it, and --help should not wait for it
        Environment,
        FileSystemLoader,
        StrictUndefined,
    )

    loader = FileSystemLoader(TEMPLATES)
    surroundings = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return surroundings.get_template("report.html")
