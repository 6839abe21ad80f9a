"""Reading ``[[target]]``: figures that were observed, as outcomes of a run or as a series of periods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coprod.kernel.calendar import MAX_DAYS
from coprod.laboratory.calibration.entries import entries
from coprod.laboratory.calibration.targets import Figure, standard_error
from coprod.laboratory.observe import HOWS, How, Window
from coprod.laboratory.reader import Reader, is_number
from coprod.laboratory.simulator import Simulator
from coprod.text.messages import message

_KEYS = ("outcome", "series", "value", "values", "error", "interval", "discrepancy", "held_back", "from", "period", "how",
         "label", "label_zh")
_OF_SERIES = ("values", "from", "period", "how")
_MONTH = 30


def read_targets(reader: Reader, simulator: Simulator, days: int) -> tuple[tuple[Figure, ...], tuple[Window, ...]]:
    """Return every observed figure, and the windows on daily series that some of them are."""
    figures: list[Figure] = []
    windows: list[Window] = []
    if not reader.tree.get("target"):
        reader.note("target", None, message("calibrate.needs_targets"))
    for one in entries(reader, "target"):
        one.only(_KEYS)
        if ("outcome" in one.tree) == ("series" in one.tree):
            one.note("outcome", one.tree.get("outcome"), message("calibrate.outcome_or_series"))
            continue
        found, some = _series(one, simulator, days) if "series" in one.tree else (_outcome(one, simulator), [])
        for figure in found:
            if figure.name in {other.name for other in figures}:
                one.note("outcome" if "outcome" in one.tree else "series", figure.name, message("problem.given_twice"))
        figures += found
        windows += some
    return tuple(figures), tuple(windows)


def _outcome(one: Reader, simulator: Simulator) -> list[Figure]:
    """Return the figure of an outcome of a run."""
    for key in _OF_SERIES:
        if key in one.tree:
            one.note(key, one.tree[key], message("calibrate.of_series_only"))
    name = one.text("outcome")
    registry = simulator.outcomes()
    declared = registry.get(name) if registry else None
    if registry is not None and declared is None:
        one.note("outcome", name, message("calibrate.no_such_outcome"), known=registry)
    (value,) = _numbers(one, "value", [one.tree.get("value")])
    (error,) = _errors(one, [value])
    labels = (declared.en, declared.zh) if declared else (name, name)
    return [Figure(name, value, error, _discrepancy(one), one.flag("held_back", False), one.text("label", labels[0] or name),
                   one.text("label_zh", labels[1] or name), declared.unit if declared else "")]


def _series(one: Reader, simulator: Simulator, days: int) -> tuple[list[Figure], list[Window]]:
    """Return the figure of every period of a daily series, and the window that it is."""
    if "value" in one.tree:
        one.note("value", one.tree["value"], message("calibrate.of_outcome_only"))
    name, known = one.text("series"), simulator.series()
    if known is not None and name not in known:
        one.note("series", name, message("calibrate.no_such_series"), known=known)
    given = one.tree.get("values")
    if not isinstance(given, list) or not given:
        one.note("values", given, message("calibrate.list_of_numbers"))
        return [], []
    values = _numbers(one, "values", given)
    start, period = one.whole("from", 0, 0, MAX_DAYS), one.whole("period", _MONTH, 1, MAX_DAYS)
    how: Any = one.choice("how", HOWS, "sum")
    if start + period * len(values) > days:
        one.note("values", len(values), message("calibrate.ends_after_run", n=len(values), period=period, start=start, days=days))
    declared = (known or {}).get(name)
    labels = [one.text(key, getattr(declared, language, name)) for key, language in (("label", "en"), ("label_zh", "zh"))]
    errors, discrepancy, held = _errors(one, values), _discrepancy(one), one.flag("held_back", False)
    figures, windows = [], []
    for i, (value, error) in enumerate(zip(values, errors, strict=True)):
        first, end = start + i * period, start + (i + 1) * period
        en, zh = f"{labels[0]}, days {first + 1}–{end}", f"{labels[1]}（第{first + 1}—{end}天）"
        window = Window(window_name(name, how, first, end), name, first, end, how, en, zh)
        windows.append(window)
        figures.append(Figure(window.name, value, error, discrepancy, held, en, zh, getattr(declared, "unit", "")))
    return figures, windows


def window_name(series: str, how: How, first: int, end: int) -> str:
    """Return the name of the outcome that a period of a daily series becomes: it says which, so that runs are found again."""
    return f"{series}.{how}.{first}.{end}"


def _numbers(one: Reader, key: str, given: Sequence[Any]) -> list[float]:
    for number in given:
        if not is_number(number):
            one.note(key, number, message("problem.any_number"))
    return [float(number) if is_number(number) else 0.0 for number in given]


def _errors(one: Reader, values: Sequence[float]) -> list[float]:
    """Return a standard error for every value: from ``error``, one for all or one for each, or from a 95 % ``interval``."""
    if ("error" in one.tree) == ("interval" in one.tree):
        one.note("error", one.tree.get("error"), message("calibrate.error_or_interval"))
        return [1.0] * len(values)
    if "interval" in one.tree:
        ends = one.tree["interval"]
        if len(values) > 1 or not (isinstance(ends, list) and len(ends) == 2 and all(map(is_number, ends))
                                   and ends[0] < ends[1]):
            one.note("interval", ends, message("calibrate.interval_form"))
            return [1.0] * len(values)
        return [standard_error(*ends)]
    given = one.tree["error"]
    errors = given if isinstance(given, list) else [given] * len(values)
    if len(errors) != len(values):
        one.note("error", given, message("calibrate.one_error_each", n=len(values)))
        return [1.0] * len(values)
    for error in errors if isinstance(given, list) else [given]:
        if not is_number(error) or error < 0:
            one.note("error", error, message("calibrate.not_below_zero"))
    return [float(error) if is_number(error) and error >= 0 else 1.0 for error in errors]


def _discrepancy(one: Reader) -> float:
    return one.number("discrepancy", 0.0, 0.0)
