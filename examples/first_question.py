"""A first policy question: whether higher points bring more people to act, and at what price.

第一个政策问题：提高积分能让更多居民参与吗？代价是什么？

Run it with ``python examples/first_question.py``; it takes a few seconds. Every part that begins with ``# %%`` is a cell
in editors that know notebooks.
"""

# %% What is needed
# `Parameters` says how the town is, `run` simulates it. The test that compares pairs comes from SciPy.
import numpy as np
from scipy.stats import ttest_ind, ttest_rel

from coprod import Parameters, run

# %% A town small enough to try things out
# One street, three communities, 200 residents in each. For an answer take the default town and 365 days.
SMALL = {"town.streets": 1, "town.communities": 3, "town.residents_per_community": 200}
DAYS = 90
today = Parameters.load("baseline").replace(SMALL)

# %% The policy is one lever
# `coprod parameters points` lists all levers of the points scheme, with units, bounds and sources.
policy = today.replace({"points.reward": 10.0})
print(f"points per act: {today.points.reward:g} today, {policy.points.reward:g} under the policy")

# %% One pair of runs
# Both runs have seed 1: the same people, the same storms, the same random numbers wherever both ask for them. What differs
# between them differs because of the policy. Still, one pair is one year of one town and can mislead.
before, after = run(today, seed=1, days=DAYS), run(policy, seed=1, days=DAYS)
NAME = "participation_effective"
print(f"{NAME}, seed 1: {before.outcomes[NAME]:.3f} -> {after.outcomes[NAME]:.3f}")

# %% Several pairs
# Each seed is another town with another history. Ten pairs of this size take a few seconds.
SEEDS = range(1, 11)
pairs = [(run(today, seed, DAYS).outcomes, run(policy, seed, DAYS).outcomes) for seed in SEEDS]

# %% The interval
# The mean of the differences within the pairs, and the range that would cover the true difference in 95 of 100 repetitions
# of this experiment (Student's t). An interval that leaves out 0 says which way the lever works; an interval that holds 0
# says that ten pairs do not tell, which is not the same as "no effect".


def paired(name: str) -> tuple[float, float, float]:
    """Return the mean difference of an outcome, policy minus today, with its 95 % interval."""
    a, b = (np.array([pair[arm][name] for pair in pairs]) for arm in (0, 1))
    interval = ttest_rel(b, a).confidence_interval(0.95)
    return float(np.mean(b - a)), float(interval.low), float(interval.high)


QUESTIONS = {
    "participation_effective": "acts with an effect per 1,000 residents and week",
    "sham_share": "share of recorded acts that were a sham",
    "points_cost": "yuan paid by the points store",
    "loss": "loss by emergencies, yuan",
}
answers = {name: paired(name) for name in QUESTIONS}
print(f"\n{'points 2 -> 10':26}{'difference':>12}   95 % interval")
for name, (mean, low, high) in answers.items():
    verdict = "clear" if low > 0 or high < 0 else "open"
    print(f"{name:26}{mean:12,.3f}   {low:,.3f} to {high:,.3f}   {verdict}: {QUESTIONS[name]}")

# %% Why pairs
# The same runs, looked at as if the two arms had nothing to do with each other: the interval is wider, because it holds the
# differences between towns as well. Common random numbers take them out.
a, b = (np.array([pair[arm]["participation_nominal"] for pair in pairs]) for arm in (0, 1))
as_pairs, as_strangers = ttest_rel(b, a).confidence_interval(0.95), ttest_ind(b, a).confidence_interval(0.95)
widths = as_pairs.high - as_pairs.low, as_strangers.high - as_strangers.low
print(f"\nwidth of the interval of participation_nominal: {widths[0]:.3f} paired, {widths[1]:.3f} unpaired")

# %% From here
# `coprod compare` does this for scenarios, `coprod sweep` for whole designs with many levers and with everything stored;
# see docs/laboratory.md. Before you believe an answer: more seeds, the default town, other values of what nobody knows.
