import polars as pl
import pytest
from test_report_view import changed

import provaudit
from provaudit.report.html_index import Pile, index
from provaudit.report.names import Names
from provaudit.report.namesakes import apart
from provaudit.report.terminal import Wanted, print_audit
from provaudit.report.unseen import unseen_sources

TWO = ["halden.txt", "portside.txt"]


def one_outlet(made, **columns):
    """Return the audit with both of TWO run by the Courier, and these columns of theirs changed."""
    told = {"outlet": ["Courier", "Courier"]} | columns
    new = pl.DataFrame({"id": TWO} | told, schema_overrides=dict.fromkeys(told, pl.String))
    return changed(made, articles=made.articles.update(new, on="id", include_nulls=True))


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"published": ["2031-05-06T09:10:00Z", "2031-05-06T10:00:00Z"]}, ["09:10", "10:00"]),
        ({"published": ["2031-05-06T09:10:00Z", "2031-05-07T09:10:00Z"]}, ["2031-05-06", "2031-05-07"]),
        ({"published": [None, "2031-05-06"], "title": ["Stuck", "Freed"]}, ["“Stuck”", "“Freed”"]),
        ({"published": [None, None], "title": ["Stuck", "Stuck"]}, TWO),
    ],
)
def test_articles_of_one_outlet_in_a_story_are_told_apart(made, columns, told):
    audit = one_outlet(made, **columns)
    ids = audit.articles["id"].to_list()
    names = [f"Courier {each}" for each in told]
    assert apart(audit, Names.of(audit, ids), ids) == dict(zip(TWO, names, strict=True))


def test_an_outlet_with_one_article_in_a_story_keeps_its_name(made):
    ids = made.articles["id"].to_list()
    assert apart(made, Names.of(made, ids), ids) == {}
    alone = one_outlet(made, story=["story:1", "story:2"])
    assert apart(alone, Names.of(alone, ids), ids) == {}


def test_the_html_report_and_the_tree_say_which(made, drawn):
    audit = one_outlet(made, published=["2031-05-06T09:10:00Z", "2031-05-06T10:00:00Z"])
    told = index(Pile.of(audit), excerpts=False)["articles"]
    names = {" ".join(parts) for parts in zip(told["name"], told["apart"], strict=True)}
    assert {"Courier 09:10", "Courier 10:00"} < names
    assert "Courier 09:10 · " in drawn(lambda to: print_audit(audit, to, Wanted()), 120)


def test_the_carriers_of_a_missing_source_are_told_apart_from_all_of_their_story():
    said = "\n\n".join(
        f"Engineer {name} measured {number} cracks in the eastern pier of the old bridge and asked for {number + 4} "
        f"wooden props before the ferry of the evening could leave the harbour of Pellgate."
        for number, name in enumerate(["Sarn", "Tell", "Ibsen", "Merz"], 11)
    )
    outlets = ["Courier", "Courier", "Herald"]  # the second is a version of the first, and no carrier
    rows = [(f"a{at}", outlet, f"2031-03-01T0{at}:00:00Z", said) for at, outlet in enumerate(outlets)]
    found = provaudit.audit(pl.DataFrame(rows, schema=["id", "outlet", "published", "text"], orient="row"))
    assert found.unseen["children"].to_list() == [["a0", "a2"]]
    (source,) = unseen_sources(found, found.unseen["id"]).values()
    assert sorted(name for name, _ in source.carriers) == ["Courier 00:00", "Herald"]
    assert source.passages[0][1] == "Courier 00:00, Herald"


def test_the_words_that_stand_for_a_missing_source_hold_no_end_of_a_quotation(made):
    known = made.unseen.to_dicts()
    for passage in known[0]["passages"]:
        passage["text"] = f"“Six hours”, he said, {passage['text']}"
    audit = changed(made, unseen=pl.DataFrame(known, schema=made.unseen.schema))
    (source,) = unseen_sources(audit, audit.unseen["id"]).values()
    assert source.snippet.startswith("Six hours, he said,")
