"""What is said of every kind of mistake in a rule file: `tests/golden/rules`, a file in and its messages out."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulebook_fixture import AGENCIES, rule, write

from provaudit.rulebook import load
from provaudit.written import read_source

GOLDEN = Path(__file__).parent / "golden" / "rules"


def faults(folder, case):
    text = (GOLDEN / f"{case}.yaml").read_text(encoding="utf-8")
    place = {"vocabulary": f"vocabulary/{case}", "dimensions": "dimensions"}.get(
        case.partition("-")[0], f"attribution/{case}"
    )
    write(folder, vocabulary__agencies=AGENCIES, origin__bulletin=rule())
    path = folder / f"{place}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load(shipped=folder)


@pytest.mark.parametrize("case", sorted(path.stem for path in GOLDEN.glob("*.yaml")))
def test_every_mistake_is_told_with_its_place_and_the_way_out(case, tmp_path, monkeypatch, golden):
    monkeypatch.chdir(tmp_path)
    found = faults(tmp_path / "rules", case)
    golden(f"rules/{case}.txt", "\n".join(map(str, found.faults)) + "\n")
    assert "origin/bulletin" in {rule.id for rule in found.rules}


def test_every_message_says_what_was_expected():
    told = [line for path in GOLDEN.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line for line in told if line[:1] != " " and "; expected " not in line] == []


@pytest.mark.parametrize(
    "regex",
    ["(?P<a-b>x)", "(?--i)x", "a{3,2}", r"\b{foo}", r"\x{zz}", r"[a-\d]", r"\pX", r"(?-u)\xff", "a\\"],
)
def test_whatever_the_engine_refuses_has_a_way_out(regex, tmp_path):
    write(tmp_path, origin__bulletin=rule(match=f"{{words: {{regex: '{regex}'}}}}"))
    (told, *_) = load(shipped=tmp_path).faults
    assert "the pattern does not compile" in told.what
    assert told.expected


def test_a_folder_with_a_slip_in_its_name_is_told_and_not_the_rule_s_id(tmp_path):
    write(tmp_path, orign__bulletin=rule())
    (told,) = load(shipped=tmp_path).faults
    assert (
        told.said == "the file lies in `orign`, which is no dimension's folder; expected the folder `origin`"
    )


def test_there_are_golden_messages_enough():
    assert len(list(GOLDEN.glob("*.txt"))) >= 70


@given(
    at=st.integers(0, 400), cut=st.integers(0, 3), put=st.text("\"'[]{}:,-#&*!|>%@`\\\t\n “”a1", max_size=3)
)
def test_whatever_slips_into_a_file_is_told_at_a_place_of_it(at, cut, put):
    text = (GOLDEN / "shadowed-phrase.yaml").read_text(encoding="utf-8")
    broken = (text[:at] + put + text[at + cut :]).encode()
    source = read_source(SimpleNamespace(read_bytes=lambda: broken), "rule.yaml")
    assert source.data is not None or source.faults or not broken.strip()
    for fault in source.faults:
        assert 1 <= fault.place.line <= len(source.lines) + 1
        assert 1 <= fault.place.column <= len(fault.source) + 1
