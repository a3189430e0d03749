"""`provaudit audit`: articles in, an audit out."""

from functools import partial
from pathlib import Path
from typing import Any

from provaudit import pipeline
from provaudit.commands.archived import in_archive
from provaudit.commands.opened import is_document
from provaudit.commands.output import refuse, tell_problems, write
from provaudit.commands.screen import Screen, progress, tell
from provaudit.commands.watch import watch
from provaudit.document import Audit
from provaudit.engine import cores
from provaudit.errors import InputError
from provaudit.ingest import Web, stream
from provaudit.report.conditions import Condition
from provaudit.report.figures.files import makes_png, save
from provaudit.report.machine import write_parts
from provaudit.report.terminal import Wanted
from provaudit.report.totals import totals
from provaudit.rulebook import load


def audit(
    paths: tuple[str, ...],
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    outlets: tuple[Path, ...],
    *,
    watching: bool,
    **report: Any,
) -> int:
    """Audit articles: where each text came from, and whether it says so."""
    once = partial(run, list(paths), columns=columns, rules=rules, outlets=outlets, **report)
    if not watching:
        return once()
    written = [report[name] for name in ("out", "svg", "figures", "archive")]
    places: list[str | Path] = [*paths, *filter(Path.exists, (*rules, *outlets))]
    return watch(places, written, once, Screen(quiet=report["quiet"]))


def run(
    paths: list[str],
    *,
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    form: str,
    out: Path | None,
    sort: str,
    limit: int | None,
    fails: Condition | None,
    stories: bool,
    with_text: bool,
    excerpts: bool,
    workers: int | None,
    outlets: tuple[Path, ...] = (),
    allow_private: bool = False,
    archive: str | None = None,
    window: int | None = None,
    figures: Path | None = None,
    **shown: Any,
) -> int:
    """Audit the paths, write the result as asked, and return 1 where the condition holds, else 0.

    Raise InputError where a path is an audit document, which is what comes out of an audit.
    """
    _refuse_documents(paths)
    refuse(form, out, excerpts=excerpts)
    screen = Screen(**shown)
    book = load(rules)
    given: dict[str, Any] = {"columns": columns, "rules": book, "outlets": outlets}
    given["workers"] = workers or cores()
    if window is not None and archive is None:
        raise InputError("--window is for --archive DIR, whose days it counts")
    pile = stream(paths, columns, web=Web(allow_private=True)) if allow_private else paths
    if form == "parquet" and out is not None and archive is None and figures is None and screen.svg is None:
        return _on_disk(pile, given, out, fails, screen, with_text=with_text)
    with progress(screen) as step:
        given["progress"] = step
        found = in_archive(pile, archive, window, screen, given) if archive else pipeline.audit(pile, **given)
    keep = {"with_text": with_text, "excerpts": excerpts}
    write(found, form, out, Wanted(sort, limit, stories), screen, rules=book.rules, **keep)
    if figures is not None:
        _draw(found, figures, screen)
    tell_problems(found.problems, screen)
    return _failed(fails, found, screen) if fails else 0


def _refuse_documents(paths: list[str]) -> None:
    for path in paths:
        if is_document(Path(path)):
            raise InputError(
                f"{path} is an audit document, no article: provaudit show {path} ID shows one of its articles, "
                f"provaudit compare {path} A B two of them; to audit again, name the articles' files"
            )


def _draw(found: Audit, folder: Path, screen: Screen) -> None:
    """Write the pictures of an audit, and say where they are and what would make PNG of them."""
    files = save(found, folder)
    forms = "SVG and PNG" if makes_png() else "SVG (for PNG: pip install 'provaudit[figures]')"
    tell(f"provaudit: {len(files)} files, the figures as {forms}, are in the folder {folder}", screen)


def _on_disk(
    pile: pipeline.Source,
    given: dict[str, Any],
    out: Path,
    fails: Condition | None,
    screen: Screen,
    *,
    with_text: bool,
) -> int:
    """Audit into a folder of parquet files, table by table: neither pile nor audit need fit into memory."""
    with (
        progress(screen) as step,
        pipeline.audited(pile, progress=step, **given) as told,
    ):
        files = write_parts(told, out, with_text=with_text)
        problems, found = told.problems(), told.audit() if fails else None
    tell(f"provaudit: {len(files)} tables, one file each, are in the folder {out}", screen)
    tell_problems(problems, screen)
    return _failed(fails, found, screen) if fails and found else 0


def _failed(fails: Condition, found: Audit, screen: Screen) -> int:
    verdict = fails(totals(found))
    if verdict.holds:
        tell(f"provaudit: --fail-on holds: {'; '.join(verdict.why)}", screen)
    return int(verdict.holds)
