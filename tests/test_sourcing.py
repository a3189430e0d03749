import polars as pl
import pytest

from provaudit.frames import ARTICLES, CITED, ZONES
from provaudit.model import Cited, Zone
from provaudit.sourcing import cited
from provaudit.sourcing.lexicon import lexicon
from provaudit.sourcing.words import key_of
from provaudit.zones import find_zones


def pile(*texts):
    rows = [dict.fromkeys(ARTICLES) | {"article": 7 + n, "text": text} for n, text in enumerate(texts)]
    return pl.DataFrame(rows, schema=ARTICLES)


def cites(text):
    articles = pile(text)
    found = cited(articles, find_zones(articles))
    for start, end, words, cue, cue_start, cue_end in found.drop("article", "kind").iter_rows():
        assert (text[start:end], text[cue_start:cue_end]) == (words, cue)
    return list(found.select("text", "kind", "cue").iter_rows())


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“The bridge stays shut,” said Ilse Vorn, the mayor.", "Ilse Vorn", "said"),
        ("The bridge stays shut, said Ilse Vorn on Monday.", "Ilse Vorn", "said"),
        ("Said Ilse Vorn: “The bridge stays shut.”", "Ilse Vorn", "Said"),
        ("Dr Kim Han said that it would open.", "Dr Kim Han", "said"),
        ("Nach Informationen der Hafenzeitung ist die Brücke zu.", "der Hafenzeitung", "Nach Informationen"),
        ("D’après une source proche du dossier, le port ferme.", "une source proche du dossier", "D’après"),
        ("De acordo com a polícia, o porto reabre.", "a polícia", "De acordo com"),
        ("On Monday Ilse May denied it.", "Ilse May", "denied"),
        ("Ilse Vorn has also said that it would open.", "Ilse Vorn", "has also said"),
        ("Ilse Vorn, who runs the harbour, said it would open.", "Ilse Vorn", "said"),
        ("Ilse Vorn (Harbour Party) said it would open.", "Ilse Vorn", "said"),
        (
            "Mr. Vorn of Orrow Water on Friday criticized the U.S. plan.",
            "Mr. Vorn of Orrow Water",
            "on Friday criticized",
        ),
        ("The museum, which said it had no money, closed.", "The museum, which", "said"),
        ("A group that says it has no money closed.", "A group that", "says"),
        ("The mayor was told by two engineers that it would hold.", "two engineers", "was told"),
        ("The gap was first reported by the Orvan Courier.", "the Orvan Courier", "was first reported"),
        ("According to a log of the harbour, nobody was hurt.", "a log of the harbour", "According to"),
        ("“Nobody came.” — Ilse Vorn", "Ilse Vorn", "Ilse Vorn"),
        ("Vorn's claim that the bridge is safe was wrong.", "Vorn's", "claim"),
        ("Nobody knows his promise to leave.", "his", "promise"),
        ("Vorn issued a statement on Monday.", "Vorn", "issued"),
        ("Vorn is worried that it may fall.", "Vorn", "is worried"),
        ("Vorn lashed out at the council.", "Vorn", "lashed"),
        ("In a speech to the council Ilse Vorn said it would hold.", "Ilse Vorn", "said"),
        ("In recent weeks officials said it would hold.", "officials", "said"),
        ("Another says that it would hold.", "Another", "says"),
        ("Harbour Board Urges Calm After Long Night", "Harbour Board", "Urges"),
        ("Some note that it would hold.", "Some", "note"),
        ("The poll shows that it would hold.", "The poll", "shows"),
        ("He turned to the Harbour Board, which reported two leaks.", "Harbour Board, which", "reported"),
        ("It helps people who say they cannot wait.", "people who", "say"),
        ("Divers who spoke with the Courier said it would hold.", "Divers", "said"),
        (
            "A Tarn Institute poll released in August found two leaks.",
            "A Tarn Institute poll",
            "in August found",
        ),
        ("Vorn met the board in Orrow before urging it to wait.", "Vorn", "urging"),
        ("The council called on its members to wait.", "The council", "called"),
        ("Ilse Vorn, a sailor in Orrow Water, said divers still wait.", "Ilse Vorn", "said"),
        ("Vorn: The bridge will hold.\n\nIlse Vorn said so on Monday.", "Vorn", "Vorn"),
        ("Vorn sent a letter to the board.", "Vorn", "sent"),
    ],
)
def test_the_source_of_a_cue_is_found(text, source, cue):
    assert (source, cue) in [(words, by) for words, _, by in cites(text)]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        (
            "Die Brücke bleibt gesperrt, sagte Bürgermeisterin Ilse Vorn am Montag.",
            "Bürgermeisterin Ilse Vorn",
            "sagte",
        ),
        ("Laut der Polizei wurde niemand verletzt.", "der Polizei", "Laut"),
        ("Wie die Polizei am Dienstag mitteilte, floh der Fahrer.", "die Polizei", "am Dienstag mitteilte"),
        ("« Le pont restera fermé », a déclaré le maire Luc Ternand.", "le maire Luc Ternand", "a déclaré"),
        ("Selon la préfecture, personne n'a été blessé.", "la préfecture", "Selon"),
        ("La mairie a indiqué que le marché rouvrira.", "La mairie", "a indiqué"),
        ("Según la policía, nadie resultó herido.", "la policía", "Según"),
        (
            "La alcaldesa Rosa Quintal dijo que el puente seguirá cerrado.",
            "La alcaldesa Rosa Quintal",
            "dijo",
        ),
        ("«Seguimos trabajando», afirmó el portavoz.", "el portavoz", "afirmó"),
    ],
)
def test_german_french_and_spanish_sources_are_found(text, source, cue):
    assert [(source, cue)] == [(words, by) for words, _, by in cites(text)]


def test_a_verb_that_hangs_on_one_that_cites_is_no_statement_of_its_own():
    text = "Two ferries have been moved, Orvan Watch, a website on the harbour, reported this week, citing photographs."
    assert [(source, cue) for source, _, cue in cites(text)] == [("Orvan Watch", "reported")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ilse Vorn said so.", Cited.PERSON),
        ("The judge said so.", Cited.PERSON),
        ("A judge said so.", Cited.ANONYMOUS),
        ("Residents said so.", Cited.ANONYMOUS),
        ("Officials familiar with the plan said so.", Cited.ANONYMOUS),
        ("The ministry of transport said so.", Cited.INSTITUTION),
        ("The OWP said so.", Cited.INSTITUTION),
        ("The Orvan Gazette reported that it fell.", Cited.MEDIUM),
        ("The Daily Quill reported that it fell.", Cited.MEDIUM),
        ("Kommersant reported that it fell.", Cited.MEDIUM),
        ("A report by the council said so.", Cited.DOCUMENT),
        ("They said so.", Cited.ANONYMOUS),
    ],
)
def test_a_source_is_of_the_kind_that_its_head_tells(text, kind):
    assert [found for _, found, _ in cites(text)] == [kind]


def test_it_is_of_the_kind_of_the_source_before():
    found = cites("The ministry said no. It added that it would wait.")
    assert [kind for _, kind, _ in found] == [Cited.INSTITUTION, Cited.INSTITUTION]


def test_verbs_that_share_a_subject_are_one_statement():
    found = cites("Ilse Vorn spoke of the port and promised a bridge, warning that it would cost them.")
    assert [(words, cue) for words, _, cue in found] == [("Ilse Vorn", "spoke")]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank in the harbour.",
        "I think we should go home.",
        "The campaign claims were wrong.",
        "It is unclear who paid.",
        "“She said it would rain.”",
        "A plan rejected on Monday was dear.",
        "One question that remains is who paid.",
    ],
)
def test_no_source_is_made_up(text):
    assert cites(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "She said that he hopes it holds.",
        "She said on Monday that the board hopes it holds.",
        "She told the mayor that at its last meeting, the board supported it.",
        "She denounced what the board called a bargain.",
        "She said the board had told nobody.",
    ],
)
def test_what_somebody_is_cited_with_cites_nobody_else(text):
    assert [words for words, _, _ in cites(text)] == ["She"]


def test_who_speaks_after_an_and_is_cited_too():
    found = cites("She said it would hold and the board said it would not.")
    assert [words for words, _, _ in found] == ["She", "the board"]


def test_a_label_before_a_colon_is_nobody():
    assert cites("Weather: Rain is near.\n\nIlse Vorn said so.") == [("Ilse Vorn", Cited.PERSON, "said")]


def test_a_pile_may_come_in_batches():
    articles = pile("Ilse Vorn said so.", "", "The ministry said no.")
    whole = cited(articles, find_zones(articles))
    batches = [cited(one, find_zones(one)) for one in articles.iter_slices(1)]
    assert whole["article"].to_list() == [7, 9]
    assert whole.equals(pl.concat(batches))


def test_words_that_are_not_read_part_those_around_them():
    articles = pile("Ilse Vorn waits", "Menu said so.")
    zones = pl.DataFrame([(7, Zone.BODY, 0, 15), (8, Zone.BODY, 5, 13)], schema=ZONES, orient="row")
    assert cited(articles, zones).is_empty()
    assert cited(articles, find_zones(articles))["text"].to_list() == ["Menu"]


def test_a_long_pile_is_read_chunk_by_chunk(monkeypatch):
    articles = pile(*["Ilse Vorn said so."] * 5)
    zones = find_zones(articles)
    whole = cited(articles, zones)
    monkeypatch.setattr("provaudit.sourcing.letters._CHUNK", 20)
    assert whole.equals(cited(articles, zones))


def test_an_empty_pile_cites_nobody():
    articles = pile()
    assert cited(articles, find_zones(articles)).schema == CITED


@pytest.mark.parametrize(
    "text", ["said", ".", "“", "said said said", "— — —", "👍🏽 said Ilse 👍🏽", "\x1b[31m said", "by by by"]
)
def test_hostile_text_does_no_harm(text):
    assert isinstance(cites(text), list)


def test_a_word_is_known_whatever_its_case_and_accents():
    assert key_of("DÉCLARÉ") == key_of("declare")
    assert key_of("so") != key_of("sob")
    assert (lexicon().of(pl.Series([int(key_of("unheardof"))], dtype=pl.UInt64).to_numpy()) == 0).all()


def test_a_text_that_breaks_off_cites_nobody_of_the_next():
    texts = ["The port stays shut, according.", "To Ilse Vorn of Orrow Water the bridge was dear."]
    whole = [(7 + n, Zone.BODY, 0, len(text)) for n, text in enumerate(texts)]
    assert cited(pile(*texts), pl.DataFrame(whole, schema=ZONES, orient="row")).is_empty()
