"""Every live mechanism moves its indicator as the sources say, and its zero switches it off exactly.

One test for each group of the inventory, so that the groups can be shared out among processes and the rows of a
group share their runs.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from coprod.laboratory.mechanisms import mechanisms
from coprod.laboratory.mechanisms.experiments import (
    FIRST_SEED,
    _parameters,
    compare_arms,
    examine,
    probe_zero,
    simulated,
)
from coprod.laboratory.mechanisms.findings import _toml, findings
from coprod.laboratory.mechanisms.inventory import CLEAR, mechanism_groups
from coprod.model import CoproductionModel
from tests.failures import Failures

GROUPS = pytest.mark.parametrize("group", mechanism_groups(), ids=lambda group: group.name)
LOOKS = (2, 3, 4, 5)
"""Numbers of pairs after which a direction may already be clear."""


def as_clear(direction, n):
    """Return the t statistic of `n` pairs that is no likelier by chance than `CLEAR` is of all pairs of the row.

    The chance is shared out equally among the looks, so that looking more than once makes no verdict easier.
    """
    chance = stats.t.sf(CLEAR, direction.seeds - 1) / len(LOOKS)
    return float(stats.t.isf(chance, n - 1))


def compared(direction):
    """Compare the arms on as many pairs as it takes for a clear answer in the expected direction, at most on all."""
    for n in LOOKS:
        if n < direction.seeds:
            difference, t = compare_arms(replace(direction, seeds=n))
            if (t if direction.expect == "up" else -t) > as_clear(direction, n):
                break
    else:
        difference, t = compare_arms(direction)
    return difference, t


def moves(zero):
    """Tell whether the probe moves something with the mechanism on: days are simulated until a series differs."""
    unmoved = simulated(_parameters(zero.given), FIRST_SEED, zero.days)
    model = CoproductionModel(_parameters(zero.given, zero.probe), rng=FIRST_SEED)
    for day in range(zero.days):
        model.step()
        if any(not np.array_equal(model.daily_series.today(name), values[day], equal_nan=True)
               for name, values in unmoved.daily.items()):
            return True
    return bool(probe_zero(zero)[1])  # perhaps an outcome that no series shows


def test_an_early_answer_is_no_likelier_by_chance_than_the_whole():
    direction = next(iter(mechanisms().values())).direction
    whole = stats.t.sf(CLEAR, direction.seeds - 1)
    assert sum(stats.t.sf(as_clear(direction, n), n - 1) for n in LOOKS) == pytest.approx(whole)
    assert as_clear(direction, 2) > as_clear(direction, 3) > as_clear(direction, 5) > CLEAR


@GROUPS
def test_direction(group):
    """Under the same random conditions the paired t statistic is clear in the expected direction, or the row says not.

    Here for the first central row of each group; for all rows, with all pairs, in the long test below.
    """
    row = next(row for row in group.rows if row.star)
    difference, t = compared(row.direction)
    claim = (f"{row.direction.indicator} {difference.first:.4g} -> {difference.second:.4g}, expected "
             f"{row.direction.expect}, paired t = {t:.2f} of {difference.n} pairs, threshold {CLEAR}")
    assert row.direction.supported_by(t) == (not row.found_en), claim


@GROUPS
@pytest.mark.parametrize("rows", ["central", pytest.param("other", marks=pytest.mark.slow)])
def test_zero_switches_off_exactly(group, rows):
    """With the mechanism off, the probe changes not a bit of any outcome or daily series; with it on, it does."""
    with Failures() as failures:
        for row in group.rows:
            if row.star == (rows == "central"):
                with failures.case(row.id):
                    assert leaks(row.zero) == []
                    assert moves(row.zero), "the probe changes nothing even with the mechanism on"


def leaks(zero):
    """Return what the probe moves with the mechanism off, its own stock aside."""
    off, probed = (simulated(_parameters(zero.given, *changes), FIRST_SEED, zero.days)
                   for changes in ((zero.off,), (zero.off, zero.probe)))
    return [name for name in off.differences(probed) if name not in zero.own]


@pytest.mark.slow
@GROUPS
def test_the_kept_findings_are_what_the_experiments_find(group):
    """All pairs of every row in the expected direction or said not to be, and every number that `coprod mechanisms` prints."""
    with Failures() as failures:
        for row in group.rows:
            with failures.case(row.id):
                found, kept = examine(row), findings()[row.id]
                assert row.direction.supported_by(found.t) == (not row.found_en), f"t = {found.t:.2f}"
                assert (_toml(found.t), _toml(found.low), _toml(found.high)) == tuple(
                    _toml(value) for value in (kept.t, kept.low, kept.high))
                assert (found.leaks, found.moves) == (kept.leaks, kept.moves)
