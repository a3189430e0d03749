"""What pages state in microdata, and what they tell their readers alone."""

import polars as pl
import pytest

from provaudit.ingest.dates import dated
from provaudit.ingest.html import read_page

PROSE = (
    "<p>Two piers were closed on Monday because their piles have rusted through, the harbour master said, and the"
    " fish market will do without its jetty until the divers have been down.</p>"
)


def page(body, head=""):
    return read_page(f"<html><head>{head}</head><body>{body}{PROSE}</body></html>".encode(), "p.html").row


def item(inner, kind="NewsArticle"):
    return f'<div itemscope itemtype="https://schema.org/{kind}">{inner}</div>'


def person(name, more=""):
    kind = "https://schema.org/Person"
    return f'<p itemprop="author" itemscope itemtype="{kind}">By <b itemprop="name">{name}</b>{more}</p>'


ALL = (
    '<h2 itemprop="headline">Piers closed</h2>'
    + person("Ana Ruiz", ", harbour correspondent")
    + person("Ida Rask")
    + '<time itemprop="datePublished" datetime="2031-05-03T10:20:00+02:00">today</time>'
    '<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">'
    '<meta itemprop="name" content="Orleva Courier"></div><i itemprop="copyrightHolder">Corvane</i>'
    '<link itemprop="isBasedOn" href="https://corvane.example/p">'
)


def test_everything_is_taken_from_microdata():
    row = page(item(ALL))
    assert (row.title, row.byline, row.outlet) == ("Piers closed", "Ana Ruiz, Ida Rask", "Orleva Courier")
    assert row.published == "2031-05-03T10:20:00+02:00"
    assert {one["name"]: one["value"] for one in row.markup} == {
        "isBasedOn": "https://corvane.example/p",
        "copyrightHolder": "Corvane",
        "publisher": "Orleva Courier",
    }


def test_what_json_ld_and_meta_state_comes_before_microdata():
    head = '<meta property="og:title" content="Piers shut"><meta name="author" content="Rolf Dane">'
    row = page(item(ALL), head + '<meta property="og:site_name" content="The Courier">')
    assert (row.title, row.byline, row.outlet) == ("Piers shut", "Rolf Dane", "The Courier")


@pytest.mark.parametrize("teaser", ["Goats adrift", ""], ids=["of another story", "without a headline"])
def test_a_teaser_in_microdata_is_not_the_article(teaser):
    headline = (
        f'<b itemprop="headline">{teaser}</b>' if teaser else '<time itemprop="datePublished">2029</time>'
    )
    other = item(headline + person("Rolf Dane"))
    row = page(other + item('<h1 itemprop="headline">Piers closed</h1>' + person("Ana Ruiz")) + other)
    assert row.byline == "Ana Ruiz"


def test_a_writer_in_plain_words_has_a_name():
    writer = '<span itemprop="author" itemscope itemtype="https://schema.org/Person">Ana Ruiz</span>'
    assert page(item('<h1 itemprop="headline">Piers closed</h1>' + writer)).byline == "Ana Ruiz"


def test_items_within_each_other_by_the_thousand_are_read_in_time():
    assert page(item("<div itemprop=x itemscope>" * 2_000 + "</div>" * 2_000 + ALL)).text


@pytest.mark.parametrize(
    ("lines", "byline", "published"),
    [
        ("<h1>Piers closed</h1><p>By Ana Ruiz and Ida Rask</p><p>3 May 2031</p>", "Ana Ruiz, Ida Rask", "3 May 2031"),
        ("<h1>Pieren zu</h1><p>Von Ana Ruiz | Orleva</p><p>03.05.2031, 10:20 Uhr</p>", "Ana Ruiz", "03.05.2031"),
        ("<h1>Jetées</h1><p>Par Ana Ruiz - Publié le 3 mai 2031 à 10h20</p>", "Ana Ruiz", "3 mai 2031"),
        ("<h1>埠頭閉鎖</h1><p>2031年5月3日 10時20分</p>", None, "2031年5月3日"),
        ("<b>Piers closed</b><br>by Ana Ruiz<br>May 3, 2031<br>", "Ana Ruiz", "May 3, 2031"),
        ("<h1>Piers closed</h1><p>Updated May 4, 2031</p><p>By the harbour wall</p>", None, None),
        ("<h1>Piers closed</h1><p>Room 3 Foo 2031</p>", None, None),
        ("<h1>Piers closed</h1><p>03/05/2031</p>", None, None),
        ("<h1>Piers closed</h1><p>23/05/2031</p>", None, "23/05/2031"),
    ],
)  # fmt: skip
def test_what_only_readers_are_told_is_read_beside_the_title(lines, byline, published):
    row = page(lines)
    assert (row.byline, row.published) == (byline, published)


def test_a_writer_in_the_text_counts_where_the_outlet_signs_for_machines():
    head = '<meta name="author" content="The Courier"><meta property="og:site_name" content="The Courier">'
    assert page("<h1>Piers closed</h1><p>By Ana Ruiz</p>", head).byline == "Ana Ruiz"
    assert page("<h1>Piers closed</h1><p>By The Courier</p>", head).byline == "The Courier"


def test_days_in_the_prose_are_not_the_articles():
    assert page("<h1>Piers closed</h1>" + PROSE + "<p>By Rolf Dane</p><p>3 May 2031</p>").published is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("<h1>Piers<br>closed</h1>", "Piers closed"),
        ("<h1><span>Piers</span> closed</h1>", "Piers closed"),
        ("<h1><div>Piers closed</div></h1>", "Piers closed"),
        ("<h1>Piers closed<p>By Ana Ruiz<p>", "Piers closed"),
    ],
)
def test_a_heading_is_read_as_it_is_shown(heading, expected):
    assert page(heading).title == expected


def test_the_language_of_xhtml_is_read():
    assert (
        read_page(f'<html xml:lang="de"><body>{PROSE}</body></html>'.encode(), "p.html").row.language == "de"
    )


@pytest.mark.parametrize(
    "stated",
    [
        "3 mai 2031", "3. Mai 2031", "3 de mayo de 2031", "3 мая 2031 г.", "2031年5月3日", "2031년 5월 3일",
        "3 Mayıs 2031", "samedi 3 mai 2031", "3 maja 2031", "May 3, 2031",
    ],
)  # fmt: skip
def test_dates_are_read_in_many_languages(stated):
    row = dated(pl.DataFrame({"published": [stated]})).row(0, named=True)
    assert (str(row["published_at"]), row["precision"]) == ("2031-05-03 00:00:00", "day")


@pytest.mark.parametrize(
    ("stated", "at"),
    [
        ("3. Mai 2031, 10:20 Uhr", "10:20"), ("3 mai 2031 à 10h20", "10:20"), ("2031年5月3日 10時20分", "10:20"),
        ("Sat 10:20 PM, May 3, 2031", "22:20"), ("10:20 AM EDT, Sat May 3, 2031", "14:20"),
    ],
)  # fmt: skip
def test_times_are_read_as_they_are_printed_elsewhere(stated, at):
    row = dated(pl.DataFrame({"published": [stated]})).row(0, named=True)
    assert (str(row["published_at"]), row["precision"]) == (f"2031-05-03 {at}:00", "minute")
