"""How an audit's codes read: every form for people says these words, every form for machines keeps the codes."""

from provaudit.model import Credit, EdgeDirection, Mark, Relation, Role, Zone

_WORDS: dict[str, str] = {
    Credit.OWN: "its own",
    Credit.NAMED: "source named",
    Credit.GENERIC: "agencies only",
    Credit.MISATTRIBUTED: "wrong source",
    Credit.NONE_OBSERVED: "no credit seen",
    Credit.NOT_NEEDED: "none needed",
    Credit.NOT_ASSESSABLE: "not assessable",
    Relation.SAME: "same text",
    Relation.PARTIAL: "a part",
    Relation.QUOTES: "quotations",
    Role.OWN_REPORTING: "own reporting",
    EdgeDirection.MARKED: "a mark or credit says which way",
    EdgeDirection.DATED: "time says which way",
    EdgeDirection.INFERRED: "the texts alone say which way",
    Zone.SOURCE_LINE: "source line",
    Mark.META: "the page’s metadata",
    Mark.CONTRIBUTED: "as contributor",
}
"""Of codes that are no words of English, or say too little without the codebook. No credit is longer than 14 cells."""

_NUMBERED = {"unseen": "unseen source", "story": "story"}


def told(code: str) -> str:
    """Return how a credit, a relation, a role, a direction, a mark or a zone reads; what is a word stays as it is."""
    return _WORDS.get(code, code)


def facts(found: str) -> str:
    """Return what a rule found outside the text, "none-observed, 1", with its codes as words."""
    return ", ".join(told(part) for part in found.split(", "))


def numbered(name: str) -> str:
    """Return how the id of a source or a story that provaudit numbers reads: "unseen:1" is "unseen source 1"."""
    kind, colon, number = name.partition(":")
    return f"{_NUMBERED[kind]} {number}" if colon and kind in _NUMBERED else name


def brief(name: str) -> str:
    """Return the same as short as it can be, for a narrow column: "unseen 1"."""
    return name.replace(f"{_NUMBERED['unseen']} ", "unseen ")


def flag(word: str) -> str:
    """Return how a flag reads: "several sources"."""
    return word.replace("-", " ")
