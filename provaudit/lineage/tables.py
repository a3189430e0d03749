"""The lineage as tables: words become characters again, and the pedigree becomes rows."""

from collections.abc import Iterator
from itertools import count

import numpy as np
import polars as pl

from provaudit.frames import EDGES, PAIRS, PASSAGES, STORIES, UNSEEN, VERDICTS
from provaudit.lineage.ancestry import attested
from provaudit.lineage.grams import OwnWords
from provaudit.lineage.ties import Span, beyond, merged, size
from provaudit.lineage.verdicts import Reading, credit, pair_direction, relation, role
from provaudit.model import DERIVED, PairDirection, PassageKind, Relation
from provaudit.text.tokens import Int

_SPANS = pl.List(pl.Struct({"from": pl.Int64, "to": pl.Int64}))


def with_spans(related: pl.DataFrame, words: OwnWords) -> pl.DataFrame:
    """Add chain_a and chain_b, the word spans of restated sentences, to pairs that are paraphrases; null elsewhere."""
    first = np.searchsorted(words.sentence, np.arange(words.sentence[-1] + 2 if len(words) else 1))
    chains: dict[str, list[list[dict[str, int]] | None]] = {"a": [], "b": []}
    for kind, chain in related.select("relation", "chain").iter_rows():
        for side, spans in chains.items():
            if kind != Relation.PARAPHRASE:
                spans.append(None)
                continue
            sentences = [link[f"s{side}"] for link in chain]
            spans.append([{"from": int(first[s]), "to": int(first[s + 1])} for s in sentences])
    return related.with_columns(pl.Series(f"chain_{s}", v, dtype=_SPANS) for s, v in chains.items())


def pairs(related: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Return PAIRS: all that share a quotation or more."""
    shown = related.filter(pl.col("relation") != Relation.INDEPENDENT)
    directions = [
        str(pair_direction(reading, a, b) if kind in DERIVED else PairDirection.NONE)
        for a, b, kind in shown.select("a", "b", "relation").iter_rows()
    ]
    return shown.with_columns(direction=pl.Series(directions, dtype=pl.String)).cast(dict(PAIRS), strict=True)  # type: ignore[arg-type]  # polars' stub wants a dict of one kind of key


def passages(related: pl.DataFrame, found: pl.DataFrame, words: OwnWords) -> pl.DataFrame:
    """Return PASSAGES in characters: shared stretches, and for paraphrases the sentences that restate."""
    copied = found.join(related.select("pair", "a", "b"), on="pair", maintain_order="left")
    retold = (
        with_spans(related, words)
        .filter(pl.col("relation") == Relation.PARAPHRASE)
        .explode("chain_a", "chain_b", empty_as_null=False)
        .select(
            *("a", "b"),
            *(
                pl.col(f"chain_{s}").struct.field(f).alias(f"{s}_{n}")
                for s in "ab"
                for f, n in (("from", "at"), ("to", "to"))
            ),
            kind=pl.lit(PassageKind.PARAPHRASE.value),
            quoted=pl.lit(value=False),
        )
    )
    columns = ["a", "b", "a_at", "a_to", "b_at", "b_to", "kind", "quoted"]
    rows = pl.concat([copied.select(columns), retold.select(columns)])
    start, end = words.tokens.start, words.tokens.end
    offsets = {}
    for side in "ab":
        offsets[f"{side}_start"] = start[rows[f"{side}_at"].to_numpy()]
        offsets[f"{side}_end"] = end[rows[f"{side}_to"].to_numpy() - 1]
    return (
        rows.with_columns(pl.Series(n, v) for n, v in offsets.items())
        .select(pl.col(n).cast(t) for n, t in PASSAGES.items())
        .sort("a", "b", "a_start", "b_start")
    )


def edges(reading: Reading) -> pl.DataFrame:
    """Return EDGES, by child, its best source first."""
    steps = [s for child in sorted(reading.pedigree.steps) for s in reading.pedigree.steps[child]]
    rows = [
        (s.child, s.parent, str(s.relation), s.confidence, str(s.direction), s.share, list(s.evidence))
        for s in steps
    ]
    return pl.DataFrame(rows, schema=EDGES, orient="row")


def unseen(reading: Reading) -> pl.DataFrame:
    """Return UNSEEN: each missing source with what its children attest of it."""
    rows = []
    names = _free_names({f.id for f in reading.family.facts})
    for node, children in sorted(reading.pedigree.unseen.items()):
        words = max(size(_only_from(reading, child, node)) for child in children)
        agencies = sorted(
            {a for c in children if reading.family.facts[c].is_wire and (a := reading.family.facts[c].agency)}
        )
        evidence = [f"credited by its carriers: {', '.join(agencies)}"] if agencies else []
        evidence.append(
            f"what at least two of {len(children)} articles share, and none of their known sources has, "
            f"adds up to {words:,} words or more"
        )
        rows.append((node, next(names), sorted(children), words, evidence))
    return pl.DataFrame(rows, schema=UNSEEN, orient="row")


def _free_names(taken: set[str]) -> Iterator[str]:
    """Yield unseen:1, unseen:2 and so on, without those that articles have for ids."""
    return (name for number in count(1) if (name := f"unseen:{number}") not in taken)


def _only_from(reading: Reading, child: int, node: int) -> list[Span]:
    """Return where the child has words of this unseen source that no other of its sources explains."""
    family, pedigree = reading.family, reading.pedigree
    others = [s for p in pedigree.parents(child) if p != node for s in attested(family, pedigree, child, p)]
    return beyond(attested(family, pedigree, child, node), others)


def verdicts(reading: Reading, words: OwnWords) -> pl.DataFrame:
    """Return VERDICTS, one row an article."""
    quoted = np.concatenate(([0], np.cumsum(words.quoted)))
    story = {member: number for number, (members, _) in enumerate(_stories(reading)) for member in members}
    sentences = _sentences(words)
    speech = words.counts - words.prose_counts()
    rows = []
    for facts in reading.family.facts:
        spans = [
            s
            for p in reading.pedigree.parents(facts.article)
            for s in attested(reading.family, reading.pedigree, facts.article, p)
        ]
        shares = _shares(facts.article, spans, words, quoted)
        verdict = (
            role(reading, facts.article),
            relation(reading, facts.article),
            credit(reading, facts.article),
        )
        marked = (facts.agency, str(facts.agency_mark) if facts.agency_mark else None)
        text = (facts.words, int(sentences[facts.article]), _part(int(speech[facts.article]), facts.words))
        rows.append((facts.article, *text, *marked, *map(str, verdict), *shares, story.get(facts.article)))
    return pl.DataFrame(rows, schema=VERDICTS, orient="row")


def stories(reading: Reading) -> pl.DataFrame:
    """Return STORIES: what hangs together by edges, with the source that most descends from."""
    rows = []
    for number, (members, nodes) in enumerate(_stories(reading)):
        roots = [n for n in nodes if not reading.pedigree.parents(n)]
        root = max(roots, key=lambda n: (len(reading.children.get(n, ())), n < len(reading.family.facts), -n))
        rows.append((number, members, root))
    return pl.DataFrame(rows, schema=STORIES, orient="row")


def _shares(article: int, spans: list[Span], words: OwnWords, quoted: Int) -> tuple[float, float, float]:
    """Return the reused shares (0..1) of all own words, of those outside, of those inside quotations."""
    start, end = int(words.first[article]), int(words.first[article + 1])
    covered = merged(spans)
    reused = sum(e - s for s, e in covered)
    spoken = sum(int(quoted[e] - quoted[s]) for s, e in covered)
    total, speech = end - start, int(quoted[end] - quoted[start])
    parts = ((reused, total), (reused - spoken, total - speech), (spoken, speech))
    whole, prose, quotes = (_part(p, w) for p, w in parts)
    return whole, prose, quotes


def _part(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _sentences(words: OwnWords) -> Int:
    """Count each article's sentences; words of one sentence lie together, and every article opens one."""
    opens = np.diff(words.sentence, prepend=-1)
    running = np.concatenate(([0], np.cumsum(opens)))
    return np.asarray(running[words.first[1:]] - running[words.first[:-1]])


def _stories(reading: Reading) -> list[tuple[list[int], list[int]]]:
    """Return (articles, all nodes) of each connected part of the lineage, by its first article."""
    near: dict[int, set[int]] = {}
    for child in reading.pedigree.steps:
        for parent in reading.pedigree.parents(child):
            near.setdefault(child, set()).add(parent)
            near.setdefault(parent, set()).add(child)
    seen: set[int] = set()
    found = []
    for start in sorted(near):
        if start in seen:
            continue
        nodes, open_ = set(), [start]
        while open_:
            node = open_.pop()
            if node not in nodes:
                nodes.add(node)
                open_ += near[node]
        seen |= nodes
        found.append((sorted(n for n in nodes if n < len(reading.family.facts)), sorted(nodes)))
    return found
