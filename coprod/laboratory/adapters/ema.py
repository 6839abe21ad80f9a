"""A study as a model of the EMA Workbench: levers, uncertainties and outcomes as it names them.

    from coprod.laboratory import Study
    from coprod.laboratory.adapters.ema import ema_model

    model = ema_model(Study.read("study.toml"), replications=3)
    with MultiprocessingEvaluator(model) as evaluator:
        experiments, outcomes = evaluator.perform_experiments(scenarios=50, policies=4)

Names that are no Python identifiers are written with two underscores for the dot: ``points__reward``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from coprod.laboratory.factors import Factor, Range
from coprod.laboratory.observe import outcomes_of
from coprod.laboratory.simulator import load_task
from coprod.laboratory.study import Study
from coprod.parameters.aliases import current

if TYPE_CHECKING:
    from ema_workbench import Model


class StudyFunction:
    """One experiment of the EMA Workbench: the mean of some replications at one point. It can be pickled.

    The seeds are those of the study's first replications, whatever the policy, so policies meet the same random numbers.

    A run that fails raises: the EMA Workbench has no way to keep a failed run (version 2.5.3 stores the outcomes of the
    run before in its place, or waits for ever), so it is better that it stops.
    """

    __name__ = "study"

    def __init__(self, study: Study, replications: int) -> None:
        self.study = study
        self.replications = replications

    def __call__(self, **values: Any) -> dict[str, float]:
        """Make the runs of one experiment."""
        study = self.study
        names = {factor.name for factor in study.factors}
        values = {identifier(current(name.replace("__", "."), names)): value for name, value in values.items()}
        task = load_task(study.simulator.task)
        settings = study.values_of({factor.name: _plain(values[identifier(factor.name)]) for factor in study.factors})
        rows = [outcomes_of(task(settings, study.seed(0, r), study.days, study.warmup_days), study.observed,
                            nan_is_undefined=study.simulator.nan_is_undefined)
                for r in range(self.replications)]
        return {name: float(np.mean([row[name] for row in rows])) for name in study.outcomes}


def ema_model(study: Study, replications: int = 1) -> Model:
    """Return the study as an ``ema_workbench.Model``.

    Numbers between two ends become real or integer parameters that are sampled by their distribution or scale, levels and
    packages categories, outcomes scalar outcomes to be maximised or minimised by their declared direction.
    """
    from ema_workbench import ScalarOutcome

    model = _model(StudyFunction(study, replications))
    model.levers = [_parameter(factor) for factor in study.factors if factor.role == "lever"]
    model.uncertainties = [_parameter(factor) for factor in study.factors if factor.role == "uncertainty"]
    known = study.simulator.outcomes() or {}
    kinds = {1: ScalarOutcome.MAXIMIZE, -1: ScalarOutcome.MINIMIZE, 0: ScalarOutcome.INFO}
    model.outcomes = [ScalarOutcome(name, kind=kinds[known[name].direction if name in known else 0])
                      for name in study.outcomes]
    return model


def identifier(name: str) -> str:
    """Return a name as a Python identifier."""
    return name.replace(".", "__")


def _model(function: StudyFunction) -> Model:
    """Return an empty model: one of ours where the EMA Workbench keeps levers in a ``ParameterMap``, as 3.0 does."""
    from ema_workbench import Model
    from ema_workbench.em_framework import parameters

    if not hasattr(parameters, "ParameterMap"):
        return Model("coprod", function=function)
    from coprod.laboratory.adapters.ema_three import StudyModel

    return StudyModel("coprod", function)


def _parameter(factor: Factor) -> Any:
    from ema_workbench import CategoricalParameter, IntegerParameter, RealParameter

    name = identifier(factor.name)
    if not isinstance(factor, Range):
        return CategoricalParameter(name, list(factor.levels))
    kind = IntegerParameter if factor.whole else RealParameter
    if factor.distribution is not None or factor.log:
        from coprod.laboratory.adapters.quantiles import frozen

        return kind.from_dist(name, frozen(factor))
    return kind(name, int(factor.low) if factor.whole else factor.low, int(factor.high) if factor.whole else factor.high)


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value
