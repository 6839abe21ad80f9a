"""The sections on choosing: trade-offs, robustness, tipping points, and who is to blame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from coprod.laboratory.analysis.attribution import attribute, coalitions
from coprod.laboratory.analysis.cube import Matrix, shared_means
from coprod.laboratory.analysis.robustness import METRICS, rank_stability, ranks, regret_intervals, robustness
from coprod.laboratory.analysis.tipping import tipping
from coprod.laboratory.analysis.trade_off import frontier, frontier_probability
from coprod.laboratory.report.charts import Line, forest, line_chart, scatter
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.left_out import left_out
from coprod.laboratory.report.tags import figures, heading, paragraph, table
from coprod.laboratory.statistics import Interval
from coprod.text.numbers import SHARES, digits, figure

_MOST = 20


def trade_off_part(found: Findings) -> str:
    """Return the policies that no other beats on every count, means over states of the world."""
    names = found.study["analysis"]["trade_off"]
    if len(names) < 2 or found.runs.empty:
        return ""
    policies = found.policies
    if policies.n_policies < 2 and found.n_points > 1:
        return paragraph(found.translate("report.not_crossed"))
    turned = np.array([found.sign(name) * found.policy_values(name) for name in names])
    there = ~np.isnan(turned).all(axis=2).any(axis=0)
    turned[:, ~there] = np.nan
    unplaced = found.translate("report.unplaced", n=int((~there).sum())) if not there.all() else ""
    means, shared = shared_means(turned)
    costs = means.T
    on, sure = frontier(costs), frontier_probability(turned.swapaxes(0, 1))
    first, second = found.outcome(names[0]), found.outcome(names[1])
    points = [(found.sign(names[0]) * row[0], found.sign(names[1]) * row[1], found.policy(i), bool(on[i]))
              for i, row in enumerate(costs) if np.isfinite(row[:2]).all()]
    header = [
        found.of_policies("report.policy"),
        *(found.name(found.outcome(name)) for name in names),
        found.translate("report.sure"),
    ]
    rows = [(found.policy(int(i), whole=True),
             *(figure(found.sign(name) * costs[i, j], found.outcome(name)["unit"], found.language)
               for j, name in enumerate(names)), f"{100 * sure[i]:.0f} %" if np.isfinite(sure[i]) else "–")
            for i in np.flatnonzero(on)[:_MOST]]
    said = found.of_policies("report.frontier", n=int(on.sum()), all=int(there.sum())) + unplaced + over_states(found)
    return (paragraph(said) + "".join(left_out(found, name) for name in names) + _shared(found, shared, turned[:, there])
            + figures(scatter(found.translate("report.trade_off"), points, found.name(first), found.name(second)))
            + table(header, rows))


def robustness_part(found: Findings) -> str:
    """Return how every policy does when nobody knows the uncertainties."""
    name = found.study["analysis"]["robustness"]
    levers, unknown = found.compared
    if not name or found.runs.empty:
        return ""
    if not levers or not unknown:
        return paragraph(found.translate("report.no_states"))
    policies = found.policies
    if not policies.is_crossed or policies.n_states < 2:
        return paragraph(found.translate("report.not_crossed"))
    every = found.sign(name) * policies.cube(found.values(name))
    whole = ~np.isnan(every).all(axis=2).any(axis=0)  # what a policy would have come to where its runs failed, nobody knows
    cube = every[:, whole]
    grid, shared = shared_means(cube)
    missing = paragraph(found.translate("report.states_left_out", n=int((~whole).sum()), all=whole.size), "note"
                        ) if not whole.all() else ""
    if grid.shape[1] < 2:
        return missing + left_out(found, name)
    threshold = found.study["analysis"]["threshold"]
    metrics = robustness(grid, None if threshold is None else found.sign(name) * threshold)
    intervals = regret_intervals(cube)
    order = ranks(metrics)
    shown = order.assign(total=order.mean(axis=1)).sort_values("total").head(_MOST).index
    unit = found.outcome(name)["unit"]
    keys = [key for key in METRICS if key in order]
    rows = [(found.policy(i, whole=True),
             *(_metric(found, key, metrics.loc[i, key], unit, name) + _around(found, intervals.loc[i], key, unit)
               + f" ({order.loc[i, key]})" for key in keys), _percent(intervals.loc[i, "least"])) for i in shown]
    header = [found.translate("report.policy"), *(found.translate(f"metric.{key}") for key in keys),
              found.translate("report.least_regret")]
    agreement = rank_stability(order).to_numpy()[np.triu_indices(order.shape[1], 1)]
    agreement = agreement[np.isfinite(agreement)]  # a metric by which all are equal orders nothing
    tau = digits(round(float(agreement.mean()), 2)) if agreement.size else ""
    agreed = paragraph(found.translate("report.ranks", tau=tau), "note") if tau else ""
    return (paragraph(found.translate("report.robustness", policies=policies.n_policies, scenarios=grid.shape[1],
                                outcome=found.label(found.outcome(name)))) + missing + left_out(found, name)
            + _shared(found, shared, cube)
            + table(header, rows) + paragraph(found.translate("report.regret_note"), "note")
            + agreed)


def over_states(found: Findings) -> str:
    """Return the sentence that says over how many states of the world means are taken; nothing if there is but one."""
    n = found.policies.n_states
    return found.translate("report.over_states", n=n) if n > 1 else ""


def _over_others(found: Findings, n: int, *held: str) -> str:
    """Return the sentence that says over how many combinations of what is varied, besides the factors held, means are taken."""
    varied = {factor["name"] for factor in found.factors if len(factor["levels"]) > 1}
    if not found.is_crossed or varied - set(held) == varied.intersection(found.compared[1]):
        return over_states(found)
    return found.translate("report.over_others", n=n) if n > 1 else ""


def _shared(found: Findings, shared: int, values: Matrix) -> str:
    """Return which replications are compared where a run is missing; nothing where none is."""
    if not np.isnan(values).any():
        return ""
    key = "report.shared" if shared else "report.nothing_shared"
    return paragraph(found.translate(key, n=shared, all=values.shape[-1]), "note")


def _around(found: Findings, intervals: pd.Series[Any], key: str, unit: str) -> str:
    """Return the interval of a regret; nothing for other metrics."""
    low, high = (intervals.get(f"{key}_{end}", np.nan) for end in ("low", "high"))
    return f" [{figure(low, unit, found.language)} … {figure(high, unit, found.language)}]" if np.isfinite(low) else ""


def _percent(share: float) -> str:
    """Return a share in whole per cent, which may be negative; nothing where there is none."""
    return f"{digits(round(100 * share))} %" if np.isfinite(share) else ""


def _metric(found: Findings, key: str, value: float, unit: str, outcome: str) -> str:
    if key == "satisficing":
        return _percent(value)
    if key == "skewness":
        return digits(round(value, 2))
    turned = found.sign(outcome) if key in ("mean", "worst", "best", "hurwicz") else 1
    return figure(turned * value, unit, found.language)


def tipping_part(found: Findings) -> str:
    """Return whether the way up and the way down differ."""
    wanted = found.study["analysis"]["tipping"]
    if not wanted:
        return ""
    outcome, lever, direction = found.outcome(wanted["outcome"]), found.factor(wanted["lever"]), wanted["direction"]
    first, second = found.factor(direction)["levels"]
    up, down = (_sweep(found, outcome["name"], lever["name"], {direction: end}) for end in (first, second))
    names = found.level(first, found.factor(direction)), found.level(second, found.factor(direction))
    result = tipping(lever["levels"], up, down, names)
    lines = [Line(name, [Interval(row["median"], row["low"], row["high"], row["n"])
                         for _, row in result.table[result.table["direction"] == name].iterrows()]) for name in names]
    unit = outcome["unit"]
    verdict = found.translate("report.bistable" if result.is_bistable else "report.not_bistable")
    jumps = " ".join(found.translate("report.jump", name=name, before=found.level(lever["levels"][place - 1], lever),
                               after=found.level(lever["levels"][place], lever), share=f"{100 * share:.0f} %",
                               sure=f"{100 * sure:.0f} %")
                     for name, (place, share, sure) in result.jump.items() if place)
    rows = [(f"{found.label(lever)} {found.level(level, lever)}", one)
            for level, one in zip(lever["levels"], result.hysteresis, strict=True)]
    others = _over_others(found, found.n_points // (2 * len(lever["levels"])), lever["name"], direction)
    return (paragraph(f"{verdict} {jumps}{others}") + left_out(found, outcome["name"])
            + figures(line_chart(found.translate("report.medians", outcome=found.label(outcome)), _levels(found, lever), lines,
                                 found.name(lever), percent=unit in SHARES),
                      forest(found.translate("report.hysteresis", first=names[0], second=names[1]), rows,
                             lambda one: found.format_interval(one, unit), percent=unit in SHARES, width=620)))


def _levels(found: Findings, factor: Mapping[str, Any]) -> list[object]:
    return [found.level(level, factor) if "labels" in factor else level for level in factor["levels"]]


def _sweep(found: Findings, outcome: str, lever: str, fixed: dict[str, object]) -> Matrix:
    """Return (levels, replications), other factors being averaged over; not a number where a run of these is missing."""
    design = found.design
    chosen = pd.Series(True, index=design.index)
    for name, value in fixed.items():
        chosen &= design[name] == value
    levels = found.factor(lever)["levels"]
    values = found.values(outcome)
    at_levels = [values[(chosen & (design[lever] == level)).to_numpy()] for level in levels]
    return np.array([rows.mean(axis=0) if len(rows) else np.full(values.shape[1], np.nan) for rows in at_levels])


def shapley_part(found: Findings) -> str:
    """Return how the change that all packages bring is shared among them."""
    name = found.study["analysis"]["shapley"]
    players = [factor["name"] for factor in found.factors if len(factor["levels"]) == 2 and factor["role"] == "lever"]
    if not name or found.runs.empty:
        return ""
    if not players or not found.is_crossed:
        return paragraph(found.translate("report.no_players"))
    design, values = found.design, found.values(name)
    ends = {player: found.factor(player)["levels"] for player in players}
    worth = {}
    for group in coalitions(players):
        chosen = np.ones(len(design), dtype=bool)
        for player in players:
            chosen &= (design[player] == ends[player][player in group]).to_numpy()
        worth[group] = values[chosen].mean(axis=0)
    result = attribute(players, worth)
    if not result.total.n:
        return heading(found.name(found.outcome(name))) + left_out(found, name)
    unit, shares = found.outcome(name)["unit"], result.shares()
    rows = [(f"{_change(found, player)} ({_percent(shares[player])})", one) for player, one in result.values.items()]
    rows.append((found.translate("report.together"), result.total))
    others = _over_others(found, found.n_points // 2 ** len(players), *players)
    return (heading(found.name(found.outcome(name))) + paragraph(found.translate("report.shapley") + others)
            + left_out(found, name)
            + figures(forest(found.translate("report.shapley_title"), rows, lambda one: found.format_interval(one, unit),
                             percent=unit in SHARES)))


def _change(found: Findings, player: str) -> str:
    """Return a factor with its two levels, in the order in which the change is counted; a package is turned on."""
    factor = found.factor(player)
    levels = [] if factor["contents"] else [" → ".join(found.level(level, factor) for level in factor["levels"])]
    return " ".join([found.label(factor), *levels])
