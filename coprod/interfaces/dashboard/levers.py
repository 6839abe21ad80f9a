"""Levers as the page shows them, made from the declarations of the parameters."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from coprod.interfaces.dashboard.state import Side, State
from coprod.parameters import Declaration, Parameters, Value, declarations
from coprod.parameters.model import declarations_by_key, group_models
from coprod.references import Code, entry_of
from coprod.text.glossary import Language, pick, texts, translate, unit_in


def levers_on_show(state: State) -> list[dict[str, Any]]:
    """Return the levers that the lesson puts on show, as the browser draws them."""
    known = declarations_by_key()
    return [lever(known[key], state, *_bases(state)) for key in state.scene.levers]


def all_levers(state: State) -> list[dict[str, Any]]:
    """Return every lever and uncertainty, by group."""
    found = []
    bases = _bases(state)
    for name, group in group_models().items():
        mine = [d for d in declarations() if d.group == name and d.role != "constant"]
        if mine:
            found.append(
                {
                    "name": name,
                    "title": pick(state.lang, group, "title"),
                    "levers": [lever(d, state, *bases) for d in mine],
                }
            )
    return found


def _bases(state: State) -> tuple[Parameters, Parameters, Parameters]:
    """Return the parameters of the world on show before and after the reader's changes, and those of the other."""
    other: Side = "a" if state.side == "b" else "b"
    return state.scene.parameters(state.side), state.parameters(state.side), state.parameters(other)


def lever(
    declaration: Declaration, state: State, before: Parameters, now: Parameters, other: Parameters
) -> dict[str, Any]:
    """Return one lever: its value in the world on show, where it began, and everything its declaration says."""
    d, lang = declaration, state.lang
    value, start = now.value(d.key), before.value(d.key)
    shown: dict[str, Any] = {
        "key": d.key,
        "kind": d.kind,
        "side": state.side,
        "label": pick(lang, d, "label"),
        "tip": pick(lang, d, "tip"),
        "unit": unit_in(lang, d.unit),
        "value": value,
        "start": start,
        "other": other.value(d.key),
        "changed": value != start,
        "range": range_text(d, lang),
        "source_text": source_text(d, lang),
        "stands": stands_for(d, lang),
    }
    if d.kind == "choice":
        shown |= {"choices": list(d.choices), "choice_labels": choice_labels(d, lang)}
    elif d.kind in ("int", "float"):
        shown |= _scale(d, value, start)
    return shown


def _scale(d: Declaration, *values: Value) -> dict[str, float]:
    """Return the ends and the step of a slider: the plausible range, stretched to what is set."""
    low, high = d.plausible or d.bounds or (0.0, 1.0)
    low, high = min(low, *map(float, values)), max(high, *map(float, values))
    if d.kind == "int":
        return {"low": low, "high": high, "step": 1}
    fine = (high - low) / 200 or 1.0
    power = 10.0 ** math.floor(math.log10(fine))
    return {"low": low, "high": high, "step": power * next(m for m in (1, 2, 5, 10) if m * power >= fine * 0.999)}


def range_text(d: Declaration, language: Language) -> str:
    """Say which values are plausible and which are accepted."""
    if d.kind in ("bool", "choice"):
        return translate("levers.any", language)
    low, high = d.plausible or d.bounds or (0, 0)
    least, most = d.bounds or (low, high)
    return translate("levers.range", language, low=short(low), high=short(high), least=short(least), most=short(most))


def short(value: float) -> str:
    """Write a bound briefly."""
    return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.3g}"


def source_text(d: Declaration, language: Language) -> str:
    """Say in words where the mechanism and where the number of a parameter comes from."""
    return translate("source.both", language, mechanism=mechanism_from(d, language), number=number_from(d, language))


def mechanism_from(d: Declaration, language: Language) -> str:
    """Say in words what the mechanism of a parameter comes from."""
    return _named(d.mechanism_from, language) or translate("source.none", language)


def number_from(d: Declaration, language: Language) -> str:
    """Say in words where the number of a parameter comes from."""
    kind = translate(f"number.{d.number.kind}", language)
    if not d.number.codes:
        return kind
    return translate("source.within" if d.number.kind == "assumed" else "source.from", language, kind=kind,
                works=_named(d.number.codes, language))


def _named(codes: Sequence[Code], language: Language) -> str:
    return translate("list.comma", language).join(cite(code, language) for code in codes)


def cite(code: Code, language: Language) -> str:
    """Return what a code stands for, in short."""
    entry = entry_of(code)
    return pick(language, entry) if entry else translate(f"source.{code.scheme}", language, key=code.key)


def stands_for(d: Declaration, language: Language) -> str:
    """Name the mechanisms of the literature that a parameter stands for."""
    from coprod.laboratory.mechanisms import mechanisms

    rows = [mechanisms()[key] for key in d.mechanisms if key in mechanisms()]
    if not rows:
        return ""
    names = [f"{row.id} {pick(language, row)}" for row in rows]
    return translate("levers.stands", language, keys=("、" if language == "zh" else ", ").join(names))


def choice_labels(d: Declaration, language: Language) -> dict[str, str]:
    """Return a label for each choice: as the tooltip explains it (``choice: words; …``), else from the texts, else its name."""
    tip = pick(language, d, "tip")
    labels = {}
    for choice in d.choices:
        found = re.search(rf"\b{re.escape(choice)}\s*[:：]\s*([^;；。.]+)", tip, flags=re.ASCII)
        known = texts().get(f"choice.{choice}")
        labels[choice] = found.group(1).strip() if found else known[language] if known else choice.replace("_", " ")
    return labels


def value_words(d: Declaration, value: Value, language: Language) -> str:
    """Write a value with its unit, as a reader would say it."""
    if d.kind == "bool":
        return translate("levers.on" if value else "levers.off", language)
    if d.kind == "choice":
        return choice_labels(d, language)[str(value)]
    unit = unit_in(language, d.unit)
    return f"{short(float(value))} {unit}".strip()
