"""Who is named: outlets of several words, names in quotation marks, names that explain an office; other languages."""

import pytest
from test_sourcing import cites

from provaudit.model import Cited

ELSE = "\n\nHeute regnete es in Orvan."


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("Der „Küstenkurier“ berichtete am Montag davon.", "Der „Küstenkurier“", Cited.MEDIUM),
        ("Wie der „Spiegel“ berichtet, bleibt sie zu.", "der „Spiegel“", Cited.MEDIUM),
        ("Sie bleibe zu, berichtete die „Süddeutsche Zeitung“.", "die „Süddeutsche Zeitung“", Cited.MEDIUM),
        ("Das berichtet die „Bild“-Zeitung.", "die „Bild“-Zeitung", Cited.MEDIUM),
        ("The “Orvan Courier” reported that it was shut.", "The “Orvan Courier”", Cited.MEDIUM),
        ("El País informó que seguirá cerrado.", "El País", Cited.MEDIUM),
        ("Según el diario El País, seguirá cerrado.", "el diario El País", Cited.MEDIUM),
        ("El diario Ribera informó que seguirá cerrado.", "El diario Ribera", Cited.MEDIUM),
        ("NK Pro reported that it was shut.", "NK Pro", Cited.MEDIUM),
        ("The NK Pro reporter Ilse Vorn said it was shut.", "The NK Pro reporter Ilse Vorn", Cited.PERSON),
        ("Medios locales informaron que seguirá cerrado.", "Medios locales", Cited.MEDIUM),
        ("Les médias locaux ont rapporté que le pont tiendra.", "Les médias locaux", Cited.MEDIUM),
        (
            "Las autoridades locales dijeron que seguirá cerrado.",
            "Las autoridades locales",
            Cited.INSTITUTION,
        ),
        ("Media reports said it was shut.", "Media reports", Cited.MEDIUM),
        ("According to reports in local media, it was shut.", "reports in local media", Cited.MEDIUM),
        ("Según informes de prensa, seguirá cerrado.", "informes de prensa", Cited.MEDIUM),
        ("A report on the media said it was shut.", "A report on the media", Cited.DOCUMENT),
        ("A 2017 study found that it was shut.", "A 2017 study", Cited.DOCUMENT),
        ("Ein Sprecher der Stadt sagte, sie bleibe zu.", "Ein Sprecher der Stadt", Cited.ANONYMOUS),
        ("Laut Medienberichten bleibt sie zu.", "Medienberichten", Cited.MEDIUM),
        ("Laut der örtlichen Polizei bleibt sie zu.", "der örtlichen Polizei", Cited.INSTITUTION),
        ("Der Polizei zufolge bleibt sie zu.", "Der Polizei", Cited.INSTITUTION),
        ("UN said it was shut.", "UN", Cited.INSTITUTION),
    ],
)
def test_a_source_is_found_with_its_name_and_kind(text, source, kind):
    assert [found[:2] for found in cites(text + ELSE)] == [(source, kind)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor, Ilse Vorn, said it was shut.", "Ilse Vorn"),
        ("“It is shut,” said the mayor, Ilse Vorn.", "Ilse Vorn"),
        ("La maire, Anne Rouve, a affirmé que le pont tiendra.", "Anne Rouve"),
        ("El ministro de Defensa, Juan Pereda, afirmó que tendrá.", "Juan Pereda"),
        ("Der Bürgermeister, Hans Vorn, sagte, sie halte.", "Hans Vorn"),
        ("The company, Orrow Water, said it was shut.", "The company"),
        ("According to the police, Ilse Vorn, 32, was there.", "the police"),
        ("The mayor, Friday, said it was shut.", "The mayor"),
    ],
)
def test_a_name_that_explains_an_office_is_the_source(text, name):
    assert [found[0] for found in cites(text + ELSE)] == [name]


@pytest.mark.parametrize("text", ["Der sagte, sie bleibe zu.", "This to reason would be wrong, said nobody."])
def test_an_article_alone_is_no_source(text):
    assert not {found[0] for found in cites(text + ELSE)} & {"Der", "This"}


def test_speech_behind_an_article_stays_speech():
    assert cites("He called it the “end of all” and left." + ELSE) == [("He", Cited.PERSON, "called")]
