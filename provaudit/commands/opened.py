"""What `show` and `compare` work on: a pile audited now, or an audit document and its texts, read again."""

import json
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any

from provaudit import ingest, pipeline
from provaudit.commands.screen import Screen, progress
from provaudit.document import FORMAT, Audit
from provaudit.errors import DocumentError, InputError
from provaudit.nested import digest

_HEAD = 4_096  # bytes in which a document names its format; chosen
_LISTED = 10


class Reading:
    """How to read a pile: its columns' names, the rules laid over the shipped ones, where progress goes."""

    def __init__(self, columns: dict[str, str] | None, rules: Sequence[Path], screen: Screen) -> None:
        """Keep the settings."""
        self.columns, self.rules, self.screen = columns, rules, screen

    def opened(self, sources: Sequence[str], wanted: Sequence[str]) -> tuple[Audit, list[str]]:
        """Return the audit of the sources and the ids that `wanted` names in it; no names: all ids.

        One source may be an audit document; then the texts of the wanted articles are read again from their
        files. Raise DocumentError where the document is damaged or a text has changed, InputError for an
        unknown id.
        """
        if len(sources) == 1 and is_document(Path(sources[0])):
            return self._from_document(Path(sources[0]), wanted)
        with progress(self.screen) as step:
            audit = pipeline.audit(list(sources), columns=self.columns, rules=self.rules, progress=step)
        return audit, find(wanted, audit.articles["id"].to_list())

    def _from_document(self, path: Path, wanted: Sequence[str]) -> tuple[Audit, list[str]]:
        document = loaded(path)
        ids = find(wanted, Audit.from_document(document).articles["id"].to_list())
        articles = {article["id"]: article for article in document["articles"] if article["id"] in ids}
        texts = {one: self._text(article, path.parent) for one, article in articles.items()}
        return Audit.from_document(document, texts), ids

    def _text(self, article: dict[str, Any], folder: Path) -> str:
        """Return the text of an article whose digest the document knows, from its file."""
        name, known = article["path"], article.get("sha256")
        places = [place for place in (Path(name or ""), folder / (name or "")) if place.is_file()]
        if not places:
            raise DocumentError(
                f"{article['id']}: its file {name} is not there; run this where the audit ran"
            )
        for text in ingest.read(places[:1], self.columns).articles["text"]:
            if digest(text) == known:
                return str(text)
        raise DocumentError(
            f"{article['id']}: its text in {places[0]} is not the one that was audited; audit again"
        )


def is_document(path: Path) -> bool:
    """Tell whether a file is an audit document, from its first bytes."""
    try:
        with path.open("rb") as file:
            return FORMAT.encode() in file.read(_HEAD)
    except OSError:
        return False


def loaded(path: Path) -> dict[str, Any]:
    """Return an audit document's content; raise DocumentError where it is damaged."""
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise DocumentError(f"{path}: the audit document is damaged: {fault}") from fault
    return content


def find(wanted: Sequence[str], ids: Sequence[str]) -> list[str]:
    """Return the id that each name means: the id itself, or the end, stem or beginning of one only.

    Without names, return all ids. Raise InputError where a name means none or several.
    """
    return [_one(name, ids) for name in wanted] if wanted else list(ids)


def _one(name: str, ids: Sequence[str]) -> str:
    if name in ids:
        return name
    meant = [one for one in ids if one.endswith(f"/{name}") or PurePosixPath(one).stem == name]
    meant = meant or [one for one in ids if PurePosixPath(one).name.startswith(name)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise InputError(f"{name!r} could be {_listed(meant)}; say which")
    near = get_close_matches(name, ids, n=3)
    raise InputError(f"there is no article {name!r}; there is {_listed(near or ids)}")


def _listed(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _LISTED:,} more" if len(ids) > _LISTED else ""
    return ", ".join(ids[:_LISTED]) + more
