from provaudit.report.strip import Cell, Part, Stretch, strip


def printed(cells):
    return "".join(cell.part for cell in cells)


def stretch(start, end, source="s", *, kind="verbatim", quoted=False, rank=0):
    return Stretch(start, end, source, kind, quoted, rank)


def test_own_text_alone():
    assert printed(strip([(0, 100)], [], [], 5)) == "·····"


def test_taken_prose_quotations_and_paraphrase_stand_where_they_stand():
    found = strip([(0, 100)], [(20, 40)], [stretch(0, 20), stretch(60, 80, kind="paraphrase")], 5)
    assert printed(found) == '█"·▒·'


def test_a_copied_quotation_looks_different_and_keeps_its_source():
    assert strip([(0, 10)], [(0, 10)], [stretch(0, 10)], 1) == (Cell(Part.QUOTED_TAKEN, "s"),)


def test_a_passage_known_as_quoted_needs_no_quotation_marks():
    assert printed(strip([(0, 10)], [], [stretch(0, 10, quoted=True)], 2)) == "❝❝"


def test_another_source_looks_different_without_colour():
    found = strip([(0, 100)], [], [stretch(50, 100, "t", rank=1), stretch(0, 50)], 4)
    assert printed(found) == "██▓▓"
    assert [cell.source for cell in found] == ["s", "s", "t", "t"]


def test_the_best_source_wins_where_two_have_the_words():
    assert strip([(0, 10)], [], [stretch(0, 10, "t", rank=1), stretch(0, 10)], 1) == (Cell(Part.TAKEN, "s"),)


def test_one_stolen_sentence_in_a_long_text_shows():
    assert printed(strip([(0, 1000)], [], [stretch(300, 310)], 10)) == "···█······"


def test_only_own_zones_count():
    assert printed(strip([(50, 60), (90, 100)], [], [stretch(0, 60)], 2)) == "█·"


def test_a_text_of_few_characters_has_as_few_cells():
    assert printed(strip([(0, 3)], [], [], 10)) == "···"


def test_no_own_text_no_strip():
    assert strip([], [], [], 10) == ()
    assert strip([(5, 5)], [], [], 10) == ()


def test_a_word_without_an_end_hides_no_other():
    assert printed(strip([(0, 1000)], [], [stretch(0, 20)], 4, words=[0, 7, 14, 21])) == "███·"


def test_a_text_without_a_word_of_its_own_has_no_cells():
    assert strip([(0, 10)], [], [], 4, words=[12]) == ()
