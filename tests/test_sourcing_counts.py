import polars as pl
import pytest

from provaudit.frames import ARTICLES, CITED, empty
from provaudit.model import Cited
from provaudit.sourcing import cited, counts
from provaudit.zones import find_zones

SAID = "Ilse Vorn said the pier would stay closed. Officials said the cracks were old."


def pile(*languages, text=SAID):
    rows = [
        dict.fromkeys(ARTICLES) | {"article": 7 + n, "language": said, "text": text}
        for n, said in enumerate(languages)
    ]
    return pl.DataFrame(rows, schema=ARTICLES)


def test_citations_are_counted_by_kind():
    articles = pile("en")
    row = counts(articles, cited(articles, find_zones(articles))).row(0, named=True)
    assert (row["article"], row["cited"], row["cited_person"], row["cited_anonymous"]) == (7, 2, 1, 1)
    assert sum(row[f"cited_{kind}"] for kind in Cited) == row["cited"]


@pytest.mark.parametrize(("language", "expected"), [("en", 0.0), ("de", 0.0), ("th", None), (None, None)])
def test_no_citation_found_is_none_only_where_the_language_is_known(language, expected):
    assert counts(pile(language), empty(CITED))["cited"].to_list() == [expected]
