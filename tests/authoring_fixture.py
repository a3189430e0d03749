"""A pile of invented articles about an invented harbour town, and small rules that look at them."""

import json

from provaudit.authoring.corpus import read_corpus

LINES = (
    "The ferry to Skerry left an hour late on Monday because its bow door would not close.",
    "Two piers were shut after a diver found cracks below the waterline of both of them.",
    "The museum in the old salt store opens again in May with a room about net makers.",
    "A heron has nested on the crane at the east quay and the crane now stands still.",
    "Shops on Rope Street may open on Sundays from June, the council decided by nine to four.",
    "The lighthouse lamp failed for the third time this year and a boat stood by all night.",
)


def article(number, closing="", **fields):
    """Return a row: a text of its own, and a last line."""
    words = f"Number {number} of {number * 7} in the harbour book of the year {1900 + number}."
    text = f"{LINES[number % len(LINES)]} {words}\n\nNobody on quay {number} was hurt."
    row = {"id": f"a{number:02}", "outlet": "Quay Post" if number % 3 else "Skerry Sun", "language": "en"}
    return row | {"text": f"{text}\n\n{closing}".strip()} | fields


def pile(folder, rows):
    """Write rows as a JSON Lines file and return its path."""
    path = folder / "pile.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def corpus(folder, rows):
    """Return rows as a corpus."""
    return read_corpus([str(pile(folder, rows))])


def labels(folder, rows, head="id,rule,label", name="labels.csv"):
    """Write labels, each row its cells, and return the path."""
    path = folder / name
    path.write_text("\n".join([head, *(",".join(row) for row in rows), ""]), encoding="utf-8")
    return path
