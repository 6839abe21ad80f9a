"""The course of a calibration: waves of history matching, ABC-SMC in what they leave, and runs that check the result.

It chooses its points from what earlier runs came to, and from nothing else: a calibration that was broken off chooses the same
points again and finds their runs finished.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.special import ndtr, ndtri

from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.laboratory.calibration.emulator import Emulators, fit_emulators
from coprod.laboratory.calibration.plausibility import Judge, run_deviance
from coprod.laboratory.calibration.population import Population, abc_smc
from coprod.laboratory.calibration.space import Space, narrowed, spread_out
from coprod.laboratory.calibration.targets import Calibration, Figure, Floats
from coprod.laboratory.designs import latin_hypercube
from coprod.laboratory.staged_plans import Outcomes, Stages
from coprod.laboratory.stages.surrogate import space_filling, steps_of
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

POOL = 1000
"""Points that stand for the space not ruled out."""
_PRECISE = 0.1
"""Waves end when the emulator is at most this share of the variance of every figure."""
_SMALL_GAIN = 0.9
"""Waves end, from the second one on, when one leaves more than this share of what the one before had left."""
_NEAR, _MOST_TRAINING = 3.0, 400
"""Emulators are fitted to points of which no wave says that they are farther than this many times the cutoff, so many at most."""
_FEWEST = 10


@dataclass(frozen=True)
class Wave:
    """A wave: its points, its emulators with the figures, what it left of the prior, and the ends of that in every parameter."""

    points: int
    judge: Judge
    space: Space

    @property
    def boxes(self) -> list[tuple[float, float]]:
        """The smallest and largest value left of every parameter, on the unit interval; none if nothing is left."""
        return [(float(one.min()), float(one.max())) for one in self.space.unit.T] if not self.space.is_empty else []


@dataclass
class Course:
    """What a calibration has found so far.

    ``reason``: why the waves ended: precise, no_gain, waves or ruled_out. ``checked``: rows of the points that check the
    posterior.
    """

    calibration: Calibration
    unit: Floats = field(default_factory=lambda: np.empty((0, 0)))
    outcomes: Outcomes = field(default_factory=dict)
    waves: list[Wave] = field(default_factory=list)
    reason: str = ""
    population: Population | None = None
    sets: Floats = field(default_factory=lambda: np.empty((0, 0)))
    """The ensemble, points of the unit cube, (n_sets, n_parameters)."""
    checked: range = range(0)

    @property
    def judge(self) -> Judge:
        """The figures with the emulators of the last wave."""
        return self.waves[-1].judge

    def stages(self) -> Stages:
        """Yield points of the unit cube, and be sent the outcomes of all points so far."""
        yield from self._waves()
        if self.reason == "ruled_out":
            return
        method = self.calibration.method
        if method.posterior == "direct":
            self.population = yield from self._by_runs()
        else:
            self.population = self._by_emulator(method.particles)
        self.sets = _unit(self.population.draw(method.sets, method.seed))
        if method.checks:
            start = len(self.unit)
            yield from self._made(_unit(self.population.draw(method.checks, method.seed + 1)))
            self.checked = range(start, len(self.unit))

    def implausibility(self, unit: Floats) -> Floats:
        """Return the implausibility of points by the wave that finds them least plausible, as a multiple of the cutoff."""
        return np.asarray(np.max([wave.judge.implausibility(unit) for wave in self.waves], axis=0))

    def deviance(self, unit: Floats) -> Floats:
        """Return −2 log of the density of the observations by the last emulators, infinite where a wave has ruled out."""
        ruled_out = self.implausibility(unit) > 1
        return np.where(ruled_out, np.inf, self.judge.deviance(unit))

    def _waves(self) -> Stages:
        method, k = self.calibration.method, len(self.calibration.priors)
        space = Space(space_filling(POOL, k, method.seed), 1.0)
        unit = latin_hypercube(method.points, k, method.seed)
        for number in range(1, method.waves + 1):
            yield from self._made(unit)
            judge = Judge(self._fitted(), self.calibration.fitted)
            before = self.implausibility if self.waves else None
            generator = Streams(method.seed)(Purpose.LABORATORY_CALIBRATION, 20_000 + number)
            narrower = narrowed(space, before, judge.implausibility, generator)
            self.waves.append(Wave(len(unit), judge, narrower))
            self.reason = _why_end(judge, space, narrower, number, method.waves)
            space = narrower
            if self.reason:
                return
            unit = self._provisional() if number + 1 == method.waves else spread_out(space.unit, method.points)

    def _made(self, unit: Floats) -> Stages:
        """Have points simulated."""
        self.unit = np.vstack([self.unit, unit]) if self.unit.size else unit
        self.outcomes = yield unit
        for figure in self.calibration.figures:
            _refuse_unmeasured(figure, self.outcomes[figure.name], self.calibration)

    def _fitted(self) -> Emulators:
        """Return emulators of the figures, fitted to the points that are near enough to what is left."""
        rows = np.arange(len(self.unit))
        if self.waves:
            far = self.implausibility(self.unit)
            order = np.argsort(far, kind="stable")
            near = int((far <= _NEAR).sum())
            least = min(len(self.unit), _FEWEST * len(self.calibration.priors))
            rows = np.sort(order[: min(max(near, least), _MOST_TRAINING)])
        values = {name: one[rows] for name, one in self.outcomes.items()}
        steps = [steps_of(prior) for prior in self.calibration.priors]
        return fit_emulators(self.unit[rows], values, self.calibration.fitted, steps)

    def _provisional(self) -> Floats:
        """Return points of the posterior as far as it is known: where the last wave learns most."""
        method = self.calibration.method
        found = self._by_emulator(max(method.particles // 2, 200))
        return spread_out(_unit(found.draw(4 * method.points, method.seed + 2)), method.points)

    def _by_emulator(self, particles: int) -> Population:
        method = self.calibration.method
        return _finished(abc_smc(self._start(POOL), particles, method.generations, method.seed),
                         lambda z: self.deviance(_unit(z)))

    def _by_runs(self) -> Generator[Floats, Outcomes, Population]:
        method = self.calibration.method
        steps = abc_smc(self._start(method.points), method.points, method.generations, method.seed)
        z = next(steps)
        while True:
            yield from self._made(_unit(z))
            found = [self.outcomes[figure.name][-len(z):] for figure in self.calibration.fitted]
            try:
                z = steps.send(run_deviance(found, self.calibration.fitted))
            except StopIteration as end:
                population: Population = end.value
                return population

    def _start(self, n: int) -> Floats:
        """Return points of the prior that are not ruled out, in standard normal coordinates."""
        return np.asarray(ndtri(np.clip(self.waves[-1].space.unit[:n], 1e-9, 1 - 1e-9)))


def _unit(z: Floats) -> Floats:
    return np.asarray(ndtr(z))


def _finished(steps: Generator[Floats, Floats, Population], deviance: Callable[[Floats], Floats]) -> Population:
    """Run ABC-SMC to its end with deviances that are at hand."""
    z = next(steps)
    while True:
        try:
            z = steps.send(deviance(z))
        except StopIteration as end:
            population: Population = end.value
            return population


def _why_end(judge: Judge, before: Space, after: Space, number: int, most: int) -> str:
    """Return why the waves end, nothing if they go on."""
    if after.is_empty:
        return "ruled_out"
    if judge.precision(after.unit).max() <= _PRECISE:
        return "precise"
    if number > 1 and after.share > _SMALL_GAIN * before.share:
        return "no_gain"
    return "waves" if number == most else ""


def _refuse_unmeasured(figure: Figure, values: Floats, calibration: Calibration) -> None:
    """Refuse to go on with a figure that too few runs have.

    Raises
    ------
    InputProblems
        If fewer than half of the points, or fewer than twelve, have it.
    """
    fine = int(np.isfinite(values).any(axis=1).sum())
    if fine < max(len(values) / 2, 12):
        raise InputProblems([Problem(calibration.study.name, figure.name, None,
                                     message("calibrate.unmeasured", n=fine, all=len(values)),
                                     message("calibrate.measure_more"))])


def learned_directions(covariance: Sequence[Sequence[float]] | Floats, below: float = 0.25) -> int:
    """Return in how many independent directions of the parameters the variance fell below a share of that of the prior."""
    return int((np.linalg.eigvalsh(np.asarray(covariance)) < below).sum())
