"""A small and busy town in which rules of offices, departments, districts and the city are compared."""

from tests.agents.rule_effects import both_languages
from tests.agents.rule_effects import interval as paired

__all__ = ["BUSY", "both_languages", "interval"]

BUSY = {"town.residents_per_community": 200, "town.communities": 12, "town.streets": 4, "town.districts": 2,
        "incident.fire_rate": 600.0, "incident.utility_rate": 1000.0, "incident.disorder_rate": 1000.0}
"""About four incidents a day."""


def interval(outcome, rules, settings=None, seeds=5, days=30):
    """Return the 95 % interval, low and high, of what rules change in an outcome, paired by seed."""
    return paired(rules, outcome, BUSY | (settings or {}), days, seeds)
