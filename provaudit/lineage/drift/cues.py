"""The words by which drift is known, in several languages at once: numbers, dates, hedges, attributions.

Everything here is data, and a further language is further words. All are folded by
`text.spelling.key`. The languages share one list, since an article's language is often
unknown and a cue counts only where it is lost or replaced; a word that is common in another sense in one of the
languages (French `sept`, the month; Italian `due`; English `once`, which is Spanish for eleven) is left out:
better one change unseen than one that is none.
"""

from provaudit.lineage.drift import unspaced
from provaudit.text.spelling import key


def _keys(words: str) -> frozenset[str]:
    return frozenset(key(word) for word in words.split())


def _phrases(phrases: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return phrases, separated by `|`, by their first word, the longest of each first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases.split("|"):
        words = tuple(key(word) for word in phrase.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}


def _counted(words: str, first: int, step: int = 1) -> dict[str, int]:
    """Return what each word counts; `/` stands between words for one number."""
    return {
        key(word): first + step * place
        for place, same in enumerate(words.split())
        for word in same.split("/")
    }


NUMBERS = {
    **_counted("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 1),
    **_counted("sixteen seventeen eighteen nineteen", 16),
    **_counted("zwei/deux/dos/dois/duas/twee drei/trois/tres/tre/drie vier/quatre/cuatro/quattro/quatro", 2),
    **_counted("fünf/cinq/cinco/cinque/vijf sechs/seis/zes sieben/siete/sette/zeven acht/huit/ocho/otto/oito", 5),
    **_counted("neun/neuf/nueve/nove/negen zehn/dix/diez/dieci/dez/tien onze/undici/elf zwölf/douze/doce", 9),
    **_counted("dreizehn/treize/trece/tredici/treze vierzehn/quatorze/catorce/quattordici/veertien", 13),
    **_counted("fünfzehn/quinze/quince/quindici/vijftien sechzehn/seize/sedici/zestien", 15),
    **_counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    **_counted("zwanzig/vingt/veinte/venti/vinte/twintig dreißig/trente/treinta/trenta/trinta/dertig", 20, 10),
    **_counted("vierzig/quarante/cuarenta/quaranta/quarenta/veertig", 40),
    **_counted("fünfzig/cinquante/cincuenta/cinquanta/cinquenta/vijftig", 50),
    **_counted("sechzig/soixante/sesenta/sessanta/sessenta/zestig siebzig/setenta/settanta/zeventig", 60, 10),
    **_counted("achtzig/ochenta/ottanta/oitenta/tachtig neunzig/noventa/novanta/negentig", 80, 10),
    "dozen": 12,
}  # fmt: skip
"""Words that count. Indefinite articles (`un`, `eine`, `um`) count nothing here, though they may say `one`."""

ORDINALS = _counted("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 1)
"""Words that number a place in a row; English only: elsewhere they decline, and often name a date."""

FRACTIONS = _keys("half halves quarter quarters third thirds fourth fourths fifth fifths tenth tenths")
"""Words that make a number before them a part of something."""

VAGUE = _keys(
    "dozens scores hundreds thousands millions billions dutzende hunderte tausende millionen dizaines centaines"
    " milliers decenas cientos miles decine centinaia migliaia dezenas centenas milhares tientallen honderden"
    " duizenden"
)
"""Words that count roughly: `dozens` that become `hundreds` have changed; `40` that become `dozens` have not."""

SCALES: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(_keys("hundred hundert honderd"), (10**2,)),
    **dict.fromkeys(_keys("thousand tausend mille mil mila duizend k"), (10**3,)),
    **dict.fromkeys(
        _keys("million millions mn mln mio million millionen millón millones milione milioni"), (10**6,)
    ),
    **dict.fromkeys(_keys("milhão milhões miljoen"), (10**6,)),
    **dict.fromkeys(
        _keys("bn mrd milliarde milliarden milliard milliards miliardo miliardi miljard"), (10**9,)
    ),
    **dict.fromkeys(_keys("bilhão bilhões mld"), (10**9,)),
    "billion": (10**9, 10**12),  # German and French: a million millions
    **dict.fromkeys(_keys("trillion tn billón billones"), (10**12,)),
    "m": (1, 10**6),  # metres, or millions
    "dozen": (12,),
}
"""What a word after a number multiplies it by; several where it depends on the language."""

UNITS: dict[str, str] = {
    **dict.fromkeys(_keys("% percent pct prozent procent"), "%"),
    **dict.fromkeys(_keys("$ dollar dollars dólares dollari usd"), "$"),
    **dict.fromkeys(_keys("€ euro euros eur"), "€"),
    **dict.fromkeys(_keys("£ pound pounds livres libras gbp"), "£"),
    **dict.fromkeys(_keys("¥ yen yuan"), "¥"),
    **dict.fromkeys(_keys("₩ won"), "₩"),
    **dict.fromkeys(_keys("kilometer kilometers km kms kilómetros chilometri quilômetros"), "km"),
    **dict.fromkeys(_keys("mile miles mi mph meilen"), "mile"),
    **dict.fromkeys(_keys("meter meters mètres metros metri"), "meter"),
    **dict.fromkeys(_keys("foot feet ft"), "foot"),
    **dict.fromkeys(_keys("yard yards"), "yard"),
    **dict.fromkeys(_keys("inch inches"), "inch"),
    **dict.fromkeys(_keys("centimeter centimeters cm"), "cm"),
    **dict.fromkeys(_keys("kilogram kilograms kilo kilos kg"), "kg"),
    **dict.fromkeys(_keys("ton tons tonne tonnes tonnen"), "ton"),
    **dict.fromkeys(_keys("acre acres"), "acre"),
    **dict.fromkeys(_keys("hectare hectares hektar"), "hectare"),
    **dict.fromkeys(_keys("celsius c"), "celsius"),
    **dict.fromkeys(_keys("fahrenheit f"), "fahrenheit"),
}
"""What measures a number. Two numbers of different measures are a conversion, not a change."""

CLOCK = _keys(
    "eastern pacific mountain central am pm uhr gmt utc et est edt pt pst pdt ct cst cdt bst cet ist jst kst a.m. p.m."
)
"""What follows a time of the clock, and the zone it is told in."""

PERCENT = (("per", "cent"), ("pour", "cent"), ("por", "ciento"), ("por", "cento"), ("per", "cento"))
"""The per cent of two words."""

MONTHS = {
    **_counted("january/januar/janvier/enero/gennaio/janeiro/januari/jan", 1),
    **_counted("february/februar/février/febrero/febbraio/fevereiro/februari/feb", 2),
    **_counted("march/märz/mars/marzo/março/maart/mar april/avril/abril/aprile/apr/avr/abr", 3),
    **_counted("may/mai/mayo/maggio/maio/mei june/juni/juin/junio/giugno/junho/jun", 5),
    **_counted("july/juli/juillet/julio/luglio/julho/jul august/août/agosto/augustus/aug", 7),
    **_counted("september/septembre/septiembre/settembre/setembro/sept/sep", 9),
    **_counted("october/oktober/octobre/octubre/ottobre/outubro/oct/okt", 10),
    **_counted("november/novembre/noviembre/novembro/nov", 11),
    **_counted("december/dezember/décembre/diciembre/dicembre/dezembro/dec/dez", 12),
}
"""Months, with the short forms that stand beside a day."""

AMBIGUOUS_MONTHS = _keys(
    "may march mars mar jan jun sep mai mei marzo august dec okt oct nov feb apr avr abr jul aug dez"
)
"""Months that are another word or a name, too, and short forms: they count beside a day only."""

CAPITAL_MONTHS = _keys("may march")
"""Months that are a verb without their capital."""

BETWEEN_DATE = _keys("de of di st nd rd th")
"""What may stand between a day and its month."""

SPANS = _keys(
    "year years month months week weeks days hours minutes seconds jahre jahren monate tage stunden ans années"
    " mois jours heures años meses días horas anni mesi giorni ore anos dias jaar maanden dagen uur"
    " times percentage points"
)
"""What so many things are measured in that two numbers of it need not be of one thing."""

DAYS = {
    **_counted("monday/montag/lundi/lunes/lunedi/maandag tuesday/dienstag/mardi/martes/martedi/dinsdag", 1),
    **_counted("wednesday/mittwoch/mercredi/miércoles/mercoledi/woensdag", 3),
    **_counted(
        "thursday/donnerstag/jeudi/jueves/giovedi/donderdag friday/freitag/vendredi/viernes/vrijdag", 4
    ),
    **_counted("saturday/samstag/samedi/sábado/sabato/zaterdag sunday/sonntag/dimanche/domingo/domenica", 6),
    "zondag": 7,
    "venerdi": 5,
    "sonnabend": 6,
    **_counted(unspaced.DAYS, 1),
}
"""Days of the week; Portuguese numbers its own, and `terça` alone is a third."""

BEFORE_YEAR = _keys(
    "in since of by until from before after during early late mid year im seit jahr vor nach en depuis avant"
    " desde antes nel dal sinds voor em"
)
"""Words after which four digits are a year."""

ROUGHLY = _keys(
    "about around nearly almost some roughly approximately over least up than under below above circa ca etwa rund"
    " fast knapp mehr als environ près presque plus unos unas casi cerca más quasi circa oltre più cerca quase mais"
    " ongeveer bijna meer dan ruim estimated"
)
"""Words that round the number after them."""

HEDGES = _phrases(
    "appeared to|appears to|appear to|apparently|seemed to|seems to|seem to|seemingly"
    "|alleged|allegedly|alleges|purported|purportedly|supposed|supposedly|reportedly|suspected|presumed"
    "|presumably|believed to|thought to|understood to|rumored|unconfirmed|may|might|could|possible|possibly"
    "|potential|potentially|perhaps|probably|probable|likely|suggests|suggested|self proclaimed"
    "|angeblich|angebliche|angeblichen|angeblicher|mutmaßlich|mutmaßliche|mutmaßlichen|mutmaßlicher|offenbar"
    "|anscheinend|scheinbar|möglicherweise|womöglich|vermutlich|wahrscheinlich|vielleicht|soll|sollen|könnte|könnten"
    "|dürfte|dürften"
    "|présumé|présumée|présumés|présumées|prétendu|prétendue|prétendument|apparemment|probablement|semble|semblent"
    "|semblait|pourrait|pourraient|aurait|auraient|serait|seraient|éventuel|éventuelle|éventuellement|peut être"
    "|presunto|presunta|presuntos|presuntas|presuntamente|supuesto|supuesta|supuestos|supuestas|supuestamente"
    "|al parecer|aparentemente|posible|posibles|posiblemente|probablemente|podría|podrían|habría|habrían|quizá|quizás"
    "|presunti|presunte|presumibilmente|apparentemente|probabilmente|possibile|possibili|potrebbe|potrebbero|avrebbe"
    "|avrebbero|sarebbe|sarebbero|forse|a quanto pare|sembra"
    "|suposto|suposta|supostos|supostas|supostamente|alegado|alegada|alegadamente|aparentemente|possivelmente"
    "|provavelmente|poderia|poderiam|teria|teriam|seria|seriam|talvez"
    "|vermeend|vermeende|vermoedelijk|vermoedelijke|mogelijk|mogelijke|waarschijnlijk|blijkbaar|schijnt|naar verluidt"
    f"|zou|zouden|misschien|wellicht|{unspaced.HEDGES}"
)
"""Words by which a writer does not vouch for what is said; the codebooks of hedging studies list these first."""

AUXILIARIES = _keys("have has had be been being to was were is are")
"""Words that come and go with a hedge without saying anything themselves."""

NO_HEDGE_AFTER = _keys(
    "as if when where whenever best worst not made make more most less so it is only the soon"
)
"""Words after which `possible` and `likely` judge a matter, instead of leaving it open."""

MODALS = _keys("may might could")
"""Verbs that leave open whether something is, but also allow and wish: what follows them must stay."""

OPEN_JUDGEMENTS = _keys("possible likely potential probable supposed")
"""Hedges that must stand before what they hedge, in the same breath."""

STILL_OPEN = _keys(
    "would should can suggest suggesting signs sign fears fear fearing concern concerns risk threat threatened plans"
    " planned plan planning set due scheduled hopes hoped aims aimed accused suspects suspect suspicion believe"
    " believes believed thinks thought assume assumed if whether unclear looks looked look estimated"
    " expected chance indicated indicates"
    " question questions doubt accusation accusations allegation allegations claim claims charged charges possibility"
    f" prospect potentially kann wenn ob si se soit puede poderá può kan {unspaced.STILL_OPEN}"
)
"""Words that leave a matter open as a hedge does, though nobody would call each a hedge."""

REPORTS = _keys(
    "said says saying told tells reported stated claimed claims wrote writes tweeted testified announced"
    " sagte sagten teilte mitteilte berichtete berichteten erklärte schrieb zufolge dit déclaré affirmé indiqué"
    " rapporté annoncé dijo dijeron declaró afirmó informó señaló indicó aseguró anunció disse dissero dichiarato"
    " affermato riferito riporta disseram afirmou declarou informou relatou anunciou zei zeiden meldde meldt"
    f" verklaarde berichtte aldus {unspaced.REPORTS}"
)
"""Verbs that give a statement to a speaker; where one goes with its speaker, the statement stands alone."""

PASSIVE = _keys("was were been being be is are wurde wurden worden été sido sida stato stata werd werden not")
"""Words after which a verb of saying names nobody: `two deaths were reported`."""

SAID_ITSELF = _keys("sorry no yes so goodbye thanks")
"""What one says without stating anything."""

ACCORDING = _phrases(
    "according to|as reported by|citing|quoting|laut|nach angaben|zufolge|selon|d après|d'après|según|de acuerdo con"
    "|stando a|secondo il|secondo la|secondo i|secondo gli|secondo le|secondo l|secondo fonti|segundo o|segundo a"
    f"|segundo os|segundo as|segundo fontes|de acordo com|volgens|aldus|{unspaced.ACCORDING}"
)
"""Phrases that give a statement to a source; `segundo` and `secondo` alone are also a second."""

SPOKEN_FOR = REPORTS | _keys(
    "say tell report reports reporting reportedly report'd announce announces announcing announcement state states"
    " stating claiming wrote write writing tweet tweets posted testimony argued argues arguing insisted insists"
    " confirmed confirms confirming noted notes noting explained explains warned warns warning acknowledged admitted"
    " alleged alleges allegedly denied denies denying declared declares believes believed described describes"
    " suggested suggests accused accuses according citing cited cites quoted quoting quotes per statement statements"
    " spokesman spokeswoman spokesperson spokespeople interview briefing press media newspaper sources source"
    " officials witnesses authorities remarked continued asked replied responded recalled concluded found shows show"
    " showed revealed reveals disclosed released laments lamented retorted quipped joked countered"
    " advised advises pointed points stressed emphasized indicated indicates predicted predicts acknowledges contends"
    " contended maintains maintained complained recounted observed cautioned"
    " identified charges charged conceded concedes vowed pledged promised expects expected writes added"
    " adds estimates estimated calls called urged via known"
    " sagt sagen erklärt berichtet meldet gemeldet heißt hieß angaben sprecher sprecherin laut nach selon affirme"
    " affirmé dit indique explique source sources porte parole según segun dice afirma señala informa fuentes portavoz"
    " secondo dice afferma riferisce spiega fonti segundo diz afirma fontes volgens zegt meldt woordvoerder bronnen"
    f" {unspaced.SPOKEN_FOR}"
)
"""Words by which a sentence still says from whom it has what it says; a wide net, so that nothing counts as lost
that only moved."""

PRONOUNS = _keys(
    "he she they it we i there who which that er sie es il elle ils elles on él ella ellos lui lei hij zij"
)
"""Speakers who were named before."""

TITLES = _keys(
    "mr mrs ms miss dr prof professor sir dame lord lady president former vice prime minister premier chancellor"
    " senator sen rep representative congressman congresswoman governor gov mayor king queen prince princess pope"
    " general gen colonel col captain capt sergeant sgt lieutenant lt major maj officer judge justice attorney"
    " secretary deputy chief chairman chairwoman chair director ceo spokesman spokeswoman leader herr frau"
    " monsieur madame señor señora don doña signor signora senhor senhora ministro presidente président ministre"
    " kanzler bundeskanzler the democratic republican democrat foreign state"
)
"""Words before a name that are no part of it."""

SEATS = _keys(
    "washington moscow beijing london brussels paris berlin seoul pyongyang tokyo tehran kyiv kiev kremlin"
    " pentagon congress senate house parliament commons capitol hill white downing whitehall westminster government"
    " ministry department administration democrats democrat republicans republican gop lawmakers fed treasury"
    " america american americans u.s us usa britain british england english uk eu european europe hispanic latino"
    " internet twitter facebook tv"
)
"""Words that stand for a country or a house as often as its own name does: a change among them is style."""
