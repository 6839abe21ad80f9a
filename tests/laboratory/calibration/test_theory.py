"""The parts of a calibration against what theory says of them."""

import math

import numpy as np
from scipy import stats
from scipy.special import ndtr, ndtri

from coprod.agents.volunteers import join_probability
from coprod.laboratory.calibration.emulator import fit_emulators
from coprod.laboratory.calibration.plausibility import Judge, run_deviance
from coprod.laboratory.calibration.population import abc_smc
from coprod.laboratory.calibration.space import Space, narrowed, spread_out
from coprod.laboratory.calibration.targets import Figure, cutoff
from coprod.laboratory.designs import latin_hypercube


def population_of(deviance, start, particles=2000, seed=1, generations=25):
    steps = abc_smc(start, particles, generations, seed)
    z = next(steps)
    while True:
        try:
            z = steps.send(deviance(z))
        except StopIteration as end:
            return end.value


def assert_posterior(found, mean, covariance):
    """Hold mean and standard deviations of a population within four standard errors, by its effective sample size."""
    deviation = np.sqrt(np.diag(covariance))
    assert (np.abs(found.mean() - mean) < 4 * deviation / math.sqrt(found.ess)).all()
    ratio = np.sqrt(np.diag(found.covariance())) / deviation
    assert (np.abs(ratio - 1) < 4 / math.sqrt(2 * found.ess)).all(), ratio


def test_the_posterior_of_a_conjugate_normal_model():
    """Prior z ~ N(0, I), data y ~ N(A z, σ² I): posterior covariance (I + AᵀA / σ²)⁻¹; with a ridge, and in eight dimensions."""
    generator = np.random.default_rng(3)
    for k in (1, 2, 8):
        a, sigma, y = np.eye(k), 0.3, generator.standard_normal(k)
        a[0, -1] = 0.9
        covariance = np.linalg.inv(np.eye(k) + a.T @ a / sigma**2)
        start = generator.standard_normal((2000, k))
        found = population_of(lambda z, a=a, y=y: (((y - z @ a.T) / 0.3) ** 2).sum(axis=1), start)
        assert found.tolerance == 1 and found.ess > 600
        assert_posterior(found, covariance @ a.T @ y / sigma**2, covariance)


def test_the_posterior_by_single_noisy_runs():
    """Runs y ~ N(z, σ²) judged with an error ε: the posterior is that of N(z, σ² + ε²), however many runs a particle has."""
    sigma, error, observed = 0.5, 0.3, 1.2
    variance = 1 / (1 + 1 / (sigma**2 + error**2))
    for runs in (1, 3):
        generator = np.random.default_rng(runs)
        figures = [Figure("y", observed, error)]
        found = population_of(
            lambda z, g=generator, n=runs, of=figures: run_deviance([z + 0.5 * g.standard_normal((len(z), n))], of),
            generator.standard_normal((1500, 1)), 1500)
        assert found.tolerance == 1
        assert_posterior(found, np.array([variance * observed / (sigma**2 + error**2)]), np.array([[variance]]))


def test_a_tolerance_that_cannot_be_reached_is_said_and_failed_runs_do_not_count():
    start = np.random.default_rng(1).standard_normal((400, 2))
    found = population_of(lambda z: 1e7 * (z**2).sum(axis=1), start, 400, generations=2)
    assert found.tolerance > 10 and len(found.history) == 2
    found = population_of(lambda z: np.where(z[:, :1] > 0, np.inf, z[:, :1] ** 2), start, 400)
    assert (found.z[found.weights > 0, 0] <= 0).all()
    assert np.isinf(run_deviance([np.array([[np.nan, 1.0]])], [Figure("y", 1, 1)])).tolist() == [[True, False]]


def test_what_is_left_has_the_volume_of_a_ball():
    """A ball of radius r in five dimensions of the unit cube has the volume 8 π² r⁵ / 15: here 5e-4 of the cube, in two waves."""
    def ball(radius):
        return lambda unit: np.sqrt(((unit - 0.5) ** 2).sum(axis=1)) / radius

    shares = []
    for seed in range(6):
        generator = np.random.default_rng(seed)
        space = narrowed(Space(generator.random((1000, 5)), 1.0), None, ball(0.4), generator)
        space = narrowed(space, ball(0.4), ball(0.158), generator)
        assert (ball(0.158)(space.unit) <= 1).all()
        shares.append(space.share)
        deviation = space.unit.std(axis=0) / (0.158 / math.sqrt(7))  # of a coordinate of a uniform ball in five dimensions
        assert (np.abs(deviation - 1) < 0.15).all()
    true = 8 * math.pi**2 * 0.158**5 / 15
    assert abs(np.mean(shares) / true - 1) < 4 * np.std(shares) / true / math.sqrt(6) + 0.02 and np.std(shares) < 0.35 * true


def test_nothing_left_is_empty_and_chosen_points_lie_apart():
    generator = np.random.default_rng(1)
    assert narrowed(Space(generator.random((200, 2)), 1.0), None, lambda unit: 2 + unit[:, 0], generator).is_empty
    unit = generator.random((400, 2))
    chosen = spread_out(unit, 16)
    nearest = np.sort(np.linalg.norm(chosen[:, None] - chosen, axis=2), axis=1)[:, 1]
    assert len(chosen) == 16 and nearest.min() > 0.15


def test_the_cutoff_keeps_the_chance_of_a_mistake():
    """The largest of n independent normal distances exceeds it with 0.27 % probability, whatever n."""
    assert abs(cutoff(1) - 3) < 1e-3 and abs(cutoff(30) - 3.92) < 0.01
    for n in (1, 5, 40):
        assert abs(1 - (1 - 2 * (1 - ndtr(cutoff(n)))) ** n - 0.0027) < 1e-5


def test_emulators_know_what_they_do_not_know():
    """Of y = sin(4a) + b with chance of which the variance grows with b: mean, its error, variance and correlation of runs."""
    generator = np.random.default_rng(5)
    unit = latin_hypercube(80, 3, 1)
    deviation = 0.1 * np.exp(unit[:, 1])
    common, own = generator.standard_normal((2, 80, 3))
    values = {"y": np.sin(4 * unit[:, :1]) + unit[:, 1:2] + deviation[:, None] * common,
              "z": unit[:, :1] + 0.2 * (0.8 * common + 0.6 * own)}
    figures = [Figure("y", 1.0, 0.1), Figure("z", 0.5, 0.1)]
    found = fit_emulators(unit, values, figures, [0, 0, 0])
    new = generator.random((300, 3))
    mean, variance, run = found.predict(new)
    errors = (mean[:, 0] - np.sin(4 * new[:, 0]) - new[:, 1]) / np.sqrt(variance[:, 0])
    assert 0.4 < np.sqrt((errors**2).mean()) < 1.6 and found.of[0].q2 > 0.85
    assert np.abs(np.log(np.sqrt(run[:, 0]) / (0.1 * np.exp(new[:, 1])))).mean() < 0.3
    assert abs(found.correlation[0, 1] - 0.8) < 0.2
    same = fit_emulators(unit, {"y": np.full((80, 2), 3.0)}, figures[:1], [0, 0, 0])
    assert [one.tolist() for one in same.predict(new[:1])] == [[[3.0]], [[0.0]], [[0.0]]]


def volunteers(unit, generator):
    """Return how many of 600 residents are volunteers after 3, 6 and 12 months, (n, 3): Bass' diffusion by coprod's formula.

    A submodel that costs nothing; the rates of recruitment and of imitation are to be learned.
    """
    recruit, imitation = 0.005 + 0.045 * unit[:, 0], 0.6 * unit[:, 1]
    joined, seen = np.zeros(len(unit)), []
    for month in range(1, 13):
        chance = [join_probability(n / 600, p, q, 1.0) for n, p, q in zip(joined, recruit, imitation, strict=True)]
        joined += generator.binomial((600 - joined).astype(int), np.array(chance))
        if month in (3, 6, 12):
            seen.append(joined.copy())
    return np.column_stack(seen)


def test_ranks_of_hidden_parameters_are_uniform():
    """Simulation-based calibration (Talts et al. 2018) of emulators and ABC-SMC: 200 draws, ranks within their 99 % bounds.

    Emulators are fitted once over the prior; every draw has data of its own, with an error of observation.
    """
    generator = np.random.default_rng(8)
    unit = latin_hypercube(120, 2, 3)
    runs = np.stack([volunteers(unit, generator) for _ in range(4)], axis=2)
    error, draws, thinned, bins = 6.0, 200, 63, 8
    figures = [Figure(f"month{j}", 0.0, error) for j in range(3)]
    emulators = fit_emulators(unit, {figure.name: runs[:, j] for j, figure in enumerate(figures)}, figures, [0, 0])
    ranks = np.empty((draws, 2), dtype=int)
    for i in range(draws):
        hidden = generator.random((1, 2))
        data = volunteers(hidden, generator)[0] + error * generator.standard_normal(3)
        judge = Judge(emulators, tuple(Figure(one.name, float(value), error) for one, value in zip(figures, data, strict=True)))
        found = population_of(lambda z, judge=judge: judge.deviance(ndtr(z)), ndtri(generator.random((500, 2))), 500, seed=i)
        ranks[i] = (generator.permutation(found.draw(thinned, i)) < ndtri(hidden)).sum(axis=0)
    low, high = stats.binom.ppf([0.005 / (2 * bins), 1 - 0.005 / (2 * bins)], draws, 1 / bins)  # 99 % for all bins together
    for j in range(2):
        counts = np.histogram(ranks[:, j], bins=bins, range=(0, thinned + 1))[0]
        assert (counts >= low).all() and (counts <= high).all(), counts
