from html.parser import HTMLParser

import pytest

from provaudit.publishing.front import ALARM, front
from provaudit.report.markdown import escaped

HOSTILE = 'a | b \\ <script>alert(1)</script> *x* [l](javascript:alert(1)) https://x.example & "q" `c`'


class Seen(HTMLParser):
    """What a browser sees: tags as they open, and texts."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, *attrs))

    def handle_data(self, data):
        self.texts.append(data)


def body(markdown):
    found = front(f"# Title\n\nabout\n\n{markdown}\n", "A <title>", "audit.html")
    return found.partition("click through</a></p>\n")[2].removesuffix("\n</main></body></html>\n")


@pytest.mark.parametrize("line", ["{}", "- {}", "## {}", "| {} |\n|---|\n| {} |", "**{}**"])
def test_article_text_is_shown_as_it_is(line):
    seen = Seen(body(line.replace("{}", escaped(HOSTILE))))
    assert HOSTILE in [text.strip() for text in seen.texts]
    assert {tag for tag, *_ in seen.tags} <= {
        "p",
        "h2",
        "ul",
        "li",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "strong",
    }


def test_lists_hang_in_lists():
    told = body("- a\n  - b\n    - c\n- d").replace("\n", "")
    assert told == "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"


def test_a_list_that_begins_deep_is_a_list():
    assert body("    - a\n- b").replace("\n", "") == "<ul><li>a</li><li>b</li></ul>"


def test_tables_have_columns_of_numbers():
    told = body("| a | n |  |\n|---|--:|---|\n| x | 1 |  |")
    assert '<tr><td>x</td><td class="number">1</td><td></td></tr>' in told


def test_bold_ends_with_its_line():
    assert body("**Bold.** now **open") == "<p><strong>Bold.</strong> now <strong>open</strong></p>"


def test_the_page_fetches_nothing_and_leads_to_the_audit():
    seen = Seen(front("# T\n\nabout\n\n---\n\nmade", "A <title>", "audit.html"))
    assert ("a", ("href", "audit.html")) in seen.tags
    assert "A <title>" in seen.texts
    assert ("hr",) in seen.tags
    policy = next(
        dict(attrs)["content"]
        for tag, *attrs in seen.tags
        if tag == "meta" and len(attrs) == 2 and attrs[0][1] == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")


def test_an_alarm_stands_out():
    assert body(f"{ALARM} Two copies") == '<p class="alarm"><strong>Alarm.</strong> Two copies</p>'
    assert body("Alarm. Two copies") == "<p>Alarm. Two copies</p>"
