"""From a rule file that has the right shape to a `Rule`: what the JSON Schema cannot know is checked here."""

from collections.abc import Mapping
from typing import Any

from provaudit.model import Dimension
from provaudit.rulebook import condition as when
from provaudit.rulebook import salvage
from provaudit.rulebook.capturing import capture_of
from provaudit.rulebook.changing import taken_out
from provaudit.rulebook.covering import stated as stated_hits
from provaudit.rulebook.entailed import excluding, holds_without, needless, never_holds, ties
from provaudit.rulebook.idle import takes_all, vain_parts
from provaudit.rulebook.languages import other_languages
from provaudit.rulebook.metrics import METRICS, SYLLABLE_METRICS
from provaudit.rulebook.patterns import TEXT_KINDS, joined, pattern
from provaudit.rulebook.phrases import PatternFault
from provaudit.rulebook.rule import (
    DEFAULT_ZONES,
    MOST_SIGNALS,
    Meta,
    Metric,
    Rule,
    Selection,
    Vocabulary,
    Words,
)
from provaudit.rulebook.stated_tests import tests_of
from provaudit.written.faults import Fault, nearest, one_of
from provaudit.written.source import Route, Source

READABILITY = tuple(name for name, info in METRICS.items() if info.readability)
"""The metrics that textstat gives."""


def build_rule(
    source: Source, identity: str, vocabulary: Mapping[str, Vocabulary], wrong: set[Route]
) -> Rule | None:
    """Return the rule of a file, or null after adding to `source.faults` everything that is wrong with it.

    `wrong` says which keys, selections and tests have no sound shape: they already have their faults, and the
    others are looked at all the same.
    """
    data = {key: value for key, value in source.data.items() if (key,) not in wrong}
    _check_identity(source, data, identity)
    stated = data.get("match") or {}
    sound = {name: kinds for name, kinds in stated.items() if ("match", name) not in wrong}
    selections = _selections(source, sound, vocabulary)
    _salvage(source, {name: kinds for name, kinds in stated.items() if name not in sound}, vocabulary)
    vain_parts(source, sound, vocabulary)
    other_languages(source, sound, data, selections)
    condition = _condition(source, data, selections) if "match" in data else None
    capture = capture_of(source, data, selections, vocabulary)
    tests = tests_of(source, data, wrong)
    if condition is None or any(not fault.warning for fault in source.faults):
        return None
    return Rule(
        id=identity,
        summary=data["summary"],
        dimension=data["dimension"],
        status=data["status"],
        zones=tuple(data.get("zone", DEFAULT_ZONES)),
        ignore=tuple(data.get("ignore", ())),
        languages=tuple(data.get("language", ())),
        selections=tuple(selections.values()),
        condition=condition,
        needs=tuple(data.get("needs", ())),
        points=float(data["points"]),
        group=data.get("group"),
        most=data.get("cap", MOST_SIGNALS),
        capture=capture,
        message=data["message"],
        tests=tests,
        source=source.name,
        document=source.data,
        changes=source.under.name if source.under else "",
    )


def look_over(source: Source, vocabulary: Mapping[str, Vocabulary], wrong: set[Route]) -> None:
    """Add to `source.faults` what is wrong with a change by itself: the rule that it changes is not there.

    `wrong` is as for `build_rule`. How selections go together is left out, for others may stand in that rule.
    """
    data = {key: value for key, value in source.data.items() if (key,) not in wrong}
    stated = data.get("match") or {}
    sound = {name: kinds for name, kinds in stated.items() if ("match", name) not in wrong}
    selections = _selections(source, sound, vocabulary)
    _salvage(source, {name: kinds for name, kinds in stated.items() if name not in sound}, vocabulary)
    vain_parts(source, sound, vocabulary)
    other_languages(source, sound, data, selections)
    tests_of(source, data, wrong)


def _check_identity(source: Source, data: Mapping[str, Any], identity: str) -> None:
    dimension = identity.partition("/")[0]
    stray = dimension not in tuple(Dimension)
    if stray and "dimension" in data:
        what = f"the file lies in `{dimension}`, which is no dimension's folder"
        expected = f"the folder `{data['dimension']}`"
        source.faults.append(source.fault(("dimension",), what, expected=expected))
    for key, wanted in (("id", identity), ("dimension", dimension)):
        if key in data and data[key] != wanted and not stray:
            what = f"`{key}` differs from the file's path"
            source.faults.append(source.fault((key,), what, expected=f"`{wanted}`", got=f"`{data[key]}`"))
    both = set(data.get("zone", DEFAULT_ZONES)) & set(data.get("ignore", ()))
    for zone in sorted(both):
        at = data["ignore"].index(zone)
        what = f"zone `{zone}` is both looked at and cut out"
        expected = "it in `zone` or in `ignore`, not in both"
        source.faults.append(source.fault(("ignore", at), what, expected=expected))


def _selections(
    source: Source, match: Mapping[str, Any], vocabulary: Mapping[str, Vocabulary]
) -> dict[str, Selection]:
    found: dict[str, Selection] = {}
    for name, kinds in match.items():
        kind, value = next((kind, value) for kind, value in kinds.items() if kind != "except")
        route: Route = ("match", name, kind)
        exceptions = _exceptions(source, name, kind, kinds, vocabulary)
        if kind == "metric":
            _check_metric(source, route, value)
            tests = tuple((test, _number(wanted)) for test, wanted in value.items() if test != "name")
            found[name] = Metric(name, value["name"], tests)
        elif kind == "meta":
            found[name] = _meta(source, route, name, value, vocabulary)
        else:
            found[name] = Words(name, _patterns(source, route, kind, value, vocabulary), exceptions)
    return found


def _salvage(source: Source, misshapen: Mapping[str, Any], vocabulary: Mapping[str, Vocabulary]) -> None:
    """Add what is wrong with the sound parts of selections that are not sound as a whole."""
    for name, kinds in misshapen.items():
        for route, kind, text in salvage.texts(("match", name), kinds):
            try:
                pattern(kind, text, vocabulary)
            except PatternFault as fault:
                _add(source, route, fault)
        for route, metric in salvage.metrics(("match", name), kinds):
            source.faults.append(_unknown_metric(source, route, metric))


def _exceptions(
    source: Source, name: str, kind: str, kinds: Mapping[str, Any], vocabulary: Mapping[str, Vocabulary]
) -> tuple[str, ...]:
    if "except" not in kinds:
        return ()
    if kind not in TEXT_KINDS:
        what = f"`except` goes with words, not with `{kind}`"
        expected = f"{one_of(TEXT_KINDS)} beside it"
        source.faults.append(source.fault(("match", name, "except"), what, key=True, expected=expected))
        return ()
    excepted, value = next(iter(kinds["except"].items()))
    found = _patterns(source, ("match", name, "except", excepted), excepted, value, vocabulary)
    if kind == "phrase" and takes_all(kinds[kind], found):
        what = "the exception takes every hit, so the selection can never match"
        expected = "an exception that leaves some of the phrase's hits"
        source.faults.append(
            source.fault(("match", name, "except"), what, key=True, expected=expected, warning=True)
        )
    return found


def _number(wanted: Any) -> Any:
    return int(wanted) if isinstance(wanted, bool) else wanted


def _patterns(
    source: Source, route: Route, kind: str, value: str | list[str], vocabulary: Mapping[str, Vocabulary]
) -> tuple[str, ...]:
    listed = (
        [(route, value)]
        if isinstance(value, str)
        else [((*route, at), text) for at, text in enumerate(value)]
    )
    compiled = []
    for place, text in listed:
        try:
            compiled.append(pattern(kind, text, vocabulary))
        except PatternFault as fault:
            _add(source, place, fault)
    if len(compiled) < len(listed):
        return ()
    try:
        return joined(kind, [text for _, text in listed], compiled)
    except PatternFault as fault:
        _add(source, route, fault)
        return ()


def _add(source: Source, route: Route, fault: PatternFault) -> None:
    found = source.fault(route, fault.what, offset=fault.at, expected=fault.expected, hint=fault.hint)
    source.faults.append(found)


def _meta(
    source: Source, route: Route, name: str, value: Mapping[str, Any], vocabulary: Mapping[str, Vocabulary]
) -> Meta:
    test, wanted = next((key, text) for key, text in value.items() if key != "field")
    if test in TEXT_KINDS:
        return Meta(
            name, value["field"], "words", _patterns(source, (*route, test), test, wanted, vocabulary)
        )
    values = () if wanted is True else (wanted,) if isinstance(wanted, str) else tuple(wanted)
    return Meta(name, value["field"], test, values)


def _check_metric(source: Source, route: Route, value: Mapping[str, Any]) -> None:
    name = value["name"]
    if name not in METRICS:
        source.faults.append(_unknown_metric(source, (*route, "name"), name))
        return
    words = METRICS[name].words
    for test, wanted in value.items():
        listed = wanted if isinstance(wanted, list) else [wanted]
        wrong = [
            one for one in listed if (one not in words) == bool(words) or isinstance(one, str) != bool(words)
        ]
        if test == "name" or not wrong:
            continue
        expected = one_of(words) if words else "a number"
        what = f"`{test}: {wrong[0]}` can never hold for `{name}`"
        source.faults.append(
            source.fault((*route, test), what, expected=expected, hint=nearest(wrong[0], words))
        )


def _unknown_metric(source: Source, route: Route, name: str) -> Fault:
    expected = one_of(METRICS)
    if name in SYLLABLE_METRICS:
        expected = f"a metric that needs no dictionary: {one_of(READABILITY)}"
    return source.fault(route, f"unknown metric `{name}`", expected=expected, hint=nearest(name, METRICS))


def _condition(
    source: Source, data: Mapping[str, Any], selections: Mapping[str, Selection]
) -> when.Condition | None:
    text = data.get("when", "all of *")
    stated = list(data["match"])
    try:
        condition = when.parse(text, stated)
    except PatternFault as fault:
        others = [one for one in when.unknown(text, stated) if one.at != fault.at]
        gone = taken_out(source, ("match",))
        for one in (fault, *others):
            _add(source, ("when",), _of_what_is_gone(one, gone))
        return None
    used = when.names(condition)
    for name in stated:
        if name not in used:
            what = f"selection `{name}` is never used"
            expected = "`when` to name it, or it left out"
            unused = source.fault(("match", name), what, key=True, expected=expected, warning=True)
            source.faults.append(unused)
    if len(selections) == len(stated):
        _settled(source, data["match"], condition, selections)
    located = {one for one in when.positive(condition) if isinstance(selections.get(one), Words)}
    if len(selections) == len(stated) and holds_without(condition, located):
        what = "`when` can hold where none of the words is found, so the signal would have no span"
        source.faults.append(source.fault(("when",), what, expected="two rules in one `group`"))
    return condition


def _of_what_is_gone(fault: PatternFault, gone: Mapping[str, str]) -> PatternFault:
    """Return the fault, told by the change that takes the selection out. `gone`: the files, by what they take out."""
    name = fault.what.removeprefix("unknown selection ").strip("`")
    if name not in gone:
        return fault
    what = f"`when` still names the selection `{name}`, which {gone[name]} takes out"
    return PatternFault(what, fault.at, f"a `when` in {gone[name]} that does without it")


def _settled(
    source: Source,
    match: Mapping[str, Any],
    condition: when.Condition,
    selections: Mapping[str, Selection],
) -> None:
    """Warn of a condition that nothing fulfils, else of each selection without which it would hold as often."""
    fields = {
        one.name: one.values for one in selections.values() if isinstance(one, Meta) and one.test == "words"
    }
    known = ties(match, when.names(condition), fields)
    if never_holds(condition, known):
        expected = "one that some text fulfils: `or` in place of an `and`, or a `not` less"
        what = "`when` can never hold"
        if why := excluding(known):
            what += f": `{why[0]}` and `{why[1]}` exclude each other"
        source.faults.append(source.fault(("when",), what, expected=expected, warning=True))
        return
    for narrow, wide in needless(condition, known):
        longer = (wide, narrow, True) not in known
        if longer and stated_hits(source, match[narrow].get("phrase", ())):
            continue
        what = f"selection `{narrow}` finds nothing that `{wide}` does not find"
        source.faults.append(
            source.fault(("match", narrow), what, key=True, expected="it left out", warning=True)
        )
