"""A pile of invented articles about an invented harbour town, and small rules that look at them."""

import json
import random

from provaudit.authoring.corpus import read_corpus

INVENTORY = (
    "ferry pier diver museum salt store heron crane quay shop rope street lamp boat night tide council vote "
    "net maker rain roof school band flag bridge barrel oyster bell gull anchor ledger clerk lock gate mud rudder"
)
WORDS = INVENTORY.split()


def article(number, closing="", **fields):
    """Return a row: a text like no other's, on every sixth day a Monday, and a last line."""
    draw = random.Random(number)  # noqa: S311 - a text, no secret
    sentences = [" ".join(draw.choices(WORDS, k=9)).capitalize() + "." for _ in range(6)]
    day = "It was a Monday." if number % 6 == 0 else f"It was day {number}."
    row = {"id": f"a{number:02}", "outlet": "Quay Post" if number % 3 else "Skerry Sun", "language": "en"}
    text = f"{' '.join(sentences)} {day}\n\nNobody on quay {number} was hurt.\n\n{closing}"
    return row | {"text": text.strip()} | fields


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
