"""Files whose name says one thing and whose first words another: read by their name, they would lose articles."""

import re

from provaudit.ingest.batch import UnreadableError

_HEAD = 4_096  # characters in which a document says what it is (chosen)
_BEGINS = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_SIGNS = (
    (re.compile(r"\s*WARC/\d"), "a web archive (WARC)", ".warc or .warc.gz"),
    (
        re.compile(rf"{_BEGINS}<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE | re.DOTALL),
        "a feed",
        ".rss or .xml",
    ),
    (
        re.compile(
            rf"{_BEGINS}<(?:\w+:)?(?:newsitem|newsmessage|packageitem)[\s>]", re.IGNORECASE | re.DOTALL
        ),
        "NewsML-G2",
        ".xml",
    ),
)


def refuse_mislabelled(text: str) -> None:
    """Raise UnreadableError where a text that is called a page or an article begins as something else."""
    head = text[:_HEAD]
    for sign, what, ending in _SIGNS:
        if sign.match(head):
            raise UnreadableError(
                f"is {what}, whatever its name says; name it {ending}, and all of it is read"
            )
