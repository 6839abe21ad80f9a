"""Every account of public money is spent from somewhere and read by what public money is said to be."""

import pytest

from coprod import Parameters, run
from coprod.laboratory import Results, Study
from coprod.laboratory.costs import COMPLETE
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.runner import sweep
from coprod.resources.costs import ACCOUNTS, APART

SPENDING = {
    "town.streets": 1, "town.communities": 2, "town.residents_per_community": 1500, "hazard.prevention_share": 0.2,
    "staff.pay": 1.2, "city.platform": True, "crew.kit_level": 0.5, "incident.fire_rate": 1000.0,
    "epidemic.begins": 20,
    "fund.insurance_takeup": 0.2,
}
"""A small town in which every account has something to pay for."""


@pytest.fixture(scope="module")
def finished():
    return run(Parameters().replace(SPENDING), seed=2, days=120)


def test_public_money_is_the_sum_of_all_accounts(finished):
    """An account that no outcome reads would be missing from the sum, and one that is read twice would be too much."""
    spent = {account: finished.model.costs.so_far(account) for account in ACCOUNTS}
    assert not [account for account, yuan in spent.items() if yuan <= 0], "this town is to pay from every account"
    public = sum(yuan for account, yuan in spent.items() if account not in APART)
    assert finished.outcomes["cost_yuan"] == pytest.approx(public, rel=1e-9)
    assert min(spent.values()) > 1e-6 * sum(spent.values()), "an account this small could be missing unnoticed"


def test_everybodys_money_and_the_whole_vector_of_losses_make_the_total(finished):
    found, ledger, p = finished.outcomes, finished.model.costs, finished.model.parameters
    people = float(finished.model.desks.staff.sum())
    assert found["cost_wages"] == pytest.approx(people * p.staff.wage * 120 / 365)
    assert found["cost_residents"] == pytest.approx(ledger.so_far("premiums") + found["warning_cost"])
    money = sum(ledger.so_far(account) for account in ACCOUNTS) + found["warning_cost"]
    hours = p.incident.hour_value * found["service_hours_lost"]
    assert found["total_cost"] == pytest.approx(found["loss"] + hours + money, rel=1e-9)
    assert hours > 0


def test_nobody_is_paid_where_the_wage_is_nothing_and_less_where_pay_is_less():
    def wages(**changes):
        return run(Parameters().replace({**SPENDING, **changes}), seed=2, days=10).outcomes["cost_wages"]

    usual = wages()
    assert wages(**{"staff.wage": 0.0}) == 0
    assert wages(**{"staff.pay": 1.0}) == usual and wages(**{"staff.pay": 0.5}) == pytest.approx(usual / 2)


def test_one_more_grid_worker_a_community_costs_exactly_the_declared_wage(tmp_path):
    """The complete cost that studies judge by moves with the payroll, and only with what else was spent."""
    path = tmp_path / "wages.toml"
    path.write_text('question = "?"\ndays = 30\nwarmup_days = 10\nreplications = 2\noutcomes = ["loss"]\n'
                    '[levers]\n"staff.count" = [6, 7]\n[set]\n"town.streets" = 1\n"town.communities" = 2\n'
                    '"town.residents_per_community" = 300\n')
    study = Study.read(path)
    runs = sweep(study, tmp_path / "out", workers=0).runs
    lines = list(study.analysis.costs)
    assert set(lines) == {"cost_yuan", "cost_wages", "premiums", "warning_cost", "warning_site_cost"}
    found = Findings(Results.load(tmp_path / "out"), "en")
    complete = found.values(COMPLETE)
    assert complete[0] == pytest.approx(runs[runs["point"] == 0][lines].sum(axis=1).to_numpy())
    wages = found.values("cost_wages")
    declared = Parameters().staff.wage * 2 * 20 / 365  # two communities, the twenty days that count
    assert wages[1] - wages[0] == pytest.approx([declared] * 2)
    others = sum(found.values(name) for name in lines if name != "cost_wages")
    assert complete[1] - complete[0] - (others[1] - others[0]) == pytest.approx([declared] * 2)
