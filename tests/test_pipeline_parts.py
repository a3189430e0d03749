"""However a pile is cut, and whoever works on it, the audit is the same."""

import errno
from functools import cache, partial

import polars as pl
import pytest
from piles import edited, story
from polars.testing import assert_frame_equal

import provaudit
from provaudit import ingest, pipeline, resources
from provaudit.document import SCHEMAS
from provaudit.errors import InputError
from provaudit.lineage import grouping, pairing
from provaudit.model import PassageKind
from provaudit.report.machine import write_parts
from provaudit.report.standards.tidy import LONG, PACKAGE
from provaudit.rulebook import load
from provaudit.told import Told

# Tracing takes a third of the time; the floor of coverage holds without these.
pytestmark = pytest.mark.no_cover

RULES = (resources.demo() / "rules",)
KNOWN = ("id", "title", "outlet", "byline", "published", "language", "url", "text")
WHOLE = 10**9
FEW = 15_000  # characters of a part: the demo has some three


def demo():
    """Return the demo's articles, and four that have two sources in common which nobody has."""
    rows = ingest.read([resources.demo() / "articles"]).articles.select(KNOWN)
    carried = [f"{story(seed)}\n\n{story(seed + 20 + copy, 6)}" for seed in (1, 2) for copy in (0, 1)]
    more = [
        {
            "id": f"by-{n}",
            "outlet": f"Paper {n}",
            "published": f"2031-10-0{n + 1}",
            "text": f"By Reuters\n\n{text}",
        }
        for n, text in enumerate(carried)
    ]
    last = {"id": "last", "published": "2031-10-09", "text": rows["text"][0]}  # whose part is its own
    return pl.concat([rows, pl.DataFrame([*more, last])], how="diagonal")


def undated():
    return demo().drop("published")


def copies():
    """Return a flow of invented stories, each carried as it is, edited, and edited again."""
    rows = []
    for n in range(12):
        said = [story(n)]
        said += [said[0], edited(said[0], n), edited(edited(said[0], n), n + 50)]
        rows += [
            {
                "id": f"{n}-{k}",
                "published": f"2031-10-{n + 1:02}T0{k}:00",
                "outlet": f"Paper {n - k}",
                "text": text,
            }
            for k, text in enumerate(said)
        ]
    return pl.DataFrame(rows).sample(fraction=1, shuffle=True, seed=1)


def strangers():
    return pl.DataFrame({"text": [story(n) for n in range(9)]})


def alone():
    return strangers().head(1)


@pytest.fixture
def cut(monkeypatch):
    """Cut piles into parts of so many characters, and their work into batches and buckets of such sizes."""

    def into(part, batch=WHOLE, prints=WHOLE):
        for name in ("stream", "stream_frame"):
            monkeypatch.setattr(pipeline, name, partial(getattr(ingest, name), part=part))
        monkeypatch.setattr(grouping, "BATCH", batch)
        monkeypatch.setattr(pairing, "_PRINTS", prints)

    into(WHOLE)
    return into


@pytest.fixture(scope="module")
def audited():
    return partial(pipeline.audit, rules=load(RULES))


@pytest.fixture(scope="module")
def whole(audited):
    """Return the audit of a pile that is not cut."""
    return cache(lambda pile: audited(pile()))


def assert_same(one, other):
    for name, table in one.frames().items():
        assert_frame_equal(getattr(other, name), table, check_exact=True)


@pytest.mark.parametrize("pile", [demo, undated, copies, strangers, alone])
def test_a_pile_in_tiny_parts_and_batches_is_audited_as_it_is_whole(cut, audited, whole, pile):
    found = whole(pile)
    cut(12_000, 2_000, 2_000)
    assert_same(audited(pile()), found)


def test_what_is_cut_here_has_something_of_everything(whole):
    found = whole(demo)
    assert set(found.passages["kind"]) == set(PassageKind)
    assert found.unseen.height
    empty = {name for name, frame in found.frames().items() if frame.is_empty()}
    assert empty <= {"drift", "problems", "outlets", "ratings"}


def test_two_processes_find_what_one_finds(cut, audited, whole):
    found = whole(copies)
    cut(20_000, 3_000, 1_000)
    assert_same(audited(copies(), workers=2), found)


@pytest.mark.parametrize("workers", [0, -1])
def test_somebody_has_to_work(audited, workers):
    with pytest.raises(InputError, match=f"workers={workers}: at least one process has to work"):
        audited(alone(), workers=workers)


def told_by_id(audit):
    """Return the lineage without the numbers that unseen sources and stories get by the order of rows."""
    articles = audit.articles.select("id", "role", "relation", "credit", "agency", "share", "prose_share")
    pairs = audit.pairs.select("relation", "words_shared", "longest_run", "confidence").rows()
    ends = map(frozenset, audit.pairs.select("a", "b").iter_rows())
    seen = audit.edges.with_columns(pl.col("parent").str.replace("unseen:.*", "unseen"))
    roots = [root if not root.startswith("unseen:") else None for root in audit.stories["root"]]
    return {
        "articles": set(articles.iter_rows()),
        "pairs": dict(zip(ends, pairs, strict=True)),
        "edges": set(
            seen.select("child", "parent", "relation", "direction", "confidence", "share").iter_rows()
        ),
        "unseen": set(map(frozenset, audit.unseen["children"])),
        "stories": set(zip(map(frozenset, audit.stories["members"]), roots, strict=True)),
    }


@pytest.mark.parametrize("pile", [demo, copies])
def test_the_order_of_the_rows_decides_nothing(audited, whole, pile):
    rows = pile()
    found = told_by_id(whole(pile))
    assert told_by_id(audited(rows.reverse())) == found
    assert told_by_id(audited(rows.sample(fraction=1, shuffle=True, seed=7))) == found


def test_a_table_can_be_read_while_the_audit_is_open(cut):
    cut(FEW)
    with pipeline.audited(demo(), rules=RULES) as told:
        found = told.audit()
        for name in SCHEMAS:
            assert_frame_equal(told.scan(name).collect(engine="in-memory"), getattr(found, name))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Stand where the demo lies as one file."""
    demo().write_parquet(tmp_path / "pile.parquet")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("provaudit.commands.audit.cores", lambda: 1)
    return tmp_path


@cache
def shipped():
    """Return what the shipped rules alone find in the demo."""
    return provaudit.audit(demo())


@pytest.mark.parametrize("with_text", [True, False])
def test_parquet_holds_the_tables_of_the_audit(cut, run, folder, with_text):
    cut(FEW, 2_000)
    found = run("audit", "pile.parquet", "--format", "parquet", "--out", "out", *["--with-text"] * with_text)
    assert (found.code, found.out) == (0, "")
    names = {*SCHEMAS, *LONG}
    assert found.err == f"provaudit: {len(names)} tables, one file each, are in the folder out\n"
    whole = shipped().frames()
    assert {path.name for path in (folder / "out").iterdir()} == {
        PACKAGE,
        *(f"{name}.parquet" for name in names),
    }
    for name, table in whole.items():
        wanted = table if with_text or name != "articles" else table.drop("text")
        read = pl.read_parquet(folder / "out" / f"{name}.parquet")
        assert_frame_equal(read.drop("path", strict=False), wanted.drop("path", strict=False))


@pytest.mark.parametrize(("condition", "code"), [("uncredited-copies>0", 1), ("uncredited-copies>99", 0)])
@pytest.mark.usefixtures("folder")
def test_parquet_fails_on_what_the_audit_fails_on(cut, run, condition, code):
    cut(FEW)
    found = run("audit", "pile.parquet", "--format", "parquet", "--out", "out", "--fail-on", condition)
    assert found.code == code
    assert ("--fail-on holds" in found.err) == bool(code)


def test_what_was_not_read_is_told_beside_the_tables(run, folder):
    (folder / "empty.txt").touch()
    found = run("audit", "pile.parquet", "empty.txt", "--format", "parquet", "--out", "out")
    assert found.err.splitlines()[1] == "empty.txt: the text is empty; there is nothing to audit"
    assert pl.read_parquet(folder / "out" / "problems.parquet")["path"].to_list() == ["empty.txt"]


@pytest.mark.parametrize(
    "fault",
    [OSError(errno.ENOSPC, "No space left on device"), pl.exceptions.ComputeError("No space left on device")],
)
def test_a_disk_that_fills_is_named_and_no_half_table_stays(cut, folder, monkeypatch, fault):
    def full(_table, stream):
        stream.write(b"PAR1")
        raise fault

    cut(FEW)
    monkeypatch.setattr(pl.LazyFrame, "sink_parquet", full)
    with pipeline.audited(folder / "pile.parquet") as told:
        assert isinstance(told, Told)
        with pytest.raises(
            InputError, match=r"articles\.parquet: cannot be written: No space left on device"
        ):
            write_parts(told, folder / "out")
    assert list((folder / "out").iterdir()) == []
