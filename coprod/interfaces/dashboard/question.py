"""The question before the reveal: what was guessed, and what the two worlds say."""

from __future__ import annotations

from typing import Any

import numpy as np

from coprod.interfaces.dashboard import changes
from coprod.interfaces.dashboard.hooks import Worlds
from coprod.interfaces.dashboard.lessons import Lesson
from coprod.interfaces.dashboard.recording import Recording
from coprod.interfaces.dashboard.state import State
from coprod.text.glossary import translate


def question(state: State, worlds: Worlds) -> dict[str, Any]:
    """Return the question of the scene, and, once somebody has guessed, what the two worlds answer."""
    asked, lang = state.scene.question, state.lang
    if asked is None:
        return {}
    data: dict[str, Any] = {
        "text": asked.text[lang],
        "choices": [one.text[lang] for one in asked.choices],
        "guess": state.guess,
    }
    if state.guess is None or worlds.a is None or worlds.b is None:
        return data
    value = measured(state.scene, worlds.a, worlds.b)
    if value is None:
        return {**data, "right": None, "verdict": "", "answer": translate("question.none", lang)}
    right = next((i for i, one in enumerate(asked.choices) if one.low <= value < one.high), None)
    verdict = "skipped" if state.guess < 0 else "right" if state.guess == right else "wrong"
    unit = asked.unit[lang] if asked.unit else ""
    shown_value = changes.signed(value * display_factor(state.scene))
    answer = translate(f"question.measured_{asked.compare}", lang, value=f"{shown_value} {unit}".strip())
    return {**data, "right": right, "verdict": translate(f"question.{verdict}", lang), "answer": answer}


def measured(scene: Lesson, a: Recording, b: Recording) -> float | None:
    """Return the number that a lesson's question asks for, or None if these worlds do not have it."""
    asked = scene.question
    assert asked is not None
    kind, _, name = asked.measure.partition(".")
    pair = []
    for world in (a, b):
        if kind == "incident":
            one = world.scripted
            value = np.nan if one is None else one[name] if name in one else one["marks"][name]
        elif kind == "outcome":
            value = world.outcomes.get(name, np.nan)
        else:
            series = world.series(name)
            value = {"end": series[-1], "highest": series.max(), "mean": series.mean()}[asked.when]
        pair.append(float(value))
    value = {
        "difference": pair[1] - pair[0],
        "b": pair[1],
        "percent": 100 * (pair[1] / pair[0] - 1) if pair[0] else np.nan,
    }[asked.compare]
    return value if np.isfinite(value) else None


def display_factor(scene: Lesson) -> float:
    """Return what the measured number is multiplied by when it is told: shares are told in percent."""
    from coprod.outcomes.evaluate import OUTCOMES

    asked = scene.question
    assert asked is not None
    kind, _, name = asked.measure.partition(".")
    if kind != "outcome" or asked.compare == "percent":
        return 1.0
    return next(changes.scaled(one.unit, "en")[0] for one in OUTCOMES if one.name == name)


def guess_mark(state: State, worlds: Worlds) -> dict[str, Any] | None:
    """Return what the reader guessed as a range of the measured number, for charts to mark; None without a guess.

    The range is that of B: minutes for an incident, the value of the outcome or series otherwise.
    """
    asked = state.scene.question
    if asked is None or state.guess is None or not 0 <= state.guess < len(asked.choices) or worlds.a is None:
        return None
    choice = asked.choices[state.guess]
    a = measured(
        state.scene.model_copy(update={"question": asked.model_copy(update={"compare": "b"})}), worlds.a, worlds.a
    )
    if a is None:
        return None

    def of_b(end: float) -> float | None:
        value = {"difference": a + end, "percent": a * (1 + end / 100), "b": end}[asked.compare]
        return float(value) if np.isfinite(value) else None

    kind, _, name = asked.measure.partition(".")
    return {
        "kind": kind,
        "name": name,
        "low": of_b(choice.low),
        "high": of_b(choice.high),
        "words": choice.text[state.lang],
    }
