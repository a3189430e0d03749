import json

import pytest

from provaudit.ingest import read
from provaudit.ingest.html import read_page

BODY = "<p>Two piers were closed on Monday, the harbour master said.</p>"


def page(head="", body="", url=None, root=""):
    data = f"<!DOCTYPE html><html {root}><head>{head}</head><body>{body}{BODY}</body></html>"
    return read_page(data.encode(), "page.html", url).row


def linked(**stated):
    """Return JSON-LD of an article."""
    whole = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Piers closed"} | stated
    return f'<script type="application/ld+json">{json.dumps(whole)}</script>'


def meta(**stated):
    names = {name.replace("__", ":").replace("_", "-") if "__" not in name else name.replace("__", ":"): value
             for name, value in stated.items()}  # fmt: skip
    return "".join(f'<meta property="{name}" content="{value}">' for name, value in names.items())


def markup(row):
    return {one["name"]: one["value"] for one in row.markup or []}


def test_a_page_that_states_nothing_has_no_metadata():
    row = page()
    fields = (row.title, row.outlet, row.byline, row.published, row.language, row.url, row.markup)
    assert fields == (None,) * 7


def test_everything_is_taken_from_json_ld():
    row = page(
        linked(
            author=[{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Ida Rask"}],
            datePublished="2031-05-03T10:20:00+02:00",
            publisher={"@type": "Organization", "name": "Orleva Courier"},
            inLanguage="en",
        ),
        url="https://orleva-courier.example/piers",
    )
    assert (row.title, row.byline, row.published) == (
        "Piers closed",
        "Ana Ruiz, Ida Rask",
        "2031-05-03T10:20:00+02:00",
    )
    assert (row.outlet, row.language, row.url) == (
        "Orleva Courier",
        "en",
        "https://orleva-courier.example/piers",
    )


def test_everything_is_taken_from_meta_elements():
    head = meta(og__title="Piers closed", og__site_name="Orleva Courier", article__published_time="2031-05-03",
                author="By Ana Ruiz", og__url="https://o.example/p", og__locale="de_DE")  # fmt: skip
    row = page(head)
    assert (row.title, row.byline, row.published) == ("Piers closed", "Ana Ruiz", "2031-05-03")
    assert (row.outlet, row.language, row.url) == ("Orleva Courier", "de_DE", "https://o.example/p")


def test_everything_is_taken_from_the_page_itself():
    body = """<h1>Piers closed</h1><a rel="author" href="/ana">Ana Ruiz</a>
    <span itemprop="datePublished" content="2031-05-03T10:20">3 May</span>"""
    row = page('<link rel="canonical" href="https://www.orleva.example/p">', body, root='lang="en-GB"')
    assert (row.title, row.byline, row.published) == ("Piers closed", "Ana Ruiz", "2031-05-03T10:20")
    assert (row.outlet, row.language, row.url) == ("orleva.example", "en-GB", "https://www.orleva.example/p")


@pytest.mark.parametrize(
    ("headline", "shared", "heading", "element", "expected"),
    [
        ("Piers closed", "Storm hits", "Piers closed", None, "Piers closed"),
        ("Piers close", "Storm hits", "Storm hits", None, "Storm hits"),
        ("One", "Two, three", "Four, five", None, "One"),
        (None, "Piers closed - Harbour | Orleva Courier", "Piers closed", None, "Piers closed"),
        (None, "Piers closed | Orleva Courier", None, None, "Piers closed"),
        (None, "Piers - closed", None, None, "Piers - closed"),
        (None, None, None, "Piers closed · Orleva Courier", "Piers closed"),
        ("Ana &amp; Ida", None, None, None, "Ana & Ida"),
        (None, None, "—", None, None),
    ],
)
def test_of_several_titles_two_that_agree_count_without_the_outlets_name(
    headline, shared, heading, element, expected
):
    head = meta(og__site_name="Orleva Courier") + (linked(headline=headline) if headline else "")
    head += (meta(og__title=shared) if shared else "") + (f"<title>{element}</title>" if element else "")
    assert page(head, f"<h1>{heading}</h1>" if heading else "").title == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ({"name": "Ana Ruiz"}, "Ana Ruiz"),
        ({"name": ["Ana Ruiz", "Ida Rask"]}, "Ana Ruiz"),
        ([{"name": "Ana Ruiz"}, {"name": "Ana Ruiz"}, {"@type": "Person"}, 7.5, True], "Ana Ruiz, 7.5"),
        ("https://o.example/ana", "Rolf Dane"),
        ({"name": "Orleva Courier"}, "Rolf Dane"),
        (None, "Rolf Dane"),
    ],
)
def test_writers_come_from_the_first_place_that_names_people(author, expected):
    stated = {"publisher": {"name": "Orleva Courier"}} | ({"author": author} if author else {})
    assert page(linked(**stated) + meta(author="Rolf Dane")).byline == expected


def test_writers_may_be_stated_by_reference():
    graph = {"@graph": [
        {"@type": "WebPage", "@id": "#page"},
        {"@type": "Article", "headline": "Piers closed", "author": {"@id": "#ana"}, "publisher": {"@id": "#o"}},
        {"@type": "Person", "@id": "#ana", "name": "Ana Ruiz"},
        {"@type": "Organization", "@id": "#o", "name": "Orleva Courier"},
    ]}  # fmt: skip
    row = page(f'<script type="application/ld+json">{json.dumps(graph)}</script>')
    assert (row.byline, row.outlet) == ("Ana Ruiz", "Orleva Courier")


def test_shown_writers_are_those_of_the_article_and_no_pictures_credit():
    body = """<div><p class="byline">By Ana Ruiz</p><p class="byline">(Image: Rolf Dane)</p></div>
    <aside><ul><li><b><i class="byline">Ida Rask</i></b></li></ul></aside>"""
    assert page("", body).byline == "Ana Ruiz"


def test_the_outlet_alone_signs_where_nobody_else_does():
    stated = linked(author={"name": "Orleva Courier"}, publisher={"name": "Orleva Courier"})
    assert page(stated).byline == "Orleva Courier"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (linked(datePublished="2031-05-03") + meta(article__published_time="2031-05-03T10:20Z"), "2031-05-03T10:20Z"),
        (linked(datePublished="2031-05-03") + meta(article__published_time="2031-05-04T10:20:00Z"), "2031-05-03"),
        (linked(datePublished="0001-01-01T00:00:00Z") + meta(date="3 May 2031"), "3 May 2031"),
        (linked(datePublished=["2031-05-03"]), "3 May 2031, 10:20"),
        ("", "3 May 2031, 10:20"),
    ],
)  # fmt: skip
def test_a_date_is_as_precise_as_the_page_states_it(head, expected):
    assert page(head, "<article><time datetime=''>3 May 2031, 10:20</time></article>").published == expected


def test_the_precision_of_a_date_is_not_invented(tmp_path):
    (tmp_path / "day.html").write_text(f"<html><head>{linked(datePublished='2031-05-03')}</head>{BODY}")
    (tmp_path / "minute.html").write_text(
        f"<html><head>{linked(datePublished='2031-05-03T10:20Z')}</head>{BODY}"
    )
    assert read([tmp_path]).articles["precision"].to_list() == ["day", "minute"]


def test_of_several_articles_the_one_that_the_page_is_about_counts():
    others = linked(headline="Goats adrift", author="Rolf Dane") + linked(author="Ana Ruiz")
    assert page(others + meta(og__title="Piers closed")).byline == "Ana Ruiz"
    by_address = linked(headline="Goats", author="Rolf Dane") + linked(
        author="Ana Ruiz", url="https://o.example/p"
    )
    assert page(by_address, url="https://o.example/p").byline == "Ana Ruiz"


def test_a_page_may_stand_for_its_article():
    stated = {
        "@type": "WebPage",
        "name": "Piers",
        "datePublished": "2031-05-03",
        "author": {"name": "Ana Ruiz"},
    }
    row = page(f'<script type="application/ld+json">{json.dumps(stated)}</script>')
    assert (row.byline, row.published) == ("Ana Ruiz", "2031-05-03")


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": ["Article"], "headline": "Piers\nclosed", "author": "Ana Ruiz",} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "A", "author": "Ana Ruiz"}\n//]]>',
        '[[{"@type": "Article", "datePublished": "2031", "author": "Ana Ruiz"}]];',
    ],
)
def test_json_that_is_a_little_wrong_is_read(script):
    assert page(f'<script type="application/ld+json">{script}</script>').byline == "Ana Ruiz"


@pytest.mark.parametrize("script", ["{", "", "[" * 100_000, '{"@type": 7}', '"text"', "null"])
def test_json_that_is_none_costs_nothing_else(script):
    row = page(f'<script type="application/ld+json">{script}</script>' + meta(author="Ana Ruiz"))
    assert row.byline == "Ana Ruiz"


def test_marks_of_syndication_are_kept():
    head = linked(
        isBasedOn={"@type": "CreativeWork", "url": "https://tarnby.example/p"},
        creditText="Corvane / Ana Ruiz",
        isAccessibleForFree=False,
        copyrightHolder={"name": "Corvane"},
    ) + meta(copyright="never shown").replace("copyright", "syndication-source", 1)
    head += '<link rel="canonical" href="https://www.tarnby.example/p">'
    found = markup(page(head, url="https://orleva.example/p"))
    assert found == {
        "isBasedOn": "https://tarnby.example/p",
        "creditText": "Corvane / Ana Ruiz",
        "isAccessibleForFree": "false",
        "copyrightHolder": "Corvane",
        "syndication-source": "never shown",
        "canonical": "https://www.tarnby.example/p",
        "canonical-elsewhere": "https://www.tarnby.example/p",
    }


def test_a_canonical_address_of_the_same_host_is_not_elsewhere():
    row = page('<link rel="canonical" href="/p">' + meta(og__url="https://www.orleva.example/p?x=1"))
    assert markup(row) == {"canonical": "https://www.orleva.example/p"}


def test_a_part_of_a_host_is_not_elsewhere():
    row = page(
        '<link rel="canonical" href="https://ww2.orleva.example/p">', url="https://www.orleva.example/p"
    )
    assert markup(row) == {"canonical": "https://ww2.orleva.example/p"}


def test_an_address_that_is_none_has_no_host():
    row = page('<link rel="canonical" href="https://[broken/p">')
    assert (row.outlet, markup(row)["canonical"]) == (None, "https://[broken/p")


def test_tables_and_records_keep_their_marks_too(tmp_path):
    record = {
        "text": "Two piers were closed.",
        "is_based_on": {"name": "Tarnby Weekly"},
        "CreditText": " ",
        "n": 1,
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "b.csv").write_text("text,creditText\nTwo piers were closed.,Corvane\n", encoding="utf-8")
    (tmp_path / "c.md").write_text("---\ncanonical: https://o.example\n---\nTwo piers.", encoding="utf-8")
    read([tmp_path / "a.jsonl"]).articles.select("text", isBasedOn="id").write_parquet(tmp_path / "d.parquet")
    assert read([tmp_path]).articles["markup"].to_list() == [
        [{"name": "isBasedOn", "value": "Tarnby Weekly"}],
        [{"name": "creditText", "value": "Corvane"}],
        [{"name": "canonical", "value": "https://o.example"}],
        [{"name": "isBasedOn", "value": "a.jsonl#1"}],
    ]


def test_a_number_is_no_outlet():
    assert page(linked(publisher={"name": 4711})).outlet is None
    assert page(linked(publisher=[{"name": "17"}, {"name": "Orleva Courier"}])).outlet == "Orleva Courier"


@pytest.mark.parametrize(
    "stated",
    [
        {"mainEntityOfPage": {"@type": "WebPage", "@id": "https://o.example/1"}},
        {"url": "https://o.example/1"},
    ],
)
def test_the_address_is_that_of_the_article_in_json_ld_where_nothing_else_states_it(stated):
    row = page(linked(**stated))
    assert (row.url, row.outlet) == ("https://o.example/1", "o.example")
    assert page(linked(mainEntityOfPage={"@id": "#article"})).url is None
