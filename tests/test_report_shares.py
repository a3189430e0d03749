"""What an article's share under a source states is marked for that source, whatever else has the words."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import provaudit
from provaudit.model import OWN_ZONES, PassageKind, Relation
from provaudit.report.taken import parents, taken
from provaudit.text.tokens import tokenize

DEMO = "provaudit/demo/articles"
SEEDS = Path("../shared/seeds")
NEAR = 0.01  # of an article's words: a word at the seam of two passages

THINGS, DID, KINDS, PLACES = map(
    str.split,
    [
        "harbour council engineer bridge valley mayor storm ferry orchard budget police witness river tunnel hospital",
        "said found closed opened warned reported ordered repaired refused visited questioned delayed praised rejected",
        "old narrow northern late empty public private bitter unusual heavy sudden quiet rusty local wooden costly",
        "Ostrel Vanmoor Pellgate Kirrin Dunmere",
    ],
)
THINGS += [
    f"{first}{last}"
    for first in ("sig", "gla", "bar", "lan", "min")
    for last in ("nal", "cier", "rel", "tern", "ute")
]


def sentence(pick):
    """Return one of many sentences of one form, so that siblings seem to retell each other."""
    a, b, c, d, e = (pick.choice(THINGS) for _ in range(5))
    old, new, late = (pick.choice(KINDS) for _ in range(3))
    did, done = (pick.choice(DID) for _ in range(2))
    first = f"The {old} {a} near the {b} {did} {pick.randint(2, 900)} {new} {c}s after the {d} {done}"
    return f"{first} a {late} {e} in {pick.choice(PLACES)}."


def paragraphs(pick, many):
    return [" ".join(sentence(pick) for _ in range(3)) for _ in range(many)]


def carried(pick, wire):
    """Return some of an agency's paragraphs in any order, others besides, and a credit now and then."""
    many = pick.choice([2, 4, 6, 8, 10])
    some = pick.choice([wire[:many], wire[:many], pick.sample(wire, many)])
    told = [*some, *paragraphs(pick, pick.randint(0, 5))]
    return "\n\n".join([*told, *pick.choice([[], [], ["(Reuters)"]])])


def made(folder, seed, many=40):
    """Write a story of an agency's text that is cut, mixed and copied; two papers copy what others have copied."""
    pick = random.Random(seed)  # noqa: S311 - texts, no secrets
    wire = paragraphs(pick, 10)
    texts = ["VANMOOR, March 1 (Reuters) - " + "\n\n".join(wire)]
    texts += [carried(pick, wire) for _ in range(many - 3)]
    texts += [f"{pick.choice(texts[1:])}\n\n{pick.choice(texts[1:])}" for _ in range(2)]
    first = datetime(2031, 3, 1, 6, tzinfo=UTC)
    rows = [
        {"id": f"a{place}", "outlet": f"Paper {place % 13}", "text": text}
        | {"published": (first + timedelta(minutes=37 * place)).isoformat()}
        for place, text in enumerate(texts)
    ]
    path = folder / "story.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def marked(audit):
    """Return how much (0..1) of each article's own words is painted for each of its sources, and how it is."""
    own = audit.zones.to_dicts()
    found = {}
    passages = taken(audit, audit.articles["id"].to_list()).to_dicts()
    for name, text, words in audit.articles.select("id", "text", "words").iter_rows():
        inside, paint = [False] * len(text), [None] * len(text)
        for zone in own:
            if zone["id"] == name and zone["zone"] in OWN_ZONES:
                inside[zone["start"] : zone["end"]] = [True] * (zone["end"] - zone["start"])
        for one in passages:
            if one["id"] == name:
                paint[one["start"] : one["end"]] = [(one["source"], one["kind"])] * (
                    one["end"] - one["start"]
                )
        counts = found.setdefault(name, {})
        for at in tokenize([text]).start.tolist():
            if inside[at] and paint[at]:
                counts[paint[at]] = counts.get(paint[at], 0) + 1 / words
    return found


def differing(audit):
    """Return article, source, share stated, and shares marked verbatim and in all, where they cannot both be true.

    A share counts all that is marked verbatim, and of edited passages what was not changed; a source retold marks more.
    """
    painted, wrong = marked(audit), []
    for child, parent, relation, share in parents(audit).iter_rows():
        part = dict.fromkeys(PassageKind, 0.0)
        for (source, kind), words in painted[child].items():
            part[kind] += words * (source == parent)
        least, most = part[PassageKind.VERBATIM], part[PassageKind.VERBATIM] + part[PassageKind.EDITED]
        if relation == Relation.PARAPHRASE:
            least, most = min(least, share), most + part[PassageKind.PARAPHRASE]
        if not least - NEAR <= share <= most + NEAR:
            wrong.append((child, parent, share, round(least, 3), round(most, 3)))
    return wrong


def test_the_demo_marks_what_it_states():
    assert differing(provaudit.audit(DEMO)) == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared, which is not part of the project")
def test_the_seeds_mark_what_they_state():
    assert differing(provaudit.audit(SEEDS)) == []


@pytest.mark.parametrize("seed", [8, 9])
def test_a_story_of_an_unseen_source_and_several_copies_marks_what_it_states(tmp_path, seed):
    audit = provaudit.audit(made(tmp_path, seed))
    assert audit.unseen.height
    assert differing(audit) == []


@pytest.mark.parametrize("seed", [8, 9])
def test_the_shares_of_an_articles_sources_add_up_to_its_own(tmp_path, seed):
    audit = provaudit.audit(made(tmp_path, seed))
    sums = dict(audit.edges.group_by("child").agg("share").iter_rows())
    shares = dict(audit.articles.select("id", "share").iter_rows())
    assert sums
    assert {name: sum(parts) for name, parts in sums.items()} == pytest.approx(
        {name: shares[name] for name in sums}, abs=0.001
    )
