"""A minimal SolaraViz page, for those who come from Mesa: ``solara run coprod.interfaces.dashboard.solaraviz``.

It drives the same :class:`~coprod.model.CoproductionModel` as everything else, step by step. The sliders are those of
the declared parameters. The model is made for each visitor, not at the level of the module, where all would share it.
"""

from __future__ import annotations

from typing import Any

import solara
from mesa.visualization import Slider, SolaraViz, make_plot_component

from coprod.interfaces.dashboard.server import guard
from coprod.model import COLLECTED, HEADLINE, CoproductionModel
from coprod.parameters import Declaration
from coprod.parameters.model import declarations_by_key
from coprod.text.glossary import pick, preferred_language

guard()

LESSON_SIZE: dict[str, Any] = {"communities": 4, "streets": 2, "residents_per_community": 500}
"""A town of 2,000 residents: a day takes less than a millisecond."""

_STEPS = 50


def model_params() -> dict[str, Any]:
    """Return what SolaraViz offers to change: the seed and the headline levers, with their labels and ranges."""
    known, language = declarations_by_key(), preferred_language()
    sliders = {
        name: slider(known[key], pick(language, known[key], "label"))
        for name, key in HEADLINE.items()
        if name not in LESSON_SIZE and known[key].role == "lever" and known[key].kind in ("int", "float")
    }
    return {"rng": Slider("rng", value=1, min=0, max=100, step=1, dtype=int), **LESSON_SIZE, **sliders}


def slider(declaration: Declaration, label: str) -> Slider:
    """Return the slider of a declared parameter over its plausible range."""
    low, high = declaration.plausible or declaration.bounds or (0, 1)
    whole = declaration.kind == "int"
    step = 1 if whole else (high - low) / _STEPS
    words = f"{label} ({declaration.unit})" if declaration.unit else label
    return Slider(words, value=declaration.default, min=low, max=high, step=step, dtype=int if whole else float)


@solara.component
def Today(model: CoproductionModel) -> None:
    """Say what day it is and how the town fares."""
    from mesa.visualization.utils import update_counter

    update_counter.get()
    busy = f" · {100 * model.utilisation:.0f} %" if model.day else ""
    solara.Text(f"{model.day} d{busy}")


@solara.component
def Page() -> None:
    """Show the model as Mesa users know it."""
    model = solara.use_memo(lambda: CoproductionModel(rng=1, **LESSON_SIZE), [])
    plots = [make_plot_component(name) for name in COLLECTED]
    SolaraViz(
        model,
        components=[Today, *plots],
        model_params=solara.use_memo(model_params, []),
        name="coprod",
        play_interval=50,
    )
