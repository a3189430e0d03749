import re

import pytest
from authoring_fixture import labels
from rulebook_fixture import rule, rulebook

from provaudit.authoring.labels import check, read_labels
from provaudit.errors import InputError


def test_labels_are_read_however_they_are_spelled(tmp_path):
    path = labels(tmp_path, [("a", "x/y", "YES"), ("b", "x/y", "0"), ("c", "x/y", "n/a"), ("d", "x/y", "")])
    found = read_labels(path)
    assert found.rows.select("id", "label", "line").rows() == [
        ("a", "yes", 2),
        ("b", "no", 3),
        ("c", "na", 4),
    ]
    assert found.blank == 1


def test_a_spreadsheet_s_semicolons_and_byte_order_mark_are_read(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("\ufeffLabel;Rule;ID;Coder;note\r\nyes;x/y;a;Ada;\r\n", encoding="utf-8")
    assert read_labels(path).rows.rows() == [("a", "x/y", "Ada", "yes", 2)]


def test_a_spreadsheet_s_unicode_text_is_read(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("id\trule\tlabel\r\nä\tx/y\tyes\r\n", encoding="utf-16")
    assert read_labels(path).rows.rows() == [("ä", "x/y", "", "yes", 2)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,label\na,yes\n", "labels.csv:1: no column rule; expected id,rule,label[,coder], got id,label"),
        ("", "labels.csv:1: no column id, rule, label"),
        (
            "id,rule,label\na,x/y,maybe\n",
            "labels.csv:2: cannot read the label 'maybe'; expected yes, no or na",
        ),
        ("id,rule,label\n\n,x/y,yes\n", "labels.csv:3: id is empty"),
        (
            "id,rule,label\na,x/y,yes\na,x/y,no\n",
            "labels.csv:3: the same article, rule and coder as on line 2",
        ),
        ('id,rule,label\na,"x"y,yes\n', "labels.csv:2: is not CSV"),
        ("id,rule,label\na,x/y,\n", "not one row has a label"),
        ("id,rule,label\na\n", "not one row has a label"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, text, told):
    path = tmp_path / "labels.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(told)):
        read_labels(path)


def test_all_mistakes_are_told_at_once_but_no_more_than_a_screen(tmp_path):
    path = labels(tmp_path, [(f"a{number}", "x/y", "perhaps") for number in range(14)])
    with pytest.raises(InputError) as fault:
        read_labels(path)
    assert len(str(fault.value).splitlines()) == 11
    assert str(fault.value).endswith("and 4 more such lines")


def test_a_file_that_is_no_text_or_not_there_is_told(tmp_path):
    path = tmp_path / "labels.csv"
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_labels(path)
    path.write_bytes(b"id,rule,label\n\xff\xfe,x/y,yes\n")
    with pytest.raises(InputError, match="is not UTF-8"):
        read_labels(path)


def test_unknown_rules_and_articles_are_told_with_what_is_like_them(tmp_path):
    book = rulebook(tmp_path / "rules", rule())
    path = labels(tmp_path, [("a1", "origin/buletin", "yes"), ("a9x", "origin/bulletin", "yes")])
    with pytest.raises(InputError) as fault:
        check(read_labels(path), book, ["a1", "a9"])
    first, second = str(fault.value).splitlines()
    assert first.endswith("labels.csv:2: unknown rule `origin/buletin`; did you mean `origin/bulletin`?")
    assert second.endswith("labels.csv:3: there is no article 'a9x' in the corpus; did you mean 'a9'?")


def test_labels_of_other_rules_only_are_told(tmp_path):
    found = read_labels(labels(tmp_path, [("a", "x/y", "yes")]))
    with pytest.raises(InputError, match="no label is about x/z; it labels x/y"):
        found.of(["x/z"])
