"""Common random numbers on the district itself: how much narrower they make the interval of a policy difference."""

import numpy as np
import pytest

from coprod.laboratory import Study
from coprod.laboratory.analysis.cube import matrix
from coprod.laboratory.runner import Options, sweep
from coprod.laboratory.statistics import pairing_gain


@pytest.mark.slow
def test_differences_of_loss_spread_far_less_than_under_independent_seeds(tmp_path):
    path = tmp_path / "study.toml"
    path.write_text('question = "?"\ndays = 365\nwarmup_days = 60\nreplications = 16\noutcomes = ["loss", "total_cost"]\n'
                    '[packages.policy]\nbaseline = { "approval.levels" = 3 }\n'
                    'delegated = { "approval.levels" = 1, "approval.signers" = 1 }\npatrol = { "patrol.rate" = 8 }\n'
                    'points = { "points.reward" = 10 }\n[set]\n"town.streets" = 1\n"town.communities" = 4\n'
                    '"town.residents_per_community" = 2000\n')
    results = sweep(Study.read(path), tmp_path / "out", Options(workers=2))
    loss = matrix(results.runs, "loss", 4)
    gains = [pairing_gain(loss[0], loss[policy]) for policy in (1, 2, 3)]
    print("pairing makes intervals of the loss narrower:", np.round(gains, 1))
    # Fewer signatures save much in the few seeds that have a disaster which waits for them: no pairing evens out an effect
    # that itself differs from seed to seed. What leaves emergencies alone is compared far more sharply.
    delegated, *everyday = gains
    assert delegated >= 2
    assert min(everyday) >= 10
