"""The participation rules as fused kernels over everybody: what a compiler makes of the dense way (needs Numba)."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=False, fastmath=True)
def renew_a_week(motivation, motive, habit, risk, trust, burnout, time_cost, age, active, was_active, place,
                 indptr, indices, left, total, sham, own, probability):
    """Renew habit, norm and everybody's daily chance of acting."""
    n = motivation.size
    for i in range(n):
        habit[i] += own[7] * (active[i] - habit[i])
        was_active[i] = active[i]
        active[i] = False
    for i in range(n):
        known = indptr[i + 1] - indptr[i]
        count = 0
        for k in range(indptr[i], indptr[i + 1]):
            count += was_active[indices[k]]
        norm = count / max(known, 1)
        utility = (motivation[i] * motive[i] * left[place[i]] + own[0] + own[1] * habit[i] + own[2] * (norm - np.float32(0.5))
                   + own[3] * risk[i] + own[4] * trust[i] - own[5] * burnout[i] - own[6] * time_cost[i])
        odds = np.exp(utility / own[9]) * total[place[i]] + sham[place[i]]
        probability[i] = odds / (1 + odds) if age[i] >= own[8] else 0.0


@njit(cache=False, fastmath=True)
def step_day(probability, place, shares, sham, skill, app_reach, active, acts, day):
    """Let everybody decide, and the few who act choose an act and have effect or not."""
    effective = 0
    for i in range(probability.size):
        uniform = np.random.random()
        if uniform < probability[i]:
            row, p = place[i], probability[i]
            left = uniform / p / (1 - sham[row] * (1 - p) / p)
            act = 4
            for k in range(4):
                if left < shares[row, k]:
                    act = k
                    break
            able = 1.0 if act == 2 else (1.0 if app_reach[i] else 0.3) if act == 0 else 0.5 + 0.5 * skill[i]
            if act < 4 and np.random.random() < able:
                effective += 1
                if act == 2:
                    skill[i] += 0.5 * (1 - skill[i])
            active[i] = True
            acts[i] += 1
    return effective
