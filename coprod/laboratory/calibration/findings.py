"""What a calibration found, as plain data: what is ruled out, what can be identified, and how well held-back figures are met."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.laboratory.calibration.course import Course, learned_directions
from coprod.laboratory.calibration.profiles import profile
from coprod.laboratory.calibration.targets import Figure, Floats, cutoff
from coprod.laboratory.factors import Range

NOT_BELOW, WELL_ABOVE = 0.2, 0.5
"""Contraction below which a parameter is not identifiable, and from which on it is identified."""
STRONG = 0.7
"""Posterior correlation from which on two parameters can only be told together."""
_UNIFORM_SD = 1 / np.sqrt(12)
_NOISES = 20
_LEVEL = 0.9


def findings(course: Course) -> dict[str, Any]:
    """Return what was found as JSON-ready data; the same runs give the same data."""
    calibration = course.calibration
    study = calibration.study
    found: dict[str, Any] = {
        "title_en": calibration.title_en, "title_zh": calibration.title_zh, "scenario": study.scenarios[0], "days": study.days,
        "warmup_days": study.warmup_days, "seeds": study.replications, "fixed": dict(study.fixed), "model": study.model,
        "version": study.simulator.version(), "runs": int(len(course.unit) * study.replications),
        "posterior": calibration.method.posterior, "cutoff": cutoff(len(calibration.fitted)), "reason": course.reason,
        "figures": [_figure(course, one) for one in calibration.figures],
        "waves": [{"points": wave.points, "share": wave.space.share} for wave in course.waves],
    }
    if course.population is None:
        return found | {"nearest": _nearest(course), "parameters": [_prior(course, j) for j in range(len(calibration.priors))]}
    population = course.population
    return found | {
        "tolerance": population.tolerance, "ess": population.ess, "particles": len(population.z),
        "generations": len(population.history), "sets": len(course.sets),
        "directions": learned_directions(population.covariance()), "middle": _middle(course),
        "parameters": [_prior(course, j) | _posterior(course, j) for j in range(len(calibration.priors))],
        "correlations": _correlations(course),
        "checks": [_check(course, figure, i) for i, figure in enumerate(calibration.figures)] if course.checked else [],
        "check_runs": len(course.checked) * study.replications,
    }


def _figure(course: Course, figure: Figure) -> dict[str, Any]:
    """Return an observed figure, and how good its emulator is."""
    known: dict[str, Any] = {
        "name": figure.name, "en": figure.en, "zh": figure.zh, "unit": figure.unit, "value": figure.value, "error": figure.error,
        "discrepancy": figure.discrepancy, "held_back": figure.held_back}
    if figure.held_back or not course.waves:
        return known
    at = course.calibration.fitted.index(figure)
    judge = course.judge
    emulator = judge.emulators.of[at]
    at_points = course.waves[-1].space.unit if not course.waves[-1].space.is_empty else course.unit
    _, of_emulator, of_run = (one[:, at].mean() for one in judge.emulators.predict(at_points))
    return known | {"q2": emulator.q2, "widened": emulator.widened, "training": emulator.n_points,
                    "emulator_sd": float(np.sqrt(of_emulator)), "run_sd": float(np.sqrt(of_run))}


def _prior(course: Course, j: int) -> dict[str, Any]:
    """Return a parameter: its labels, its prior, and the range that each wave left of it."""
    prior = course.calibration.priors[j]
    declaration = course.calibration.study.simulator.known[prior.name]
    return {
        "name": prior.name, "en": declaration.label_en, "zh": declaration.label_zh, "unit": declaration.unit,
        "low": prior.low, "high": prior.high, "whole": prior.whole, "default": declaration.default,
        "boxes": [[_at(prior, low), _at(prior, high)] for wave in course.waves for low, high in wave.boxes[j : j + 1]]}


def _posterior(course: Course, j: int) -> dict[str, Any]:
    """Return what is known of a parameter now: interval, contraction, verdict, profile and histogram."""
    population, prior = course.population, course.calibration.priors[j]
    assert population is not None
    unit = ndtr(population.z[:, j])
    mean = float(population.weights @ unit)
    contraction = 1 - float(np.sqrt(population.weights @ (unit - mean) ** 2)) / _UNIFORM_SD
    low, middle, high = (_at(prior, _quantile(unit, population.weights, u)) for u in (0.05, 0.5, 0.95))
    heights = np.histogram(unit, bins=20, range=(0, 1), weights=population.weights)[0]
    return {"interval": [low, high], "median": middle, "contraction": contraction, "verdict": verdict(contraction),
            "density": (20 * heights).tolist(), "profile": profile(course, j)}


def verdict(contraction: float) -> str:
    """Return whether a parameter is identified, weakly so, or not identifiable, by how much its spread has shrunk."""
    if contraction < NOT_BELOW:
        return "not_identifiable"
    return "identified" if contraction >= WELL_ABOVE else "weakly_identified"


def _correlations(course: Course) -> list[dict[str, Any]]:
    """Return pairs of parameters that are strongly correlated under the posterior, the strongest first."""
    assert course.population is not None
    covariance = course.population.covariance()
    deviation = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(deviation, deviation)
    names = [prior.name for prior in course.calibration.priors]
    pairs = [{"a": names[i], "b": names[j], "correlation": float(correlation[i, j])}
             for i in range(len(names)) for j in range(i) if abs(correlation[i, j]) >= STRONG]
    return sorted(pairs, key=lambda pair: -abs(float(str(pair["correlation"]))))


def _check(course: Course, figure: Figure, number: int) -> dict[str, Any]:
    """Return the 90 % predictive interval of a figure by runs under the posterior, and whether it holds what was observed."""
    values = course.outcomes[figure.name]
    runs = values[course.checked.start : course.checked.stop].ravel()
    before = values[: course.waves[0].points].ravel()
    low, middle, high = _predicted(runs, figure, number, course.calibration.method.seed)
    first = _predicted(before, figure, number, course.calibration.method.seed)
    return {"name": figure.name, "held_back": figure.held_back, "low": low, "median": middle, "high": high,
            "inside": bool(low <= figure.value <= high), "prior_low": first[0], "prior_high": first[2]}


def _predicted(runs: Floats, figure: Figure, number: int, seed: int) -> tuple[float, float, float]:
    """Return the 5 %, 50 % and 95 % quantiles of runs as they would be observed, with the error of observation."""
    fine = runs[np.isfinite(runs)]
    if not len(fine):
        return (float("nan"),) * 3
    noise = Streams(seed)(Purpose.LABORATORY_CALIBRATION, 30_000 + number).standard_normal((_NOISES, len(fine)))
    observed = fine + np.sqrt(figure.variance) * noise
    low, middle, high = np.quantile(observed, [(1 - _LEVEL) / 2, 0.5, (1 + _LEVEL) / 2])
    return float(low), float(middle), float(high)


def _middle(course: Course) -> dict[str, Any]:
    """Return the set of the ensemble that is nearest to the posterior mean, one that does occur, unlike the mean itself."""
    assert course.population is not None
    z = ndtri(np.clip(course.sets, 1e-9, 1 - 1e-9)) - course.population.mean()
    distances = np.einsum("ij,ij->i", z, np.linalg.solve(course.population.covariance(), z.T).T)
    member = int(distances.argmin())
    return {"member": member + 1, "values": {prior.name: prior.at(float(u)) for prior, u in
                                             zip(course.calibration.priors, course.sets[member], strict=True)}}


def _nearest(course: Course) -> dict[str, Any]:
    """Return the point that comes nearest to the figures where everything is ruled out, and which figure it misses most."""
    judge = course.judge
    best = int(judge.implausibility(course.unit).argmin())
    distances = judge.distances(course.unit[best : best + 1])[0]
    worst = int(distances.argmax())
    mean = judge.emulators.predict(course.unit[best : best + 1])[0][0]
    return {"values": {prior.name: _at(prior, float(u)) for prior, u in zip(course.calibration.priors, course.unit[best],
                                                                           strict=True)},
            "figure": judge.figures[worst].name, "distance": float(distances[worst]), "foretold": float(mean[worst])}


def _quantile(values: Floats, weights: Floats, share: float) -> float:
    order = np.argsort(values, kind="stable")
    return float(np.interp(share, np.cumsum(weights[order]) - 0.5 * weights[order], values[order]))


def _at(prior: Range, u: float) -> float:
    return float(prior.at(min(max(u, 0.0), 1.0)))
