"""The sections of a report, each a function from the matter to lines of Markdown."""

from collections.abc import Callable, Iterator, Mapping

from provaudit.publishing.definition import Section
from provaudit.publishing.matter import Matter
from provaudit.publishing.sections import pile, rules, story, trends

Lines = Callable[[Matter, Section], Iterator[str]]

SECTIONS: Mapping[str, tuple[str, Lines]] = {
    "totals": ("In short", pile.totals),
    "stories": ("Stories, those without credit first", pile.stories),
    "articles": ("Articles", pile.articles),
    "outlets": ("Outlets", trends.outlets),
    "trend": ("Trend", trends.trend),
    "drift": ("Drift: what copies changed", pile.drift),
    "story": ("One story", story.story),
    "rules": ("Rules", rules.rules),
    "problems": ("Problems and notes", pile.problems),
}
"""Each section's heading and what writes it; the names are those of schemas/report.schema.json."""
