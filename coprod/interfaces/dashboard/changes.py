"""What changed, in words: from one pair of worlds, or from many pairs that differ in the random seed alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coprod.interfaces.dashboard.texts import place
from coprod.laboratory.statistics import PairedDifference, paired_difference
from coprod.text.glossary import Language, pick, translate, unit_in

MINUTES = "minutes_controlled"
"""Name of the row about the scripted incident, which is no outcome of the run as a whole."""

SAME = 1e-12


@dataclass(frozen=True)
class Row:
    """An outcome in both worlds; from one pair of worlds it has no interval."""

    name: str
    label: str
    unit: str
    direction: int
    pair: PairedDifference

    @property
    def difference(self) -> float:
        """Return B − A."""
        return self.pair.mean

    @property
    def changed(self) -> bool:
        """Tell whether the worlds differ at all."""
        return bool(np.isfinite(self.difference)) and abs(self.difference) > SAME * max(1.0, abs(self.pair.first))

    @property
    def relative(self) -> float | None:
        """Return the difference as a share of world A, if that means anything."""
        if not np.isfinite(self.difference) or abs(self.pair.first) < SAME:
            return None
        return self.difference / abs(self.pair.first)


def rows_of(
    first: Sequence[Mapping[str, float]],
    second: Sequence[Mapping[str, float]],
    names: Sequence[str],
    language: Language,
) -> list[Row]:
    """Return a row for every outcome of `names`, from one or many runs of each world in the same order of seeds."""
    from coprod.outcomes.evaluate import OUTCOMES

    known = {one.name: one for one in OUTCOMES}
    found = []
    for name in names:
        a, b = (np.array([run.get(name, np.nan) for run in runs]) for runs in (first, second))
        if name == MINUTES:
            found.append(
                Row(name, translate("changes.minutes", language), translate("unit.min", language), -1, paired_difference(a, b))
            )
        elif name in known:
            one = known[name]
            factor, lines = scaled(one.unit, language)
            found.append(Row(name, pick(language, one), lines, one.direction, paired_difference(factor * a, factor * b)))
    return found


def scaled(name: str, language: Language) -> tuple[float, str]:
    """Return the factor and the unit in which a reader wants a quantity: shares are told in percent."""
    return (100.0, "%") if name in ("share", "probability", "0–1", "0-1") else (1.0, unit_in(language, name))


def shown(row: Row, many: bool, language: Language) -> dict[str, Any]:
    """Return a row as the browser draws it."""
    pair, scale = row.pair, abs(row.pair.first)
    clear = row.changed and (not many or pair.clear)
    relative = [
        None if row.relative is None or not np.isfinite(end) else float(end / scale) for end in (pair.low, pair.high)
    ]
    return {
        "name": row.name,
        "label": row.label,
        "unit": row.unit,
        "a": _number(pair.first),
        "b": _number(pair.second),
        "difference": _number(pair.mean),
        "low": _number(pair.low),
        "high": _number(pair.high),
        "relative": row.relative,
        "low_relative": relative[0],
        "high_relative": relative[1],
        "clear": clear,
        "good": None if row.direction == 0 or not clear else row.difference * row.direction > 0,
        "said": sentence(row, many, language),
        "short": _short(row, clear, language),
    }


def sentence(row: Row, many: bool, language: Language) -> str:
    """Say in one sentence what became of an outcome."""
    values: dict[str, str] = {
        "label": row.label,
        "a": amount(row.pair.first),
        "b": amount(row.pair.second),
        "unit": row.unit,
        "points": _difference_unit(row, language),
        "difference": signed(row.difference),
        "low": signed(row.pair.low),
        "high": signed(row.pair.high),
        "n": str(row.pair.n),
    }
    if not np.isfinite(row.difference):
        return translate("changes.nothing", language, **values)
    if not row.changed:
        return translate("changes.same", language, **values)
    if not many:
        return translate("changes.once", language, **values)
    return translate("changes.clear" if row.pair.clear else "changes.unclear", language, **values)


def sentences(rows: Sequence[Row], many: bool, language: Language, most: int = 3) -> list[str]:
    """Say what changed most; say so if nothing did."""
    moved = [row for row in rows if row.changed and (not many or row.pair.clear)]
    if not moved:
        return [translate("changes.none_many" if many else "changes.none", language)]
    moved.sort(key=lambda row: (row.name != MINUTES, -min(1e6, abs(row.relative if row.relative is not None else 1e6))))
    lines = [sentence(row, many, language) for row in moved[:most]]
    unclear = [row.label for row in rows if row.changed and not row.pair.clear] if many else []
    if unclear:
        lines.append(translate("changes.rest_unclear", language, labels=("、" if language == "zh" else ", ").join(unclear)))
    return lines


def about_incident(a: Mapping[str, Any] | None, b: Mapping[str, Any] | None, language: Language) -> str | None:
    """Say in one sentence how the same incident went in both worlds."""
    if a is None or b is None:
        return None
    minutes = {"a": a["marks"]["controlled"], "b": b["marks"]["controlled"]}
    saved = minutes["a"] - minutes["b"]
    values = {
        "type": translate(f"incident.{a['type']}", language),
        "place": place(a["community"], language),
        "a": amount(minutes["a"], 0),
        "b": amount(minutes["b"], 0),
        "saved": amount(abs(saved), 0),
        "sign_a": amount(a["approval"], 0),
        "sign_b": amount(b["approval"], 0),
    }
    if abs(saved) < 0.5:
        return translate("changes.incident_same", language, **values)
    return translate("changes.incident_sooner" if saved > 0 else "changes.incident_later", language, **values)


def amount(value: float, digits: int | None = None) -> str:
    """Write a number with as many digits as a reader wants."""
    if not np.isfinite(value):
        return "–"
    size = abs(value)
    digits = digits if digits is not None else 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    text = f"{value:,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−") if text not in ("-0", "") else "0"


def signed(value: float) -> str:
    """Write a difference with its sign."""
    return ("+" if value > 0 else "") + amount(value)


def _short(row: Row, clear: bool, language: Language) -> str:
    if not row.changed:
        return translate("changes.short_same", language)
    text = f"{signed(row.difference)} {_difference_unit(row, language)}".strip()
    return text if clear else f"{text} · {translate('changes.short_unclear', language)}"


def _difference_unit(row: Row, language: Language) -> str:
    return translate("unit.points", language) if row.unit == "%" else row.unit


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
