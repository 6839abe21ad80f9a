"""Every account of public money is spent from somewhere and read by what public money is said to be."""

import pytest

from coprod import Parameters, run
from coprod.resources.costs import ACCOUNTS

SPENDING = {
    "town.streets": 1, "town.communities": 2, "town.residents_per_community": 1500, "hazard.prevention_share": 0.2,
    "staff.pay": 1.2, "city.platform": True, "crew.kit_level": 0.5, "incident.fire_rate": 1000.0,
    "epidemic.begins": 20,
}
"""A small town in which every account has something to pay for."""


@pytest.fixture(scope="module")
def finished():
    return run(Parameters().replace(SPENDING), seed=2, days=120)


def test_public_money_is_the_sum_of_all_accounts(finished):
    """An account that no outcome reads would be missing from the sum, and one that is read twice would be too much."""
    spent = {account: finished.model.costs.so_far(account) for account in ACCOUNTS}
    assert not [account for account, yuan in spent.items() if yuan <= 0], "this town is to pay from every account"
    assert finished.outcomes["cost_yuan"] == pytest.approx(sum(spent.values()), rel=1e-9)
    assert min(spent.values()) > 1e-6 * sum(spent.values()), "an account this small could be missing unnoticed"
    assert finished.outcomes["total_cost"] == pytest.approx(finished.outcomes["loss"] + sum(spent.values()), rel=1e-9)
