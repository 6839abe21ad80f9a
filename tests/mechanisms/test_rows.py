"""Every live mechanism moves its indicator as the sources say, and its zero switches it off exactly."""

import pytest

from coprod.laboratory.mechanisms import mechanisms
from coprod.laboratory.mechanisms.experiments import compare_arms, probe_zero
from coprod.laboratory.mechanisms.inventory import CLEAR

ROWS = pytest.mark.parametrize("row", mechanisms().values(), ids=mechanisms())


@ROWS
def test_direction(row):
    """On the same luck the paired t statistic is beyond 3 in the expected direction, unless the row says it is not."""
    difference, t = compare_arms(row.direction)
    claim = (f"{row.id}: {row.direction.indicator} {difference.first:.4g} -> {difference.second:.4g}, "
             f"expected {row.direction.expect}, paired t = {t:.2f} of {difference.n} pairs, threshold {CLEAR}")
    assert row.direction.supported_by(t) == (not row.found_en), claim


@ROWS
def test_zero_switches_off_exactly(row):
    """With the mechanism off, the probe changes not a bit of any outcome or daily series; with it on, it does."""
    leaks, moved = probe_zero(row.zero)
    assert not leaks
    assert moved, "the probe changes nothing even with the mechanism on"
