"""The question before the reveal: what was guessed, and what the two worlds say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from coprod.interfaces.dashboard import changes
from coprod.interfaces.dashboard.hooks import Worlds
from coprod.interfaces.dashboard.lessons import Figure, Lesson
from coprod.interfaces.dashboard.recording import Recording
from coprod.interfaces.dashboard.run_summaries import RunSummary
from coprod.interfaces.dashboard.state import State
from coprod.interfaces.dashboard.texts import unit_beside
from coprod.text.glossary import LANGUAGES, Language, pick, translate

if TYPE_CHECKING:
    from coprod.outcomes.daily_series import Series
    from coprod.outcomes.run_view import Outcome


def question(state: State, worlds: Worlds) -> dict[str, Any]:
    """Return the question of the scene, the guess once there is one, and the verdict once it is told.

    The verdict is about the worlds that the lesson asks about: where levers have been moved since, there is none.
    """
    asked, lang = state.scene.question, state.lang
    if asked is None:
        return {}
    data: dict[str, Any] = {
        "text": asked.text[lang],
        "choices": [one.text[lang] for one in asked.choices],
        "guess": state.guess,
        "seal": state.seal,
        "moved": state.moved,
        "right": None,
    }
    if state.seal or state.moved or worlds.a is None or worlds.b is None or worlds.busy:
        return data
    right, headlines = verdict(state.scene, worlds.a, worlds.b)
    data |= {"right": right, "headline": headlines[lang]}
    if right is None:
        return data
    guess = state.guess if state.guess is not None else -1
    said = "skipped" if guess < 0 else "right" if guess == right else "wrong"
    return {**data, "verdict": translate(f"question.{said}", lang, guess=asked.choices[guess].text[lang])}


def verdict(scene: Lesson, a: Recording, b: Recording) -> tuple[int | None, dict[Language, str]]:
    """Return the number of the right choice, None where nothing can be measured, and the answer as one sentence."""
    asked = scene.question
    assert asked is not None
    value = measured(scene, a, b)
    right = None if value is None else next((i for i, one in enumerate(asked.choices) if one.low <= value < one.high), None)
    return right, {language: headline(scene, value, language) for language in LANGUAGES}


def headline(scene: Lesson, value: float | None, language: Language) -> str:
    """Return the answer as one sentence; the measured number is rounded here and nowhere before."""
    asked = scene.question
    assert asked is not None
    if value is None:
        return translate("question.none", language)
    size = abs(value * display_factor(scene))
    n = changes.amount(size, 0 if size >= 1 else 2)
    kind: Literal["less", "same", "more"] = "less" if value < 0 else "more"
    if asked.compare == "b":
        kind = "more"
    elif n == "0":
        kind = "same"
    if asked.verdict:
        return asked.verdict[kind][language].format(n=n)
    unit = asked.unit[language] if asked.unit else ""
    what = "b" if asked.compare == "b" else kind
    return translate(f"question.told_{what}", language, value=f"{n} {unit}".strip())


def answer(state: State, worlds: Worlds) -> dict[str, Any]:
    """Return the quantity that was asked about in both worlds, with the guess and the right answer as ranges of world B."""
    asked, lang = state.scene.question, state.lang
    if asked is None or state.seal or worlds.a is None or worlds.b is None:
        return {}
    values = [quantity(state.scene, world) for world in (worlds.a, worlds.b)]
    if not all(map(np.isfinite, values)):
        return {}
    factor, unit = unit_of(state.scene, lang)
    found = question(state, worlds).get("right")
    label = label_of(state.scene, lang)
    shown: dict[str, Any] = {"label": label, "unit": unit, "beside": unit_beside(label, unit),
                             "a": values[0] * factor, "b": values[1] * factor,
                             "guess": None, "right": None, "text": asked.text[lang]}
    if state.moved:
        return shown
    ranges = {"guess": state.guess if state.guess is not None and state.guess >= 0 else None, "right": found}
    for name, choice in ranges.items():
        mark = None if choice is None else mark_of(state, choice, values[0])
        if mark:
            shown[name] = {**mark, **{end: None if mark[end] is None else mark[end] * factor for end in ("low", "high")}}
    return shown


def measured(scene: Lesson, a: Recording, b: Recording) -> float | None:
    """Return the number that a lesson's question asks for, or None if these worlds do not have it."""
    asked = scene.question
    assert asked is not None
    pair = [quantity(scene, world) for world in (a, b)]
    value = {
        "difference": pair[1] - pair[0],
        "b": pair[1],
        "percent": 100 * (pair[1] / pair[0] - 1) if pair[0] else np.nan,
    }[asked.compare]
    return value if np.isfinite(value) else None


def quantity(scene: Lesson, world: Recording | RunSummary) -> float:
    """Return the quantity that a lesson's question is about, in one world; not a number where there is none."""
    asked = scene.question
    assert asked is not None
    return figure(world, asked.measure, asked.when)


def figure(world: Recording | RunSummary, measure: str, when: str = "end") -> float:
    """Return a number of a run: ``incident.<name>``, ``outcome.<name>`` or ``series.<name>`` (`when`: end, highest or mean)."""
    kind, _, name = measure.partition(".")
    if kind == "incident":
        one = world.scripted
        value = np.nan if one is None else one[name] if name in one else one["marks"][name]
        value = np.nan if value is None else value
    elif kind == "outcome":
        value = world.outcomes.get(name, np.nan)
    else:
        series = world.series[name] if isinstance(world, RunSummary) else world.series(name)
        value = {"end": series[-1], "highest": series.max(), "mean": series.mean()}[when]
    return float(value)


def label_of(scene: Lesson, language: Language) -> str:
    """Return the name of the quantity that is asked about."""
    asked = scene.question
    assert asked is not None
    kind, _, name = asked.measure.partition(".")
    if kind == "incident":
        return translate(f"measure.{name}", language)
    label = pick(language, _declared(name))
    return label if kind == "outcome" else translate(f"measure.{asked.when}", language, label=label)


def _declared(name: str) -> Outcome | Series:
    from coprod.outcomes.evaluate import OUTCOMES
    from coprod.outcomes.series import SERIES

    known: list[Outcome | Series] = [*OUTCOMES, *SERIES]
    return next(one for one in known if one.name == name)


def unit_of(scene: Lesson, language: Language) -> tuple[float, str]:
    """Return what the quantity that is asked about is multiplied by when it is shown, and its unit."""
    assert scene.question is not None
    return unit_of_measure(scene.question.measure, language)


def unit_of_measure(measure: str, language: Language) -> tuple[float, str]:
    """Return what a measured number is multiplied by when it is shown, and its unit: shares are shown in percent."""
    kind, _, name = measure.partition(".")
    if kind != "incident":
        return changes.scaled(_declared(name).unit, language)
    return changes.scaled("probability", language) if name == "survival" else (1.0, translate("unit.min", language))


def with_figures(text: str, scene: Lesson, worlds: Worlds, language: Language) -> str:
    """Return a text with the figures of the two runs in it; three dots for each while they are being made."""
    def written(one: Figure) -> str:
        world = worlds.a if one.world == "a" else worlds.b
        if world is None:
            return "…"
        value = figure(world, one.measure, one.when) * unit_of_measure(one.measure, language)[0]
        return changes.amount(value, 0 if abs(value) >= 10 else 1)

    return text.format(**{name: written(one) for name, one in scene.figures.items()}) if scene.figures else text


def display_factor(scene: Lesson) -> float:
    """Return what the measured number is multiplied by when it is told: shares are told in percent."""
    asked = scene.question
    assert asked is not None
    return 1.0 if asked.compare == "percent" else unit_of(scene, "en")[0]


def guess_mark(state: State, worlds: Worlds) -> dict[str, Any] | None:
    """Return what the reader guessed as a range of the measured number, for charts to mark; None without a guess.

    The range is that of B: minutes for an incident, the value of the outcome or series otherwise.
    """
    asked = state.scene.question
    if asked is None or state.guess is None or not 0 <= state.guess < len(asked.choices) or worlds.a is None or state.seal:
        return None
    return mark_of(state, state.guess, quantity(state.scene, worlds.a))


def mark_of(state: State, choice: int, a: float) -> dict[str, Any] | None:
    """Return a choice as a range of what world B would have, where world A has `a`; an open end is None."""
    asked = state.scene.question
    assert asked is not None
    if not np.isfinite(a):
        return None
    one = asked.choices[choice]

    def of_b(end: float) -> float | None:
        value = {"difference": a + end, "percent": a * (1 + end / 100), "b": end}[asked.compare]
        return float(value) if np.isfinite(value) else None

    kind, _, name = asked.measure.partition(".")
    return {"kind": kind, "name": name, "low": of_b(one.low), "high": of_b(one.high), "words": one.text[state.lang]}
