"""`provaudit rules new`: a few questions, and a rule with its tests."""

import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import fill
from typing import TypeVar

import click

from provaudit.authoring.drafting import (
    ZONES,
    Checked,
    Draft,
    check,
    identity,
    languages,
    phrase,
    place,
    ships,
    write,
    zones,
)
from provaudit.authoring.drafting import points as rated
from provaudit.commands.rule_pages import console, print_failure, print_outcomes
from provaudit.commands.rule_told import WRONG, say
from provaudit.errors import InputError
from provaudit.model import Dimension
from provaudit.report.rule_faults import fault_told, laid

Answer = TypeVar("Answer")

WIDTH = 56
"""Cells of a question's lines, which leave room for an answer (chosen: 80 in all)."""

_SAID = "Error: "
"""What click prints before what is wrong with an answer."""

TEXTS = 2
"""Texts that must match, and texts that must not, which are asked for (as of the rules that ship)."""


def new(
    *,
    name: str | None,
    dimension: str | None,
    phrases: tuple[str, ...],
    language: str | None,
    zone: str | None,
    meaning: str | None,
    matching: tuple[str, ...],
    silent: tuple[str, ...],
    points: float,
    into: Path,
) -> int:
    """Write a new rule with its tests; what no option says is asked."""
    try:
        points = rated(points)
        draft = Draft(
            identity=_identity(name, dimension, into),
            phrases=tuple(map(phrase, phrases)) or _several("Words to find (Enter ends)", 1, read=phrase),
            languages=_asked("Languages, such as de,fr (Enter: any)", language, languages, default=""),
            zones=_asked(f"Zones (Enter: standfirst,body) of {', '.join(ZONES)}", zone, zones, default=""),
            meaning=_asked("What a hit means, in a sentence", meaning, _said),
            matching=matching or _several("A text that must match", TEXTS, TEXTS),
            silent=silent or _several("A text that must not match", TEXTS, TEXTS),
            points=points,
        )
    except click.Abort as stop:
        if sys.stdin.isatty():
            raise
        raise InputError(
            "there was no answer to read; `provaudit rules new --help` names an option for each"
        ) from stop
    return _told(check(write(draft, into)), draft, into)


def _identity(name: str | None, dimension: str | None, into: Path) -> str:
    """Return the rule's id; a name that is taken is told at once, before further questions are answered."""
    stated_whole = name is not None and "/" in name
    of = (
        dimension
        if dimension or stated_whole
        else _asked(f"Dimension, of {', '.join(Dimension)}", None, _dimension)
    )

    def free(stated: str) -> str:
        found = identity(stated, of)
        place(found, into)
        return found

    found = _asked("Name, such as harbour-wire", name, free)
    if name is None and ships(found):
        say(f"{found} is a shipped rule, which yours will replace; Ctrl-C ends, and nothing is written")
    return found


def _dimension(stated: str) -> str:
    return identity(f"{stated}/any", None).partition("/")[0]


def _said(stated: str) -> str:
    if not stated.strip():
        raise InputError("it says nothing; expected a sentence")
    return stated.strip()


def _asked(
    question: str, given: str | None, read: Callable[[str], Answer], default: str | None = None
) -> Answer:
    """Return what was given, else what is answered; a wrong answer is asked again, a wrong option is an error."""
    if given is not None:
        return read(given)

    def answered(text: str) -> Answer:
        try:
            return read(text)
        except InputError as fault:
            raise click.UsageError(fill(f"{_SAID}{fault}", WIDTH).removeprefix(_SAID)) from fault

    answer: Answer = click.prompt(
        fill(question, WIDTH), default=default, value_proc=answered, show_default=False
    )
    return answer


def _several(
    question: str, least: int, most: int | None = None, read: Callable[[str], str] = str.strip
) -> tuple[str, ...]:
    """Return answers: `least` at least, and further ones until one is empty or there are `most`."""
    answers: list[str] = []
    while most is None or len(answers) < most:
        optional = len(answers) >= least
        answer = _asked(
            question, None, lambda said: read(said) if said.strip() else "", default="" if optional else None
        )
        if not answer:
            break
        answers.append(answer)
    return tuple(answers)


def _told(found: Checked, draft: Draft, into: Path) -> int:
    """Say what was written, what is wrong with it, and the next command; return the exit code."""
    say(f"wrote {found.path}")
    screen = console()
    for fault in found.faults:
        click.echo(fault_told(fault, screen.width))
    for outcome in found.outcomes:
        if not outcome.ok:
            print_failure(screen, outcome)
    if found.outcomes:
        print_outcomes(screen, found.outcomes)
    if found.sound:
        say("next:", f"provaudit rules try {draft.identity} CORPUS{laid([into])}")
        return 0
    say(
        f"next: edit {found.path}, and see it tested:",
        f"provaudit rules test {draft.identity}{laid([into])} --watch",
    )
    return WRONG
