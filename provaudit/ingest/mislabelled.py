"""Files whose name says one thing and whose first words another: read by their name, they would lose articles."""

import re

from provaudit.ingest.batch import UnreadableError

_HEAD = 4_096  # characters in which a document says what it is (chosen)
_BEGINS = r"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!doctype\s+(?!html)[^>]*>)\s*)*"
_HOLDS = r"(?:\s[^>]*)?>\s*<"
"""A tag that holds others: a text about feeds may begin with the bare name of one."""


def _root(names: str) -> re.Pattern[str]:
    return re.compile(rf"{_BEGINS}<(?:\w+:)?(?:{names}){_HOLDS}", re.IGNORECASE | re.DOTALL)


_SIGNS = (
    (re.compile(r"\s*WARC/\d\.\d\s*\n[\w-]+:"), "a web archive (WARC)", ".warc or .warc.gz"),
    (_root("rss|feed|rdf"), "a feed", ".rss or .xml"),
    (_root("newsitem|newsmessage|packageitem"), "NewsML-G2", ".xml"),
    (_root("nitf"), "NITF", ".xml"),
)


def refuse_mislabelled(text: str) -> None:
    """Raise UnreadableError where a text that is called a page or an article begins as something else."""
    head = text[:_HEAD]
    for sign, what, ending in _SIGNS:
        if sign.match(head):
            raise UnreadableError(
                f"is {what}, whatever its name says; name it {ending}, and all of it is read"
            )
