"""Languages as inputs name them to ISO 639-1."""

import polars as pl

_NAMES = {
    "ar": "ara arabic", "bg": "bul bulgarian", "bn": "ben bengali bangla", "ca": "cat catalan",
    "cs": "ces cze czech", "da": "dan danish", "de": "deu ger german deutsch", "el": "ell gre greek",
    "en": "eng english", "es": "spa spanish español", "et": "est estonian",
    "fa": "fas per persian farsi", "fi": "fin finnish", "fr": "fra fre french français",
    "he": "heb iw hebrew",
    "hi": "hin hindi", "hr": "hrv croatian", "hu": "hun hungarian", "id": "ind in indonesian",
    "it": "ita italian italiano", "ja": "jpn jp japanese", "ko": "kor korean", "lt": "lit lithuanian",
    "lv": "lav latvian", "ms": "msa may malay", "nl": "nld dut dutch", "no": "nor nb nn nob nno norwegian",
    "pl": "pol polish polski", "pt": "por portuguese português", "ro": "ron rum romanian",
    "ru": "rus russian", "sk": "slk slo slovak", "sl": "slv slovenian slovene", "sr": "srp serbian",
    "sv": "swe swedish", "sw": "swa swahili", "ta": "tam tamil", "th": "tha thai", "tl": "tgl fil tagalog",
    "tr": "tur turkish", "uk": "ukr ukrainian", "ur": "urd urdu", "vi": "vie vietnamese",
    "zh": "zho chi chinese mandarin",
}  # fmt: skip
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}
_NO_LANGUAGE = ("und", "mul", "mis", "zxx", "xx", "un", "nan")


def language_column(column: pl.Expr) -> pl.Expr:
    """Return the ISO 639-1 code of a column such as "en-US", "eng" or "English"; null for any other.

    A three-letter code of a language that has no shorter one stays as it is.
    """
    stated = column.str.to_lowercase().str.extract(r"^(\pL+)(?:[-_].*)?$")
    code = stated.replace(_CODES)
    return pl.when(code.str.contains("^[a-z]{2,3}$") & ~code.is_in(_NO_LANGUAGE)).then(code)
