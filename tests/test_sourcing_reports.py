"""What reports and what does not: verbs, phrases that cannot speak, names that an office explains."""

import pytest
from test_sourcing import cites

from provaudit.model import Cited

ELSE = "\n\nIt rained in Orrow on that day."


@pytest.mark.parametrize(
    "text",
    [
        "He made the harbour safe to find a buyer.",
        "They found the boat at dawn.",
        "When asked about it the divers were gone.",
        "If the mayor knew the price, it was a secret.",
        "The board should explain the price.",
        "The number of confirmed leaks rose.",
        "The pandemic that claimed two lives is over.",
        "They sold the plan they wanted.",
        "Monitors make sure that the pier is shut.",
        "The measure is, to say the least, dear.",
        "It rained. (PHOTOS: Mayors speak out on piers)",
        "It is a port I support.",
        "Both states focus on the port.",
        "All told, some acres fell dry.",
        "Ilse Vorn knocks on every door of the port.",
        "Ilse Vorn spoke for an hour in a cottage by the sea.",
        "Should the mayor know the price, the port will fall.",
        "( PHOTOS: The pier at a glance)\n\n( PHOTOS: The port at a glance)",
    ],
)
def test_a_verb_that_tells_nothing_said_cites_nobody(text):
    assert cites(text + ELSE) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The poll found two leaks.", "The poll"),
        ("Should the pier fall, environmentalists worry that it will cost them.", "environmentalists"),
        ("It will hold, the Courier has learned. It rained.", "the Courier"),
        ("Oil, as the board notes, can help cut it.", "the board"),
        ("As Ilse Vorn, a lawyer, recently put it, the pier fell.", "Ilse Vorn"),
        ("Everyone I interviewed said it would hold.", "Everyone"),
        ("All agreed that it would hold.", "All"),
        ("Another slide shows that two piers fell.", "Another slide"),
        ("QBC and QuayBuddy, two groups that follow it, say that it will hold.", "QBC and QuayBuddy"),
        ("Ilse Vorn avoided condemning the plan.", "Ilse Vorn"),
        ("The debate will not alter it, noted Ilse Vorn.\n“It rains.”", "Ilse Vorn"),
        ("The plan drew criticism from the board.", "the board"),
        ("The mayor’s earlier claim that it held was wrong.", "The mayor’s"),
        ("The mayor’s remarks about the pier were short.", "The mayor’s"),
        ("The pier was ahead in two recent polls.", "two recent polls"),
        ("Ilse Vorn spoke to divers in May about the pier.", "Ilse Vorn"),
        ("Ilse Vorn condemned the plan.", "Ilse Vorn"),
        ("Ilse Vorn went on to say that it would hold.", "Ilse Vorn"),
        ("Ilse Vorn continued: “It will hold.”", "Ilse Vorn"),
        ("“It will hold,” Vorn sings to the board.", "Vorn"),
        ("One of the doctors said it would hold.", "One of the doctors"),
        ("The O.W.P. said it would hold.", "The O.W.P"),
        ("It will hold, attorneys for the family said.", "attorneys for the family"),
        ("It will hold, noted Ilse Vorn.", "Ilse Vorn"),
        ("It will hold, the Orvan Courier reports.", "the Orvan Courier"),
        ("It was risky for Ilse Vorn, who said it would hold.", "Ilse Vorn, who"),
        ("Ilse Vorn (Harbour Party), a sailor, said it would hold.", "Ilse Vorn"),
    ],
)
def test_what_was_said_has_its_source(text, source):
    assert [found[0] for found in cites(text + ELSE)] == [source]


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("The board's chief adviser, Hugo Bell, said it was shut.", "Hugo Bell", Cited.PERSON),
        ("Ilse Vorn, a vocal supporter of the plan who warned of it, left.", "Ilse Vorn", Cited.PERSON),
        ("On Sunday Hugo Bell, host of Port Talk, said it was shut.", "Hugo Bell", Cited.PERSON),
        ("Orrow's governor said it was shut.", "Orrow's governor", Cited.PERSON),
        ("CNN crews at the scene said it was shut.", "CNN crews at the scene", Cited.MEDIUM),
        ("The Netherlands said it was shut.", "The Netherlands", Cited.INSTITUTION),
        ("The Democrat said it was shut.", "The Democrat", Cited.PERSON),
        ("One Pakistani said it was shut.", "One Pakistani", Cited.ANONYMOUS),
        ("Some conservatives said it was shut.", "Some conservatives", Cited.ANONYMOUS),
        ("Allies of the mayor said it was shut.", "Allies of the mayor", Cited.ANONYMOUS),
        ("In Orrow, a spokesman said it was shut.", "a spokesman", Cited.ANONYMOUS),
    ],
)
def test_a_name_beside_an_office_and_a_body_s_people_are_of_their_kind(text, source, kind):
    assert [found[:2] for found in cites(text + ELSE)] == [(source, kind)]


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("Le port sera agrandi, a annoncé mardi la maire Anne Rouve.", "la maire Anne Rouve", Cited.PERSON),
        ("El puerto será ampliado, informaron fuentes oficiales.", "fuentes oficiales", Cited.ANONYMOUS),
        ("Der Hafen wird ausgebaut, wie aus Parteikreisen verlautete.", "Parteikreisen", Cited.ANONYMOUS),
        ("Der Hafen wird ausgebaut, sagte der Rat.", "der Rat", Cited.INSTITUTION),
    ],
)
def test_other_languages_name_who_speaks_behind_the_claim(text, source, kind):
    assert [found[:2] for found in cites(text)] == [(source, kind)]


def test_what_a_german_office_will_say_is_not_said():
    assert cites("Näheres will das Amt im Mai sagen.") == []


def test_a_transcript_s_speakers_are_cited():
    found = cites(
        "BELL: It will hold.\n\nVORN: It will not.\n\nBELL: Wait for it.\n\nVORN: We shall see." + ELSE
    )
    assert [words for words, _, _ in found] == ["BELL", "VORN", "BELL", "VORN"]
