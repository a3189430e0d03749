import re

import polars as pl
import pytest

import provaudit
from provaudit.ingest import read
from provaudit.ingest.batch import UnreadableError
from provaudit.ingest.html import read_page

PROSE = (
    "The ferry drifted for six hours before a tug from Tarnby reached it on Monday evening.",
    "Nobody was hurt, the harbour master said, but the goats on the car deck had eaten the timetable.",
    "The company has promised the islanders a second boat by the spring, as it has every spring since 2019.",
    "“We will believe it when we can stand on it,” said Nela Ostrander, who runs the shop at the pier.",
)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Ferry adrift for six hours | Orleva Courier</title>
<meta property="og:site_name" content="Orleva Courier"><script>var a = "<p>no text";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/n">World News</a></li></ul></nav>
<div class="promo"><p>Ten bridges you must have walked across before they are pulled down, by our readers.</p></div>
<article><h1>Ferry adrift for six hours</h1>
<div class="byline">By <span>Tomas Brekke</span></div>
<figure><img src="a.jpg"><figcaption>The pier at noon. (Rolf Dane/Corvane via AP)</figcaption></figure>
<div class="text"><p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>{PROSE[2]}</p><p>{PROSE[3]}</p>
<p>Reporting by Tomas Brekke; editing by Ida Rask</p></div>
<div class="wall">Already a subscriber? Sign in to continue reading.</div>
<div hidden>This is never shown.</div><p style="display: none">Nor is this.</p></article>
<footer><p>© 2031 Orleva Courier. All rights reserved.</p></footer></body></html>"""


def row(page=PAGE, **transfer):
    data = page if isinstance(page, bytes) else page.encode()
    return read_page(data, "page.html", **transfer).row


def lines(page):
    return row(f"<html><body>{page}").text.split("\n\n")


def main(found):
    return [found.text[span["start"] : span["end"]] for span in found.main]


def test_rules_see_every_line_that_a_reader_sees():
    seen = re.split("\n+", row().text)
    assert seen[:3] == ["Home", "World News", seen[2]]
    assert seen[3:6] == [
        "Ferry adrift for six hours",
        "By Tomas Brekke",
        "The pier at noon. (Rolf Dane/Corvane via AP)",
    ]
    assert seen[-2:] == [
        "Already a subscriber? Sign in to continue reading.",
        "© 2031 Orleva Courier. All rights reserved.",
    ]
    assert not [line for line in seen if "never" in line or "Nor is" in line or "no text" in line]


def test_the_main_stretches_are_the_article_and_slice_to_its_lines():
    kept = "\n\n".join(main(row())).split("\n\n")
    assert set(PROSE) <= set(kept)
    assert not {"Home", "World News", "© 2031 Orleva Courier. All rights reserved."} & set(kept)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One<br>two</p>three<div>four", ["One", "two", "three", "four"]),
        ("<p>Of <b>one</b> <i>line</i></p>", ["Of one line"]),
        ("<div>By<span>Ana Ruiz</span></div>", ["By Ana Ruiz"]),
        ("<p><span>T</span>he ferry</p>", ["The ferry"]),
        (
            "<table><tr><td>Pos</td><td>Name</td></tr><tr><td>1</td><td>Ida</td></tr></table>",
            ["Pos Name", "1 Ida"],
        ),
        ("<ul><li>One<li>Two</ul><select><option>Peru<option>Chad</select>", ["One", "Two"]),
        ("<p>a&#xFEFF;b</p><p>&#xFEFF;</p><p>c&nbsp;d\r\n e</p>", ["ab", "c d e"]),
        ("<p>A</p><p>  </p><p>B", ["A", "B"]),
    ],
)
def test_blocks_end_lines_and_inline_elements_do_not(markup, expected):
    assert lines(markup) == expected


def test_offsets_hold_after_the_text_is_cleaned(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("six hours before", "six\r\n hours&#xFEFF; before"), encoding="utf-8")
    article = read([page]).articles.row(0, named=True)
    stretches = [article["text"][span["start"] : span["end"]] for span in article["main"]]
    assert PROSE[0] in "\n\n".join(stretches)


def test_an_article_in_several_boxes_is_taken_whole():
    boxes = "".join(
        f'<div class="box"><p>{one}</p><p>{one[::-1]} 1.</p></div><div>Advertisement</div>' for one in PROSE
    )
    kept = "\n\n".join(main(row(f"<html><body><main>{boxes}</main>")))
    assert all(one in kept for one in PROSE)


def test_braille_in_a_page_is_no_number():
    found = row(PAGE.replace("by the spring", "by the ⠁⠂⠁⠃ spring"))
    assert "⠁⠂⠁⠃ spring" in found.text
    assert "World News" not in "\n\n".join(main(found)).split("\n\n")


def test_zones_tell_the_article_from_the_page_around_it(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    audit = provaudit.audit(tmp_path)
    text = audit.articles["text"][0]
    zones = {}
    for zone, start, end in audit.zones.select("zone", "start", "end").iter_rows():
        zones.setdefault(zone, []).append(text[start:end])
    assert zones["headline"] == ["Ferry adrift for six hours"]
    assert zones["byline"] == ["By Tomas Brekke"]
    assert zones["body"] == list(PROSE)
    assert zones["sign-off"] == ["Reporting by Tomas Brekke; editing by Ida Rask"]
    assert zones["source-line"] == ["© 2031 Orleva Courier. All rights reserved."]
    assert {"Home", "World News", "Already a subscriber? Sign in to continue reading."} <= set(
        zones["furniture"]
    )
    assert any("Ten bridges" in line for line in zones["furniture"])
    assert "access/paywall" in audit.signals["rule"].to_list()


def test_a_page_under_a_name_of_text_is_a_page(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    found = read([tmp_path])
    assert found.articles["title"].to_list() == ["Ferry adrift for six hours"]
    assert found.problems.is_empty()


def test_a_folder_of_pages_goes_on_behind_a_bad_one(tmp_path):
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.htm").write_bytes(b"%PDF-1.7 \xff")
    (tmp_path / "c.xhtml").write_text(PAGE, encoding="utf-8")
    found = read([tmp_path])
    assert found.articles["id"].to_list() == ["a.html", "c.xhtml"]
    assert found.problems.select(pl.col("message").str.contains("is a PDF")).to_series().to_list() == [True]


@pytest.mark.parametrize(
    ("data", "content_type", "expected"),
    [
        ("<html><p>Grüße".encode(), "text/html; charset=iso-8859-1", "Grüße"),
        ("<html><p>Grüße".encode("cp1252"), "text/html; charset=ISO-8859-1", "Grüße"),
        ('<html><meta charset="windows-1251"><p>Привет всем'.encode("cp1251"), None, "Привет всем"),
        ('<html><meta charset="rot13"><p>Grüße'.encode(), None, "Grüße"),
        ("<html><p>Grüße".encode("utf-16"), None, "Grüße"),
        (b'<html><meta charset="shift_jis"><p>\x93\xfa\x96{', None, "日本"),
        ('<html><meta charset="ascii"><p>Grüße, Ömer'.encode("cp1252"), None, "Grüße, Ömer"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_fits_its_bytes(data, content_type, expected):
    assert row(data, content_type=content_type).text == expected


def test_a_declared_encoding_that_does_not_fit_is_not_believed():
    data = '<html><meta charset="shift_jis"><p>Grüße aus dem schönen Süden, Ärger über Öl'.encode("cp1252")
    assert row(data).text == "Grüße aus dem schönen Süden, Ärger über Öl"


def test_bytes_that_are_replaced_are_remarked():
    page = read_page("<html><p>Grüße aus Österreich, schöne ".encode() + b"\xff", "page.html")
    assert page.row.text.endswith("\ufffd")
    assert "are read as U+FFFD" in page.remark


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "is a PDF"),
        (b"\x89PNG\r\n", "is an image"),
        (b'{"text": "A"}', "is no HTML page"),
        (b"", "is no HTML page"),
        (b"<html><body><script>go()</script></body></html>", "shows no text"),
        (b"<html>" + b"a" * (8 << 20), "larger than 8 MB"),
        (b"<html>" + b"<b></b>" * 30_000, "60,001 elements"),
        (b"<html>" + b"<div>" * 6_000, "leaves 6,001 elements open"),
        (b"<html><p " + b" ".join(b"a%d=1" % n for n in range(9_000)) + b">A", "more than 2,000 attributes"),
        (
            b'<html><p b=">" ' + b" ".join(b"a%d=1" % n for n in range(9_000)) + b">A",
            "more than 2,000 attributes",
        ),
    ],
)
def test_what_is_no_page_or_would_take_minutes_is_named(data, message):
    with pytest.raises(UnreadableError, match=message):
        row(data)


@pytest.mark.parametrize(
    "data",
    [
        PAGE[: len(PAGE) // 2],
        f"<html><p>{'word ' * 200_000}",
        f"<html><p data-x='{'long words ' * 3_000}'>A short text.",
        "<html><body>" + "<div>" * 1_000 + "Deep down." + "</div>" * 1_000,
        "<html><p>No </b></i> order <table><p>at</table> all",
        "<p>No head, no body, one line.",
    ],
)
def test_broken_and_odd_pages_are_read(data):
    assert row(data).text


def test_a_list_without_end_is_audited_whole():
    page = read_page(b"<html>" + b"<p>A line" * 4_900 + b"</p><p>A line</p>" * 200, "page.html")
    assert page.row.main is None
    assert "has 5,100 lines" in page.remark


def test_a_page_without_a_body_shows_nothing():
    with pytest.raises(UnreadableError, match="shows no text"):
        row("<html><frameset><frame></frameset></html>")


def test_a_missing_library_is_one_clear_error(monkeypatch):
    monkeypatch.setattr(
        "provaudit.ingest.html.find_spec", lambda name: None if name == "trafilatura" else name
    )
    with pytest.raises(provaudit.ProvauditError, match=r"need trafilatura: pip install 'provaudit\[web\]'"):
        row()


def test_a_page_read_twice_gives_the_same():
    assert [row() for _ in range(5)] == [row()] * 5
