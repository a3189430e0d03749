"""Archives and compressed files: every member that can be an article is read, within bounds, whatever it is called."""

import bz2
import gzip
import io
import lzma
import tarfile
import tracemalloc
import zipfile

import pytest
from container_fixture import damaged, opened, packed_crawl, tarred, zipped

from provaudit.errors import InputError
from provaudit.ingest import read, spool, stream
from provaudit.ingest.paths import format_of, is_article

STORY = b"The gate above Brennock failed at noon."
FILES = [
    ("news/a.txt", STORY),
    ("news/b.csv", b"id,text\nrow,Water ran.\n"),
    ("photo.jpg", b"\xff\xd8"),
    ("README.md", b"x"),
]
TARS = {"tar": "w", "tar.gz": "w:gz", "tar.bz2": "w:bz2", "tar.xz": "w:xz"}
SQUEEZERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
LEFT_OUT = "left out as no articles: photo.jpg, README.md"


def test_an_archive_gives_articles_named_by_their_place_in_it(tmp_path):
    (tmp_path / "pile.zip").write_bytes(zipped(FILES))
    got = read([tmp_path])
    assert got.articles["id"].to_list() == ["pile.zip/news/a.txt", "row"]
    assert got.articles["path"].to_list() == [
        f"{tmp_path}/pile.zip/news/{name}" for name in ("a.txt", "b.csv")
    ]
    assert got.problems.rows() == [(f"{tmp_path}/pile.zip", LEFT_OUT)]


@pytest.mark.parametrize("end", TARS)
def test_tar_archives_are_read_however_they_are_compressed(end):
    found, problems = opened(f"pile.{end}", format_of(f"pile.{end}"), tarred(FILES, TARS[end]))
    assert found == [(f"pile.{end}/{name}", data) for name, data in FILES[:2]]
    assert problems == [(f"pile.{end}", LEFT_OUT)]


def test_members_of_a_folder_that_was_packed_from_within_are_named_as_those_of_any_other():
    data = tarred([(f"./{name}", content) for name, content in FILES], TARS["tar"])
    assert [name for name, _ in opened("pile.tar", "tar", data)[0]] == [
        f"pile.tar/{name}" for name, _ in FILES[:2]
    ]


@pytest.mark.parametrize("end", SQUEEZERS)
def test_compressed_files_are_read_as_what_they_hold(tmp_path, end):
    (tmp_path / f"a.jsonl.{end}").write_bytes(SQUEEZERS[end](b'{"text": "Water ran."}\n' * 2))
    got = read([tmp_path])
    assert got.articles["id"].to_list() == [f"a.jsonl.{end}#1", f"a.jsonl.{end}#2"]
    assert got.problems.is_empty()


@pytest.mark.parametrize("end", SQUEEZERS)
def test_of_a_compressed_file_that_was_cut_off_the_beginning_is_read(end):
    whole = b"".join(b"%d the gate failed at noon\n" % n for n in range(200_000))
    data = SQUEEZERS[end](whole)
    found, problems = opened(f"a.txt.{end}", "squeezed", data[: len(data) * 2 // 3])
    assert whole.startswith(found[0][1])
    assert len(found[0][1]) > len(whole) // 3
    assert problems[0][1].endswith("it is cut off there; what stands before is read")


def test_members_behind_each_other_are_one_file_and_what_follows_is_named():
    data = gzip.compress(b"one ", mtime=0) + gzip.compress(b"two", mtime=0) + bytes(300)
    assert opened("a.txt.gz", "squeezed", data) == ([("a.txt.gz", b"one two")], [])
    found, problems = opened("a.txt.gz", "squeezed", data + b"rubbish")
    assert found == [("a.txt.gz", b"one two")]
    assert "bytes follow that are not compressed" in problems[0][1]


@pytest.mark.parametrize(
    ("name", "form", "data", "message"),
    [
        ("a.txt.gz", "squeezed", STORY, "is not compressed by gzip, bzip2 or xz, as its name says"),
        ("a.txt.gz", "squeezed", b"\x1f\x8b\x08", "is damaged after 0 unpacked bytes"),
        ("a.zip", "zip", STORY, "is no zip archive: "),
        ("a.zip", "zip", zipped(FILES)[:40], "0 that stand whole before it are read"),
        ("a.zip", "zip", zipped([]), "the archive holds no articles"),
        ("a.tar", "tar", STORY * 40, "is no tar archive"),
        ("a.tar", "tar", b"", "is no tar archive"),
        ("a.tar.gz", "tar", gzip.compress(STORY, mtime=0), "is no tar archive"),
    ],
)
def test_what_is_not_what_its_name_says_is_named(name, form, data, message):
    found, problems = opened(name, form, data)
    assert found == []
    assert message in problems[0][1]


class OneWay(io.BytesIO):
    """What is written to it cannot be changed later, so that sizes are stated behind each file."""

    def seekable(self):
        return False

    def tell(self):
        raise OSError

    def seek(self, *_where):
        raise OSError


def streamed(files, method):
    held = OneWay()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return held.getvalue()


MANY = [(f"news/{n}.txt", b"%d: " % n + STORY * (n + 1)) for n in range(5)]
INNER = [("inner.zip", zipped(MANY[:2])), *MANY[2:]]


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("files", [MANY, INNER], ids=["files", "with an archive"])
def test_a_zip_archive_without_its_list_gives_the_files_that_are_whole(method, streaming, files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    whole = streamed(files, method) if streaming else held.getvalue()
    said = "the list of its files, which stands at its end, was cut off or damaged: "
    expected = opened("pile.zip", "zip", whole)[0]
    found, problems = opened("pile.zip", "zip", whole[: whole.rindex(b"PK\x01\x02") + 9])
    assert found == expected
    assert problems == [("pile.zip", f"{said}{len(files)} that stand whole before it are read")]
    last = whole.index(files[-1][0].encode()) + 20
    found, problems = opened("pile.zip", "zip", whole[:last])
    assert found == expected[:-1]
    assert problems[-1][1].endswith(
        f"{len(files) - 1} that stand whole before it are read, 1 cut off or damaged ones are not"
    )


def test_a_damaged_file_of_a_zip_archive_without_its_list_costs_no_other():
    data = bytearray(zipped(MANY)[:-60])
    data[data.index(b"news/1.txt") + 25] ^= 0xFF
    found, problems = opened("pile.zip", "zip", bytes(data))
    assert [name for name, _ in found] == [f"pile.zip/news/{n}.txt" for n in (0, 2, 3, 4)]
    assert [path for path, _ in problems] == ["pile.zip/news/1.txt", "pile.zip"]


def test_any_damage_to_a_zip_archive_is_survived():
    for seed in range(150):
        data = damaged(streamed(MANY, zipfile.ZIP_DEFLATED) if seed % 2 else zipped(MANY), seed)
        found, problems = opened("pile.zip", "zip", data)
        assert len(found) == len(MANY) or problems


@pytest.mark.parametrize(("name", "form"), [("a.html", "html"), ("a.txt", "plain"), ("a.jsonl", "jsonl")])
def test_compressed_bytes_count_whatever_their_name_says(name, form):
    assert opened(name, form, gzip.compress(STORY, mtime=0)) == ([(name, STORY)], [])


def flagged(data):
    """A zip archive whose first member claims to be encrypted."""
    changed = bytearray(data)
    changed[data.find(b"PK\x03\x04") + 6] |= 1
    changed[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def test_a_member_that_is_encrypted_or_damaged_costs_no_other():
    pair = zipped([("a.txt", STORY * 9), ("b.txt", STORY)])
    broken = bytearray(pair)
    broken[50] ^= 0xFF
    for data, message in ((flagged(pair), "is encrypted; unpack it first"), (bytes(broken), "is damaged: ")):
        found, problems = opened("pile.zip", "zip", data)
        assert found == [("pile.zip/b.txt", STORY)]
        assert problems[0][0] == "pile.zip/a.txt"
        assert message in problems[0][1]


@pytest.mark.parametrize("name", ["../../etc/a.txt", "x/../../a.txt", "..\\a.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name):
    for form, data in (("zip", zipped([(name, STORY)])), ("tar", tarred([(name, STORY)]))):
        found, problems = opened("pile", form, data)
        assert found == []
        assert "leads out of the archive" in problems[0][1]


@pytest.mark.parametrize("name", ["/etc/a.txt", "C:\\a.txt"])
def test_an_absolute_name_is_a_name_for_nothing_is_written_there(name):
    for form, data in (("zip", zipped([(name, STORY)])), ("tar", tarred([(name, STORY)]))):
        ((found, text),), problems = opened("pile", form, data)
        assert (text, problems) == (STORY, [])
        assert found.startswith("pile/")


def test_hidden_files_are_passed_over():
    data = zipped([("__MACOSX/._a.txt", b"\0"), (".git/b.txt", STORY), ("a.txt", STORY)])
    assert opened("pile.zip", "zip", data) == ([("pile.zip/a.txt", STORY)], [])


def special(kind, **fields):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.type = kind
        for name, value in fields.items():
            setattr(info, name, value)
        archive.addfile(info)
    return held.getvalue()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_not_followed(kind):
    found, problems = opened("pile.tar", "tar", special(kind, linkname="/etc/passwd"))
    assert found == []
    assert problems[0] == ("pile.tar/a.txt", "is a link or a device, which is not followed")


def test_a_member_with_holes_is_not_read():
    data = bytearray(special(tarfile.GNUTYPE_SPARSE))
    data[386:482] = b"".join(b"%011o\0" % n for n in (0, 512, 0, 0, 0, 0, 0, 0))
    data[482:495] = b"\0%011o\0" % (1 << 30)
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    found, problems = opened("pile.tar", "tar", bytes(data))
    assert found == []
    assert "is stored with holes" in problems[0][1]


def test_a_remark_that_would_fill_the_memory_is_refused():
    found, problems = opened("pile.tar", "tar", special(tarfile.XHDTYPE, size=1 << 30))
    assert found == []
    assert "holds a name or remark of 1,073,741,824 bytes" in problems[0][1]


@pytest.mark.parametrize("cut", [700, 1024 + 100, 1024 + 700])
def test_of_a_tar_archive_that_was_cut_off_whole_members_are_read(cut):
    data = tarred([("a.txt", STORY), ("b.txt", STORY * 20)])
    found, problems = opened("pile.tar", "tar", data[:cut])
    assert found == ([("pile.tar/a.txt", STORY)] if cut > 1024 or cut == 700 else [])
    assert "is cut off or damaged after" in problems[-1][1] or "left out" in problems[-1][1]


def test_damage_between_members_is_named():
    data = bytearray(tarred([("a.txt", STORY), ("b.txt", STORY)]))
    data[1100] ^= 0xFF
    found, problems = opened("pile.tar", "tar", bytes(data))
    assert found == [("pile.tar/a.txt", STORY)]
    assert problems[0][1].startswith("is cut off or damaged after 1 files and folders, which are read: ")


def nested(depth):
    data = STORY
    name = "a.txt"
    for _ in range(depth):
        data, name = zipped([(name, data)]), "in.zip"
    return data


def test_archives_in_archives_are_read_three_deep():
    found, _ = opened("pile.zip", "zip", nested(3))
    assert found == [("pile.zip/in.zip/in.zip/a.txt", STORY)]
    found, problems = opened("pile.zip", "zip", nested(4))
    assert found == []
    assert problems[0] == (
        "pile.zip/in.zip/in.zip/in.zip",
        "lies more than 3 containers deep and is not opened",
    )


def test_a_crawl_and_a_compressed_file_in_an_archive_are_opened():
    files = [
        ("crawl.warc.gz", b"".join(packed_crawl(1))),
        ("b.txt.gz", gzip.compress(STORY, mtime=0)),
        ("c.sql.gz", b""),
    ]
    found, problems = opened("pile.zip", "zip", zipped(files))
    assert [name for name, _ in found] == [
        "pile.zip/crawl.warc.gz#https://post.example/0",
        "pile.zip/b.txt.gz",
    ]
    assert problems == [("pile.zip", "left out as no articles: c.sql.gz")]


class Zeros:
    """Bytes that pack a thousand times smaller, a block at a time."""

    BLOCK = bytes(1 << 20)

    @classmethod
    def packed(cls, megabytes):
        packer = zipfile.zlib.compressobj(1, wbits=31)
        return b"".join([*(packer.compress(cls.BLOCK) for _ in range(megabytes)), packer.flush()])


def bomb_in_zip():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("a.txt", "w") as member:
            for _ in range(300):
                member.write(Zeros.BLOCK)
        archive.writestr("b.txt", STORY)
    return held.getvalue()


@pytest.mark.parametrize(
    ("form", "make"),
    [("squeezed", lambda: Zeros.packed(300)), ("zip", bomb_in_zip), ("tar", lambda: Zeros.packed(1))],
)
def test_a_bomb_costs_neither_memory_nor_time(form, make):
    data = make()
    tracemalloc.start()
    found, problems = opened("pile", form, data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [name for name, _ in found] == (["pile/b.txt"] if form == "zip" else [])  # behind the bomb
    assert problems
    assert peak < 100_000_000
    if form != "tar":
        assert "unpacks to more than 200 times the size of what it came in, as no art" in problems[0][1]


def test_a_large_member_lies_in_a_file_while_it_is_read(monkeypatch, tmp_path):
    monkeypatch.setattr(spool, "_HELD", 100)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    (tmp_path / "pile.zip").write_bytes(zipped([("a.txt", STORY * 50), ("b.txt", b"Water ran.")]))
    got = read([tmp_path / "pile.zip"])
    assert got.articles["text"].to_list() == [(STORY * 50).decode(), "Water ran."]
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_large_member_that_is_damaged_is_left_out(monkeypatch):
    monkeypatch.setattr(spool, "_HELD", 100)
    data = bytearray(zipped([("a.txt", b"".join(b"%d the gate failed\n" % n for n in range(50_000)))]))
    data[len(data) // 2] ^= 0xFF
    found, problems = opened("pile.zip", "zip", bytes(data))
    assert found == []
    assert problems[0][1].endswith("it is left out")


def test_names_tell_formats():
    names = ["a.WARC.GZ", "a.tar.xz", "a.tgz", "a.html.gz", "a.gz", "a.zip", "a.rss", "a.txt", "a"]
    assert [format_of(name) for name in names] == [
        "warc", "tar", "tar", "squeezed", "squeezed", "zip", "xml", "plain", None,
    ]  # fmt: skip
    assert [name for name in names if is_article(name)] == [
        name for name in names if name not in ("a.gz", "a")
    ]


def test_a_file_that_goes_away_is_a_problem(tmp_path):
    path = tmp_path / "pile.zip"
    path.write_bytes(zipped(FILES))
    given = stream([path])
    path.unlink()
    with pytest.raises(InputError, match="cannot be read"):
        given.finished()


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (zipped(FILES[:2]), 2), (tarred(FILES[:2], "w:gz"), 2), (b"".join(packed_crawl(2)), 2),
        (gzip.compress(b'{"text": "Water ran."}\n', mtime=0), 1),
        (b"<rss><channel><item><description>Water.</description></item></channel></rss>", 1),
        (b"<!doctype html><html><body><p>Water ran at noon.</p></body></html>", 1),
    ],
)  # fmt: skip
def test_what_comes_down_the_pipe_says_itself_what_it_is(monkeypatch, data, count):
    stdin = io.TextIOWrapper(io.BytesIO(data))
    monkeypatch.setattr("sys.stdin", stdin)
    assert read(["-"]).articles.height == count


@pytest.mark.parametrize("listed", [True, False])
def test_a_member_without_a_name_costs_no_other(listed):
    data = zipped(FILES).replace(b"photo.jpg", b"\0hoto.jpg")
    found, problems = opened("pile.zip", "zip", data if listed else data[:-30])
    assert [name for name, _ in found] == ["pile.zip/news/a.txt", "pile.zip/news/b.csv"]
    assert ("pile.zip/", "has no name and is left out") in problems
