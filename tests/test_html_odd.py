"""A page whose metadata hold anything at all is read: one template that was never filled in costs no other page."""

import json

import pytest

from provaudit.ingest import html, read
from provaudit.ingest.batch import Source

ODD = [
    "https://[site]/q", "http://[", "http://a\u2100b/", "http://xn--/", "{{ url }}", "javascript:void(0)", "//", "::",
    "", " ", "\x00\x1b[2J", "9" * 5000, "-1", "NaN", "9999-99-99T99:99:99+99:99", "0000-00-00", "\ud7ff\u202e", "%zz",
    "<b>", None, 0, -1, 1e400, True, [], {}, [[]], [None], {"@type": []}, {"name": {"name": {}}}, [{"@id": 5}],
    "x" * 20_000,
]  # fmt: skip
_WORDS = [one for one in ODD if isinstance(one, str)]
_METAS = (
    "og:url", "og:title", "og:site_name", "og:type", "article:published_time", "article:author", "author", "date",
    "title",
    "twitter:title", "parsely-author", "syndication-source", "original-source", "citation_date", "news_keywords",
)  # fmt: skip
_KEYS = (
    "@type", "@id", "url", "headline", "author", "publisher", "datePublished", "dateModified", "mainEntityOfPage",
    "isBasedOn", "isPartOf", "copyrightHolder", "sourceOrganization", "creditText", "articleBody", "image", "@graph",
    "isAccessibleForFree", "hasPart", "sameAs", "provider", "locationCreated", "contentLocation",
)  # fmt: skip
_BODY = (
    "<body><article><h1>The weir is drained</h1><p>The upper weir was drained on Monday.</p></article></body>"
)


def attribute(value):
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def told(head, body=_BODY, url=None):
    """Return what a page with a head says."""
    data = f"<!doctype html><html><head>{head}</head>{body}</html>".encode("utf-8", "surrogatepass")
    return html.read_page(data, "page.html", url).row


@pytest.mark.parametrize("url", [None, "https://heron.example/weir"])
@pytest.mark.parametrize("name", _METAS)
def test_a_meta_may_hold_anything(name, url):
    for value in _WORDS:
        meta = f'<meta property="{name}" content="{attribute(value)}"><link rel="canonical" href="/weir">'
        assert "The upper weir was drained" in told(meta, url=url).text


@pytest.mark.parametrize("base", [None, "https://heron.example/weir"])
@pytest.mark.parametrize("relation", ["canonical", "amphtml", "alternate", "author", "license"])
def test_a_link_may_lead_anywhere(relation, base):
    for value in _WORDS:
        for og in ("", '<meta property="og:url" content="https://[site]/">'):
            link = f'{og}<link rel="{relation}" href="{attribute(value)}">'
            assert "The upper weir was drained" in told(link, url=base).text


@pytest.mark.parametrize("key", _KEYS)
def test_json_ld_may_hold_anything(key):
    for value in ODD:
        article = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "The weir is drained",
        } | {key: value}
        for stated in (
            article,
            [article],
            {"@graph": [article, {key: article}]},
            {"@type": "WebPage", key: article},
        ):
            script = json.dumps(stated).replace("<", "\\u003c")
            assert (
                "The upper weir was drained"
                in told(f'<script type="application/ld+json">{script}</script>').text
            )


@pytest.mark.parametrize(
    "prop", ["url", "headline", "author", "datePublished", "publisher", "mainEntityOfPage"]
)
def test_microdata_may_hold_anything(prop):
    for value in _WORDS:
        held = attribute(value)
        for element in (
            f'<meta itemprop="{prop}" content="{held}">',
            f'<a itemprop="{prop}" href="{held}">{held}</a>',
        ):
            body = _BODY.replace(
                "<article>", f'<article itemscope itemtype="http://schema.org/NewsArticle">{element}'
            )
            body = body.replace("<h1>", f'<time datetime="{held}">{held}</time><h1>')
            assert "The upper weir was drained" in told("", body).text


_TAGS = (
    "nav", "footer", "aside", "menu", "button", "fieldset", "label", "legend", "time", "figure", "dialog", "form",
    "div", "main", "article", "header", "table", "ul", "p", "center", "template", "noscript", "svg", "select",
    "video", "b", "x-y",
)  # fmt: skip


@pytest.mark.parametrize("tag", _TAGS)
def test_a_page_may_hold_one_element_alone(tag):
    for body in (
        f"<{tag}>Accept all</{tag}>",
        f"<body><{tag}><{tag}>Accept all</{tag}></{tag}></body>",
        f"<{tag}>Accept",
    ):
        for root in ("<html>", "<html hidden>"):
            problems = []
            rows = list(
                html.page(Source("a.html", "a.html", "a.html", "html"), f"{root}{body}".encode(), problems)
            )
            assert [problem.message for problem in problems] in (
                [],
                ["the page shows no text; scripts may have to fill it in"],
            )
            assert all("Accept" in row.text for row in rows)
            assert len(rows) + len(problems) == 1


def test_a_fault_of_ours_on_one_page_is_named_and_costs_no_other(tmp_path, monkeypatch):
    def failing(tree, url):
        if "odd" in (url or tree.html):
            raise RuntimeError("a parser\x1b[2J gave up")
        return read_metadata(tree, url)

    read_metadata = html.read_metadata
    monkeypatch.setattr(html, "read_metadata", failing)
    for name in ("even", "odd"):
        page = f"<html>{_BODY.replace('Monday', name)}</html>"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    found = read([tmp_path])
    assert found.articles["text"].str.contains("even").to_list() == [True]
    (problem,) = found.problems["message"].to_list()
    assert problem.endswith("please report it (RuntimeError: a parser\\x1b[2J gave up)")


@pytest.mark.parametrize("odd", ['style="display:none"', "hidden", 'style="display: none" hidden'])
@pytest.mark.parametrize("root", ["html", "body"])
def test_a_page_that_scripts_will_show_is_read(root, odd):
    page = f"<html><head></head>{_BODY}</html>".replace(f"<{root}>", f"<{root} {odd}>")
    assert "The upper weir was drained" in html.read_page(page.encode(), "page.html").row.text
