"""How a command prints: the console, the progress and the remarks on stderr. What reports need is not known here."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from provaudit.report.beside import write_beside
from provaudit.report.plain import clean
from provaudit.report.slides import slide

PIPED = 80
"""Cells of a line that does not go to a terminal."""

Step = Callable[[str, float], None]
"""Told of every step of a long work: its name, and how much of it is done (0..1)."""


@dataclass(frozen=True)
class Screen:
    """How wide and how colourful to print."""

    width: int | None = None
    no_color: bool = False
    quiet: bool = False
    svg: Path | None = None

    def keep(self, draw: Callable[[Console], None], title: str) -> None:
        """Keep what `draw` draws as SVG under its title, where that was asked for."""
        if self.svg is not None:
            drawn = slide(draw, title, self.width)
            write_beside(self.svg, lambda stream: stream.write(drawn.encode()), "--svg")

    def print(self, draw: Callable[[Console], None]) -> None:
        """Print on stdout what `draw` draws; one write, so that a reader that goes away is seen here."""
        sys.stdout.write(self.drawn(draw, terminal=sys.stdout.isatty()))

    def text(self, draw: Callable[[Console], None]) -> str:
        """Return what `draw` draws as a file holds it: without colour."""
        return Screen(self.width, no_color=True).drawn(draw, terminal=False)

    def drawn(self, draw: Callable[[Console], None], *, terminal: bool) -> str:
        """Return what `draw` draws, for a terminal or for a pipe."""
        plain = self.no_color or bool(os.environ.get("NO_COLOR"))
        console = Console(
            width=self.width or (None if terminal else PIPED),
            color_system=None if plain else "auto",
            highlight=False,
            markup=False,
            emoji=False,
        )
        with console.capture() as captured:
            draw(console)
        return captured.get()


@contextmanager
def progress(screen: Screen) -> Iterator[Step | None]:
    """Yield what a long work reports to, shown on stderr where that is a terminal; else None."""
    if screen.quiet or not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("reading", total=1.0)
        yield lambda step, fraction: shown.update(task, description=step, completed=fraction)


def tell(message: str, screen: Screen) -> None:
    """Say something on stderr, unless the screen is to be quiet."""
    if not screen.quiet:
        click.echo(clean(message), err=True)
