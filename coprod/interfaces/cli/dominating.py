"""What dominates a run: the kind of incident and the day that make most of the damage, and where lives are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod.kernel.calendar import MINUTES_PER_DAY
from coprod.text.glossary import Language, translate

if TYPE_CHECKING:
    import pandas as pd

    from coprod.model import Run

LIVES = ["loss_life_elders", "loss_life_others"]  # the vulnerable are among both
MOST = 0.5
"""Share of a total from which one part dominates it."""


def dominating(run: Run, language: Language) -> str:
    """Return which part makes more than half of the damage and of the lives lost, in words; empty if none does.

    Whoever compares totals of a run compares mostly how these parts fared, so a summary must name them.
    """
    incidents = run.incidents.assign(type=run.incidents["type"].astype(str))
    said = [*_damage(incidents[incidents["type"] != "lift_entrapment"], language), *_lives(incidents, language)]
    return translate("run.dominates", language, text=translate("list.semicolon", language).join(said)) if said else ""


def _damage(incidents: pd.DataFrame, language: Language) -> list[str]:
    """Say which kind of incident makes most of the direct damage, and how much of it fell on one day."""
    total = incidents["loss_yuan"].sum()
    if total <= 0:
        return []
    by_kind = incidents.groupby("type")["loss_yuan"].sum() / total
    by_day = incidents.groupby(incidents["started"] // MINUTES_PER_DAY)["loss_yuan"].sum() / total
    if by_kind.max() < MOST:
        return []
    return [translate("run.dominates_damage", language, kind=translate(f"incident.{by_kind.idxmax()}", language),
                      share=_percent(by_kind.max(), language), day=_percent(by_day.max(), language))]


def _lives(incidents: pd.DataFrame, language: Language) -> list[str]:
    """Say how much of the lives lost are cardiac arrests, which the number of deaths leaves out."""
    lives = incidents[LIVES].sum(axis=1)
    arrests = lives[incidents["type"] == "cardiac_arrest"].sum()
    if lives.sum() <= 0 or arrests / lives.sum() < MOST:
        return []
    return [translate("run.dominates_lives", language, share=_percent(arrests / lives.sum(), language))]


def _percent(share: float, language: Language) -> str:
    return f"{100 * share:.0f}%" if language == "zh" else f"{100 * share:.0f} %"
