"""Your own rule: property firms that work only when they have just been fined.

自己写一条规则：如果物业企业只在被罚之后才卖力，会怎样？

Run it with ``python examples/own_rule.py``; it takes a few seconds. Agents decide by rules, and every rule can be replaced:
coprod itself stays as it is.
"""

# %% What can be decided
# Every kind of agent declares its decisions in its own file under coprod/agents/. Importing the model knows them all.
from types import SimpleNamespace

import numpy as np
from scipy.stats import ttest_rel

from coprod import Parameters, run
from coprod.agents.decisions import DECISIONS

for decision in DECISIONS.values():
    rules = "not taken in the model" if decision.absent else ", ".join(decision.rules)
    print(f"{decision.name:28} {decision.en} {decision.zh}: {rules}")


# %% The rule
# Ten lines. `decide_one` gets what one firm sees (coprod/agents/property_firms.py lists it) and returns its effort of upkeep
# this month, 0 to 1. That 0.05 suffice to look busy is assumed.
class OnlyAfterAFine:
    """Hardly works until it is fined; then works as hard as it can for a month."""

    def decide_one(self, firm):
        """Return the effort of one firm."""
        return 1.0 if firm.fined > 0 else 0.05

    def explain(self, firm):
        """Say why."""
        return "It was fined last month." if firm.fined > 0 else "Nobody has fined it."


# %% The default rule and yours, pair by pair
# Both arms have the same seeds: the same firms in the same buildings, inspected on the same days. More communities with
# fewer residents, because it is the firms that matter here.
SMALL = {"town.streets": 1, "town.communities": 8, "town.residents_per_community": 50}
SEEDS, DAYS = range(1, 7), 90
town = Parameters.load("baseline").replace(SMALL)
rule = {"property_firm.effort": OnlyAfterAFine}
pairs = [(run(town, seed, DAYS), run(town, seed, DAYS, rules=rule)) for seed in SEEDS]

OUTCOMES = ("facility_condition", "hazards_latent", "loss")
differences = {}
print(f"\n{'own rule - default':26}{'default':>10}{'own':>10}   95 % interval of the difference")
for name in OUTCOMES:
    default, own = (np.array([pair[arm].outcomes[name] for pair in pairs]) for arm in (0, 1))
    interval = ttest_rel(own, default).confidence_interval(0.95)
    differences[name] = (float(interval.low), float(interval.high))
    print(f"{name:26}{default.mean():10.3f}{own.mean():10.3f}   {interval.low:.3f} to {interval.high:.3f}")

# %% Reading it
# Buildings are kept up clearly worse. Of hazards and losses so short a time in so small a town says nothing yet.

# %% Why did the firm do that?
# The agents of a finished run still know their rule. Ask one of each arm.
for arm, label in enumerate(("default", "own rule")):
    firm = pairs[0][arm].model.firms[0]
    print(f"{label}: effort {firm.decide('effort'):.2f}. {firm.explain('effort')}")

# %% Try a rule without a model
# A rule is a plain object: hand it what a firm might see.
fined, spared = SimpleNamespace(fined=500.0), SimpleNamespace(fined=0.0)
print([OnlyAfterAFine().decide_one(case) for case in (fined, spared)])

# %% When it gets slow, or wrong
# `decide(seen)` in place of `decide_one(firm)` gets the arrays of all firms at once:
#     return np.where(seen.fined > 0, 1.0, 0.05)
# A rule that raises an error, or returns an effort of 1.4, ends the run with one message that names rule, firm and day.
