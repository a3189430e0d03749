"""A peer at work: MinHash-LSH over word 5-grams, as near-duplicate removal uses it. Run as a script by `peers`.

usage: minhash.py datasketch|rensa ARTICLES(.parquet|.jsonl) THRESHOLD OUT.json
"""

import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

WORD = re.compile(r"\w+")
WORDS = 5  # a shingle
PERMUTATIONS = 128  # the default of datasketch and rensa

Pairs = list[tuple[int, int]]


def shingles(text: str) -> list[str]:
    """Return the text's different runs of five words."""
    words = WORD.findall(text.lower())
    return sorted({" ".join(words[place : place + WORDS]) for place in range(len(words) - WORDS + 1)})


def by_datasketch(sets: Sequence[list[str]], threshold: float) -> Pairs:
    """Return the pairs whose estimated Jaccard similarity reaches the threshold."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 -- an optional peer

    index, hashes = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS), []
    for number, one in enumerate(sets):
        made = MinHash(num_perm=PERMUTATIONS)
        made.update_batch([shingle.encode() for shingle in one])
        index.insert(number, made)
        hashes.append(made)
    near = ((n, other) for n, made in enumerate(hashes) for other in index.query(made) if other > n)
    return [(a, b) for a, b in near if hashes[a].jaccard(hashes[b]) >= threshold]


def by_rensa(sets: Sequence[list[str]], threshold: float) -> Pairs:
    """Return the pairs whose estimated Jaccard similarity reaches the threshold."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 -- an optional peer

    bands = 32 if threshold < 0.7 else 16  # the step (1/bands)^(1/rows) lies at .42 or .71
    index = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=bands)
    hashes = []
    for number, one in enumerate(sets):
        made = RMinHash(num_perm=PERMUTATIONS, seed=42)
        made.update(one)
        index.insert(number, made)
        hashes.append(made)
    near = ((n, other) for n, made in enumerate(hashes) for other in index.query(made) if other > n)
    return [(a, b) for a, b in near if hashes[a].jaccard(hashes[b]) >= threshold]


PEERS: dict[str, Callable[[Sequence[list[str]], float], Pairs]] = {
    "datasketch": by_datasketch,
    "rensa": by_rensa,
}


def main(peer: str, source: str, threshold: str, out: str) -> None:
    """Write the pairs of ids that a peer finds alike, as JSON."""
    read = pl.read_parquet if source.endswith(".parquet") else pl.read_ndjson
    articles = read(source).select("id", "text")
    sets = [shingles(text) for text in articles["text"]]
    ids = articles["id"].to_list()
    pairs = [(ids[a], ids[b]) for a, b in PEERS[peer](sets, float(threshold))]
    Path(out).write_text(json.dumps(pairs), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
