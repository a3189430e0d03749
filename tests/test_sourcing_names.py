"""Who is named: outlets of several words, names in quotation marks, names that explain an office; other languages."""

import polars as pl
import pytest
from test_sourcing import cites, pile

from provaudit.model import Cited
from provaudit.sourcing import cited
from provaudit.zones import find_zones

ELSE = "\n\nHeute regnete es in Orvan."


def test_an_outlet_that_somebody_told_is_cited_unless_it_is_the_article_s_own():
    told = "A harbour official told Yonhap News that it was shut."
    assert [found[:2] for found in cites(told)] == [
        ("A harbour official", Cited.ANONYMOUS),
        ("Yonhap News", Cited.MEDIUM),
    ]
    articles = pile(told).with_columns(outlet=pl.lit("Yonhap Online News"))
    assert cited(articles, find_zones(articles))["kind"].to_list() == [Cited.ANONYMOUS]
    assert [found[0] for found in cites("An official told reporters in Orvan that it was shut.")] == [
        "An official"
    ]


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
        ("NAVARRO said it was shut.", "NAVARRO", Cited.PERSON),
        ("AFL-CIO said it was shut.", "AFL-CIO", Cited.INSTITUTION),
        ("Residents fleeing the harbour said it was shut.", "Residents fleeing the harbour", Cited.ANONYMOUS),
        ("A man living near the port said it was shut.", "A man living near the port", Cited.ANONYMOUS),
        ("By one estimate, it was shut.", "one estimate", Cited.DOCUMENT),
        ("By Vorn’s own admission, it was shut.", "Vorn’s", Cited.PERSON),
        ("All this is documented in the film.", "the film", Cited.DOCUMENT),
        ("As reported in the Courier, it was shut.", "the Courier", Cited.MEDIUM),
        ("It fell, with critics warning that it would cost them.", "critics", Cited.ANONYMOUS),
        ("The officer who met Bell said it was shut.", "The officer", Cited.PERSON),
        ("One of the divers who sent the letter said it was shut.", "One of the divers", Cited.ANONYMOUS),
        (
            "“It holds,” said Orvan Sunday anchor Ilse Vorn, who met him.",
            "Orvan Sunday anchor Ilse Vorn",
            Cited.PERSON,
        ),
        ("Rep. Ilse Banks said it was shut.", "Rep. Ilse Banks", Cited.PERSON),
        ("Rep. Ilse Vorn III said it was shut.", "Rep. Ilse Vorn III", Cited.PERSON),
        ("Ilse Brat said it was shut.", "Ilse Brat", Cited.PERSON),
        ("The AP reported that it was shut.", "The AP", Cited.MEDIUM),
        ("According to Agence France-Presse, it was shut.", "Agence France-Presse", Cited.MEDIUM),
        ("According to a recent survey, it was shut.", "a recent survey", Cited.DOCUMENT),
        (
            "According to the analytics firm TideWatch, it was shut.",
            "the analytics firm TideWatch",
            Cited.INSTITUTION,
        ),
        ("Backers said it was shut.", "Backers", Cited.ANONYMOUS),
        ("Environmentalists said it was shut.", "Environmentalists", Cited.ANONYMOUS),
        ("It rained, and The Orvan Times reported that it was shut.", "The Orvan Times", Cited.MEDIUM),
        ("“It holds,” says state Rep. Ilse Vorn, who runs it.", "state Rep. Ilse Vorn", Cited.PERSON),
        ("Sen. Ilse Vorn, D-Orvan, who runs it, said it was shut.", "Sen. Ilse Vorn", Cited.PERSON),
        ("Sen. Ilse Vorn (D-Orvan), who said it was shut, left.", "Sen. Ilse Vorn", Cited.PERSON),
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Las obras durarán un año, dijo Hugo Pereda el lunes.", "Hugo Pereda"),
        ("El puente abrirá en junio, dijo la alcaldesa Rosa Quintal a EFE.", "la alcaldesa Rosa Quintal"),
        ("El puente abrirá en junio, explicó Hugo Pereda a El País.", "Hugo Pereda"),
        ("El puente abrirá en junio, explicó Hugo Pereda en una entrevista.", "Hugo Pereda"),
        ("El puente abrirá en junio, dijo Rosa de la Vega el lunes.", "Rosa de la Vega"),
        ("«Abrirá en junio», dijo Hugo Pereda en una entrevista.", "Hugo Pereda"),
        ("Le pont ouvrira en juin, a déclaré la maire Anne Rouve à l'AFP.", "la maire Anne Rouve"),
        ("Le pont ouvrira en juin, a dit Luc Ternand à Reuters.", "Luc Ternand"),
        ("« Le pont ouvrira en juin », a déclaré Luc Ternand au Figaro.", "Luc Ternand"),
        ("Le pont ouvrira en juin, a déclaré Luc Ternand aux journalistes.", "Luc Ternand"),
        ("Die Brücke öffne im Juni, sagte Ilse Vorn dem Spiegel.", "Ilse Vorn"),
        ("Die Brücke öffne im Juni, sagte Vorn der Deutschen Presse-Agentur.", "Vorn"),
        ("Die Brücke öffne im Juni, sagte Ilse Vorn der dpa.", "Ilse Vorn"),
        ("Sie öffne im Juni, sagte die Bürgermeisterin Ilse Vorn der dpa.", "die Bürgermeisterin Ilse Vorn"),
        ("Die Brücke öffne im Juni, sagte Ilse von der Aue der dpa.", "Ilse von der Aue"),
        ("Sie öffne im Juni, sagte die Leiterin der Behörde am Montag.", "die Leiterin der Behörde"),
        ("Sie öffne im Juni, sagten Vertreter der Stadt am Montag.", "Vertreter der Stadt"),
        ("The bridge opens in June, said Ilse Vorn to Reuters on Monday.", "Ilse Vorn"),
        ("The bridge opens in June, said Ilse Vorn in Orrow.", "Ilse Vorn"),
        ("The bridge opens in June, said officials in Orrow.", "officials in Orrow"),
    ],
)
def test_who_speaks_behind_a_claim_is_the_source_without_whom_they_speak_to(text, name):
    assert [found[0] for found in cites(text)] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("El alcalde, Hugo Pereda, dijo el lunes que abrirá.", "Hugo Pereda"),
        ("El alcalde, Hugo Pereda, explicó a El País que abrirá.", "Hugo Pereda"),
    ],
)
def test_what_follows_the_verb_of_an_explained_name_is_no_source(text, name):
    assert [found[0] for found in cites(text)] == [name]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Das Verkehrsministerium teilte mit, die Brücke öffne im Juni.", "Das Verkehrsministerium"),
        ("Das Finanzministerium sagte, die Brücke öffne im Juni.", "Das Finanzministerium"),
        ("Das Hafenamt teilte mit, dass die Brücke öffne.", "Das Hafenamt"),
        ("Die Verkehrsbehörde teilte mit, die Brücke öffne im Juni.", "Die Verkehrsbehörde"),
    ],
)
def test_a_german_compound_on_a_body_is_an_institution(text, source):
    assert [found[:2] for found in cites(text)] == [(source, Cited.INSTITUTION)]


@pytest.mark.parametrize(
    "head",
    [
        "Ledger",
        "Observer",
        "Star",
        "Globe",
        "Bulletin",
        "Register",
        "Examiner",
        "Sentinel",
        "Dispatch",
        "Mirror",
        "Sun",
    ],
)
def test_a_newspaper_s_word_closes_the_name_of_a_medium(head):
    found = cites(f"The Orvan {head} reported that it was shut.")
    assert found == [(f"The Orvan {head}", Cited.MEDIUM, "reported")]


def test_a_newspaper_s_word_without_its_article_may_be_a_person_s_name():
    assert [found[1] for found in cites("The sailor Hugo Star said it was shut.")] == [Cited.PERSON]


def test_sun_without_an_article_is_a_day():
    assert cites("Ilse Vorn on Sun said it was shut.") == [("Ilse Vorn", Cited.PERSON, "on Sun said")]
