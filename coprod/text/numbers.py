"""Writing numbers for people: few digits, shares in per cent, nothing invented where there is nothing to measure."""

from __future__ import annotations

import math

from coprod.text.glossary import Language, translate, unit_in

SHARES = ("share", "probability")
"""Units that read better in per cent."""


def figure(value: float, unit: str, language: Language) -> str:
    """Return a value in three digits, shares in per cent, or words for what could not be measured."""
    if not math.isfinite(value):
        return translate("run.undefined", language)
    return f"{digits(100 * value)} %" if unit in SHARES else digits(value)


def percent(share: float) -> str:
    """Return a share in per cent, in two significant digits however small it is, and all of it as 100 %."""
    return f"{100 * share:.2g} %" if 100 * share < 99.5 else f"{100 * share:.0f} %"


def with_unit(label: str, unit: str, language: Language) -> str:
    """Return a label with the unit of its figures, if they have one."""
    shown = unit_shown(unit, language)
    return translate("list.with_unit", language, label=label, unit=shown) if shown else label


def change(value: float, unit: str) -> str:
    """Return a difference with its sign, those of shares in percentage points."""
    return f"{_signed(value, unit)}{_points(unit)}" if value and math.isfinite(value) else _signed(value, unit)


def amount(value: float, unit: str, language: Language) -> str:
    """Return the size of a difference with its unit: ``30.0 pp`` of shares, ``2.50 hours``."""
    shown = _points(unit) or (f" {unit_shown(unit, language)}" if unit_shown(unit, language) else "")
    return f"{_signed(abs(value), unit).lstrip('+') or '–'}{shown}"


def span(low: float, high: float, unit: str) -> str:
    """Return an interval of differences, such as ``−25.0 … −18.8 pp``."""
    return f"{_signed(low, unit)} … {_signed(high, unit)}{_points(unit)}" if math.isfinite(low) else ""


def _signed(value: float, unit: str) -> str:
    if not math.isfinite(value):
        return ""
    text = digits(abs(100 * value if unit in SHARES else value))
    return text if text == "0" else f"{'−' if value < 0 else '+'}{text}"


def _points(unit: str) -> str:
    return " pp" if unit in SHARES else ""


def digits(value: float) -> str:
    """Return three significant digits, thousands set apart, whole numbers without a point, and a minus before negative ones."""
    if value < 0:
        return f"−{digits(-value)}"
    if value == 0:
        return "0"
    size = math.floor(math.log10(abs(value)))
    places = max(0, 2 - size)
    if float(value).is_integer() and size < 15:
        places = 0
    return f"{value:,.{places}f}" if places < 6 else f"{value:.2e}"


def with_minus(text: str) -> str:
    """Return figures with a minus before negative ones in place of the hyphen that Python writes."""
    return text.replace("-", "−")


def unit_shown(unit: str, language: Language) -> str:
    """Return the unit to stand beside a figure: none beside per cent."""
    return "" if unit in SHARES else unit_in(language, unit)

