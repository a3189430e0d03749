"""What people read says words; the codes of the contract stand in what machines read."""

import io
import re

import pytest
from browser import needs_chromium, opened

from provaudit.model import Credit, EdgeDirection, Mark, PairDirection, Relation, Role, Zone
from provaudit.report.markdown import markdown
from provaudit.report.notebook import notebook
from provaudit.report.show import print_article
from provaudit.report.standards.dot import write_dot
from provaudit.report.terminal import Wanted, print_audit
from provaudit.report.wording import brief, facts, flag, numbered, told

CODES = [
    str(code)
    for words in (Credit, Relation, Role, EdgeDirection, Mark, Zone, PairDirection)
    for code in words
    if ("-" in code and code not in ("sign-off", "second-hand")) or "_" in code
]
_NUMBERED = r"(?:unseen|story):\d+"
RAW = re.compile(
    r"(?<![\w/#=\"-])(?:" + "|".join([*map(re.escape, CODES), "maybe-original", _NUMBERED]) + r")(?![\w-])"
)


def test_the_codes_that_are_looked_for_are_those_of_the_contract():
    assert {"none-observed", "not-needed", "not-assessable", "own-reporting", "source-line"} <= set(CODES)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_a_terminal_has_no_codes(made, drawn, width):
    assert RAW.findall(drawn(lambda to: print_audit(made, to, Wanted()), width)) == []


def test_an_article_on_a_terminal_has_no_codes(made, drawn):
    for one in made.articles["id"]:
        assert RAW.findall(drawn(lambda to, one=one: print_article(made, one, to), 120)) == [], one


def test_markdown_a_notebook_and_a_drawn_graph_have_no_codes(made):
    graph = io.BytesIO()
    write_dot(made, graph)
    labels = " ".join(re.findall(r'label="([^"]*)"', graph.getvalue().decode()))
    for told_ in (markdown(made, Wanted()).replace("\\", ""), notebook(made), labels):
        assert RAW.findall(told_) == []


def test_words_are_as_long_as_their_columns():
    assert max(len(told(credit)) for credit in Credit) <= 14
    assert max(len(told(relation)) for relation in Relation if relation != "independent") <= 10
    assert max(len(told(role)) for role in Role) <= 13
    assert numbered("unseen:12") == "unseen source 12"
    assert brief(numbered("unseen:12")) == "unseen 12"
    assert numbered("unseen") == "unseen"
    assert facts("none-observed, 1") == "no credit seen, 1"
    assert flag("several-sources") == "several sources"


@needs_chromium
def test_no_view_of_a_report_has_codes(made, tmp_path):
    views = [
        "overview",
        "stories",
        "story/story:1",
        "articles",
        "outlets",
        "outlet/Halden%20Courier",
        "rules",
    ]
    views += ["method"]
    views += [f"article/{one}" for one in made.articles["id"]]
    views += [f"edge/{child}/{parent}" for child, parent in made.edges.select("child", "parent").rows()]
    with opened(made, tmp_path) as watched:
        for view in views:
            page = watched.open(view)
            shown = page.locator("main").inner_text() + " ".join(
                page.locator("main title").all_text_contents()
            )
            assert RAW.findall(shown) == [], view
