from xml.etree import ElementTree as ET

import pytest
from test_report_view import changed

from provaudit.report.slides import slide
from provaudit.report.terminal import Wanted, print_audit

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text, **settings):
    return slide(lambda console: console.print(text, soft_wrap=True), "provaudit", **settings)


def words(svg):
    """Return what stands in the drawing, line by line."""
    lines = {}
    for one in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - we made it
        lines.setdefault(float(one.get("y")), []).append((float(one.get("x")), one.text))
    return ["".join(text for _, text in sorted(lines[y])).replace("\xa0", " ") for y in sorted(lines)]


def test_a_slide_says_what_the_terminal_says(made):
    told = words(slide(lambda console: print_audit(made, console, Wanted()), "provaudit audit"))
    assert any("wrong source" in line and "unseen source 1 +1" in line for line in told)
    assert "8 articles · 1 story · 1 unseen source · 1 problem" in told


def test_a_slide_asks_no_network_and_brings_no_font(made):
    svg = slide(lambda console: print_audit(made, console, Wanted()), "provaudit audit")
    addresses = {part.partition('"')[0] for part in svg.split("http")[1:]}
    assert addresses == {"://www.w3.org/2000/svg"}
    assert not any(word in svg for word in ("@font-face", "@import", "<script", "href"))


def test_a_slide_is_the_same_bytes_again(made):
    first, second = (slide(lambda console: print_audit(made, console, Wanted()), "x") for _ in range(2))
    assert first == second


def test_hostile_text_is_text():
    svg = slide(
        lambda console: console.print("<script>&\ufffe", markup=False),
        '"><script>{0}\x1b[31m\u202e',
        width=60,
    )
    assert "<script>&\ufffd" in words(svg)
    assert ET.fromstring(svg).get("aria-label") == '"><script>{0}'  # noqa: S314 - we made it
    assert not {"\x1b", "\u202e", "\ufffe"} & set(svg)


def places(svg):
    """Return where each stretch of a drawing stands and how long it is, in cells."""
    for one in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - we made it
        if one.get("textLength"):
            x, length = (float(one.get(name)) / 12.2 for name in ("x", "textLength"))
            yield one.text.replace("\xa0", " "), round(x, 2), round(length, 2)


def test_wide_characters_have_two_cells():
    assert list(places(drawn("オルa b"))) == [("オル", 0, 4), ("a b", 4, 3)]


@pytest.mark.parametrize(
    ("word", "cells"), [("नमस्ते", 4), ("กำลังที่นี่", 6), ("العربيةُ", 7), ("e\u0301te\u0301", 3), ("पुराना", 5)]
)
def test_a_line_behind_a_script_with_vowel_signs_stands_straight(word, cells):
    found = {text: x for text, x, _ in places(drawn(f"ab {word} │ c"))}
    assert found["ab "] == 0
    rule = next(x for text, x in found.items() if "│" in text)
    assert rule + next(text for text in found if "│" in text).index("│") == 3 + cells + 1


def test_what_is_drawn_in_another_colour_behind_a_vowel_sign_stands_in_its_cells():
    svg = slide(lambda console: console.print("[red]पुराना[/] [blue]ab[/]│", markup=True), "x")
    assert list(places(svg))[-1] == ("│", 8, 1)


def test_letters_that_join_are_drawn_in_one_piece():
    svg = drawn("a العربية الفصحى b")
    (whole,) = [one for one in ET.fromstring(svg).iter(f"{SVG}text") if one.get("lengthAdjust")]  # noqa: S314
    assert whole.text == "العربية\xa0الفصحى"


def test_a_slide_is_as_wide_as_asked():
    narrow, wide = (ET.fromstring(drawn("x" * 300, width=width)) for width in (60, 200))  # noqa: S314 - we made it
    assert float(narrow.get("viewBox").split()[2]) < float(wide.get("viewBox").split()[2])


@pytest.mark.usefixtures("piped", "pile")
def test_audit_keeps_a_slide_beside_any_form(run, tmp_path):
    assert run("audit", "pile", "--svg", "a.svg").out
    assert run("audit", "pile", "--format", "json", "--out", "a.json", "--svg", "b.svg").code == 0
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@pytest.mark.usefixtures("piped", "pile")
@pytest.mark.parametrize(
    "arguments",
    [["show", "--in", "pile", "halden.txt"], ["compare", "--in", "pile", "wire.txt", "halden.txt"]],
)
def test_show_and_compare_keep_slides(run, tmp_path, arguments):
    assert run(*arguments, "--svg", "a.svg").code == 0
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert f'aria-label="provaudit {arguments[0]} ' in svg
    assert any("gondola" in line for line in words(svg))


@pytest.mark.usefixtures("piped", "pile")
def test_a_slide_that_cannot_be_written_is_named(run):
    found = run("audit", "pile", "--svg", "none/a.svg")
    assert (found.code, "--svg" in found.err and "none/a.svg: cannot be written" in found.err) == (2, True)


def test_an_empty_audit_makes_a_slide(made):
    empty = changed(made, **{name: frame.clear() for name, frame in made.frames().items()})
    assert words(slide(lambda console: print_audit(empty, console, Wanted()), "provaudit audit"))
