"""What the commands say on stderr of inputs that could not be read."""

from polars import DataFrame

from provaudit.commands.screen import Screen, tell
from provaudit.report.problems import NOTE, problem_told
from provaudit.report.styles import count


def tell_unread(problems: DataFrame, screen: Screen) -> None:
    """Name on stderr the inputs of a corpus that could not be read, at most ten of them."""
    told = [problem_told(path, message) for path, message in problems.filter(~NOTE).iter_rows()]
    for line in told[:10]:
        tell(line, screen)
    if len(told) > 10:  # noqa: PLR2004 - as above
        tell(f"and {count(len(told) - 10, 'problem')} more", screen)
