"""What a study is, as plain data: all that reading its results later needs, without the model it was made with."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from coprod.kernel.district_keys import DATA
from coprod.kernel.policy_keys import POLICY, PREFIX, SET
from coprod.kernel.rule_keys import rule_key, rules_of
from coprod.laboratory.costs import currency_of, judges_net
from coprod.laboratory.distribution_file import shown_distribution
from coprod.laboratory.factors import SCENARIO, Factor, Package, Range, column_type
from coprod.laboratory.policy_points import event_studies
from coprod.laboratory.simulator import Outcome
from coprod.laboratory.study import Study
from coprod.parameters.policy import flat


def description(study: Study, replications: int) -> dict[str, Any]:
    """Return the study as JSON-ready data; the same study gives the same data."""
    simulator = study.simulator
    return {
        "name": study.name, "question": study.question, "question_zh": study.question_zh,
        "hypothesis": study.hypothesis, "hypothesis_zh": study.hypothesis_zh,
        "model": study.model, "task": simulator.task, "version": simulator.version(),
        "scenarios": list(study.scenarios), "fixed": dict(study.fixed), **_rules(study),
        **({"ensemble": asdict(study.ensemble)} if study.ensemble else {}),
        "days": study.days, "warmup_days": study.warmup_days,
        "replications": replications, "until": asdict(study.until) if study.until else None,
        "first_seed": study.first_seed, "common_random_numbers": study.common_random_numbers,
        "time_limit": study.time_limit, "observed": asdict(study.observed), "is_quick": study.is_quick,
        "design": {"kind": study.plan.kind, "samples": study.plan.samples, "seed": study.plan.seed,
                   "second_order": study.plan.second_order, "levels": study.plan.levels,
                   "block": study.design.block, "n_points": study.n_points,
                   **({"staged": asdict(study.plan.staged)} if study.plan.staged else {}),
                   **({"groups": list(study.plan.groups)} if study.plan.groups else {})},
        "reference_point": study.reference_point(),
        "factors": [_factor(factor, study) for factor in study.factors],
        "outcomes": [asdict(_outcome(name, study)) for name in study.outcomes],
        **_events(study),
        **_tables(study),
        "analysis": asdict(study.analysis) | {"contrasts": [
            asdict(asked) | {"points": [list(points) for points in study.contrast_points(asked)]}
            for asked in study.analysis.contrasts], "costs": _costs(study)},
    }


def to_json(data: dict[str, Any]) -> str:
    """Return data as JSON that people can read."""
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def _factor(factor: Factor, study: Study) -> dict[str, Any]:
    declaration = study.simulator.known.get(factor.name)
    labels = {"en": "Scenario", "zh": "情景"} if factor.name == SCENARIO else {"en": factor.name, "zh": factor.name}
    if declaration is not None:
        labels = {"en": declaration.label_en, "zh": declaration.label_zh}
    elif isinstance(factor, Package):
        labels = {"en": factor.en or factor.name, "zh": factor.zh or factor.name}
    of_levels = factor.labels if isinstance(factor, Package) else {}
    if factor.name == SCENARIO:
        of_levels = study.titles
    return {
        "name": factor.name, "role": factor.role, **labels, "unit": declaration.unit if declaration else "",
        "type": column_type(factor).__name__, "levels": list(factor.levels),
        "range": [factor.low, factor.high] if isinstance(factor, Range) else None,
        "log": isinstance(factor, Range) and factor.log,
        "contents": {k: dict(v) for k, v in factor.contents.items()} if isinstance(factor, Package) else None,
        **({"distribution": shown} if isinstance(factor, Range) and (shown := shown_distribution(factor)) else {}),
        **({"labels": {level: {"en": en, "zh": zh} for level, (en, zh) in of_levels.items()}} if of_levels else {}),
    }


def _events(study: Study) -> dict[str, Any]:
    """Return labels of the daily series that are kept, and the event studies that the design allows; nothing without any."""
    if study.observed.series is None:
        return {}
    found = event_studies(study)
    known = study.simulator.series() or {}
    labels = {name: {"en": getattr(known.get(name), "en", name), "zh": getattr(known.get(name), "zh", name),
                     "unit": getattr(known.get(name), "unit", "")} for name in study.observed.series.columns}
    return {**({"event_studies": found} if found else {}), "series": labels}


def _tables(study: Study) -> dict[str, Any]:
    """Return which scenarios are districts from tables; nothing without any."""
    found = [name for name in study.scenarios if DATA in study.fixed_and_scenario(name)]
    return {"tables": found} if found else {}


def _rules(study: Study) -> dict[str, Any]:
    """Return the labels of the rules that the study fixes, and the fingerprints of users' rules; nothing without any."""
    known = study.simulator.known_choices if rules_of(study.fixed) else {}
    fixed = {}
    for decision, rule in rules_of(study.fixed).items():
        en, zh = known[decision].rules.get(rule, (rule, rule))
        fixed[rule_key(decision)] = {"decision": {"en": known[decision].en, "zh": known[decision].zh},
                                     "rule": {"en": en, "zh": zh}}
    code = study.code()
    return ({"fixed_rules": fixed} if fixed else {}) | ({"code": code} if code else {})


def _costs(study: Study) -> dict[str, Any]:
    """Return the lines of the complete cost with their labels, and what it leaves out."""
    costs, lines = study.simulator.costs, study.analysis.costs
    varied = _varied(study)
    unpaid = [key for key in costs.unpaid if key in varied]
    known = study.simulator.known
    unit = currency_of(costs, lines, {name: _outcome(name, study) for name in (*costs.lines, *lines)})
    return {"lines": [asdict(_outcome(name, study)) | {"price": price} for name, price in lines.items()], "unit": unit,
            "net": judges_net(_outcome(study.outcomes[0], study), lines, costs.within, unit),
            "not_counted": [asdict(_outcome(name, study)) for name in costs.lines if name not in lines],
            "shown": [asdict(_outcome(name, study)) for name in costs.shown if name not in lines],
            "within": [name for name in costs.within if name not in lines],
            "unpaid": [{"name": key, "en": known[key].label_en, "zh": known[key].label_zh} for key in unpaid],
            "left_out": costs.left_out}


def _varied(study: Study) -> set[str]:
    """Return the parameters that differ among points, and those that policies in time set which do."""
    bases = [study.simulator.differences(study.fixed_and_scenario(name)) for name in study.scenarios]
    varied = {key for factor in study.factors for key in factor.keys}
    varied |= {key for base in bases for key in base if any(other.get(key) != base[key] for other in bases)}
    brought = [settings for factor in study.factors if isinstance(factor, Package) for settings in factor.contents.values()]
    for number, policy in ((i, one) for base in (*bases, *brought) for i, one in enumerate(base.get(POLICY, ()))):
        beginning = f"{PREFIX}{policy.get('name') or number}."
        entries = {key.removeprefix(beginning) for key in varied if key.startswith(beginning)}
        levers = {entry.removeprefix(f"{SET}.") for entry in entries if entry.startswith(f"{SET}.")}
        varied |= levers if len(levers) == len(entries) and POLICY not in varied else dict(flat(policy[SET])).keys()
    return varied


def _outcome(name: str, study: Study) -> Outcome:
    found = (study.simulator.outcomes() or {}).get(name)
    window = next((window for window in study.observed.windows if window.name == name), None)
    if window is not None:
        series = (study.simulator.series() or {}).get(window.series)
        return Outcome(name, getattr(series, "unit", ""), 0, window.en or name, window.zh or name)
    if found is None:
        return Outcome(name, en=name, zh=name)
    return Outcome(found.name, found.unit, found.direction, found.en or name, found.zh or name)
