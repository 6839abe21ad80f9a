"""What a study of the dilemma found, in words and cells: the terminal and the page show the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from coprod.text.glossary import Language, pick, translate, unit_in
from coprod.text.numbers import change, digits, figure, span, with_minus, with_unit

if TYPE_CHECKING:
    from coprod.laboratory.dilemma.loops import Loops, Row
    from coprod.laboratory.dilemma.other_rules import OtherRules, UnderRule
    from coprod.laboratory.dilemma.path import Path
    from coprod.laboratory.dilemma.tipping_map import Map, Stair
    from coprod.laboratory.statistics import Interval, PairedDifference


@dataclass(frozen=True)
class Part:
    """A table with its heading and what it says in a sentence; the first column is words, the others figures."""

    heading: str
    sentence: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


def label_of(key: str, language: Language) -> str:
    """Return the label of a parameter."""
    from coprod.parameters.model import declarations_by_key

    return pick(language, declarations_by_key()[key], "label")


def outcome_of(name: str) -> Any:
    """Return the declaration of an outcome or of a daily series."""
    from coprod.outcomes.evaluate import OUTCOMES
    from coprod.outcomes.series import SERIES

    return next((one for one in OUTCOMES if one.name == name), None) or next(one for one in SERIES if one.name == name)


def map_parts(found: Map, language: Language) -> list[Part]:
    """Return the map from both beginnings."""
    outcome = outcome_of(found.outcome)
    header = [f"{found.y.key} ↓ {found.x.key} →", *map(digits, found.x.levels),
              translate("dilemma.tips_at", language)]
    parts = []
    for beginning, points in found.points.items():
        rows = [[digits(level), *(_cell(point, outcome.unit, language) for point in points[row]),
                 _tips_at(found.line[beginning][row], found.shares(beginning)[row], language)]
                for row, level in enumerate(found.y.levels)]
        heading = translate(f"dilemma.beginning_{beginning}", language, **(
            {"days": found.inherited_days} if beginning == "down" else {}))
        parts.append(Part(heading, "", header, rows))
    return parts


def map_title(found: Map, language: Language) -> str:
    """Return what is mapped over what."""
    outcome = outcome_of(found.outcome)
    return translate("dilemma.map_title", language, outcome=with_unit(pick(language, outcome), outcome.unit, language),
                     x=label_of(found.x.key, language), y=label_of(found.y.key, language))


def map_answer(found: Map, language: Language) -> str:
    """Say whether there is a tipping line, and whether the two beginnings end alike."""
    up, down = found.shares("up"), found.shares("down")
    if found.tips:
        n, m = (sum(np.isfinite(one.estimate) for one in found.line[name]) for name in ("up", "down"))
        first = translate("dilemma.tipping", language, n=n, m=m, rows=len(found.y.levels))
    else:
        both = np.stack([up, down])
        first = translate("dilemma.no_tipping", language, low=100 * np.nanmin(both), high=100 * np.nanmax(both))
    return first + " " * (language == "en") + translate("dilemma.hysteresis", language, n=found.apart, points=up.size)


def stairs_part(found: Sequence[Stair], language: Language) -> Part:
    """Return the backlog of every step, up and down."""
    clear = sum(one.later.clear for one in found)
    header = [translate(f"dilemma.stairs_{name}", language) for name in ("level", "up", "down", "later")]
    rows = [[f"+{100 * one.level:.0f} %", _with_span(one.up, "", language), _with_span(one.down, "", language),
             _difference(one.later, "")] for one in found]
    return Part(translate("dilemma.stairs_title", language),
                translate("dilemma.stairs_sentence", language, n=clear, steps=len(found) - 1), header, rows)


def loops_parts(found: Loops, language: Language) -> list[Part]:
    """Return the table of cuts, and that of levers moved."""
    columns = ("arrow", "response", "gain", "by_seed", "recovery", "never", "slower")
    header = [translate(f"dilemma.{name}", language) for name in columns]
    sections = (("arrows_section", found.rows), ("levers_section", found.levers))
    return [Part(translate(f"dilemma.{name}", language), "", header, [_row(found, one, language) for one in rows])
            for name, rows in sections if rows]


def loops_title(found: Loops, language: Language) -> str:
    """Return what responds to what."""
    series = outcome_of(found.series)
    unit = translate("dilemma.day_unit", language, unit=unit_in(language, series.unit))
    return translate("dilemma.loops_title", language, series=f"{pick(language, series)} ({unit})", days=found.wave.days,
                     size=100 * found.wave.size)


def loops_answer(found: Loops, language: Language) -> str:
    """Name the arrows that clearly amplify or damp, and the levers that clearly change recovery."""
    single = [one for one in found.rows[1:] if len(one.off) == 1 or one.name == "open"]
    up = [row_label(one, language) for one in single if one.gain.low > 1]
    down = [row_label(one, language) for one in single if one.gain.high < 1]
    first = translate("dilemma.clear_gains", language, up=_listed(up, language), down=_listed(down, language))
    if not found.levers:
        return first
    names = [row_label(one, language) for one in found.levers if one.slower.clear]
    sentences = [first, translate("dilemma.clear_levers", language, names=_listed(names, language))]
    never = found.rows[0].recovery.never
    if never > 0:  # days that were never reached cannot be compared; shares of seeds can
        back = [row_label(one, language) for one in found.levers if one.recovery.never == 0]
        sentences.append(translate("dilemma.stays_down", language, never=100 * never, names=_listed(back, language)))
    return (" " * (language == "en")).join(sentences)


def row_label(one: Row, language: Language) -> str:
    """Return what is cut or moved in an arm."""
    from coprod.laboratory.dilemma.levers import levers

    if one.name in ("circle", "open"):
        return translate(f"dilemma.{one.name}", language)
    if one.off:
        return " + ".join(pick(language, arrow) for arrow in one.off)
    return pick(language, levers()[one.name]) if one.name in levers() else one.name


def path_parts(found: Path, language: Language) -> list[Part]:
    """Return the path: both ends, the change with the circle whole and cut, and what the circle adds."""
    header = [translate(f"dilemma.{name}", language) for name in ("outcome", "slack", "overload", "change", "change_cut",
                                                                  "by_circle")]
    rows = []
    for name, steps in found.found.items():
        outcome, last = outcome_of(name), steps[-1]
        rows.append([with_unit(pick(language, outcome), outcome.unit, language),
                     figure(steps[0].mean.estimate, outcome.unit, language), figure(last.mean.estimate, outcome.unit, language),
                     *(_difference(one, outcome.unit) for one in (last.change, last.change_cut, last.by_circle))])
    return [Part(translate("dilemma.path_title", language, steps=len(found.points)),
                 translate("dilemma.path_sentence", language), header, rows)]


def rules_parts(found: OtherRules, language: Language) -> list[Part]:
    """Return where desks tip and what overload changes, under every rule."""
    header = [translate("dilemma.rule", language), translate("dilemma.tips_at", language),
              *(with_unit(pick(language, outcome), outcome.unit, language) for outcome in map(outcome_of, found.rows[0].change))]
    rows = [[rule_label(row, language), _tips_at(row.tips_at, row.shares, language),
             *(_difference(one, outcome_of(name).unit) for name, one in row.change.items())] for row in found.rows]
    return [Part(translate("dilemma.rules_title", language, x=label_of(found.x.key, language)),
                 translate("dilemma.rules_sentence", language), header, rows)]


def rules_answer(found: OtherRules, language: Language) -> str:
    """Say under how many of the other rules the findings stand."""
    n = len(found.rows) - 1
    parts = [translate("dilemma.rules_tip", language, k=found.crossed, n=n)]
    parts += [translate("dilemma.rules_stand", language, outcome=pick(language, outcome_of(name)), k=found.same(name), n=n)
              for name, one in found.rows[0].change.items() if one.clear]
    return translate("list.sentence", language, text=translate("list.semicolon", language).join(parts))


def rule_label(row: UnderRule, language: Language) -> str:
    """Return the decision and the rule by which it is taken, in words."""
    from coprod.agents.decisions import all_decisions

    if row.choice is None:
        return translate("dilemma.rules_as_they_are", language)
    decision, rule = row.choice
    said = all_decisions()[decision].labels.get(rule)
    return f"{decision} = {rule}" + (f" ({pick(language, said)})" if said else "")


def step_text(settings: Mapping[str, Any], number: int, language: Language) -> str:
    """Return what a step of the path sets."""
    return translate("dilemma.step", language, number=number + 1,
                     settings=translate("list.comma", language).join(
                         f"{label_of(key, language)} {digits(value)}" for key, value in settings.items()))


def _cell(point: Any, unit: str, language: Language) -> str:
    low, high = (figure(value, unit, language) for value in (point.q25, point.q75))
    spread = f" ({low}–{high})" if np.isfinite(point.q25) else ""
    return f"{figure(point.median.estimate, unit, language)}{spread} · {100 * point.tipped:.0f} %"


def _tips_at(one: Interval, shares: Any, language: Language) -> str:
    if not np.isfinite(one.estimate):
        return translate("dilemma.everywhere" if np.nanmin(shares) >= 0.5 else "dilemma.nowhere", language)
    return _with_span(one, "", language)


def _row(found: Loops, one: Row, language: Language) -> list[str]:
    label = row_label(one, language)
    if not one.active:
        return [label, translate("dilemma.is_off", language), "", "", "", "", ""]
    gain = translate("dilemma.undecided", language) if np.isnan(one.gain.estimate) else _with_span(one.gain, "", language)
    never = f"{100 * one.recovery.never:.0f} %" if np.isfinite(one.recovery.never) else ""
    is_circle = one.name == "circle"
    return [label, _with_span(one.response, "", language), "1" if is_circle else gain,
            "1" if is_circle else _with_span(one.by_seed, "", language), _days(found, one, language), never,
            "" if is_circle else _difference(one.slower, "")]


def _days(found: Loops, one: Row, language: Language) -> str:
    """Return the median days to recover, with quartiles."""
    most = found.base.days - found.wave.first - found.wave.days

    def written(value: float) -> str:
        return digits(value) if np.isfinite(value) else translate("dilemma.beyond", language, days=most)

    median, low, high = (written(value) for value in (one.recovery.median, one.recovery.low, one.recovery.high))
    return median if low == high == median else f"{median} ({low}–{high})"


def _with_span(one: Interval, unit: str, language: Language) -> str:
    """Return an estimate with its interval."""
    estimate = figure(one.estimate, unit, language) if np.isfinite(one.estimate) else "—"
    if not np.isfinite(one.low) or one.low == one.high:
        return estimate
    return with_minus(f"{estimate} ({figure(one.low, unit, language)} … {figure(one.high, unit, language)})")


def _difference(one: PairedDifference, unit: str) -> str:
    if one.n == 0:
        return "—"
    if one.low == one.high == 0:
        return "0"
    return f"{change(one.mean, unit)} ({span(one.low, one.high, unit)})" if one.n > 1 else change(one.mean, unit)


def _listed(names: Sequence[str], language: Language) -> str:
    return translate("list.comma", language).join(names) if names else translate("dilemma.none", language)
