import polars as pl
from test_report_view import changed

from provaudit.document import SCHEMAS
from provaudit.model import Cited
from provaudit.report.cites import SHOWN, listed


def shown(made, *sources):
    rows = [("wire.txt", at, at + 1, kind, words, "said", 5, 9) for at, (words, kind) in enumerate(sources)]
    audit = changed(made, cited=pl.DataFrame(rows, schema=SCHEMAS["cited"], orient="row"))
    return [f"{label.plain}{text.plain}" for label, text in listed(audit, "wire.txt")]


def test_each_source_is_named_once_with_how_often_it_is_cited(made):
    lines = shown(
        made, ("Ilse Vorn", Cited.PERSON), ("officials", Cited.ANONYMOUS), ("Ilse Vorn", Cited.PERSON)
    )
    assert lines[1:] == ["It cites, in 3 statements:", "person       Ilse Vorn ×2", "anonymous    officials"]


def test_pronouns_count_and_are_not_named(made):
    assert shown(made, ("She", Cited.PERSON))[1:] == ["It cites, in 1 statement:"]


def test_a_name_is_the_same_with_who_behind_it(made):
    lines = shown(
        made,
        ("Ilse Vorn, who", Cited.PERSON),
        ("Ilse Vorn", Cited.PERSON),
        ("a group that", Cited.INSTITUTION),
    )
    assert [text.split(maxsplit=1)[1] for text in lines[2:]] == ["Ilse Vorn ×2", "a group"]


def test_a_long_list_of_sources_is_cut(made):
    lines = shown(made, *[(f"Source {n}", Cited.PERSON) for n in range(SHOWN + 3)])
    assert lines[2].endswith(f"Source {SHOWN - 1}, 3 more")


def test_an_article_that_cites_nobody_has_no_such_section(made):
    assert shown(made) == []
