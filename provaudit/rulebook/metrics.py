"""The numbers and words about a whole article that a `metric` selection may ask for."""

from dataclasses import dataclass

from provaudit.model import Cited, Credit, Relation, Role


@dataclass(frozen=True)
class MetricInfo:
    """One metric: what it means, the words it may be (empty: it is a number), its bounds (null: none is known).

    `whole` are counts, and `part_of` names the metric that is at least as large.
    """

    meaning: str
    words: tuple[str, ...] = ()
    readability: bool = False
    least: int | None = None
    most: int | None = None
    whole: bool = False
    part_of: str | None = None


METRICS: dict[str, MetricInfo] = {
    "words": MetricInfo("words of the article's own text", least=0, whole=True),
    "sentences": MetricInfo("sentences of the article's own text", least=0, whole=True),
    "words_per_sentence": MetricInfo("mean length of its sentences, in words", least=0),
    "quote_share": MetricInfo(
        "0..1 of its own words found in a source, inside quotation marks", least=0, most=1, part_of="share"
    ),
    "quotation": MetricInfo(
        "0..1 of its own words that stand in quotations, found elsewhere or not", least=0, most=1
    ),
    "cited": MetricInfo(
        "times that somebody is cited, in the languages whose words for it are known", least=0, whole=True
    ),
    **{
        f"cited_{kind}": MetricInfo(
            f"of them, citations of a source of the kind `{kind}`", least=0, whole=True, part_of="cited"
        )
        for kind in Cited
    },
    "share": MetricInfo("0..1 of its own words found in any source", least=0, most=1),
    "prose_share": MetricInfo(
        "0..1 of its own words found in a source, outside quotation marks", least=0, most=1, part_of="share"
    ),
    "uncredited": MetricInfo(
        "1 where its text comes from a source that it does not credit, else 0", least=0, most=1, whole=True
    ),
    "credit": MetricInfo("what it says of where its text comes from", tuple(Credit)),
    "relation": MetricInfo("how it stands to its closest source", tuple(Relation)),
    "role": MetricInfo("what it is in its story", tuple(Role)),
    "coleman_liau_index": MetricInfo("Coleman-Liau grade level (Coleman and Liau 1975)", readability=True),
    "automated_readability_index": MetricInfo("ARI grade level (Smith and Senter 1967)", readability=True),
    "lix": MetricInfo(
        "LIX (Björnsson 1968): mean sentence length plus percentage of long words", readability=True
    ),
    "rix": MetricInfo("RIX (Anderson 1983): long words per sentence", readability=True),
}
"""Every metric by the name rules use. A null value means: not known, the rule is silent."""

SYLLABLE_METRICS = frozenset(
    {
        "flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "smog_index", "dale_chall_readability_score",
        "dale_chall_readability_score_v2", "difficult_words", "linsear_write_formula", "spache_readability",
        "syllable_count", "avg_syllables_per_word", "polysyllabcount", "monosyllabcount", "text_standard",
        "mcalpine_eflaw", "szigriszt_pazos", "fernandez_huerta", "gutierrez_polini", "crawford", "osman",
        "wiener_sachtextformel", "gulpease_index", "reading_time",
    }
)  # fmt: skip
"""Metrics of textstat that rules cannot have: most count syllables, for which it downloads a dictionary."""
